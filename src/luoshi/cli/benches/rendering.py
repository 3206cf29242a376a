"""A table kept as rows becomes the Word, Excel or web file that an office would send."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Area = Sequence[int]
"""First row, first column, last row, last column: merged into one cell."""


def document_of(name: str, written: str) -> tuple[str, bytes]:
    """Name and bytes of the file: a table's (.toml) is made, any other is its text as it is."""
    if not name.endswith(".toml"):
        return name, written.encode()
    sheet = tomllib.loads(written)
    made = {"docx": _docx, "xlsx": _xlsx, "html": _html}[sheet["format"]]
    return f"{name.removesuffix('.toml')}.{sheet['format']}", made(sheet)


def _covered(areas: Sequence[Area]) -> dict[tuple[int, int], Area]:
    """Place → the merged area it lies in."""
    return {
        (row, column): area
        for area in areas
        for row in range(area[0], area[2] + 1)
        for column in range(area[1], area[3] + 1)
    }


def _docx(sheet: Mapping[str, Any]) -> bytes:
    merged = _covered(sheet.get("merged", ()))
    rows = "".join(
        f"<w:tr>{''.join(_docx_cell(words, merged.get((row, at)), row, at) for at, words in enumerate(line))}</w:tr>"
        for row, line in enumerate(sheet["rows"])
    )
    before = "".join(map(_docx_paragraph, sheet.get("before", ())))
    after = "".join(map(_docx_paragraph, sheet.get("after", ())))
    body = f"{before}<w:tbl>{rows}</w:tbl>{after}"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return data.getvalue()


def _docx_paragraph(words: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def _docx_cell(words: str, area: Area | None, row: int, column: int) -> str:
    if area and column > area[1]:
        return ""
    span = f'<w:gridSpan w:val="{area[3] - area[1] + 1}"/>' if area and area[3] > area[1] else ""
    down = ""
    if area and area[2] > area[0]:
        down = '<w:vMerge w:val="restart"/>' if row == area[0] else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{span}{down}</w:tcPr>{_docx_paragraph(words)}</w:tc>"


def _xlsx(sheet: Mapping[str, Any]) -> bytes:
    import xlsxwriter

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    page = book.add_worksheet("任务")
    head = len(sheet.get("before", ()))
    for at, words in enumerate(sheet.get("before", ())):
        page.write_string(at, 0, words)
    for row, line in enumerate(sheet["rows"], start=head):
        for column, words in enumerate(line):
            page.write_string(row, column, words)
    for top, left, bottom, right in sheet.get("merged", ()):
        page.merge_range(top + head, left, bottom + head, right, sheet["rows"][top][left])
    for at, words in enumerate(sheet.get("after", ()), start=head + len(sheet["rows"])):
        page.write_string(at, 0, words)
    book.close()
    return data.getvalue()


def _html(sheet: Mapping[str, Any]) -> bytes:
    merged = _covered(sheet.get("merged", ()))
    rows = "".join(
        f"<tr>{''.join(_html_cell(words, merged.get((row, at)), row, at) for at, words in enumerate(line))}</tr>\n"
        for row, line in enumerate(sheet["rows"])
    )
    before = "".join(f"<p>{escape(words)}</p>\n" for words in sheet.get("before", ()))
    after = "".join(f"<p>{escape(words)}</p>\n" for words in sheet.get("after", ()))
    page = f'<html><head><meta charset="utf-8"></head><body>{before}<table>{rows}</table>{after}</body></html>'
    return page.encode()


def _html_cell(words: str, area: Area | None, row: int, column: int) -> str:
    if area and (row, column) != (area[0], area[1]):
        return ""
    spans = f' rowspan="{area[2] - area[0] + 1}" colspan="{area[3] - area[1] + 1}"' if area else ""
    return f"<td{spans}>{escape(words)}</td>"
