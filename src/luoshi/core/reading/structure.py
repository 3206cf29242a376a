"""Headings, paragraphs and sentences of an official document, each with its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from luoshi.core.reading.flow import Flow
from luoshi.core.reading.labelling import relabelled
from luoshi.core.reading.lines import Line, paragraphs
from luoshi.core.reading.numbering import NO_NUMBER, Number, number_of
from luoshi.core.reading.signs.headings import FORM_TITLE

_END = re.compile(r"[。！？!?；;…]")
_WORD = re.compile(r"\w")
_OPEN, _CLOSE = "（(〔［[【《“「", "）)〕］]】》”」"
_STOPS = frozenset("，,。！？!?；;…")
_MARK = re.compile(
    r"[，,。！？!?；;…（(〔［\[【《“「）)〕］\]】》”」](?:(?<![，,])|(?=[二三四五六七八九](?:要|是)[\u4e00-\u9fff]))"
)
_LONGEST_BRACKET = 600
"""A bracket that has not closed after so many characters never will: somebody forgot to close it."""
_DEEPEST = 8
"""More brackets within brackets than these are not counted."""
_LONGEST_HEADING = 45


@dataclass(slots=True)
class Block:
    """A paragraph, or a numbered part of one."""

    flow: Flow
    kind: str
    """heading, paragraph or site."""
    number: Number | None
    section: tuple[str, ...]
    """The headings it stands under, the widest first."""
    alone: bool = True
    """It fills its paragraph: nothing else stands in its line."""


class Sentence(NamedTuple):
    """One sentence of a block, by its indices in the block's flow."""

    start: int
    end: int


def outline(text: str, skip: list[tuple[int, int]] | None = None) -> list[Block]:
    """The document as blocks in their order. skip: stretches that are read otherwise (tables)."""
    path: list[tuple[int, tuple[str, ...]]] = []
    blocks: list[Block] = []
    halves = _halves(text)
    for line in paragraphs(relabelled(text), skip or []):
        if halves and (title := line.flow.text.strip("# \u3000")) in halves and not line.site:
            path[:] = [(0, (title,))]
            blocks.append(Block(line.flow, "heading", None, ()))
            continue
        parts = _parts(line.flow)
        last = len(parts) - 1
        for index, flow in enumerate(parts):
            blocks.append(_block(flow, line, path, last == 0, index < last))
    return blocks


_SO_FAR = re.compile(
    r"(?m)^[#\s]*((?:过去|“?十[一二三四五六]五|20\d\d年|[一五]年来|去年|上年|上半年)[^，。；：、\n]{0,20}"
    r"(?:回顾|总结))[ \u3000]*$"
)
_FROM_NOW = re.compile(
    r"(?m)^[#\s]*((?:今年|“?十[三四五六七]五|20\d\d年|下一?步|下半年|今后|未来)[^，。；：\n]{2,24}"
    r"(?:安排|目标|任务|工作|要求|思路|考虑|部署|打算|重点))[ \u3000]*$"
)


def _halves(text: str) -> set[str]:
    """The lines without a number that part a report: 「2025年工作回顾」, and behind it 「2026年重点工作」."""
    back = _SO_FAR.search(text) if "回顾" in text or "总结" in text else None
    if back is None:
        return set()
    ahead = _FROM_NOW.findall(text, back.end())
    return {*_SO_FAR.findall(text), *ahead} if ahead else set()


def _block(flow: Flow, line: Line, path: list[tuple[int, tuple[str, ...]]], alone: bool, following: bool) -> Block:
    """path: the headings over it, each with its level and the headings above; it joins them if it is one."""
    if line.site:
        return Block(flow, "site", None, ())
    number = number_of(flow.text)
    if number is None and not flow.text.startswith("#"):
        return Block(flow, "paragraph", None, path[-1][1] if path else (), alone)
    title = flow.text[number.end :].strip() if number else flow.text.lstrip("# ").strip()
    level = number.level if number else 1
    while path and path[-1][0] >= level:
        path.pop()
    section = path[-1][1] if path else ()
    if _is_heading(flow.text, number, title, alone, following):
        path.append((level, (*section, title)))
        return Block(flow, "heading", number, section, alone)
    if number and (run_in := _run_in(title)):
        path.append((level, (*section, run_in)))
    return Block(flow, "paragraph", number, section, alone)


def _is_heading(words: str, number: Number | None, title: str, alone: bool, following: bool) -> bool:
    """A heading is short, numbered or marked, and does not end as a sentence does."""
    if len(title) > _LONGEST_HEADING or not title:
        return not title and number is not None
    if words.startswith("#"):
        return True
    if number is not None and number.level <= 3 and alone and FORM_TITLE.fullmatch(title.rstrip("：: ")):
        return True
    if number is None or not (following or (alone and number.level <= 3)):
        return False
    return title[-1] not in "。：:，,）)〕、" and not _END.search(title)


