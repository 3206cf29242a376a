"""What one sentence says for those beside it: until when all are to be done, and whose the work before it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.dues import best_due, due_of_owner, dues, until
from luoshi.core.reading.grammar.measures import measures
from luoshi.core.reading.grammar.moments import Calendar
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.owners import role_of_verb
from luoshi.core.reading.grammar.sorts import is_unit
from luoshi.core.reading.grammar.subjects import collective_owners, subject_owners
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.sayings import Saying
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
    lists = "：" in words or ":" in words
    if len(kept) == 1 and not (lists or "——" in words):
        return found  # nothing stands beside it, and nothing is marked as standing ahead
    head = passage.block.number.end if passage.block.number else 0
    ahead = head + time_ahead(words[head : head + _FAR])
    within = _limit(passage, head, ahead, when) if ahead > head else None
    of_all = len(kept) > 1 and ("均" in words or "都" in words or "一律" in words)
    for at, one in enumerate(kept):
        if lists and (listed := _LISTS.match(words, one.start, one.end)):
            within, ahead = _limit(passage, listed.start(1), listed.end(1), when), head
        elif within and (ahead > head or _NEXT.match(words, one.start)):
            found[at] = within
        shared = _ALL_OF_THEM.search(words, one.start, one.end) if of_all and at else None
        if shared and (limit := _limit(passage, shared.end(), one.end, when)):
            _spread(found, kept, at, limit)
    last = _trailing(words, kept[-1]) if len(kept) > 1 and words[kept[-2].end - 1] in "；;" else None
    if last and (limit := _limit(passage, *last, when, years=True)):
        _spread(found, kept, len(kept) - 1, limit)
    return found


def owners_ahead(passage: Passage, kept: Sequence[Sentence]) -> list[Saying | None]:
    """「县财政局为主，……；无分歧欠款6月30日前清偿」: behind a semicolon whoever did the last does the next."""
    found: list[Saying | None] = [None] * len(kept)
    words = passage.block.flow.text
    if passage.sayings:
        return found
    if "。要" in words:
        found = _going_on(passage, kept)
    if "；" not in words:
        return found
    for at in range(1, len(kept)):
        before, one = kept[at - 1], kept[at]
        if before.end != one.start or words[one.start - 1] not in "；;":
            continue
        if subject_owners(words[one.start : one.end], bare=True).any():
            continue
        if words.startswith("要", one.start) and words.startswith("要", before.start):
            continue  # 「要注重……，县发改局要……；要注重……」: what all of them must
        owners = whose(words[before.start : before.end])
        found[at] = found[at - 1]
        if owners.lead and found[at] is None:
            found[at] = Saying(owners, passage.block.flow, before.start, before.end)
    return found


def whose(words: str) -> Owners:
    """Whom a sentence names as having to do what it says."""
    owners = subject_owners(words, bare=True)
    return owners if owners.lead or owners.vague else collective_owners(words)


def _going_on(passage: Passage, kept: Sequence[Sentence]) -> list[Saying | None]:
    """「县级以上地方人民政府要……。要……。」: a sentence that only says what must be done goes on with whose it was.

    Not so 「要……。县民政局要……。要……。」: there the speaker bids all of them, and one of them by name."""
    words = passage.block.flow.text
    said: Saying | None = None
    theirs: dict[int, Saying | None] = {}
    named = False
    for one in passage.sentences():
        if words.startswith("要", one.start):
            if not named:
                break
            own = said and subject_owners(words[one.start : one.end], bare=True).any()
            theirs[one.start] = None if own else said
            continue
        owners = _whose_must(words[one.start : one.end])
        said = Saying(owners, passage.block.flow, one.start, one.end) if owners.lead else None
        named = named or said is not None
    return [theirs.get(one.start) for one in kept]


def _whose_must(words: str) -> Owners:
    """Those at a sentence's head who must do something."""
    must = words.find("要", 0, _FAR)
    owners = whose(words) if must > 1 else Owners()
    return owners if owners.lead and words.startswith(owners.lead[0].text) else Owners()


