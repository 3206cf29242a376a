"""What an older ledger had reached: since when its matters run, and what counts from the first day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from luoshi.matters.models import End, Line, Matter, Measure, Node, Opening, OpeningNode, OpeningQuantity, Stage
from luoshi.matters.projections.touched import Touched
from luoshi.matters.storing import store


def opened(facts: list[Opening]) -> Touched:
    """The matters run on: their units have them already, and owe plans and reports from this day on."""
    matters = Matter.rows.in_bulk([fact.matter for fact in facts])
    nodes, quantities = _rows(OpeningNode, facts), _rows(OpeningQuantity, facts)
    for fact in facts:
        _run_on(matters[fact.matter], fact, nodes[fact.uuid])
    store(matters.values(), ["issued_on", "opened_on", "received_on", "plan_on", "stage", "end", "ended_on"])
    lines = list(Line.rows.filter(matter__in=list(matters)))
    for line in lines:
        line.claimed_on = matters[line.matter_id].opened_on
    store(lines, ["claimed_on"])
    _count(list(matters), facts, quantities)
    Node.rows.bulk_create([_node(fact, row) for fact in facts for row in nodes[fact.uuid]])
    return set(matters)


def _run_on(matter: Matter, fact: Opening, nodes: Iterable[OpeningNode]) -> None:
    matter.issued_on, matter.opened_on, matter.received_on = fact.issued_on, fact.day, fact.day
    matter.stage = Stage.CLAIMED
    if any(node.passed_on is None for node in nodes):
        matter.plan_on = fact.day
    if fact.ended_on is not None:
        matter.stage, matter.end, matter.ended_on = Stage.ENDED, End.DONE, fact.ended_on


def _rows(model: type[Any], facts: list[Opening]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in model.rows.filter(fact__in=[fact.uuid for fact in facts]).order_by("id"):
        found[row.fact_id].append(row)
    return found


def _count(matters: list[UUID], facts: list[Opening], rows: dict[UUID, list[OpeningQuantity]]) -> None:
    reached = {(fact.matter, row.code): row.value for fact in facts for row in rows[fact.uuid]}
    measures = [one for one in Measure.rows.filter(matter__in=matters) if (one.matter_id, one.code) in reached]
    for measure in measures:
        measure.opened = reached[(measure.matter_id, measure.code)]
    store(measures, ["opened"])


def _node(fact: Opening, row: OpeningNode) -> Node:
    return Node(
        uuid=row.node,
        matter_id=fact.matter,
        title=row.title,
        day=row.planned,
        first_day=row.planned,
        opened_on=row.passed_on,
    )
