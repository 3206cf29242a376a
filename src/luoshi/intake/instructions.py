"""A leader's few words, read: which units they name, who leads, and what they are about in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from luoshi.core.reading.grammar.dues import dues
from luoshi.core.reading.grammar.moments import Calendar
from luoshi.core.reading.grammar.numerals import han_value
from luoshi.core.timing.workdays import Workdays
from luoshi.intake.names import Names
from luoshi.intake.reader import read

_WORKING_DAYS = re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3})个?工作日(?:之内|以内|内)")
_AT_ONCE = re.compile(
    r"(?:今天|今日|当天|当日|本日)(?:下班|之?内|前|办|报|完)[前内]?|(?:明天|明日)(?:下班)?(?:[上中下]午)?前?"
)
_HOURS = re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3})个?小时(?:之内|以内|内)")
_DAY = 24
LEAST_TITLE, MOST_TITLE = 6, 40
_TO_WHOM = re.compile(r"(?:请[^，。]{2,16}(?:会同|牵头|负责|配合|商)[^，。]*，|会同[^，。]+，)+")
_BODY = r"[^，。、]{1,12}?(?:局|委|办|镇|街道|部|公司|中心|队|所|院|会)"
_ADDRESSED = re.compile(
    rf"^(?:请|由){_BODY}(?:[、和]{_BODY})*(?:牵头|负责)?(?:(?:会同|商){_BODY}(?:[、和]{_BODY})*)?(?=[^，。、]{{4}})"
)
"""「请甲局会同乙局」 that runs straight on to what is to be done."""
_ANSWERED = re.compile(r"，[^，]{1,8}内?报我$")


@dataclass(frozen=True, slots=True)
class Suggested:
    """Whom the words name, in the order of their duty: a suggestion, shown beside the words it came from."""

    lead: UUID | None
    others: tuple[UUID, ...]


def suggest(words: str, names: Names) -> Suggested:
    """The units in a leader's words: as the reader of documents understands them, then in the order they stand in."""
    tasks = read(words, registry=names.registry).tasks if words.strip() else []
    said = [name for task in tasks for name in (*task.lead_units, *task.co_units)]
    found = [unit for name in said if (unit := names.unit(name))]
    units = list(dict.fromkeys([*found, *_named(words, names)]))
    return Suggested(units[0] if units else None, tuple(units[1:]))


@dataclass(frozen=True, slots=True)
class Limit:
    """A day that a leader's words set, with these words."""

    words: str
    day: date


def limit_in(words: str, day: date, workdays: Workdays) -> Limit | None:
    """The first limit in the words that is not over: 三日内, 一周内, 本月底前, 5个工作日内, 24小时内, 今天下班前."""
    found = [(one.start, Limit(one.text, one.day)) for one in dues(words, Calendar(day.year, day)) if one.day]
    found += [
        (match.start(), Limit(match[0], workdays.add(day, count)))
        for match in _WORKING_DAYS.finditer(words)
        if (count := _count(match[1]))
    ]
    found += [
        (match.start(), Limit(match[0], day + timedelta(days=-(-count // _DAY))))
        for match in _HOURS.finditer(words)
        if (count := _count(match[1]))
    ]
    found += [
        (match.start(), Limit(match[0], day + timedelta(days=match[0].startswith("明"))))
        for match in _AT_ONCE.finditer(words)
    ]
    return next((one for _at, one in sorted(found, key=lambda one: one[0]) if one.day >= day), None)


def _count(text: str) -> int | None:
    return int(text) if text.isdigit() else han_value(text)


def _named(words: str, names: Names) -> list[UUID]:
    """Units whose name stands in the words, the longest name first where one lies within another."""
    known = {
        called: unit.uuid
        for unit in names.directory.units.values()
        for called in (unit.name, unit.short, *unit.aliases)
        if len(called) > 1
    }
    places: list[tuple[int, UUID]] = []
    for called in sorted(known, key=len, reverse=True):
        while (at := words.find(called)) >= 0:
            places.append((at, known[called]))
            words = words.replace(called, "　" * len(called), 1)
    return [unit for _at, unit in sorted(places, key=lambda place: place[0])]


def title_of(words: str) -> str:
    """What a matter is called where nobody named it: the task as the reader of documents names it, else the first
    sentence, or as much of it as a line holds."""
    tasks = read(words).tasks if words.strip() else []
    title = tasks[0].title if len(tasks) == 1 and tasks[0].lead_units else ""
    if len(title) >= LEAST_TITLE and not _TO_WHOM.match(title + "，"):
        return (_ADDRESSED.sub("", title) or title)[:MOST_TITLE]
    first = next((part for part in re.split(r"[。；！？\n]", words.strip()) if part.strip()), "").strip()
    first = _ADDRESSED.sub("", first)
    first = _ANSWERED.sub("", _TO_WHOM.sub("", first) or first)
    if len(first) <= MOST_TITLE:
        return first
    cut = max(first.rfind(mark, 8, MOST_TITLE) for mark in "，、：")
    return first[: cut if cut > 0 else MOST_TITLE]
