"""How Chinese official print sets figures and lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_BETWEEN = re.compile(r"(?<=[^\x00-\x7f]) +(?=[\x21-\x7e])|(?<=[\x21-\x7e]) +(?=[^\x00-\x7f])")


def tight(text: str) -> str:
    """No blank between a Chinese sign and a figure: 「逾期 12 天」 is 「逾期12天」."""
    return _BETWEEN.sub("", text)


def width(text: str) -> float:
    """How many full-width signs a text takes: half-width figures and letters take half."""
    return sum(0.5 if ord(sign) < 0x2000 else 1.0 for sign in text)


def day_words(day: date, year: int | None = None) -> str:
    """「11月3日」; with its year where that is not the year spoken of."""
    short = f"{day.month}月{day.day}日"
    return short if day.year == year else f"{day.year}年{short}"


def title_lines(words: Sequence[str], most: float = 20.0) -> list[str]:
    """A title turned at word boundaries into as few lines as fit, of lengths as equal as can be.

    Args:
        words: its words in order, none of which is split.
        most: full-width signs of the title's size that fit in a line.
    """
    for lines in range(1, len(words) + 1):
        found = _turned(list(words), lines, most)
        if found:
            return found
    return list(words)


def _turned(words: list[str], lines: int, most: float) -> list[str]:
    """The words in exactly so many lines, the longest of them as short as can be; nothing if they do not fit."""
    if lines == 1:
        whole = "".join(words)
        return [whole] if width(whole) <= most else []
    best: list[str] = []
    for cut in range(1, len(words) - lines + 2):
        head = "".join(words[:cut])
        rest = _turned(words[cut:], lines - 1, most) if width(head) <= most else []
        if rest and (not best or max(map(width, [head, *rest])) < max(map(width, best))):
            best = [head, *rest]
    return best
