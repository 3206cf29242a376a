"""What is known on a day: targets and figures as they stood then, read in a fixed number of SELECTs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from luoshi.core.timing.course import Course, CourseRules, Cumulative, cumulative_of, months_of
from luoshi.core.timing.periods import Period
from luoshi.indicators.models import Indicator, Observation, Source, Status, Target
from luoshi.org.rules import all_settings

Year = dict[int, Observation]
"""Figures of one indicator, unit, source and year, by the last month of their period."""


def known_on(day: date | None) -> Q:
    """What was known on a day; without one, what is known now."""
    if day is None:
        return Q(until=None)
    return Q(known_on__lte=day) & (Q(until=None) | Q(until__gt=day))


def rules_on(day: date) -> CourseRules:
    """The county's rules for the lights of indicators, as of a day."""
    return CourseRules.of(all_settings(day).get("indicator_lights", {}))


@dataclass(slots=True)
class Known:
    """Targets and figures of some indicators over some years."""

    years: tuple[int, ...] = ()
    targets: dict[tuple[UUID, int, UUID | None], Target] = field(default_factory=dict)
    figures: dict[tuple[UUID, UUID | None, str, int], Year] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, day: date | None, years: Iterable[int], units: Q, indicators: Iterable[UUID] | None = None) -> Known:
        """Two SELECTs. `units` says whose: `Q(unit=None)` is the county, `Q()` everybody."""
        known = cls(tuple(sorted(years)))
        among = Q() if indicators is None else Q(indicator__in=list(indicators))
        for target in _rows(Target, known_on(day) & among & units, known.years):
            known.targets[target.indicator_id, target.year, target.unit] = target
        for one in _rows(Observation, known_on(day) & among & units, known.years):
            known.figures[one.indicator_id, one.unit, one.source, one.year][one.month] = one
        return known

    def year(self, indicator: UUID, unit: UUID | None, source: str, year: int) -> Year:
        return self.figures.get((indicator, unit, source, year), {})

    def latest(self, indicator: UUID, unit: UUID | None, source: str) -> Observation | None:
        """The newest figure there is."""
        for year in reversed(self.years):
            figures = self.year(indicator, unit, source, year)
            reported = [month for month, one in figures.items() if one.status == Status.REPORTED]
            if reported:
                return figures[max(reported)]
        return None

    def source(self, indicator: UUID, unit: UUID | None = None) -> str:
        """The series by which it is judged: the statistics' where they publish it, else what units report."""
        return Source.STATISTICS if self.latest(indicator, unit, Source.STATISTICS) else Source.UNIT

    def cumulative(self, indicator: Indicator, unit: UUID | None, source: str, year: int, month: int) -> Cumulative:
        """The year's figure up to a month; unknown where that month itself is."""
        figures = self.year(indicator.uuid, unit, source, year)
        values = {at: one.value for at, one in figures.items() if one.value is not None}
        if month not in values:
            return Cumulative(None, (month,))
        excused = [at for at, one in figures.items() if one.status == Status.NOT_APPLICABLE]
        values |= {at: Decimal(0) for at in excused if indicator.accumulation == "flow"}
        return cumulative_of(indicator.accumulation, values, month, indicator.cycle)  # type: ignore[arg-type]

    def counted(self, indicator: Indicator, unit: UUID | None, source: str, year: int, month: int) -> Decimal | None:
        return self.cumulative(indicator, unit, source, year, month).counting(indicator.direction)

    def course(self, indicator: Indicator, unit: UUID | None, source: str, year: int) -> Course | None:
        """The course towards a target of the year; None without one."""
        target = self.targets.get((indicator.uuid, year, unit))
        if target is None:
            return None
        last_year = self.year(indicator.uuid, unit, source, year - 1)
        end = last_year.get(12)
        return Course(
            indicator.accumulation,  # type: ignore[arg-type]
            target.value,
            indicator.direction,
            tuple(Decimal(one) for one in target.quarters),
            tuple(Decimal(one) for one in indicator.seasonal),
            end.value if end else None,
        )


def standing(indicator: Indicator, period: str) -> dict[str, dict[UUID | None, Decimal]]:
    """Period → unit (None: the county) → the year's figure by the statistics as known now; from this period to the
    end of its year."""
    last = Period.parse(period).last
    known = Known.of(None, (last.year,), Q(), [indicator.uuid])
    found: dict[str, dict[UUID | None, Decimal]] = defaultdict(dict)
    for (_, unit, source, year), figures in known.figures.items():
        for month, one in figures.items():
            value = known.counted(indicator, unit, source, year, month)
            if source == Source.STATISTICS and month >= last.month and value is not None:
                found[one.period][unit] = value
    return dict(sorted(found.items()))


def months_published(indicator: Indicator) -> tuple[int, ...]:
    return months_of(indicator.cycle, 12)  # type: ignore[arg-type]


def _rows(model: type[models.Model], which: Q, years: tuple[int, ...]) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = model.rows.filter(which, year__in=years)  # type: ignore[attr-defined]
    return rows
