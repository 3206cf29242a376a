"""PDF files: words in the order in which one reads them, by where they stand on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from luoshi.core.reading.files.ruling import Grid, grids
from luoshi.core.reading.files.source import Rows, Source, Writer, tidy, unreadable

_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·"
_GAP = re.compile(rf"(?<=[{_CJK}]) +(?=[{_CJK}\w(\[%])|(?<=[\w)\]%,.;:!?]) +(?=[{_CJK}])")
"""Blanks that typesetting puts between Chinese and digits; nobody wrote them."""
_PAGE_NUMBER = re.compile(r"[-—– ]{0,4}(?:第 ?)?\d{1,4}(?: ?页)?(?: ?[/／] ?\d{1,4})?[-—– ]{0,4}")


def read(name: str, data: bytes) -> Source:
    """The lines and ruled tables of all pages. Raises BadInput if damaged, locked, or without words."""
    writer = Writer()
    try:
        document = pdfium.PdfDocument(data)
        for number in range(len(document)):
            _write(writer, _Page(document[number]).parts())
    except pdfium.PdfiumError as error:
        raise unreadable(name, "PDF 文件损坏或有密码，打不开", "去掉密码，或重新导出一次，再交来") from error
    source = writer.source(name, "pdf")
    if not source.text.strip():
        raise unreadable(name, "PDF 里没有文字，像是扫描件", "先做文字识别，再交来")
    return source


def _write(writer: Writer, parts: list[str | Rows]) -> None:
    """One page. Its number, alone in the first or the last line, is left out."""
    for index, part in enumerate(parts):
        if not isinstance(part, str):
            writer.table(part)
        elif not (index in (0, len(parts) - 1) and _PAGE_NUMBER.fullmatch(part.strip())):
            writer.paragraph(part)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One character and its box."""

    char: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class _Table:
    """A ruled table and the characters that fell into its cells."""

    grid: Grid
    marks: dict[tuple[int, int], list[_Mark]] = field(default_factory=dict)

    def rows(self) -> Rows:
        height, width = len(self.grid.rows) - 1, len(self.grid.columns) - 1
        return [[self._shown((row, column)) for column in range(width)] for row in range(height)]

    def _shown(self, place: tuple[int, int]) -> str | tuple[int, int]:
        first = self.grid.first[place]
        return first if first != place else _wrapped(self.marks.get(place, []))


class _Page:
    """Sorts the characters of a page into lines and tables.

    The engine breaks lines well, but puts marks of another font (“ ”) at a line's end: within each line the characters
    are sorted by where they stand.
    """

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._text = page.get_textpage()
        self._tables = [_Table(grid) for grid in grids(page)]
        self._parts: list[str | _Table] = []
        self._line: list[_Mark] = []

    def parts(self) -> list[str | Rows]:
        """The page from top to bottom: lines of words, and tables."""
        for index in range(self._text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(self._text, index) or 32)
            if char in "\r\n":
                self._end_line()
            elif char.strip():
                self._put(self._mark(index, char))
        self._end_line()
        return [part if isinstance(part, str) else part.rows() for part in self._parts]

    def _mark(self, index: int, char: str) -> _Mark:
        left, bottom, right, top = self._text.get_charbox(index, loose=True)
        return _Mark(char, left, right, bottom, top)

    def _put(self, mark: _Mark) -> None:
        for table in self._tables:
            place = table.grid.cell_at((mark.left + mark.right) / 2, mark.middle)
            if place:
                table.marks.setdefault(place, []).append(mark)
                if table not in self._parts:
                    self._end_line()
                    self._parts.append(table)
                return
        self._line.append(mark)

    def _end_line(self) -> None:
        words = _joined(self._line)
        self._line = []
        if words.strip():
            self._parts.append(words)


def _joined(line: list[_Mark]) -> str:
    """A line's words, with a blank where one sees a gap."""
    words: list[str] = []
    last: _Mark | None = None
    for mark in sorted(line, key=lambda mark: mark.left):
        if last and mark.left - last.right > 0.25 * max(mark.top - mark.bottom, 1):
            words.append(" ")
        words.append(mark.char)
        last = mark
    return _GAP.sub("", tidy("".join(words)))


def _wrapped(marks: list[_Mark]) -> str:
    """A cell's words: its lines from top to bottom, joined as if the cell were wide enough."""
    lines: list[list[_Mark]] = []
    for mark in sorted(marks, key=lambda mark: -mark.middle):
        if not lines or lines[-1][0].middle - mark.middle > 0.5 * max(mark.top - mark.bottom, 1):
            lines.append([])
        lines[-1].append(mark)
    return _GAP.sub("", " ".join(_joined(line) for line in lines))
