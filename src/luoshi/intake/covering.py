"""Passages of a text that somebody may not read: covered in the same length, so that every place stays where it is."""

from __future__ import annotations

from collections.abc import Sequence

BAR, WORD = "█", "限知"

Span = tuple[int | None, int | None]


def covered(text: str, spans: Sequence[Span]) -> str:
    """The text with these passages made unreadable; line ends stay."""
    letters = list(text)
    for start, end in _placed(spans):
        for at in range(start, min(end, len(letters))):
            letters[at] = letters[at] if letters[at] == "\n" else BAR
        if letters[start : start + len(WORD)] == [BAR] * len(WORD):
            letters[start : start + len(WORD)] = WORD
    return "".join(letters)


def touches(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a passage shares a character with one of some others."""
    start, end = span
    if start is None or end is None:
        return False
    return any(start < until and since < end for since, until in _placed(spans))


def _placed(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(start, end) for start, end in spans if start is not None and end is not None]
