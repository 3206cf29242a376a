"""What the ledger's forms send, as the actions want it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import QueryDict

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions import Decided, FiledReport, Stuck
from luoshi.matters.actions.recording import one_line
from luoshi.matters.models import BlockerKind, Kind
from luoshi.org.directory import Directory
from luoshi.org.models import UnitKind
from luoshi.shell.answers import day_field, number_field, uuid_field


def choices(names: Directory, some: Collection[UUID] | None = None) -> list[tuple[str, list[tuple[UUID, str]]]]:
    """The units (or some of them) for a list to choose from, by kind, in the register's order."""
    found = [
        (str(label), [(one.uuid, one.short) for one in names.units_of(kind) if some is None or one.uuid in some])
        for kind, label in UnitKind.choices
    ]
    return [(label, units) for label, units in found if units]


def plan_nodes(data: QueryDict) -> list[tuple[str, date, int]]:
    """The rows of a plan: fields `title`, `day`, `weight` side by side. Empty rows are left out."""
    nodes = []
    rows = zip(data.getlist("title"), data.getlist("day"), data.getlist("weight"), strict=False)
    for place, (title, day, weight) in enumerate(rows, 1):
        if not title.strip() and not day.strip():
            continue
        when = day_field(day, f"第 {place} 个节点")
        if when is None:
            raise BadInput(Fault("没有写日期", "每个节点都要有日期", f"第 {place} 个节点“{title}”"))
        nodes.append((title, when, int(number_field(weight, f"第 {place} 个节点的权重") or 1)))
    return nodes


def report_from_form(matter: UUID, data: QueryDict) -> FiledReport:
    """A report as the page sends it: quantities in fields `quantity:CODE`."""
    quantities = {
        key.removeprefix("quantity:"): value for key, value in data.items() if key.startswith("quantity:") and value
    }
    no_change = data.get("no_change", "").strip() or None
    return FiledReport(
        matter=matter,
        period=data.get("period", ""),
        words=data.get("words", ""),
        no_change=no_change if data.get("unchanged") else None,
        nodes=tuple(_uuids(data.getlist("nodes"), "节点")),
        quantities=_quantities(quantities),
        evidence=tuple(data.getlist("evidence")),
        undelivered=tuple(_parts_said(data)),
        delivered=tuple(unit for unit, said in _parts_named(data) if said == "delivered"),
        stuck=_stuck(data),
        based_on=uuid_field(data.get("based_on"), "based_on"),
        uuid=uuid_field(data.get("uuid"), "uuid"),
    )


def _parts_named(data: QueryDict) -> list[tuple[UUID, str]]:
    """Fields `part:UNIT`: delivered, undelivered, or nothing said."""
    return [
        (unit, str(said))
        for key, said in data.items()
        if key.startswith("part:") and said and (unit := uuid_field(key.removeprefix("part:"), "配合单位"))
    ]


def _parts_said(data: QueryDict) -> Iterator[tuple[UUID, date]]:
    for unit, said in _parts_named(data):
        if said == "undelivered":
            since = day_field(data.get(f"since:{unit}"), "未交付自")
            if since is None:
                raise BadInput(Fault("写了未交付，没有写自哪天起", "写上从哪天起应交未交", "未交付自"))
            yield unit, since


def _stuck(data: QueryDict) -> Stuck | None:
    title = str(data.get("stuck", "")).strip()
    if not title:
        return None
    holder = uuid_field(data.get("holder"), "谁能解决")
    if holder is None:
        raise BadInput(Fault("写了卡在哪里，没有选谁能解决", "从名册里选一个单位", "谁能解决"))
    needed_by = day_field(data.get("needed_by"), "要到什么时候")
    return Stuck(title, str(data.get("blocker_kind") or BlockerKind.OTHER), holder, needed_by)


REPORT_FIELDS = frozenset(
    ["uuid", "period", "words", "no_change", "nodes", "quantities", "evidence", "undelivered", "delivered", "based_on"]
)


