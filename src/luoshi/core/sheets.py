"""Sheets as people leave them: every cell with its address, merged ones laid out, hidden sheets left out."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.files.kinds import kind_of
from luoshi.core.reading.files.plain import decode
from luoshi.core.reading.files.source import unreadable

ENDINGS = (".xlsx", ".xls", ".csv")
NO_CLOCK = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  xlsxwriter takes a naive one
"""The one moment that workbooks of ours bear: the same words give the same bytes."""
_LONGEST, _WIDEST = 20_000, 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its words by row and column, and which cells only repeat a merged one."""

    name: str
    rows: Sequence[Sequence[str]]
    days: dict[tuple[int, int], datetime.date] = field(default_factory=dict)
    """Cells that hold a day as a day, not as words."""
    repeats: frozenset[tuple[int, int]] = frozenset()

    def address(self, row: int, column: int) -> str:
        """Sheet1!C7; a CSV file has no sheet: C7."""
        place = f"{letters(column)}{row + 1}"
        return f"{self.name}!{place}" if self.name else place


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def read_sheets(name: str, data: bytes) -> list[Sheet]:
    """The visible sheets of a workbook, or the one table of a CSV file in UTF-8 or GB18030.

    Raises BadInput for an empty, damaged or locked file, or one that is no table.
    """
    if not data:
        raise unreadable(name, "文件是空的", "换一个有内容的台账")
    if not name.lower().endswith(ENDINGS):
        raise BadInput(Fault("这不是台账", "交 .xlsx、.xls 或 .csv 文件；Word 里的分解表从“来文”读入", file=name))
    if not name.lower().endswith(".csv"):
        return _workbook(name, data)
    if kind_of(name, data) != "text":
        raise unreadable(name, "内容不是 .csv 格式", "在 Excel 或 WPS 里另存为 .csv 或 .xlsx，再交来")
    return [_csv(name, data)]


def _csv(name: str, data: bytes) -> Sheet:
    text = decode(name, data).lstrip("\ufeff")
    first = "\n".join(text.splitlines()[:5])
    comma = max(",\t;", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=comma))
    except csv.Error as error:
        raise unreadable(name, "表格的引号不成对，读不下去", "用 Excel 或 WPS 打开，另存为 .xlsx 再交来") from error
    return Sheet("", [[" ".join(cell.split()) for cell in row[:_WIDEST]] for row in rows[:_LONGEST]])


def _workbook(name: str, data: bytes) -> list[Sheet]:
    if kind_of(name, data) not in ("xlsx", "xls"):
        raise unreadable(name, "内容不是 Excel 表格", "在 Excel 或 WPS 里打开，另存为 .xlsx 再交来")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [meta.name for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
        return [found for title in shown if (found := _sheet(book, title))]
    except (CalamineError, OSError, ValueError) as error:
        raise unreadable(name, "表格文件损坏或有密码，打不开", "在原来的电脑上重新打开、另存一次，再交来") from error


def _sheet(book: CalamineWorkbook, title: str) -> Sheet | None:
    try:
        sheet = book.get_sheet_by_name(title)
    except CalamineError:
        return None  # a chart sheet has no cells
    values = [row[:_WIDEST] for row in sheet.to_python(skip_empty_area=False)[:_LONGEST]]
    rows = [[_words(value) for value in row] for row in values]
    days = {
        (at, column): value.date() if isinstance(value, datetime.datetime) else value
        for at, row in enumerate(values)
        for column, value in enumerate(row)
        if isinstance(value, datetime.date)
    }
    repeats = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for at in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[at]))):
                if (at, column) != (top, left):
                    rows[at][column] = rows[top][left]
                    repeats.add((at, column))
                    if (top, left) in days:
                        days[at, column] = days[top, left]
    return Sheet(title, rows, days, frozenset(repeats))


def _words(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return " ".join(str(value).replace("\x00", "").split())
