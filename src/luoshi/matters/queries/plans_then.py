"""Nodes and quantities as they had been decided by a day, with the mistakes put right that were recorded as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from luoshi.matters.models import (
    Filing,
    MatterMeasure,
    MatterRevision,
    Measure,
    Node,
    Opening,
    OpeningNode,
    Plan,
    PlanNode,
    ReportNode,
    Request,
    Ruling,
)
from luoshi.matters.queries.past import revisions_on
from luoshi.org.models import SignOff

COPIED = ("name", "op", "value", "unit_of_measure", "measure_kind", "direction", "path")


def measures_on(matters: Collection[UUID], day: date) -> list[Measure]:
    """The quantities of these matters with the targets decided by a day: what was set higher or lower since is left
    out, a target that had been entered wrongly is what it should have been. Up to six SELECTs."""
    found = list(Measure.rows.filter(matter__in=matters).order_by("matter", "id"))
    later = Q(day__gt=day, matter__in=matters)
    changed = set(MatterRevision.rows.filter(later).values_list("matter", flat=True))
    if not changed:
        return found
    facts = {one.uuid: one.matter for one in revisions_on(day, changed).values()}
    rows = {(facts[row.fact_id], row.code): row for row in MatterMeasure.rows.filter(fact__in=list(facts))}
    then = [one for one in found if one.matter_id not in changed or (one.matter_id, one.code) in rows]
    for measure in then:
        row = rows.get((measure.matter_id, measure.code))
        for column in COPIED if row is not None else ():
            setattr(measure, column, getattr(row, column))
    _put_right({(one.matter_id, one.code): one for one in then}, later & Q(matter__in=changed))
    return then


def _put_right(measures: dict[tuple[UUID, str], Measure], later: Q) -> None:
    """A correction replaces the wrong target wherever that one stood."""
    for request in _granted_changes(Ruling.rows.filter(later), corrects=True):
        for code, value in request.change.get("measures", {}).items():
            measure, wrong = measures.get((request.matter, code)), request.change["corrects"].get(code)
            if measure is not None and wrong is not None and measure.value == Decimal(wrong):
                measure.value = Decimal(value)


def _granted_changes(rulings: Any, *, corrects: bool = False) -> list[Request]:
    """The requests for a change that some rulings granted, in the order in which they were. Two SELECTs."""
    granted = rulings.filter(about=Ruling.About.REQUEST, granted=True, end="", new_due=None)
    refs = list(granted.order_by("at", "uuid").values_list("ref", flat=True))
    wanted = {"change__has_key": "corrects"} if corrects else {}
    asked = Request.rows.filter(uuid__in=refs, asks=Request.Asks.CHANGE, **wanted).in_bulk() if refs else {}
    return [asked[ref] for ref in refs if ref in asked]


@dataclass(frozen=True, slots=True)
class _Planned:
    title: str
    day: date
    weight: int = 1
    passed_on: date | None = None
    """Where it had been passed before its matter was taken over."""


_Step = tuple[datetime, int, "Plan | Request"]


def nodes_on(matters: Collection[UUID], day: date, closed: datetime | None = None) -> list[Node]:
    """The nodes of these matters with the days decided by a day, in order: one that was moved since has its old day.

    A plan speaks for itself, whatever days it names, until the period is closed: or a plan handed in late would be
    asked for nothing. `closed`: when that was first done; none: it is not. Up to seventeen SELECTs, all but five only
    where something came since.
    """
    changed = _replanned(matters, day, closed)
    found = list(Node.rows.filter(matter__in=matters))
    if changed:
        known = {one.uuid: one for one in found}
        found = [one for one in found if one.matter_id not in changed]
        found += _passed(_planned(changed, day, closed), known)
    return sorted(found, key=lambda one: (one.day, one.uuid))


def _replanned(matters: Collection[UUID], day: date, closed: datetime | None) -> set[UUID]:
    """Those of which a node was moved after a day, or a plan adopted after the closing."""
    granted = Ruling.rows.filter(matter__in=matters, granted=True)
    moved = {one.matter for one in _granted_changes(granted.filter(day__gt=day)) if "nodes" in one.change}
    if closed is None:
        return moved
    adopted = set(granted.filter(about=Ruling.About.PLAN, at__gt=closed).values_list("matter", flat=True))
    signed = SignOff.rows.filter(about=SignOff.About.PLAN, decision=SignOff.Decision.SIGNED, at__gt=closed)
    at_once = Plan.rows.filter(matter__in=matters, office_approves=False, uuid__in=signed.values("ref"))
    return adopted | moved | set(at_once.values_list("matter", flat=True))


def _planned(matters: Collection[UUID], day: date, closed: datetime | None) -> dict[UUID, dict[UUID, _Planned]]:
    """Matter → its nodes as plans and changes had left them."""
    known: dict[UUID, dict[UUID, _Planned]] = defaultdict(dict)
    for row in OpeningNode.rows.filter(fact__in=Opening.rows.filter(matter__in=matters)).select_related("fact"):
        known[row.fact.matter][row.node] = _Planned(row.title, row.planned, passed_on=row.passed_on)
    adopted = _adopted(matters, closed)
    rows: dict[UUID, list[PlanNode]] = defaultdict(list)
    for planned in PlanNode.rows.filter(fact__in=[plan.uuid for _at, _order, plan in adopted]).order_by("id"):
        rows[planned.fact_id].append(planned)
    rulings = Ruling.rows.filter(matter__in=matters)
    moves = _moves(rulings.filter(day__lte=day))
    for _at, _order, step in sorted([*adopted, *moves], key=lambda one: one[:2]):
        if isinstance(step, Plan):
            kept = {node: one for node, one in known[step.matter].items() if one.passed_on}
            known[step.matter] = {row.node: _Planned(row.title, row.day, row.weight) for row in rows[step.uuid]} | kept
        else:
            _move(known[step.matter], step)
    for request in _granted_changes(rulings.filter(day__gt=day), corrects=True):
        _move(known[request.matter], request, request.change["corrects"])
    return known


def _adopted(matters: Collection[UUID], closed: datetime | None) -> list[_Step]:
    """Plans that held from a head's signature, or from the office's approval where that was asked."""
    plans = Plan.rows.filter(matter__in=matters).in_bulk()
    by_then = Q() if closed is None else Q(at__lte=closed)
    signed = SignOff.rows.filter(by_then, ref__in=list(plans), decision=SignOff.Decision.SIGNED)
    approved = Ruling.rows.filter(by_then, ref__in=list(plans), granted=True)
    return [
        *((at, 0, plans[ref]) for ref, at in signed.values_list("ref", "at") if not plans[ref].office_approves),
        *((at, 0, plans[ref]) for ref, at in approved.values_list("ref", "at")),
    ]


def _moves(rulings: Any) -> list[_Step]:
    at = dict(rulings.values_list("ref", "at"))
    return [(at[one.uuid], 1, one) for one in _granted_changes(rulings)]


def _move(planned: dict[UUID, _Planned], request: Request, wrong: dict[str, str] | None = None) -> None:
    """`wrong`: only where a node has the day that was entered wrongly."""
    for node, text in request.change.get("nodes", {}).items():
        one = planned.get(UUID(node))
        if one is not None and (wrong is None or wrong.get(node) == one.day.isoformat()):
            planned[UUID(node)] = replace(one, day=date.fromisoformat(text))


def _passed(planned: dict[UUID, dict[UUID, _Planned]], known: dict[UUID, Node]) -> list[Node]:
    """As nodes: passed as the reports that stand say, also of those that a later plan has left out."""
    gone = [node for some in planned.values() for node in some if node not in known]
    said = _said(gone)
    return [
        Node(
            uuid=node,
            matter_id=matter,
            title=one.title,
            day=one.day,
            first_day=one.day,
            weight=one.weight,
            passed_on=known[node].passed_on if node in known else one.passed_on or said.get(node),
        )
        for matter, some in planned.items()
        for node, one in some.items()
    ]


def _said(nodes: Iterable[UUID]) -> dict[UUID, date]:
    rows = ReportNode.rows.filter(node__in=list(nodes)).values_list("fact", "node")
    reports = list(rows)
    standing = Filing.rows.filter(report__in=[report for report, _node in reports], newest=True, stands=True)
    filed = dict(standing.values_list("report", "filed_on"))
    found: dict[UUID, date] = {}
    for report, node in reports:
        if report in filed:
            found[node] = min(found.get(node, filed[report]), filed[report])
    return found
