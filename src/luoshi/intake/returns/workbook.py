"""The sheet as it goes out: what is asked and what was said last is locked, the white cells are to be filled."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import zip_longest

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from luoshi.core.sheets import NO_CLOCK
from luoshi.facts.canonical import decimal_text
from luoshi.intake.returns.columns import (
    COLUMNS,
    MARK,
    NODE,
    PASSED,
    REASON,
    TICK,
    TITLE,
    VALUE,
    WORDS,
    Mark,
    stamp,
)
from luoshi.matters.entering import REASONS
from luoshi.matters.models import MeasureKind
from luoshi.matters.queries import Night, NightRow
from luoshi.matters.queries.night_page import NodeAsked, NumberAsked, NumberSupplied

_FIRST = 3
"""The first line of matters: beneath title, note and heading."""
_A4 = 9


@dataclass(frozen=True, slots=True)
class _Looks:
    title: Format
    note: Format
    head: Format
    locked: Format
    open: Format
    number: Format
    tick: Format


def return_workbook(night: Night) -> bytes:
    """An .xlsx for one unit and period. Matters with restricted readers are left out: a file travels."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        title = f"{night.unit_name}{night.period.label}进展填报表"
        book.set_properties({"title": title, "created": NO_CLOCK})
        looks, sheet = _looks(book), book.add_worksheet(night.unit_name[:20] or "填报")
        _head(sheet, night, title, looks)
        line = _FIRST
        for row in night.rows:
            if not row.matter.restricted:
                line = _matter(sheet, line, row, looks)
        _rules(sheet, _FIRST, max(line - 1, _FIRST), night.most)
        _page(sheet)
    return target.getvalue()


