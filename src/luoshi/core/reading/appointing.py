"""Leaders appointed once for many tasks: of parts or items by their numbers, or ahead of them for all that follows."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter

from luoshi.core.reading.confidence import notice
from luoshi.core.reading.filling import own
from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.parts import led_by_number, led_in_brackets
from luoshi.core.reading.grammar.watching import watch
from luoshi.core.reading.model import Span, Task
from luoshi.core.reading.standing import CLOSING, SUMS_UP, WATCHES, level_of, value_of
from luoshi.core.reading.structure import Block, Sentence, sentences

_START = attrgetter("start")
_BY_NUMBER = re.compile(
    r"第[（(]?[\d一二三四五六七八九十][\d一二三四五六七八九十（()）、，和及与至到第项条件章部分—–~～-]{0,24}?"
    r"(?:部分|章|板块|大项|大类|方面|篇|[项条件款])(?!事|套)"
)
_STOP = re.compile("[。；]")
_LEADERS = re.compile("[长任席记员委志老]")
_LONGEST = 400
_ITEM_LEVELS = (3, 2, 4, 5, 1)
"""Where an item's number is looked for: 1. before （一） before （1）."""
_FURTHEST, _NEAR = 600, 30
"""So many blocks, so many tasks away."""


def appoint(blocks: Sequence[Block], tasks: list[Task]) -> list[Span]:
    """Gives the tasks of numbered parts and items the leaders that one sentence names for them. Gives where such
    sentences stand; what was read as a task in one of them is taken out."""
    spans: list[Span] = _appointed_ahead(blocks, tasks)
    for at, block in enumerate(blocks):
        words = block.flow.text
        if "第" in words:
            for one in _numbering(words):
                spans += _appointed(blocks, at, one, tasks)
        if len(words) <= _LONGEST and ("：" in words or ":" in words) and _IN_BRACKETS.search(words):
            _appointed_each(blocks, at, tasks)
    return spans


_IN_BRACKETS = re.compile(r"[:：][\u4e00-\u9fff· ]{2,14}[（(]第?[\d一二三四五六七八九十]")


def _appointed_each(blocks: Sequence[Block], at: int, tasks: list[Task]) -> None:
    """「牵头领导：谢明（1、2）、赵敏（3）」: each of them of his own items, and not both of all."""
    flow = blocks[at].flow
    led = [
        (reach, one.leaders)
        for one in led_in_brackets(flow.text)
        if (reach := _reach(blocks, at, one.numbers, parts=False))
    ]
    begin, end = flow.span(0, len(flow.text))
    for reach, leaders in led:
        for task in _within(tasks, reach):
            if any(begin <= start < end for start, _ in task.evidence.get("leaders", ())):
                task.leaders, task.evidence["leaders"] = [], []
        _give(tasks, reach, leaders, flow.span)


def _numbering(words: str) -> Iterator[Sentence]:
    """Its sentences that name parts or items by their numbers, and perhaps a leader."""
    ended = 0
    for place in _BY_NUMBER.finditer(words):
        if place.start() < ended:
            continue
        start = max(words.rfind("。", ended, place.start()), words.rfind("；", ended, place.start())) + 1
        stop = _STOP.search(words, place.end(), place.end() + _LONGEST)
        start, ended = max(start, ended), stop.end() if stop else min(len(words), place.end() + _LONGEST)
        if ended - start <= _LONGEST and _LEADERS.search(words, start, ended):
            yield Sentence(start, ended)


def _appointed(blocks: Sequence[Block], at: int, said: Sentence, tasks: list[Task]) -> list[Span]:
    flow = blocks[at].flow
    span = flow.span(said.start, said.end)
    led = [
        (reach, one.leaders)
        for one in led_by_number(flow.text[said.start : said.end])
        if (reach := _reach(blocks, at, one.numbers, parts=one.parts))
    ]
    if not led:
        return []
    first, behind = bisect_left(tasks, span[0], key=_START), bisect_left(tasks, span[1], key=_START)
    within = [task for task in tasks[first:behind] if task.end <= span[1]]
    tasks[first:behind] = [task for task in tasks[first:behind] if task.end > span[1]]
    begin = bisect_left(tasks, flow.place(0), key=_START)
    for task in tasks[begin : begin + _NEAR]:  # what stands beside it is not his
        if task.start >= flow.place(len(flow.text) - 1):
            break
        if any(span[0] <= start < span[1] for start, _ in task.evidence.get("leaders", ())):
            task.leaders, task.evidence["leaders"] = [], []
    for reach, leaders in led:
        _give(tasks, reach, leaders, lambda first, last: flow.span(said.start + first, said.start + last))
    return [span] if within else []


def _give(tasks: list[Task], reach: Iterable[Span], leaders: list[Name], place: Callable[[int, int], Span]) -> None:
    for task in _within(tasks, reach):
        if not task.leaders:
            own(task, Owners(leaders=leaders), place)
            notice(task, "leaders", "above")


