"""Plays the demonstration's script through the product's verbs, day by day, up to today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from luoshi.appraisal.actions import close_month
from luoshi.appraisal.queries import last_closed
from luoshi.core.timing.periods import Period
from luoshi.demo.blocking import Blocking
from luoshi.demo.company import CALENDAR, Company, hash_of
from luoshi.demo.deciding import Deciding
from luoshi.demo.observing import Observing
from luoshi.demo.people import succeed_on
from luoshi.demo.reporting import Reporting
from luoshi.demo.script import Part
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.papers.actions import sign_paper, write_circular


@dataclass
class Play:
    """The play: its acts, and what comes on which day."""

    company: Company
    deciding: Deciding
    blocking: Blocking
    reporting: Reporting
    observing: Observing
    figures: dict[date, list[tuple[dict[str, Any], int, int]]]
    """Day → the statistics that come out on it."""
    newcomers: dict[date, list[dict[str, str]]]
    """Day → the leaders who come into a post on it."""

    def run(self, parts: list[Part], since: date, until: date) -> None:
        """Every working day from one to another, never today: that is for whoever looks at it."""
        issued = defaultdict(list)
        for part in parts:
            issued[part.issued].append(part)
        day = since
        while day <= until and day < self.company.today:
            if self.company.days.is_workday(day) or day in issued or day in self.figures or day in self.newcomers:
                with transaction.atomic():
                    self._day(day, issued.get(day, []))
            day += timedelta(days=1)

    def _day(self, day: date, fresh: list[Part]) -> None:
        with clock.at(clock.moment(day, 8, 30)):
            succeed_on(self.company.people, clock.moment(day, 8, 30), self.newcomers.get(day, []))
        if fresh:
            self.deciding.issue(day, fresh)
        self.deciding.silence(day)
        self.deciding.claim(day)
        self.deciding.approve(day)
        self.deciding.plan(day)
        self.blocking.raise_all(day)
        self.blocking.answer_all(day)
        self.reporting.report(day)
        self.reporting.verify(day)
        self._close(day)
        self._circular(day)
        self._ends(day)
        self.observing.enter(day, self.figures.get(day, []))

    def _close(self, day: date) -> None:
        period = CALENDAR.open_period(day, self.company.days).previous()
        grace = CALENDAR.grace_end(period, self.company.days).date()
        begun = any(one.claimed_on and one.claimed_on <= grace for one in self.company.live.values())
        if begun and day == self.company.days.add(grace, 1):
            by = self.company.people.by("考核办/assessment", clock.moment(day, 11, 30))
            with clock.at(by.at):
                close_month(by, str(period))

    def _circular(self, day: date) -> None:
        """On the 3rd the circular of the month that has closed lies signed."""
        third = self.company.days.next_workday(date(day.year, day.month, 3))
        period = str(Period.containing(date(day.year, day.month, 1) - timedelta(days=1), "month"))
        if day != third or last_closed() != period:
            return
        clerk = self.company.people.by("督查办/clerk", clock.moment(day, 15, 40))
        director = self.company.people.by("府办/director", clock.moment(day, 16, 50))
        with clock.at(clerk.at):
            paper = write_circular(clerk, period)
        with clock.at(director.at):
            sign_paper(director, paper)

    def _ends(self, day: date) -> None:
        """What is done, and reported as done, is asked to be struck off, and is."""
        for one in self.company.open():
            if not one.nodes or len(one.course.passed) < len(one.part.nodes):
                continue
            short = (one.part.due - one.part.issued).days < 35
            if self.company.days.between(date(day.year, day.month, 1) - timedelta(days=1), day) != 5 and not short:
                continue
            if not one.course.complete:
                continue
            head = self.company.head(one.part.lead, day, 9, 40)
            with clock.at(head.at):
                reason = self.company.say("done", one, day)
                asked = actions.request(head, one.matter, "end", reason[:300], end="done")
            one.ended = True
            if day + timedelta(days=4) >= self.company.today and hash_of(one.part.key) % 3 == 0:
                continue
            clerk = self.company.people.by("督查办/chief", clock.moment(day, 17, 10))
            with clock.at(clerk.at):
                actions.rule_request(clerk, asked, True, "佐证齐全，同意办结")
