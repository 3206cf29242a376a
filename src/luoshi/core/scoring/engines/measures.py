"""The methods once more, as expressions over columns: the same operations on doubles in the same order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

import ibis
import ibis.expr.types as ir

from luoshi.core.scoring.engines.exact import number
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods.interpolation import mark_table
from luoshi.core.scoring.methods.shares import completion_share
from luoshi.core.scoring.methods.spread import EFFICACY_RANGE, MINMAX_RANGE, range_of
from luoshi.core.scoring.methods.tiers import tier_table

T = TypeVar("T")
Double: TypeAlias = Any
"""A column of doubles."""
GROUP = ("gid", "period")
"""Within these a figure is compared with others."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns of one leaf. `actual` is null unless the unit has a figure that can be used."""

    item: Item
    actual: Double
    target: Double | None = None
    base: Double | None = None
    least: Double | None = None
    most: Double | None = None
    count: ir.IntegerValue | None = None
    mean: Double | None = None
    deviation: Double | None = None

    @property
    def turned(self) -> Double:
        return self.actual * number(self.item.direction)

    @property
    def turned_least(self) -> Double:
        return _given(self.least) if self.item.direction > 0 else -_given(self.most)

    @property
    def turned_most(self) -> Double:
        return _given(self.most) if self.item.direction > 0 else -_given(self.least)


