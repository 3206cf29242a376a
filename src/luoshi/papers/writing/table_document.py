"""A table of tasks as a .docx on landscape A4: its head again on every page, equal neighbours merged. Same text, same
bytes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape

from luoshi.papers.writing.sheet import Column
from luoshi.papers.writing.table_sheet import TableSheet
from luoshi.papers.writing.template import NAMESPACES, SIDEWAYS_WIDTH, filled, twips
from luoshi.papers.writing.typography import day_words, title_lines

OUTER, INNER = 12, 4
"""Eighths of a point: the frame and the lines within."""
TITLE_SIGNS = 30.0


def table_document(sheet: TableSheet, mark: str = "") -> bytes:
    """The table as a .docx; `mark` goes with it unseen, so that a filled one says whose it is."""
    return filled("".join(_parts(sheet)) + (_hidden(mark) if mark else ""), "".join(sheet["title"]), sheet["office"])


def _parts(sheet: TableSheet) -> Iterable[str]:
    if sheet["number"]:
        end = f'<w:tabs><w:tab w:val="right" w:pos="{twips(SIDEWAYS_WIDTH)}"/></w:tabs>'
        yield _line("Normal", f"{sheet['number']}\t{day_words(date.fromisoformat(sheet['day']))}", end)
    for line in title_lines(sheet["title"], TITLE_SIGNS):
        yield _line("Headline", line)
    for line in sheet["head"]:
        yield _line("TableCaption", line)
    yield _line("TableText")
    yield _table(sheet)
    for note in sheet["notes"]:
        yield _line("TableText", note, '<w:spacing w:before="80" w:line="280" w:lineRule="exact"/>')
    if sheet["signer"]:
        right = '<w:spacing w:before="160" w:line="320" w:lineRule="exact"/><w:jc w:val="right"/>'
        yield _line("TableText", f"签发：{sheet['signer']}", right)


def _hidden(words: str) -> str:
    unseen = '<w:rPr><w:vanish/><w:sz w:val="2"/></w:rPr>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{unseen}</w:pPr><w:r>{unseen}<w:t>{escape(words)}</w:t></w:r></w:p>'
    )


def _line(style: str, text: str = "", properties: str = "") -> str:
    """A paragraph; a line break of the text is one in it."""
    pieces = []
    for place, part in enumerate(text.split("\t")):
        pieces += ["<w:r><w:tab/></w:r>"] if place else []
        for row, piece in enumerate(part.split("\n")):
            pieces += ["<w:r><w:br/></w:r>"] if row else []
            pieces += [f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'] if piece else []
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(pieces)}</w:p>'


def _table(sheet: TableSheet) -> str:
    columns = sheet["columns"]
    grid = "".join(f'<w:gridCol w:w="{twips(column["width"])}"/>' for column in columns)
    head = "".join(_cell(column, column["title"], "TableHead", '<w:jc w:val="center"/>') for column in columns)
    outer = f'w:val="single" w:sz="{OUTER}" w:space="0" w:color="000000"'
    inner = f'w:val="single" w:sz="{INNER}" w:space="0" w:color="000000"'
    sides = "".join(f"<w:{side} {outer}/>" for side in ("top", "left", "bottom", "right"))
    return (
        f"<w:tbl {NAMESPACES}><w:tblPr>"
        f'<w:tblW w:w="{twips(sum(column["width"] for column in columns))}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{sides}<w:insideH {inner}/><w:insideV {inner}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{''.join(_rows(sheet))}</w:tbl>"
    )


def _rows(sheet: TableSheet) -> Iterable[str]:
    columns, merged, before = sheet["columns"], sheet["merged"], None
    for row in sheet["rows"]:
        cells = []
        for place, (column, text) in enumerate(zip(columns, row["cells"], strict=True)):
            properties = f'<w:jc w:val="{column["align"]}"/>' if column["align"] != "left" else ""
            if place != merged:
                cells.append(_cell(column, text, "TableText", properties))
            elif text == before:
                cells.append(_cell(column, "", "TableText", properties, "<w:vMerge/>"))
            else:
                cells.append(_cell(column, text, "TableText", properties, '<w:vMerge w:val="restart"/>'))
                before = text
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(column: Column, text: str, style: str, properties: str = "", merge: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(column["width"])}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_line(style, text, properties)}</w:tc>"
    )
