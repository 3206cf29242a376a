"""What the page's cells send, as the ledger wants it: units and leaders by name, days, measures as a line of words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from luoshi.core.errors import BadInput, Fault
from luoshi.intake import measures
from luoshi.intake.names import Names
from luoshi.intake.queries import JOINT, OWN_DAY, others_shown
from luoshi.intake.reading import Upload, lines
from luoshi.matters.actions.recording import one_line
from luoshi.matters.measured import all_shown, shown
from luoshi.matters.models import DraftRow, Kind, OriginKind, OriginLevel
from luoshi.shell.answers import day_field, uuid_field


def upload_of(request: HttpRequest) -> Upload:
    """The form at the top of the list. An origin of no known kind is a meeting of the county."""
    file = request.FILES.get("file")
    kind, level = request.POST.get("origin_kind", ""), request.POST.get("origin_level", "")
    return Upload(
        name=str(file.name or "") if file else "",
        data=file.read() if file else b"",
        words=request.POST.get("words", ""),
        origin_kind=kind if kind in OriginKind.values else OriginKind.MEETING,
        origin_level=level if level in OriginLevel.values else OriginLevel.COUNTY,
    )


def cell(column: str, text: str, row: DraftRow, names: Names) -> Any:
    """What was typed into a cell, as the column's value. Raises BadInput with the nearest name for one nobody knows."""
    if column not in CELLS:
        raise BadInput(Fault(f"没有“{column}”这一栏", "刷新页面"))
    return CELLS[column](text, row, names)


def typed(column: str, row: DraftRow, names: Names) -> str:
    """A cell's value as it stands in the field to edit."""
    known = names.directory
    if column == "unit":
        return known.unit_name(row.unit)
    if column == "others":
        return "、".join(name for name, _known in others_shown(row.others, names))
    if column == "measures":
        return all_shown(row.measures)
    value = getattr(row, column)
    return "" if value is None else str(value)


def _title(text: str, row: DraftRow, names: Names) -> str:
    return one_line(text)[:200]


def _unit(text: str, row: DraftRow, names: Names) -> UUID | None:
    text = one_line(text)
    if not text:
        return None
    found = names.unit(text)
    if found is None:
        raise BadInput(unknown_unit(text, names, "牵头单位"))
    return found


def unknown_unit(text: str, names: Names, place: str) -> Fault:
    """The fault for a name that nobody knows, or that could be several units."""
    several = names.units(text)
    if several:
        return Fault(f"“{text}”是 {len(several)} 个单位", "写明是哪一个；各单位都有任务的，点“分到各单位”", place)
    nearest = names.nearest(text)
    return Fault(
        f"“{text}”不在单位名册里", f"是不是“{nearest}”" if nearest else "写名册里的名称，简称、曾用名都行", place
    )


def _others(text: str, row: DraftRow, names: Names) -> list[dict[str, Any]]:
    """「资源局（2026-05-29）、林业局（责任）」: those marked are jointly responsible, a day is the unit's own."""
    wanted = [part.strip() for part in re.split(r"[、，,;；\s]+", text) if part.strip()]
    days = {OWN_DAY.sub("", part).removesuffix(JOINT): _own_day(part) for part in wanted}
    bare = [OWN_DAY.sub("", part) for part in wanted]
    named = [(part.removesuffix(JOINT), "joint" if part.endswith(JOINT) else "co") for part in bare]
    kept = {str(one.get("words") or "") for one in row.others if not one.get("unit")}
    faults = [unknown_unit(name, names, "配合单位") for name, _ in named if not names.units(name) and name not in kept]
    if faults:
        raise BadInput.of(faults)
    found = lines(named, names, row.unit)
    return [one | {"due": day} if (day := days.get(one["words"])) else one for one in found]


def _own_day(part: str) -> str | None:
    found = OWN_DAY.search(part)
    day = day_field(found[1], "配合单位") if found else None
    return day.isoformat() if day else None


def _leader(text: str, row: DraftRow, names: Names) -> UUID | None:
    found = uuid_field(text, "领导")
    if found is not None and found not in {post.uuid for post in names.leaders}:
        raise BadInput(Fault("没有这个领导岗位", "从列表里选", "领导"))
    return found


def _due(text: str, row: DraftRow, names: Names) -> Any:
    return day_field(text, "时限")


def _measures(text: str, row: DraftRow, names: Names) -> list[dict[str, Any]]:
    """As typed; a measure that says the same as before keeps what else was known of it, one of the same things with
    another figure where its figure comes from."""
    before = {shown(one): one for one in row.measures}
    counted = {(one.get("what"), one.get("unit")): _source(one) for one in row.measures}
    return [
        before.get(shown(one), one | counted.get((one["what"], one["unit"]), {})) for one in measures.read_back(text)
    ]


def _source(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("code", "own") if name in one}


def _kind(text: str, row: DraftRow, names: Names) -> str:
    if text not in Kind.values:
        raise BadInput(Fault("没有这种事项", "选任务、重点项目、民生实事、会议议定或领导批示", "种类"))
    return text


CELLS: dict[str, Callable[[str, DraftRow, Names], Any]] = {
    "title": _title,
    "unit": _unit,
    "others": _others,
    "leader": _leader,
    "due": _due,
    "measures": _measures,
    "matter_kind": _kind,
}
"""Column → how its words are read."""
