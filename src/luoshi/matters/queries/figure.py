"""A unit's figure for a work month, the days it speaks of, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.facts.canonical import decimal_text
from luoshi.matters.calendars import calendars
from luoshi.matters.models import Matter
from luoshi.matters.queries.pooling import Sum, sums
from luoshi.org.queries import report_calendar, workdays

NODES, QUANTITIES, REPORTS, BLOCKERS = "nodes_kept", "quantities", "late_reports", "blockers_held"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing behind a figure: which matter, and what of it."""

    matter: UUID
    number: str
    title: str
    what: str
    counts: bool
    """Whether it counts for the unit (a node kept) or against it (a node missed)."""
    weight: Decimal = Decimal(1)
    """As how many it is counted."""
    amount: Amount | None = None
    linked: bool = True
    """Whether the unit may open the matter's page: what it has passed on it may not."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a matter brings to a quantity of its unit: done, of what should have been."""

    name: str
    measure: str
    done: Decimal
    expected: Decimal
    weight: Decimal


@dataclass(slots=True)
class Figure:
    """A unit's figure for the month: actual of target, and everything behind it. No target: nothing was asked."""

    unit: UUID
    item: str
    actual: float = 0.0
    target: float = 0.0
    reasons: list[Reason] = field(default_factory=list)

    @property
    def applies(self) -> bool:
        return self.target > 0


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a work month: from the day after the last cut-off through this one."""

    period: Period
    first: date
    last: date

    @classmethod
    def of(cls, period: Period) -> Window:
        calendar, days = report_calendar(period.last), workdays()
        before = calendar.cutoff_day_of(period.previous(), days)
        return cls(period, before + timedelta(days=1), calendar.cutoff_day_of(period, days))

    def asked(self, programmes: Iterable[str]) -> dict[str, tuple[str, date]]:
        """Programme → the last period for which its reports fell due in this window, and on which day; none where
        none did."""
        known, days = calendars(self.last), workdays()
        closing = {code: known.closing_within(code, self.first, self.last, days) for code in programmes}
        return {
            code: (str(period), known.of(code).cutoff_day_of(period, days))
            for code, period in closing.items()
            if period is not None
        }


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a report that was owed: in words, whether it came in time, and whether its figures count."""

    what: str
    in_time: bool
    counts: bool


NOT_ASKED = Answered("", in_time=True, counts=True)


def is_routine(matter: Matter, window: Window) -> bool:
    """Made routine by the end of the month: neither its nodes nor its quantities are counted any more."""
    return matter.routine_from is not None and matter.routine_from <= window.last


def sums_of(reasons: Iterable[Reason]) -> list[Sum]:
    amounts = (one.amount for one in reasons if one.amount is not None)
    return sums((one.name, one.measure, one.done, one.expected, one.weight) for one in amounts)


def folded(weight: Decimal, measure: str) -> str:
    """As how many it is counted, where that is not one."""
    return f"，折 {decimal_text(weight)} {measure}" if weight not in (0, 1) else ""
