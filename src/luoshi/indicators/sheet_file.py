"""One sheet as a workbook or a CSV file: the columns 单位 and 数值, wherever they stand; faults by cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.core.sheets import letters
from luoshi.core.tabling import read_grids
from luoshi.core.tabling.grid import Value
from luoshi.indicators.actions import COUNTY, NewCell
from luoshi.indicators.figures import read_figure
from luoshi.org.directory import Directory

UNIT, FIGURE = "单位", "数值"
COUNTY_NAMES = (COUNTY, "合计", "总计", "全县合计")
HEADER_WITHIN = 10
"""Rows above the heading that may hold a title, a date, a unit of measure."""

Row = tuple[int, Sequence[Value]]


def read(name: str, data: bytes, names: Directory) -> list[NewCell]:
    """The figures of a file. Raises BadInput with each fault at its cell; nothing is taken then."""
    title, rows = _table(name, data)
    header = _header(rows)
    if header is None:
        raise BadInput(Fault(f"前 {HEADER_WITHIN} 行里没有“{UNIT}”和“{FIGURE}”两个列名", "加上这两个列名", title, name))
    start, unit_at, figure_at = header
    known = _names(names)
    cells: list[NewCell] = []
    faults: list[Fault] = []
    seen: dict[UUID | None, str] = {}
    for number, row in rows[start + 1 :]:
        who, value = _at(row, unit_at), _at(row, figure_at)
        where_unit, where_figure = _cell(title, number, unit_at), _cell(title, number, figure_at)
        if not _text(who):
            if _text(value):
                faults.append(Fault("这个数没有写单位", "在左边写上单位", where_unit, name))
            continue
        unit = known.get("".join(_text(who).split()), _STRANGER)
        if unit is _STRANGER:
            faults.append(Fault(f"单位名册里没有“{_text(who)}”", "改成名册里的名称", where_unit, name))
            continue
        if not _text(value):
            continue  # a line of the form that was left empty
        if unit in seen:
            faults.append(Fault(f"“{_text(who)}”在 {seen[unit]} 已经出现过", "一个单位只留一行", where_unit, name))
            continue
        seen[unit] = where_unit
        try:
            figure, status = read_figure(_number(value))
            cells.append(NewCell(unit, figure, status, where_figure))
        except BadInput as error:
            faults += [Fault(fault.problem, fault.remedy, where_figure, name) for fault in error.faults]
    if faults:
        raise BadInput.of(faults)
    return cells


_STRANGER: Any = object()


def _table(name: str, data: bytes) -> tuple[str, list[Row]]:
    """The first visible sheet: its title, and its rows with their numbers."""
    grid = next((grid for grid in read_grids(name, data) if grid.visible and grid.cells), None)
    return (grid.name, list(enumerate(grid.cells, 1))) if grid else ("", [])


def _header(rows: Sequence[Row]) -> tuple[int, int, int] | None:
    for place, (_, row) in enumerate(rows[:HEADER_WITHIN]):
        titles = ["".join(_text(cell).split()) for cell in row]
        if UNIT in titles and FIGURE in titles:
            return place, titles.index(UNIT), titles.index(FIGURE)
    return None


def _names(names: Directory) -> dict[str, UUID | None]:
    """Every name by which a unit goes. A name that two units share names neither."""
    known: dict[str, UUID | None] = {}
    shared = set()
    for unit in names.units.values():
        for one in {unit.short, unit.name, *unit.aliases}:
            if one in known:
                shared.add(one)
            known[one] = unit.uuid
    return {one: unit for one, unit in known.items() if one not in shared} | dict.fromkeys(COUNTY_NAMES)


def _number(value: Value) -> Decimal | str:
    return value if isinstance(value, Decimal) else _text(value)


def _text(value: Value) -> str:
    return str(value).strip()


def _at(row: Sequence[Value], column: int) -> Value:
    return row[column] if column < len(row) else ""


def _cell(title: str, row: int, column: int) -> str:
    place = f"{letters(column)}{row}"
    return f"{title}!{place}" if title else place
