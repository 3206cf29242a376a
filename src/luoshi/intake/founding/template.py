"""The empty workbook: six sheets with lists to choose from, an example line each, and how to fill them."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from luoshi.core.sheets import NO_CLOCK
from luoshi.intake.founding.columns import FORMS, PROGRAMMES, UNITS, Column, Form

_ROWS = 2000
"""Lines that offer the lists to choose from."""
_CHOSEN_FROM: dict[str, str] = {UNITS: "$B$3:$B$502", PROGRAMMES: "$B$3:$B$102"}
"""Where short names of units and names of programmes stand, below header and example."""


def empty_workbook() -> bytes:
    """The workbook to fill in: what is grey is an example and is not read."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"title": "落实：启用工作簿", "created": NO_CLOCK})
        base = {"font_name": "仿宋", "font_size": 12, "valign": "vcenter", "text_wrap": True}
        notes = book.add_worksheet("填写说明")
        formats = {
            "cell": book.add_format(base | {"num_format": "@"}),
            "head": book.add_format(base | {"border": 1, "bold": True, "align": "center", "bg_color": "#F3EDE1"}),
            "need": book.add_format(
                base | {"border": 1, "bold": True, "align": "center", "bg_color": "#F3EDE1", "font_color": "#B3301D"}
            ),
            "example": book.add_format(base | {"italic": True, "font_color": "#6F685F", "num_format": "@"}),
        }
        notes.set_column(0, 0, 14)
        notes.set_column(1, 1, 90)
        for at, (name, words) in enumerate(_notes()):
            notes.write_string(at, 0, name, formats["cell"])
            notes.write_string(at, 1, words, formats["cell"])
        for form in FORMS:
            _sheet(book.add_worksheet(form.name), form, formats)
    return target.getvalue()


def _notes() -> list[tuple[str, str]]:
    general = [
        ("怎样用", "填好六张表，交给系统：全部对才写入，有一处不对就一行也不写，错在哪张表哪一格会逐条列出。"),
        ("示例", "灰色斜体、“例：”开头的一行不读入，可以留着，也可以删去。红字的栏必填。"),
    ]
    return general + [(form.name, form.note) for form in FORMS]


def _sheet(sheet: Worksheet, form: Form, formats: dict[str, Any]) -> None:
    for at, column in enumerate(form.columns):
        sheet.set_column(at, at, column.width, formats["cell"])
        sheet.write_string(0, at, column.name, formats["need" if column.needed else "head"])
        sheet.write_string(1, at, form.example[at], formats["example"])
        source = _choices(column)
        if source:
            sheet.data_validation(2, at, _ROWS, at, {"validate": "list", "source": source, "error_type": "warning"})
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _choices(column: Column) -> list[str] | str:
    if column.of_sheet:
        return f"='{column.of_sheet}'!{_CHOSEN_FROM[column.of_sheet]}"
    return list(column.choices)
