"""New values for a row that is out: checked, and as facts hold them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.core.errors import Fault
from luoshi.matters.actions.recording import one_line
from luoshi.matters.models import LineRole, RowOut
from luoshi.org.acting import By
from luoshi.org.directory import directory

LONGEST = 200


def checked(by: By, item: RowOut, changes: Mapping[str, Any], where: str) -> tuple[dict[str, Any], list[Fault]]:
    """Those changes that change something, in the spelling of facts; and what is wrong with them."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    names = directory(by.day)
    if "title" in changes and one_line(changes["title"]) != one_line(item.title):
        title = one_line(changes["title"])
        if not title or len(title) > LONGEST:
            faults.append(Fault("任务内容空着或超过 200 字", "写明做什么，写短些", where))
        values["title"] = title
    if "unit" in changes and changes["unit"] != item.unit:
        if changes["unit"] not in names.units:
            faults.append(Fault("牵头单位不在单位名册里", "从名册里选一个单位", where))
        values["unit"] = str(changes["unit"])
    if "leader" in changes and changes["leader"] != item.leader:
        if changes["leader"] is not None and changes["leader"] not in names.posts:
            faults.append(Fault("没有这位领导", "从名单里选", where))
        values["leader"] = str(changes["leader"]) if changes["leader"] else None
    if "due" in changes and changes["due"] != item.due:
        due: date | None = changes["due"]
        if due is not None and due < by.day:
            faults.append(Fault(f"时限 {due} 已经过了", "写今天以后的日子", where))
        values["due"] = due.isoformat() if due else None
    if "others" in changes:
        lead = changes.get("unit", item.unit)
        others = with_roles(changes["others"], item, lead)
        if {one["unit"] for one in others} != {one["unit"] for one in item.others if one.get("unit")}:
            values["others"] = others
    return values, faults


def with_roles(units: list[UUID], item: RowOut, lead: UUID) -> list[dict[str, Any]]:
    """Units beside the lead: those that were there keep their part and the words they were named by."""
    known = {one["unit"]: one for one in item.others if one.get("unit")}
    return [
        known.get(str(unit), {"unit": str(unit), "words": "", "role": str(LineRole.CO)})
        for unit in dict.fromkeys(units)
        if unit != lead
    ]
