"""Owners allotted by sorts of work ahead of it: 「工业类任务由×负责，……」, 「×、×分别牵头东片、西片」."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from luoshi.core.reading.confidence import notice
from luoshi.core.reading.filling import own
from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.owners import owners_of
from luoshi.core.reading.model import Span, Task
from luoshi.core.reading.standing import level_of
from luoshi.core.reading.structure import Block

_START = attrgetter("start")
_LONGEST, _FURTHEST, _NEAR, _LONGEST_TITLE, _LONGEST_NAME = 400, 400, 40, 40, 16
"""So long a preamble, so many blocks and tasks away, so long a heading, and a name at the head of a paragraph."""
_KIND = (
    r"(?:(?:类|方面|领域|板块|战线|口)?的?(?:重点|具体|各项|所有|有关)?(?:任务|项目|工作|事项|目标|指标|实事|工程|问题)"
    r"|类|方面|领域|板块|战线)"
)
_SORT = r"(?P<sort>(?![由请以上本此该这])[\u4e00-\u9fff“”]{2,10}?)"
_LEADING = re.compile("牵头|负责|主抓|包抓|包联|督导|联系|挂帅|包干|分管|统筹|主办")
_LEADS = f"(?:具体|总|共同)?(?:{_LEADING.pattern})(?:负责|抓好|抓|落实|推进|督办)?"
_OF_SORT = re.compile(rf"\s*(?:其中[，：]?)?{_SORT}{_KIND}?[，,]?(?:分别|统一|全部|均|都)?由(?=[\u4e00-\u9fff])")
"""「工业类任务由……」, 「东片由……」."""
_TAKES_SORT = re.compile(rf"\s*(?:由|请)?(?P<who>[\u4e00-\u9fff]{{2,16}}?){_LEADS}{_SORT}{_KIND}$")
"""「县工信局负责工业类任务」."""
_ONE = r"(?:(?![和与及])[\u4e00-\u9fff“”])"
_LIST = rf"{_ONE}{{2,16}}(?:[、和与及]{_ONE}{{2,16}}?){{1,5}}"
_COUNT = "(?:[两二三四五六]大?[类片个块线组](?:片区?|板块|标段|区域|乡镇|镇)?)"
_SEVERALLY = re.compile(
    rf"(?:由|请)?(?P<who>{_LIST})(?:[两二三四五六][位名]\w{{2,4}}|同志)?(?:分别|分头){_LEADS}(?P<sorts>{_LIST}?){_COUNT}?{_KIND}?(?=[。；，])"
    rf"|(?P<sorts_by>{_LIST}?){_COUNT}?{_KIND}?分别由(?P<who_by>{_LIST}?){_LEADS}"
)
"""「×、×分别牵头东片、西片」, 「东片、西片分别由×、×牵头」."""
_TAIL = re.compile(rf"(?<=.){_COUNT}?{_KIND}?$")
_AND = re.compile("[、和与及]")
_MARKS = "，,；;。：:"


class _Lot(NamedTuple):
    """A sort of work, by the word that names it, whose it is, and where it is said."""

    sort: str
    owners: Owners
    start: int
    end: int


def allot(blocks: Sequence[Block], tasks: list[Task]) -> list[Span]:
    """Gives the tasks of each sort the owners that a paragraph ahead of them names. Where what was read as a task in
    such a paragraph stood: it is taken out."""
    spans: list[Span] = []
    for at, block in enumerate(blocks):
        words = block.flow.text
        if len(words) > _LONGEST or block.kind != "paragraph":
            continue
        severally = "分别" in words or "分头" in words
        if severally or words.count("由") > 1 or words.count("类") > 1:
            lots = (severally and _severally(words)) or _each_by_sort(words, block.number.end if block.number else 0)
            spans += _allotted(blocks, at, lots, tasks) if len(lots) > 1 else []
    return spans


def _severally(words: str) -> list[_Lot]:
    """As many names as sorts, in their order."""
    for said in _SEVERALLY.finditer(words):
        which = "" if said["who"] else "_by"
        begin, end = said.span(f"who{which}")
        named = names_at(words, begin, end)
        sorts = _alike([_TAIL.sub("", one) or one for one in _AND.split(said[f"sorts{which}"])])
        if len(named) == len(sorts) and all(name.kind in ("person", "unit") for name in named):
            return [_Lot(sort, _of(name), *said.span()) for sort, name in zip(sorts, named, strict=True)]
    return []


def _alike(sorts: list[str]) -> list[str]:
    """「南片、北片督导」: the last ends as the others do, and what is done there stands behind it."""
    ends = {one[-1] for one in sorts[:-1]}
    last = sorts[-1].find(ends.pop(), 1) if len(ends) == 1 else -1
    return [*sorts[:-1], sorts[-1][: last + 1]] if last > 0 else sorts


def _of(name: Name) -> Owners:
    return Owners(leaders=[name]) if name.kind == "person" else Owners(lead=[name])


def _each_by_sort(words: str, begin: int) -> list[_Lot]:
    """One clause after another, each of a sort; a clause that names none goes on with the owners before it."""
    begun: list[tuple[str, int, int, int]] = []
    leads = _LEADING.search(words) is not None
    for start, end in split(words, _MARKS):
        start = max(start, min(begin, end))
        if words.find("由", start, end) > start and (said := _OF_SORT.match(words, start, end)):
            begun.append((said["sort"], start, said.end(), end))
        elif leads and (said := _TAKES_SORT.match(words, start, end)) and "、" not in said["sort"]:
            begun.append((said["sort"], start, said.start("who"), said.start("sort")))
        elif begun and words[begun[-1][3]] in "，,；;" and words[start - 1] in "，,":
            begun[-1] = (*begun[-1][:3], end)
        elif len(begun) > 1:
            break
        else:
            begun = []
    return [
        _Lot(sort, owners, start, end)
        for sort, start, first, end in begun
        if (owners := owners_of(" " * first + words[first:end])).any()
    ]


def _allotted(blocks: Sequence[Block], at: int, lots: list[_Lot], tasks: list[Task]) -> list[Span]:
    flow = blocks[at].flow
    reached = [_reached(blocks, at, lot.sort, tasks) for lot in lots]
    if not all(reached) or len({lot.sort for lot in lots}) < len(lots):
        return []
    span = flow.span(lots[0].start, lots[-1].end)
    said = [task for task in tasks[_at(tasks, flow.place(0)) : _at(tasks, span[1])] if _only_says_who(task, span)]
    for lot, theirs in zip(lots, reached, strict=True):
        for task in theirs:
            if not any(task is one for one in said):
                _give(task, lot.owners, flow.span, span)
    for one in said:
        tasks.remove(one)
    return [(task.start, task.end) for task in said]


def _at(tasks: Sequence[Task], place: int) -> int:
    return bisect_left(tasks, place, key=_START)


def _only_says_who(task: Task, span: Span) -> bool:
    """Whether a task says nothing but whose what follows is, or owes its owners to the words that do."""
    return not (task.measures or task.due_text) and any(_stands_in(task, field, span) for field in _WHO)


_WHO = ("lead_units", "co_units", "leaders")


def _stands_in(task: Task, field: str, span: Span) -> bool:
    places = task.evidence.get(field) or []
    return bool(places) and all(span[0] <= start < span[1] for start, _ in places)


def _reached(blocks: Sequence[Block], at: int, sort: str, tasks: list[Task]) -> list[Task]:
    """The tasks under the headings that name the sort, or else those that begin with its word."""
    found: list[Task] = []
    begun: tuple[int, int] | None = None
    depth = 0
    for block in islice(blocks, at + 1, at + _FURTHEST):
        level = level_of(block)
        if begun and 0 < level <= begun[1]:
            found += _between(tasks, begun[0], block.flow.place(0))
            begun = None
        if _heads(block, sort) and depth in (0, level):
            begun = begun or (block.flow.place(0), level)
            depth = level
    if begun:
        found += _between(tasks, begun[0], sys.maxsize)
    if found:
        return found
    since = _at(tasks, blocks[at].flow.place(0))
    return [task for task in tasks[since : since + _NEAR] if task.text.startswith(sort)]


def _between(tasks: list[Task], start: int, end: int) -> list[Task]:
    return tasks[_at(tasks, start) : _at(tasks, end)]


def _heads(block: Block, sort: str) -> bool:
    number, words = block.number, block.flow.text
    if number is None or sort not in words[: _LONGEST_TITLE + number.end]:
        return False
    if block.kind == "heading":
        return True
    name = words[number.end : words.find("。") + 1]
    return sort in name and len(name) <= _LONGEST_NAME


def _give(task: Task, owners: Owners, place: Callable[[int, int], Span], span: Span) -> None:
    """span: where all the lots are said; whom a task has from there, it has not by its sort."""
    for field in _WHO:
        if _stands_in(task, field, span):
            getattr(task, field).clear()
            task.evidence[field] = []
    units = not (task.lead_units or task.co_units)
    leaders = owners.leaders if not task.leaders else []
    mine = replace(owners, leaders=leaders) if units else Owners(leaders=leaders)
    own(task, mine, place)
    for field, given in (("lead_units", mine.lead), ("co_units", mine.co), ("leaders", mine.leaders)):
        if given:
            notice(task, field, "above")
