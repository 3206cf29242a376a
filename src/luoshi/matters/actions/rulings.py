"""Requests of a unit, and the office's rulings on them: extensions and all the kinds of end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.families import children_along
from luoshi.matters.actions.papers import paper_of
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.revising import next_revision, whole
from luoshi.matters.actions.signing import sign_if_head
from luoshi.matters.models import (
    End,
    Line,
    LineRole,
    Matter,
    Request,
    Return,
    Ruling,
    Stage,
)
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import SignOff


def request(
    by: By, matter: UUID, asks: str, reason: str, *, end: str = "", new_due: date | None = None, paper: str = ""
) -> UUID:
    """A unit asks for more time or for an end. It leaves the unit when its head has signed it."""
    with transaction.atomic():
        line = Line.rows.select_related("matter").get(matter=matter, role=LineRole.LEAD)
        permissions.require(by, "claim", line.unit)
        faults = []
        if line.matter.stage == Stage.ENDED:
            faults.append(Fault("这项已经了结", "不用再申请"))
        if not one_line(reason):
            faults.append(Fault("没有写理由", "写明原因和已经做了什么", "理由"))
        if asks == Request.Asks.EXTENSION and (new_due is None or (line.matter.due and new_due <= line.matter.due)):
            faults.append(Fault("没有写延到哪天，或比原时限还早", "写一个晚于原时限的日子", "延期至"))
        if asks == Request.Asks.END and end not in End.values:
            faults.append(Fault("没有选怎样了结", "选办结、转常态、跨年结转、并入、撤销或暂缓", "了结方式"))
        if faults:
            raise BadInput.of(faults)
        fact = Request(
            matter=matter,
            line=line.uuid,
            asks=asks,
            end=end,
            new_due=new_due,
            reason=said(reason, 300, "理由"),
            paper=paper_of(paper),
            **by.speaking_for(line.unit).stamp(),
        )
        record(by, [fact])
        sign_if_head(by, SignOff.About.REQUEST, [(fact.uuid, line.unit)])
    return fact.uuid


def rule_request(by: By, ref: UUID, granted: bool, reason: str = "") -> None:
    """Decides on a signed request: the end, or the new day, takes effect with the ruling."""
    permissions.require(by, "rule")
    with transaction.atomic():
        asked = Request.rows.get(uuid=ref)
        if Ruling.rows.filter(ref=ref).exists():
            raise BadInput(Fault("这份申请已经批过了", "刷新页面"))
        if not granted and not one_line(reason):
            raise BadInput(Fault("不同意要写理由", "写明为什么", "理由"))
        ruling = _ruling(by, asked.matter, Ruling.About.REQUEST, ref, granted, reason, asked.end, asked.new_due)
        along = children_along([asked.matter], asked.end) if granted and asked.end else []
        record(by, [ruling, *(_end(by, child, asked.end, asked.reason) for child in along)])


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
            _give(by, sent.matter, new_unit, reason)


def _give(by: By, matter: UUID, unit: UUID, reason: str) -> None:
    """The matter's next revision, with another lead unit."""
    state = whole(matter)
    lines = [
        replace(one, line=new_uuid(), unit=unit) if one.role == LineRole.LEAD else one
        for one in state.lines
        if one.role == LineRole.LEAD or one.unit != unit
    ]
    fact, parts = next_revision(by, state.but(lines=lines, unit=unit), reason)
    record(by, [fact], parts)


def end_matter(by: By, matters: Sequence[UUID], end: str, reason: str) -> None:
    """Ends matters without a request: done, made routine, carried over, merged, withdrawn. With a reason."""
    permissions.require(by, "rule")
    with transaction.atomic():
        faults = [] if one_line(reason) else [Fault("没有写依据", "写明凭什么了结", "依据")]
        if end not in End.values or end == End.POSTPONED:
            faults.append(Fault("没有选怎样了结", "选办结、转常态、跨年结转、并入或撤销", "了结方式"))
        for matter in Matter.rows.filter(uuid__in=matters, stage=Stage.ENDED):
            faults.append(Fault("已经了结", "刷新页面", matter.number))
        if faults:
            raise BadInput.of(faults)
        record(by, [_end(by, matter, end, reason) for matter in (*matters, *children_along(matters, end))])


def _end(by: By, matter: UUID, end: str, reason: str) -> Ruling:
    return _ruling(by, matter, Ruling.About.MATTER, matter, True, reason, end)


def _ruling(
    by: By,
    matter: UUID,
    about: str,
    ref: UUID,
    granted: bool,
    reason: str,
    end: str = "",
    new_due: date | None = None,
) -> Ruling:
    return Ruling(
        matter=matter,
        about=about,
        ref=ref,
        granted=granted,
        end=end,
        new_due=new_due,
        reason=said(reason, 300, "理由"),
        **by.stamp(),
    )