def report_from_json(matter: UUID, data: Mapping[str, Any], units: Mapping[str, UUID]) -> FiledReport:
    """A report as other programs send it: the shape of the command line's contract."""
    known = REPORT_FIELDS
    faults = [Fault(f"不认识“{key}”", "可用：" + "、".join(sorted(known)), key) for key in data if key not in known]
    for key, kind in (
        ("nodes", list),
        ("quantities", dict),
        ("evidence", list),
        ("undelivered", list),
        ("delivered", list),
    ):
        if not isinstance(data.get(key) or kind(), kind):
            faults.append(Fault(f"“{key}”的形状不对", "列表用 [ ]，数量用 { }", key))
    for key in ("period", "words", "no_change"):
        if data.get(key) is not None and not isinstance(data[key], str):
            faults.append(Fault(f"“{key}”不是文字", "写成字符串", key))
    if faults:
        raise BadInput.of(faults)
    return FiledReport(
        matter=matter,
        period=data.get("period") or "",
        words=data.get("words") or "",
        no_change=data.get("no_change"),
        nodes=tuple(_uuids(data.get("nodes") or [], "nodes")),
        quantities=_quantities(data.get("quantities") or {}),
        evidence=tuple(str(one) for one in data.get("evidence") or []),
        undelivered=tuple(_undelivered(data.get("undelivered") or [], units)),
        delivered=tuple(_delivered(data.get("delivered") or [], units)),
        based_on=uuid_field(data.get("based_on"), "based_on"),
        uuid=uuid_field(data.get("uuid"), "uuid"),
    )


def _uuids(texts: list[Any], place: str) -> list[UUID]:
    return [found for text in texts if (found := uuid_field(text, place))]


def _quantities(values: Mapping[str, Any]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((code, number) for code, text in values.items() if (number := number_field(text, code)) is not None)


def _undelivered(rows: list[Any], units: Mapping[str, UUID]) -> list[tuple[UUID, date]]:
    found = []
    for row in rows:
        unit = units.get(str(row.get("unit"))) if isinstance(row, dict) else None
        since = day_field(row.get("since"), "undelivered") if isinstance(row, dict) else None
        if unit is None or since is None:
            raise BadInput(
                Fault("未交部分要写明单位和自哪天起", '写成 {"unit": "资源局", "since": "2026-06-01"}', "undelivered")
            )
        found.append((unit, since))
    return found


def _delivered(rows: list[Any], units: Mapping[str, UUID]) -> list[UUID]:
    unknown = [row for row in rows if not isinstance(row, str) or row not in units]
    if unknown:
        raise BadInput(Fault(f"“{unknown[0]}”不在单位名册里", "写单位的名称或标识", "delivered"))
    return [units[row] for row in rows]


def unit_names(names: Directory) -> dict[str, UUID]:
    """Units by every name that other programs may use: uuid, short and full name."""
    found: dict[str, UUID] = {}
    for unit in names.units.values():
        found |= {str(unit.uuid): unit.uuid, unit.short: unit.uuid, unit.name: unit.uuid}
    return found


def restricted_matter(data: QueryDict) -> Decided:
    """A matter for named people, as its form sends it."""
    unit = uuid_field(data.get("unit"), "牵头单位")
    if unit is None:
        raise BadInput(Fault("没有选牵头单位", "从名册里选一个单位", "牵头单位"))
    return Decided(
        title=one_line(data.get("title")),
        text=str(data.get("text", "")).replace("\x00", "").strip(),
        unit=unit,
        matter_kind=str(data.get("matter_kind") or Kind.TASK),
        due=day_field(data.get("due"), "时限"),
        leader=uuid_field(data.get("leader"), "包抓领导"),
        reported=bool(data.get("reported")),
        restricted=True,
        readers=tuple(_uuids(data.getlist("reader"), "谁能看")),
    )
