"""One indicator by unit: towns and departments with targets of their own, in order, and whether they add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from luoshi.core.timing.course import CourseRules
from luoshi.core.timing.growth import Growth
from luoshi.indicators.breakdown import Breakdown, breakdowns
from luoshi.indicators.models import Accumulation, Indicator, Source, Status
from luoshi.indicators.queries.board import OTHER, BoardRow, Point, growth, rows_of
from luoshi.indicators.queries.growths import growth_of
from luoshi.indicators.queries.known import Known, months_published, rules_on
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory

NO_GROWTH = Growth()


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's figure against its own target."""

    unit: UUID
    name: str
    own: bool
    status: str
    actual: Decimal | None
    missing: tuple[int, ...]
    other: Decimal | None
    target: Decimal | None
    share: Decimal | None
    course_share: Decimal | None
    gap: Decimal | None
    needed: Decimal | None
    light: str
    year_on_year: Decimal | None
    series: tuple[Point, ...]
    grown: Growth = NO_GROWTH
    """How the table's period went: over the period before, and link by link."""
    rank: int | None = None
    """None: not ranked, because it does not apply, is not published, or there is no target."""


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units of one breakdown, the furthest ahead first; those who did not report last."""

    code: str
    period: str
    source: str
    rows: tuple[UnitRow, ...]
    actual: Decimal | None
    target: Decimal | None
    actual_difference: Decimal | None
    """The units' figures added up minus the county's for the same period and source; None: nothing to compare."""
    target_difference: Decimal | None

    @property
    def not_reported(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.rows if row.status == Status.NOT_REPORTED)


@dataclass(frozen=True, slots=True)
class ByUnit:
    county: BoardRow
    tables: tuple[UnitTable, ...]


def by_unit(by: By, code: str, day: date) -> ByUnit | None:
    """An indicator's units as known on a day; None for an unknown code."""
    indicator = Indicator.rows.filter(code=code).first()
    if indicator is None:
        return None
    county = rows_of(by, day, [indicator])[0]
    known = Known.of(day, (county.year, county.year - 1), Q(), [indicator.uuid])
    names = directory(day)
    tables = [
        _Table(by, indicator, county, known, rules_on(day), names, part).made()
        for part in parts_of(indicator, county.year, known, names)
    ]
    return ByUnit(county, tuple(tables))


def parts_of(indicator: Indicator, year: int, known: Known, names: Directory) -> list[Breakdown]:
    """The breakdowns of a year: units with a target, and units with a figure."""
    targets = {unit: target.value for (_, of, unit), target in known.targets.items() if of == year and unit is not None}
    with_figures = {unit: Decimal(0) for (_, unit, _, of), figures in known.figures.items() if of == year and figures}
    county = known.targets.get((indicator.uuid, year, None))
    return breakdowns(
        {unit: value for unit, value in (with_figures | targets).items() if unit is not None},
        county.value if county else None,
        {unit.uuid: unit.kind for unit in names.units.values()},
        additive=indicator.accumulation != Accumulation.RATE,
    )


def source_of(known: Known, indicator: Indicator, units: Sequence[UUID], year: int, preferred: str) -> str:
    """The county's own source if it speaks of these units, else the other if that does."""

    def speaks(source: str) -> bool:
        return any(known.year(indicator.uuid, unit, source, year) for unit in units)

    return OTHER[preferred] if speaks(OTHER[preferred]) and not speaks(preferred) else preferred


def status_at(known: Known, indicator: Indicator, units: Sequence[UUID], unit: UUID, at: tuple[str, int, int]) -> str:
    """What is known of a unit's figure: nobody named at all is not published; left out of a sheet is not reported."""
    source, year, month = at
    own = known.year(indicator.uuid, unit, source, year).get(month)
    if own is None:
        named = any(month in known.year(indicator.uuid, other, source, year) for other in units)
        return Status.NOT_REPORTED if named else Status.NOT_PUBLISHED
    if own.status == Status.REPORTED and known.counted(indicator, unit, source, year, month) is None:
        return Status.NOT_REPORTED  # less is better, and an earlier month was kept silent
    return own.status


