"""Totals, vetoes and places, as `ranking` defines them."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from luoshi.core.scoring.engines import exact
from luoshi.core.scoring.engines.exact import number
from luoshi.core.scoring.engines.measures import GROUP
from luoshi.core.scoring.numbers import NEARLY
from luoshi.core.scoring.rounding import EXTRA_PLACES
from luoshi.core.scoring.scheme import Scheme


def with_score(
    table: ir.Table, scheme: Scheme, root: ir.Value | None, denominator: ir.IntegerValue, beside: ir.Table | None
) -> ir.Table:
    """The columns before, score (published units, or a double) and behind (1 under the veto `last`)."""
    is_published = scheme.decimals is not None
    kind = "int64" if is_published else "float64"
    total = ibis.null(kind) if root is None else root
    if beside is not None:
        table = table.left_join(beside, ["unit", "period"]).drop("unit_right", "period_right")
        added = ibis.coalesce(table.added, 0)
        total = total + (added * denominator if is_published else added)
        vetoed = ibis.coalesce(table.vetoed, False)
    else:
        vetoed = ibis.literal(False)
    final = total
    if scheme.veto == "zero" and beside is not None:
        final = ibis.cases((vetoed & (total > 0), ibis.literal(0, type=kind)), else_=total)
    behind = vetoed.cast("int8") if scheme.veto == "last" else ibis.literal(0, type="int8")
    table = table.mutate(before=total, score=final, **({"behind": behind} if scheme.veto == "last" else {}))
    return table.mutate(score=exact.half_up(table.score, denominator * 10**EXTRA_PLACES)) if is_published else table


def with_rank(table: ir.Table, scheme: Scheme, breaking: Sequence[str]) -> ir.Table:
    """The column rank; null for a unit without a score. `breaking`: columns by whose values ties are broken."""
    keys = ["score", *breaking]
    if scheme.decimals is None:
        for key in keys:
            table = _with_key(table, key)
        keys = [f"{key}_key" for key in keys]
    order = [ibis.desc(table[key], nulls_first=False) for key in keys]
    order = [table.score.isnull(), table.behind, *order] if scheme.veto == "last" else order
    if scheme.ties == "dense":
        place = ibis.dense_rank().over(group_by=GROUP, order_by=order) + 1
    else:
        place = ibis.rank().over(group_by=GROUP, order_by=order) + 1
    if scheme.ties == "average":
        behind = ["behind"] if scheme.veto == "last" else []
        equal = table.unit.count().over(group_by=[*GROUP, *behind, *keys, table.score.isnull()])
        place = place.cast("float64") + (equal - 1).cast("float64") * number(0.5)
    return table.mutate(rank=ibis.cases((table.score.notnull(), place)))


def _with_key(table: ir.Table, column: str) -> ir.Table:
    """Doubles that are nearly equal, one after the other, become one whole number."""
    value = table[column]
    rising = [ibis.asc(value, nulls_first=False)]
    before = value.lag().over(group_by=GROUP, order_by=rising)
    larger = ibis.cases((value.abs() > before.abs(), value.abs()), else_=before.abs())
    leaps = ibis.cases(((value - before) > number(NEARLY) * larger, 1), else_=0)
    table = table.mutate(**{f"{column}_leaps": leaps})
    key = (
        table[f"{column}_leaps"]
        .sum()
        .over(
            ibis.window(
                group_by=GROUP, order_by=[ibis.asc(table[column], nulls_first=False)], preceding=None, following=0
            )
        )
    )
    return table.mutate(**{f"{column}_key": ibis.cases((table[column].notnull(), key))}).drop(f"{column}_leaps")
