"""Files as people hand them in, made here: a Word file by hand, workbooks by xlsxwriter."""

from __future__ import annotations

import io
import zipfile

import xlsxwriter
from python_calamine import CalamineWorkbook

SPEECH = (
    "在县政府全体会议上的讲话\n"
    "（2026年3月1日）\n"
    "同志们：\n"
    "今年以来，全县上下坚持项目为王，成绩来之不易。\n"
    "一要抓开工。由常务副县长牵头，县发改局负责，6月底前9个项目全部开工。\n"
    "二要抓要素。由分管副县长牵头，县住建局负责，县国土局配合，年底前完成320亩用地报批。\n"
    "三要抓民生。各镇办要在10月底前完成木耳大棚建设。\n"
    "没有等出来的辉煌，只有干出来的精彩。\n"
)
HEADER = ["序号", "工作任务", "牵头领导", "牵头单位", "配合单位", "完成时限", "目标"]


def docx(*lines: str, header: str = "") -> bytes:
    """A Word file with a paragraph a line, and a page header."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{paragraphs}</w:body></w:document>")
        if header:
            package.writestr("word/header1.xml", f"<w:hdr {space}><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>")
    return target.getvalue()


def workbook(*rows: list, title: str = "2026年重点任务台账", header: list | None = None, merges: tuple = ()) -> bytes:
    """A ledger with a title above its header; `merges` are (first row, first column, last row, last column, words)."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        columns = HEADER if header is None else header
        if title:
            sheet.merge_range(0, 0, 0, max(len(columns) - 1, 1), title)
        sheet.write_row(1, 0, columns)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate(rows, 2):
            for column, value in enumerate(row):
                if hasattr(value, "year"):
                    sheet.write_datetime(at, column, value, day)
                elif value is not None:
                    sheet.write(at, column, value)
        for top, left, bottom, right, words in merges:
            sheet.merge_range(top, left, bottom, right, words)
    return target.getvalue()


def cells_of(data: bytes) -> list[list]:
    """The first sheet of a workbook as it stands, hidden columns too."""
    return [list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()]


def saved(rows: list[list], sheet: str = "Sheet1") -> bytes:
    """The same cells as another program saves them: without locks, merges and rules."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page, day = book.add_worksheet(sheet), book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if hasattr(value, "year"):
                    page.write_datetime(at, column, value, day)
                elif value not in (None, ""):
                    page.write(at, column, value)
    return target.getvalue()


class _InGbk(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), self.flag_bits


def archive(members: dict[str, bytes]) -> bytes:
    """A .zip as Chinese Windows makes it: names in GBK, and says nothing of it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in members.items():
            package.writestr(_InGbk(name), data)
    return target.getvalue()
