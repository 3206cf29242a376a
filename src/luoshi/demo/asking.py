"""What the demonstration's office asks of a month's reports, what the units say, and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from luoshi.appraisal.actions import answer_question, ask_units, judge
from luoshi.appraisal.models import Question
from luoshi.appraisal.queries.suspicions import Suspicion, suspicions
from luoshi.core.timing.periods import Period
from luoshi.demo.company import CALENDAR, Company
from luoshi.demo.observing import WHO
from luoshi.demo.photo import paper_photo
from luoshi.demo.script import county_file
from luoshi.facts import clock
from luoshi.matters.actions import attach

ANSWERED, JUDGED = 1, 3
"""Working days after the question."""
LEAP = 0.9


@dataclass(frozen=True, slots=True)
class Asked:
    """A suspicion that was taken up, and how it goes on in the script."""

    finding: UUID
    key: str
    period: Period
    on: date
    story: dict[str, Any]


@dataclass
class Asking:
    """Once: of the month in which one matter leaps on its last day, before the office has been there."""

    company: Company
    _asked: list[Asked] = field(default_factory=list)

    def work(self, day: date) -> None:
        days = self.company.days
        if not self._asked:
            period = CALENDAR.open_period(day, days).previous()
            if day == CALENDAR.grace_end(period, days).date() and (self._has_leapt() or self._is_last(period)):
                self._ask(day, period)
        for one in self._asked:
            if day == days.add(one.on, ANSWERED):
                self._answer(one, day)
            elif day == days.add(one.on, JUDGED):
                self._judge(one, day)

    def _has_leapt(self) -> bool:
        return any(
            one.part.cast == "jump" and one.course.share > LEAP and not one.course.caught
            for one in self.company.live.values()
        )

    def _is_last(self, period: Period) -> bool:
        """Whether no later month closes before today: then something else is asked about."""
        return CALENDAR.grace_end(period.next(), self.company.days).date() >= self.company.today

    def _ask(self, day: date, period: Period) -> None:
        by = self.company.people.by(WHO, clock.moment(day, 10, 50))
        found, taken = suspicions(by, period), set[str]()
        for story in county_file("stations")["question"]:
            one = _fitting(story, [each for each in found if each.key not in taken])
            if one is not None:
                taken.add(one.key)
                with clock.at(by.at):
                    finding = ask_units(by, str(period), one.key)
                self._asked.append(Asked(finding, one.key, period, day, story))

    def _answer(self, one: Asked, day: date) -> None:
        names = {unit: name for name, unit in self.company.people.units.items()}
        for question in Question.rows.filter(finding=one.finding).order_by("uuid"):
            unit = names[question.unit]
            by = self.company.head(unit, day, 15, 30)
            words = one.story["answers"].get(unit, one.story["answers"].get("", ""))
            with clock.at(by.at):
                photo = paper_photo(Random(f"{unit}/{words}")) if "附" in words else b""
                paper = attach(by, f"{unit}凭据.png", photo) if photo else ""
                answer_question(by, question.uuid, words, paper)

    def _judge(self, one: Asked, day: date) -> None:
        by = self.company.people.by(WHO, clock.moment(day, 16, 10))
        with clock.at(by.at):
            judge(by, str(one.period), one.key, one.story["verdict"], one.story["reason"])


def _fitting(story: dict[str, Any], found: Sequence[Suspicion]) -> Suspicion | None:
    """The suspicion of the kind that is about all of the titles, and asks most units; without titles the first."""
    titles = set(story.get("titles", ()))
    fitting = [
        one for one in found if one.code == story["kind"] and titles <= {subject.title for subject in one.subjects}
    ]
    return max(fitting, key=lambda one: len(one.questions), default=None)