def _looks(book: Workbook) -> _Looks:
    base = {"font_name": "仿宋", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
    grey = base | {"bg_color": "#F3EDE1"}
    return _Looks(
        title=book.add_format({"font_name": "方正小标宋简体", "font_size": 16, "align": "center", "valign": "vcenter"}),
        note=book.add_format({"font_name": "仿宋", "font_size": 11, "valign": "vcenter", "text_wrap": True}),
        head=book.add_format(grey | {"bold": True, "align": "center", "valign": "vcenter"}),
        locked=book.add_format(grey),
        open=book.add_format(base | {"locked": False}),
        number=book.add_format(base | {"locked": False, "num_format": "General", "align": "right"}),
        tick=book.add_format(base | {"locked": False, "align": "center"}),
    )


def _head(sheet: Worksheet, night: Night, title: str, looks: _Looks) -> None:
    until = f"{night.cutoff_day.month}月{night.cutoff_day.day}日 {night.cutoff_hour}:00"
    note = (
        f"{until} 截止。填白格：数只写数字；节点通过了写 {TICK}；一句话 {night.most} 字以内，没有变化就写因为什么。"
        "灰格不用改，行、列可以排序、隐藏。"
    )
    sheet.merge_range(0, 0, 0, MARK - 1, title, looks.title)
    sheet.merge_range(1, 0, 1, MARK - 1, note, looks.note)
    sheet.write_string(0, MARK, stamp(night.unit, str(night.period)))
    sheet.set_row(0, 30)
    sheet.set_row(1, 34)
    for column, (name, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width, None, {"hidden": column == MARK})
        sheet.write_string(2, column, name, looks.head)


def _matter(sheet: Worksheet, first: int, row: NightRow, looks: _Looks) -> int:
    """A line for each number and each node, at least one. Answers the next free line."""
    numbers: list[NumberAsked | NumberSupplied] = [*row.numbers, *row.supplied]
    lines = list(zip_longest(numbers, [*row.nodes, *row.later])) or [(None, None)]
    for step, (number, node) in enumerate(lines):
        at = first + step
        _asked(sheet, at, row, number, node, looks, whole=step == 0)
        _answers(sheet, at, row, number if isinstance(number, NumberAsked) else None, node, looks, whole=step == 0)
    return first + len(lines)


def _asked(
    sheet: Worksheet,
    at: int,
    row: NightRow,
    number: NumberAsked | NumberSupplied | None,
    node: NodeAsked | None,
    looks: _Looks,
    *,
    whole: bool,
) -> None:
    what = _what(number) if number else ""
    step = f"{node.node.title}（{node.node.day:%m-%d}）" if node else ""
    cells = (row.number, row.matter.title if whole else "", _before(row) if whole else "", what)
    for column, words in enumerate(cells):
        _say(sheet, at, column, words, looks.locked)
    _say(sheet, at, NODE, step, looks.locked)
    mark = Mark(row.matter.uuid, number.measure.code if number else "", str(node.node.uuid) if node else "")
    sheet.write_string(at, MARK, str(mark), looks.locked)


def _answers(
    sheet: Worksheet,
    at: int,
    row: NightRow,
    number: NumberAsked | None,
    node: NodeAsked | None,
    looks: _Looks,
    *,
    whole: bool,
) -> None:
    _number(sheet, at, number.typed if number else "", looks.number if number else looks.locked)
    _say(sheet, at, PASSED, TICK if node and node.ticked else "", looks.tick if node else looks.locked)
    unchanged, look = row.entered.no_change, looks.open if whole else looks.locked
    _say(sheet, at, WORDS, row.entered.words if whole and unchanged is None else "", look)
    _say(sheet, at, REASON, unchanged or "" if whole else "", look)


def _say(sheet: Worksheet, at: int, column: int, words: str, look: Format) -> None:
    """Words as words: what begins with = is no formula here."""
    if words:
        sheet.write_string(at, column, words, look)
    else:
        sheet.write_blank(at, column, None, look)


def _number(sheet: Worksheet, at: int, typed: str, look: Format) -> None:
    try:
        sheet.write_number(at, VALUE, float(typed), look)
    except ValueError:
        _say(sheet, at, VALUE, typed, look)


def _what(number: NumberAsked | NumberSupplied) -> str:
    """完成投资（万元，本期数）；累计 1290 / 3100. What the statistics give says so."""
    if isinstance(number, NumberSupplied):
        return number.words
    measure = number.measure
    kind = "本期数" if measure.measure_kind == MeasureKind.FLOW else "现在的数"
    parts = "，".join(part for part in (measure.unit_of_measure, kind) if part)
    so_far = decimal_text(measure.done) if measure.done is not None else "—"
    whole = decimal_text(measure.value) if measure.value is not None else "—"
    return f"{measure.name}（{parts}）；累计 {so_far} / {whole}"


def _before(row: NightRow) -> str:
    if row.before is None:
        return "上期没有填报"
    numbers = [
        f"{one.measure.name} {decimal_text(one.before)}{one.measure.unit_of_measure}"
        for one in row.numbers
        if one.before is not None
    ]
    words = f"无变化，因为{row.before.no_change}" if row.before.no_change is not None else row.before.words
    return "；".join([*numbers, words]) if words else "；".join(numbers)


def _rules(sheet: Worksheet, first: int, last: int, most: int) -> None:
    """Lists to choose from; what a rule would refuse is told, the reading decides."""
    sheet.data_validation(first, PASSED, last, PASSED, {"validate": "list", "source": [TICK], "error_type": "warning"})
    sheet.data_validation(
        first, REASON, last, REASON, {"validate": "list", "source": list(REASONS), "show_error": False}
    )
    sheet.data_validation(
        first,
        VALUE,
        last,
        VALUE,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -(10**12),
            "maximum": 10**12,
            "error_type": "warning",
            "error_title": "只写数字",
            "error_message": "单位已经写在左边。",
        },
    )
    sheet.data_validation(
        first,
        WORDS,
        last,
        WORDS,
        {
            "validate": "length",
            "criteria": "<=",
            "value": most,
            "error_title": "写长了",
            "error_message": f"最多 {most} 字。",
        },
    )


def _page(sheet: Worksheet) -> None:
    sheet.freeze_panes(_FIRST, TITLE + 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    may = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
    sheet.protect("", dict.fromkeys(may, True))
