"""Who sees to what a paragraph says, where a sentence of its own names him: before it, behind it, or by its count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from luoshi.core.reading.confidence import notice
from luoshi.core.reading.filling import own
from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.presiding import MAY_PRESIDE
from luoshi.core.reading.grammar.watching import watch, watch_ahead, watch_of_topic
from luoshi.core.reading.model import Task
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.structure import Block, Sentence

_FIRSTS = frozenset("以上下前这此该本会对另同为刚 \u3000")
_LONGEST, _LONGEST_HEAD = 80, 60
_FURTHEST = 50
_MOST = 60
"""No sentence speaks of more tasks before it."""


class Seen(NamedTuple):
    """Leaders that one sentence names: of so many tasks before it, of all before (-1), or of the paragraph (0)."""

    leaders: list[Name]
    sentence: Sentence
    back: int
    severally: bool = False
    more: bool = False
    ahead: bool = False
    """They stand before a colon, and what is to be done behind it."""


def seen_within(passage: Passage, owned: Sequence[Sentence]) -> list[Seen]:
    """What the sentences of a passage say of those who see to it."""
    if not owned:
        return []
    words = passage.block.flow.text
    begin, close = owned[0].start, owned[-1].end
    # one look at all sentences tells of most paragraphs that none of theirs is such a one
    ahead = words.find("：", begin, close) > 0
    pointed = _POINTS.search(words, begin + 1, close)
    presided = pointed and MAY_PRESIDE.search(words, begin + 4, close)
    at_end = pointed and _AT_END.search(words, begin + 1, close)
    found: list[Seen] = []
    for one in owned:
        start, end = one
        if ahead and (named := _named_ahead(words, start, end)):
            found.append(Seen(named, one, 0, ahead=True))
        elif end - start <= _LONGEST and (
            words[start] in _FIRSTS or (presided and MAY_PRESIDE.search(words, start + 4, min(end, start + _FURTHEST)))
        ):
            said = watch(words[start:end])
            if said:
                found.append(Seen(said.leaders, one, said.back, said.severally, said.more))
        elif (
            at_end
            and (clause := _AT_END.search(words, start + 1, end))
            and (said := watch(words[clause.start() : end]))
            and not said.more
        ):
            found.append(Seen(said.leaders, Sentence(clause.start(), end), said.back or 1, said.severally, True))
    asks = _ASKS.search(words, begin, close) if len(owned) > 1 or not found else None
    if asks is None:
        return found
    if len(owned) == 1:
        return _alone(passage, owned[0]) if close - begin <= _SHORTEST else []
    known = {seen.sentence.start for seen in found}
    first = asks.start()
    plain = [
        Seen(named, one, 0)
        for one in owned
        if one.end > first
        and one.end - one.start <= _LONGEST
        and _ASKS.search(words, one.start, min(one.end, one.start + _NEAR))
        and one.start not in known
        and (named := watch_of_topic(words[one.start : one.end]))
    ]
    return sorted([*found, *plain], key=lambda one: one.sentence.start) if 0 < len(plain) < len(owned) else found


_SHORTEST = 32


def _alone(passage: Passage, one: Sentence) -> list[Seen]:
    """「分管领导谢明负责督促落实。」 as the last paragraph under a heading: of all that stands there before it."""
    block = passage.block
    words = block.flow.text[one.start : one.end]
    if block.number or not block.section or block.kind != "paragraph" or not _SEES_TO.search(words):
        return []
    named = watch_of_topic(words)
    return [Seen(named, one, 0)] if named and words.find(named[0].text) <= _FIRST else []


_SEES_TO = re.compile("(?:负责|牵头|抓总|统筹|协调|督促|督办|督导|调度|主抓|盯办|跟踪)[^，。\\d]{0,8}。?$")
_FIRST = 6


def _named_ahead(words: str, start: int, end: int) -> list[Name]:
    """Whom a sentence names before its colon."""
    colon = words.find("：", start, min(end, start + _LONGEST_HEAD))
    if colon <= 0 or colon + 1 >= end:
        return []
    head = words[start:colon]
    said = watch(head) if head[:1] in _FIRSTS else None
    return said.leaders if said and not said.back else watch_ahead(head)


_AT_END = re.compile("(?:以上|上述|这[事块个几项两三件]|此[事项]|该[事项])(?<=[，；,]..)(?=[^，。；]{0,8}[由归请交让])")
"""「……，……，以上由副县长×牵头抓总。」: as the last clause of what is to be done."""
_POINTS = re.compile("[本该此这以上前](?:(?<=[，；,].)|(?<=[责调协筹抓头管联保办盯帅挥关衔领督案导].))")
"""A word that points to the work, where either form has it: a cheap look for both."""
_ASKS = re.compile("[由请归交长记任席志老员导]")
_NEAR = 24


def _with_listed(tasks: Sequence[Task], behind: list[Task]) -> list[Task]:
    """「（1）……；（2）……。×对该项工作负总责。」: also those that semicolons part from what stands right before."""
    at = bisect_left(tasks, behind[0].start, key=lambda task: task.start)
    found = behind
    while (
        at > 0
        and len(found) < _MOST
        and tasks[at - 1].text.endswith(("；", ";"))
        and found[0].start - tasks[at - 1].end <= _NUMBER
    ):
        at -= 1
        found = [tasks[at], *found]
    return found


_NUMBER = 5
"""No more stands between the items of one line."""


class Overseers:
    """Gives the tasks of one document those who see to them."""

    def __init__(self, tasks: list[Task]) -> None:
        self._tasks = tasks
        self._block: Block | None = None
        self._items: list[tuple[int, int]] = []
        """Of each block with tasks its number's level, and how many tasks stood before it."""
        self._waiting: tuple[Seen, Passage] | None = None
        """Those named before anything is to be done in their block."""
        self._taken = 0
        """So many tasks were given theirs by a sentence of the same block."""

    def begin(self, passage: Passage, count: int) -> None:
        block = passage.block
        if block is self._block:
            return
        if self._waiting and not self._announced(block, self._waiting[1].block):
            self._waiting = None
        self._block, self._taken = block, count
        if self._items and self._items[-1][1] == count:
            self._items.pop()
        self._items.append((block.number.level if block.number else 0, count))

    @staticmethod
    def _announced(block: Block, said: Block) -> bool:
        """「此项工作由×总协调。会议明确：」: whether a block is one of the items that those words announce."""
        return (
            said.flow.text.rstrip().endswith(("：", ":")) and block.number is not None and block.section == said.section
        )

    def end(self, tasks: list[Task], passage: Passage, seen: Sequence[Seen], since: int) -> None:
        """tasks: all until now; since: how many of them stood before this passage."""
        self._tasks = tasks
        if self._waiting:
            self._give(tasks[since:], *self._waiting)
        for one in seen:
            start = passage.block.flow.place(one.sentence.start)
            at = bisect_left(tasks, start, lo=self._taken, key=lambda task: task.start)
            before, behind = tasks[self._taken : at], tasks[max(since, at) : max(since, at) + _MOST]
            if not (before or behind or one.ahead or one.back) and len(passage.sentences()) == 1:
                self._give(self._before([], start, one, passage), one, passage)  # a line of its own
                continue
            if one.ahead or (not before and one.back == 0):
                self._give(behind, one, passage)
                self._waiting = one, passage
                continue
            goal = self._before(before, start, one, passage)
            if one.back == 0 and (passage.block.number or passage.titled) and one is seen[-1]:
                goal = goal + behind
                self._waiting = one, passage
            self._give(goal, one, passage)
            self._taken = max(since, at)

    def _before(self, before: list[Task], start: int, one: Seen, passage: Passage) -> list[Task]:
        earlier = [task for task in self._tasks[-_MOST:] if task.start < start]
        if one.back > 0 and len(before) >= one.back:
            return before[-one.back :]
        if one.back > 0:
            level = passage.block.number.level if passage.block.number else 0
            items = self._items if before else self._items[:-1]
            near = reversed(items[-_MOST:] if level else [])
            first = next(islice((count for depth, count in near if depth == level), one.back - 1, None), None)
            return (
                earlier[-one.back :] if first is None else [task for task in self._tasks[first:] if task.start < start]
            )
        if before:
            return _with_listed(self._tasks, before)
        return [task for task in earlier if task.section == passage.block.section]

    def _give(self, goal: Sequence[Task], one: Seen, passage: Passage) -> None:
        flow, start = passage.block.flow, one.sentence.start
        begin = flow.place(0)
        head = flow.place(start)
        each = one.severally and len(goal) == len(one.leaders)
        for at, task in enumerate(goal):
            if one.ahead and task.leaders and head <= task.evidence["leaders"][0][0] < head + _LONGEST_HEAD:
                task.leaders, task.evidence["leaders"] = [], []  # his own words, read with what he leads
            if task.leaders and task.evidence["leaders"][0][0] < min(begin, task.start):
                task.leaders, task.evidence["leaders"] = [], []  # the heading's
            if not task.leaders:
                own(
                    task,
                    Owners(leaders=one.leaders[at : at + 1] if each else one.leaders),
                    lambda first, last: flow.span(start + first, start + last),
                )
                notice(task, "leaders", "sentence")
