"""How sure is a ranking? The scheme's choices are shaken within stated bounds, and everything is ranked again.

Weights are multiplied by 1 + u, u uniform within ± a bound, each on its own (as COINr and the OECD/JRC handbook do);
ranges of normalising and ways of averaging are drawn from lists. Codes and numbers come out; `sentences_of` words them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.checks import check, chosen_period
from luoshi.core.scoring.data import ScoreData
from luoshi.core.scoring.methods import METHODS
from luoshi.core.scoring.reference import score
from luoshi.core.scoring.result import Ranking, Row
from luoshi.core.scoring.scheme import Scheme, Tree
from luoshi.core.scoring.sentences import percent, plain

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Within what a scheme is shaken."""

    weights: float = 0.25
    """Each weight times 1 + u, u uniform within ± this."""
    ranges: tuple[tuple[float, float], ...] = ()
    """Ranges that min-max may yield, each as likely; none: the scheme's."""
    aggregates: tuple[str, ...] = ()
    """Means by which all averaging nodes may be made, each as likely; none: the scheme's."""
    runs: int = 2000
    seed: int = 20260101
    settled: float = 0.95
    """The order of two units is settled if it is the same in so many of the runs."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a unit stood in all the runs."""

    unit: str
    name: str
    nominal: int
    mean: float
    median: float
    low: float
    """The 5% quantile of its places."""
    high: float
    """The 95% quantile."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Two units, the first before the second as ranked, and in what share of the runs that holds."""

    first: str
    second: str
    share: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """What an item really decides: its correlation with the score, and what leaving it out would move."""

    item: str
    name: str
    correlation: float | None
    """Of its points with the score; None if all have the same."""
    moved: int
    """How many units change place if all get the item's mean."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two items that count the same thing, or nearly."""

    first: str
    second: str
    correlation: float


@dataclass(frozen=True, slots=True)
class Robustness:
    """What the runs say of one group's ranking."""

    group: str
    runs: int
    spreads: tuple[Spread, ...]
    unsettled: tuple[Unsettled, ...]
    """Only neighbours and near neighbours whose order changes often enough."""
    weighings: tuple[Weighing, ...]
    twins: tuple[Twins, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "group": self.group,
            "runs": self.runs,
            "units": [_fields(one) for one in self.spreads],
            "unsettled": [_fields(one) for one in self.unsettled],
            "weights": [_fields(one) for one in self.weighings],
            "twins": [_fields(one) for one in self.twins],
            "sentences": sentences_of(self),
        }


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


SAME = 1e-12
"""Weights whose difference is less than this are equal."""
TWINS = 0.95
"""Points of two items that go together at least so closely count the same thing twice."""


def robustness(
    scheme: Scheme, data: ScoreData, period: str | None = None, bounds: Bounds | None = None
) -> list[Robustness]:
    """The robustness of each group's ranking. The same seed gives the same answer.

    Vetoes and points beside the items stay as they are. Raises BadInput as `score` does, and for means that the
    figures do not allow.
    """
    bounds = bounds or Bounds()
    faults = check(scheme, data, period)
    if faults:
        raise BadInput.of(faults)
    chosen = chosen_period(data, period)
    result = score(scheme, data, chosen)
    return [_of_group(scheme, ranking, bounds) for ranking in result.rankings]


@dataclass(slots=True)
class _Shaken:
    """One group as arrays: units along the rows."""

    tree: Tree
    leaves: dict[str, Matrix] = field(default_factory=dict)
    """Leaf → what counts of each unit, NaN if missing."""
    is_share: dict[str, bool] = field(default_factory=dict)
    digits: int = 9
    """Places to which values are compared in a contest of pairs."""

    def value(self, code: str, weights: Mapping[str, float], mean: str | None, stretch: Any) -> Matrix:
        """The value of an item for all units; NaN where it is missing."""
        item = self.tree.items[code]
        if item.is_leaf:
            return stretch(code, self.leaves[code])
        members = self.tree.members[code]
        values = np.array([self.value(one, weights, mean, stretch) for one in members])
        there = ~np.isnan(values)
        own = np.array([[weights[one]] for one in members])
        enough = there.sum(axis=0) >= max(float(item.min_present) * len(members), 1)
        if item.aggregate == "sum":
            made = self._sum(members, values, own, there)
        elif item.aggregate == "copeland" and mean is None:
            made = _contested(np.where(enough, np.round(values, self.digits), np.nan), own)
        else:
            made = _averaged(mean or item.aggregate or "arithmetic", values, own, there, item.number("power") or 1.0)
        cap = item.number("cap")
        made = made if cap is None else np.minimum(made, cap)
        return np.where(enough, made, np.nan)

    def _sum(self, members: Sequence[str], values: Matrix, own: Matrix, there: Any) -> Matrix:
        """Points add up; a share brings its weight, points grow as their full mark does. The missing are spread."""
        factors = np.array([[self._factor(one, float(weight[0]))] for one, weight in zip(members, own, strict=True)])
        whole, present = own.sum(), (own * there).sum(axis=0)
        scale = np.divide(whole, present, out=np.ones_like(present), where=present > 0)
        return np.where(there, np.nan_to_num(values) * factors, 0.0).sum(axis=0) * scale

    def _factor(self, code: str, weight: float) -> float:
        if self.is_share.get(code):
            return weight
        nominal = float(self.tree.weights[code])
        return weight / nominal if nominal else 1.0