@dataclass(frozen=True, slots=True)
class Made:
    """What a method makes of a figure, and why of some it makes nothing: reason → condition."""

    value: Double
    missing: dict[str, ir.BooleanValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the table: the expression, and what it must know of the group."""

    make: Callable[[Figures], Made]
    needs: frozenset[str] = frozenset()
    """least, most, count, mean: statistics over the group."""
    takes: frozenset[str] = frozenset()
    """target, base: beside the figure itself."""


def _given(value: T | None) -> T:
    assert value is not None, "the measure names what it needs"
    return value


def clip(value: Double, low: float | None, high: float | None) -> Double:
    """Not above `high`, not below `low`. Of null databases make a bound: who calls puts the missing aside."""
    if high is not None:
        value = ibis.least(value, number(high))
    return value if low is None else ibis.greatest(value, number(low))


def _completion(f: Figures) -> Made:
    target = _given(f.target)
    missing = {"no_target": target.isnull()}
    if f.item.direction > 0:
        return Made(_completion_share(f.item, f.actual / target), missing)
    best = _best_share(f.item)
    rate = target / ibis.cases((f.actual > 0, f.actual))
    made = ibis.cases((f.actual > 0, _completion_share(f.item, rate)), else_=number(best) if best is not None else None)
    return Made(made, missing if best is not None else missing | {"actual_not_positive": f.actual <= 0})


def _best_share(item: Item) -> float | None:
    best = completion_share(item, float("inf"))
    return best if best < float("inf") else None


def _completion_share(item: Item, rate: Double) -> Double:
    rate = clip(rate, None, item.number("cap"))
    slope, most, floor = item.number("slope_above"), item.number("bonus_cap"), item.number("floor")
    if slope is not None or most is not None:
        bonus = number(0) if slope == 0 else (rate - number(1)) * number(1.0 if slope is None else slope)
        rate = ibis.cases((rate > 1, number(1) + clip(bonus, None, most)), else_=rate)
    return clip(rate, 0.0 if floor is None else floor, None)


def _growth(f: Figures) -> Made:
    fixed = f.item.number("base")
    base = _given(f.base) if fixed is None else ibis.coalesce(_given(f.base), number(fixed))
    rate = (f.actual - base) / base * number(f.item.direction)
    return Made(clip(rate, f.item.number("floor"), f.item.number("cap")), {"no_base": base.isnull()})


def _deduction(f: Figures) -> Made:
    short = (_given(f.target) - f.actual) * number(f.item.direction)
    count = clip(ibis.cases((_given(f.target).isnull(), f.actual), else_=short), 0.0, None)
    left = number(float(f.item.weight or 0)) - number(f.item.number("per") or 0.0) * count
    floor = f.item.number("floor")
    return Made(clip(left, 0.0 if floor is None else floor, None))


def _as_is(f: Figures) -> Made:
    return Made(clip(f.actual, f.item.number("floor"), f.item.number("cap")))


def _as_made(f: Figures) -> Made:
    """Of several numbers in one cell the outcome has been made before they came here."""
    return Made(f.actual)


def _rank_points(f: Figures) -> Made:
    full, step = f.item.number("full"), f.item.number("step") or 0.0
    full = float(f.item.weight or 0) if full is None else full
    return Made(number(full) - number(step) * _place(f, ibis.desc(f.turned, nulls_first=False)).cast("float64"))


def _place(f: Figures, order: ir.Value) -> ir.IntegerValue:
    """How many of the group stand before a figure."""
    return ibis.rank().over(group_by=GROUP, order_by=order)


def _from_worst(f: Figures) -> Double:
    below = _place(f, ibis.asc(f.turned, nulls_first=False))
    ranks = (below + 1).cast("float64")
    if f.item.choice("ties", "min") != "average":
        return ranks
    equal = f.actual.count().over(group_by=[*GROUP, f.actual])
    return ranks + number(0.5) * (equal - 1).cast("float64")


def _tiers(f: Figures) -> Made:
    bounds, bands = tier_table(f.item)
    passed = [
        ((f.actual >= number(bound)) if f.item.direction > 0 else (f.actual > number(bound)), number(band))
        for bound, band in zip(bounds, bands[1:], strict=True)
    ]
    return Made(ibis.cases(*reversed(passed), else_=number(bands[0])))


def _interpolation(f: Figures) -> Made:
    bounds, marks = mark_table(f.item)
    pieces = [(f.actual < number(bounds[0]), number(marks[0]))]
    for at in range(1, len(bounds)):
        low, high, mark = bounds[at - 1], bounds[at], marks[at - 1]
        way = (f.actual - number(low)) / number(high - low)
        pieces.append((f.actual < number(high), number(mark) + number(marks[at] - mark) * way))
    return Made(ibis.cases(*pieces, else_=number(marks[-1])))


def _minmax(f: Figures) -> Made:
    worst, best = _worst_best(f)
    return Made(_between(f.actual, worst, best, range_of(f.item, MINMAX_RANGE)), {"all_equal": worst == best})


def _worst_best(f: Figures) -> tuple[Double, Double]:
    least, most = _given(f.least), _given(f.most)
    return (least, most) if f.item.direction > 0 else (most, least)


def _efficacy(f: Figures) -> Made:
    floor, satisfactory = f.item.number("floor"), f.item.number("satisfactory")
    low, high = range_of(f.item, EFFICACY_RANGE)
    own_worst, own_best = _worst_best(f)
    worst = own_worst if floor is None else number(floor)
    best = own_best if satisfactory is None else number(satisfactory)
    missing = {"all_equal": own_worst == own_best} if floor is None and satisfactory is None else {}
    one_side = (best - worst) * number(f.item.direction) <= 0
    nobody = number(low if satisfactory is None else high)
    return Made(ibis.cases((one_side, nobody), else_=_between(f.actual, worst, best, (low, high))), missing)


def _between(actual: Double, worst: Double, best: Double, marks: tuple[float, float]) -> Double:
    low, high = marks
    width = best - worst
    way = (actual - worst) / ibis.cases((width != 0, width))
    return clip(number(low) + number(high - low) * way, low, high)


def _zscore(f: Figures) -> Made:
    centre, spread = f.item.number("mean"), f.item.number("sd")
    way = (f.turned - _given(f.mean)) / _given(f.deviation)
    made = number(centre or 0.0) + number(1.0 if spread is None else spread) * way
    return Made(made, {"all_equal": _given(f.least) == _given(f.most)})


def _rank(f: Figures) -> Made:
    return Made(_from_worst(f))


def _borda(f: Figures) -> Made:
    return Made(_from_worst(f) - number(1))


def _percentile(f: Figures) -> Made:
    others = (_given(f.count) - 1).cast("float64")
    return Made((_from_worst(f) - number(1)) / ibis.cases((others > 0, others)), {"only_one": _given(f.count) < 2})


def _distance_to_max(f: Figures) -> Made:
    width = f.turned_most - f.turned_least
    way = (f.turned_most - f.turned) / ibis.cases((width != 0, width))
    return Made(number(1) - way, {"all_equal": _given(f.least) == _given(f.most)})


def _fraction_of_max(f: Figures) -> Made:
    most = _given(f.most)
    return Made(f.actual / ibis.cases((most > 0, most)), {"most_not_positive": most <= 0})


def _goalposts(f: Figures) -> Made:
    lower, upper, scale = f.item.number("lower") or 0.0, f.item.number("upper"), f.item.number("scale")
    upper = 1.0 if upper is None else upper
    way = (f.actual - number(lower)) if f.item.direction > 0 else (number(upper) - f.actual)
    way = way / number(upper - lower)
    way = clip(way, 0.0, 1.0) if f.item.is_set("clip") else way
    return Made(way * number(1.0 if scale is None else scale))


def _distance_to_target(f: Figures) -> Made:
    goal = number((f.item.number("goal") or 0.0) * f.item.direction)
    width = goal - f.turned_least
    way = (f.turned - f.turned_least) / ibis.cases((width > 0, width))
    most = 1.0 if f.item.is_set("clip") else None
    return Made(clip(way, None, most), {"goal_not_above_least": width <= 0})


def _needs(*names: str) -> frozenset[str]:
    return frozenset(names)


MEASURES: dict[str, Measure] = {
    "completion": Measure(_completion, takes=_needs("target")),
    "growth": Measure(_growth, takes=_needs("base")),
    "as_is": Measure(_as_is),
    "deduction": Measure(_deduction, takes=_needs("target")),
    "rank_points": Measure(_rank_points),
    "tiers": Measure(_tiers),
    "interpolation": Measure(_interpolation),
    "manual": Measure(_as_made),
    "weighted_count": Measure(_as_made),
    "periods": Measure(_as_made),
    "minmax": Measure(_minmax, _needs("least", "most")),
    "efficacy": Measure(_efficacy, _needs("least", "most")),
    "zscore": Measure(_zscore, _needs("least", "most", "mean")),
    "rank": Measure(_rank),
    "borda": Measure(_borda),
    "percentile": Measure(_percentile, _needs("count")),
    "distance_to_max": Measure(_distance_to_max, _needs("least", "most")),
    "fraction_of_max": Measure(_fraction_of_max, _needs("most")),
    "goalposts": Measure(_goalposts),
    "distance_to_target": Measure(_distance_to_target, _needs("least", "most")),
}
"""Name in the scheme → its expression."""


def unusable(item: Item, target: Double | None, base: Double | None) -> dict[str, ir.BooleanValue]:
    """Why a target or base that was given cannot be used, as the definition has it."""
    if item.method == "completion":
        return {"target_not_positive": ibis.coalesce(_given(target) <= 0, False)}
    if item.method != "growth":
        return {}
    fixed = item.number("base")
    whole = _given(base) if fixed is None else ibis.coalesce(_given(base), number(fixed))
    return {"base_not_positive": ibis.coalesce(whole <= 0, False)}


def made_or_missing(made: Made, actual: Double) -> tuple[Double, Sequence[tuple[ir.BooleanValue, str]]]:
    """The value where it exists, and the reasons where there is a figure but no value."""
    reasons = [(actual.notnull() & ibis.coalesce(condition, False), code) for code, condition in made.missing.items()]
    gone = actual.isnull()
    for condition, _ in reasons:
        gone = gone | condition
    return ibis.cases((~gone, made.value)), reasons
