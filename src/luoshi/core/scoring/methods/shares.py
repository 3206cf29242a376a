"""Shares of the full mark: how much of a target was completed, how much a figure grew."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods.base import (
    NOT_NEGATIVE,
    NUMBER,
    Figures,
    Method,
    Missing,
    Outcome,
    clip,
    crossed_bounds,
    share,
)


def _completion(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [_completion_of(item, figure) for figure in figures]


def _completion_of(item: Item, figure: Figures) -> Outcome:
    if figure.target is None:
        return Missing("no_target")
    if figure.target <= 0:
        return Missing("target_not_positive")
    if item.direction > 0:
        return completion_share(item, figure.actual / figure.target)
    if figure.actual > 0:
        return completion_share(item, figure.target / figure.actual)
    # Less is better, and nothing is left: as good as the scheme allows, and never a division by zero.
    best = completion_share(item, float("inf"))
    return best if best < float("inf") else Missing("actual_not_positive")


def completion_share(item: Item, rate: float) -> float:
    """The share of the full mark that a rate of completion earns. `rate` 0.96 is 96%.

    Up to 100% the rate itself; above it `slope_above` for each 1 more, at most `bonus_cap`; the rate itself is
    first cut at `cap`. Never below `floor` (0 if left out).
    """
    rate = clip(rate, None, item.number("cap"))
    if rate > 1 and (item.number("slope_above") is not None or item.number("bonus_cap") is not None):
        slope = item.number("slope_above")
        bonus = 0.0 if slope == 0 else (rate - 1) * (1.0 if slope is None else slope)
        rate = 1 + clip(bonus, None, item.number("bonus_cap"))
    return max(rate, _completion_floor(item))


def _completion_floor(item: Item) -> float:
    floor = item.number("floor")
    return 0.0 if floor is None else floor


def _target_unusable(item: Item, target: float | None, base: float | None) -> str | None:
    return "target_not_positive" if target is not None and target <= 0 else None


def _growth(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    return [_growth_of(item, figure) for figure in figures]


def _growth_of(item: Item, figure: Figures) -> Outcome:
    base = figure.base if figure.base is not None else item.number("base")
    if base is None:
        return Missing("no_base")
    if base <= 0:
        return Missing("base_not_positive")
    rate = (figure.actual - base) / base * item.direction
    return clip(rate, item.number("floor"), item.number("cap"))


def _base_unusable(item: Item, target: float | None, base: float | None) -> str | None:
    base = base if base is not None else item.number("base")
    return "base_not_positive" if base is not None and base <= 0 else None


COMPLETION = Method(
    "完成率法",
    _completion,
    least=lambda item, units: _completion_floor(item),
    yields=share,
    parameters={"cap": NOT_NEGATIVE, "floor": NUMBER, "slope_above": NOT_NEGATIVE, "bonus_cap": NOT_NEGATIVE},
    problem=crossed_bounds,
    unusable=_target_unusable,
)
"""w × min(actual / target, cap), and a slope above 100% (DOMAIN.md section 3)."""

GROWTH = Method(
    "增长率法",
    _growth,
    least=lambda item, units: item.number("floor"),
    yields=share,
    parameters={"base": NUMBER, "floor": NUMBER, "cap": NUMBER},
    problem=crossed_bounds,
    unusable=_base_unusable,
)
"""w × (actual / base − 1); the scheme's `base` stands in where a row has none."""
