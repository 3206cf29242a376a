"""A whole scoring in a database: tables of units and values in, scores, places and every leaf's points out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from luoshi.core.scoring.data import ScoreData
from luoshi.core.scoring.derivation import explain
from luoshi.core.scoring.engines import exact
from luoshi.core.scoring.engines.cells import Cells, moments, state_of, states
from luoshi.core.scoring.engines.connections import given, kept
from luoshi.core.scoring.engines.nodes import MEANS, MOST, Nodes, PlanTable, UnfitError
from luoshi.core.scoring.engines.plans import PRESENT, Plan, plan
from luoshi.core.scoring.engines.ranks import with_rank, with_score
from luoshi.core.scoring.engines.wide import NOT_PUBLISHED, TO_A_WORD, Leaf, completed, widened
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods import WITH_PARTS
from luoshi.core.scoring.reference import score as by_definition
from luoshi.core.scoring.result import Result
from luoshi.core.scoring.rounding import EXTRA_PLACES
from luoshi.core.scoring.scheme import Scheme

OTHERS = ""
"""Stands for every group that no item names."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A scoring that was done. `table` has unit, gid, period, score, rank, p0… (points of the leaves in fine units).

    In a published scheme score and points are whole numbers: of 10^-decimals, of 10^-(decimals+2).
    """

    scheme: Scheme
    connection: Any
    periods: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    units: ir.Table
    """unit, name, group, gid."""
    wide: ir.Table
    table: ir.Table
    patterns: Mapping[tuple[int, ...], Plan]
    """Kind of group and state of leaves → its plan."""

    def group_of(self, unit: Any, period: str) -> tuple[ScoreData, Result]:
        """The rows of a unit's group for one period, scored by the definition."""
        at = self.periods.index(period)
        own = self.units.filter(self.units.unit == unit).gid.as_scalar()
        names = self.units.filter(self.units.gid == own).to_pyarrow().to_pylist()
        gid = names[0]["gid"]
        rows = self.wide.filter(self.wide.gid == gid, self.wide.period == at).to_pyarrow().to_pylist()
        units = [{name: str(row[name]) for name in ("unit", "name", "group")} for row in names]
        data = ScoreData(units, [value for row in rows for value in _values(row, self.leaves, period)])
        return data, by_definition(self.scheme, data, period)

    def explain(self, unit: Any, period: str) -> list[str]:
        """The derivation of one unit's score in sentences, made when asked from the rows of its group alone."""
        return explain(self.group_of(unit, period)[1], str(unit))


def _values(row: Mapping[str, Any], leaves: Sequence[Leaf], period: str) -> list[dict[str, Any]]:
    words = (None, "reported", "not_reported", "not_applicable", "not_published")
    found = []
    for leaf in leaves:
        status = words[(row[f"s{leaf.number // TO_A_WORD}"] >> (3 * (leaf.number % TO_A_WORD))) & 7]
        figures = {
            "actual": row[f"a{leaf.number}"],
            "target": row.get(f"t{leaf.number}"),
            "base": row.get(f"b{leaf.number}"),
        }
        if status is not None or any(one is not None for one in figures.values()):
            found.append(
                {"unit": str(row["unit"]), "item": leaf.item.code, "period": period, "status": status} | figures
            )
    return found


def score_tables(
    connection: Any,
    scheme: Scheme,
    units: ir.Table,
    values: ir.Table,
    *,
    periods: Sequence[str],
    beside: pa.Table | None = None,
    with_reasons: bool = False,
    made: bool = False,
) -> Scored:
    """Scores and ranks the units of each group for each of the periods.

    `units` has unit, name, group; `values` has unit, item, period, actual and may have target, base, status; each
    unit, item and period once. `beside` has unit, period (its number), added (points in fine units), vetoed. With
    `made` the figures of methods that take several numbers have been made before. Raises UnfitError where whole
    numbers would not hold what the scheme makes of the figures, BadInput where a mean does not exist.
    """
    items = [item for item in scheme.items if item.is_leaf]
    if any(item.formula or (item.method in WITH_PARTS and not made) for item in items):
        raise UnfitError("several numbers in a cell, or computed figures")
    leaves = tuple(Leaf(number, item) for number, item in enumerate(items))
    kinds, named = _kinds(scheme, leaves)
    units = _numbered(connection, units, named)
    wide = _wide(connection, units, values, leaves, periods)
    cells = Cells(
        scheme,
        leaves,
        kinds,
        _has_unpublished(wide, len(leaves)),
        with_reasons,
        _moments(connection, wide, leaves),
    )
    whole = kept(connection, _needed(cells.of(wide), with_reasons, "cq"))
    patterns = _patterns(scheme, whole, leaves, kinds, named)
    suspected = _suspected(scheme, leaves)
    table = _ranked(connection, scheme, whole, leaves, patterns, beside, suspected)
    lacking = frozenset() if suspected else _lacking(scheme, table, leaves)
    if lacking:
        table = _ranked(connection, scheme, whole, leaves, patterns, beside, lacking)
    return Scored(scheme, connection, tuple(periods), leaves, units, wide, table, patterns)


