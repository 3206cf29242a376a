"""A task put somewhere into a document must be found there, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.cli.benches.gold import Gold
from luoshi.cli.benches.judging import overlap
from luoshi.core.reading.draft import read
from luoshi.core.reading.model import Span

SENTENCE = "县档案局要在11月15日前完成馆藏婚姻登记档案数字化2.6万卷。"
LEAD = "县档案局"
PLACES = 8
"""Places tried in a document, spread over it."""

_PARAGRAPH_END = re.compile(r"[。；]\n(?=\S*[^\n]*[。\n])")
_OWNERS = re.compile(r"[\s★●◆【（(]*(?:责任|牵头|配合|完成时限|主体|分管|包抓|协助)")


def rate(documents: list[Gold]) -> tuple[int, int]:
    """Found, and tried: the sentence behind a paragraph and as a paragraph of its own, in turn."""
    tried = [found(text, at) for document in documents for text, at in _made(document)]
    return sum(tried), len(tried)


def _made(document: Gold) -> Iterator[tuple[str, Span]]:
    text = document.text
    places = [one.start() + 1 for one in _PARAGRAPH_END.finditer(text) if not _OWNERS.match(text, one.end())]
    step = max(1, len(places) // PLACES)
    for number, place in enumerate(places[::step][:PLACES]):
        put = f"\n{SENTENCE}" if number % 2 else SENTENCE
        start = place + len(put) - len(SENTENCE)
        yield text[:place] + put + text[place:], (start, start + len(SENTENCE))


def found(text: str, at: Span) -> bool:
    """A task of the sentence's own owner that covers its deed and begins in it."""
    deed = (at[0] + SENTENCE.index("完成"), at[1] - 1)
    return any(
        overlap(deed, (task.start, task.end)) and task.start >= at[0] and task.lead_units == [LEAD]
        for task in read(text).tasks
    )
