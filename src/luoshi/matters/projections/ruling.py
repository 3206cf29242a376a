"""Rulings, closings of a period, and rules that change for everybody."""

from __future__ import annotations

from datetime import date

from luoshi.core.timing import pace
from luoshi.facts.models import Fact
from luoshi.matters.models import (
    Blocker,
    End,
    Matter,
    Pending,
    PeriodStep,
    Plan,
    Programme,
    Recall,
    Ruling,
    SentBack,
    Stage,
)
from luoshi.matters.projections.claiming import adopt
from luoshi.matters.projections.touched import Touched
from luoshi.matters.storing import store
from luoshi.org.models import UnitRevision


def ruled(facts: list[Ruling]) -> Touched:
    Pending.rows.filter(ref__in=[fact.ref for fact in facts]).delete()
    plans = Plan.rows.in_bulk([fact.ref for fact in facts if fact.about == Ruling.About.PLAN])
    for fact in facts:
        matter = Matter.rows.get(uuid=fact.matter)
        if fact.about == Ruling.About.PLAN:
            _plan_ruled(matter, plans[fact.ref], fact)
        if fact.about == Ruling.About.RETURN and not fact.granted:
            matter.stage = Stage.ISSUED if matter.received_on is None else Stage.CLAIMED
        if fact.granted and fact.new_due is not None:
            _postpone(matter, fact)
        elif fact.granted and fact.end:
            matter.stage, matter.end, matter.ended_on = Stage.ENDED, fact.end, fact.day
        matter.save()
    return {fact.matter for fact in facts}


def _plan_ruled(matter: Matter, plan: Plan, fact: Ruling) -> None:
    """Approved, its days hold; sent back, it is owed again, with the days counted anew."""
    if fact.granted:
        adopt(plan)
        matter.plan_approved_on = fact.day
        return
    matter.plan_on, matter.plan_back_on = None, fact.day
    SentBack.rows.create(
        ref=plan.uuid,
        about="plan",
        matter=matter,
        unit=matter.unit,
        since=fact.day,
        by_office=True,
        reason=fact.reason,
    )


def _postpone(matter: Matter, fact: Ruling) -> None:
    if fact.end == End.POSTPONED:
        matter.suspended_until = fact.new_due
    else:
        matter.due = fact.new_due


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
