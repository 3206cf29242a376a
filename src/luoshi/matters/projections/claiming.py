"""What units answer to what they were given: claims, plans, returns, requests; and whose desk they lie on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from luoshi.matters import goals
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
    SentBack,
    Stage,
    StageGoal,
)
from luoshi.matters.projections.runs import distinct
from luoshi.matters.projections.touched import Touched
from luoshi.matters.storing import store
from luoshi.org.models import SignOff


def claimed(facts: list[Claim]) -> Touched:
    silent = {fact.uuid for fact in facts if fact.how == Claim.How.SILENCE}
    for run in distinct(facts, lambda fact: fact.line):
        _replace([fact for fact in run if fact.uuid not in silent])
        wait(run, "claim", silent)
        _too_late([fact for fact in run if fact.uuid in silent])
        take([fact for fact in run if fact.uuid in silent])
    return {fact.matter for fact in facts if fact.uuid in silent}


def _replace(claims: list[Claim]) -> None:
    """A claim written again takes the place of the one that still waits for its signature."""
    lines = [claim.line for claim in claims]
    waiting = Pending.rows.filter(about="claim", matter__in=[claim.matter for claim in claims]).values("ref")
    older = Claim.rows.filter(uuid__in=waiting, line__in=lines).values_list("uuid", flat=True)
    Pending.rows.filter(ref__in=list(older)).delete()


def _too_late(silent: list[Claim]) -> None:
    """A return that no head has signed goes with the silence that took the line; an unsigned claim may yet fill in."""
    lines = Line.rows.filter(uuid__in=[claim.line for claim in silent])
    for line in lines if silent else ():
        Pending.rows.filter(matter=line.matter_id, unit=line.unit, about="return", desk=Desk.HEAD).delete()


def take(claims: list[Claim]) -> None:
    """The line is the unit's from the claim's day; a claim that only completes one changes no day."""
    lines = Line.rows.select_related("matter").in_bulk([claim.line for claim in claims])
    goals_of = _goals_of(claims)
    matters = []
    for claim in claims:
        line = lines[claim.line]
        mine = goals_of.get(claim.uuid, [])
        line.claim, line.bound = claim.uuid, _bound(claim, mine)
        line.lacks = _lacks(claim, line, {goal.quarter for goal in mine})
        if line.claimed_on is None:
            line.claimed_on, line.claimed_by_silence = claim.day, claim.how == Claim.How.SILENCE
            if line.role == LineRole.LEAD:
                line.matter.stage, line.matter.received_on = Stage.CLAIMED, claim.day
                matters.append(line.matter)
    _settle(lines.values())
    store(lines.values(), ["claimed_on", "claimed_by_silence", "claim", "bound", "lacks"])
    store(matters, ["stage", "received_on"])


def _settle(lines: Iterable[Line]) -> None:
    """What came back of a line is settled once it is claimed, by word or by silence."""
    taken = {(line.matter_id, line.unit) for line in lines}
    back = SentBack.rows.filter(about__in=("claim", "return"), matter__in=[matter for matter, _unit in taken])
    over = [one.ref for one in back if (one.matter_id, one.unit) in taken]
    if over:
        SentBack.rows.filter(ref__in=over).delete()


def _goals_of(claims: list[Claim]) -> dict[UUID, list[StageGoal]]:
    found: dict[UUID, list[StageGoal]] = {}
    for goal in StageGoal.rows.filter(fact__in=[claim.uuid for claim in claims]).order_by("quarter", "id"):
        found.setdefault(goal.fact_id, []).append(goal)
    return found


def _bound(claim: Claim, named: list[StageGoal]) -> dict[str, Any]:
    if claim.how == Claim.How.SILENCE:
        return {}
    goals_said = [[goal.quarter, goal.words, None if goal.value is None else f"{goal.value:f}"] for goal in named]
    return entered(claim) | {
        "leader_in_charge": claim.leader_in_charge,
        "section": claim.section,
        "contact": str(claim.contact) if claim.contact else None,
        "goals": goals_said,
    }


def entered(fact: Any) -> dict[str, Any]:
    """Who wrote a fact down, for whom, and the paper behind it."""
    return {
        "by": str(fact.by),
        "on_behalf_of": str(fact.on_behalf_of) if fact.on_behalf_of else None,
        "paper": fact.paper,
    }


def _lacks(claim: Claim, line: Line, quarters: set[str]) -> list[str]:
    wanted = goals.goals_wanted(line, line.claimed_on or claim.day)
    return goals.open_points(line, claim.leader_in_charge, claim.section, claim.contact is not None, wanted, quarters)


def wait(facts: Sequence[Any], about: str, settled: set[UUID] = frozenset()) -> None:  # type: ignore[assignment]
    """What a unit wrote waits for its head's signature."""
    waiting = [fact for fact in facts if fact.uuid not in settled]
    units = dict(Line.rows.filter(uuid__in=[fact.line for fact in waiting]).values_list("uuid", "unit"))
    answered = SentBack.rows.filter(about=about, matter__in=[fact.matter for fact in facts])
    answered.filter(unit__in=set(units.values())).delete()
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


def send_back(facts: Sequence[SignOff], asked: dict[UUID, Any]) -> None:
    """What a head did not sign lies with the unit's reporter again, with the reason."""
    SentBack.rows.bulk_create(
        [
            SentBack(
                ref=fact.ref,
                about=fact.about,
                matter_id=asked[fact.ref].matter,
                unit=fact.unit,
                since=fact.day,
                reason=fact.reason,
            )
            for fact in facts
            if fact.ref in asked
        ]
    )


def adopt(plan: Plan) -> None:
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
