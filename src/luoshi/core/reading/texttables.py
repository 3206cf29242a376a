"""Tables in plain text: rows of cells between tabs, or between bars as Markdown draws them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from luoshi.core.reading.files.source import Cell, Table

_RULE = re.compile(r"[\s|:+=-]+$")
_FEWEST = 3
"""A table has so many columns at least; two words with a tab between them are none."""


def text_tables(text: str) -> list[Table]:
    """The tables of a text, each a run of lines that all have cells."""
    tables: list[Table] = []
    rows: list[tuple[Cell, ...]] = []
    for row in _rows(text) if "|" in text or "\t" in text else ():
        if row:
            rows.append(row)
        elif row is None and rows:
            tables += [_even(rows)] if len(rows) > 1 else []
            rows = []
    found = [*tables, *([_even(rows)] if len(rows) > 1 else [])]
    if found:
        return found
    head = _INDEX.search(text) if "序" in text or "编号" in text else None
    return (_spaced(text, head.start()) or _stacked(text, head.start())) if head else []


_INDEX = re.compile(r"(?m)^[ \u3000]*(?:序\s?号|编号)(?=[ \u3000\n])")
_GAP = re.compile(r"[ \u3000]{2,}")
_ONE_HEADER = re.compile(r"[\u4e00-\u9fff（）()/、]{2,12}")
_MOST_COLUMNS = 9


def _lines(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The lines from a place on that hold words, each with where it begins."""
    for line in re.finditer(r"[^\n]+", text[at:]):
        if line[0].strip():
            yield at + line.start(), line[0]


def _spaced(text: str, head: int) -> list[Table]:
    """A table whose columns stand apart by blanks: 「序号    工作任务    责任单位」 and lines with as many cells."""
    rows: list[tuple[Cell, ...]] = []
    for start, line in _lines(text, head):
        cells = tuple(_between_gaps(line, start))
        if len(cells) < _FEWEST or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    return [tuple(rows)] if len(rows) > 1 else []


def _between_gaps(line: str, start: int) -> Iterator[Cell]:
    at = 0
    for gap in [*_GAP.finditer(line), None]:
        words = line[at : gap.start() if gap else len(line)]
        if words.strip():
            first = start + at + len(words) - len(words.lstrip())
            yield Cell(words.strip(), first, first + len(words.strip()))
        at = gap.end() if gap else at


def _stacked(text: str, head: int) -> list[Table]:
    """A table that lost its shape, every cell in a line of its own: the header's, then those of 1, of 2, and so on."""
    cells = (next(_between_gaps(line, at)) for at, line in _lines(text, head))
    header: list[Cell] = []
    for cell in itertools.islice(cells, _MOST_COLUMNS + 1):
        if cell.text == "1":
            break
        header.append(cell)
    else:
        return []
    width = len(header)
    if width < _FEWEST or not all(_ONE_HEADER.fullmatch(cell.text) for cell in header):
        return []
    rows, row = [tuple(header)], (cell, *itertools.islice(cells, width - 1))
    while len(row) == width and row[0].text == str(len(rows)):
        rows.append(row)
        row = tuple(itertools.islice(cells, width))
    return [tuple(rows)] if len(rows) > 1 else []


def _rows(text: str) -> Iterator[tuple[Cell, ...] | None]:
    """Each line's cells; empty for a drawn rule, None for a line that is no row."""
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        mark = "|" if line.lstrip().startswith("|") else "\t"
        if line.count(mark) < _FEWEST - 1:
            yield None
            continue
        yield () if mark == "|" and _RULE.fullmatch(line) else tuple(_cells(line, start, mark))


def _cells(line: str, start: int, mark: str) -> Iterator[Cell]:
    pieces = line.split(mark)
    begin = start
    for index, piece in enumerate(pieces):
        edge = mark == "|" and index in (0, len(pieces) - 1) and not piece.strip()
        if not edge:
            words = piece.strip()
            first = begin + len(piece) - len(piece.lstrip()) if words else begin
            yield Cell(words, first, first + len(words))
        begin += len(piece) + 1


def _even(rows: list[tuple[Cell, ...]]) -> Table:
    """All rows as wide as the widest: what a row leaves out at its end is empty."""
    width = max(len(row) for row in rows)
    return tuple((*row, *[Cell("", row[-1].end, row[-1].end)] * (width - len(row))) for row in rows)
