"""The empty paper by GB/T 9704-2012, built here part by part: page, grid, styles, page numbers. Nothing is copied in.

All lengths of the standard in millimetres: A4; margins 37 above, 28 left; type area 156 × 225; 22 lines of 28 signs.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

TOP, LEFT, WIDTH, HEIGHT = 37.0, 28.0, 156.0, 225.0
PAGE = (210.0, 297.0)
LINES, SIGNS = 22, 28
BODY_POINTS = 16
FANGSONG, HEITI, KAITI, XIAOBIAOSONG, SONGTI = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"
SUBSTITUTES = {FANGSONG: "仿宋", KAITI: "楷体", XIAOBIAOSONG: "方正小标宋_GBK", HEITI: "SimHei", SONGTI: "SimSun"}
"""What a machine without the font takes instead: said in the document itself."""

RED = "FF0000"
NUMBER_BELOW = 7.0
"""The page number's dash stands this far below the type area."""
NUMBER_POINTS = 14
TABLE_POINTS = 10.5
IMPRINT_POINTS = 14

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The one moment that all parts bear: the same text gives the same bytes."""


def twips(millimetres: float) -> int:
    return int(millimetres / 25.4 * 1440)


LINE = twips(HEIGHT) // LINES
"""The pitch of the lines: 22 of them fill the type area."""
CHARACTER_SPACE = int((twips(WIDTH) / 20 / SIGNS - BODY_POINTS) * 4096)
"""What the grid adds to each sign (in 4096ths of a point), so that 28 fill the line."""
NARROWER = -5
"""The same for each run, in twentieths of a point. LibreOffice gives a sign that is wider than its cell of the grid two
cells, so the grid is declared for the page and its effect is set in the styles, which are not bound to it."""
TWO_SIGNS = round(twips(WIDTH) / SIGNS * 2)
ONE_SIGN = round(twips(WIDTH) / SIGNS)

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def template() -> bytes:
    """An empty paper, as a .docx."""
    return packed({name: (HEAD + text).encode() for name, text in _parts().items()})


def filled(body: str, title: str, author: str) -> bytes:
    """A paper that lies on its side, as its annexed tables do: this body on landscape pages, as a .docx."""
    parts = _parts()
    parts["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{body}{_landscape()}</w:body></w:document>"
    core = f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator></cp:coreProperties>"
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace("</cp:coreProperties>", core)
    return packed({name: (HEAD + text).encode() for name, text in parts.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts as one zip, in this order and without a clock: equal parts, equal bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, data)
    return kept.getvalue()


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": "<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>',
        "docProps/core.xml": "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"></cp:coreProperties>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{_section()}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("footer", "footer1.xml"),
            ("footer", "footer2.xml"),
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/word/footer2.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{place}" Type="{_type(kind)}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _type(kind: str) -> str:
    return f"{_PACKAGE}/relationships/{kind}" if kind.startswith("metadata") else f"{_OFFICE}/{kind}"


def _section() -> str:
    """The page: its size, its type area, the grid of 22 lines of 28 signs, and a number on the outer side."""
    right = PAGE[0] - LEFT - WIDTH
    bottom = PAGE[1] - TOP - HEIGHT
    number = bottom - NUMBER_BELOW - NUMBER_POINTS * 25.4 / 72
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(PAGE[0])}" w:h="{twips(PAGE[1])}"/>'
        f'<w:pgMar w:top="{twips(TOP)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(LEFT)}" '
        f'w:header="851" w:footer="{twips(number)}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE}" w:charSpace="{CHARACTER_SPACE}"/></w:sectPr>'
    )


SIDEWAYS_WIDTH = 247.0
"""The type area of a landscape page."""


def _landscape() -> str:
    side, top, bottom = (PAGE[1] - SIDEWAYS_WIDTH) / 2, 28.0, 24.0
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(PAGE[1])}" w:h="{twips(PAGE[0])}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(side)}" w:bottom="{twips(bottom)}" w:left="{twips(side)}" '
        f'w:header="851" w:footer="{twips(12)}" w:gutter="0"/></w:sectPr>'
    )


def _footer(side: str) -> str:
    """「— 1 —」, one sign in from the outer edge."""
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="PageNumber"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="{ONE_SIGN}"/><w:jc w:val="{side}"/></w:pPr>'
        f"{dash.format('— ')}{field}{dash.format(' —')}</w:p></w:ftr>"
    )


def _settings() -> str:
    return (
        f"<w:settings {NAMESPACES}>"
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other in SUBSTITUTES.items()
    )
    return f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>'


def _style(
    name: str, title: str, font: str, points: float, paragraph: str = "", run: str = "", base: bool = True
) -> str:
    based = '<w:basedOn w:val="Normal"/>' if base else ""
    default = ' w:default="1"' if not base else ""
    size = round(points * 2)
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{escape(title)}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{fonts(font)}{run}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _exact(points: float) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{round(points * 20)}" w:lineRule="exact"/>'


def _styles() -> str:
    """Named styles, so that whoever edits the paper in WPS finds them in the list."""
    grid = f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
    tight = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
    narrow = f'<w:spacing w:val="{NARROWER}"/>'
    two_in = f'<w:ind w:firstLineChars="200" w:firstLine="{TWO_SIGNS}"/>'
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    styles = [
        _style(
            "Normal",
            "Normal",
            FANGSONG,
            BODY_POINTS,
            f'<w:widowControl/>{tight}{grid}<w:jc w:val="both"/>',
            narrow,
            base=False,
        ),
        _style("Body", "公文正文", FANGSONG, BODY_POINTS, two_in),
        _style("Heading1", "heading 1", HEITI, BODY_POINTS, f'<w:keepNext/>{two_in}<w:outlineLvl w:val="0"/>'),
        _style("Heading2", "heading 2", KAITI, BODY_POINTS, f'<w:keepNext/>{two_in}<w:outlineLvl w:val="1"/>'),
        _style("Headline", "公文标题", XIAOBIAOSONG, 22, f'{_exact(32)}<w:jc w:val="center"/>'),
        _style(
            "Masthead", "简报名称", XIAOBIAOSONG, 42, f'{_exact(62)}<w:jc w:val="center"/>', f'<w:color w:val="{RED}"/>'
        ),
        _style("Issue", "简报期数", FANGSONG, BODY_POINTS, '<w:jc w:val="center"/>'),
        _style("IssuedBy", "编发单位", FANGSONG, BODY_POINTS, _issued_by()),
        _style("Mark", "稿本标识", HEITI, BODY_POINTS, flush),
        _style("AnnexMark", "附件序号", HEITI, BODY_POINTS, f"<w:keepNext/><w:pageBreakBefore/>{flush}"),
        _style("TableCaption", "表名", HEITI, 14, f'<w:keepNext/>{_exact(28)}<w:jc w:val="left"/>'),
        _style("TableText", "表格文字", FANGSONG, TABLE_POINTS, f'{_exact(14)}<w:jc w:val="left"/>'),
        _style("TableHead", "表头", HEITI, TABLE_POINTS, f'{_exact(14)}<w:jc w:val="left"/>'),
        _style("Imprint", "版记", FANGSONG, IMPRINT_POINTS, f'{_exact(24)}<w:jc w:val="left"/>'),
        _style("PageNumber", "页码", SONGTI, NUMBER_POINTS, f"{_exact(16)}"),
    ]
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}"
        f'<w:sz w:val="{BODY_POINTS * 2}"/><w:szCs w:val="{BODY_POINTS * 2}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{''.join(styles)}{_table_style()}</w:styles>"
    )


def _issued_by() -> str:
    """The office on the left, the day on the right, and under them the red line across the type area."""
    end = twips(WIDTH) - ONE_SIGN
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="{RED}"/></w:pBdr>'
        f'<w:tabs><w:tab w:val="right" w:pos="{end}"/></w:tabs>'
    )


def _table_style() -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="60" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
