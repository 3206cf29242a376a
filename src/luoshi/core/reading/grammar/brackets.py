"""Brackets of a paragraph, found in one pass."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from luoshi.core.reading.model import Span

_PAIRS = {"（": "）", "［": "］", "(": ")", "〔": "〕", "[": "]", "【": "】", "‹": "›", "〈": "〉"}
_CLOSERS = frozenset(_PAIRS.values())
_EDGE = re.compile(r"[（(〔［\[【‹〈）)〕］\]】›〉]")
_LONGEST = 800
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")


class Bracket(NamedTuple):
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


_OPENERS = "（(〔［[【“《"
ENCLOSES = re.compile(f"[{re.escape(_OPENERS)},]")
"""Without one of these every mark stands outside, and parts something."""
_CLAUSES = "，,；;：:。！"
"""All that parts clauses: a sentence is cut at some of them for its owners, at others for its measures and tasks."""
_SENTENCE = 500


def split(words: str, marks: str) -> list[Span]:
    """Cuts words at marks that stand outside brackets and quotation marks. Gives (start, end) of each piece."""
    known = len(words) < _SENTENCE and _part_clauses(marks)
    pieces: list[Span] = []
    start = 0
    for index, char in _remembered(words) if known else _outside(words, marks):
        if char in marks:
            pieces.append((start, index))
            start = index + 1
    pieces.append((start, len(words)))
    return pieces


@cache
def _part_clauses(marks: str) -> bool:
    return not marks.strip(_CLAUSES)


@lru_cache(maxsize=2048)
def _remembered(words: str) -> list[tuple[int, str]]:
    return _outside(words, _CLAUSES)


def _outside(words: str, marks: str) -> list[tuple[int, str]]:
    """Where which marks stand outside brackets and quotation marks. The comma of a large number parts nothing."""
    if not ENCLOSES.search(words):
        return [(mark.start(), char) for mark in _marks(marks).finditer(words) if (char := mark[0]) in marks]
    depth = 0
    outside: list[tuple[int, str]] = []
    for mark in _marks(marks).finditer(words):
        char = mark[0]
        if char in marks:
            if not depth and not (char == "," and _THOUSANDS.match(words, max(mark.start() - 1, 0))):
                outside.append((mark.start(), char))
        elif char in _OPENERS:
            depth += 1
        elif depth:
            depth -= 1
    return outside
