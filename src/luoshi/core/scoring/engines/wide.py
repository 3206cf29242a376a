"""From rows of (unit, item, period) to one row a unit and period, with a few columns for each leaf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from luoshi.core.scoring.engines.exact import bit_or
from luoshi.core.scoring.engines.measures import MEASURES
from luoshi.core.scoring.item import Item

NOTHING, REPORTED, NOT_REPORTED, NOT_APPLICABLE, NOT_PUBLISHED = range(5)
CODES = {"not_reported": NOT_REPORTED, "not_applicable": NOT_APPLICABLE, "not_published": NOT_PUBLISHED}
BITS, TO_A_WORD = 3, 20
"""Statuses of so many leaves stand in one whole number."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf and the number of its columns."""

    number: int
    item: Item

    def takes(self, column: str) -> bool:
        return column in MEASURES[self.item.method or ""].takes

    def status(self, table: ir.Table) -> ir.IntegerValue:
        """Of a wide table the status of this leaf, as a code."""
        return (table[f"s{self.number // TO_A_WORD}"] >> (BITS * (self.number % TO_A_WORD))) & 7


def widened(values: ir.Table, leaves: Sequence[Leaf], periods: Sequence[str]) -> ir.Table:
    """unit, period (its number in `periods`), a0… (figure, if reported), t0…, b0… (target, base), s0… (statuses).

    A unit without any row for a period is not in it. Short numbers for item, period and status keep the one large
    aggregation small.
    """
    columns = values.columns
    said = [(values.status == word, code) for word, code in CODES.items()] if "status" in columns else []
    status = ibis.cases(*said, (values.actual.notnull(), REPORTED), else_=NOTHING)
    rows = values.select(
        unit=values.unit,
        period=ibis.cases(*((values.period == one, at) for at, one in enumerate(periods))).cast("int16"),
        leaf=ibis.cases(*((values.item == leaf.item.code, leaf.number) for leaf in leaves)).cast("int16"),
        status=status.cast("int8"),
        actual=ibis.cases((status == REPORTED, values.actual.cast("float64"))),
        **{name: values[name].cast("float64") for name in ("target", "base") if name in columns},
    )
    rows = rows.filter(rows.period.notnull(), rows.leaf.notnull())
    aggregates: dict[str, ir.Value] = {}
    for leaf in leaves:
        is_own = rows.leaf == leaf.number
        aggregates[f"a{leaf.number}"] = ibis.cases((is_own, rows.actual)).max()
        for name in ("target", "base"):
            if leaf.takes(name):
                given_one = rows[name] if name in rows.columns else ibis.null("float64")
                aggregates[f"{name[0]}{leaf.number}"] = ibis.cases((is_own, given_one)).max()
    for word in range(1 + (len(leaves) - 1) // TO_A_WORD):
        here = [leaf for leaf in leaves if leaf.number // TO_A_WORD == word]
        places = ibis.cases(*((rows.leaf == leaf.number, 1 << (BITS * (leaf.number % TO_A_WORD))) for leaf in here))
        aggregates[f"s{word}"] = ibis.coalesce(bit_or(rows.status.cast("int64") * places.cast("int64")), 0)
    return rows.group_by("unit", "period").aggregate(**aggregates)


def completed(wide: ir.Table, units: ir.Table, periods: int) -> ir.Table:
    """The same with a row for every unit and period; where there was none, nothing stands in it."""
    every = units.cross_join(ibis.range(periods).unnest().name("period").as_table().mutate(period=_short))
    whole = every.left_join(wide, ["unit", "period"])
    return whole.select(
        "unit",
        "gid",
        "kind",
        "period",
        **{name: whole[name] for name in wide.columns if name[0] in "atb"},
        **{name: ibis.coalesce(whole[name], 0) for name in wide.columns if name[0] == "s"},
    )


def _short(table: ir.Table) -> ir.Value:
    return table.period.cast("int16")