def _kinds(scheme: Scheme, leaves: Sequence[Leaf]) -> tuple[list[frozenset[int]], dict[str, int]]:
    """The sets of leaves that apply to a group, and the kind of each group that the scheme names."""
    groups = [OTHERS, *sorted({group for item in scheme.items for group in item.groups or ()})]
    kinds: list[frozenset[int]] = []
    named: dict[str, int] = {}
    for group in groups:
        tree = scheme.tree(group)
        of_group = frozenset(leaf.number for leaf in leaves if leaf.item.code in tree.items)
        # Two groups may share their leaves and yet not their nodes' weights; each named group is a kind of its own.
        named[group] = len(kinds)
        kinds.append(of_group)
    return kinds, named


def _numbered(connection: Any, units: ir.Table, named: Mapping[str, int]) -> ir.Table:
    """Units with the number of their group and of its kind."""
    groups = units.select("group").distinct()
    groups = groups.mutate(gid=ibis.row_number().over(order_by="group").cast("int32"))
    branches = [(units.group.cast("string") == group, number) for group, number in named.items() if group != OTHERS]
    kind = ibis.cases(*branches, else_=0) if branches else ibis.literal(0)
    joined = units.mutate(kind=kind.cast("int16")).join(groups, "group")
    return kept(connection, joined.select("unit", "name", "group", "gid", "kind"))


def _wide(
    connection: Any, units: ir.Table, values: ir.Table, leaves: Sequence[Leaf], periods: Sequence[str]
) -> ir.Table:
    wide = widened(values, leaves, periods)
    whole = kept(connection, wide.join(units.select("unit", "gid", "kind"), "unit"))
    expected = int(units.count().to_pyarrow().as_py()) * len(periods)
    if int(whole.count().to_pyarrow().as_py()) == expected:
        return whole
    return kept(connection, completed(whole.drop("gid", "kind"), units.select("unit", "gid", "kind"), len(periods)))


