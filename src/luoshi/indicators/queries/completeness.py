"""Whose figures are there, whose are missing, whose came late: by unit, over the year so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from luoshi.core.timing.course import JOINED
from luoshi.core.timing.periods import Period
from luoshi.core.timing.workdays import Workdays
from luoshi.indicators.models import Indicator, Observation, Source, Status, Target
from luoshi.indicators.queries.board import released
from luoshi.indicators.queries.known import known_on
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.queries import workdays

Place = tuple[UUID, str, UUID]
"""Indicator, period, unit."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A figure that is owed, or came late."""

    code: str
    name: str
    period: str
    days_late: int
    """Days after the day on which it was due; of a missing one, until today."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """A unit's figures of the year so far."""

    unit: UUID
    name: str
    own: bool
    due: int
    known: int
    on_time: int
    missing: tuple[Lack, ...]
    late: tuple[Lack, ...]


def completeness(by: By, day: date) -> list[Completeness]:
    """Every unit with targets of the year, those that owe most first: a fixed number of SELECTs.

    A unit is measured by its own reports where it reports that indicator, else by the statistics. What is entered as
    not applicable is not owed.
    """
    indicators = {one.uuid: one for one in Indicator.rows.filter(formula="").order_by("place", "code")}
    owing = Target.rows.filter(known_on(day), year=day.year, unit__isnull=False, indicator__in=indicators)
    first, excused, sources = _first_known(day)
    days, names = workdays(day), directory(day)
    rows: dict[UUID, list[tuple[str, Lack]]] = defaultdict(list)
    for uuid, unit in owing.values_list("indicator", "unit"):
        if unit is None or unit not in names.units:
            continue
        source = sources.get((uuid, unit), Source.STATISTICS)
        for period, due in _due(indicators[uuid], day, days):
            if (uuid, period, unit) not in excused:
                rows[unit].append(_judged(indicators[uuid], period, due, first.get((uuid, period, unit, source)), day))
    found = [_unit(by, unit, names.unit_name(unit), some) for unit, some in rows.items()]
    return sorted(found, key=lambda one: (-len(one.missing), -len(one.late), names.units[one.unit].place))


def _first_known(day: date) -> tuple[dict[tuple[UUID, str, UUID, str], date], set[Place], dict[tuple[UUID, UUID], str]]:
    """When each figure was first known, which do not apply, and by which series a unit is measured."""
    first: dict[tuple[UUID, str, UUID, str], date] = {}
    excused: set[Place] = set()
    sources: dict[tuple[UUID, UUID], str] = {}
    seen = Observation.rows.filter(year=day.year, known_on__lte=day, unit__isnull=False)
    for uuid, period, unit, source, status, on in seen.values_list(
        "indicator", "period", "unit", "source", "status", "known_on"
    ):
        if unit is None:
            continue
        if source == Source.UNIT:
            sources[uuid, unit] = Source.UNIT
        if status == Status.NOT_APPLICABLE:
            excused.add((uuid, period, unit))
        elif status == Status.REPORTED:
            key = (uuid, period, unit, source)
            first[key] = min(first.get(key, on), on)
    return first, excused, sources


def _due(indicator: Indicator, day: date, days: Workdays) -> Iterable[tuple[str, date]]:
    """The periods of the year whose figures are out, and the day each was due."""
    kind = "quarter" if indicator.cycle == "quarter" else "month"
    period = Period(day.year, kind, 1)  # type: ignore[arg-type]
    while period.year == day.year and (due := released(period, indicator.release_day, days)) < day:
        if period.kind == "quarter" or period.number >= JOINED:
            yield str(period), due
        period = period.next()


def _judged(indicator: Indicator, period: str, due: date, on: date | None, day: date) -> tuple[str, Lack]:
    late = ((on or day) - due).days
    code = "missing" if on is None else "late" if late > 0 else "on_time"
    return code, Lack(indicator.code, indicator.name, period, max(late, 0))


def _unit(by: By, unit: UUID, name: str, judged: list[tuple[str, Lack]]) -> Completeness:
    missing = tuple(lack for code, lack in judged if code == "missing")
    late = tuple(lack for code, lack in judged if code == "late")
    known = len(judged) - len(missing)
    own = unit in by.units | by.portfolio
    return Completeness(unit, name, own, len(judged), known, known - len(late), missing, late)