@dataclass(frozen=True, slots=True)
class _Table:
    by: By
    indicator: Indicator
    county: BoardRow
    known: Known
    rules: CourseRules
    names: Directory
    part: Breakdown

    def made(self) -> UnitTable:
        year = self.county.year
        source = source_of(self.known, self.indicator, self.part.units, year, self.county.source)
        month = self._month(source)
        rows = ranked([self._row(unit, source, month) for unit in self.part.units])
        additive = self.indicator.accumulation != Accumulation.RATE
        values = [row.actual for row in rows if row.actual is not None]
        total = sum(values, Decimal(0)) if additive and values else None
        whole = self.known.counted(self.indicator, None, source, year, month)
        return UnitTable(
            self.part.code,
            self._period(source, month),
            source,
            rows,
            total,
            self.part.total if additive else None,
            total - whole if total is not None and whole is not None else None,
            self.part.difference,
        )

    def _month(self, source: str) -> int:
        """The county's period if the units are in it, else the newest that has any of them."""
        months = {
            month
            for unit in self.part.units
            for month in self.known.year(self.indicator.uuid, unit, source, self.county.year)
        }
        return self.county.month if self.county.month in months or not months else max(months)

    def _period(self, source: str, month: int) -> str:
        for unit in self.part.units:
            one = self.known.year(self.indicator.uuid, unit, source, self.county.year).get(month)
            if one is not None:
                return one.period
        return self.county.period

    def _row(self, unit: UUID, source: str, month: int) -> UnitRow:
        known, indicator, year = self.known, self.indicator, self.county.year
        status = status_at(known, indicator, self.part.units, unit, (source, year, month))
        total = known.cumulative(indicator, unit, source, year, month)
        actual = total.counting(indicator.direction)
        course = known.course(indicator, unit, source, year)
        expected = course.expected(month) if course and month else None
        judged = course is not None and actual is not None
        light = course.light(actual, month, self.rules) if course and actual is not None else ""
        return UnitRow(
            unit=unit,
            name=self.names.unit_name(unit) or str(unit),
            own=unit in self.by.units,
            status=status,
            actual=actual,
            missing=total.missing if actual is not None else (),
            other=known.counted(indicator, unit, OTHER[source], year, month),
            target=course.target if course else None,
            share=course.share(actual) if course else None,
            course_share=course.share(expected) if course else None,
            gap=course.gap(actual, month) if judged and course and actual is not None else None,
            needed=course.needed_per_month(actual, month) if course and actual is not None else None,
            light="red" if status == Status.NOT_REPORTED and course else light,
            year_on_year=growth(indicator, actual, known.counted(indicator, unit, source, year - 1, month)),
            series=tuple(
                Point(
                    at,
                    course.expected(at) if course else None,
                    known.counted(indicator, unit, Source.STATISTICS, year, at),
                    known.counted(indicator, unit, Source.UNIT, year, at),
                )
                for at in months_published(indicator)
            ),
            grown=growth_of(indicator, known, unit, source, (year, month)) if month else NO_GROWTH,
        )


def ranked(rows: Sequence[UnitRow]) -> tuple[UnitRow, ...]:
    """In order of the gap, equal gaps sharing a place and the next one skipped; who did not report comes last."""
    judged = sorted((row for row in rows if row.gap is not None), key=lambda row: (-(row.gap or 0), row.name))
    silent = [row for row in rows if row.gap is None and row.status == Status.NOT_REPORTED and row.target]
    others = [row for row in rows if row not in judged and row not in silent]
    placed: list[UnitRow] = []
    for place, row in enumerate(judged, 1):
        tied = placed and placed[-1].gap == row.gap
        placed.append(replace(row, rank=placed[-1].rank if tied else place))
    last = len(judged) + 1
    return (*placed, *(replace(row, rank=last) for row in silent), *others)