def _within(tasks: list[Task], reach: Iterable[Span]) -> Iterator[Task]:
    for start, end in reach:
        yield from tasks[bisect_left(tasks, start, key=_START) : bisect_left(tasks, end, key=_START)]


def _reach(blocks: Sequence[Block], at: int, numbers: frozenset[int], *, parts: bool) -> list[Span]:
    """Where the parts or items of these numbers stand; nothing if one of them is not there."""
    for level in (1, 2) if parts else _ITEM_LEVELS:
        for run in (_run(blocks, at, level, ahead=False), _run(blocks, at, level, ahead=True)):
            if numbers <= run.keys():
                return [run[number] for number in sorted(numbers)]
    return []


def _run(blocks: Sequence[Block], at: int, level: int, *, ahead: bool) -> dict[int, Span]:
    """The blocks with numbers of a level before or behind one, up to where they begin anew, each with what it spans."""
    found: dict[int, Span] = {}
    if ahead:
        begun: tuple[int, int] | None = None
        for block in islice(blocks, at + 1, at + _FURTHEST):
            start = block.flow.place(0)
            if begun and _ends_all(block):
                found[begun[0]] = begun[1], start
                return found
            if not 1 <= level_of(block) <= level:
                continue
            if begun:
                found[begun[0]] = begun[1], start
            value = value_of(block) if level_of(block) == level else None
            if value is not None and value <= max(found, default=0):
                return found
            begun = (value, start) if value is not None else None
        if begun:
            found[begun[0]] = begun[1], sys.maxsize
        return found
    end = blocks[at].flow.place(0)
    for one in range(at - 1, max(at - _FURTHEST, -1), -1):
        block = blocks[one]
        if not 1 <= level_of(block) <= level:
            continue
        start = block.flow.place(0)
        value = value_of(block) if level_of(block) == level else None
        if value is not None:
            if found and value >= min(found):
                break
            found[value] = start, end
        end = start
    return found


def _appointed_ahead(blocks: Sequence[Block], tasks: list[Task]) -> list[Span]:
    """「本件由副县长×牵头。」, 「本次行动由×统一指挥」 before anything is to be done: all that follows is his."""
    for at, block in enumerate(islice(blocks, _HEAD)):
        words = block.flow.text
        if tasks and tasks[0].start < block.flow.place(0):
            return []
        if block.kind != "paragraph" or block.number or not _OF_ALL.search(words) or not _lists(blocks, at):
            continue
        for one in sentences(words):
            whole = _OF_ALL.search(words, one.start, one.end) if one.end - one.start <= _LONGEST else None
            if whole and whole[0] in _BELOW and any(before.number for before in blocks[:at]):
                continue  # what is below under the same heading
            said = watch(words[whole.start() : one.end]) if whole else None
            if whole and said and not said.back:
                return _over_all(blocks, at, Sentence(whole.start(), one.end), said.leaders, tasks)
    return []


_HEAD = 24
"""A preamble stands in so many blocks."""
_OF_ALL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:本(?:件|案|次|项|轮|批|方案|清单|通知|单|专项|行动|战役|计划|工程|要点)|此次|这次|以下|下列|下述|下面(?=[两二三四五六七八九十几各\d]))"
    r"(?=[^，。；：]{0,16}[，,]?(?:都|均|统一)?[由请归])"
)


_BELOW = ("以下", "下列", "下述", "下面")


def _lists(blocks: Sequence[Block], at: int) -> bool:
    """Whether numbered blocks come next."""
    return any(one.number is not None and one.number.level <= 4 for one in islice(blocks, at + 1, at + 4))


def _over_all(blocks: Sequence[Block], at: int, said: Sentence, leaders: list[Name], tasks: list[Task]) -> list[Span]:
    flow = blocks[at].flow
    span = flow.span(said.start, said.end)
    own_words = [task for task in tasks[:_NEAR] if span[0] <= task.end and task.start < span[1]]
    if any(task.lead_units or task.measures or task.due_text for task in own_words):
        return []
    tasks[:_NEAR] = [task for task in tasks[:_NEAR] if task not in own_words]
    ends = (one.flow.place(0) for one in blocks[at + 1 :] if _ends_all(one) or _DEMANDS.search(one.flow.text, 0, 16))
    reach = span[1], next(ends, sys.maxsize)
    _give(tasks, [reach], leaders, lambda first, last: flow.span(said.start + first, said.start + last))
    return [flow.span(0, len(flow.text))] if own_words else []


_DEMANDS = re.compile(
    r"(?:工作|有关|相关|几点|落实|办理|报送|反馈|纪律)要求|(?:组织|工作|要素)?保障(?:措施)?$|^附件|联系人"
)


def _ends_all(block: Block) -> bool:
    """「县委督查室对清单落实情况每月跟踪一次。」 behind the last of the items: it speaks of all of them."""
    words = block.flow.text
    return block.number is None and bool(CLOSING.match(words) or SUMS_UP.match(words) or WATCHES.match(words))