def _run_in(title: str) -> str:
    """The heading that a paragraph begins with: 「（一）扩大投资。抓好……」."""
    found = _END.search(title[:_LONGEST_HEADING])
    return title[: found.start()] if found and found.start() > 1 and len(title) > found.end() else ""


def _cut(flow: Flow, start: int, end: int) -> Flow:
    """A stretch of a flow as a flow of its own."""
    firsts, places = [0], [flow.place(start)]
    for first, place in zip(flow.firsts, flow.places, strict=True):
        if start < first < end:
            firsts.append(first - start)
            places.append(place)
    return Flow(flow.text[start:end], tuple(firsts), tuple(places), places[0] if len(places) == 1 else None)


_HAN = "[一二三四五六七八九十]"
_NUMBERED = (
    rf"{_HAN}(?:{_HAN}{{0,2}}、{NO_NUMBER}|要[\u4e00-\u9fff])|\d\d?[．.、](?:[^\d\s]|20\d\d年)|[①-⑳](?![①-⑳由、至])|"
    rf"[（(](?:{_HAN}{{1,3}}|\d{{1,2}})[)）]"
)
_INSIDE = re.compile(
    rf"[。；;：:）)〕！!\s（(](?:(?<![（(])(?={_NUMBERED})|"
    rf"(?<=[^第至到和、（(][（(])(?={_HAN}{{1,3}}[)）][\u4e00-\u9fff“]))"
)
"""A mark or a blank before a number, or the bracket that a number opens with: the search runs from one to the next."""


_OF_ITEMS = re.compile(r"[^：:，。\s]{0,6}(?:时限|期限|时间|日期)[:：]\s*(?:第?\d|[（(]\d{1,2}[)）]|[①-⑳])")
"""「办结时限：（1）（2）于5月底前，（3）于年底前」: it speaks of items by their numbers."""


def _parts(flow: Flow) -> list[Flow]:
    """A paragraph that runs on without line breaks, cut before each number in it."""
    words = flow.text
    cuts = [0]
    for found in _INSIDE.finditer(words):
        at = found.start() if words[found.start()] in "（(" else found.end()
        if words[cuts[-1] : at].strip("# *-\u3000") and _may_cut(words, cuts[-1], at):
            cuts.append(at)
    if len(cuts) == 1 or _OF_ITEMS.match(words):
        return [flow]
    return [_cut(flow, start, end) for start, end in itertools.pairwise([*cuts, len(words)])]


def _may_cut(words: str, since: int, at: int) -> bool:
    """（一） after plain words opens a part only where those words are a heading: 「二、主要任务（一）……」."""
    before = words[at - 1]
    if words[at + 1] == "要":
        number = number_of(words[since : since + 4])
        return number is not None and number.level == 6
    return before in "。；;：:）)〕！! \u3000\n" or (
        at - since <= _LONGEST_HEADING and number_of(words[since:at]) is not None
    )


def sentences(words: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """Sentences end at 。！？ and at ；, and before 二要 behind a comma, but not within brackets or quotation marks.

    start, end: the stretch of the words that is looked at.
    """
    return list(_sentences(words, start, len(words) if end is None else end))


@lru_cache(maxsize=64)
def _sentences(words: str, start: int, end: int) -> tuple[Sentence, ...]:
    """Whoever cuts a paragraph asks once for its owners' sentences, and again for its tasks."""
    return tuple(each_sentence(words, start, end))


def each_sentence(words: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences one by one, for those who need only the first. What is quoted behind a colon is spoken words:
    「批示：“……。……。”」 holds its own sentences, and who said them stands before them."""
    depth, opened = 0, start
    for mark in _MARK.finditer(words, start, end):
        index = mark.start()
        char = words[index]
        if char in _STOPS:
            if depth == 0 or index - opened > _LONGEST_BRACKET:
                depth = 0
                past = index + 1
                if words.startswith("”", past):
                    past += 1
                if words[start].isalnum() or _WORD.search(words, start, past):
                    yield Sentence(start, past)
                start = past
        elif char in _CLOSE:
            depth = depth and depth - 1
        elif depth:
            depth = min(depth + 1, _DEEPEST)
        elif char == "“" and words.startswith(("：", ":"), index - 1) and index > start:
            yield Sentence(start, index + 1)
            start = index + 1
        else:
            depth, opened = 1, index
    if start < end and _WORD.search(words, start, end):
        yield Sentence(start, end)
