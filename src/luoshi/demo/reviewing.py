"""The quarter, whose units three leaders mark, and the half-year: closed by the office, let out by the county head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from uuid import UUID

from luoshi.appraisal.actions import Marked, cast_review, close_ranking, open_check, release
from luoshi.appraisal.collecting import closed_within
from luoshi.appraisal.queries.ranking import scores
from luoshi.appraisal.rules import MONTH
from luoshi.appraisal.subjects import groups_at
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Period
from luoshi.demo.company import Company
from luoshi.demo.observing import WHO
from luoshi.facts import clock
from luoshi.org.rules import setting

REVIEWERS = ("leader/county_head", "leader/standing_vice", "leader/vice_industry")
FROM, UNTIL = 94, 72
"""Marks for who stood first and last in the quarter's last month."""
GOOD = (
    "节点报得实，遇到事先找路子，这个劲头要保持。",
    "几项硬任务都走在序时前面，经验值得别的单位看一看。",
    "项目推进有章法，堵点自己化解的多。",
)
LATE = (
    "两项任务连续几个月没有动静，下季度先把第一个节点做出来。",
    "说困难多、说办法少，主要负责同志要到现场去。",
    "填报不慢，实物量跟不上，下季度看进度。",
)
OPENED, CLOSED, OUT = 7, 9, 10
"""Working days from the grace of the quarter's last month: a correction of that month comes before."""

HALF_OPENED, HALF_CLOSED, HALF_OUT = 1, 3, 4
"""Working days from the sealing of the statistics of a half-year's last month."""
MONTHS = 3
"""A half-year of which fewer months were ranked is not."""


@dataclass
class Reviewing:
    """What happens after the third month of a quarter is closed."""

    company: Company

    def work(self, day: date, grace: date, quarter: Period) -> None:
        days = self.company.days
        if day == days.add(grace, OPENED):
            self._open(day, quarter)
        elif day == days.add(grace, CLOSED):
            by = self.company.people.by(WHO, clock.moment(day, 10, 20))
            with clock.at(by.at):
                close_ranking(by, str(quarter))
        elif day == days.add(grace, OUT):
            by = self.company.people.by("leader/county_head", clock.moment(day, 8, 30))
            with clock.at(by.at):
                release(by, str(quarter))

    def half(self, day: date, sealed: date, half: Period) -> None:
        """Nobody is marked for a half-year: its figures are checked, closed and let out within days."""
        days, period = self.company.days, str(half)
        if day not in (days.add(sealed, n) for n in (HALF_OPENED, HALF_CLOSED, HALF_OUT)):
            return
        if len(closed_within(Term.own(half), MONTH)) < MONTHS:
            return
        office = self.company.people.by(WHO, clock.moment(day, 10, 40))
        head = self.company.people.by("leader/county_head", clock.moment(day, 8, 40))
        with clock.at(office.at if day < days.add(sealed, HALF_OUT) else head.at):
            if day == days.add(sealed, HALF_OPENED):
                open_check(office, period)
            elif day == days.add(sealed, HALF_CLOSED):
                close_ranking(office, period)
            else:
                release(head, period)

    def _open(self, day: date, quarter: Period) -> None:
        office = self.company.people.by(WHO, clock.moment(day, 9, 10))
        if setting("data_check_days", day):
            with clock.at(office.at):
                open_check(office, str(quarter))
        for number, who in enumerate(REVIEWERS):
            by = self.company.people.by(who, clock.moment(day, 15, 10 + 7 * number))
            with clock.at(by.at):
                cast_review(by, str(quarter), self.company.people.posts[who], self._marks(quarter, number))

    def _marks(self, quarter: Period, reviewer: int) -> list[Marked]:
        """By where a unit stood in the last month, with each reviewer's own hand; a word for the first and the last."""
        chance = Random(f"{quarter}/{reviewer}")
        month = quarter.months()[-1]
        places = {one.unit: (one.rank, one.group) for one in scores().filter(period=str(month)).defer("items")}
        last: dict[str, int] = {}
        for rank, group in places.values():
            last[group] = max(last.get(group, 1), rank or 1)
        return [self._mark(unit, places, last, chance, reviewer) for unit in sorted(groups_at(quarter))]

    def _mark(
        self,
        unit: UUID,
        places: dict[UUID, tuple[int | None, str]],
        last: dict[str, int],
        chance: Random,
        reviewer: int,
    ) -> Marked:
        rank, group = places.get(unit, (None, ""))
        share = (rank - 1) / max(last[group] - 1, 1) if rank is not None else 0.5
        mark = Decimal(round(FROM - (FROM - UNTIL) * share + chance.randint(-3, 3)))
        words = ""
        if rank is not None and rank == 1 + reviewer:
            words = chance.choice(GOOD)
        elif rank is not None and last[group] - rank == reviewer:
            words = chance.choice(LATE)
        return Marked(unit, mark, words)
