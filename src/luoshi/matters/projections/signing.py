"""What a head's signature lets happen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from luoshi.matters.models import Claim, Line, LineRole, Matter, Pending, Plan, Request, Return, Stage
from luoshi.matters.projections.circulating import answers_signed
from luoshi.matters.projections.claiming import adopt, take, to_the_office
from luoshi.matters.projections.reporting import reports_signed
from luoshi.matters.projections.touched import Touched
from luoshi.org.models import SignOff


def signed(facts: list[SignOff]) -> Touched:
    touched: Touched = set()
    for about, some in groupby(facts, key=lambda fact: fact.about):
        group = list(some)
        Pending.rows.filter(ref__in=[fact.ref for fact in group]).delete()
        signed = [fact for fact in group if fact.decision == SignOff.Decision.SIGNED]
        touched |= EFFECTS[about](signed, [fact for fact in group if fact not in signed])
    return touched


def _claims_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    claims = Claim.rows.in_bulk([fact.ref for fact in signed])
    take(list(claims.values()))
    return {claim.matter for claim in claims.values()}


def _returns_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    returns = Return.rows.in_bulk([fact.ref for fact in signed])
    to_the_office(signed, returns)
    matters = {one.matter for one in returns.values()}
    leads = Line.rows.filter(uuid__in=[one.line for one in returns.values()], role=LineRole.LEAD)
    Matter.rows.filter(uuid__in=leads.values("matter")).update(stage=Stage.OBJECTED)
    return matters


def _plans_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    plans = Plan.rows.in_bulk([fact.ref for fact in signed])
    for fact in signed:
        adopt(plans[fact.ref], fact.day)
    return {plan.matter for plan in plans.values()}


def _requests_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    to_the_office(signed, Request.rows.in_bulk([fact.ref for fact in signed]))
    return set()


EFFECTS: dict[str, Callable[[list[SignOff], list[SignOff]], Touched]] = {
    SignOff.About.CLAIM: _claims_signed,
    SignOff.About.RETURN: _returns_signed,
    SignOff.About.PLAN: _plans_signed,
    SignOff.About.REPORT: reports_signed,
    SignOff.About.REQUEST: _requests_signed,
    SignOff.About.COMMENT: answers_signed,
}
