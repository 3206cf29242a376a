"""The demonstration's script: the county's files, placed on the days of the twelve months before a day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from luoshi.core.timing.workdays import Workdays
from luoshi.demo import season

FILES = resources.files("luoshi.demo") / "county"


@cache
def county_file(name: str) -> dict[str, Any]:
    return tomllib.loads((FILES / f"{name}.toml").read_text(encoding="utf-8"))


LEDGERS = ("ledger", "projects", "tasks", "decisions", "instructions")
"""The files that hold the county's matters."""


@cache
def matters_of_the_script() -> list[dict[str, Any]]:
    return [found for name in LEDGERS for found in county_file(name)["matter"]]


def speech(name: str, year: int) -> str:
    return (FILES / f"{name}.txt").read_text(encoding="utf-8").replace("{year}", str(year))


@dataclass(frozen=True, slots=True)
class Act:
    """A node of a matter in the script."""

    title: str
    day: date
    """When it would be done if all went well."""
    planned: date
    """The day in the unit's plan: of matters that take months, the end of the month."""
    weight: int
    phase: str
    short: str
    done: str


@dataclass(frozen=True, slots=True)
class Part:
    """A matter of the script, with its days."""

    key: str
    kind: str
    title: str
    lead: str
    co: tuple[str, ...]
    post: str
    issued: date
    due: date
    course: str
    intensity: float
    cast: str
    passage: str
    speech: str
    """The text in which its passage stands."""
    words: str
    origin: dict[str, Any]
    measures: tuple[dict[str, Any], ...]
    nodes: tuple[Act, ...]
    upper_due: date | None = None
    """The day by which the upper level wants it, where it gave the task."""
    blocker: dict[str, Any] = field(default_factory=dict)
    programme: str = ""
    template: str = ""
    repeats: str = ""
    cost: Decimal = Decimal(0)
    plan: Decimal = Decimal(0)
    """What a project costs in all, and in its year."""

    @property
    def outdoor(self) -> bool:
        """Whether its work stands still in the frost."""
        return self.kind == "key_project" and self.template != "纯购置"

    def share_by(self, day: date) -> float:
        """The share of its time that has gone by a day; of its season, where it has one."""
        if self.outdoor:
            return season.worked(self.issued, self.due, day)
        return min(max((day - self.issued).days / max((self.due - self.issued).days, 1), 0.0), 1.0)

    @property
    def counting(self) -> list[dict[str, Any]]:
        """The measures that its reports count."""
        return [one for one in self.measures if one["kind"] in ("flow", "stock") and one.get("value")]

    @property
    def counted(self) -> bool:
        """Whether its reports count something of which more is better."""
        return bool(self.counting) and int(self.measures[0].get("direction", 1)) == 1

    @property
    def target(self) -> Decimal | None:
        """What the first of its counted measures should reach."""
        return Decimal(str(self.counting[0]["value"])) if self.counting else None


KINDS = {"decision": "meeting"}
LEVELS = {"中央": "centre", "省": "province", "市": "city", "县": "county"}
ORIGINS = {
    "会议": "meeting",
    "文件": "document",
    "领导批示": "instruction",
    "上级交办": "upper",
    "建议提案": "proposal",
    "督察反馈": "inspection",
}


def parts(today: date) -> list[Part]:
    """Every matter of the script: issued on the last such day before today."""
    days = Workdays()
    return [_part(found, today, days) for found in matters_of_the_script()]


@cache
def mergers(today: date) -> dict[str, tuple[date, str]]:
    """Units that ended → on which day, and who answers for them since."""
    return {
        unit["short"]: (last_such_day(unit["until"], today), unit["successor"])
        for unit in county_file("units")["unit"]
        if "until" in unit
    }


def _standing(unit: str, day: date, today: date) -> str:
    """Who answers on a day for what a unit answers for in the script."""
    ended, successor = mergers(today).get(unit, (date.max, ""))
    return unit if day < ended else successor


def _part(found: dict[str, Any], today: date, days: Workdays) -> Part:
    issued = days.next_workday(last_such_day(found["issued"], today))
    if issued >= today:
        issued = days.add(today, -1)
    return part_of(found, issued, _after(found["due"], issued, days), today, days)


def part_of(found: dict[str, Any], issued: date, due: date, today: date, days: Workdays) -> Part:
    """A matter as the files describe it, issued and due on these days."""
    lead = _standing(found["lead"], issued, today)
    co = [_standing(unit, issued, today) for unit in found.get("co", ())]
    return Part(
        key=found["number"],
        kind=KINDS.get(found["kind"], found["kind"]),
        title=found["title"],
        lead=lead,
        co=tuple(dict.fromkeys(unit for unit in co if unit != lead)),
        post=found.get("post", ""),
        issued=issued,
        due=due,
        course=found["course"],
        intensity=float(found.get("intensity", 0.3)),
        cast=found.get("cast", ""),
        passage=found.get("passage", ""),
        speech=found.get("speech", "speech"),
        words=found.get("words", ""),
        origin=found.get("origin", {}),
        measures=tuple(found.get("measure", ())),
        nodes=tuple(_act(node, issued, due, days) for node in found.get("node", ())),
        upper_due=_after(found["origin"]["upper_due"], issued, days) if "upper_due" in found["origin"] else None,
        blocker=found.get("blocker", {}),
        programme=found.get("programme", ""),
        template=found.get("project", {}).get("template", ""),
        repeats=found.get("repeats", ""),
        cost=Decimal(found.get("project", {}).get("invest_total", 0)),
        plan=Decimal(found.get("project", {}).get("invest_plan", 0)),
    )


def _act(node: dict[str, Any], issued: date, due: date, days: Workdays) -> Act:
    day = min(_after(node["day"], issued, days), due)
    month = max(_month_end(day), days.next_workday(day.replace(day=28)))  # never before the day on which it is reported
    planned = min(month, due) if (due - issued).days > MONTHS_LONG else day
    short, done = node.get("short", node["title"]), node.get("done", node["title"])
    return Act(node["title"], day, planned, node["weight"], node.get("phase", ""), short, done)


MONTHS_LONG = 60
"""Matters that take longer than these days are planned by the ends of months, as they are reported by months."""


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def last_such_day(text: str, today: date) -> date:
    """The last "MM-DD" before today; "today-1" is yesterday."""
    if text.startswith("today-"):
        return today - timedelta(days=int(text.removeprefix("today-")))
    day = _in_year(text, today.year)
    return day if day < today else _in_year(text, today.year - 1)


def _after(text: str, since: date, days: Workdays) -> date:
    """A day of the script at or after another: "MM-DD", or "+5wd" working days on."""
    if text.startswith("+"):
        return days.add(since, int(text[1:].removesuffix("wd"))) if text != "+0wd" else since
    day = _in_year(text, since.year)
    return day if day >= since else _in_year(text, since.year + 1)


def _in_year(text: str, year: int) -> date:
    month, day = (int(part) for part in text.split("-"))
    if (month, day) == (2, 29):
        day = 28
    return date(year, month, day)


def passages(text: str, found: list[Part]) -> dict[str, tuple[int, int]]:
    """Where each matter of the speech stands in its text."""
    places = {}
    for part in found:
        start = text.find(part.passage) if part.passage else -1
        if start >= 0:
            places[part.key] = (start, start + len(part.passage))
    return places
