"""The fields of rows that are out, as forms send them: one set for each row, named 「column:row」."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import QueryDict

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.forms import unit_names
from luoshi.matters.models import RowOut
from luoshi.matters.queries.circulating import RowShown
from luoshi.org.directory import Directory
from luoshi.shell.answers import day_field, uuid_field

BETWEEN = re.compile(r"[、，,；;\s]+")
COLUMNS = ("title", "unit", "others", "due", "leader", "reason")


def typed(data: QueryDict, key: UUID) -> dict[str, str] | None:
    """What was typed for one row; nothing if the form had no fields for it."""
    found = {column: str(data[f"{column}:{key}"]) for column in COLUMNS if f"{column}:{key}" in data}
    return found or None


def as_typed(row: RowShown, changes: dict[str, Any] | None = None, names: Directory | None = None) -> dict[str, str]:
    """A row's fields as they stand, with proposed values in place of its own."""
    item = row.item
    found = {
        "title": item.title,
        "unit": row.unit,
        "others": row.others_typed,
        "due": item.due.isoformat() if item.due else "",
        "leader": str(item.leader or ""),
        "reason": "",
    }
    for column, value in (changes or {}).items():
        if column == "unit" and names:
            value = names.unit_name(UUID(value))
        elif column == "others" and names:
            value = "、".join(names.unit_name(UUID(one["unit"])) for one in value if one.get("unit"))
        found[column] = str(value or "")
    return found


def values_of(fields: dict[str, str], item: RowOut, shown: RowShown, names: Directory) -> dict[str, Any]:
    """The values typed for a row that differ from those it has, as the actions want them."""
    where, now = f"第 {item.place} 项", as_typed(shown)
    values: dict[str, Any] = {}
    for column, text in fields.items():
        if column == "reason" or text.strip() == now[column].strip():
            continue
        if column == "title":
            values["title"] = text
        elif column == "unit":
            values["unit"] = _unit(text, names, where)
        elif column == "others":
            values["others"] = [_unit(name, names, where) for name in BETWEEN.split(text.strip()) if name]
        elif column == "due":
            values["due"] = day_field(text, f"{where}的时限")
        else:
            values["leader"] = uuid_field(text, f"{where}的领导")
    return values


def _unit(text: str, names: Directory, where: str) -> UUID:
    known = unit_names(names)
    aliases = {alias: unit.uuid for unit in names.units.values() for alias in unit.aliases}
    found = known.get(text.strip()) or aliases.get(text.strip())
    if found is None:
        raise BadInput(Fault(f"“{text.strip()}”不在单位名册里", "从名册里选，几个单位用顿号分开", where))
    return found
