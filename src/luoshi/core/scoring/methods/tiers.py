"""Points by bands; who reaches a bound is in the better band."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods.base import Figures, Method, Outcome, Parameter, Parameters, points


def _tiers(item: Item, figures: Sequence[Figures]) -> list[Outcome]:
    bounds, bands = tier_table(item)
    return [bands[_tier(item, figure.actual, bounds)] for figure in figures]


def tier_table(item: Item) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Bounds rising, and the points of each band from below; as many points as bounds: below the first is 0."""
    bounds, bands = item.numbers("bounds"), item.numbers("points")
    falls = len(bounds) > 1 and bounds[0] > bounds[-1]
    if falls:
        bounds, bands = bounds[::-1], bands[::-1]
    if len(bands) == len(bounds):
        bands = (0.0, *bands) if item.direction > 0 else (*bands, 0.0)
    return bounds, bands


def _tier(item: Item, actual: float, bounds: Sequence[float]) -> int:
    if item.direction > 0:
        return sum(actual >= bound for bound in bounds)
    return sum(actual > bound for bound in bounds)


def _tiers_problem(parameters: Parameters, direction: int) -> str | None:
    bounds, bands = parameters.get("bounds"), parameters.get("points")
    if not isinstance(bounds, tuple) or not isinstance(bands, tuple):
        return None
    if not bounds or len(bands) not in (len(bounds), len(bounds) + 1):
        return f"分档有 {len(bounds)} 个界限、{len(bands)} 个分值；分值应与界限一样多（其外为 0 分），或多一个"
    steps = {(after > before) - (after < before) for before, after in itertools.pairwise(bounds)}
    return "分档界限 bounds 应依次升高，或依次降低" if len(steps) > 1 or 0 in steps else None


def most_points(parameters: Parameters) -> Decimal | None:
    """The highest of the points: the full mark where the scheme writes no weight."""
    bands = parameters.get("points")
    return max(bands, default=None) if isinstance(bands, tuple) else None


TIERS = Method(
    "分档计分",
    _tiers,
    least=lambda item, units: min(tier_table(item)[1]),
    yields=points,
    parameters={"bounds": Parameter("numbers", needed=True), "points": Parameter("numbers", needed=True)},
    full_mark=most_points,
    problem=_tiers_problem,
)
