"""Set text as a .docx by GB/T 9704-2012. The same text gives the same bytes."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml

from luoshi.papers.writing.sheet import Annex, Column, Paragraph, Row, Sheet, Table
from luoshi.papers.writing.template import (
    IMPRINT_POINTS,
    KAITI,
    NAMESPACES,
    NARROWER,
    ONE_SIGN,
    SIGNS,
    TWO_SIGNS,
    WIDTH,
    fonts,
    packed,
    template,
    twips,
)
from luoshi.papers.writing.typography import day_words, title_lines, width

STYLES: dict[str, str] = {"heading": "Heading1", "body": "Body", "addressee": "Normal"}
MASTHEAD_POINTS = (28, 48)
"""The series' name: as large as its line holds, within these."""
IMPRINT_LINE, IMPRINT_SIGNS = 24, 26
"""Points of a line of the imprint, and the signs of its size that fit in one."""
OUTER_RULE, INNER_RULE = 8, 6
"""Eighths of a point: 0.35 mm for the first and last rule of the imprint, 0.25 mm between them."""
TOGETHER = 14
"""A table of at most so many rows is not broken over a page."""
TABLE_RULE, HEAD_RULE = 12, 6
"""A table of three rules: above, under its head, below."""


def document(sheet: Sheet) -> bytes:
    """The paper as a .docx: masthead, headline, body, annexes, and the imprint at the foot of its last page."""
    return _set(_parts(sheet), "".join(sheet["title"]), sheet["office"])


def plain_document(title: Sequence[str], lines: Sequence[tuple[str, str]], office: str, day: date) -> bytes:
    """A report without masthead and imprint: headline, (style, text) lines, and who reports on what day."""

    def parts() -> Iterable[str]:
        for line in title_lines(title):
            yield _paragraph("Headline", line)
        yield _paragraph("Normal")
        for style, text in lines:
            yield _paragraph(STYLES[style], text)
        yield _paragraph("Normal")
        for text in (office, day_words(day)):
            yield _paragraph("Normal", text, SIGNATURE)

    return _set(parts(), "".join(title), office)


SIGNATURE = f'<w:keepNext/><w:ind w:rightChars="200" w:right="{TWO_SIGNS}"/><w:jc w:val="right"/>'
"""Without a seal: two signs in from the right."""


def _set(parts: Iterable[str], title: str, office: str) -> bytes:
    paper = Document(io.BytesIO(template()))
    body = paper.element.body
    for part in parts:
        body.insert(len(body) - 1, parse_xml(part))
    paper.core_properties.title = title
    paper.core_properties.author = office
    kept = io.BytesIO()
    paper.save(kept)
    with zipfile.ZipFile(kept) as written:
        return packed({entry.filename: written.read(entry) for entry in written.infolist()})


def _parts(sheet: Sheet) -> Iterable[str]:
    yield from _masthead(sheet)
    yield _paragraph("Normal")
    for line in title_lines(sheet["title"]):
        yield _paragraph("Headline", line)
    yield _paragraph("Normal")
    for paragraph in sheet["body"]:
        yield (
            _item(paragraph)
            if paragraph["style"] == "item"
            else _paragraph(STYLES[paragraph["style"]], words(paragraph))
        )
    yield from _list_of_annexes(sheet["annexes"])
    for place, annex in enumerate(sheet["annexes"], 1):
        yield from _annex(annex, place if len(sheet["annexes"]) > 1 else None)
    yield _imprint(sheet)


def _item(paragraph: Paragraph) -> str:
    """Its lead in the type of second headings, the rest as body."""
    lead, *rest = (run["text"] for run in paragraph["runs"])
    runs = _run(lead, fonts(KAITI)) + _run("".join(rest))
    return f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Body"/></w:pPr>{runs}</w:p>'


def words(paragraph: Paragraph) -> str:
    return "".join(run["text"] for run in paragraph["runs"])


