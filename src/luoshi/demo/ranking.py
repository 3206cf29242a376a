"""Beside the units the county ranks its projects, its lead officials and its chain teams: each the last period once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luoshi.appraisal.actions import adopt_scheme, close_ranking, open_check, release
from luoshi.appraisal.rules import ready_scheme
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Kind, Period
from luoshi.demo.company import CALENDAR, Company
from luoshi.demo.observing import WHO
from luoshi.demo.script import FILES
from luoshi.facts import clock

OPENED, CLOSED, OUT = 1, 4, 5
"""Working days from the grace of the period's last month: the month's own ranking comes before."""
CYCLES: dict[str, Kind] = {"projects": "month", "leads": "quarter", "teams": "quarter"}
NOT_CHECKED = NOT_RELEASED = ("leads",)
"""Of lead officials nobody is asked, and the heads keep them to themselves."""


@dataclass
class Ranking:
    """The newest period of each scheme that is out before today."""

    company: Company

    def work(self, day: date) -> None:
        for term, grace in self._terms.items():
            days = self.company.days
            if day == days.add(grace, OPENED):
                self._open(day, term)
            elif day == days.add(grace, CLOSED):
                by = self.company.people.by(WHO, clock.moment(day, 10, 30))
                with clock.at(by.at):
                    close_ranking(by, str(term))
            elif day == days.add(grace, OUT) and term.code not in NOT_RELEASED:
                by = self.company.people.by("leader/county_head", clock.moment(day, 8, 40))
                with clock.at(by.at):
                    release(by, str(term))

    @cached_property
    def _terms(self) -> dict[Term, date]:
        """Each ranking and the day on which its last month's grace ends."""
        found = {}
        for code, cycle in CYCLES.items():
            period = Period.containing(self.company.today, cycle)
            while self._grace(period) is None:
                period = period.previous()
            found[Term(code, period)] = self._grace(period) or self.company.today
        return found

    def _grace(self, period: Period) -> date | None:
        """None where it would not be out yet."""
        grace = CALENDAR.grace_end(period, self.company.days).date()
        return grace if self.company.days.add(grace, OUT) < self.company.today else None

    def _open(self, day: date, term: Term) -> None:
        by = self.company.people.by(WHO, clock.moment(day, 9, 30))
        text = ready_scheme(day.year, term.code)
        if term.code == "teams":
            text = (FILES / "teams.toml").read_text(encoding="utf-8").replace("year = 2026", f"year = {day.year}")
        with clock.at(by.at):
            adopt_scheme(by, term.code, text, term.period.first, CYCLES[term.code])
            if term.code not in NOT_CHECKED:
                open_check(by, str(term))
