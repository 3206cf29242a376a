"""Where a figure stands between worst and best: the scheme's, or the group's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods.base import (
    NUMBER,
    Figures,
    Method,
    Missing,
    Outcome,
    Parameters,
    Yield,
    clip,
    decimal,
    points,
)

MINMAX_RANGE = (0, 1)
EFFICACY_RANGE = (60, 100)
"""What the methods yield for the worst and for the best, where the scheme does not say."""


def _spread(item: Item, figures: Sequence[Figures]) -> tuple[float, float]:
    """The group's worst and best."""
    values = sorted((figure.actual for figure in figures), reverse=item.direction < 0)
    return values[0], values[-1]


def _minmax(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    worst, best = _spread(item, figures)
    if worst == best:
        return [Missing("all_equal") for _ in figures]
    return [_between(figure.actual, worst, best, range_of(item, MINMAX_RANGE)) for figure in figures]


def _efficacy(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    worst, best = _spread(item, figures)
    floor, satisfactory = item.number("floor"), item.number("satisfactory")
    if floor is None and satisfactory is None and worst == best:
        return [Missing("all_equal") for _ in figures]
    low, high = range_of(item, EFFICACY_RANGE)
    worst, best = (worst if floor is None else floor), (best if satisfactory is None else satisfactory)
    if (best - worst) * item.direction <= 0:
        # One bound is the scheme's and the whole group lies on one side of it: nobody passes it, or everybody does.
        return [low if satisfactory is None else high for _ in figures]
    return [_between(figure.actual, worst, best, (low, high)) for figure in figures]


def _between(actual: float, worst: float, best: float, marks: tuple[float, float]) -> float:
    """low + (high − low) × (x − worst) / (best − worst), clipped to low and high."""
    low, high = marks
    return clip(low + (high - low) * ((actual - worst) / (best - worst)), low, high)


def range_of(item: Item, usual: tuple[int, int]) -> tuple[float, float]:
    """What a method yields for the worst and for the best."""
    low, high = item.number("low"), item.number("high")
    return (usual[0] if low is None else low), (usual[1] if high is None else high)


def _range_problem(usual: tuple[int, int]) -> Callable[[Parameters, int], str | None]:
    def problem(parameters: Parameters, direction: int) -> str | None:
        low, high = (
            given if given is not None else Decimal(otherwise)
            for given, otherwise in zip((decimal(parameters, "low"), decimal(parameters, "high")), usual, strict=True)
        )
        if low >= high:
            return "最低分 low 应低于最高分 high"
        floor, satisfactory = decimal(parameters, "floor"), decimal(parameters, "satisfactory")
        if floor is None or satisfactory is None or (satisfactory - floor) * direction > 0:
            return None
        return "满意值 satisfactory 应好于不允许值 floor（direction = -1 时应更小）"

    return problem


def _share_up_to_one(item: Item) -> Yield:
    """A range that ends at 1 is a share of the full mark; any other range is points."""
    return "share" if range_of(item, MINMAX_RANGE)[1] == 1 else "points"


def _high_unless_share(parameters: Parameters) -> Decimal | None:
    high = decimal(parameters, "high")
    return None if high == 1 else high


def _high(parameters: Parameters) -> Decimal:
    high = decimal(parameters, "high")
    return Decimal(EFFICACY_RANGE[1]) if high is None else high


MINMAX = Method(
    "极差法",
    _minmax,
    least=lambda item, units: range_of(item, MINMAX_RANGE)[0],
    yields=_share_up_to_one,
    parameters={"low": NUMBER, "high": NUMBER},
    full_mark=_high_unless_share,
    problem=_range_problem(MINMAX_RANGE),
)

EFFICACY = Method(
    "功效系数法",
    _efficacy,
    least=lambda item, units: range_of(item, EFFICACY_RANGE)[0],
    yields=points,
    parameters={"floor": NUMBER, "satisfactory": NUMBER, "low": NUMBER, "high": NUMBER},
    full_mark=_high,
    problem=_range_problem(EFFICACY_RANGE),
)
"""60 + 40 × (x − floor) / (satisfactory − floor), clipped to 60 and 100, or to `low` and `high`."""