def _masthead(sheet: Sheet) -> Iterable[str]:
    """「云岭县督查工作简报」 in red, the issue, who issues it and when; in a draft with room for number and day."""
    if sheet["number"] is None:
        yield _paragraph("Mark", "送审稿")
    least, most = MASTHEAD_POINTS
    points = max(least, min(most, int(WIDTH / 25.4 * 72 * 0.94 / width(sheet["series"]))))
    yield _paragraph("Masthead", sheet["series"], run=f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>')
    yield _paragraph("Issue", f"第{sheet['number'] or '　　'}期")
    issued = f"　{sheet['office']}\t{signed_day(sheet)}"
    fits = width(sheet["office"]) + width(signed_day(sheet)) + 5 <= SIGNS
    yield _paragraph("IssuedBy", issued, run="" if fits else '<w:sz w:val="28"/><w:szCs w:val="28"/>')


def signed_day(sheet: Sheet) -> str:
    return day_words(date.fromisoformat(sheet["day"])) if sheet["day"] else "　　年　月　日"


def _list_of_annexes(annexes: Sequence[Annex]) -> Iterable[str]:
    """「附件：1. …」 after a blank line, two signs in; the names of the rest under the first."""
    if annexes:
        yield _paragraph("Normal")
    for place, annex in enumerate(annexes, 1):
        number = f"{place}. " if len(annexes) > 1 else ""
        lead, signs = ("附件：", 2) if place == 1 else ("", 5)
        indent = (
            f'<w:ind w:leftChars="{signs * 100}" w:left="{signs * ONE_SIGN}" w:firstLineChars="0" w:firstLine="0"/>'
        )
        yield _paragraph("Normal", f"{lead}{number}{annex['title']}", indent)


def _annex(annex: Annex, place: int | None) -> Iterable[str]:
    yield _paragraph("AnnexMark", f"附件{place or ''}")
    yield _paragraph("Headline", annex["title"])
    for number, table in enumerate(annex["tables"]):
        if table["caption"]:
            yield _paragraph("TableCaption", table["caption"])
        elif number == 0:
            yield _paragraph("TableText")
        yield _table(table)
    for note in annex["notes"]:
        yield _paragraph("TableText", note)


def _paragraph(style: str, text: str = "", properties: str = "", run: str = "") -> str:
    runs = "<w:r><w:tab/></w:r>".join(_run(piece, run) for piece in text.split("\t")) if text else ""
    return f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _run(text: str, properties: str = "") -> str:
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table(table: Table) -> str:
    """Three rules; the head again on every page; no row broken over a page."""
    columns = table["columns"]
    together = len(table["rows"]) <= TOGETHER
    grid = "".join(f'<w:gridCol w:w="{twips(column["width"])}"/>' for column in columns)
    head = "".join(
        _cell(
            column,
            column["title"],
            "TableHead",
            "<w:keepNext/>",
            f'<w:bottom w:val="single" w:sz="{HEAD_RULE}" w:color="000000"/>',
        )
        for column in columns
    )
    last = len(table["rows"]) - 1
    rows = "".join(
        _row(columns, row, "<w:keepNext/>" if together and place < last else "")
        for place, row in enumerate(table["rows"])
    )
    rule = f'w:val="single" w:sz="{TABLE_RULE}" w:space="0" w:color="000000"'
    return (
        f'<w:tbl {NAMESPACES}><w:tblPr><w:tblW w:w="{twips(sum(column["width"] for column in columns))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders><w:top {rule}/><w:bottom {rule}/></w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        f'<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


def _row(columns: Sequence[Column], row: Row, keep: str) -> str:
    cells = "".join(_cell(column, text, "TableText", keep) for column, text in zip(columns, row["cells"], strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(column: Column, text: str, style: str, keep: str, borders: str = "") -> str:
    held = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    align = f'<w:jc w:val="{column["align"]}"/>' if column["align"] != "left" else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(column["width"])}" w:type="dxa"/>{held}</w:tcPr>'
        f"{_paragraph(style, text, keep + align)}</w:tc>"
    )


def _imprint(sheet: Sheet) -> str:
    """At the foot of the last page: who receives a copy, who printed it and when, between three rules.

    A box that Word, WPS and LibreOffice all hold at the foot of the type area; text keeps clear of it. Where the last
    page has no room for it, its paragraph and the box go to the next.
    """
    lines = []
    if sheet["copies"]:
        under = 3 * (IMPRINT_POINTS * 20 + NARROWER)
        indent = f'<w:ind w:left="{ONE_SIGN + under}" w:right="{ONE_SIGN}" w:hanging="{under}"/>'
        lines.append(_paragraph("Imprint", _copies(sheet), indent))
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{twips(WIDTH) - ONE_SIGN}"/></w:tabs><w:ind w:left="{ONE_SIGN}"/>'
    lines.append(_paragraph("Imprint", f"{sheet['printing']}\t{signed_day(sheet)}印发", tabs))
    taken = 1 + (math.ceil((width(_copies(sheet)) + 2) / IMPRINT_SIGNS) if sheet["copies"] else 0)
    return _foot_box("版记", _ruled(lines), taken * IMPRINT_LINE + 4)


def _copies(sheet: Sheet) -> str:
    return f"抄送：{'，'.join(sheet['copies'])}。"


def _ruled(lines: Sequence[str]) -> str:
    """Lines between rules across the type area."""
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{twips(WIDTH)}" w:type="dxa"/></w:tcPr>{line}'
        "</w:tc></w:tr>"
        for line in lines
    )
    outer = f'w:val="single" w:sz="{OUTER_RULE}" w:space="0" w:color="000000"'
    inner = f'w:val="single" w:sz="{INNER_RULE}" w:space="0" w:color="000000"'
    return (
        f'<w:tbl {NAMESPACES}><w:tblPr><w:tblW w:w="{twips(WIDTH)}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {outer}/><w:bottom {outer}/><w:insideH {inner}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{twips(WIDTH)}"/></w:tblGrid>{rows}</w:tbl>'
        + _paragraph("Imprint", "", '<w:spacing w:line="20" w:lineRule="exact"/>')
    )


def _foot_box(name: str, content: str, points: float) -> str:
    """A paragraph whose box stands at the foot of the type area, as wide as it."""
    across, high = round(WIDTH * EMU), round(points * 12700)
    return (
        f'<w:p {NAMESPACES} {DRAWING}><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r><mc:AlternateContent>'
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent cx="{across}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        f'<wp:docPr id="1" name="{name}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )


EMU = 36000
"""The unit of drawings: so many in a millimetre."""
DRAWING = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
