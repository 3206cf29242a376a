"""Normalising as composite indicators do it (OECD/JRC handbook; the R package COINr): over the figures of a group.

x is the figure times the direction; least, most, mean and n are over the units of the group that have a figure.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal

from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods.base import (
    NUMBER,
    Figures,
    Method,
    Missing,
    Outcome,
    Parameter,
    Parameters,
    Yield,
    clip,
    decimal,
    points,
    share,
)

TIES = Parameter("choice", choices=("min", "average"))


def _turned(item: Item, figures: Sequence[Figures]) -> list[float]:
    return [figure.actual * item.direction for figure in figures]


def _all_missing(figures: Sequence[Figures], reason: str) -> list[Outcome]:
    return [Missing(reason) for _ in figures]


def _zscore(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    values = _turned(item, figures)
    if min(values) == max(values):
        return _all_missing(figures, "all_equal")
    mean = math.fsum(values) / len(values)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
    centre, spread = _or(item.number("mean"), 0.0), _or(item.number("sd"), 1.0)
    return [centre + spread * ((value - mean) / deviation) for value in values]


def _zscore_least(item: Item, units: int) -> float:
    """No deviation is larger than (n − 1) / √n."""
    return _or(item.number("mean"), 0.0) - _or(item.number("sd"), 1.0) * (units - 1) / math.sqrt(max(units, 1))


def ranks_from_worst(item: Item, figures: Sequence[Figures]) -> list[float]:
    """1 is the worst; equal ones share the smallest of their places, or the average of them."""
    values = _turned(item, figures)
    rising = sorted(values)
    shared = 0.5 if item.choice("ties", "min") == "average" else 0.0
    lower = [(bisect_left(rising, value), bisect_right(rising, value)) for value in values]
    return [1 + below + shared * (upto - below - 1) for below, upto in lower]


def _rank(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return list(ranks_from_worst(item, figures))


def _borda(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [rank - 1 for rank in ranks_from_worst(item, figures)]


def _percentile(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    if len(figures) < 2:
        return _all_missing(figures, "only_one")
    return [(rank - 1) / (len(figures) - 1) for rank in ranks_from_worst(item, figures)]


def _distance_to_max(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    values = _turned(item, figures)
    least, most = min(values), max(values)
    if least == most:
        return _all_missing(figures, "all_equal")
    return [1 - (most - value) / (most - least) for value in values]


def _fraction_of_max(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    most = max(figure.actual for figure in figures)
    if most <= 0:
        return _all_missing(figures, "most_not_positive")
    return [figure.actual / most for figure in figures]


def _only_more_is_better(parameters: Parameters, direction: int) -> str | None:
    return "fraction_of_max 只能用于越多越好（direction = 1）的项目" if direction < 0 else None


def _goalposts(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [_between_posts(item, figure.actual) for figure in figures]


def _between_posts(item: Item, actual: float) -> float:
    """0 at the worse post, `scale` at the better one: the lower where less is better."""
    lower, upper = _or(item.number("lower"), 0.0), _or(item.number("upper"), 1.0)
    way = (actual - lower) / (upper - lower) if item.direction > 0 else (upper - actual) / (upper - lower)
    way = clip(way, 0.0, 1.0) if item.is_set("clip") else way
    return way * _or(item.number("scale"), 1.0)


def _posts_problem(parameters: Parameters, direction: int) -> str | None:
    lower, upper = decimal(parameters, "lower"), decimal(parameters, "upper")
    return "下限 lower 应低于上限 upper" if lower is not None and upper is not None and lower >= upper else None


def _posts_yield(item: Item) -> Yield:
    return "share" if _or(item.number("scale"), 1.0) == 1 else "points"


def _distance_to_target(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    values = _turned(item, figures)
    least, goal = min(values), _or(item.number("goal"), 0.0) * item.direction
    if goal <= least:
        return _all_missing(figures, "goal_not_above_least")
    most = 1.0 if item.is_set("clip") else None
    return [clip((value - least) / (goal - least), None, most) for value in values]


def _or(number: float | None, otherwise: float) -> float:
    return otherwise if number is None else number


def _whole_range(name: str, otherwise: int) -> Callable[[Parameters], Decimal | None]:
    """The full mark of a method whose range ends at a parameter, unless that is 1: then it is a share."""

    def full_mark(parameters: Parameters) -> Decimal | None:
        high = parameters.get(name, Decimal(otherwise))
        return high if isinstance(high, Decimal) and high != 1 else None

    return full_mark


ZSCORE = Method("标准分", _zscore, _zscore_least, points, {"mean": NUMBER, "sd": Parameter(at_least=0)})
RANK = Method("名次（1 为最差）", _rank, lambda item, units: 1, points, {"ties": TIES})
BORDA = Method("博达分", _borda, lambda item, units: 0, points, {"ties": TIES})
PERCENTILE = Method("百分位", _percentile, lambda item, units: 0, share)
DISTANCE_TO_MAX = Method("距最好", _distance_to_max, lambda item, units: 0, share)
FRACTION_OF_MAX = Method(
    "占最好的比例", _fraction_of_max, lambda item, units: None, share, problem=_only_more_is_better
)
GOALPOSTS = Method(
    "上下限折算",
    _goalposts,
    lambda item, units: 0 if item.is_set("clip") else None,
    _posts_yield,
    {
        "lower": Parameter(needed=True),
        "upper": Parameter(needed=True),
        "scale": Parameter(at_least=0),
        "clip": Parameter("flag"),
    },
    full_mark=_whole_range("scale", 1),
    problem=_posts_problem,
)
DISTANCE_TO_TARGET = Method(
    "距目标",
    _distance_to_target,
    lambda item, units: 0,
    share,
    {"goal": Parameter(needed=True), "clip": Parameter("flag")},
)
