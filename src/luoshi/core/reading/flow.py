"""A paragraph's words without the line breaks in it, and where each of them stands in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from luoshi.core.reading.model import Span

_NARROW = re.compile(
    r"[,;:?!()](?:(?<=[()])|(?<=[\u4e00-\u9fff）)》”〉」%％][,;:?!])|(?<=[,;:])(?=[\u4e00-\u9fff《“（])|(?<=\d[,;])(?=\D))"
)
"""The mark stands first, and what is before it behind: so the search runs from mark to mark."""
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}

_LABEL_SLIP = re.compile(r"(?<=(?:责任|牵头|配合|主办|承办)单位)；")
"""A semicolon behind a label is a colon mistyped."""


def widened(words: str) -> str:
    """Narrow marks among Chinese words as the wide ones that are meant; every character keeps its place."""
    wide = _NARROW.sub(lambda mark: _WIDE[mark[0]], words)
    return _LABEL_SLIP.sub("：", wide) if "单位；" in wide else wide


@dataclass(slots=True)
class Flow:
    """Words for analysis, in which broken lines are joined; offsets lead back to the text as it stands."""

    text: str
    firsts: tuple[int, ...]
    """Where each piece begins in `text`."""
    places: tuple[int, ...]
    """Where each piece begins in the document."""
    begin: int | None = None
    """Where it begins in the document, if it is of one piece there."""

    @classmethod
    def of(cls, whole: str, spans: list[Span]) -> Flow:
        """Joins pieces of the document."""
        if len(spans) == 1:  # most paragraphs are one piece
            start, end = spans[0]
            return cls(widened(whole[start:end]), (0,), (start,), start)
        firsts, places, words, length = [], [], [], 0
        for start, end in spans:
            firsts.append(length)
            places.append(start)
            words.append(whole[start:end])
            length += end - start
        return cls(widened("".join(words)), tuple(firsts), tuple(places))

    def place(self, index: int) -> int:
        """Where the word at `index` stands in the document."""
        if self.begin is not None:
            return self.begin + index
        piece = max(bisect_right(self.firsts, index) - 1, 0)
        return self.places[piece] + index - self.firsts[piece]

    def span(self, start: int, end: int) -> Span:
        """Where the words from `start` to `end` stand in the document."""
        begin = self.begin
        if begin is not None:
            return begin + start, begin + (end if end > start else start)
        return self.place(start), self.place(end - 1) + 1 if end > start else self.place(start)
