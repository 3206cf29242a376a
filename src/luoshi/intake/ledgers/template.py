"""The ledger written out, with rows or without: what goes out comes in again without loss."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from luoshi.core.sheets import NO_CLOCK
from luoshi.intake.queries import JOINT, OWN_DAY, RowShown
from luoshi.matters.measured import all_shown
from luoshi.matters.models import Kind
from luoshi.org.directory import Directory

COLUMNS: tuple[tuple[str, int], ...] = (
    ("任务", 48),
    ("种类", 12),
    ("牵头单位", 16),
    ("责任单位", 20),
    ("配合单位", 28),
    ("牵头领导", 16),
    ("完成时限", 14),
    ("目标", 30),
    ("统计指标", 20),
)
"""Heading and width in characters. 责任单位 beside a lead unit are those jointly responsible."""
NOTES = (
    "一行一项任务；任务和牵头单位必填，其余可空。",
    "单位写名册里的全称、简称、曾用名都行，几个单位用顿号隔开；“各镇办”指全部镇（街道）。",
    "牵头单位负总责，责任单位共同负责，配合单位各办各的一份。",
    "完成时限写成 2026-06-30、6月底、三季度或每月；没有就空着。",
    "目标写成“开工 ≥ 9 个”，几个目标用分号隔开；没有数的直接写文字。",
    "目标的数统计部门已有的，在“统计指标”里写指标名称，不再问单位；几个目标用分号隔开，单位自己报的写“无”。",
    "种类可选：" + "、".join(str(label) for label in Kind.labels) + "；空着就是任务。",
)
_SPARE = 500
"""Rows below the last one that still offer the lists to choose from."""


def ledger_workbook(title: str, names: Directory, rows: Iterable[RowShown] = ()) -> bytes:
    """An .xlsx with the ledger, how to fill it, and the register of units."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": title, "created": NO_CLOCK})
        base = {"font_name": "仿宋", "font_size": 12, "valign": "vcenter", "text_wrap": True}
        cell = book.add_format(base | {"border": 1})
        day = book.add_format(base | {"border": 1, "num_format": "yyyy-mm-dd", "align": "left"})
        head = book.add_format(base | {"border": 1, "bold": True, "align": "center", "bg_color": "#F3EDE1"})
        heading = book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"}
        )
        sheet = book.add_worksheet("任务台账")
        sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, title, heading)
        sheet.set_row(0, 36)
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, name, head)
        last = 1
        for last, row in enumerate(rows, 2):
            for column, value in enumerate(cells(row, names)):
                if isinstance(value, date):
                    sheet.write_datetime(last, column, value, day)
                else:
                    sheet.write_string(last, column, value, cell)
        _lists(sheet, last + 1, len(names.units))
        sheet.freeze_panes(2, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 1)
        _register(book.add_worksheet("单位名册"), names)
        notes = book.add_worksheet("填写说明")
        notes.set_column(0, 0, 80)
        for at, words in enumerate(NOTES):
            notes.write_string(at, 0, words, book.add_format(base))
    return target.getvalue()


def cells(row: RowShown, names: Directory) -> Sequence[str | date]:
    """A row's cells in the order of the columns."""
    beside = [OWN_DAY.sub("", name) for name, _known in row.others]
    joint = [name.removesuffix(JOINT) for name in beside if name.endswith(JOINT)]
    co = [name for name in beside if not name.endswith(JOINT)]
    return (
        row.row.title,
        row.kind_name,
        (row.row.unit_words if row.row.parts else "") or row.unit,
        "、".join(joint),
        "、".join(co),
        row.leader or row.row.leader_words,
        row.row.due or row.row.due_text,
        all_shown(row.row.measures),
        _counted(row),
    )


def _counted(row: RowShown) -> str:
    """The indicators in the order of the measures; nothing where the unit reports all of them itself."""
    chosen = {one.place: one.chosen.name for one in row.sources if one.chosen}
    return "；".join(chosen.get(place, "无") for place, _one in enumerate(row.row.measures)) if chosen else ""


def _lists(sheet: Worksheet, first: int, units: int) -> None:
    until = first + _SPARE
    sheet.data_validation(2, 1, until, 1, {"validate": "list", "source": [str(label) for label in Kind.labels]})
    sheet.data_validation(
        2,
        2,
        until,
        2,
        {"validate": "list", "source": f"='单位名册'!$A$2:$A${units + 1}", "error_type": "warning"},
    )


def _register(sheet: Worksheet, names: Directory) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 36)
    sheet.write_row(0, 0, ["简称", "全称"])
    for at, unit in enumerate(sorted(names.units.values(), key=lambda unit: unit.place), 1):
        sheet.write_row(at, 0, [unit.short, unit.name])
