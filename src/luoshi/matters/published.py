"""When the statistics of a period should be in."""

from __future__ import annotations

from datetime import date

from luoshi.core.timing.course import JOINED
from luoshi.core.timing.periods import Kind, Period
from luoshi.core.timing.workdays import Workdays


def data_day(period: Period, close_day: int, workdays: Workdays) -> date:
    """The working day of the month after it on which the statistics of a period should be in."""
    following = Period.containing(period.next().first, "month")
    return workdays.next_workday(following.first.replace(day=min(close_day, following.last.day)))


def joined(period: Period) -> Period:
    """January and February are published together: the one that comes out is February."""
    return period.next() if period.kind == "month" and period.number < JOINED else period


def published_periods(first: date, last: date, kind: Kind) -> list[Period]:
    """The periods whose statistics speak of some days, in order: the last one ends on the last day or after it."""
    found = [joined(Period.containing(first, kind))]
    while found[-1].last < last:
        found.append(joined(found[-1].next()))
    return found
