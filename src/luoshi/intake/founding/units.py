"""The sheet of units."""

from __future__ import annotations

import re
from dataclasses import replace

from luoshi.appraisal.words import GROUPS
from luoshi.core.errors import Fault
from luoshi.intake.founding.columns import UNITS
from luoshi.intake.founding.house import House, unit_of
from luoshi.intake.founding.tables import Row, Table
from luoshi.org.actions import NewUnit
from luoshi.org.models import UnitKind

_TOWN = re.compile(r"(?:镇|乡|街道|办事处|街道办)(?:人民政府)?$")


def read_units(house: House, table: Table) -> None:
    """Reads every unit, and then who is above whom."""
    seen: dict[str, str] = {}
    parents: list[tuple[int, Row]] = []
    for row in table.rows():
        name, short = row.needed("name", 60), row.needed("short", 20)
        for role, called in (("name", name), ("short", short)):
            before = seen.setdefault(called, row.place("name")) if called else row.place("name")
            if before != row.place("name"):
                row.fault(role, f"“{called}”与 {before} 重复", "一个单位一行，名称不能一样")
        kind = _kind(row, name)
        if row.words("parent"):
            parents.append((len(house.units), row))
        house.units.append(
            NewUnit(
                name[:60],
                short[:20],
                kind,
                len(house.units),
                tuple(row.parts("aliases")),
                row.words("duties"),
                _group(row, kind),
            )
        )
    names = house.names()
    for at, row in parents:
        house.units[at] = replace(house.units[at], parent=unit_of(row, "parent", names))
    if not house.units:
        table.faults.append(Fault("一个单位也没有", "从表头下面一行起，一行写一个单位", f"{UNITS}!A2"))


def _kind(row: Row, name: str) -> str:
    words = row.words("kind")
    known = {str(kind.label): str(kind) for kind in UnitKind}
    if words in known:
        return known[words]
    if not words and _TOWN.search(name):
        return UnitKind.TOWN
    row.fault("kind", f"没有“{words}”这种类别" if words else "没有写类别", "从下拉里选：" + "、".join(known))
    return UnitKind.GENERAL


def _group(row: Row, kind: str) -> str:
    """The appraisal group's code; by the kind of unit where none is named. County offices are in none."""
    words = row.fitting("group", 20)
    by_kind = {UnitKind.TOWN: "towns"} | {kind: kind for kind in ("economic", "general", "vertical")}
    return {str(word): code for code, word in GROUPS.items()}.get(words, words) or by_kind.get(kind, "")
