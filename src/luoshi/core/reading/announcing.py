"""What a block says of the items under it: whose they are, and who is in charge of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from luoshi.core.reading.entitling import Titles
from luoshi.core.reading.grammar.subjects import subject_owners
from luoshi.core.reading.grammar.titles import title_leaders
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.sayings import Saying
from luoshi.core.reading.signs.bids import ACTION
from luoshi.core.reading.standing import (
    depth_of,
    has_items,
    is_deeper,
    is_square,
    leader_line_of,
    level_of,
    with_title,
)
from luoshi.core.reading.structure import Block

_LONGEST_LEAD_IN = 80
_LONGEST_TITLE = 45
_STOP = re.compile("[。；;]")
_DIGIT = re.compile(r"\d")


class Announced(NamedTuple):
    """What a block says of the items under it."""

    saying: Saying
    heads: bool = True
    """The block is but their heading, and each of them may have owners of its own besides."""
    charges: bool = False
    """It names but the leader in charge of them."""
    level: int = 0
    """A number this high or higher ends what it is said of."""


def announced(block: Block, found: list[Passage], following: Block, titles: Titles) -> Announced | None:
    """「县住建局要做好以下工作：」: what a block says that only says whose the items under it are."""
    words = block.flow.text
    leads_in = len(words) <= _LONGEST_LEAD_IN and words.rstrip().endswith(("：", ":"))
    if leads_in and "（" in words and (led := _led_in(block)):
        return Announced(led, charges=True)
    if block.number is None and following.number is None:
        return None  # a plain paragraph over another says nothing of it
    if len(found) != 1 or id(block.flow) in titles.finals:
        return None
    passage = found[0]
    if led := _led_over_numbers(block, passage, following):
        return Announced(led, charges=True)
    if not passage.sayings and has_items(following, block) and (owners := leader_line_of(block)):
        return Announced(Saying(owners, block.flow, 0, len(words)), level=min(level_of(block) or 1, 2))
    if passage.sayings and not passage.inherited:
        if not _entitles(block, passage, following, titles):
            return None
        titled = with_title(passage.sayings[0], words)
        charges = not (titled.owners.lead or titled.owners.co)
        return Announced(titled, charges=charges, level=2 if 2 <= depth_of(block) < 3 else level_of(block))
    if leads_in and is_deeper(following, block):
        begin = max(passage.start, words.rfind("。") + 1)
        owners = subject_owners(words[begin:])
        said = Saying(owners, block.flow, begin, len(words))
        return Announced(said, heads=False, level=level_of(block)) if owners.any() else None
    return None


def _led_in(block: Block) -> Saying | None:
    """「任务分解如下（总牵头：赵敏）：」 over the items that others answer for."""
    words = block.flow.text
    led = title_leaders(words.rstrip("：: \u3000"))
    return Saying(led, block.flow, 0, len(words), source="above") if led.leaders else None


def _led_over_numbers(block: Block, passage: Passage, following: Block) -> Saying | None:
    """「重点项目（包抓领导：赵敏）」 as a line without a number over numbered items."""
    over = following.number is not None and 2 <= following.number.level <= 5
    if block.number is not None or not over or not block.alone:
        return None
    words, start = block.flow.text, 0
    led, sayings = title_leaders(words), passage.sayings
    alone = bool(sayings) and not (sayings[0].owners.lead or sayings[0].owners.co)
    if not led.leaders and alone and len(words) <= _LONGEST_TITLE and not _STOP.search(words[:-1]):
        led, start = sayings[0].owners, sayings[0].start
    if not led.leaders or _DIGIT.search(words.partition("（")[0]):
        return None
    return Saying(led, block.flow, start, len(words), source="above")


def _entitles(block: Block, passage: Passage, following: Block, titles: Titles) -> bool:
    """「二、项目建设（县发改局牵头）」: whether the words before the owners are a title over what follows."""
    title = block.flow.text[passage.start : passage.sayings[0].start]
    if block.number is None or len(title) > _LONGEST_TITLE or _STOP.search(title[:-1]):
        return False
    listed = is_square(block) and following.number is not None and 2 < following.number.level < 7
    return is_deeper(following, block) or listed or _heads(block, title, following, titles)


def _heads(block: Block, title: str, following: Block, titles: Titles) -> bool:
    """「二、关于……问题（包案领导：赵敏）」 over paragraphs without numbers: a heading all the same."""
    if following.kind != "paragraph" or following.number or titles.passages(following)[1]:
        return False
    acts, counts = ACTION.match(title), _DIGIT.search(title)
    return not (acts and counts) if depth_of(block) <= 2 and not is_square(block) else not (acts or counts)
