"""Methods over the several numbers of one cell: judges' marks, counts by kind, the scores of periods gone by."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods.base import (
    NOT_NEGATIVE,
    NUMBER,
    Figures,
    Method,
    Missing,
    Outcome,
    Parameter,
    Parameters,
    Yield,
    clip,
    crossed_bounds,
    decimal,
    points,
)


def _manual(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [_marked(item, figure) for figure in figures]


def _marked(item: Item, figure: Figures) -> Outcome:
    """The mean of the marks without the highest and lowest; a mark agreed on beforehand stands as it is."""
    if not figure.parts:
        return _of_full(item, figure.actual)
    kept = kept_marks(item, figure.parts)
    if kept is None:
        return Missing("unknown_place")
    return _of_full(item, float(sum(kept, Fraction(0)) / len(kept)))


def kept_marks(item: Item, parts: Sequence[Decimal]) -> list[Fraction] | None:
    """The marks that count, rising; None if a ballot names a place that has no points.

    So many of the highest and of the lowest as `drop` says are left out, as long as at least one mark stays.
    """
    places = item.parameters.get("places")
    if isinstance(places, tuple):
        if not all(part == int(part) and 1 <= part <= len(places) for part in parts):
            return None
        parts = [places[int(part) - 1] for part in parts]
    marks = sorted(Fraction(part) for part in parts)
    drop = min(int(item.number("drop") or 0), (len(marks) - 1) // 2)
    return marks[drop : len(marks) - drop]


def _of_full(item: Item, mark: float) -> float:
    full = item.number("full")
    mark = mark if full is None else mark / full
    return clip(mark, item.number("floor"), item.number("cap"))


def _share_of_full(item: Item) -> Yield:
    return "points" if item.number("full") is None else "share"


def _manual_problem(parameters: Parameters, direction: int) -> str | None:
    drop = decimal(parameters, "drop")
    if drop is not None and drop != int(drop):
        return "去掉的票数 drop 应是整数"
    if decimal(parameters, "full") == 0:
        return "评分的满分 full 应大于 0"
    return _only_rising("manual", parameters, direction)


def _only_rising(method: str, parameters: Parameters, direction: int) -> str | None:
    if direction < 0:
        return f"{method} 照数计分，没有“越少越好”（direction = -1）"
    return crossed_bounds(parameters, direction)


def _points_unless_share(parameters: Parameters) -> Decimal | None:
    return Decimal(0) if decimal(parameters, "full") is None else None


def _weighted_count(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [_weighed(item, figure) for figure in figures]


def _weighed(item: Item, figure: Figures) -> Outcome:
    weights, counts = _weights(item), figure.parts or (Decimal(repr(figure.actual)),)
    if len(counts) != len(weights):
        return Missing("other_parts")
    whole = sum(
        (Fraction(weight) * Fraction(count) for weight, count in zip(weights, counts, strict=True)), Fraction(0)
    )
    return clip(float(whole), item.number("floor"), item.number("cap"))


def _weights(item: Item) -> tuple[Decimal, ...]:
    weights = item.parameters.get("weights")
    return weights if isinstance(weights, tuple) else ()


def _weighted_count_problem(parameters: Parameters, direction: int) -> str | None:
    return _only_rising("weighted_count", parameters, direction)


def _periods(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [_composed(item, figure) for figure in figures]


def _composed(item: Item, figure: Figures) -> Outcome:
    """Of the periods' scores the mean, the sum, the best or the last, as the scheme has it."""
    scores = [Fraction(part) for part in figure.parts]
    if not scores:
        return _of_full(item, figure.actual)
    whole = sum(scores, Fraction(0))
    made = {"mean": whole / len(scores), "sum": whole, "best": max(scores), "last": scores[-1]}
    return _of_full(item, float(made[item.choice("how", "mean")]))


def _periods_problem(parameters: Parameters, direction: int) -> str | None:
    if decimal(parameters, "full") == 0:
        return "各期得分的满分 full 应大于 0"
    return _only_rising("periods", parameters, direction)


MANUAL = Method(
    "评分法",
    _manual,
    least=lambda item, units: item.number("floor"),
    yields=_share_of_full,
    parameters={
        "drop": NOT_NEGATIVE,
        "places": Parameter("numbers"),
        "full": NOT_NEGATIVE,
        "floor": NUMBER,
        "cap": NUMBER,
    },
    full_mark=_points_unless_share,
    problem=_manual_problem,
)
"""The mean of the ballots after dropping the highest and the lowest. With `places` a ballot names a place, and the
list has the points of each; with `full` the marks are out of so many, and the item's weight is its full mark."""

WEIGHTED_COUNT = Method(
    "加权计数",
    _weighted_count,
    least=lambda item, units: item.number("floor"),
    yields=points,
    parameters={"weights": Parameter("numbers", needed=True), "floor": NUMBER, "cap": NUMBER},
    full_mark=lambda parameters: decimal(parameters, "cap") or Decimal(0),
    problem=_weighted_count_problem,
)
"""Counts by kind, each kind with its weight: 0×0.2 + 1×0.2 + 1×0.1 = 0.3."""

PERIODS = Method(
    "各期汇总",
    _periods,
    least=lambda item, units: item.number("floor"),
    yields=_share_of_full,
    parameters={
        "how": Parameter("choice", choices=("mean", "sum", "best", "last")),
        "full": NOT_NEGATIVE,
        "floor": NUMBER,
        "cap": NUMBER,
    },
    full_mark=_points_unless_share,
    problem=_periods_problem,
)
"""A year made of its months, quarters and tours: the scores of their closed rankings, in the order of time."""