def led_only(passage: Passage) -> Passage:
    """「……。此项工作由赵县长总协调。」: he is in charge of sentences that say themselves who does what."""
    sayings = passage.sayings
    if not sayings or any(
        one.source not in ("sentence", "line", "bracket")
        or not one.owners.leaders
        or one.owners.lead
        or one.owners.co
        or one.owners.due
        for one in sayings
    ):
        return passage
    words = passage.block.flow.text
    each = sum(1 for one in passage.sentences() if subject_owners(words[one.start : one.end]).lead)
    enough = each > (0 if all(one.source == "sentence" for one in sayings) else 1)
    return replace(passage, sayings=[], charges=[*sayings, *passage.charges]) if enough else passage


_CALLED_UPON = re.compile(
    r"(?<![^。！？?\s])([\u4e00-\u9fff]{2,10}?)(?:的?(?:老[\u4e00-\u9fff]|同志们?|[\u4e00-\u9fff]{1,2}(?:局长|总|经理|主任)))?(?:今天)?(?:也|都)*(?:来了|到了|在不在|在场|在座|在)(?:没有|没|吧|吗|啊)?[？?。！]\s*$"
)


def called_upon(passage: Passage, sentence: Sentence) -> Saying | None:
    """The unit that the sentence before calls by its name, and says nothing more: 「供电公司的同志也在。」."""
    words = passage.block.flow.text
    found = _CALLED_UPON.search(words, max(sentence.start - _LONGEST_CALL, 0), sentence.start)
    if found is None or not is_unit(found[1]):
        return None
    return Saying(Owners(lead=[Name(found[1], 0, len(found[1]), "unit")]), passage.block.flow, *found.span(1))


_LONGEST_CALL = 24


def only_when(words: str) -> tuple[int, int] | None:
    """Where a task's last sentence says until when, and nothing else."""
    return _trailing(words, Sentence(0, len(words)))


def _trailing(words: str, last: Sentence) -> tuple[int, int] | None:
    """「①……；②……；③……。年内完成。」: where the words stand that say until when, and nothing else."""
    end = len(words[: last.end].rstrip("。；; \n"))
    start = words.rfind("。", last.start, end) + 1
    return (start, end) if start and end - start <= _SHORT and _ONLY_WHEN.match(words, start, end) else None


_SHORT = 20
_ONLY_WHEN = re.compile(
    r"\s*(?:均|都|要|须|应|务必|必须|全部|力争|确保)*[于在]?[^，；]{2,14}?(?:完成|办结|到位|竣工|建成|销号)$"
)
_FOR_ALL = re.compile(
    r"\s*(?:以上|上述|这些)(?:各项|所有|全部|[两三四五六七八九十\d]{1,2}[项件])?(?:工作|任务|事项|问题|项目|措施)?[，,]?"
    r"(?:均|都|要|须|应|务必|必须|一律|全部|力争|确保|请)*[于在]?[^，。；]{2,16}(?:完成|办结|到位|整改到位|销号)(?:到位)?[。；]?\s*"
)


def limit_of_all(passage: Passage, sentence: Sentence, when: Calendar) -> Saying | None:
    """「以上工作确保在11月21日前完成。」: nothing to be done besides, but until when all before it is."""
    said = _FOR_ALL.fullmatch(passage.block.flow.text, sentence.start, sentence.end)
    return _limit(passage, sentence.start, sentence.end, when, years=True) if said else None


def _limit(passage: Passage, start: int, end: int, when: Calendar, *, years: bool = False) -> Saying | None:
    words = passage.block.flow.text[start:end]
    best = best_due([due for due in dues(words, when) if years or not _WHOLE_YEARS.search(due.text)])
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


_DEEDS = ("起草", "实施", "组织", "拟订", "编制", "参演", "参加", "供稿")


def _says_who(words: str, start: int, end: int) -> bool:
    piece = words[start:end]
    return bool(
        role_of_verb(piece)[0]
        or piece.endswith(_DEEDS)
        or due_of_owner(words, start, end)
        or _HOW_LONG_ON.search(piece)
    )


def without_units(passage: Passage) -> Passage:
    """Who must do it the sentence itself says; the leader of several items, named behind them, sees to it even so."""
    led = [
        replace(saying, owners=Owners(leaders=saying.owners.leaders))
        for saying in passage.sayings
        if saying.shared and saying.owners.leaders
    ]
    return replace(passage, sayings=[], charges=[*led, *passage.charges], reporter=None)
