"""What a head's signature lets happen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from luoshi.matters.models import Claim, Line, LineRole, Matter, Pending, Plan, Request, Return, Stage
from luoshi.matters.projections.circulating import answers_signed
from luoshi.matters.projections.claiming import adopt, entered, send_back, take, to_the_office
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
    claims = Claim.rows.in_bulk([fact.ref for fact in (*signed, *back)])
    take([claims[fact.ref] for fact in signed])
    send_back(back, claims)
    return {claims[fact.ref].matter for fact in signed}


def _returns_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    asked = Return.rows.in_bulk([fact.ref for fact in (*signed, *back)])
    send_back(back, asked)
    returns = [asked[fact.ref] for fact in signed]
    to_the_office(signed, asked)
    matters = {one.matter for one in returns}
    leads = Line.rows.filter(uuid__in=[one.line for one in returns], role=LineRole.LEAD)
    Matter.rows.filter(uuid__in=leads.values("matter")).update(stage=Stage.OBJECTED)
    return matters


def _plans_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    """Handed in on the day of the signature; it holds from then, or from the office's approval where that is asked."""
    plans = Plan.rows.in_bulk([fact.ref for fact in (*signed, *back)])
    send_back(back, plans)
    for fact in signed:
        plan, matter = plans[fact.ref], Matter.rows.filter(uuid=plans[fact.ref].matter)
        if plan.office_approves:
            matter.update(plan_on=fact.day, plan_entered=_entered(plan))
        else:
            adopt(plan)
            matter.update(plan_on=fact.day, plan_approved_on=fact.day, plan_entered=_entered(plan))
    to_the_office([fact for fact in signed if plans[fact.ref].office_approves], plans)
    return {plans[fact.ref].matter for fact in signed}


def _entered(plan: Plan) -> dict[str, Any]:
    return entered(plan) if plan.on_behalf_of else {}


def _requests_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    asked = Request.rows.in_bulk([fact.ref for fact in (*signed, *back)])
    send_back(back, asked)
    to_the_office(signed, asked)
    return set()


EFFECTS: dict[str, Callable[[list[SignOff], list[SignOff]], Touched]] = {
    SignOff.About.CLAIM: _claims_signed,
    SignOff.About.RETURN: _returns_signed,
    SignOff.About.PLAN: _plans_signed,
    SignOff.About.REPORT: reports_signed,
    SignOff.About.REQUEST: _requests_signed,
    SignOff.About.COMMENT: answers_signed,
}
