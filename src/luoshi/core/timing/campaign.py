"""Whether a unit makes its part of a campaign: what each remaining day must bring, and where its own pace leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

PACE = timedelta(days=7)
"""The pace is that of the last week: a campaign begins slowly."""
LEAST = 3
"""Days with a figure before anything is said of where it leads."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit, or all together, on a day."""

    concerned: Decimal
    wanted: Decimal
    """How many are to be reached."""
    reached: Decimal
    as_of: date | None
    """The day of the newest figure; None: none yet."""
    expected: Decimal
    """What should be reached by the day if every day brought the same."""
    needed: Decimal | None
    """What each day left must bring; None when the time is over."""
    pace: Decimal | None
    """What a day of the last week brought; None with too few figures."""
    ending: Decimal | None
    """Where that pace leads by the end."""

    @property
    def coverage(self) -> Decimal:
        """Per cent of those concerned."""
        return self.reached * 100 / self.concerned if self.concerned else Decimal(0)

    @property
    def misses(self) -> bool | None:
        """Whether its own pace does not lead there; None where nothing can be said."""
        if self.reached >= self.wanted:
            return False
        if self.needed is None:
            return True
        return None if self.ending is None else self.ending < self.wanted

    @property
    def behind(self) -> bool:
        return self.reached < min(self.expected, self.wanted)


def standing_of(
    concerned: Decimal, wanted: Decimal, days: Mapping[date, Decimal], begins: date, ends: date, today: date
) -> Standing:
    """How a unit stands.

    Args:
        wanted: the coverage to be reached, per cent.
        days: what had been reached by the end of each day for which there is a figure.
    """
    known = {day: reached for day, reached in days.items() if day <= today}
    last = max(known, default=None)
    reached = known[last] if last else Decimal(0)
    goal = concerned * wanted / 100
    length = (ends - begins).days + 1
    gone = min(max((today - begins).days + 1, 0), length)
    left = (ends - max(today, begins - timedelta(days=1))).days
    pace = _pace(known)
    return Standing(
        concerned,
        goal,
        reached,
        last,
        goal * gone / length,
        max(goal - reached, Decimal(0)) / left if left > 0 else None,
        pace,
        reached + pace * max(left, 0) if pace is not None else None,
    )


def _pace(known: Mapping[date, Decimal]) -> Decimal | None:
    if len(known) < LEAST:
        return None
    last = max(known)
    before = [day for day in known if day < last and day >= last - PACE]
    first = min(before) if before else max(day for day in known if day < last)
    return (known[last] - known[first]) / (last - first).days
