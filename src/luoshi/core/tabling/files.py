"""From a file to grids: .xlsx, .xls of old Excel and WPS, web pages and text that are called .xls, CSV."""

from __future__ import annotations

import csv
import datetime
import io
from decimal import Decimal
from typing import Any

from lxml import etree
from lxml import html as parser
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from luoshi.core.reading.files import html
from luoshi.core.reading.files.kinds import kind_of
from luoshi.core.reading.files.plain import decode
from luoshi.core.reading.files.source import unreadable
from luoshi.core.tabling.grid import At, Grid, Value, grid_of

MOST_CELLS = 600_000
"""Above this a file is a database, not a sheet a person has looked at."""
_ODD = dict.fromkeys(map(ord, "\x00\ufeff\u200b\u200c\u2060\xad"), None)


def read_grids(name: str, data: bytes) -> list[Grid]:
    """Every sheet of a file, hidden ones too (they say so). Raises BadInput for what is none or does not open."""
    if not data:
        raise unreadable(name, "文件是空的", "换一个有内容的表")
    grids = _read(name, data)
    if sum(len(grid.cells) * len(grid.cells[0]) for grid in grids if grid.cells) > MOST_CELLS:
        raise unreadable(name, f"表太大，超过 {MOST_CELLS // 10_000} 万格", "只留要读的那几张表，另存后再交来")
    return grids


def _read(name: str, data: bytes) -> list[Grid]:
    start = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ").lower()
    if start.startswith(b"<?xml") and b"spreadsheet" in start:
        return _spreadsheet_xml(name, data)
    named_text = name.lower().endswith((".csv", ".tsv", ".txt"))
    kind = "text" if named_text and not start.startswith((b"pk", b"\xd0\xcf")) else _kind(name, data)
    if kind in ("xlsx", "xls"):
        return _workbook(name, data)
    if kind == "html":
        return [_page(name, data)]
    if kind == "text":
        return [_text(name, data)]
    raise unreadable(name, "这不是表格文件", "交 .xlsx、.xls 或 .csv 文件")


def _kind(name: str, data: bytes) -> str:
    """Text and web pages are often saved under the name .xls."""
    if data.lstrip()[:8].startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return kind_of(name, data)
    return kind_of(name.rpartition(".")[0] + ".txt", data)


def _workbook(name: str, data: bytes) -> list[Grid]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = [_sheet(book, meta.name, meta.visible == SheetVisibleEnum.Visible) for meta in book.sheets_metadata]
    except (CalamineError, OSError, ValueError) as error:
        raise unreadable(name, "表格文件损坏或有密码，打不开", "在原来的电脑上重新打开、另存一次，再交来") from error
    return [grid for grid in grids if grid is not None]


def _sheet(book: CalamineWorkbook, title: str, visible: bool) -> Grid | None:
    try:
        sheet = book.get_sheet_by_name(title)
    except CalamineError:
        return None  # a chart sheet has no cells
    rows = [[_value(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return grid_of(title, rows, sheet.merged_cell_ranges or (), visible=visible)


def _value(cell: Any) -> Value:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return Decimal(int(cell)) if float(cell).is_integer() else Decimal(repr(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    return _clean(str(cell))


def _clean(text: str) -> str:
    return text.translate(_ODD).replace("\xa0", " ").strip(" \t\r\n\u3000")


def _text(name: str, data: bytes) -> Grid:
    text = decode(name, data).translate(_ODD)
    first = "\n".join(text.splitlines()[:20])
    comma = max(",\t;", key=first.count)
    try:
        rows: list[list[Value]] = [
            [_clean(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=comma)
        ]
    except csv.Error as error:
        raise unreadable(name, "表格的引号不成对，读不下去", "用 Excel 或 WPS 打开，另存为 .xlsx 再交来") from error
    return grid_of("", rows)


def _page(name: str, data: bytes) -> Grid:
    """The tables of a web page, one below the other; rows are counted through all of them."""
    try:
        root = parser.document_fromstring(
            html.decoded(name, data), parser=parser.HTMLParser(no_network=True, huge_tree=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(name, "网页里没有可读的表", "在 Excel 或 WPS 里打开，另存为 .xlsx 再交来") from error
    for line_break in root.iter("br"):  # as the line break in a cell of a workbook: 企业 代码
        line_break.tail = f"\n{line_break.tail or ''}"
    tables = [table for table in root.iter("table") if next(table.iterdescendants("table"), None) is None]
    rows: list[list[Value]] = []
    merged: list[tuple[At, At]] = []
    starts: list[int] = []
    for table in tables:
        top = len(rows)
        starts.append(top)
        laid = html.laid_out(table)
        spans: dict[At, At] = {}
        for at, line in enumerate(laid):
            rows.append([_clean(cell) if isinstance(cell, str) else "" for cell in line])
            for column, cell in enumerate(line):
                if not isinstance(cell, str):
                    spans[cell] = (at, column)
        merged += [((top + a, b), (top + c, d)) for (a, b), (c, d) in spans.items()]
    before, after = _around(root, tables)
    return grid_of("", rows, merged, starts=starts, before=before, after=after)


def _around(root: etree._Element, tables: list[etree._Element]) -> tuple[list[str], list[str]]:
    """Words of the page outside its tables: those before the last one, and those after it."""
    inside = {element for table in tables for element in table.iter()}
    found: tuple[list[str], list[str]] = ([], [])
    passed = 0
    for element in root.iter():
        passed += element in tables
        if element in inside or not isinstance(element.tag, str) or element.tag in ("style", "script", "title", "head"):
            continue
        words = _clean(element.text or "")
        if words:
            found[passed >= len(tables)].append(words)
    return found


_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def _spreadsheet_xml(name: str, data: bytes) -> list[Grid]:
    """Excel's XML of 2003."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(name, "表格文件损坏，打不开", "在原来的电脑上重新打开、另存一次，再交来") from error
    return [_xml_sheet(sheet) for sheet in root.iter(f"{_SS}Worksheet")] if root is not None else []


def _xml_sheet(sheet: etree._Element) -> Grid:
    rows: list[list[Value]] = []
    merged: list[tuple[At, At]] = []
    for row in sheet.iter(f"{_SS}Row"):
        at = int(row.get(f"{_SS}Index") or len(rows) + 1) - 1
        rows += [[] for _ in range(max(0, min(at, 100_000) + 1 - len(rows)))]
        column = 0
        for cell in row.iter(f"{_SS}Cell"):
            column = int(cell.get(f"{_SS}Index") or column + 1) - 1
            rows[at] += [""] * (column + 1 - len(rows[at]))
            rows[at][column] = _xml_value(cell)
            right = column + int(cell.get(f"{_SS}MergeAcross") or 0)
            down = at + int(cell.get(f"{_SS}MergeDown") or 0)
            if (down, right) != (at, column):
                merged.append(((at, column), (down, right)))
            column = right + 1
    return grid_of(sheet.get(f"{_SS}Name") or "", rows, merged)


def _xml_value(cell: etree._Element) -> Value:
    data = cell.find(f"{_SS}Data")
    if data is None:
        return ""
    text = _clean("".join(data.itertext()))
    kind = data.get(f"{_SS}Type")
    if kind == "Number" and text:
        return Decimal(text)
    if kind == "DateTime" and len(text) >= 10:
        return datetime.date.fromisoformat(text[:10])
    return text
