"""The columns of the sheet that goes to a unit and comes back, and how they are found again wherever they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

NUMBER, TITLE, BEFORE, WHAT, VALUE, NODE, PASSED, WORDS, REASON, MARK = range(10)
COLUMNS: tuple[tuple[str, int], ...] = (
    ("编号", 10),
    ("事项", 26),
    ("上期填的", 32),
    ("要填的数", 24),
    ("本期数", 12),
    ("该通过的节点", 22),
    ("通过了", 8),
    ("本期一句话", 42),
    ("无变化，因为", 24),
    ("标识", 4),
)
"""Heading and width in characters. The last one is hidden: it says of each line which matter, number and node it is."""
OPEN = (VALUE, PASSED, WORDS, REASON)
TICK = "✓"
_HEADER_WITHIN = 12
_STAMP = re.compile(r"落实填报表 1 ([0-9a-f-]{36}) (\d{4}-\d{2}|\d{4}(?:Q[1-4]|H[12])?)")


def bare(text: str) -> str:
    """Words as they are compared: full-width signs as half-width ones, without spaces and brackets."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s|\(.*?\)|[,:;*]", "", plain)


_HEADINGS = {bare(name): place for place, (name, _width) in enumerate(COLUMNS)}


def find_columns(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, int]]:
    """The heading's row and what stands in which column; (-1, nothing) where the sheet is not ours."""
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        found: dict[int, int] = {}
        for column, words in enumerate(row):
            place = _HEADINGS.get(bare(words))
            if place is not None:
                found.setdefault(place, column)
        if NUMBER in found and (WORDS in found or VALUE in found):
            return at, found
    return -1, {}


def stamp(unit: UUID, period: str) -> str:
    """The hidden cell that says whose sheet it is, and of which period."""
    return f"落实填报表 1 {unit} {period}"


def find_stamp(rows: Sequence[Sequence[str]]) -> tuple[UUID, str] | None:
    for row in rows[:_HEADER_WITHIN]:
        for words in row:
            if found := _STAMP.search(words):
                return UUID(found[1]), found[2]
    return None


@dataclass(frozen=True, slots=True)
class Mark:
    """A line's hidden identity: its matter, and which number and node are asked for in it."""

    matter: UUID
    code: str = ""
    node: str = ""

    def __str__(self) -> str:
        return f"{self.matter}|{self.code}|{self.node}"

    @classmethod
    def of(cls, words: str) -> Mark | None:
        """None where the column was deleted or typed over."""
        parts = words.strip().split("|")
        try:
            return cls(UUID(parts[0]), parts[1], parts[2]) if len(parts) == 3 else None
        except ValueError:
            return None
