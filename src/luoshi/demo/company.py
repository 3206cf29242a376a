"""The company of the demonstration's play: who is who, what is under way, and what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from uuid import UUID

from luoshi.core.timing.periods import ReportingCalendar
from luoshi.core.timing.workdays import Workdays
from luoshi.demo.course import SILENT, STEADY, STUCK, Course
from luoshi.demo.people import People
from luoshi.demo.phrases import sentence
from luoshi.demo.script import Part, county_file
from luoshi.facts import clock
from luoshi.matters.models import Measure
from luoshi.org.acting import By

CALENDAR = ReportingCalendar()
SHORT = 35
"""Matters given fewer days than these are reported once, when they are done."""


@dataclass
class Live:
    """A matter of the script while it is played."""

    part: Part
    course: Course
    matter: UUID
    line: UUID
    nodes: list[UUID] = field(default_factory=list)
    plan: UUID | None = None
    planned_on: date | None = None
    unticked: list[int] = field(default_factory=list)
    """Nodes passed before the plan held: reported with the next report."""
    claimed_on: date | None = None
    blocker: UUID | None = None
    words: str = ""
    ended: bool = False
    asked_for_time: bool = False

    @property
    def left(self) -> int:
        """How many of its nodes have not passed."""
        return len(self.part.nodes) - len(self.course.passed)


@dataclass
class Company:
    """What all acts of the play share."""

    people: People
    chance: Random
    today: date
    days: Workdays = field(default_factory=Workdays)
    live: dict[str, Live] = field(default_factory=dict)

    def ago(self, n: int) -> date:
        """The n-th working day before today."""
        return self.days.add(self.today, -n)

    def open(self) -> list[Live]:
        return [one for one in self.live.values() if not one.ended]

    def finishing(self, part: Part) -> date | None:
        """The day on which a matter is reported whole: a short one on its day, a steady one on the last before it."""
        if part.course in SILENT or part.course in STUCK:
            return None
        if (part.due - part.issued).days < SHORT:
            return self.days.next_workday(part.due)
        return self.days.add(part.due + timedelta(days=1), -1) if part.course in STEADY else None

    def by_unit(self, some: Iterable[Live]) -> dict[str, list[Live]]:
        found: dict[str, list[Live]] = defaultdict(list)
        for one in some:
            found[one.part.lead].append(one)
        return found

    def head(self, unit: str, day: date, hour: int, minute: int = 0) -> By:
        return self.people.by(f"{unit}/head", clock.moment(day, hour, minute))

    def say(self, use: str, one: Live, day: date, phase: str = "", **blanks: str) -> str:
        part = one.part
        known = {
            "measure": part.measures[0]["what"] if part.measures else "",
            "quantity_unit": part.measures[0].get("unit", "") if part.measures else "",
            "holder": part.blocker.get("holder", ""),
            "other": part.blocker.get("other", "") or (part.co[0] if part.co else ""),
            "leader": self._leader_words(part),
            "day": f"{day.month}月{day.day}日",
            "target": plain(part.target),
            "total": plain(one.course.total),
        }
        return sentence(one.course.chance, use, part, day.month, known | blanks | self._told(one), phase)

    def given(self, one: Live) -> dict[str, Decimal]:
        """By measure: what the statistics have given of it. Its unit is not asked for that any more."""
        if not statistics() & {str(measure["code"]) for measure in one.part.counting}:
            return {}
        known = Measure.rows.filter(matter=one.matter).exclude(supplied="").values_list("code", "supplied_value")
        return {code: value for code, value in known if value is not None}

    def _told(self, one: Live) -> dict[str, str]:
        """Where the statistics count the first measure, its unit says their figure and no other."""
        first = str(one.part.counting[0]["code"]) if one.part.counting else ""
        total, target = self.given(one).get(first), one.part.target
        if total is None or not target:
            return {}
        left, percent = plain(max(target - total, Decimal(0))), f"{total / target * 100:.0f}"
        return {"total": plain(total), "left": left, "percent": percent, "amount": "", "before": ""}

    def _leader_words(self, part: Part) -> str:
        return next((post["short"] for post in county_file("people")["post"] if post["code"] == part.post), "分管领导")


@cache
def statistics() -> frozenset[str]:
    """The indicators that the statistics count."""
    return frozenset(one["code"] for one in county_file("indicators")["indicator"] if one["source"] == "statistics")


def hash_of(text: str) -> int:
    """A number of a text, the same on every machine and in every run."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(text))


def plain(value: Decimal | None) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if value is not None and value % 1 else f"{value or 0:.0f}"
