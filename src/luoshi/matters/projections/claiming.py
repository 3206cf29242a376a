"""What units answer to what they were given: claims, plans, returns, requests; and whose desk they lie on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.matters.models import (
    Claim,
    Desk,
    Line,
    LineRole,
    Matter,
    Node,
    Pending,
    Plan,
    PlanNode,
    Request,
    Return,
    Stage,
)
from luoshi.matters.projections.touched import Touched
from luoshi.matters.storing import store
from luoshi.org.models import SignOff


def claimed(facts: list[Claim]) -> Touched:
    silent = [fact for fact in facts if fact.how == Claim.How.SILENCE]
    wait(facts, "claim", {fact.uuid for fact in silent})
    take(silent)
    return {fact.matter for fact in silent}


def take(claims: list[Claim]) -> None:
    lines = Line.rows.select_related("matter").in_bulk([claim.line for claim in claims])
    matters = []
    for claim in claims:
        line = lines[claim.line]
        line.claimed_on, line.claimed_by_silence = claim.day, claim.how == Claim.How.SILENCE
        if line.role == LineRole.LEAD:
            line.matter.stage, line.matter.received_on = Stage.CLAIMED, claim.day
            matters.append(line.matter)
    store(lines.values(), ["claimed_on", "claimed_by_silence"])
    store(matters, ["stage", "received_on"])


def wait(facts: Sequence[Any], about: str, settled: set[UUID] = frozenset()) -> None:  # type: ignore[assignment]
    """What a unit wrote waits for its head's signature."""
    waiting = [fact for fact in facts if fact.uuid not in settled]
    units = dict(Line.rows.filter(uuid__in=[fact.line for fact in waiting]).values_list("uuid", "unit"))
    Pending.rows.bulk_create(
        [
            Pending(
                ref=fact.uuid,
                about=about,
                desk=Desk.HEAD,
                matter_id=fact.matter,
                unit=units[fact.line],
                since=fact.day,
                period=getattr(fact, "period", ""),
                words=_words(fact),
            )
            for fact in waiting
        ]
    )


def _words(fact: Any) -> str:
    if getattr(fact, "no_change", None):
        return f"无变化，因为{fact.no_change}"
    return str(getattr(fact, "words", "") or getattr(fact, "reason", ""))


def returned(facts: list[Return]) -> Touched:
    wait(facts, "return")
    return set()


def planned(facts: list[Plan]) -> Touched:
    wait(facts, "plan")
    return set()


def requested(facts: list[Request]) -> Touched:
    wait(facts, "request")
    return set()


def to_the_office(signed: list[SignOff], asked: dict[UUID, Any]) -> None:
    """What a unit's head has signed waits for a ruling: a request, of whoever gave the task; else the office's."""
    matters = [one.matter for one in asked.values() if isinstance(one, Request)]
    givers = dict(Matter.rows.filter(uuid__in=matters).values_list("uuid", "decider"))
    Pending.rows.bulk_create(
        [
            Pending(
                ref=fact.ref,
                about=fact.about,
                desk=Desk.LEADER if givers.get(asked[fact.ref].matter) else Desk.OFFICE,
                decider=givers.get(asked[fact.ref].matter),
                matter_id=asked[fact.ref].matter,
                unit=fact.unit,
                since=fact.day,
                words=_words(asked[fact.ref]),
            )
            for fact in signed
        ]
    )


def adopt(plan: Plan, day: date) -> None:
    """The plan becomes the matter's nodes; one that stays keeps its first day, one passed before keeps its place."""
    known = Node.rows.filter(matter=plan.matter)
    first_days = dict(known.values_list("uuid", "first_day"))
    kept = set(known.exclude(opened_on=None).values_list("uuid", flat=True))
    known.exclude(uuid__in=kept).delete()
    Node.rows.bulk_create(
        [
            Node(
                uuid=row.node,
                matter_id=plan.matter,
                title=row.title,
                day=row.day,
                first_day=first_days.get(row.node, row.day),
                weight=row.weight,
            )
            for row in PlanNode.rows.filter(fact=plan).order_by("day", "id")
            if row.node not in kept
        ]
    )
    Matter.rows.filter(uuid=plan.matter, plan_on=None).update(plan_on=day)
