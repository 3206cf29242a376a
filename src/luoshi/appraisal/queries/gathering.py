"""What the finders of suspicions look at: a month's reports, and the figures of the year so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from luoshi.core.timing.pace import Step
from luoshi.core.timing.periods import Period, ReportingCalendar, in_order
from luoshi.core.timing.workdays import Workdays
from luoshi.matters import paths
from luoshi.matters.calendars import calendars
from luoshi.matters.models import Filing, Matter, Measure, MeasureKind, Report, ReportQuantity
from luoshi.matters.queries.figure import Window
from luoshi.matters.queries.pooling import Quantity
from luoshi.org.acting import By
from luoshi.org.queries import workdays
from luoshi.org.rules import setting

Asking = tuple[ReportingCalendar, Workdays, tuple[Step, ...]]
"""By which calendar a measure is reported, and what its path asks."""


@dataclass(frozen=True, slots=True)
class Course:
    """What one report brought a measure to: of its target, and of what was asked by then."""

    matter: Matter
    measure: Measure
    filed_on: date
    value: Decimal
    share: float
    asked: float
    """The share of the target that its path had reached when the period closed."""
    pace: float
    """The most that its path asks of any one period."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a report says in words."""

    matter: Matter
    period: str
    words: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """A month's reports, and the figures that stand: of restricted matters nothing."""

    window: Window
    courses: tuple[Course, ...]
    written: tuple[Written, ...]
    """Of this month and the one before."""
    matters: tuple[Matter, ...] = ()
    """All that had been issued by its cut-off, of other years too."""
    counts: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    """Matter → what it counts, whatever the unit of measure."""

    @property
    def of_the_year(self) -> list[Course]:
        return [one for one in self.courses if one.filed_on.year == self.window.period.year]


def gather(by: By, months: Sequence[Period]) -> list[Gathered]:
    """What was reported up to each month's cut-off, as it stands now. Five SELECTs for any number of months."""
    windows = [Window.of(month) for month in months]
    loaded = _load(by, windows[-1].last, Window.of(months[0].previous()).first)
    return [_of_month(loaded, window) for window in windows]


@dataclass(frozen=True, slots=True)
class _Loaded:
    """All that the months look at."""

    matters: dict[UUID, Matter]
    filings: list[Filing]
    given: dict[UUID, dict[str, Decimal]]
    """Report → measure → its figure, of reports that stand."""
    measures: list[Measure]
    words: list[tuple[UUID, str]]

    @property
    def counts(self) -> dict[UUID, frozenset[str]]:
        found: dict[UUID, set[str]] = defaultdict(set)
        for one in self.measures:
            quantity = Quantity.of(one)
            found[one.matter_id].add(f"{quantity.name}（{quantity.base}）")
        return {matter: frozenset(some) for matter, some in found.items()}


def _load(by: By, last: date, since: date) -> _Loaded:
    open_ones = {"restricted": False, "rollup": "", "issued_on__lte": last}
    matters = {one.uuid: one for one in Matter.objects.visible_to(by).filter(**open_ones)}
    rows = Filing.objects.visible_to(by).filter(newest=True, signed_on__isnull=False, filed_on__lte=last)
    filings = [one for one in rows.order_by("filed_at") if one.matter_id in matters]
    given: dict[UUID, dict[str, Decimal]] = defaultdict(dict)
    standing = Filing.objects.visible_to(by).filter(stands=True, filed_on__lte=last).values("report")
    for fact, code, value in ReportQuantity.rows.filter(fact__in=standing).values_list("fact", "code", "value"):
        given[fact][code] = value
    measures = list(Measure.rows.order_by("matter", "id"))
    recent = Filing.objects.visible_to(by).filter(newest=True, filed_on__gte=since, no_change=False).values("report")
    words = Report.rows.filter(uuid__in=recent).order_by("uuid").values_list("uuid", "words")
    return _Loaded(matters, filings, given, measures, list(words))


def _of_month(loaded: _Loaded, window: Window) -> Gathered:
    before = Window.of(window.period.previous())
    matters = {uuid: one for uuid, one in loaded.matters.items() if one.issued_on <= window.last}
    filings = [one for one in loaded.filings if one.filed_on <= window.last and one.matter_id in matters]
    return Gathered(
        window,
        tuple(_courses(loaded, matters, [one for one in filings if one.stands], window)),
        tuple(_written(loaded, matters, [one for one in filings if one.filed_on >= before.first])),
        tuple(matters.values()),
        loaded.counts,
    )


def _courses(loaded: _Loaded, matters: dict[UUID, Matter], filings: list[Filing], window: Window) -> Iterator[Course]:
    """Every figure of every judged measure that the unit itself reports, in the order of the periods."""
    of_matter: dict[UUID, list[Filing]] = defaultdict(list)
    for filing in sorted(filings, key=lambda one: in_order(one.period)):
        of_matter[filing.matter_id].append(filing)
    known, days, close_day = calendars(window.last), workdays(), int(setting("data_close_day", window.last))
    for measure in loaded.measures:
        own = of_matter.get(measure.matter_id, [])
        if own and not measure.supplied and paths.judged(measure):
            matter = matters[measure.matter_id]
            calendar = known.of(matter.programme)
            steps = paths.steps(measure, matter, calendar, days, close_day)
            yield from _course(matter, measure, own, loaded.given, (calendar, days, steps))


def _course(
    matter: Matter, measure: Measure, filings: list[Filing], given: dict[UUID, dict[str, Decimal]], asking: Asking
) -> Iterator[Course]:
    calendar, days, steps = asking
    reached, heights = measure.opened or Decimal(0), [0.0, *(share for _at, share in steps)]
    pace = max((later - earlier for earlier, later in pairwise(heights)), default=0.0)
    for filing in filings:
        value = given[filing.report].get(measure.code)
        if value is None:
            continue
        reached = reached + value if measure.measure_kind == MeasureKind.FLOW else value
        judged_on = calendar.late_from(Period.parse(filing.period), days)
        asked = max((share for at, share in steps if at <= judged_on), default=0.0)
        yield Course(matter, measure, filing.filed_on, value, float(reached / (measure.value or 1)), asked, pace)


def _written(loaded: _Loaded, matters: dict[UUID, Matter], filings: list[Filing]) -> Iterator[Written]:
    """Words are compared as they were sent, whatever was found of the report since."""
    of_report = {one.report: one for one in filings}
    for report, words in loaded.words:
        if words and (filing := of_report.get(report)) is not None:
            yield Written(matters[filing.matter_id], filing.period, words)
