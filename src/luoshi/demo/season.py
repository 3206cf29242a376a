"""How much of a year's outdoor work is done by a day: the ground is frozen from 15 November to 10 March."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = (0.01, 0.01, 0.07, 0.11, 0.13, 0.12, 0.11, 0.11, 0.12, 0.12, 0.06, 0.03)
"""Each month's share of the year's work; the Spring Festival falls into the two that have next to none."""
FROST_ENDS, FROST_BEGINS = (3, 11), (11, 15)


def frozen(day: date) -> bool:
    """Whether no earth is moved on a day."""
    return not FROST_ENDS <= (day.month, day.day) < FROST_BEGINS


def thaw(day: date) -> date:
    """The first day from this one on which earth can be moved."""
    if not frozen(day):
        return day
    return date(day.year + ((day.month, day.day) >= FROST_BEGINS), *FROST_ENDS)


def worked(since: date, due: date, day: date) -> float:
    """The share of the work between two days that the season lets be done by a day."""
    whole = _counted(due) - _counted(since)
    return min(max((_counted(day) - _counted(since)) / whole, 0.0), 1.0) if whole > 0 else float(day >= due)


def path(since: date, due: date) -> tuple[tuple[date, float], ...]:
    """The same at the end of each month, as a matter's own course."""
    points = [(since, 0.0)]
    first = (since.replace(day=1) + timedelta(days=31)).replace(day=1)
    while (last := first - timedelta(days=1)) < due:
        if last > since:
            points.append((last, round(worked(since, due, last), 4)))
        first = (first + timedelta(days=31)).replace(day=1)
    return (*points, (due, 1.0))


def _counted(day: date) -> float:
    """Years of work up to a day."""
    first = day.replace(day=1)
    days = ((first + timedelta(days=31)).replace(day=1) - first).days
    return day.year + sum(MONTHS[: day.month - 1]) + MONTHS[day.month - 1] * day.day / days
