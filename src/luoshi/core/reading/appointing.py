"""Leaders appointed once for many tasks: of parts or items by their numbers."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import attrgetter

from luoshi.core.reading.confidence import notice
from luoshi.core.reading.filling import own
from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.parts import led_by_number
from luoshi.core.reading.model import Span, Task
from luoshi.core.reading.standing import CLOSING, SUMS_UP, level_of, value_of
from luoshi.core.reading.structure import Block, Sentence, sentences

_START = attrgetter("start")
_BY_NUMBER = re.compile(
    r"第[（(]?[\d一二三四五六七八九十][^，。；\n]{0,24}?(?:部分|章|板块|大项|大类|方面|篇|[项条件款个号])"
)
_LONGEST = 400
_ITEM_LEVELS = (3, 2, 4, 5, 1)
"""Where an item's number is looked for: 1. before （一） before （1）."""
_FURTHEST, _NEAR = 600, 30
"""So many blocks, so many tasks away."""


def appoint(blocks: Sequence[Block], tasks: list[Task]) -> list[Span]:
    """Gives the tasks of numbered parts and items the leaders that one sentence names for them. Gives where such
    sentences stand; what was read as a task in one of them is taken out."""
    spans: list[Span] = []
    for at, block in enumerate(blocks):
        words = block.flow.text
        if "第" not in words or not _BY_NUMBER.search(words):
            continue
        for one in sentences(words):
            if one.end - one.start <= _LONGEST and _BY_NUMBER.search(words, one.start, one.end):
                spans += _appointed(blocks, at, one, tasks)
    return spans


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
    for task in tasks[max(first - _NEAR, 0) : first + _NEAR]:  # what stands beside it is not his
        if any(span[0] <= start < span[1] for start, _ in task.evidence.get("leaders", ())):
            task.leaders, task.evidence["leaders"] = [], []
    for reach, leaders in led:
        _give(tasks, reach, leaders, lambda first, last: flow.span(said.start + first, said.start + last))
    return [span] if within else []


def _give(tasks: list[Task], reach: Iterable[Span], leaders: list[Name], place: Callable[[int, int], Span]) -> None:
    for start, end in reach:
        for task in tasks[bisect_left(tasks, start, key=_START) : bisect_left(tasks, end, key=_START)]:
            if not task.leaders:
                own(task, Owners(leaders=leaders), place)
                notice(task, "leaders", "above")


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


def _ends_all(block: Block) -> bool:
    """「县委督查室对清单落实情况每月跟踪一次。」 behind the last of the items: it speaks of all of them."""
    words = block.flow.text
    return block.number is None and bool(CLOSING.match(words) or SUMS_UP.match(words) or _WATCHES.match(words))


_WATCHES = re.compile("[\u4e00-\u9fff、]{0,12}(?:督查室|督查办|督查局|考核办|政府办公室|县委办公室|专班办公室)")
