"""What the statistics give: the newest figure of a measure, in place of what its unit would report."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.matters.models import Matter, Measure, Supply, SupplyFigure
from luoshi.matters.projections.touched import Touched
from luoshi.matters.storing import store


def supplied(facts: list[Supply]) -> Touched:
    """The newest period stands, and of one period what came last. A parent of such a matter waits for them too."""
    touched: Touched = set()
    for fact in facts:
        values = dict(SupplyFigure.rows.filter(fact=fact).values_list("matter", "value"))
        parents = _parents(list(values))
        measures = list(Measure.rows.filter(code=fact.code, matter__in=[*values, *parents]).order_by("id"))
        newer = [one for one in measures if not one.supplied or _last(one.supplied) <= _last(fact.period)]
        for measure in newer:
            measure.supplied, measure.supplied_value = fact.period, values.get(measure.matter_id)
        store(newer, ["supplied", "supplied_value"])
        touched |= values.keys()
    return touched


def _parents(matters: list[UUID]) -> set[UUID]:
    within = Matter.rows.filter(uuid__in=matters, parent__isnull=False).values_list("parent", flat=True)
    return {parent for parent in within if parent is not None}


def _last(period: str) -> date:
    return Period.parse(period).last
