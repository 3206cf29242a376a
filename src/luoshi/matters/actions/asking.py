"""What a unit asks of whoever gave it a task: more time, a change, or one of the ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions.papers import paper_of
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.signing import sign_if_head
from luoshi.matters.limits import asked_in_time
from luoshi.matters.models import End, Line, LineRole, Matter, Measure, Node, Pending, Request, Stage
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import SignOff


@dataclass(frozen=True, slots=True)
class Change:
    """What a unit wants changed of a matter; what is empty stays."""

    unit: UUID | None = None
    title: str = ""
    measures: tuple[tuple[str, Decimal], ...] = ()
    nodes: tuple[tuple[UUID, date], ...] = ()
    """Nodes with their new days."""
    corrects: bool = False
    """Targets and days had been entered wrongly: they count as if they had been right from the beginning."""

    def as_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "unit": str(self.unit) if self.unit else "",
            "title": one_line(self.title),
            "measures": {code: str(value) for code, value in self.measures},
            "nodes": {str(node): day.isoformat() for node, day in self.nodes},
        }
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Ending:
    """One of the ends, with what that one needs: the day until which it is postponed, the matter it is merged into,
    the due day of next year's slice."""

    how: str = ""
    day: date | None = None
    into: UUID | None = None


@dataclass(slots=True)
class _Asked:
    matter: Matter
    asks: str
    ending: Ending
    change: Change = field(default_factory=Change)


def request(
    by: By,
    matter: UUID,
    asks: str,
    reason: str,
    *,
    end: str = "",
    new_due: date | None = None,
    into: UUID | None = None,
    change: Change | None = None,
    paper: str = "",
) -> UUID:
    """A unit asks for more time, a change or an end. It leaves the unit when its head has signed it.

    An extension asked for late, or a second one, is possible; the fact says so. Raises BadInput for what is missing.
    """
    with transaction.atomic():
        line = Line.rows.select_related("matter").get(matter=matter, role=LineRole.LEAD)
        permissions.require(by, "claim", line.unit)
        by = by.speaking_for(line.unit)
        asked = _Asked(line.matter, asks, Ending(end, new_due, into), change or Change())
        faults = list(_faults(by, asked))
        if not one_line(reason):
            faults.append(Fault("没有写理由", "写明原因和已经做了什么", "理由"))
        if faults:
            raise BadInput.of(faults)
        fact = Request(
            matter=matter,
            line=line.uuid,
            asks=asks,
            end=end if asks == Request.Asks.END else "",
            new_due=new_due,
            into=into,
            change=_changed(asked),
            reason=said(reason, 300, "理由"),
            paper=paper_of(paper),
            **_extension(by, asked),
            **by.stamp(),
        )
        record(by, [fact])
        sign_if_head(by, SignOff.About.REQUEST, [(fact.uuid, line.unit)])
    return fact.uuid


def _changed(asked: _Asked) -> dict[str, Any]:
    """A correction says what was wrong: wherever that stood, it is put right, in sealed months too."""
    change = asked.change.as_dict()
    if not asked.change.corrects:
        return change
    days = Node.rows.filter(matter=asked.matter, uuid__in=[node for node, _day in asked.change.nodes])
    wrong = {str(node): day.isoformat() for node, day in days.values_list("uuid", "day")}
    targets = Measure.rows.filter(matter=asked.matter, code__in=[code for code, _value in asked.change.measures])
    wrong |= {code: str(value) for code, value in targets.values_list("code", "value") if value is not None}
    return change | {"corrects": wrong}


def _extension(by: By, asked: _Asked) -> dict[str, Any]:
    matter = asked.matter
    if asked.asks != Request.Asks.EXTENSION or matter.due is None:
        return {}
    return {"late": not asked_in_time(by.day, matter.issued_on, matter.due), "nth": matter.extended + 1}


