"""The board: each indicator against its course, as known on a day; and half the year, half the target."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from luoshi.core.timing.course import FIGURE, JOINED, POINT, Course, CourseRules, rounded, year_on_year
from luoshi.core.timing.periods import Period
from luoshi.core.timing.workdays import Workdays
from luoshi.indicators.models import Accumulation, Indicator, Source
from luoshi.indicators.queries.known import Known, months_published, rules_on
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.queries import workdays

OTHER: dict[str, str] = {Source.STATISTICS: Source.UNIT, Source.UNIT: Source.STATISTICS}


@dataclass(frozen=True, slots=True)
class Point:
    """One month of the year: what should stand at its end, and what each source says. Figures of the year so far."""

    month: int
    expected: Decimal | None
    statistics: Decimal | None
    unit: Decimal | None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An indicator of the county, as known on a day. Amounts in `unit_of_measure`, shares of the year's target."""

    code: str
    name: str
    unit_of_measure: str
    decimals: int
    direction: int
    accumulation: str
    cycle: str
    part: str
    """Of the county's situation: economy, industry, livelihood."""
    owner: UUID | None
    owner_name: str
    own: bool
    """Whether the asker's unit answers for it."""
    year: int
    period: str
    """The latest period known; empty if none is."""
    month: int
    source: str
    sheet_status: str
    actual: Decimal | None
    """The year's figure so far: added up, or as published."""
    missing: tuple[int, ...]
    """Months of the year whose amounts are not known and therefore not in it."""
    other: Decimal | None
    """What the other source says for the same period."""
    target: Decimal | None
    expected: Decimal | None
    basis: str
    share: Decimal | None
    course_share: Decimal | None
    gap: Decimal | None
    """Percentage points ahead of the course; negative: behind."""
    change: Decimal | None
    """By how many points the gap has changed since the period before."""
    needed: Decimal | None
    months_left: int
    light: str
    past_half: bool | None
    year_on_year: Decimal | None
    """Per cent over last year's same period; of a rate, percentage points."""
    late: str
    """The newest period that should have been published by now and is not known; empty if there is none."""
    series: tuple[Point, ...]

    @property
    def is_rate(self) -> bool:
        return self.accumulation == Accumulation.RATE

    @property
    def ahead(self) -> Decimal | None:
        """What it is above its course, in its own unit; of a rate the gap says so already."""
        return None if self.is_rate or self.actual is None or self.expected is None else self.actual - self.expected

    @property
    def left(self) -> Decimal | None:
        """What is still to do, or still allowed, by the year's end; zero or less: nothing."""
        return None if self.is_rate or self.actual is None or self.target is None else self.target - self.actual

    @property
    def per_month(self) -> Decimal | None:
        """What a month of this year has brought so far; a level brings nothing."""
        if self.accumulation not in (Accumulation.FLOW, Accumulation.CUMULATIVE) or self.actual is None:
            return None
        return rounded(self.actual / self.month, FIGURE) if self.month and not self.missing else None


def board(by: By, day: date) -> list[BoardRow]:
    """Every indicator as known on a day, in the county's order: a fixed number of SELECTs, however many there are."""
    return rows_of(by, day, list(Indicator.rows.order_by("place", "code")))


def rows_of(by: By, day: date, indicators: Sequence[Indicator]) -> list[BoardRow]:
    known = Known.of(day, range(day.year - 2, day.year + 1), Q(unit=None), [one.uuid for one in indicators])
    names = {uuid: unit.short for uuid, unit in directory(day).units.items()}
    around = _Around(by, day, known, rules_on(day), workdays(day), names)
    return [around.row(indicator) for indicator in indicators]


