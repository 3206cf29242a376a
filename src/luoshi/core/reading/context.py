"""What surrounds a sentence and decides how it is meant: a section that looks back, a set of rules."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from luoshi.core.reading.judging.standpoint import (
    Context,
    is_principle,
    is_review_section,
    is_rules,
    may_open_review,
    opens_review,
    opens_with_past,
)
from luoshi.core.reading.kinds import is_news, kind_of_document
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.signs import headings
from luoshi.core.reading.structure import Block, each_sentence

_FEW = 4
"""So many lines of a document without parts can be its preface."""
_MOSTLY = 0.5
"""A section of which more than this share looks back looks back as a whole."""


_TITLED_REVIEW = re.compile(
    r"\s*[（(]?[一二三四五六七八九十]{1,3}[)）、](?:[\u4e00-\u9fff]{0,4}(?:认清|看清|分析|正视|直面)[\u4e00-\u9fff]{0,6}(?:形势|现状|问题|差距|不足)|[\u4e00-\u9fff]{0,6}(?:回顾|成绩|问题(?!导向|为导向)|差距)[\u4e00-\u9fff]{0,4})[，。：]"
)
"""「一、认清形势。上半年……」, said in one line."""
_GOALS = re.compile(
    r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[)）、．.]\s*(?:总体|工作|主要|阶段|年度)?目标(?:任务)?[。：:]"
)
"""「（三）工作目标。……」: the heading stands in one line with what it heads."""
_SO_FAR = re.compile(
    r"(?:20\d\d年)?(?:今年)?(?:上半年|一季度|[前一二三]个?季度|前[一二三四五六七八九十\d]{1,2}个月|前期|前段|第[一二三]季度|1[-—－至][3-9]月)"
    "(?:的)?(?:主要|重点|各项|全[县市区])?(?:工作|做法|进展|指标|经济|任务)(?!安排|计划|打算|要点|目标)"
)
_FROM_NOW = re.compile("下半年|下一?步|下一?阶段|后[一二三]个?季度|[二三四]季度|后段|接下来")
"""「一、上半年主要工作」 looks back where 「三、下半年工作打算」 follows."""
_PLAN = re.compile(r"方案|意见|措施|规划|行动计划|办法")


class _Headings(NamedTuple):
    """What the headings over a paragraph say of it, or one of them."""

    demands: bool
    outlook: bool
    goals: bool
    principle: bool
    review: bool
    form: bool


@lru_cache(maxsize=256)
def _headings(section: tuple[str, ...], year: int | None) -> _Headings:
    """The paragraphs of a section come one after another and ask the same of its headings."""
    said = [_heading(heading, year) for heading in section]
    return said[0] if len(said) == 1 else _Headings(*map(any, zip(*said, strict=True))) if said else _NO_HEADINGS


@lru_cache(maxsize=256)
def _heading(heading: str, year: int | None) -> _Headings:
    """The sections of a part stand all under its heading."""
    return _Headings(
        headings.DEMANDS.search(heading) is not None,
        headings.OUTLOOK_HEADING.search(heading) is not None,
        "目标" in heading,
        is_principle(heading),
        is_review_section((heading,), year),
        headings.FORM_TITLE.fullmatch(heading.strip("：: ")) is not None,
    )


_NO_HEADINGS = _Headings(*[False] * len(_Headings._fields))


class Surroundings:
    """Knows of each section and paragraph whether it looks back."""

    def __init__(self, blocks: list[Block], title: str, year: int | None) -> None:
        self._year = year
        head = "\n".join(block.flow.text[:200] for block in blocks[:12])
        outlined = sum(1 for block in blocks if block.number and block.number.level <= 2) >= 3
        self._kind = (
            "news"
            if not outlined and is_news(title, head, sum(len(block.flow.text) for block in blocks))
            else kind_of_document(title)
        )
        self._spoken = self._kind in ("minutes", "speech")
        self._plan = bool(_PLAN.search(title))
        self._rules = is_rules(title)
        self._articles = sum(1 for block in blocks if block.number and block.number.level == 9) >= 3
        opening = {id(block): _opens_review(block, year) for block in blocks if block.kind == "paragraph"}
        headings = {block.flow.text for block in blocks if block.kind == "heading"}
        self._halfway = any(_FROM_NOW.search(heading) for heading in headings)
        self._first = {id(block.flow) for block in blocks[:_FEW]}
        self._parted = any(block.number or block.section for block in blocks)
        self._backward = _backward_sections(blocks, opening)
        self._asked: Passage | None = None
        """The passage that was asked for last, and what it stands in."""
        self._known = Context()
        self._opening = opening
        """Whether a paragraph, by its identity, opens with a look back."""

    def of(self, passage: Passage) -> Context:
        """What a passage stands in; it is asked for by the passage and by each of its tasks."""
        if passage is not self._asked:
            self._asked, self._known = passage, self._of(passage)
        return self._known

    def _of(self, passage: Passage) -> Context:
        block = passage.block
        section = block.section
        under = _headings(section, self._year)
        numbered = block.number is not None and 2 <= block.number.level <= 5
        owned = bool(passage.sayings)
        return Context(
            review=not owned and self._looks_back(block, under),
            news=self._kind == "news" and not owned,
            spoken=self._spoken,
            demands=under.demands,
            goals=under.outlook or (self._plan and (under.goals or bool(_GOALS.match(block.flow.text)))),
            preface=not section and not block.number and (self._parted or id(block.flow) in self._first),
            item=numbered and not under.demands and len(passage.sentences()) == 1,
            principle=under.principle or (block.number is not None and is_principle(block.flow.text[:14])),
            article=self._articles and not owned,
            rules=self._rules,
            owned=owned,
            inherited=passage.inherited,
            form=under.form,
        )

    def _looks_back(self, block: Block, under: _Headings) -> bool:
        if self._kind == "minutes":
            return False
        if under.review or (block.section and block.section[0] in self._backward):
            return True
        if self._halfway and block.section and _SO_FAR.match(block.section[0]):
            return True
        if block.number is not None:
            return _TITLED_REVIEW.match(block.flow.text) is not None
        known = self._opening.get(id(block))
        return _opens_review(block, self._year) if known is None else known


def _backward_sections(blocks: list[Block], opening: dict[int, bool]) -> set[str]:
    """Sections whose heading says nothing, but most of whose words look back."""
    if not any(opening.values()):
        return set()
    total: dict[str, int] = defaultdict(int)
    backward: dict[str, int] = defaultdict(int)
    for block in blocks:
        if block.kind == "paragraph" and block.section:
            total[block.section[0]] += len(block.flow.text)
            if opening[id(block)]:
                backward[block.section[0]] += len(block.flow.text)
    return {section for section, length in backward.items() if length > _MOSTLY * total[section]}


def _opens_review(block: Block, year: int | None) -> bool:
    """By one of its first two sentences; a paragraph often begins with a commonplace."""
    words = block.flow.text[:400]
    if opens_with_past(words, year):
        return True
    if not may_open_review(words):
        return False
    return any(
        opens_review(words[one.start : one.end]) and not _BIDS.search(words, one.start, one.end)
        for one in islice(each_sentence(words, 0, len(words)), 2)
    )


_BIDS = re.compile("[局委办镇乡司队]要(?![求素点])")
"""「去年验收的5000座，县农业农村局要逐座回访」 looks forward."""
