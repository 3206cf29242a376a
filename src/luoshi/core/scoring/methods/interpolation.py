"""Points on a line of straight pieces between the scheme's own marks."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence

from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods.base import Figures, Method, Outcome, Parameter, Parameters, points
from luoshi.core.scoring.methods.tiers import most_points


def _interpolation(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    bounds, marks = mark_table(item)
    return [_on_line(figure.actual, bounds, marks) for figure in figures]


def mark_table(item: Item) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The marks of the line, rising, and the points at each."""
    bounds, marks = item.numbers("bounds"), item.numbers("points")
    return (bounds[::-1], marks[::-1]) if bounds[0] > bounds[-1] else (bounds, marks)


def _on_line(actual: float, bounds: Sequence[float], marks: Sequence[float]) -> float:
    """Below the first mark and above the last one the line is level."""
    after = bisect_right(bounds, actual)
    if after == 0:
        return marks[0]
    if after == len(bounds):
        return marks[-1]
    low, high = bounds[after - 1], bounds[after]
    return marks[after - 1] + (marks[after] - marks[after - 1]) * ((actual - low) / (high - low))


def _problem(parameters: Parameters, direction: int) -> str | None:
    bounds, marks = parameters.get("bounds"), parameters.get("points")
    if not isinstance(bounds, tuple) or not isinstance(marks, tuple):
        return None
    if len(bounds) != len(marks) or len(bounds) < 2:
        return f"插值有 {len(bounds)} 个界限、{len(marks)} 个分值；应一样多，至少两个"
    steps = {(after > before) - (after < before) for before, after in itertools.pairwise(bounds)}
    if len(steps) > 1 or 0 in steps:
        return "插值界限 bounds 应依次升高，或依次降低"
    rising = marks if bounds[0] < bounds[-1] else marks[::-1]
    if any((after - before) * direction < 0 for before, after in itertools.pairwise(rising)):
        return "插值的分值与“越多越好、越少越好”（direction）不符：好的反而分低"
    return None


INTERPOLATION = Method(
    "插值法",
    _interpolation,
    least=lambda item, units: min(item.numbers("points")),
    yields=points,
    parameters={"bounds": Parameter("numbers", needed=True), "points": Parameter("numbers", needed=True)},
    full_mark=most_points,
    problem=_problem,
)
"""`points` at `bounds`, straight lines between them, level outside."""
