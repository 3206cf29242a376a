"""Rulings, closings of a period, and rules that change for everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from luoshi.core.timing import pace
from luoshi.facts.models import Fact
from luoshi.matters.models import (
    Blocker,
    End,
    Line,
    LineRole,
    Matter,
    Node,
    Pending,
    PeriodStep,
    Plan,
    Programme,
    Recall,
    Request,
    Ruling,
    SentBack,
    Stage,
)
from luoshi.matters.projections.claiming import adopt
from luoshi.matters.projections.touched import Touched
from luoshi.matters.storing import store
from luoshi.org.models import SignOff, UnitRevision


def ruled(facts: list[Ruling]) -> Touched:
    Pending.rows.filter(ref__in=[fact.ref for fact in facts]).delete()
    plans = Plan.rows.in_bulk([fact.ref for fact in facts if fact.about == Ruling.About.PLAN])
    for fact in facts:
        matter = Matter.rows.get(uuid=fact.matter)
        if fact.about == Ruling.About.PLAN:
            _plan_ruled(matter, plans[fact.ref], fact)
        if fact.about == Ruling.About.RETURN and not fact.granted:
            matter.stage = Stage.ISSUED if matter.received_on is None else Stage.CLAIMED
            _came_back(matter, fact, SignOff.About.RETURN)
        if fact.granted and fact.end:
            ENDS.get(fact.end, _end)(matter, fact)
        elif fact.granted and fact.new_due is not None:
            give_until(matter, fact.new_due)
            matter.extended += 1
        elif fact.granted and fact.about == Ruling.About.REQUEST:
            _move_nodes(fact)
        matter.save()
    return {fact.matter for fact in facts}


def _plan_ruled(matter: Matter, plan: Plan, fact: Ruling) -> None:
    """Approved, its days hold; sent back, it is owed again, with the days counted anew."""
    if fact.granted:
        adopt(plan)
        matter.plan_approved_on = fact.day
        return
    matter.plan_on, matter.plan_back_on = None, fact.day
    _came_back(matter, fact, SignOff.About.PLAN)


def _came_back(matter: Matter, fact: Ruling, about: str) -> None:
    """What the office refused lies with the unit again, with the reason."""
    SentBack.rows.create(
        ref=fact.ref,
        about=about,
        matter=matter,
        unit=matter.unit,
        since=fact.day,
        by_office=True,
        reason=fact.reason,
    )


def give_until(matter: Matter, due: date | None) -> None:
    """Another due day, for the matter and the line of its lead; the first one stays where it is."""
    matter.due = due
    Line.rows.filter(matter=matter, role=LineRole.LEAD).update(due=due)


def end(matter: Matter, how: str, day: date) -> None:
    """It is over: nothing more is asked of the unit, and nothing of it waits on a desk."""
    matter.stage, matter.end, matter.ended_on = Stage.ENDED, how, day
    Pending.rows.filter(matter=matter).exclude(about=SignOff.About.REPORT).delete()


def _end(matter: Matter, fact: Ruling) -> None:
    end(matter, fact.end, fact.day)
    matter.merged_into = fact.into


def _make_routine(matter: Matter, fact: Ruling) -> None:
    """Kept, and reported from now on by the quarter."""
    matter.end, matter.routine_from = fact.end, fact.day


def _postpone(matter: Matter, fact: Ruling) -> None:
    matter.suspended_until = fact.new_due


ENDS: dict[str, Callable[[Matter, Ruling], None]] = {End.ROUTINE: _make_routine, End.POSTPONED: _postpone}
"""Ends that do not end the matter."""


def _move_nodes(fact: Ruling) -> None:
    """The days that a change moves; a node's first day stays where it is, unless that was the mistake."""
    change = Request.rows.values_list("change", flat=True).get(uuid=fact.ref)
    for node, day in change.get("nodes", {}).items():
        moved = Node.rows.filter(uuid=node, matter=fact.matter)
        moved.filter(first_day=change.get("corrects", {}).get(node)).update(first_day=date.fromisoformat(day))
        moved.update(day=date.fromisoformat(day))


def recalled(facts: list[Recall]) -> Touched:
    """A recalled matter is over without an end: it has no light, and nothing waits for anybody."""
    matters = {fact.matter: fact.day for fact in facts}
    Pending.rows.filter(matter__in=list(matters)).delete()
    SentBack.rows.filter(matter__in=list(matters)).delete()
    for matter in Matter.rows.filter(uuid__in=list(matters)):
        matter.stage, matter.ended_on, matter.recalled_on = Stage.ENDED, matters[matter.uuid], matters[matter.uuid]
        matter.save(update_fields=["stage", "ended_on", "recalled_on"])
    return set(matters)


def period_stepped(facts: list[PeriodStep]) -> Touched:
    """At each closing of the work month: which matters were yellow or red at it, and at the one before it."""
    touched: Touched = set()
    for fact in facts:
        if fact.clock != PeriodStep.Clock.WORK or not fact.closed or _closed_before(fact):
            continue
        live = list(Matter.rows.exclude(stage=Stage.ENDED))
        for matter in live:
            lit = _lit_by_its_own(matter, fact.day)
            matter.yellow_run = [*matter.yellow_run, fact.day.isoformat()] if lit else []
        store(live, ["yellow_run"])
        touched |= {matter.uuid for matter in live}
    return touched


def _closed_before(fact: PeriodStep) -> bool:
    """A period that was reopened and closes again is no second period running."""
    same = PeriodStep.rows.filter(programme=fact.programme, period=fact.period, clock=fact.clock, closed=True)
    return same.filter(at__lt=fact.at).exists()


def _lit_by_its_own(matter: Matter, day: date) -> bool:
    turned = (
        cause[turn]
        for cause in matter.causes
        if cause["code"] not in pace.ANOTHERS
        for turn in ("yellow_from", "red_from")
    )
    return any(turn is not None and turn <= day.isoformat() for turn in turned)


def calendars_changed(facts: list[Programme]) -> Touched:
    live = Matter.rows.exclude(stage=Stage.ENDED).filter(programme__in={fact.code for fact in facts})
    return set(live.values_list("uuid", flat=True))


def rules_changed(facts: list[Fact]) -> Touched:
    return set(Matter.rows.exclude(stage=Stage.ENDED).values_list("uuid", flat=True))


def names_changed(facts: list[UnitRevision]) -> Touched:
    """Causes name the unit that holds a blocker."""
    holders = Blocker.rows.filter(holder__in={fact.unit for fact in facts}, cleared_on=None)
    return set(holders.values_list("matter_id", flat=True))
