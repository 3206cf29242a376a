"""What the entry form shows, and which sheets a figure comes from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q

from luoshi.core.errors import BadInput
from luoshi.core.timing.course import JOINED
from luoshi.core.timing.periods import Period
from luoshi.indicators.models import Indicator, Observation, Sheet, Source
from luoshi.indicators.queries.known import Known, known_on
from luoshi.indicators.queries.units import parts_of
from luoshi.org.directory import UnitAsOf, directory
from luoshi.org.models import UnitKind


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of the form: whose figure, and what stands now for that period and for the one before."""

    unit: UUID | None
    name: str
    group: str
    """"county", "towns" or "departments"."""
    expected: bool
    """Has a target of the year: a figure is due."""
    value: Decimal | None
    status: str
    before: Decimal | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet as it was entered: the source of figures."""

    uuid: UUID
    period: str
    source: str
    status: str
    day: date
    by: str
    paper: str
    figures: int


def find(code: str) -> Indicator | None:
    return Indicator.rows.filter(code=code).first()


def units_by_place(day: date) -> list[UnitAsOf]:
    """Towns first, then the others, in the order of the register."""
    units = directory(day).units.values()
    return sorted(units, key=lambda unit: (unit.kind != UnitKind.TOWN, unit.place))


def names_of() -> dict[str, str]:
    """Every indicator's name by its code."""
    return dict(Indicator.rows.values_list("code", "name"))


def usual_source(indicator: Indicator, day: date) -> str:
    """The series by which the indicator is judged: that is the one entered most often. Before any, its own."""
    known = Known.of(day, (day.year - 1, day.year), Q(unit=None), [indicator.uuid])
    reported = known.latest(indicator.uuid, None, Source.UNIT)
    return known.source(indicator.uuid) if reported else indicator.source


def next_period(indicator: Indicator, source: str, day: date) -> str:
    """The first period without a county figure from this source, at most the newest that is over."""
    kind = "quarter" if indicator.cycle == "quarter" else "month"
    newest = Period.containing(day, kind)  # type: ignore[arg-type]
    newest = newest if newest.last <= day else newest.previous()
    latest = (
        Observation.rows.filter(known_on(day), indicator=indicator, source=source, unit=None)
        .order_by("-year", "-month")
        .values_list("period", flat=True)
        .first()
    )
    period = min(Period.parse(latest).next(), newest) if latest else newest
    if period.kind == "month" and period.number < JOINED:
        period = period.next() if period.next().last <= day else period.previous()
    return str(period)


def entry_rows(indicator: Indicator, period: str, source: str, day: date) -> list[EntryRow]:
    """The county first, then every town and department, those with a target before those without."""
    year, month = _last_month(period, day)
    known = Known.of(day, (year, year - 1), Q(), [indicator.uuid])
    names = directory(day)
    expected = {unit for (_, of, unit) in known.targets if of == year}
    parts = parts_of(indicator, year, known, names)
    named = {unit for part in parts for unit in part.units}
    order = sorted(names.units.values(), key=lambda unit: (unit.kind != UnitKind.TOWN, unit.place))
    lines: list[tuple[UUID | None, str, str]] = [(None, "全县", "county")]
    for unit in order:
        if unit.kind != UnitKind.OFFICE or unit.uuid in named:
            lines.append((unit.uuid, unit.short, "towns" if unit.kind == UnitKind.TOWN else "departments"))
    rows = []
    for uuid, name, group in lines:
        figures = known.year(indicator.uuid, uuid, source, year)
        now = figures.get(month)
        earlier = [at for at in figures if at < month]
        rows.append(
            EntryRow(
                uuid,
                name,
                group,
                uuid is None or uuid in expected,
                now.value if now else None,
                now.status if now else "",
                figures[max(earlier)].value if earlier else None,
            )
        )
    return rows


def _last_month(period: str, day: date) -> tuple[int, int]:
    try:
        last = Period.parse(period).last
    except BadInput:
        return day.year, day.month
    return last.year, last.month


@dataclass(frozen=True, slots=True)
class Step:
    """What a figure was said to be from a day on."""

    value: Decimal | None
    status: str
    sheet_status: str
    known_on: date


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that has been said to be another one: preliminary, final, revised."""

    period: str
    source: str
    name: str
    steps: tuple[Step, ...]


def changed_figures(indicator: Indicator, day: date, most: int = 20) -> list[Changed]:
    """The figures that changed after they were first known, the newest periods first: as known on a day."""
    names = directory(day)
    seen = Observation.rows.filter(indicator=indicator, known_on__lte=day, year__gte=day.year - 1)
    spans: dict[tuple[str, str, UUID | None], list[Step]] = defaultdict(list)
    for one in seen.order_by("known_on", "pk"):
        step = Step(one.value, one.status, one.sheet_status, one.known_on)
        spans[one.period, one.source, one.unit].append(step)
    found = [
        Changed(period, source, names.unit_name(unit) if unit else "全县", tuple(steps))
        for (period, source, unit), steps in spans.items()
        if len({(step.value, step.sheet_status) for step in steps}) > 1
    ]
    found.sort(key=lambda one: (one.period, one.source == Source.STATISTICS, one.name == "全县"), reverse=True)
    return found[:most]


def sheets_of(indicator: Indicator, day: date, most: int = 12) -> list[SheetRow]:
    """The newest sheets entered by a day."""
    names = directory(day)
    sheets = Sheet.rows.filter(indicator=indicator.uuid, day__lte=day).annotate(figures=Count("cells"))
    return [
        SheetRow(
            sheet.uuid,
            sheet.period,
            sheet.source,
            sheet.status,
            sheet.day,
            names.official_name(sheet.by),
            sheet.paper,
            sheet.figures,
        )
        for sheet in sheets.order_by("-day", "-at", "-uuid")[:most]
    ]
