"""An owner's passage divides into its tasks: one, unless several sentences have a day, a measure or somebody else."""

from __future__ import annotations

import re

from luoshi.core.reading.filling import REACH
from luoshi.core.reading.grammar.subjects import adds_only, helpers, subject_owners
from luoshi.core.reading.judge import Judge
from luoshi.core.reading.judging.acting import is_action
from luoshi.core.reading.judging.standpoint import Context
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.signs import accounts
from luoshi.core.reading.splitting import goes_on
from luoshi.core.reading.structure import Sentence


def itemise(judge: Judge, passage: Passage, owned: list[Sentence], context: Context) -> list[tuple[Sentence, bool]]:
    """An owner's passage is one task, unless several full sentences have times or measures: each begins one.

    True: the sentence itself names who must do it, and is that one's alone.
    """
    items: list[tuple[Sentence, bool]] = []
    filled = False
    single = len(owned) == 1 or (len(owned) == 2 and is_titled(judge, passage, owned) and _is_name(passage, owned))
    for sentence in owned:
        words = passage.words(sentence)
        mark = passage.block.flow.text[items[-1][0].end - 1] if items else "。"
        full = mark in "。！!\n" or (
            mark in "；;" and (_lists_works(passage, words) or _is_somebodys(judge, passage, words))
        )
        task = judge.reason(passage, sentence, context) is None
        alone = full and task and is_anothers(judge, passage, words, single=single, first=not items)
        own = task and judge.has_own(words)
        begins = alone or (items and items[-1][1]) or (task and bool(_COUNTED.match(words)))
        if not items or begins or (own and filled and full and not goes_on(words)):
            items.append((sentence, alone))
        else:
            items[-1] = (Sentence(items[-1][0].start, sentence.end), items[-1][1])
        filled = filled or (own and not alone and not accounts.OF_PROJECT.match(words))
    return items


def _is_somebodys(judge: Judge, passage: Passage, words: str) -> bool:
    """Whether a clause says who must do it, where the passage's owners are but leaders."""
    units = any(saying.owners.lead or saying.owners.co for saying in passage.sayings)
    return not units and bool(subject_owners(words[:REACH], bare=judge.has_own(words)).lead)


def is_anothers(judge: Judge, passage: Passage, words: str, *, single: bool, first: bool) -> bool:
    """Whether a sentence in an owner's passage bids somebody else do something."""
    if not single and (_ONLY_HELP.match(words) or adds_only(words)):
        return False
    bare = judge.has_own(words)
    named = {name.text for name in subject_owners(words[:REACH], bare=bare, agents="head").lead}
    if not named:
        return False
    if single and named <= {name.text for name in helpers(words[:REACH]).co}:
        return False
    others = {name.text for saying in passage.sayings for name in saying.owners.lead}
    if not bare or first:
        others |= {name.text for saying in passage.sayings for name in saying.owners.co}
    apart = (
        {"above", "line"} if single and not (passage.inherited and bare) else {"above", "line", "bracket", "sentence"}
    )
    apart |= {"front"} if bare and not first else set()
    again = any(_is_called(name, others) for name in named)
    return bool(others) and not again and passage.sayings[0].source in apart


def _is_called(name: str, others: set[str]) -> bool:
    """Whether a name is one of the others, or the short one of one of them: 县财政 of 县财政局."""
    return name in others or any(f"{name}{end}" in others for end in ("局", "委", "办", "厅"))


_COUNTED = re.compile(r"\s*(?:[二三四五六七八九十]是|第[二三四五六七八九十][，,、])")
"""Within one owner's paragraph each 二是 begins an item of its own."""


_ONLY_HELP = re.compile(
    r"[\u4e00-\u9fff、（）()]{2,60}?(?:要|应|须|应当|必须)?(?:积极|密切|主动|全力|协同|予以|给予)?(?:配合|协助|参与|支持|协同|协办|会办)(?=[。；;]|$|[\u4e00-\u9fff])"
)
"""「公安、城管执法等部门积极配合监控视频接入」: help is no task of another's."""


def _lists_works(passage: Passage, words: str) -> bool:
    """Under a heading that says whose they all are, each of several works is a task; an item over its owners is one."""
    begin, number = passage.block.flow.place(passage.start), passage.block.number
    item = number is not None and 2 <= number.level <= 5
    return is_action(words) and all(
        saying.source in ("above", "line") and (saying.span[0] <= begin or not item) for saying in passage.sayings
    )


def is_titled(judge: Judge, passage: Passage, owned: list[Sentence]) -> bool:
    """Whether a heading of its own begins it, that says neither until when nor how much."""
    return passage.titled and not judge.has_own(passage.words(owned[0]))


def _is_name(passage: Passage, owned: list[Sentence]) -> bool:
    """「便捷就医。……」: what the item is called, and one sentence behind it."""
    return owned[0].end - owned[0].start <= _LONGEST_NAME and owned[0] == passage.sentences()[0]


_LONGEST_NAME = 14
