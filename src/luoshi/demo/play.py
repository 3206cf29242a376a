"""Plays the demonstration's script through the product's verbs, day by day, up to today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from django.db import transaction

from luoshi.demo.blocking import Blocking
from luoshi.demo.closing import close, strike_off
from luoshi.demo.company import Company, hash_of
from luoshi.demo.deciding import Deciding
from luoshi.demo.merging import Merging
from luoshi.demo.observing import Observing
from luoshi.demo.reporting import Reporting
from luoshi.demo.script import Part
from luoshi.demo.sealing import Sealing
from luoshi.demo.turning import Turning
from luoshi.facts import clock
from luoshi.matters import actions, lights


class Station(Protocol):
    """A scene of its own, with its own days."""

    def work(self, day: date) -> None: ...


@dataclass
class Play:
    """The play: its acts, and what comes on which day."""

    company: Company
    deciding: Deciding
    blocking: Blocking
    reporting: Reporting
    turning: Turning
    sealing: Sealing
    merging: Merging
    observing: Observing
    stations: tuple[Station, ...]
    figures: dict[date, list[tuple[dict[str, Any], int, int]]]
    """Day → the statistics that come out on it."""

    def run(self, parts: list[Part], since: date, until: date) -> None:
        """Every working day from one to another, never today: that is for whoever looks at it."""
        issued = defaultdict(list)
        for part in parts:
            issued[part.issued].append(part)
        day = since
        while day <= until and day < self.company.today:
            if self.company.days.is_workday(day) or day in issued or self._happens(day):
                # Whatever is made between two acts bears this morning, never the moment of the building.
                with transaction.atomic(), clock.at(clock.moment(day, 8)):
                    self._day(day, issued.get(day, []))
            day += timedelta(days=1)

    def _happens(self, day: date) -> bool:
        return day in self.figures or self.merging.happens(day)

    def _day(self, day: date, fresh: list[Part]) -> None:
        self.merging.change(day)
        with lights.counted_once(day):
            self._work(day, fresh)
        self.sealing.work(day)
        self.sealing.circular(day)
        with lights.counted_once(day):
            self._ends(day)
            self.turning.turn(day)
        self.observing.enter(day, self.figures.get(day, []))
        if self.company.days.is_workday(day):
            self.sealing.half(day)
            self.sealing.data(day)
            self.sealing.correct(day)

    def _work(self, day: date, fresh: list[Part]) -> None:
        if fresh:
            self.deciding.issue(day, fresh)
        for station in self.stations:
            station.work(day)
        self.deciding.silence(day)
        self.deciding.claim(day)
        self.deciding.approve(day)
        self.deciding.plan(day)
        self.blocking.raise_all(day)
        self.blocking.answer_all(day)
        self.reporting.report(day)
        self.reporting.verify(day)

    def _ends(self, day: date) -> None:
        """What is done, and reported as done, is asked to be struck off, and is."""
        chief = self.company.people.by("督查办/chief", clock.moment(day, 9, 10))
        with clock.at(chief.at):
            strike_off(chief, day)
        for one in self.company.open():
            if not one.nodes or one.left:
                continue
            finishing = self.company.finishing(one.part)
            on_its_day = finishing is not None and day >= finishing
            if self.company.days.between(date(day.year, day.month, 1) - timedelta(days=1), day) != 5 and not on_its_day:
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
                close(clerk, asked, one.matter)