def _contested(values: Matrix, own: Matrix) -> Matrix:
    """Pairs won by more of the weight than lost, less pairs lost; over the members that both have."""
    signs = np.nan_to_num(np.sign(values[:, :, None] - values[:, None, :]))
    weighed = np.tensordot(own[:, 0], signs, axes=1)
    return np.asarray(np.sign(np.where(np.abs(weighed) < SAME, 0.0, weighed)).sum(axis=1))


def _averaged(mean: str, values: Matrix, own: Matrix, there: Any, power: float) -> Matrix:
    """A weighted mean over the members that are there."""
    shares = own * there
    whole = shares.sum(axis=0)
    shares = np.divide(shares, whole, out=np.full_like(shares, np.nan), where=whole > 0)
    known = np.where(there, values, 1.0)
    if mean == "arithmetic":
        return np.asarray((shares * known).sum(axis=0))
    if (known <= 0).any():
        raise BadInput(Fault("有不大于 0 的数，这种平均算不了", "换一种汇总方法，或折算成正数（如 low = 1）", mean))
    if mean == "geometric":
        return np.asarray(np.exp((shares * np.log(known)).sum(axis=0)))
    power = -1.0 if mean == "harmonic" else power
    return np.asarray((shares * known**power).sum(axis=0) ** (1 / power))


def _of_group(scheme: Scheme, ranking: Ranking, bounds: Bounds) -> Robustness:
    rows = [row for row in ranking.rows if row.score is not None]
    unpublished = {
        line.item.code for row in ranking.rows for line in row.lines if line.cell and line.status == "not_published"
    }
    tree = scheme.tree(ranking.group, unpublished)
    if tree.root is None or len(rows) < 2:
        return Robustness(ranking.group, 0, (), (), (), ())
    shaken = _arrays(tree, _entered(tree, ranking, rows))
    shaken.digits = shaken.digits if scheme.decimals is None else scheme.decimals + 2
    places = _places(shaken, rows, scheme, bounds)
    return Robustness(
        ranking.group,
        bounds.runs,
        _spreads(rows, places),
        _unsettled(rows, places, bounds.settled),
        _weighings(shaken, tree, rows, scheme.decimals),
        _twins(tree, rows),
    )


def _entered(tree: Tree, ranking: Ranking, rows: Sequence[Row]) -> Sequence[Row]:
    """Whose figures are looked at: in a contest within the tree also those of units that get no score in the end.

    They stand last, behind the rows that are ranked.
    """
    is_contest = any(item.aggregate == "copeland" for item in tree.items.values())
    return ranking.rows if is_contest else rows


def _arrays(tree: Tree, rows: Sequence[Row]) -> _Shaken:
    shaken = _Shaken(tree)
    for item in tree.leaves():
        cells = [row.line(item.code).cell for row in rows]
        counted = [np.nan if cell is None or cell.counted is None else cell.counted for cell in cells]
        shaken.leaves[item.code] = np.array(counted, dtype=np.float64)
        shaken.is_share[item.code] = METHODS[item.method or ""].yields(item) == "share"
    return shaken


def _places(shaken: _Shaken, rows: Sequence[Row], scheme: Scheme, bounds: Bounds) -> NDArray[np.int64]:
    """Runs × units."""
    chance = np.random.default_rng(bounds.seed)
    nominal = {code: float(weight) for code, weight in shaken.tree.weights.items()}
    beside = np.array([float(sum((one.points for one in row.adjustments), Decimal(0))) for row in rows])
    behind = np.array([row.vetoed and scheme.veto == "last" for row in rows])
    places = np.empty((bounds.runs, len(rows)), dtype=np.int64)
    codes = list(nominal)
    for run in range(bounds.runs):
        shift = chance.uniform(1 - bounds.weights, 1 + bounds.weights, len(codes))
        weights = {code: nominal[code] * by for code, by in zip(codes, shift, strict=True)}
        mean = bounds.aggregates[chance.integers(len(bounds.aggregates))] if bounds.aggregates else None
        span = bounds.ranges[chance.integers(len(bounds.ranges))] if bounds.ranges else None
        total = shaken.value(shaken.tree.root or "", weights, mean, _stretch(shaken.tree, span))[: len(rows)]
        places[run] = _ranked(total + beside, behind, scheme.decimals)
    return places


