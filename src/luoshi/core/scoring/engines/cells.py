"""The cells of all leaves: normalised, counted, missing with its reason, as `scoring.cells` defines them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from luoshi.core.scoring.cells import EMPTY
from luoshi.core.scoring.engines.exact import number
from luoshi.core.scoring.engines.measures import GROUP, MEASURES, Figures, Made, made_or_missing, unusable
from luoshi.core.scoring.engines.plans import EMPTY as RULED
from luoshi.core.scoring.engines.plans import MISSING, OUT, PRESENT
from luoshi.core.scoring.engines.wide import NOT_APPLICABLE, NOT_PUBLISHED, NOT_REPORTED, NOTHING, Leaf
from luoshi.core.scoring.methods import METHODS
from luoshi.core.scoring.scheme import Scheme

OF_UNITS = ("zscore", "rank_points")
"""Methods whose least depends on how many units there are."""
WORD = 30
"""The states of so many leaves stand in one whole number."""


@dataclass(slots=True)
class Cells:
    """Makes the columns v (normalised), c (counted), r (reason) of every leaf, and the pattern q of each row."""

    scheme: Scheme
    leaves: Sequence[Leaf]
    kinds: Sequence[frozenset[int]]
    """Kind of group → the leaves that apply to it."""
    has_unpublished: bool
    """Whether anything is not published yet; if not, nobody is asked."""
    with_reasons: bool
    moments: ir.Table | None = None
    """gid, period, mean0…, sd0…: mean and deviation of each group, for standard scores."""

    def of(self, wide: ir.Table) -> ir.Table:
        table = wide.mutate(**{f"x{leaf.number}": self._usable(wide, leaf) for leaf in self.leaves})
        table = self._with_statistics(table)
        made = {leaf.number: made_or_missing(self._made(table, leaf), table[f"x{leaf.number}"]) for leaf in self.leaves}
        reasons = {
            f"r{number}": self._reason(table, self.leaves[number], missing) for number, (_, missing) in made.items()
        }
        values = {f"v{number}": value for number, (value, _) in made.items()}
        table = table.mutate(**values, **(reasons if self.with_reasons else {}))
        table = self._with_lowest(table)
        table = table.mutate(**{f"c{leaf.number}": self._counted(table, leaf) for leaf in self.leaves})
        return table.mutate(**self._pattern(table))

    # who is in

    def _applies(self, table: ir.Table, leaf: Leaf) -> ir.BooleanValue | None:
        """Whether the leaf applies to the group; None: to all."""
        kinds = [at for at, leaves in enumerate(self.kinds) if leaf.number in leaves]
        return None if len(kinds) == len(self.kinds) else table.kind.isin(kinds)

    def _unusable(self, table: ir.Table, leaf: Leaf) -> dict[str, ir.BooleanValue]:
        return unusable(leaf.item, *(self._beside(table, leaf, name) for name in "tb"))

    def _beside(self, table: ir.Table, leaf: Leaf, letter: str) -> ir.FloatingValue | None:
        column = f"{letter}{leaf.number}"
        return table[column] if column in table.columns else None

    def _usable(self, table: ir.Table, leaf: Leaf) -> ir.FloatingValue:
        """The figure, or null where it cannot be used or the leaf does not apply."""
        figure = table[f"a{leaf.number}"]
        conditions = [~one for one in self._unusable(table, leaf).values()]
        applies = self._applies(table, leaf)
        conditions += [] if applies is None else [applies]
        if not conditions:
            return figure
        everything = conditions[0]
        for one in conditions[1:]:
            everything = everything & one
        return ibis.cases((everything, figure))

    # the group

    def _with_statistics(self, table: ir.Table) -> ir.Table:
        wanted: dict[str, ir.Value] = {}
        for leaf in self.leaves:
            needs, figure = MEASURES[leaf.item.method or ""].needs, table[f"x{leaf.number}"]
            wanted |= {f"lo{leaf.number}": figure.min()} if "least" in needs else {}
            wanted |= {f"hi{leaf.number}": figure.max()} if "most" in needs else {}
            if "count" in needs or self.with_reasons or leaf.item.method in OF_UNITS:
                wanted[f"n{leaf.number}"] = figure.count()
                wanted[f"m{leaf.number}"] = (leaf.status(table) == NOT_REPORTED).sum() + self._silent(table, leaf)
            if self.has_unpublished:
                wanted[f"u{leaf.number}"] = (leaf.status(table) == NOT_PUBLISHED).any()
        if wanted:
            table = _joined(table, table.group_by(*GROUP).aggregate(**wanted), list(wanted))
        if self.moments is not None:
            table = _joined(table, self.moments, [name for name in self.moments.columns if name not in GROUP])
        return table

    def _silent(self, table: ir.Table, leaf: Leaf) -> ir.IntegerValue:
        """Published: where nothing is said, nothing was reported."""
        if self.scheme.decimals is None:
            return ibis.literal(0)
        return (leaf.status(table) == NOTHING).sum()

    def _made(self, table: ir.Table, leaf: Leaf) -> Made:
        def column(letter: str) -> Any:
            name = f"{letter}{leaf.number}"
            return table[name] if name in table.columns else None

        figures = Figures(
            item=leaf.item,
            actual=table[f"x{leaf.number}"],
            target=column("t"),
            base=column("b"),
            least=column("lo"),
            most=column("hi"),
            count=column("n"),
            mean=column("mean"),
            deviation=column("sd"),
        )
        return MEASURES[leaf.item.method or ""].make(figures)

    def _with_lowest(self, table: ir.Table) -> ir.Table:
        """The lowest that anyone got, where the scheme sets no bottom and somebody has not reported."""
        wanted = {
            f"low{leaf.number}": table[f"v{leaf.number}"].min()
            for leaf in self.leaves
            if METHODS[leaf.item.method or ""].least(leaf.item, 1) is None
        }
        return _joined(table, table.group_by(*GROUP).aggregate(**wanted), list(wanted)) if wanted else table

    # what counts

    def _out(self, table: ir.Table, leaf: Leaf) -> list[ir.BooleanValue]:
        """Conditions under which the leaf is not in the tree."""
        applies = self._applies(table, leaf)
        found = [] if applies is None else [~applies]
        return found + ([table[f"u{leaf.number}"]] if f"u{leaf.number}" in table.columns else [])

    def _counted(self, table: ir.Table, leaf: Leaf) -> ir.FloatingValue:
        status, value = leaf.status(table), table[f"v{leaf.number}"]
        nothing = ibis.null("float64")
        branches: list[tuple[ir.BooleanValue, ir.Value]] = [(one, nothing) for one in self._out(table, leaf)]
        branches.append((status == NOT_APPLICABLE, nothing))
        if self.scheme.decimals is None:
            counts = EMPTY[self.scheme.missing]
            branches.append((status == NOTHING, nothing if counts is None else number(counts)))
        branches += [(one, nothing) for one in self._unusable(table, leaf).values()]
        silent = (status == NOT_REPORTED) | (status == NOTHING)
        return ibis.cases(*branches, (silent, self._worst(table, leaf)), else_=value)

    def _worst(self, table: ir.Table, leaf: Leaf) -> ir.FloatingValue:
        """The smaller of 0 and the least the item can yield."""
        item, method = leaf.item, METHODS[leaf.item.method or ""]
        if method.least(item, 1) is None:
            lowest = ibis.coalesce(table[f"low{leaf.number}"], number(0))
            return ibis.cases((lowest < 0, lowest), else_=number(0))
        if item.method not in OF_UNITS:
            return number(min(0.0, method.least(item, 1) or 0.0))
        units = (table[f"n{leaf.number}"] + table[f"m{leaf.number}"]).cast("float64")
        return _worst_of_units(leaf, units)

    def _reason(self, table: ir.Table, leaf: Leaf, missing: Sequence[tuple[ir.BooleanValue, str]]) -> ir.StringValue:
        status = leaf.status(table)
        published = f"u{leaf.number}"
        branches: list[tuple[ir.BooleanValue, str]] = []
        branches += [(table[published], "not_published")] if published in table.columns else []
        branches += [(status == NOT_APPLICABLE, "not_applicable")]
        branches += [(status == NOTHING, "empty")] if self.scheme.decimals is None else []
        branches += [(condition, code) for code, condition in self._unusable(table, leaf).items()]
        branches += [((status == NOT_REPORTED) | (status == NOTHING), "not_reported"), *missing]
        return ibis.cases(*branches, else_=ibis.null("string"))

    def _pattern(self, table: ir.Table) -> dict[str, ir.IntegerValue]:
        """How the leaves of a row stand, two bits each."""
        words: dict[str, ir.IntegerValue] = {}
        for leaf in self.leaves:
            name = f"q{leaf.number // WORD}"
            shift = 2 * (leaf.number % WORD)
            gone = ibis.literal(MISSING << shift)
            if self.scheme.decimals is None:
                gone = ibis.cases((leaf.status(table) == NOTHING, RULED << shift), else_=MISSING << shift)
            branches = [(one, ibis.literal(OUT)) for one in self._out(table, leaf)]
            there = (table[f"c{leaf.number}"].notnull(), ibis.literal(PRESENT << shift))
            state = ibis.cases(*branches, there, else_=gone).cast("int64")
            words[name] = words[name] + state if name in words else state
        return words


def state_of(table: ir.Table, leaf: Leaf) -> ir.IntegerValue:
    """How a leaf stands in each row."""
    return (table[f"q{leaf.number // WORD}"] >> (2 * (leaf.number % WORD))) & 3


def states(row: Mapping[str, int], leaves: Sequence[Leaf]) -> dict[str, int]:
    """A pattern as leaf → state."""
    return {leaf.item.code: (row[f"q{leaf.number // WORD}"] >> (2 * (leaf.number % WORD))) & 3 for leaf in leaves}


def _worst_of_units(leaf: Leaf, units: ir.FloatingValue) -> ir.FloatingValue:
    """The definition's least for so many units, and never more than 0."""
    item = leaf.item
    if item.method == "rank_points":
        full, step = item.number("full"), item.number("step") or 0.0
        full = float(item.weight or 0) if full is None else full
        least = number(full) - number(step) * (units - number(1))
    else:
        centre, spread = item.number("mean") or 0.0, item.number("sd")
        some = ibis.cases((units > 1, units), else_=number(1))
        least = number(centre) - number(1.0 if spread is None else spread) * (units - number(1)) / some.sqrt()
    return ibis.cases((least < 0, least), else_=number(0))


