"""Whoever sees to what a sentence begins with sees to what semicolons part from it: 「由×副县长牵头，甲……；乙……」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.charge import in_person
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.subjects import subject_owners
from luoshi.core.reading.grammar.watching import SAID, watch, watch_of_topic
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.sayings import Saying
from luoshi.core.reading.structure import Sentence

_SEEN_TO = re.compile(
    r"\s*[^，。；：:]{2,30}(?:牵头|负责|包案|包抓|包联|挂帅|协调|调度|督办|抓总)"
    r"(?:(?:以下|下列)[两二三四五六七八九\d]{0,2}[项件个]?(?:重点|具体)?(?:工作|任务|项目|事项|案件|问题)?)?[，：:]"
)
_ASIDE = re.compile(r"[^，。；]{2,16}由|关于|对于|至于|其余|[^，。；]{2,12}(?:问题|方面|这块)[，,]")
"""「补贴资金由县财政局兑付」, 「关于用地问题」: what others add to it, or another matter."""
_COUNTED = re.compile(r"\s*(?:[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九]|[（(]?\d{1,2}[)）.．、])")
_STOP = re.compile("[，,：:]")
_THIS_WORK = re.compile(f"{SAID}(?:[该此本]|这)一?(?:项|件|块)(?:工作|任务|事项|工程|事)")
"""「该项工作由×统筹」: all that its paragraph says behind it is his, whatever parts it."""
_CALLED = re.compile("[长任席记志员委老]")
_OPENS = re.compile(SAID)
_TOPIC_OF_OLD = re.compile(r"[^，。；\d]{2,10}?老[\u4e00-\u9fff]")
"""「供水这块老蒲抓总，县水利局……」: his name without a title is looked for nowhere else."""
_LONGEST_CLAUSE = 60


def leader_ahead(passage: Passage, kept: Sequence[Sentence]) -> list[Saying | None]:
    """For each of a passage's sentences whoever one before it names as seeing to both."""
    words = passage.block.flow.text
    found: list[Saying | None] = [None] * len(kept)
    if "老" in words:
        found = [_led(passage, one) if _TOPIC_OF_OLD.match(words, one.start) else None for one in kept]
    if len(kept) < 2 or not _CALLED.search(words, kept[0].start, kept[-1].end):
        return found
    led: Saying | None = None
    for at in range(1, len(kept)):
        before, one = kept[at - 1], kept[at]
        mark = words[one.start - 1] if before.end == one.start else ""
        if mark and mark in "；;":
            led = led or _led(passage, before)
        elif not (mark and _THIS_WORK.match(words, led.start if led else before.start)):
            led = None
        else:
            led = led or _led(passage, before)
        if led and (_ASIDE.match(words, one.start, one.end) or _COUNTED.match(words, one.start)):
            led = None
        found[at] = found[at] or led
    for at in range(len(kept) - 1, 0, -1):
        before, one = kept[at - 1], kept[at]
        if before.end != one.start or words[one.start - 1] not in "，,":
            continue
        found[at - 1] = found[at - 1] or found[at] or _led_at_end(passage, one)
    return found


def _led_at_end(passage: Passage, sentence: Sentence) -> Saying | None:
    """「甲……，乙……，×副县长负责督办。」: of all that commas part."""
    flow = passage.block.flow
    start = flow.text.rfind("，", sentence.start, sentence.end) + 1
    if not (start and sentence.end - start <= _LONGEST_CLAUSE and _CALLED.search(flow.text, start, sentence.end)):
        return None
    leaders = in_person(flow.text, start, sentence.end)
    if not leaders:
        return None
    moved = [replace(name, start=name.start - start, end=name.end - start) for name in leaders]
    return Saying(Owners(leaders=moved), flow, start, sentence.end, source="sentence", shared=True)


def _led(passage: Passage, sentence: Sentence) -> Saying | None:
    flow = passage.block.flow
    leaders = _named_first(flow.text, sentence)
    if not leaders:
        return None
    return Saying(Owners(leaders=leaders), flow, sentence.start, sentence.end, source="above", shared=True)


def _named_first(words: str, sentence: Sentence) -> list[Name]:
    """Of whom its first clause says that they see to it, while others do it; their places count from its beginning."""
    start, end = sentence
    opened = _OPENS.match(words, start, end)
    begin = opened.end() if opened else start
    stop = _STOP.search(words, begin, min(end, begin + _LONGEST_CLAUSE))
    if stop is None or not _CALLED.search(words, begin, stop.start()):
        return []
    if _SEEN_TO.match(words, start, end) and (named := in_person(words, start, stop.start())):
        return [replace(name, start=name.start - start, end=name.end - start) for name in named]
    clause = words[start : stop.start()]
    said = watch(clause)
    leaders = (said.leaders if said.back == 0 else []) if said else watch_of_topic(clause)
    return leaders if leaders and subject_owners(words[stop.end() : end], bare=True).lead else []
