"""Sheets drawn as text: a line a row, | between cells; < continues the cell to the left, ^ the one above."""

from __future__ import annotations

import io
from decimal import Decimal

import xlsxwriter

from luoshi.core.tabling import Table, tables_of
from luoshi.core.tabling.grid import At, Grid, Value, grid_of


def cells(drawn: str) -> tuple[list[list[str]], list[tuple[At, At]]]:
    rows = [[cell.strip(" ") for cell in line.split("|")] for line in drawn.strip("\n").splitlines()]
    spans: dict[At, At] = {}
    heads: dict[At, At] = {}
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell in ("<", "^"):
                head = heads[(at, column - 1) if cell == "<" else (at - 1, column)]
                heads[at, column] = head
                spans[head] = (at, column)
                row[column] = ""
            else:
                heads[at, column] = (at, column)
    return rows, list(spans.items())


def drawn(text: str, *, numbers: bool = True) -> Grid:
    """The sheet; plain numbers are numbers unless they are to be words."""
    rows, merged = cells(text)
    values: list[list[Value]] = [[_value(cell) if numbers else cell for cell in row] for row in rows]
    return grid_of("Sheet1", values, merged)


def _value(cell: str) -> Value:
    plain = cell.removeprefix("-")
    return Decimal(cell) if plain.replace(".", "", 1).isdigit() and plain.isascii() else cell


def only(text: str, *, numbers: bool = True) -> Table:
    (table,) = tables_of(drawn(text, numbers=numbers))
    return table


def workbook(*sheets: tuple[str, str], hidden: tuple[str, ...] = ()) -> bytes:
    """The sheets as an .xlsx file."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, text in sheets:
        sheet = book.add_worksheet(name)
        rows, merged = cells(text)
        for (top, left), (bottom, right) in merged:
            sheet.merge_range(top, left, bottom, right, "")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                value = _value(cell)
                if isinstance(value, Decimal):
                    sheet.write_number(at, column, float(value))
                elif value:
                    sheet.write_string(at, column, str(value))
        if name in hidden:
            sheet.hide()
    book.close()
    return file.getvalue()
