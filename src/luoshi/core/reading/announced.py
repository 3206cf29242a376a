"""「今年要办好十件民生实事。（1）……；（2）……」: a sentence that only announces a list, and until when it is all due."""

from __future__ import annotations

import re

from luoshi.core.reading.confidence import notice
from luoshi.core.reading.filling import set_due
from luoshi.core.reading.grammar.dues import best_due, dues
from luoshi.core.reading.grammar.moments import Calendar, Due
from luoshi.core.reading.model import Span, Task

_SO_MANY = re.compile(
    "[件项个大](?:省级|市级|县级|重点|重大|民生|惠民|为民|便民|利民|关键|具体){0,3}"
    '(?:实事|大事|要事|好事|(?<=民生|惠民)工程)(?:项目)?[”"]?(?:[，,]?(?:包括|即|分别是|具体是|具体包括|如下))?[。：:]'
)
_ANNOUNCES = re.compile("(?:办好|办成|办实|抓好|实施|完成|推进|做好|抓实)[^。；：]{0,8}[一二两三四五六七八九十百\\d]$")
_FIRST = re.compile(
    "\\s*(?:[（(]?(?:1|一)[)）、．.]|①|[一第]一?[是，]|(?:实施|新建|新增|新开工|建设|改造|为\\d)[^。；\n]{4,60}；)"
)
_NEXT_LINE = re.compile(
    "\n+[ \t\u3000]*(?:[（(]?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[)）、．.]|[①-⑳]|[二三四五六七八九十]{1,3}是)"
)


def announced(text: str, tasks: list[Task], when: Calendar) -> list[Span]:
    """Takes such sentences out of the tasks, and gives those of their lists the limit they say. Where they stand."""
    return [span for found in _SO_MANY.finditer(text) if (span := _announced(text, found, tasks, when))]


def lists_of_works(text: str) -> list[Span]:
    """Where the counted lists stand that such sentences announce: each of their items is a task, whatever it says."""
    if not any(word in text for word in _WORKS):
        return []
    heads = ((said, _head_of_list(text, said)) for said in _SO_MANY.finditer(text))
    return [
        (said.end(), _end_of_list(text, said.end() + len(head[1][0])))
        for said, head in heads
        if head and "；" not in head[1][0]
    ]


_WORKS = ("实事", "大事", "要事", "好事", "民生工程", "惠民工程")


def is_within(lists: list[Span], at: int) -> bool:
    """Whether a place stands in one of the lists."""
    return any(start <= at < end for start, end in lists)


def is_counted_off(words: str) -> bool:
    """「七是推动惠商保惠及全省个体工商户」."""
    return _COUNTED_OFF.match(words) is not None


_COUNTED_OFF = re.compile(r"\s*(?:第?[一二三四五六七八九十]{1,3}(?:是|[，,、])|[①-⑳]|[（(]?\d{1,2}[)）．.、](?!\d))")


def _head_of_list(text: str, said: re.Match[str]) -> tuple[int, re.Match[str]] | None:
    """Where the sentence begins that announces a list, and how the list begins; None if it announces none."""
    start = max(text.rfind(mark, 0, said.start()) for mark in "。\n；") + 1
    first = _FIRST.match(text, said.end())
    return (start, first) if first and _ANNOUNCES.search(text, start, said.start()) else None


def _announced(text: str, found: re.Match[str], tasks: list[Task], when: Calendar) -> Span | None:
    head = _head_of_list(text, found)
    if head is None:
        return None
    start, first = head
    kept = [task for task in tasks if not (start <= task.start and task.end <= found.end())]
    spans = len(kept) < len(tasks)
    tasks[:] = kept
    limit = _limit(text[start : found.end()], when)
    if limit is not None:
        end = _end_of_list(text, found.end() + len(first[0]))
        for task in tasks:
            if start <= task.start < end and not task.due_text:
                set_due(task, limit, (start + limit.start, start + limit.end))
                notice(task, "due", "rest")
    return (start, found.end()) if spans else None


def _limit(words: str, when: Calendar) -> Due | None:
    """Of what is announced for this year all is due at its end."""
    said, year = best_due(dues(words, when)), words.find("今年")
    if said is not None or year < 0:
        return said
    end = best_due(dues("年内完成", when))
    return end._replace(text="今年", start=year, end=year + len("今年")) if end else None


def _end_of_list(text: str, at: int) -> int:
    """The list ends with its paragraph, or with the last of the numbered lines that follow."""
    end = text.find("\n", at)
    while end >= 0 and (following := _NEXT_LINE.match(text, end)):
        end = text.find("\n", following.end())
    return end if end >= 0 else len(text)
