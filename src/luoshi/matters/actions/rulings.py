"""Rulings: on what units send back and ask for, and on the end of a matter, by whoever gave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.asking import Ending, ending_faults
from luoshi.matters.actions.carrying import carry_over
from luoshi.matters.actions.families import children_along
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.revising import next_revision, whole
from luoshi.matters.models import End, LineRole, Matter, OriginLevel, Request, Return, Ruling, Stage
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory

NO_END = Ending()


def rule_request(by: By, ref: UUID, granted: bool, reason: str = "", *, paper: str = "") -> None:
    """Decides on a signed request, as who gave the task or with her word: what was asked takes effect with it.

    Raises NotAllowed for anybody else, BadInput where it is decided already or cannot be granted.
    """
    with transaction.atomic():
        asked = Request.rows.filter(uuid=ref).first()
        if asked is None:
            raise BadInput(Fault("没有这份申请", "刷新页面"))
        matter = Matter.rows.select_for_update().get(uuid=asked.matter)
        by = as_giver(by, matter, reason, paper)
        if Ruling.rows.filter(ref=ref).exists():
            raise BadInput(Fault("这份申请已经批过了", "刷新页面"))
        if not granted and not one_line(reason):
            raise BadInput(Fault("不同意要写理由", "写明为什么", "理由"))
        ending = Ending(asked.end, asked.new_due, asked.into)
        if granted and asked.asks == Request.Asks.END:
            _must_end(by, matter, ending)
        ruling = _ruling(by, asked.matter, Ruling.About.REQUEST, ref, granted, reason, ending, paper)
        along = children_along([asked.matter], asked.end) if granted and asked.end else []
        record(by, [ruling, *(_end(by, child, ending, asked.reason) for child in along)])
        if granted:
            _follow(by, matter, asked, reason, along)


def _follow(by: By, matter: Matter, asked: Request, reason: str, along: Sequence[UUID]) -> None:
    """What a granted request brings with it: the next revision, or the next year's slice."""
    if asked.end == End.CARRIED and asked.new_due:
        carry_over(by, matter, asked.new_due, along)
    if asked.asks != Request.Asks.CHANGE:
        return
    changes: dict[str, object] = {}
    if asked.change.get("unit"):
        changes["unit"] = UUID(asked.change["unit"])
    if asked.change.get("title"):
        changes["title"] = asked.change["title"]
    targets = {code: Decimal(value) for code, value in asked.change.get("measures", {}).items()}
    if changes or targets:
        revise(by, matter.uuid, reason or asked.reason, measures=targets, **changes)


def rule_return(by: By, ref: UUID, granted: bool, reason: str = "", new_unit: UUID | None = None) -> None:
    """Decides on a line sent back: the matter stays with the unit, or goes to another one."""
    permissions.require(by, "rule")
    with transaction.atomic():
        sent = Return.rows.get(uuid=ref)
        if Ruling.rows.filter(ref=ref).exists():
            raise BadInput(Fault("这次退回已经裁定过了", "刷新页面"))
        if granted and (new_unit is None or new_unit not in directory(by.day).units):
            raise BadInput(Fault("没有选改由谁牵头", "从名册里选一个单位", "牵头单位"))
        if not granted and not one_line(reason):
            raise BadInput(Fault("不同意退回要写理由", "写明职责依据", "理由"))
        record(by, [_ruling(by, sent.matter, Ruling.About.RETURN, ref, granted, reason)])
        if granted and new_unit:
            revise(by, sent.matter, reason, unit=new_unit)


def revise(by: By, matter: UUID, reason: str, *, measures: Mapping[str, Decimal] | None = None, **changes: Any) -> None:
    """Records the next revision of a matter: columns that change, and new targets by the measure's code."""
    state = whole(matter)
    unit, targets = changes.get("unit", state.last.unit), measures or {}
    due = state.columns["due"]
    lines = [
        replace(one, unit=unit, due=due, line=one.line if one.unit == unit else new_uuid())
        if one.role == LineRole.LEAD
        else one
        for one in state.lines
        if one.role == LineRole.LEAD or one.unit != unit
    ]
    kept = tuple(row | ({"value": targets[row["code"]]} if row["code"] in targets else {}) for row in state.measures)
    fact, parts = next_revision(by, replace(state.but(lines=lines, **changes), measures=kept), reason)
    record(by, [fact], parts)


def end_matter(
    by: By,
    matters: Sequence[UUID],
    end: str,
    reason: str,
    *,
    day: date | None = None,
    into: UUID | None = None,
    paper: str = "",
) -> None:
    """Ends matters without a request, as who gave them or with her word. With a reason."""
    with transaction.atomic():
        if not one_line(reason):
            raise BadInput(Fault("没有写依据", "写明凭什么了结", "依据"))
        for matter in Matter.rows.select_for_update().filter(uuid__in=matters).order_by("number"):
            giver = as_giver(by, matter, reason, paper)
            ending = Ending(end, day, into)
            _must_end(by, matter, ending)
            along = children_along([matter.uuid], end)
            record(giver, [_end(giver, one, ending, reason, paper) for one in (matter.uuid, *along)])
            if end == End.CARRIED and day:
                carry_over(giver, matter, day, along)


def _end(by: By, matter: UUID, ending: Ending, reason: str, paper: str = "") -> Ruling:
    return _ruling(by, matter, Ruling.About.MATTER, matter, True, reason, ending, paper)


def _must_end(by: By, matter: Matter, ending: Ending) -> None:
    """Raises where a matter cannot end so: only the level that gave a task strikes it off."""
    faults = list(ending_faults(matter, ending, by.day))
    if matter.stage == Stage.ENDED:
        faults.append(Fault("已经了结", "刷新页面", matter.number))
    if ending.how == End.DONE and matter.origin_level != OriginLevel.COUNTY:
        level = matter.get_origin_level_display()
        faults.append(Fault(f"{level}级交办的，由{level}级销号", "先登记上报，等上级销号后登记销号", matter.number))
    if faults:
        raise BadInput.of(faults)


def as_giver(by: By, matter: Matter, reason: str, paper: str = "") -> By:
    """The actor as who decides on this matter; whoever only enters the decision says on what word it rests."""
    giver = permissions.deciding(by, matter.decider)
    entered = giver.on_behalf_of is not None and giver.mandate is None
    if entered and not one_line(reason) and not paper:
        raise BadInput(Fault("代录领导的批复，没有写依据", "写明哪天、怎样批的，或附上批件", "依据"))
    return giver


def _ruling(
    by: By,
    matter: UUID,
    about: str,
    ref: UUID,
    granted: bool,
    reason: str,
    ending: Ending = NO_END,
    paper: str = "",
) -> Ruling:
    return Ruling(
        matter=matter,
        about=about,
        ref=ref,
        granted=granted,
        end=ending.how,
        new_due=ending.day,
        into=ending.into,
        reason=said(reason, 300, "理由"),
        paper=paper,
        **by.stamp(),
    )
