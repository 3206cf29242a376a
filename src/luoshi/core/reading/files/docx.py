"""Word files (.docx): a zip of XML. Read with care: no entities, no member larger than it may be."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from luoshi.core.reading.files.source import Rows, Source, Writer, unreadable

LARGEST = 64 * 1024 * 1024
"""Bytes that one member may unpack to: a thousand times a long document, and still far from harming the machine."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_AGAIN = "在原来的电脑上重新打开、另存一次，再交来"


def read(name: str, data: bytes) -> Source:
    """Paragraphs and tables in their order. Deleted words, comments, headers and footers are no part of the text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _xml(name, _member(name, package, "word/document.xml")).find(f"{_W}body")
            numbers = _Numbers(name, package)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        raise unreadable(name, "Word 文件损坏，打不开", _AGAIN) from error
    if body is None:
        raise unreadable(name, "Word 文件里没有正文", _AGAIN)
    writer = Writer()
    for element in _blocks(body):
        if element.tag == f"{_W}p":
            writer.paragraph(numbers.of(element) + _words(element))
        else:
            writer.table(_grid(element))
    return writer.source(name, "docx")


def _member(name: str, package: zipfile.ZipFile, member: str) -> bytes:
    """One member's bytes, unpacked no further than allowed whatever its header says."""
    with package.open(member) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise unreadable(name, "文件解开后大得不正常", "删去多余内容，另存一次，再交来")
    return data.replace(_STRICT, _W[1:-1].encode())


def _xml(name: str, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise unreadable(name, "Word 文件损坏，正文读不下去", _AGAIN) from error


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls and accepted insertions."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _blocks(child)


_SKIP = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr", f"{_W}delText"}


def _words(paragraph: etree._Element) -> str:
    """The words one sees in a paragraph."""
    words: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _SKIP or not isinstance(element.tag, str):
            continue
        if element.tag == f"{_W}t":
            words.append(element.text or "")
        elif element.tag in (f"{_W}tab",):
            words.append(" ")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
        elif element.tag == f"{_W}noBreakHyphen":
            words.append("-")
        stack.extend(reversed(element))
    return "".join(words)


def _grid(table: etree._Element) -> Rows:
    """The table's cells; those that a merge covers point to the cell that holds the words."""
    rows: Rows = []
    for row in (element for element in table.iter(f"{_W}tr") if _table_of(element) is table):
        line: list[str | tuple[int, int]] = [""] * _number(row, f"{_W}trPr/{_W}gridBefore")
        for cell in (element for element in row.iter(f"{_W}tc") if _table_of(element) is table):
            _place(rows, line, cell)
        rows.append(line)
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _place(rows: Rows, line: list[str | tuple[int, int]], cell: etree._Element) -> None:
    column, row = len(line), len(rows)
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and row and column < len(rows[-1]):
        above = rows[-1][column]
        first = above if isinstance(above, tuple) else (row - 1, column)
        line.append(first)
    else:
        first = (row, column)
        line.append("\n".join(filter(None, (_words(paragraph) for paragraph in cell.iter(f"{_W}p")))))
    line.extend([first] * (_number(cell, f"{_W}tcPr/{_W}gridSpan", 1) - 1))


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(f"{_W}tbl"), None)


def _number(element: etree._Element, path: str, default: int = 0) -> int:
    found = element.find(path)
    digits = "" if found is None else found.get(f"{_W}val", "")
    return min(int(digits), 200) if digits.isdigit() else default


class _Numbers:
    """Automatic numbering: Word stores 「一、」 as a rule, not as words; a reader of headings needs the words."""

    _FORMS = (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "ideographTraditional",
        "taiwaneseCountingThousand",
    )

    def __init__(self, name: str, package: zipfile.ZipFile) -> None:
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._counts: dict[tuple[str, str], int] = {}
        if "word/numbering.xml" in package.namelist():
            self._learn(_xml(name, _member(name, package, "word/numbering.xml")))

    def _learn(self, root: etree._Element) -> None:
        abstract = {element.get(f"{_W}abstractNumId"): element for element in root.iter(f"{_W}abstractNum")}
        for number in root.iter(f"{_W}num"):
            link = number.find(f"{_W}abstractNumId")
            source = abstract.get(link.get(f"{_W}val")) if link is not None else None
            for level in () if source is None else source.iter(f"{_W}lvl"):
                form, text = level.find(f"{_W}numFmt"), level.find(f"{_W}lvlText")
                if form is None or text is None:
                    continue
                key = (number.get(f"{_W}numId", ""), level.get(f"{_W}ilvl", ""))
                self._levels[key] = (
                    form.get(f"{_W}val", ""),
                    text.get(f"{_W}val", ""),
                    _number(level, f"{_W}start", 1),
                )

    def of(self, paragraph: etree._Element) -> str:
        """The number in front of this paragraph, or nothing."""
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is None:
            return ""
        level = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        key = (number.get(f"{_W}val", ""), "0" if level is None else level.get(f"{_W}val", "0"))
        form, text, start = self._levels.get(key, ("bullet", "", 1))
        if form in ("bullet", "none"):
            return ""
        self._counts[key] = self._counts.get(key, start - 1) + 1
        for deeper in [other for other in self._counts if other[0] == key[0] and other[1] > key[1]]:
            del self._counts[deeper]
        return re.sub(r"%(\d)", lambda found: self._shown(key[0], str(int(found[1]) - 1)), text)

    def _shown(self, number: str, level: str) -> str:
        count = max(self._counts.get((number, level), 1), 1)
        form = self._levels.get((number, level), ("decimal", "", 1))[0]
        return _chinese(count) if form in self._FORMS else str(count)


def _chinese(number: int) -> str:
    """1–99 as 一 … 九十九."""
    digits = "零一二三四五六七八九"
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
