"""Brackets of a paragraph, found in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

_PAIRS = {"（": "）", "［": "］", "(": ")", "〔": "〕", "[": "]", "【": "】"}
_CLOSERS = frozenset(_PAIRS.values())
_EDGE = re.compile(r"[（(〔［\[【）)〕］\]】]")
_LONGEST = 800
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Bracket:
    """An outermost bracket: where it opens, where it ends, and the words inside."""

    start: int
    end: int
    inside: str


def brackets(words: str) -> list[Bracket]:
    """The outermost brackets. Full and half width close each other, as typists mix them."""
    found: list[Bracket] = []
    depth, start = 0, 0
    for mark in _EDGE.finditer(words):
        index, char = mark.start(), mark[0]
        if depth and index - start > _LONGEST:
            depth = 0
        if char in _PAIRS:
            start = start if depth else index
            depth += 1
        elif char in _CLOSERS and depth:
            depth -= 1
            if not depth:
                found.append(Bracket(start, index + 1, words[start + 1 : index]))
    return found


@cache
def _marks(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}（(〔［\\[【“《）)〕］\\]】”》]")


def split(words: str, marks: str) -> tuple[tuple[int, int], ...]:
    """Cuts words at marks that stand outside brackets and quotation marks. Gives (start, end) of each piece."""
    return _remembered(words, marks) if len(words) < _SENTENCE else _split(words, marks)


_SENTENCE = 500


@lru_cache(maxsize=2048)
def _remembered(words: str, marks: str) -> tuple[tuple[int, int], ...]:
    """A sentence is cut several times: for its owners, its measures, its tasks."""
    return _split(words, marks)


def _split(words: str, marks: str) -> tuple[tuple[int, int], ...]:
    pieces: list[tuple[int, int]] = []
    depth, start = 0, 0
    for mark in _marks(marks).finditer(words):
        index, char = mark.start(), mark[0]
        if char in "（(〔［[【“《":
            depth += 1
        elif char in "）)〕］]】”》":
            depth = max(depth - 1, 0)
        elif not depth and not (char == "," and _THOUSANDS.match(words, max(index - 1, 0))):
            pieces.append((start, index))
            start = index + 1
    pieces.append((start, len(words)))
    return tuple(pieces)
