"""A leader's few words, read: which units they name, who leads, and what they are about in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from luoshi.core.reading.draft import read
from luoshi.core.reading.grammar.dues import Calendar, dues
from luoshi.core.timing.workdays import Workdays
from luoshi.intake.names import Names

_WORKDAYS = re.compile(r"(\d{1,2})个?工作日")
LEAST_TITLE, MOST_TITLE = 6, 40
_TO_WHOM = re.compile(r"(?:请[^，。]{2,16}(?:会同|牵头|负责|配合|商)[^，。]*，|会同[^，。]+，)+")
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


def limit_said(words: str, day: date, days: Workdays) -> date | None:
    """The day by which the leader's own words want it: 「三天内」, 「5个工作日内」, 「12月10日前」. None: not said."""
    for due in dues(words, Calendar(day.year, day)):
        if not due.text.endswith(("前", "内")):
            continue
        within = _WORKDAYS.search(due.text)
        found = days.add(day, int(within[1])) if within else due.day
        if found is not None and found >= day:
            return found
    return None


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
        return title[:MOST_TITLE]
    first = next((part for part in re.split(r"[。；！？\n]", words.strip()) if part.strip()), "").strip()
    first = _ANSWERED.sub("", _TO_WHOM.sub("", first) or first)
    if len(first) <= MOST_TITLE:
        return first
    cut = max(first.rfind(mark, 8, MOST_TITLE) for mark in "，、：")
    return first[: cut if cut > 0 else MOST_TITLE]
