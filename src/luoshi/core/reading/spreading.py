"""What one sentence says for those beside it: until when all are to be done, and whose the work before it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.dues import best_due, due_of_owner, dues, until
from luoshi.core.reading.grammar.limits import Calendar
from luoshi.core.reading.grammar.measures import measures
from luoshi.core.reading.grammar.owners import Owners, role_of_verb
from luoshi.core.reading.passages import Passage, Saying
from luoshi.core.reading.splitting import time_ahead
from luoshi.core.reading.structure import Sentence

_LISTS = re.compile(r"([^：:。]{2,40})[:：]\s*(?:一是|一要|①|（1）|\(1\)|第一)")
_NEXT = re.compile(r"\s*(?:[二三四五六七八九]是|[二三四五六七八九]要|[②-⑨]|第[二三四五六七八九][，,、])")
_ALL_OF_THEM = re.compile(r"[，,](?:以上)?(?:[两三四五]项)?(?:均|都|一律)(?:要|须|应|必须|确保|力争)?[于在]?")
_BRACKET = re.compile(r"[（(]([^（）()]{2,24})[)）]")
_FAR = 40
_WHOLE_YEARS = re.compile("全年|年内|年度|十.五")
_ASSIGNED = re.compile(r"\s*由[\u4e00-\u9fff、（）]{2,40}?(?:牵头|负责|主办|承办|组织|实施)")
_HOW_LONG_ON = re.compile(
    r"(?:此后|以后|并)?(?:长期|持续)[\u4e00-\u9fff]{2,4}$|(?:印发|完成|办结|上线)时间(?:为|不晚于|不迟于)?"
)


def limits_beside(passage: Passage, kept: Sequence[Sentence], when: Calendar) -> list[Saying | None]:
    """For each of a passage's sentences the limit that another one sets for it, if it has none of its own."""
    found: list[Saying | None] = [None] * len(kept)
    words = passage.block.flow.text
    head = passage.block.number.end if passage.block.number else 0
    ahead = head + time_ahead(words[head : head + _FAR])
    within = _limit(passage, head, ahead, when) if ahead > head else None
    for at, one in enumerate(kept):
        if listed := _LISTS.match(words, one.start, one.end):
            within, ahead = _limit(passage, listed.start(1), listed.end(1), when), head
        elif within and (ahead > head or _NEXT.match(words, one.start)):
            found[at] = within
        shared = _ALL_OF_THEM.search(words, one.start, one.end) if at else None
        if shared and (limit := _limit(passage, shared.end(), one.end, when)):
            _spread(found, kept, at, limit)
    return found


def _limit(passage: Passage, start: int, end: int, when: Calendar) -> Saying | None:
    words = passage.block.flow.text[start:end]
    best = best_due([due for due in dues(words, when) if not _WHOLE_YEARS.search(due.text)])
    bracket = _BRACKET.search(words) if best is None else None
    if bracket and (best := until(bracket[1])):
        start += bracket.start(1)
    if best is None or best.repeats:
        return None
    return Saying(Owners(due=best), passage.block.flow, start, end, source="above", shared=True)


def _spread(found: list[Saying | None], kept: Sequence[Sentence], at: int, limit: Saying) -> None:
    """「甲新建……，乙建设……，均于11月底前完工」: also that of what stands just before it in the sentence."""
    while at > 0 and kept[at - 1].end == kept[at].start:
        at -= 1
        found[at] = limit


def with_who(words: str, owned: list[Sentence]) -> list[Sentence]:
    """「清理规范挂牌。由……牵头，……实施，一季度末完成。」: the second sentence only says whose the first is."""
    if len(owned) != 2 or not _ASSIGNED.match(words, owned[1].start, owned[1].end):
        return owned
    return [Sentence(owned[0].start, owned[1].end)] if says_who(words[owned[1].start : owned[1].end]) else owned


def says_who(words: str) -> bool:
    """「县应急局组织，县卫健局、县公安局参演。」: who does it and until when, and not what."""
    said = words.rstrip("。；; \n")
    return not measures(said) and all(_says_who(said, *one) for one in split(said, "，,；;"))


def _says_who(words: str, start: int, end: int) -> bool:
    piece = words[start:end]
    return bool(
        role_of_verb(piece)[0]
        or re.search(r"(?:起草|实施|组织|拟订|编制|参演|参加|供稿)$", piece)
        or due_of_owner(words, start, end)
        or _HOW_LONG_ON.search(piece)
    )
