"""How far words of owners reach back: to items named by their numbers, over a list, over paragraphs before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.owners import owners_of
from luoshi.core.reading.grammar.references import references, timed_references
from luoshi.core.reading.grammar.subjects import subject_owners
from luoshi.core.reading.model import Span
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.sayings import Saying
from luoshi.core.reading.splitting import time_ahead
from luoshi.core.reading.standing import is_item, level_of, value_of
from luoshi.core.reading.structure import Block

LOOKS_BACK = re.compile(
    r"\s*(?:各位代表[！!，,]|同志们[！!，,：:])?\s*(?:过去(?:的)?一年|一年来|去年|上年|五年来|回顾)"
)
_LISTED = 4
"""From （1） on numbers stand within a paragraph."""


def _numbered(section: Sequence[Passage]) -> dict[int, Passage]:
    return {number: one for one in section if (number := value_of(one.block)) is not None}


def owners_of_items(block: Block, section: Sequence[Passage]) -> list[Span]:
    """「第1、2项由……，第3项由……」: each of the items before it gets its own. Where their words stand; nothing if the
    block says no such thing."""
    words = block.flow.text
    said = references(words, len(section))
    items = _numbered(section) if said else {}
    if not said or not all(one.numbers <= set(items) for one in said):
        return []
    spans = []
    for one in said:
        saying = Saying(one.owners, block.flow, one.start, one.end, source="line", shared=len(one.numbers) > 1)
        spans.append(saying.span)
        for number in one.numbers:
            items[number].sayings.append(saying)
            items[number].inherited = True
    before = words[: said[0].begin]
    if (owners := owners_of(before)).any():
        saying = Saying(owners, block.flow, 0, len(before), source="line", shared=True)
        for number in set().union(*(one.numbers for one in said)):
            items[number].sayings.append(saying)
    stop = words.find("。", said[-1].start)
    rest = owners_of(words[stop + 1 :]) if 0 <= stop < len(words) - 1 else Owners()
    if rest.leaders and not (rest.lead or rest.co):  # 「……。责任领导：赵敏。」
        saying = Saying(rest, block.flow, stop + 1, len(words), source="line", shared=True)
        for number in set().union(*(one.numbers for one in said[:-1])):
            items[number].sayings.append(saying)
    return [*spans, block.flow.span(0, len(words))]


def times_of_items(block: Block, section: Sequence[Passage]) -> list[Span]:
    """「（1）（2）于5月底前，（3）于年底前」. Where the words stand; nothing if the block says no such thing."""
    said = timed_references(block.flow.text)
    items = _numbered(section) if said else {}
    if not said or not all(numbers <= set(items) for numbers, _ in said):
        return []
    for numbers, due in said:
        saying = Saying(Owners(due=due), block.flow, 0, len(block.flow.text), source="line")
        for number in numbers:
            items[number].sayings.append(saying)
            items[number].inherited = True
    return [block.flow.span(0, len(block.flow.text))]


def over_list(passage: Passage, waiting: Sequence[Passage]) -> None:
    """「①……；②……；③……。（县民政局牵头）」 in one paragraph: the bracket behind the last is of all of them."""
    last = passage
    for earlier in reversed(waiting):
        value, mine = value_of(earlier.block), value_of(last.block)
        listed = level_of(earlier.block) == level_of(passage.block) >= _LISTED and not earlier.block.alone
        own = passage.sayings[0].source != "sentence" and earlier.sayings
        if not listed or own or value is None or mine is None or value != mine - 1:
            break
        earlier.sayings.extend(passage.sayings)
        earlier.inherited, last = True, earlier


def over_paragraphs(passage: Passage, waiting: Sequence[Passage]) -> None:
    """An owner's bracket at the end of a paragraph without a number also covers the paragraphs before it, up to the
    number, or to one with a subject of its own: they are one item."""
    for earlier in reversed(waiting[-6:]):
        if earlier.block.section != passage.block.section or earlier.block is passage.block:
            break
        if earlier.block.number and not is_item(earlier.block.number):
            break
        words = earlier.block.flow.text[earlier.start : earlier.end]
        if time_ahead(words) or LOOKS_BACK.match(words) or subject_owners(words, bare=True).lead:
            break
        earlier.sayings.extend(passage.sayings)
        earlier.inherited = True
        if earlier.block.number:
            break