def _stretch(tree: Tree, span: tuple[float, float] | None) -> Any:
    """Figures that min-max made, in another range."""

    def stretch(code: str, values: Matrix) -> Matrix:
        item = tree.items[code]
        if span is None or item.method != "minmax":
            return values
        low, high = (item.number(name) for name in ("low", "high"))
        low, high = (0.0 if low is None else low), (1.0 if high is None else high)
        return span[0] + (span[1] - span[0]) * (values - low) / (high - low)

    return stretch


def _ranked(total: Matrix, behind: NDArray[np.bool_], decimals: int | None) -> NDArray[np.int64]:
    """1 is the best; equal ones share a place: at the published decimals, else where rounding noise ends."""
    rounded = np.where(behind, -np.inf, np.round(total, 9 if decimals is None else decimals))
    return np.searchsorted(np.sort(-rounded), -rounded, side="left") + 1


def _spreads(rows: Sequence[Row], places: NDArray[np.int64]) -> tuple[Spread, ...]:
    low, median, high = np.quantile(places, [0.05, 0.5, 0.95], axis=0)
    mean = places.mean(axis=0)
    return tuple(
        Spread(
            row.unit, row.name, int(row.rank or 0), float(mean[at]), float(median[at]), float(low[at]), float(high[at])
        )
        for at, row in enumerate(rows)
    )


def _unsettled(rows: Sequence[Row], places: NDArray[np.int64], settled: float) -> tuple[Unsettled, ...]:
    found = []
    for at, row in enumerate(rows):
        shares = (places[:, [at]] < places[:, at + 1 :]).mean(axis=0)
        for later, share in zip(rows[at + 1 :], shares, strict=True):
            if share < settled and row.rank != later.rank:
                found.append(Unsettled(row.unit, later.unit, float(share)))
    return tuple(found)


def _weighings(shaken: _Shaken, tree: Tree, rows: Sequence[Row], decimals: int | None) -> tuple[Weighing, ...]:
    nominal = {code: float(weight) for code, weight in tree.weights.items()}

    def total(leaves: Mapping[str, Matrix]) -> Matrix:
        again = _Shaken(tree, dict(leaves), shaken.is_share, shaken.digits)
        return again.value(tree.root or "", nominal, None, _stretch(tree, None))[: len(rows)]

    whole = total(shaken.leaves)
    standing = _ranked(whole, np.zeros(len(rows), dtype=bool), decimals)
    found = []
    for item in tree.leaves():
        values = shaken.leaves[item.code]
        if np.isnan(values).all():
            continue
        level = np.where(np.isnan(values), np.nan, np.nanmean(values))
        without = _ranked(total(shaken.leaves | {item.code: level}), np.zeros(len(rows), dtype=bool), decimals)
        found.append(
            Weighing(item.code, item.name, _correlation(values[: len(rows)], whole), int((without != standing).sum()))
        )
    return tuple(found)


def _twins(tree: Tree, rows: Sequence[Row]) -> tuple[Twins, ...]:
    leaves = tree.leaves()
    values = {
        item.code: np.array([np.nan if (p := row.line(item.code).points) is None else float(p) for row in rows])
        for item in leaves
    }
    found = []
    for at, item in enumerate(leaves):
        for other in leaves[at + 1 :]:
            together = _correlation(values[item.code], values[other.code])
            if together is not None and together >= TWINS:
                found.append(Twins(item.code, other.code, together))
    return tuple(found)


def _correlation(one: Matrix, other: Matrix) -> float | None:
    """Pearson's, over the units that have both; None with fewer than five, or where all are equal."""
    both = ~(np.isnan(one) | np.isnan(other))
    one, other = one[both], other[both]
    if len(one) < 5 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def sentences_of(robust: Robustness) -> list[str]:
    """What a leader needs to know of it, in words."""
    if not robust.runs:
        return [f"“{robust.group}”组可比的单位不足两个，不作稳健性分析。"]
    names = {one.unit: one.name for one in robust.spreads}
    firm = sum(one.low == one.high for one in robust.spreads)
    said = [f"“{robust.group}”组在权重等变动 {robust.runs} 次后，{len(names)} 个单位中有 {firm} 个名次不变。"]
    for one in robust.spreads:
        if one.low != one.high:
            said.append(
                f"{one.name}排第 {one.nominal} 名，九成情形在第 {plain(one.low)} 至第 {plain(one.high)} 名之间。"
            )
    for pair in robust.unsettled:
        said.append(f"{names[pair.first]}与{names[pair.second]}的先后未定：{percent(pair.share)} 的情形前者在前。")
    said += [f"{one.name}不影响名次。" for one in robust.weighings if one.moved == 0]
    items = {one.item: one.name for one in robust.weighings}
    for twin in robust.twins:
        first, second = (items.get(code, code) for code in (twin.first, twin.second))
        said.append(
            f"{first}与{second}几乎一同高低（相关 {plain(round(twin.correlation, 2))}），同一件事可能算了两遍。"
        )
    return said