def _faults(by: By, asked: _Asked) -> Iterable[Fault]:
    matter = asked.matter
    if matter.stage in (Stage.ENDED, Stage.REPORTED_UP):
        yield Fault(f"这项{matter.get_stage_display()}", "不用再申请")
    if Pending.rows.filter(matter=matter, about=SignOff.About.REQUEST).exists():
        yield Fault("这项已有一份申请在等批复", "批复以后再提")
    if asked.asks == Request.Asks.EXTENSION:
        yield from _extension_faults(asked)
    elif asked.asks == Request.Asks.CHANGE:
        yield from _change_faults(by, asked)
    elif asked.asks == Request.Asks.END:
        yield from ending_faults(matter, asked.ending, by.day)
    else:
        yield Fault("没有选申请什么", "选延期、调整或了结", "申请")


def _extension_faults(asked: _Asked) -> Iterable[Fault]:
    matter, day = asked.matter, asked.ending.day
    if day is None:
        yield Fault("没有写延到哪天", "写一个晚于现定时限的日子", "延期至")
    elif matter.due and day <= matter.due:
        yield Fault(f"{day} 不晚于现定时限 {matter.due}", "写一个晚于现定时限的日子", "延期至")
    elif matter.upper_due and day > matter.upper_due:
        yield Fault(f"晚于上级时限 {matter.upper_due}", "先由督查室商上级同意，或写上级时限以内的日子", "延期至")


def _change_faults(by: By, asked: _Asked) -> Iterable[Fault]:
    matter, change = asked.matter, asked.change
    if not change.as_dict():
        yield Fault("没有写要调整什么", "写改由谁牵头、改后的表述、目标或节点日期", "调整")
    if change.corrects and (change.unit or change.title):
        yield Fault("更正只改录错的目标和节点日期", "改牵头单位、表述的，另提一份调整", "调整")
    if change.unit and change.unit not in directory(by.day).units:
        yield Fault("改由谁牵头不在单位名册里", "从名册里选一个单位", "牵头单位")
    if len(one_line(change.title)) > 200:
        yield Fault("表述超过 200 字", "写短些", "表述")
    codes = set(Measure.rows.filter(matter=matter).values_list("code", flat=True))
    for code, value in change.measures:
        if code not in codes or not value.is_finite() or value < 0:
            yield Fault(f"“{code}”的目标 {value} 不对", "只改本事项列出的目标，写一个不小于 0 的数", "目标")
    nodes = dict(Node.rows.filter(matter=matter).values_list("uuid", "passed_on"))
    for node, day in change.nodes:
        if node not in nodes or (nodes[node] is not None and not change.corrects):
            yield Fault("要改的节点不是本事项的，或已经通过", "只改没有通过的节点；日子原来录错的，勾选更正", "节点")
        elif matter.due and day > matter.due:
            yield Fault(f"{day} 晚于办结时限 {matter.due}", "节点要在时限之内；时限不够的，申请延期", "节点")


def ending_faults(matter: Matter, ending: Ending, day: date) -> Iterable[Fault]:
    """What is wrong with an end, asked for or decided: each needs what its kind needs."""
    if ending.how not in End.values:
        yield Fault("没有选怎样了结", "选办结、转常态、跨年结转、并入、撤销或暂缓", "了结方式")
    elif ending.how == End.POSTPONED and (ending.day is None or ending.day <= day):
        yield Fault("没有写暂缓到哪天，或那天已经过了", "写一个今天以后的日子，到那天恢复亮灯", "暂缓到")
    elif ending.how == End.MERGED:
        yield from _merging_faults(matter, ending.into)
    elif ending.how == End.CARRIED and (ending.day is None or ending.day.year != matter.slice_year + 1):
        yield Fault("没有写结转后的时限", f"写 {matter.slice_year + 1} 年里的一个日子", "结转后的时限")


def _merging_faults(matter: Matter, into: UUID | None) -> Iterable[Fault]:
    other = Matter.rows.filter(uuid=into).first() if into else None
    if other is None or other.uuid == matter.uuid:
        yield Fault("没有选并入哪一项", "写另一项在办事项的编号", "并入")
    elif other.stage == Stage.ENDED:
        yield Fault(f"{other.number} 已经了结", "并入一项在办的事项", "并入")
