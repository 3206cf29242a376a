"""How far matters had got by a day: what was ended, planned, put off, sent back or taken anew since is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from luoshi.matters.models import (
    Claim,
    End,
    LineRole,
    Matter,
    MatterLine,
    Plan,
    Return,
    Ruling,
    Stage,
    UpperMove,
    UpperStep,
)
from luoshi.matters.queries.past import as_decided
from luoshi.org.models import SignOff


def as_stood(matters: Sequence[Matter], day: date) -> list[Matter]:
    """These matters as decided by a day, and as far as they had got by then: what a period counts, it counts of
    these, however often it is closed again. Up to eighteen SELECTs, all but four only where something came since."""
    found = as_decided(matters, day)
    for matter in found:
        _open_again(matter, day)
    later = Q(day__gt=day, matter__in=[one.uuid for one in found])
    rulings = list(Ruling.rows.filter(later).values_list("matter", "about", "granted", "end"))
    sent_back = set(UpperStep.rows.filter(later, move=UpperMove.SENT_BACK).values_list("matter", flat=True))
    refused = {matter for matter, about, granted, _end in rulings if about == Ruling.About.PLAN and not granted}
    put_off = {matter for matter, _about, _granted, end in rulings if end == End.POSTPONED}
    of = {one.uuid: one for one in found}
    _hand_in(of, refused, day)
    _rest(of, put_off, day)
    _go_up(of, sent_back, day)
    _come_back(of, {matter for matter, *_ in rulings}, day)
    _receive([one for one in found if one.received_on is not None and one.received_on > day], day)
    return found


def _open_again(matter: Matter, day: date) -> None:
    """An end that came later is none yet."""
    if matter.routine_from is not None and matter.routine_from > day:
        matter.routine_from = None
        matter.end = "" if matter.end == End.ROUTINE else matter.end
    if matter.ended_on is not None and matter.ended_on > day:
        matter.end, matter.ended_on, matter.merged_into = End.ROUTINE if matter.routine_from else "", None, None
        matter.stage = Stage.CLAIMED


def _hand_in(of: dict[UUID, Matter], refused: Collection[UUID], day: date) -> None:
    """A plan that the office sent back afterwards was handed in all the same."""
    if not refused:
        return
    plans = dict(Plan.rows.filter(matter__in=refused).values_list("uuid", "matter"))
    steps: list[tuple[datetime, UUID, date | None]] = [(at, plans[ref], on) for ref, at, on in _signed(plans, day)]
    back = Ruling.rows.filter(ref__in=list(plans), granted=False, day__lte=day)
    steps += [(at, matter, None) for at, matter in back.values_list("at", "matter")]
    for _at, matter, on in sorted(steps, key=lambda one: one[0]):
        of[matter].plan_on = on


def _signed(refs: Iterable[UUID], day: date) -> list[tuple[UUID, datetime, date]]:
    signed = SignOff.rows.filter(ref__in=list(refs), decision=SignOff.Decision.SIGNED, day__lte=day)
    return list(signed.values_list("ref", "at", "day"))


def _rest(of: dict[UUID, Matter], put_off: Collection[UUID], day: date) -> None:
    for matter in put_off:
        of[matter].suspended_until = None
    known = Ruling.rows.filter(matter__in=put_off, end=End.POSTPONED, granted=True, day__lte=day).order_by("at")
    for one in known if put_off else ():
        of[one.matter].suspended_until = one.new_due


def _go_up(of: dict[UUID, Matter], sent_back: Collection[UUID], day: date) -> None:
    """What the upper level sent back afterwards lay with it."""
    for matter in sent_back:
        of[matter].reported_up_on = None
    for one in UpperStep.rows.filter(matter__in=sent_back, day__lte=day).order_by("at") if sent_back else ():
        of[one.matter].reported_up_on = one.on if one.move == UpperMove.REPORTED_UP else None


def _come_back(of: dict[UUID, Matter], ruled: Collection[UUID], day: date) -> None:
    """Lay it with the office, sent back by its unit? What was ruled on since still did."""
    asked = {*ruled, *(uuid for uuid, one in of.items() if one.stage == Stage.OBJECTED)}
    returns = list(Return.rows.filter(matter__in=asked)) if asked else []
    if not returns:
        return
    refs = [one.uuid for one in returns]
    leads = set(MatterLine.rows.filter(line__in=[one.line for one in returns], role=LineRole.LEAD).values_list("line"))
    over = set(Ruling.rows.filter(ref__in=refs, day__lte=day).values_list("ref", flat=True))
    signed = {ref for ref, _at, _day in _signed(refs, day)} - over
    for one in returns:
        if of[one.matter].stage == Stage.OBJECTED:
            of[one.matter].stage = Stage.CLAIMED
    for one in returns:
        if one.uuid in signed and (one.line,) in leads:
            of[one.matter].stage = Stage.OBJECTED


def _receive(matters: Sequence[Matter], day: date) -> None:
    """Another unit took it on later: who had it then had received it before."""
    of = {one.uuid: one for one in matters}
    if not of:
        return
    leads = MatterLine.rows.filter(fact__matter__in=list(of), fact__day__lte=day, role=LineRole.LEAD)
    lines = dict(leads.values_list("line", "fact__matter"))
    claims = list(Claim.rows.filter(line__in=list(lines), day__lte=day).order_by("at"))
    silent = {one.uuid for one in claims if one.how == Claim.How.SILENCE}
    taken = silent | {ref for ref, _at, _day in _signed([one.uuid for one in claims], day)}
    first: dict[UUID, date] = {}
    for one in claims:
        if one.uuid in taken:
            first.setdefault(one.line, one.day)
    known: defaultdict[UUID, list[date]] = defaultdict(list)
    for line, on in first.items():
        known[lines[line]].append(on)
    for uuid, matter in of.items():
        opened = [matter.opened_on] if matter.opened_on is not None and matter.opened_on <= day else []
        matter.received_on = max([*known[uuid], *opened], default=None)
