"""A list as one sheet of a workbook, with lists to choose from; and back: cells by heading, each with its address."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter

from luoshi.core.errors import BadInput, Fault
from luoshi.core.sheets import NO_CLOCK, letters
from luoshi.core.tabling import read_grids

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER_WITHIN = 10
"""Rows above the heading that may hold a title, a date, a unit of measure."""
_ROWS = 500
"""Lines that offer the lists to choose from."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its name, its width, and what one may choose from."""

    name: str
    width: int
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: heading → what stands there, and heading → the cell."""

    words: Mapping[str, str]
    places: Mapping[str, str]


def write(title: str, headings: Sequence[Heading], rows: Iterable[Sequence[str | Decimal | None]]) -> bytes:
    """The workbook: the same rows give the same bytes."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": title, "created": NO_CLOCK})
        font = {"font_name": "仿宋", "font_size": 12, "border": 1}
        head = book.add_format(font | {"bold": True, "bg_color": "#F3EDE1"})
        cell = book.add_format(font | {"num_format": "@"})
        number = book.add_format(font)
        sheet = book.add_worksheet(title)
        for at, heading in enumerate(headings):
            sheet.set_column(at, at, heading.width)
            sheet.write_string(0, at, heading.name, head)
            if heading.choices:
                sheet.data_validation(1, at, _ROWS, at, {"validate": "list", "source": list(heading.choices)})
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(at, column, float(value), number)
                else:
                    sheet.write_string(at, column, value or "", cell)
        sheet.freeze_panes(1, 2)
    return target.getvalue()


def read(name: str, data: bytes, headings: Sequence[str], needed: Sequence[str]) -> list[Line]:
    """The lines of the first visible sheet below its heading; empty ones are left out.

    Raises BadInput for a file that is no table, or one without the needed headings.
    """
    grid = next((grid for grid in read_grids(name, data) if grid.visible and grid.cells), None)
    rows = [[_words(cell) for cell in row] for row in grid.cells] if grid else []
    title = grid.name if grid else ""
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        titles = ["".join(cell.split()) for cell in row]
        if all(one in titles for one in needed):
            where = {heading: titles.index(heading) for heading in headings if heading in titles}
            return list(_lines(title, rows, at + 1, where))
    wanted = "”“".join(needed)
    raise BadInput(Fault(f"前 {HEADER_WITHIN} 行里没有列名“{wanted}”", "在下载的表上改，保留表头", title, name))


def _lines(title: str, rows: Sequence[Sequence[str]], start: int, where: Mapping[str, int]) -> Iterable[Line]:
    for number, row in enumerate(rows[start:], start + 1):
        words = {heading: row[column] if column < len(row) else "" for heading, column in where.items()}
        if any(words.values()):
            yield Line(words, {heading: _address(title, number, column) for heading, column in where.items()})


def _address(title: str, row: int, column: int) -> str:
    place = f"{letters(column)}{row}"
    return f"{title}!{place}" if title else place


def _words(value: object) -> str:
    """A number without the zeros a workbook adds to it."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value).strip()