def _has_unpublished(wide: ir.Table, leaves: int) -> bool:
    """Whether the status `not_published` occurs: it alone has the third bit."""
    words = [exact.bit_or(wide[f"s{word}"]).name(f"s{word}") for word in range(1 + (leaves - 1) // TO_A_WORD)]
    mask = sum(NOT_PUBLISHED << (3 * at) for at in range(TO_A_WORD))
    row = wide.aggregate(words).to_pyarrow().to_pylist()[0]
    return any((value or 0) & mask for value in row.values())


def _moments(connection: Any, wide: ir.Table, leaves: Sequence[Leaf]) -> ir.Table | None:
    """What standard scores must know of each group; none if nobody asks."""
    asking = [leaf for leaf in leaves if leaf.item.method == "zscore"]
    if not asking:
        return None
    rows = wide.select("gid", "period", *(f"a{leaf.number}" for leaf in asking)).to_pyarrow().to_pydict()
    return given(connection, moments(rows, asking))


def _patterns(
    scheme: Scheme,
    table: ir.Table,
    leaves: Sequence[Leaf],
    kinds: Sequence[frozenset[int]],
    named: Mapping[str, int],
) -> dict[tuple[int, ...], Plan]:
    """The plans of all patterns that occur."""
    words = [name for name in table.columns if name[0] == "q"]
    rows = table.select("kind", *words).distinct().to_pyarrow().to_pylist()
    group_of = {number: group for group, number in named.items()}
    found = {}
    for row in rows:
        key = (row["kind"], *(row[word] for word in words))
        found[key] = plan(scheme, group_of[row["kind"]], states(row, leaves))
    return dict(sorted(found.items()))


def _with_nodes(
    connection: Any,
    scheme: Scheme,
    table: ir.Table,
    leaves: Sequence[Leaf],
    patterns: Mapping[tuple[int, ...], Plan],
    near: frozenset[str],
) -> tuple[ir.Table, Nodes]:
    """The table with points of leaves and values of nodes."""
    numbers = {leaf.item.code: leaf.number for leaf in leaves}
    nodes = Nodes(scheme, numbers, PlanTable(list(patterns.values())), near)
    columns = nodes.declare()
    if columns:
        words = [name for name in table.columns if name[0] == "q"]
        keys = {name: [key[at] for key in patterns] for at, name in enumerate(["kind", *words])}
        plans = given(connection, _plan_table(columns | keys))
        names = list(columns)
        joined = table.join(plans, ["kind", *words])
        table = joined.select(*(table[name] for name in table.columns), *(plans[name] for name in names))
    table = nodes.with_points(table)
    for item in nodes.nodes():
        if _looks_across(item):
            # Asked several times; and Spark compiles no expression of any length.
            table = kept(connection, table)
        _refuse(scheme, table, nodes, item)
        table = nodes.with_node(table, item)
    return table, nodes


def _needed(table: ir.Table, with_reasons: bool, letters: str) -> ir.Table:
    """Without the columns that nobody asks for any more: a window carries every column through its sort."""
    if with_reasons:
        return table
    own = ("unit", "gid", "kind", "period", "score", "behind")
    names = [name for name in table.columns if name in own or (name[0] in letters and name[1:].isdigit())]
    return table.select(*names)


def _ranked(
    connection: Any,
    scheme: Scheme,
    whole: ir.Table,
    leaves: Sequence[Leaf],
    patterns: Mapping[tuple[int, ...], Plan],
    beside: pa.Table | None,
    near: frozenset[str],
) -> ir.Table:
    """Points, nodes, scores and places, computed once."""
    table, nodes = _with_nodes(connection, scheme, whole, leaves, patterns, near)
    table = _with_total(connection, scheme, table, nodes, beside)
    is_large = scheme.decimals is not None and nodes.may_grow_too_large(_most_added(beside))
    table = _needed(table, is_large or "r0" in whole.columns, "pqe" + ("w" if _has_means(scheme) else ""))
    table = kept(connection, with_rank(table, scheme, [f"e{at}" for at in range(len(scheme.tie_break))]))
    if is_large:
        _hold(table)
    return table


def _has_means(scheme: Scheme) -> bool:
    return any(map(_looks_across, scheme.items))


def _suspected(scheme: Scheme, leaves: Sequence[Leaf]) -> frozenset[str]:
    """Where a mean is made of points, all columns are looked at beforehand: a gap would spread."""
    if scheme.decimals is None or not _has_means(scheme):
        return frozenset()
    nodes = [f"w{at}" for at, item in enumerate(scheme.items) if item.aggregate in MEANS]
    return frozenset([*(f"p{leaf.number}" for leaf in leaves), *nodes])


def _lacking(scheme: Scheme, table: ir.Table, leaves: Sequence[Leaf]) -> frozenset[str]:
    """Columns that lack points where the pattern says that there are some."""
    if scheme.decimals is None:
        return frozenset()
    lacking = {
        f"p{leaf.number}": (table[f"p{leaf.number}"].isnull() & (state_of(table, leaf) == PRESENT)).any()
        for leaf in leaves
    }
    row = table.aggregate(**lacking).to_pyarrow().to_pylist()[0]
    return frozenset(name for name, lacks in row.items() if lacks)


def _looks_across(item: Item) -> bool:
    return item.aggregate in (*MEANS, "copeland")


def _plan_table(columns: Mapping[str, Sequence[Any]]) -> pa.Table:
    made = {}
    for name, values in columns.items():
        is_double = any(isinstance(value, float) for value in values)
        kind = pa.float64() if is_double else pa.int16() if name == "kind" else pa.int64()
        made[name] = pa.array(values, type=kind)
    return pa.table(made)


def _refuse(scheme: Scheme, table: ir.Table, nodes: Nodes, item: Item) -> None:
    refused = nodes.refused(table, item)
    if refused is not None and table.filter(refused).limit(1).count().to_pyarrow().as_py():
        raise UnfitError("a mean that does not exist: the definition names units and items")


def _with_total(connection: Any, scheme: Scheme, table: ir.Table, nodes: Nodes, beside: pa.Table | None) -> ir.Table:
    root = next(item for item in scheme.items if item.parent is None)
    name = nodes.name(root.code)
    over = _int(nodes.denominator(table, root.code))
    table = with_score(
        table,
        scheme,
        table[name] if name in table.columns else None,
        over,
        None if beside is None else given(connection, beside),
    )
    if scheme.tie_break:
        table = table.mutate(
            **{f"e{at}": _breaking(scheme, table, nodes, code) for at, code in enumerate(scheme.tie_break)}
        )
    return table


def _int(value: Any) -> ir.IntegerValue:
    return ibis.literal(value, type="int64") if isinstance(value, int) else value


def _breaking(scheme: Scheme, table: ir.Table, nodes: Nodes, code: str) -> ir.Value:
    """The published points of an item, where it goes into the score."""
    value = table[nodes.name(code)]
    above: list[Item] = []
    item = scheme.item(code)
    while item.parent is not None:
        item = scheme.item(item.parent)
        above.append(item)
    there = value.notnull()
    for one in above:
        there = there & table[nodes.name(one.code)].notnull()
    if scheme.decimals is not None:
        value = exact.half_up(value, _int(nodes.denominator(table, code)) * 10**EXTRA_PLACES)
    return ibis.cases((there, value))


def _most_added(beside: pa.Table | None) -> int:
    return 0 if beside is None else max(abs(int(one)) for one in beside["added"].to_pylist())


def _hold(table: ir.Table) -> None:
    """Whole numbers must have stayed below 2^53."""
    names = [name for name in table.columns if name == "before" or (name[0] in "pw" and name[1:].isdigit())]
    row = table.aggregate(**{name: table[name].abs().max() for name in names}).to_pyarrow().to_pylist()[0]
    if any(2 * (value or 0) >= MOST for value in row.values()):
        raise UnfitError("figures too large")
