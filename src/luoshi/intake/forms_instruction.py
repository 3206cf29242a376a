"""What the quick entry page sends, as a matter to be issued."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import HttpRequest

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.secrecy import refuse_if_secret, refuse_secret_file
from luoshi.facts.identity import new_uuid
from luoshi.intake.forms import unknown_unit
from luoshi.intake.instructions import title_of
from luoshi.intake.names import Names
from luoshi.matters import actions
from luoshi.matters.actions import Decided, LineWanted
from luoshi.matters.actions.instructing import Origin, origin_faults
from luoshi.matters.actions.recording import one_line
from luoshi.matters.limits import due_below, instruction_limits
from luoshi.matters.models import Kind, LineRole, Matter, OriginKind, OriginLevel
from luoshi.org.acting import By
from luoshi.org.models import Role
from luoshi.shell.answers import day_field, uuid_field

UPPER_KINDS = (OriginKind.UPPER, OriginKind.DOCUMENT, OriginKind.MEETING, OriginKind.INSPECTION, OriginKind.INSTRUCTION)


def keep_papers(by: By, request: HttpRequest) -> tuple[str, ...]:
    """The sheets handed in now and those of the try before, by digest: what is wrong elsewhere loses no photo.

    Raises BadInput for one that bears a mark of secrecy: it is not kept.
    """
    words = request.POST.get("words", "")
    refuse_if_secret("", words)
    files = [(file.name or "", file.read()) for file in request.FILES.getlist("papers")]
    for name, data in files:
        refuse_secret_file(name, data)
    before = [digest for digest in request.POST.getlist("paper") if re.fullmatch(r"[0-9a-f]{64}", digest)]
    return tuple(dict.fromkeys([*before, *(actions.attach(by, name, data) for name, data in files)]))


def decided(by: By, request: HttpRequest, names: Names, papers: tuple[str, ...]) -> Decided:
    """The matter as the page describes it. Raises BadInput with every field that is wrong."""
    data, faults = request.POST, list[Fault]()
    upper = data.get("from") == "upper"
    words = str(data.get("words", "")).replace("\x00", "").strip()
    unit = _unit(str(data.get("unit", "")), names, faults)
    others = _others(str(data.get("others", "")), unit, names, faults)
    upper_due = day_field(data.get("upper_due"), "上级时限") if upper else None
    about = _about(by, data.get("about"))
    title = one_line(data.get("title")) or _titled(about, title_of(words))
    if not title:
        faults.append(Fault("没有写批的什么" if not upper else "没有写交办什么", "照原话写一两句", "原话"))
    if len(title) > 200:
        faults.append(Fault("事项名超过 200 字", "写短些", "事项名"))
    leader = _leader(data.get("leader"), names, faults)
    dated = day_field(data.get("dated"), "日期")
    if dated and dated > by.day:
        faults.append(Fault(f"日期 {dated} 还没到", "写纸上的日期", "日期"))
    due = _due(by, data.get("due"), data.get("limit"), upper_due, upper)
    level, kind = str(data.get("level", "")) if upper else OriginLevel.COUNTY.value, str(data.get("kind", ""))
    faults += origin_faults(Origin(level, leader, upper_due, due))
    if upper and level not in OriginLevel.values:
        faults.append(Fault("没有选哪一级", "选市、省或中央", "哪一级"))
    if faults or unit is None:
        raise BadInput.of(faults)
    return Decided(
        title=title,
        unit=unit,
        matter_kind=Kind.TASK if upper else Kind.INSTRUCTION,
        due=due,
        text=words,
        leader=leader if upper else _in_charge(leader, unit, names),
        others=others,
        origin_level=level,
        origin_kind=(kind if kind in UPPER_KINDS else OriginKind.UPPER) if upper else OriginKind.INSTRUCTION,
        origin_number=one_line(data.get("number"))[:60],
        origin_day=dated,
        origin_leader=None if upper else leader,
        about=about.uuid if about else None,
        origin_words=words,
        upper_due=upper_due,
        papers=papers,
        # Answered within days: an instruction owes its answer, not a report each month.
        reported=upper,
        matter=uuid_field(data.get("uuid"), "uuid") or new_uuid(),
    )


def _in_charge(leader: UUID | None, unit: UUID, names: Names) -> UUID | None:
    """Who looks after it: a vice-head what she gave herself, of what the heads gave whoever looks after the unit."""
    given = names.directory.posts.get(leader) if leader else None
    own = given is not None and given.role == Role.VICE_HEAD
    return leader if own else names.leader_of(unit) or leader


def _about(by: By, text: str | None) -> Matter | None:
    """The matter that the leader's words were said of."""
    found = uuid_field(text, "事项名")
    return Matter.objects.visible_to(by).filter(uuid=found).first() if found else None


def _titled(about: Matter | None, said: str) -> str:
    """「研究矿区生态修复保证金清算：11月10日前报我」: few words about a matter say nothing without it."""
    return f"{about.title}：{said}"[:200] if about and said else said


def _unit(text: str, names: Names, faults: list[Fault]) -> UUID | None:
    text = one_line(text)
    found = names.unit(text) if text else None
    if found is None:
        faults.append(
            unknown_unit(text, names, "牵头单位") if text else Fault("没有写由谁牵头", "写单位简称", "牵头单位")
        )
    return found


def _others(text: str, lead: UUID | None, names: Names, faults: list[Fault]) -> tuple[LineWanted, ...]:
    wanted = [part for part in re.split(r"[、，,;；\s]+", text) if part]
    faults += [unknown_unit(name, names, "配合单位") for name in wanted if not names.units(name)]
    units = dict.fromkeys(unit for name in wanted for unit in names.units(name) if unit != lead)
    return tuple(LineWanted(unit, LineRole.CO) for unit in units)


def _leader(text: str | None, names: Names, faults: list[Fault]) -> UUID | None:
    found = uuid_field(text, "批示领导")
    if found is not None and found not in {post.uuid for post in names.leaders}:
        faults.append(Fault("没有这个领导岗位", "从列表里选", "批示领导"))
    return found


def _due(by: By, typed: str | None, limit: str | None, upper_due: date | None, upper: bool) -> date | None:
    """The day typed; else the limit chosen, or what the upper level's day leaves."""
    due = day_field(typed, "时限")
    if due is not None:
        return due
    if upper:
        return due_below(upper_due, by.day) if upper_due else None
    return next((day for _word, n, day in instruction_limits(by.day) if str(n) == limit), None)


def places(faults: Iterable[Fault]) -> dict[str, str]:
    """What is wrong, by the field beside which it stands."""
    return {fault.place: f"{fault.problem}，{fault.remedy}" for fault in faults}
