"""Web pages: their words without navigation, scripts and styles. Malformed pages are read as browsers read them."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as parser

from luoshi.core.reading.files.plain import decode
from luoshi.core.reading.files.source import Rows, Source, Writer, tidy, unreadable

_UNSEEN = {"script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button", "textarea", "head"}
_OUTSIDE = {"nav", "header", "footer", "aside", "form", "menu"}
_OUTSIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|foot|footer|sidebar|copyright|share|pager|pagination|"
    r"related|recommend|toolbar|header|topbar|login|search)(?:$|[\s_-])"
)
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol tr section article main blockquote pre br hr dd dt dl body center".split()  # noqa: SIM905
)


def read(name: str, data: bytes) -> Source:
    """The page's own words, one paragraph a line, and its tables."""
    text = decoded(name, data)
    try:
        root = parser.document_fromstring(text, parser=parser.HTMLParser(no_network=True, huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(name, "网页里没有可读的内容", "在浏览器里打开，把正文存成 .txt 或 .docx") from error
    page = _Page()
    page.walk(root)
    page.flush()
    return page.writer.source(name, "html")


def decoded(name: str, data: bytes) -> str:
    """The page's declared encoding if its bytes fit it; many pages say gb2312 and mean GB18030."""
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:2048], re.IGNORECASE)
    encoding = declared[1].decode().lower() if declared else ""
    try:
        text = data.decode("gb18030" if encoding.startswith("gb") else encoding or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = decode(name, data)
    # An encoding declared in XML makes lxml refuse text, and a NUL ends it.
    return re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text, count=1).replace("\x00", "")


class _Page:
    """Walks the tree without recursion (a broken page may nest ten thousand deep) and collects lines and tables."""

    def __init__(self) -> None:
        self.writer = Writer()
        self._line: list[str] = []

    def flush(self) -> None:
        words = re.sub(r"[ \t\n]+", " ", tidy("".join(self._line))).strip(" ")
        self._line.clear()
        if words.strip():
            self.writer.paragraph(words)

    def walk(self, root: etree._Element) -> None:
        stack: list[tuple[str, etree._Element | None]] = [("in", root)]
        while stack:
            what, element = stack.pop()
            if element is None:
                continue
            if what == "in" and self._enter(element):
                stack.append(("out", element))
                stack.extend(("in", child) for child in reversed(element))
            elif what == "out":
                self._break(element)
                self._line.append(element.tail or "" if element.getparent() is not None else "")

    def _enter(self, element: etree._Element) -> bool:
        """Whether one goes into this element. What is left out leaves the words behind it."""
        if element.tag == "table" and not _is_layout(element):
            self.flush()
            self.writer.table(laid_out(element))
        elif isinstance(element.tag, str) and not _is_outside(element):
            self._break(element)
            self._line.append(element.text or "")
            return True
        self._line.append(element.tail or "")
        return False

    def _break(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            self.flush()


def _is_outside(element: etree._Element) -> bool:
    """Navigation, footers and what is not seen."""
    if element.tag in _UNSEEN or element.tag in _OUTSIDE:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}".lower()
    hidden = "display:none" in (element.get("style") or "").replace(" ", "").lower()
    return element.tag not in ("body", "html") and (hidden or bool(_OUTSIDE_NAMES.search(names)))


def _is_layout(table: etree._Element) -> bool:
    """A table that only arranges the page: one column, or long prose or tables in its cells."""
    widest = max((sum(1 for cell in row if cell.tag in ("td", "th")) for row in table.iter("tr")), default=0)
    nested = next(table.iterdescendants("table"), None) is not None
    return widest < 2 or nested or any(len("".join(cell.itertext())) > 2000 for cell in table.iter("td"))


def laid_out(table: etree._Element) -> Rows:
    """Cells with rowspan and colspan laid out."""
    grid: dict[tuple[int, int], str | tuple[int, int]] = {}
    rows = list(table.iter("tr"))
    for row, element in enumerate(rows):
        column = 0
        for cell in (child for child in element if child.tag in ("td", "th")):
            while (row, column) in grid:
                column += 1
            _spread(grid, row, column, cell, len(rows))
    width = max((column for _, column in grid), default=-1) + 1
    return [[grid.get((row, column), "") for column in range(width)] for row in range(len(rows))]


def _spread(
    grid: dict[tuple[int, int], str | tuple[int, int]], row: int, column: int, cell: etree._Element, rows: int
) -> None:
    for down in range(min(_span(cell, "rowspan"), rows - row)):
        for right in range(_span(cell, "colspan")):
            grid[row + down, column + right] = (row, column)
    grid[row, column] = " ".join("".join(cell.itertext()).split())


def _span(cell: etree._Element, name: str) -> int:
    digits = re.match(r"\d{1,3}", cell.get(name) or "")
    return max(1, min(int(digits[0]), 200)) if digits else 1
