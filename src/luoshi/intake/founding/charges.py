"""The sheets of programmes and of portfolios: which lines of work there are, and who looks after what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput
from luoshi.core.timing.periods import ReportingCalendar
from luoshi.intake.founding.columns import CYCLES
from luoshi.intake.founding.house import House, leader_of, programme_named
from luoshi.intake.founding.tables import Row, Table
from luoshi.intake.names import Names
from luoshi.matters.actions import NewProgramme


def read_programmes(house: House, table: Table) -> None:
    """Reads every programme with what its calendar has of its own."""
    seen: dict[str, str] = {}
    for row in table.rows():
        code, name = row.needed("code", 40), row.needed("name", 60)
        for role, called in (("code", code), ("name", name)):
            before = seen.setdefault(called, row.place("code")) if called else row.place("code")
            if before != row.place("code"):
                row.fault(role, f"“{called}”与 {before} 重复", "一个专项一行")
        house.programmes.append(NewProgramme(code, name, _calendar(row)))


def _calendar(row: Row) -> dict[str, Any]:
    """What the programme has otherwise than the county's own calendar."""
    found: dict[str, Any] = {}
    cycle = row.words("cycle")
    if cycle in CYCLES or cycle in CYCLES.values():
        found["cycle"] = CYCLES.get(cycle, cycle)
    elif cycle:
        row.fault("cycle", f"没有“{cycle}”这种周期", "从下拉里选：" + "、".join(CYCLES))
    for role in ("cutoff_day", "cutoff_hour", "grace_hour"):
        value = row.whole(role)
        if value is not None:
            found[role] = value
    try:
        ReportingCalendar().with_own(found)
    except BadInput as error:
        for fault in error.faults:
            row.fault(fault.place, fault.problem, fault.remedy)
        return {}
    return found


def read_portfolios(house: House, table: Table) -> None:
    """Reads which units and programmes each leader looks after."""
    names = house.names()
    for row in table.rows():
        leader = leader_of(row, "leader", names) if row.needed("leader", 60) else None
        units = [unit for part in row.parts("units") for unit in _units_named(row, part, names)]
        codes = [code for part in row.parts("programmes") if (code := programme_named(row, "programmes", part, house))]
        if leader is None:
            continue
        kept = house.portfolios.setdefault(leader, ([], []))
        kept[0].extend(unit for unit in units if unit not in kept[0])
        kept[1].extend(code for code in codes if code not in kept[1])


def _units_named(row: Row, name: str, names: Names) -> Iterable[UUID]:
    found = names.units(name)
    if not found:
        nearest = names.nearest(name)
        row.fault("units", f"“{name}”不在“单位”表里", f"是不是“{nearest}”" if nearest else "先在“单位”表里加上")
    return found
