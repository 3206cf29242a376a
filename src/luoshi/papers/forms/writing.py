"""A filled form as a workbook or a Word table: the header as it was learnt, equal neighbours merged again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from luoshi.core.sheets import NO_CLOCK
from luoshi.papers.forms.fields import FIELDS
from luoshi.papers.writing.template import FANGSONG, HEITI, XIAOBIAOSONG, packed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPER_WIDTH = 257.0
"""A4 across, in millimetres, less its margins."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with its words: what goes out."""

    title: str
    header: list[list[str]]
    fields: list[str]
    rows: list[list[str]]


def merges(header: Sequence[Sequence[str]]) -> list[tuple[int, int, int, int]]:
    """(top, left, bottom, right) of the cells that were one: equal words beside each other, then below each other."""
    taken: set[tuple[int, int]] = set()
    found = []
    for top, row in enumerate(header):
        for left, words in enumerate(row):
            if not words or (top, left) in taken:
                continue
            right = left
            while right + 1 < len(row) and row[right + 1] == words and (top, right + 1) not in taken:
                right += 1
            bottom = top
            while bottom + 1 < len(header) and all(
                header[bottom + 1][at] in ("", words) for at in range(left, right + 1)
            ):
                bottom += 1
            taken |= {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)}
            if (top, left) != (bottom, right):
                found.append((top, left, bottom, right))
    return found


def workbook(filled: Filled) -> bytes:
    """An .xlsx, A4 across, the header repeated on each page."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": filled.title, "created": NO_CLOCK})
        base = {"font_name": "仿宋", "font_size": 11, "valign": "vcenter", "text_wrap": True, "border": 1}
        cell, middle = book.add_format(base), book.add_format(base | {"align": "center"})
        head = book.add_format(base | {"font_name": HEITI, "align": "center"})
        title = book.add_format(
            {"font_name": XIAOBIAOSONG, "font_size": 18, "align": "center", "valign": "vcenter", "text_wrap": True}
        )
        sheet = book.add_worksheet("上报表")
        last = len(filled.fields) - 1
        _merged(sheet, (0, 0, 0, last), filled.title, title)
        sheet.set_row(0, 36)
        for at, field in enumerate(filled.fields):
            sheet.set_column(at, at, FIELDS[field].width)
        _head(sheet, filled.header, head)
        begins = 1 + len(filled.header)
        for at, row in enumerate(filled.rows, begins):
            for column, words in enumerate(row):
                sheet.write_string(at, column, words, middle if FIELDS[filled.fields[column]].width < 15 else cell)
        sheet.freeze_panes(begins, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1, begins - 1)
        sheet.set_footer("&C— &P —")
    return target.getvalue()


def _head(sheet: Any, header: Sequence[Sequence[str]], style: Any) -> None:
    for top, row in enumerate(header):
        for left, words in enumerate(row):
            sheet.write_string(1 + top, left, words, style)
    for top, left, bottom, right in merges(header):
        sheet.merge_range(1 + top, left, 1 + bottom, right, header[top][left], style)


def _merged(sheet: Any, area: tuple[int, int, int, int], words: str, style: Any) -> None:
    if area[1] == area[3]:
        sheet.write_string(area[0], area[1], words, style)
    else:
        sheet.merge_range(*area, words, style)


def word(filled: Filled) -> bytes:
    """A .docx of our own, A4 across."""
    paper = Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    _said(paper.add_paragraph(), filled.title, XIAOBIAOSONG, 18, centred=True)
    deep = len(filled.header)
    table = paper.add_table(deep + len(filled.rows), len(filled.fields))
    table.style = "Table Grid"
    table.autofit = False
    widths = _widths(filled.fields)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for at, row in enumerate((*filled.header, *filled.rows)):
        for column, words in enumerate(row):
            cell = table.cell(at, column)
            cell.width = Mm(widths[column])
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            is_head = at < deep
            centred = is_head or FIELDS[filled.fields[column]].width < 15
            _said(cell.paragraphs[0], words, HEITI if is_head else FANGSONG, 10.5, centred=centred)
    for top, left, bottom, right in merges(filled.header):
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                if (y, x) != (top, left):
                    table.cell(y, x).paragraphs[0].clear()
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        for empty in merged.paragraphs[1:]:
            empty._element.getparent().remove(empty._element)
    for at, row in enumerate(table.rows):
        marks = row._tr.get_or_add_trPr()
        marks.append(row._tr.makeelement(qn("w:cantSplit"), {}))
        if at < deep:
            marks.append(row._tr.makeelement(qn("w:tblHeader"), {}))
    return _bytes(paper)


def into_word(original: bytes, filled: Filled) -> bytes:
    """The sender's own .docx, its empty rows taken by ours: its fonts, widths and rules stay as they are."""
    paper = Document(io.BytesIO(original))
    table = next(table for table in paper.tables if len(table.columns) >= len(filled.fields))
    deep = _deep(table, filled)
    pattern = deepcopy(table.rows[deep]._tr if len(table.rows) > deep else table.rows[-1]._tr)
    for row in table.rows[deep:]:
        row._tr.getparent().remove(row._tr)
    for words in filled.rows:
        table._tbl.append(deepcopy(pattern))
        for cell, text in zip(table.rows[-1].cells, words, strict=False):
            _replace(cell, text)
    return _bytes(paper)


def _deep(table: Any, filled: Filled) -> int:
    """Where the header of the sender's table ends."""
    last = [cell for cell in filled.header[-1] if cell]
    for at, row in enumerate(table.rows):
        said = {" ".join(cell.text.split()) for cell in row.cells}
        if all(words in said for words in last):
            return at + 1
    return len(filled.header)


def _replace(cell: Any, text: str) -> None:
    """Words into a cell, in the type of its first run."""
    first, *others = cell.paragraphs
    for paragraph in others:
        paragraph._element.getparent().remove(paragraph._element)
    for run in first.runs[1:]:
        run._element.getparent().remove(run._element)
    if first.runs:
        first.runs[0].text = text
    else:
        first.add_run(text)


def _widths(fields: Sequence[str]) -> list[float]:
    whole = sum(FIELDS[field].width for field in fields)
    return [PAPER_WIDTH * FIELDS[field].width / whole for field in fields]


def _said(paragraph: Any, words: str, font: str, points: float, *, centred: bool = False) -> None:
    run = paragraph.add_run(words)
    run.font.size = Pt(points)
    run.font.name = font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _bytes(paper: Any) -> bytes:
    """The parts without a clock: the same words give the same bytes."""
    kept = io.BytesIO()
    paper.save(kept)
    with zipfile.ZipFile(kept) as written:
        return packed({entry.filename: written.read(entry) for entry in written.infolist()})
