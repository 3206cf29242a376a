"""What came out of a file: its text, and its tables with the place of every cell in that text."""

from __future__ import annotations

from dataclasses import dataclass, field

from luoshi.core.errors import BadInput, Fault


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its words, and where they stand in the text."""

    text: str
    start: int
    end: int


Rows = list[list[str | tuple[int, int]]]
"""A table as a reader hands it in: words, or the (row, column) of the cell with which this place is merged."""

Table = tuple[tuple[Cell, ...], ...]
"""Rows of cells. A merged cell stands in every place it covers, always with the one span of its words."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that has been read: its plain text, one paragraph a line, and its tables.

    Offsets anywhere count the Unicode code points of `text`.
    """

    name: str
    kind: str
    """What the content is, whatever the name ends in: text, html, docx, pdf, xlsx, xls, doc."""
    text: str
    tables: tuple[Table, ...] = ()


@dataclass(slots=True)
class Writer:
    """Collects paragraphs and tables, and knows how far the text has come."""

    parts: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    length: int = 0

    def paragraph(self, words: str) -> None:
        """One paragraph, on lines of its own."""
        self._put(tidy(words).strip("\n") + "\n")

    def table(self, rows: Rows) -> None:
        """One table, a row a line. A cell that belongs to a merged one is given as (row, column) of its first cell."""
        placed: list[list[Cell]] = []
        for row in rows:
            line: list[Cell] = []
            for column, cell in enumerate(row):
                if column:
                    self._put("\t")
                if isinstance(cell, str):
                    line.append(self._cell(cell))
                else:
                    line.append((placed[cell[0]] if cell[0] < len(placed) else line)[cell[1]])
            self._put("\n")
            placed.append(line)
        self.tables.append(tuple(tuple(line) for line in placed))

    def source(self, name: str, kind: str) -> Source:
        return Source(name, kind, "".join(self.parts), tuple(self.tables))

    def _cell(self, words: str) -> Cell:
        words = " ".join(tidy(words).split())
        start = self.length
        self._put(words)
        return Cell(words, start, self.length)

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


_ODD: dict[int, str | None] = {ord(c): None for c in "\x00\ufeff\u200b\u200c\u2060\xad\ufffe\uffff"}
_ODD |= {ord(c): " " for c in "\xa0\x1f\x1e\x1d\x1c"} | {ord(c): "\n" for c in "\x0b\x0c\x85\u2028\u2029"}


def tidy(text: str) -> str:
    """The text with one kind of line end, without marks that nobody can see. The same text always gives the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ODD)


def unreadable(name: str, problem: str, remedy: str) -> BadInput:
    """The fault for a file whose content cannot be taken."""
    return BadInput(Fault(problem, remedy, file=name))
