"""A parent's children as one sheet, as an office sends it on."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from luoshi.matters.queries.members import Member
from luoshi.matters.queries.page import MatterPage

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADERS = ("编号", "单位", "目标", "已完成", "计量单位", "进度", "时限", "亮灯", "为什么", "最近填报")
WIDTHS = (10, 14, 12, 12, 10, 8, 12, 8, 30, 50)
LIGHTS = {"red": "■ 滞后", "yellow": "▲ 预警", "green": "● 正常", "done": "✓ 办结"}


def members_sheet(found: MatterPage) -> bytes:
    """The title, a row for each unit, and what they add up to where they do."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("分解")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        share = book.add_format({"num_format": "0.0%"})
        sheet.write_string(0, 0, f"{found.row.number} {found.row.title}", bold)
        for column, (words, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
            sheet.write_string(1, column, words, bold)
            sheet.set_column(column, column, width)
        for at, member in enumerate(found.members, 2):
            for column, value in enumerate(_cells(member)):
                _write(sheet, at, column, value, day if column == 6 else share if column == 5 else None)
        if found.matter.rollup == "sum" and found.measures:
            whole = found.measures[0].measure
            at = len(found.members) + 2
            for column, value in ((1, "合计"), (2, whole.value), (3, whole.done), (4, whole.unit_of_measure)):
                _write(sheet, at, column, value, bold)
        sheet.freeze_panes(2, 2)
    return target.getvalue()


def _cells(member: Member) -> tuple[Any, ...]:
    row = member.row
    unit = member.measure.unit_of_measure if member.measure else ""
    words = f"{member.period} {member.words}".strip()
    return (
        row.number,
        row.unit_name,
        member.target,
        member.done,
        unit,
        row.progress,
        row.due,
        LIGHTS[row.light],
        row.why,
        words,
    )


def _write(sheet: Any, at: int, column: int, value: Any, form: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(at, column, value, form)
    elif hasattr(value, "isoformat"):
        sheet.write_datetime(at, column, value, form)
    else:
        sheet.write_number(at, column, float(value), form)
