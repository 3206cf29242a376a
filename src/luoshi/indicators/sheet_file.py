"""One sheet as a workbook or a CSV file: the columns 单位 and 数值, wherever they stand; faults by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from luoshi.core.errors import BadInput, Fault
from luoshi.indicators.actions import COUNTY, NewCell
from luoshi.indicators.figures import read_figure
from luoshi.org.directory import Directory

UNIT, FIGURE = "单位", "数值"
COUNTY_NAMES = (COUNTY, "合计", "总计", "全县合计")
HEADER_WITHIN = 10
"""Rows above the heading that may hold a title, a date, a unit of measure."""

Row = tuple[int, Sequence[Any]]


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
            cells.append(NewCell(unit, figure, status))
        except BadInput as error:
            faults += [Fault(fault.problem, fault.remedy, where_figure, name) for fault in error.faults]
    if faults:
        raise BadInput.of(faults)
    return cells


_STRANGER: Any = object()


def _table(name: str, data: bytes) -> tuple[str, list[Row]]:
    """The first visible sheet: its title, and its rows with their numbers."""
    if name.lower().endswith((".csv", ".txt")):
        return "", list(enumerate(csv.reader(io.StringIO(_decoded(name, data))), 1))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        title = next(one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible)
        return title, list(enumerate(book.get_sheet_by_name(title).to_python(skip_empty_area=False), 1))
    except (CalamineError, OSError, ValueError, StopIteration) as error:
        raise BadInput(
            Fault("表格打不开：损坏、有密码，或不是 Excel、CSV", "另存为 .xlsx 或 .csv 再上传", "", name)
        ) from error


def _decoded(name: str, data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(Fault("文字编码认不得", "另存为 UTF-8 的 CSV，或用 .xlsx", "", name))


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


def _number(value: Any) -> Decimal | str:
    return Decimal(repr(value)) if isinstance(value, int | float) and not isinstance(value, bool) else _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _at(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def _cell(title: str, row: int, column: int) -> str:
    letters: Iterable[str] = ()
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = (chr(65 + letter), *letters)
    place = f"{''.join(letters)}{row}"
    return f"{title}!{place}" if title else place