def _joined(table: ir.Table, statistics: ir.Table, columns: Sequence[str]) -> ir.Table:
    """The rows of a table with what is known of their group."""
    joined = table.left_join(statistics, list(GROUP))
    return joined.select(*(table[name] for name in table.columns), *(statistics[name] for name in columns))


def moments(rows: Mapping[str, Sequence[Any]], leaves: Sequence[Leaf]) -> pa.Table:
    """Mean and sample deviation of each group, summed without rounding in between, as the definition sums."""
    groups: dict[tuple[int, int], list[int]] = {}
    for at, key in enumerate(zip(rows["gid"], rows["period"], strict=True)):
        groups.setdefault(key, []).append(at)
    columns: dict[str, Sequence[float | None]] = {}
    for leaf in leaves:
        figures = rows[f"a{leaf.number}"]
        of_groups = [
            [figures[at] * leaf.item.direction for at in own if figures[at] is not None] for own in groups.values()
        ]
        columns[f"mean{leaf.number}"], columns[f"sd{leaf.number}"] = zip(*map(_moments_of, of_groups), strict=True)
    keys = {
        "gid": pa.array([gid for gid, _ in groups], pa.int32()),
        "period": pa.array([at for _, at in groups], pa.int16()),
    }
    return pa.table(keys | {name: pa.array(column, pa.float64()) for name, column in columns.items()})


def _moments_of(figures: Sequence[float]) -> tuple[float | None, float | None]:
    if not figures:
        return None, None
    mean = math.fsum(figures) / len(figures)
    square = math.fsum((figure - mean) ** 2 for figure in figures)
    return mean, math.sqrt(square / (len(figures) - 1)) if square else None
