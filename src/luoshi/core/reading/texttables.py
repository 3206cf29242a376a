"""Tables in plain text: rows of cells between tabs, or between bars as Markdown draws them."""

from __future__ import annotations

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
    for row in _rows(text):
        if row:
            rows.append(row)
        elif row is None and rows:
            tables += [_even(rows)] if len(rows) > 1 else []
            rows = []
    return [*tables, *([_even(rows)] if len(rows) > 1 else [])]


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
