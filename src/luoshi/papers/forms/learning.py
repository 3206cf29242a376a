"""Learns a form from the empty table that another office sent: its title, its header, and what each column means."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document

from luoshi.core.errors import BadInput, Fault
from luoshi.core.sheets import Sheet, read_sheets
from luoshi.papers.forms.fields import BLANK, field_of

DEEPEST = 15
"""A header is looked for in so many rows from the top."""
LEAST = 3
"""A row is a header where so many of its cells have a meaning."""
BESIDE = re.compile(r"附(?:件|表)|(?:填报|报送|上报|填表)|(?:单位|时间|日期|联系人)[（(:：]|\d")
"""What stands above a table beside its title."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A form as it was read: its title, the rows of its header, and the field of each column."""

    title: str
    header: list[list[str]]
    fields: list[str]

    @property
    def headings(self) -> list[str]:
        """The words right above each column."""
        return [next((row[at] for row in reversed(self.header) if row[at]), "") for at in range(len(self.fields))]


def learn(name: str, data: bytes) -> Learned:
    """Reads an empty form, .xlsx, .xls, .csv or .docx. Raises BadInput where there is no table with a header in it."""
    if name.lower().endswith(".docx"):
        tables = _word_tables(name, data)
    else:
        tables = [("", [list(row) for row in _filled(sheet)]) for sheet in read_sheets(name, data)]
    found = [learned for title, rows in tables if (learned := _learned(title, rows))]
    if not found:
        raise BadInput(Fault("没有找到表头", "表里要有一行列名，如“序号、工作任务、责任单位、进展情况”", file=name))
    return max(found, key=lambda one: sum(field != BLANK for field in one.fields))


def _filled(sheet: Sheet) -> Sequence[Sequence[str]]:
    width = max((at + 1 for row in sheet.rows for at, cell in enumerate(row) if cell), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in sheet.rows]


def _word_tables(name: str, data: bytes) -> list[tuple[str, list[list[str]]]]:
    try:
        paper = Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises what its zip and XML readers raise
        raise BadInput(Fault("Word 文件打不开", "在 WPS 或 Word 里另存为 .docx，再交来", file=name)) from error
    said = (paragraph.text.strip() for paragraph in paper.paragraphs)
    title = next((words for words in said if words and not BESIDE.match(words)), "")
    return [(title, [[_words(cell) for cell in row.cells] for row in table.rows]) for table in paper.tables]


def _words(cell: Any) -> str:
    return " ".join(cell.text.split())


def _learned(title: str, rows: Sequence[Sequence[str]]) -> Learned | None:
    """The header ends with the row in which most cells have a meaning; a row above that groups them belongs to it."""
    scored = [(_meaning(row), at) for at, row in enumerate(rows[:DEEPEST])]
    most, last = max(scored, key=lambda one: (one[0], one[1]), default=(0, 0))
    if most < LEAST:
        return None
    first = last
    while first > 0 and _groups(rows[first - 1], rows[last]):
        first -= 1
    header = [list(row) for row in rows[first : last + 1]]
    width = max(at + 1 for row in header for at, cell in enumerate(row) if cell)
    header = [row[:width] for row in header]
    above = max((cell for row in rows[:first] for cell in row if not BESIDE.match(cell)), key=len, default="")
    headings = [next((row[at] for row in reversed(header) if row[at]), "") for at in range(width)]
    return Learned(above or title, header, [field_of(heading) for heading in headings])


def _meaning(row: Sequence[str]) -> int:
    return sum(field_of(cell) != BLANK for cell in dict.fromkeys(row) if cell)


def _groups(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row is the upper part of a header: several different words, or the same ones as below."""
    words = {cell for cell in above if cell}
    return len(words) > 1 and any(cell and cell in below for cell in above)
