"""Points: a mark that somebody gave, deductions from the full mark, points by place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods.base import (
    NUMBER,
    Figures,
    Method,
    Outcome,
    Parameter,
    Parameters,
    clip,
    crossed_bounds,
    decimal,
    points,
)


def _as_is(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [clip(figure.actual, item.number("floor"), item.number("cap")) for figure in figures]


def _as_is_problem(parameters: Parameters, direction: int) -> str | None:
    if direction < 0:
        return "as_is 照数计分，没有“越少越好”（direction = -1）"
    return crossed_bounds(parameters, direction)


def _deduction(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [_deduction_of(item, figure) for figure in figures]


def _deduction_of(item: Item, figure: Figures) -> float:
    full, per = float(item.weight or 0), item.number("per") or 0.0
    return max(full - per * deductible(item, figure), _deduction_floor(item))


def deductible(item: Item, figure: Figures) -> float:
    """How many are deducted for: short of the target (above it where less is better), or without a target all."""
    count = figure.actual if figure.target is None else (figure.target - figure.actual) * item.direction
    return max(count, 0.0)


def _deduction_floor(item: Item) -> float:
    floor = item.number("floor")
    return 0.0 if floor is None else floor


def _rank_points(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [_at_place(item, place) for place in places_of(item, figures)]


def places_of(item: Item, figures: Sequence[Figures]) -> list[int]:
    """The places among those who reported: 1 is the best, equal ones share a place, the next is skipped."""
    rising = sorted(figure.actual * item.direction for figure in figures)
    return [1 + len(rising) - bisect_right(rising, figure.actual * item.direction) for figure in figures]


def _at_place(item: Item, place: int) -> float:
    full, step = item.number("full"), item.number("step") or 0.0
    return (float(item.weight or 0) if full is None else full) - step * (place - 1)


AS_IS = Method(
    "直接计分",
    _as_is,
    least=lambda item, units: item.number("floor"),
    yields=points,
    parameters={"floor": NUMBER, "cap": NUMBER},
    full_mark=lambda parameters: Decimal(0),
    problem=_as_is_problem,
)
"""The figure is the mark."""

DEDUCTION = Method(
    "扣分法",
    _deduction,
    least=lambda item, units: _deduction_floor(item),
    yields=points,
    parameters={"per": Parameter(needed=True, at_least=0), "floor": NUMBER},
)
"""From the full mark, `per` for each; with a target, for each one short of it (where less is better: above it)."""

RANK_POINTS = Method(
    "名次计分",
    _rank_points,
    least=_at_place,
    yields=points,
    parameters={"full": NUMBER, "step": Parameter(needed=True, at_least=0)},
    full_mark=lambda parameters: decimal(parameters, "full"),
)
"""The first of the group the full mark, each next `step` less; equal figures share a place."""
