"""How sure is a goal? As often as past years, going on from where they stood then, would have reached it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Chance:
    """Of how many comparable years how many would have reached the goal."""

    goal: int
    """The month by whose end: 6 or 12."""
    years: int
    made: int
    enough: bool
    """Whether there are as many years as the county wants before a chance is said."""


def chance_of(
    now: Decimal,
    month: int,
    goal: int,
    wanted: Decimal,
    past: Mapping[int, Mapping[int, Decimal]],
    *,
    direction: int = 1,
    least: int = 5,
) -> Chance | None:
    """The chance of standing at `wanted` by the end of a month, from past years' own growth between the two months.

    Args:
        now: the figure of the year so far, at the end of `month`.
        past: year → month → the figure of that year so far.
        direction: -1 where the goal is a ceiling.
        least: fewer comparable years than this say nothing.

    None where the goal's month is over, or there is nothing to grow from.
    """
    if month >= goal or now <= 0:
        return None
    ends = [
        now * figures[goal] / figures[month]
        for figures in past.values()
        if figures.get(month, Decimal(0)) > 0 and goal in figures
    ]
    made = sum((end - wanted) * direction >= 0 for end in ends)
    return Chance(goal, len(ends), made, len(ends) >= least)
