"""A county's first workbook, made as an office fills it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter

from luoshi.intake.founding.columns import FORMS

UNITS = (
    ["云岭县人民政府办公室", "府办", "督查室", "县级机关", "", "", ""],
    ["云岭县住房和城乡建设局", "住建局", "住建、县建设局", "其他部门", "", "市政管网", ""],
    ["云岭县自然资源局", "资源局", "县国土局", "经济部门", "", "", ""],
    ["金溪镇人民政府", "金溪镇", "", "镇办", "", "", ""],
    ["石桥镇人民政府", "石桥镇", "", "", "", "", "府办"],
)
POSTS = (
    ["府办", "督查室科员", "督查室经办", "方晓", "13900000001", "是", ""],
    ["府办", "系统管理员", "系统管理", "吴桐", "139 0000 0002", "是", ""],
    ["府办", "县长", "县长", "高原", "13900000003", "否", ""],
    ["府办", "副县长", "副县长", "周明", "", "否", ""],
    ["府办", "周县长秘书", "县领导秘书", "田禾", "13900000009", "", "周明"],
    ["住建", "局长", "主要负责人", "石磊", "13900000004", "是", ""],
    ["住建局", "办公室主任", "联络员", "李芳", "13900000005", "", ""],
    ["金溪镇", "镇长", "主要负责人", "黄海", 13900000006, "是", ""],
    ["金溪镇", "党政办干事", "联络员", "何川", "", "是", ""],
    ["石桥镇", "镇长", "主要负责人", "", "", "", ""],
)
PORTFOLIOS = (["副县长 周明", "住建局、各镇办", "重点项目"],)
PROGRAMMES = (["key", "重点项目", "每月", 25, "", ""],)
LEDGER = (
    [
        "12",
        "城西污水管网改造",
        "重点项目",
        "县政府第3次常务会议",
        "住建局",
        "",
        "国土局、石桥镇",
        "周县长",
        date(2026, 12, 31),
        "完成投资 ≥ 1000 万元；铺设管网 ≥ 8 公里",
        "重点项目",
        "2026-03-02",
    ],
    ["13", "暂存库建设", "", "市文件", "金溪镇", "", "", "副县长周明", "9月底", "建成暂存库", "", "2026年3月2日"],
    ["14", "危房排查", "", "", "石桥镇", "", "", "", "", "", "", date(2026, 2, 1)],
    ["15", "农田水利整修", "", "", "金溪镇", "", "", "", "2026-11-30", "整修 ≥ 20 处", "key", ""],
)
DONE = (
    ["12", "主管道开挖", "2026-04-30", "2026-05-06", "完成投资", "400万元", "主管道已开挖 3.2 公里。"],
    ["12", "通水", "2026-11-30", "", "铺设管网", 3.5, ""],
    ["13", "选址", "", date(2026, 4, 10), "", "", "选址已定，等用地批复。"],
    ["14", "办结", "", "2026-06-20", "", "", ""],
)
SHEETS: dict[str, Sequence[list]] = {
    "单位": UNITS,
    "岗位人员": POSTS,
    "分管": PORTFOLIOS,
    "专项": PROGRAMMES,
    "台账": LEDGER,
    "已完成": DONE,
}


def workbook(changed: Mapping[tuple[str, int, str], object] | None = None, *, without: Sequence[str] = ()) -> bytes:
    """The filled workbook, with some cells changed: (sheet, row from 0, column's name) → what stands there."""
    changed = changed or {}
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for form in FORMS:
            if form.name in without:
                continue
            sheet = book.add_worksheet(form.name)
            names = [column.name for column in form.columns]
            sheet.write_row(0, 0, names)
            sheet.write_row(1, 0, form.example)
            for at, row in enumerate(SHEETS[form.name]):
                for column, value in enumerate(row):
                    value = changed.get((form.name, at, names[column]), value)
                    if isinstance(value, date):
                        sheet.write_datetime(at + 2, column, value, day)
                    elif value != "":
                        sheet.write(at + 2, column, value)
    return target.getvalue()
