"""Workbooks (.xlsx, .xls): every visible sheet is a table."""

from __future__ import annotations

import datetime
import io

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from luoshi.core.reading.files.source import Rows, Source, Writer, unreadable

_WIDEST, _LONGEST = 200, 20_000
"""Columns and rows beyond which a sheet is data, not a document with tasks."""


def read(name: str, data: bytes) -> Source:
    """The cells of the visible sheets, merged ones laid out. Raises BadInput for a damaged workbook."""
    writer = Writer()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in book.sheets_metadata:
            if meta.visible == SheetVisibleEnum.Visible:
                _sheet(writer, book, meta.name)
    except (CalamineError, OSError, ValueError) as error:
        raise unreadable(name, "表格文件损坏或有密码，打不开", "在原来的电脑上重新打开、另存一次，再交来") from error
    return writer.source(name, "xlsx" if data.startswith(b"PK") else "xls")


def _sheet(writer: Writer, book: CalamineWorkbook, title: str) -> None:
    try:
        sheet = book.get_sheet_by_name(title)
    except CalamineError:
        return  # a chart sheet has no cells
    values = sheet.to_python(skip_empty_area=False)[:_LONGEST]
    rows: Rows = [[_shown(value) for value in row[:_WIDEST]] for row in values]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                if (row, column) != (top, left):
                    rows[row][column] = (top, left)
    if rows:
        writer.table(rows)


def _shown(value: object) -> str:
    """A value as the sheet shows it: whole numbers without a point, days as days."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)
