"""The demonstration's closings: data months, work months with their rankings, circulars, and a figure put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_UP, Decimal
from typing import Any

from luoshi.appraisal.actions import close_month, release
from luoshi.appraisal.models import Score
from luoshi.appraisal.queries import last_closed
from luoshi.appraisal.queries.ranking import scores
from luoshi.core.timing.periods import Period
from luoshi.demo.checking import Checking
from luoshi.demo.company import CALENDAR, Company
from luoshi.demo.observing import WHO, Observing
from luoshi.demo.reviewing import Reviewing
from luoshi.facts import clock
from luoshi.indicators.queries import scheme_values
from luoshi.matters.actions import close_period
from luoshi.matters.models import PeriodStep
from luoshi.matters.queries.calendar import data_day, data_month_due
from luoshi.papers.actions import sign_paper, write_circular

CHECKING = 2
"""Working days from the grace, or from the statistics, to the sealing: units check their raw figures first."""
PUT_RIGHT, CODE = 4, "fixed_investment"
"""Working days after a ranking on which the statistics office finds what was counted twice, and in what."""
QUIET = 3
"""The first rankings stand."""
SHARED = (1, 2, 7)
"""Rankings of these months rest on figures that another month's, or a half-year's, rests on too."""
MOST = Decimal("0.15")
"""The largest part of a town's figure that a correction moves."""


@dataclass
class Sealing:
    """What the assessment office and the supervision office close and publish, day by day."""

    company: Company
    observing: Observing
    checking: Checking
    reviewing: Reviewing
    _corrects: tuple[date, Period] | None = None
    _corrected: bool = False
    _closed: int = 0

    def data(self, day: date) -> None:
        by = self.company.people.by(WHO, clock.moment(day, 17, 20))
        month = data_month_due(by)
        if month is not None and day >= self.company.days.add(data_day(month, day), CHECKING):
            with clock.at(by.at):
                close_period(by, month, PeriodStep.Clock.DATA)

    def work(self, day: date) -> None:
        period = CALENDAR.open_period(day, self.company.days).previous()
        grace = CALENDAR.grace_end(period, self.company.days).date()
        begun = any(one.claimed_on and one.claimed_on <= grace for one in self.company.live.values())
        if not begun:
            return
        self.checking.work(day, grace, str(period), with_words=self._closed >= QUIET)
        if day == self.company.days.add(grace, CHECKING):
            by = self.company.people.by(WHO, clock.moment(day, 11, 30))
            with clock.at(by.at):
                close_month(by, str(period))
            self._closed += 1
            if not self._corrected and self._closed > QUIET and period.number not in SHARED:
                self._corrects = self.company.days.add(day, PUT_RIGHT), period
        elif day == self.company.days.add(grace, CHECKING + 1):
            self._release(day, str(period))
        elif period.number % 3 == 0 and self._closed >= 3:
            self.reviewing.work(day, grace, Period.containing(period.first, "quarter"))

    def half(self, day: date) -> None:
        """A half-year is ranked when the statistics of its last month are sealed: half the time, half the target."""
        half = Period.containing(day, "half").previous()
        if (day.month - 1) % 6 < 2:
            sealed = self.company.days.add(data_day(half.months()[-1], day), CHECKING)
            self.reviewing.half(day, sealed, half)

    def _release(self, day: date, period: str, hour: int = 8) -> None:
        """The county head lets a ranking out that no circular has let out."""
        by = self.company.people.by("leader/county_head", clock.moment(day, hour, 20))
        with clock.at(by.at):
            release(by, period)

    def circular(self, day: date) -> None:
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

    def correct(self, day: date) -> None:
        """Once a year an amount counted in one town belongs to another: the third place and the fourth change."""
        if self._corrects is None or day != self._corrects[0]:
            return
        period = self._corrects[1]
        table = list(scores().filter(period=str(period), group="towns").order_by("place")[1:5])
        month = self.observing.last_out(CODE, day)
        known = {row["unit"]: row for row in scheme_values([CODE], str(month), known_on=day)}
        third, fourth = table[1:3]
        moved = self._enough(table, [known.get(one.unit) for one in (third, fourth)])
        if moved is None:
            return
        self._corrected = True
        self.checking.appeal(day, str(period), fourth, CODE, moved)
        self.observing.put_right(CODE, month, day, {third.unit: -moved, fourth.unit: moved})
        by = self.company.people.by(WHO, clock.moment(day, 17, 0))
        with clock.at(by.at):
            close_month(
                by,
                str(period),
                f"{third.unit_name}与{fourth.unit_name}有{moved * 10000:.0f}万元投资归属更正，按修订数重排",
            )
        self._release(day, str(period), 17)

    def _enough(self, table: list[Score], known: list[dict[str, Any] | None]) -> Decimal | None:
        """How much must move from the third to the fourth so that they, and only they, change places."""
        second, third, fourth, fifth = (one.score or Decimal(0) for one in table)
        loses, gains = known
        if (
            not loses
            or not gains
            or not loses["actual"]
            or not gains["actual"]
            or [one.rank for one in table] != [2, 3, 4, 5]
        ):
            return None
        costs, brings = _points_each(table[1], loses), _points_each(table[2], gains)
        if not costs or not brings:
            return None
        moved = ((third - fourth + Decimal("0.2")) / (costs + brings)).quantize(Decimal("0.0001"), ROUND_UP)
        stays_between = third - moved * costs > fifth and fourth + moved * brings < second
        return moved if stays_between and moved <= MOST * min(loses["actual"], gains["actual"]) else None


def _points_each(one: Score, row: dict[str, Any]) -> Decimal:
    """What one more of the indicator brings in the ranking; its weight there depends on what else applies."""
    points = next((item["points"] for item in one.items if item["item"] == CODE), None)
    return Decimal(str(points or 0)) / Decimal(str(row["actual"]))