@dataclass(frozen=True, slots=True)
class _Around:
    by: By
    day: date
    known: Known
    rules: CourseRules
    workdays: Workdays
    names: dict[UUID, str]

    def row(self, indicator: Indicator) -> BoardRow:
        source = self.known.source(indicator.uuid)
        latest = self.known.latest(indicator.uuid, None, source)
        year, month = (latest.year, latest.month) if latest else (self.day.year, 0)
        total = self.known.cumulative(indicator, None, source, year, month)
        actual = total.counting(indicator.direction) if latest else None
        course = self.known.course(indicator, None, source, year)
        gap = course.gap(actual, month) if course and actual is not None else None
        expected = course.expected(month) if course and month else None
        return BoardRow(
            code=indicator.code,
            name=indicator.name,
            unit_of_measure=indicator.unit_of_measure,
            decimals=indicator.decimals,
            direction=indicator.direction,
            accumulation=indicator.accumulation,
            cycle=indicator.cycle,
            part=indicator.part,
            owner=indicator.owner,
            owner_name=self.names.get(indicator.owner, "") if indicator.owner else "",
            own=indicator.owner in self.by.units | self.by.portfolio,
            year=year,
            period=latest.period if latest else "",
            month=month,
            source=source,
            sheet_status=latest.sheet_status if latest else "",
            actual=actual,
            missing=total.missing if latest else (),
            other=self.known.counted(indicator, None, OTHER[source], year, month),
            target=course.target if course else None,
            expected=expected,
            basis=course.basis if course else "none",
            share=course.share(actual) if course else None,
            course_share=course.share(expected) if course else None,
            gap=gap,
            change=self._change(indicator, course, source, year, month, gap),
            needed=course.needed_per_month(actual, month) if course and actual is not None else None,
            months_left=12 - month,
            light=course.light(actual, month, self.rules) if course and actual is not None else "",
            past_half=course.past_half(actual) if course and actual is not None else None,
            year_on_year=self._on_year(indicator, source, year, month, actual),
            late=late_period(indicator, latest.period if latest else "", self.day, self.workdays),
            series=self._series(indicator, course, year),
        )

    def _on_year(
        self, indicator: Indicator, source: str, year: int, month: int, actual: Decimal | None
    ) -> Decimal | None:
        return growth(indicator, actual, self.known.counted(indicator, None, source, year - 1, month))

    def _change(
        self, indicator: Indicator, course: Course | None, source: str, year: int, month: int, gap: Decimal | None
    ) -> Decimal | None:
        earlier = [at for at in self.known.year(indicator.uuid, None, source, year) if at < month]
        if course is None or gap is None or not earlier:
            return None
        before = self.known.counted(indicator, None, source, year, max(earlier))
        then = course.gap(before, max(earlier)) if before is not None else None
        return None if then is None else gap - then

    def _series(self, indicator: Indicator, course: Course | None, year: int) -> tuple[Point, ...]:
        return tuple(
            Point(
                month,
                course.expected(month) if course else None,
                self.known.counted(indicator, None, Source.STATISTICS, year, month),
                self.known.counted(indicator, None, Source.UNIT, year, month),
            )
            for month in months_published(indicator)
        )


def growth(indicator: Indicator, actual: Decimal | None, base: Decimal | None) -> Decimal | None:
    """Over last year's same period: per cent, of a rate percentage points."""
    if indicator.accumulation != Accumulation.RATE:
        return year_on_year(actual, base)
    return None if actual is None or base is None else rounded(actual - base, POINT)


def late_period(indicator: Indicator, known: str, day: date, days: Workdays) -> str:
    """The newest period whose release day (moved to a working day) is over, if it is newer than the one known."""
    kind = "quarter" if indicator.cycle == "quarter" else "month"
    period = Period.containing(day, kind).previous()  # type: ignore[arg-type]
    while released(period, indicator.release_day, days) >= day or _joins_the_next(period):
        period = period.previous()
    if known and Period.parse(known) >= period:
        return ""
    return str(period)


def _joins_the_next(period: Period) -> bool:
    return period.kind == "month" and period.number < JOINED


def released(period: Period, release_day: int, days: Workdays) -> date:
    """The working day on which a period's figure comes out."""
    after = Period.containing(period.last, "month").next().first
    return days.next_workday(after.replace(day=min(release_day, monthrange(after.year, after.month)[1])))


@dataclass(frozen=True, slots=True)
class HalfYear:
    """双过半: how many indicators are past half on 30 June; in other months, how many keep up with their course."""

    year: int
    month: int
    at_half: bool
    passed: tuple[BoardRow, ...]
    behind: tuple[BoardRow, ...]
    waiting: tuple[BoardRow, ...]
    """Those that cannot be judged yet: not published, or without a target."""

    @property
    def total(self) -> int:
        return len(self.passed) + len(self.behind) + len(self.waiting)


def half_year(by: By, day: date) -> HalfYear:
    return half_of(board(by, day), day)


def half_of(rows: Sequence[BoardRow], day: date) -> HalfYear:
    """Judges the rows of a board by half the year, if its newest figures are those of June; else by the course."""
    year, month = max(((row.year, row.month) for row in rows if row.period), default=(day.year, 0))
    at_half = month == 6
    judged = {row.code: _kept_up(row, year, at_half) for row in rows}
    return HalfYear(
        year,
        month,
        at_half,
        passed=tuple(row for row in rows if judged[row.code] is True),
        behind=tuple(row for row in rows if judged[row.code] is False),
        waiting=tuple(row for row in rows if judged[row.code] is None),
    )


def _kept_up(row: BoardRow, year: int, at_half: bool) -> bool | None:
    if at_half:
        return row.past_half if (row.year, row.month) == (year, 6) else None
    return row.light == "green" if row.light else None
