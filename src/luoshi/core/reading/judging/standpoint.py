"""What a sentence stands in, and what its own words give: by that it is judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import compress
from operator import attrgetter
from typing import Any, NamedTuple

from luoshi.core.reading.judging.forward import heading_bids, looks_back_in
from luoshi.core.reading.signs import headings, papers, reviews


class Context(NamedTuple):
    """What the sentence stands in: its headings, its paragraph, the kind of its document."""

    review: bool = False
    principle: bool = False
    article: bool = False
    rules: bool = False
    owned: bool = False
    inherited: bool = False
    """Its owners stand elsewhere, and answer for what is to be done, not for all that is said."""
    news: bool = False
    """A newspaper tells of it: only what somebody must do by a day counts."""
    spoken: bool = False
    """A speech or minutes: what nobody is to do, and that has neither time nor measure, is talk."""
    demands: bool = False
    """A section of general demands (工作要求, 保障措施) or of stages."""
    goals: bool = False
    """A plan's section of goals: how things shall be is no task, what shall be done is."""
    preface: bool = False
    """Before the first heading."""
    form: bool = False
    """Under a heading such as 会议时间 or 参加人员."""
    demanded: bool = False
    """In a newspaper: a paragraph that says what somebody demanded."""
    item: bool = False
    """A numbered item of one sentence, in a section that is no demand, goal or principle."""

    def traits(self) -> Iterator[str]:
        """What of it tells how likely a task found in it is one."""
        return compress(_TRAITS, _TRAITS_OF(self))


_TRAITS = ("spoken", "demands", "owned", "goals", "item")
_TRAITS_OF = attrgetter(*_TRAITS)


class sought:
    """What is looked for when it is first asked after, and then known."""

    def __init__(self, find: Callable[[Any], bool]) -> None:
        self._find = find

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, given: Given, owner: type) -> bool:
        found = given.__dict__[self._name] = self._find(given)
        return found


class Given:
    """What a sentence's own words give. Many a sentence is judged by its form alone, and to find whose it is, until
    when and how much takes longer than all that."""

    @sought
    def owner(self) -> bool:
        """Somebody in particular must, or leads, or answers."""
        raise NotImplementedError

    @sought
    def doer(self) -> bool:
        """Somebody in particular does, without a word that he must."""
        raise NotImplementedError

    @sought
    def due(self) -> bool:
        raise NotImplementedError

    @sought
    def measure(self) -> bool:
        raise NotImplementedError

    def but(self, **known: bool) -> Given:
        """The same, but for what is known otherwise."""
        other = self.__new__(type(self))
        other.__dict__.update(self.__dict__, **known)
        return other

    def any(self) -> bool:
        return self.owner or self.doer or self.due or self.measure


def is_review_section(section: tuple[str, ...], year: int | None) -> bool:
    """Whether a heading says that its section looks back: 回顾, or the year before the document's own."""
    for heading in section:
        years = [int(found) for found in _YEAR.findall(heading)]
        back = headings.REVIEW_HEADING.search(heading)
        if (back and not heading_bids(heading, back[0])) or (year and years and max(years) < year):
            return True
    return False


_YEAR = re.compile(r"20\d\d(?=年)")


def is_principle(heading: str) -> bool:
    return headings.PRINCIPLE_HEADING.search(heading) is not None and not headings.WORK_HEADING.search(heading)


def opens_review(first: str) -> bool:
    """Whether a paragraph's first sentence begins a look back or an account of how things stand."""
    words = first[:120].strip("。；; \u3000\n")
    return reviews.AS_OF.match(words) is not None or looks_back_in(words, reviews.REVIEW_OPENER) is not None


def may_open_review(words: str) -> bool:
    return reviews.REVIEW_OPENER.search(words) is not None or ("截" in words and reviews.AS_OF.match(words) is not None)


def opens_with_past(first: str, year: int | None) -> bool:
    """「2025年，我们……。」 in a report of 2026."""
    found = _OPENING_YEAR.match(first) if "20" in first else None
    return bool(found and year and int(found[1]) < year)


_OPENING_YEAR = re.compile(r"\s*(20\d\d)年(?:度)?[，,](?!.{0,60}(?:印发|制定|同意|批准|启动实施))")


def is_rules(title: str) -> bool:
    """A document that lays down rules for good, not work for a year."""
    if not headings.RULES_TITLE.search(title) or re.match("按照|根据|依照|依据|为", title):
        return False
    return "关于" not in title or _OF_INTRODUCING.search(title) is None


_OF_INTRODUCING = re.compile(
    "关于[^》]{0,6}(?:建立|推行|实行|执行|落实|完善|健全|推进|做好)[^》]*(?:制度|标准|规范)的通知$"
)
"""「关于全面推行重大执法决定法制审核制度的通知」: what is to be done about rules, and no rules."""


_HEAD = 80


def under(context: Context, section: tuple[str, ...], paragraph: str, *, speech: bool) -> Context:
    """The context made finer by what the headings and the paragraph's head say."""
    if context.goals and any("预期目标" in heading for heading in section):
        context = context._replace(goals=False)
    if context.news and papers.DEMANDED.match(paragraph, 0, _HEAD):
        context = context._replace(demanded=True)
    return context._replace(spoken=True) if speech and not context.spoken else context
