"""The demonstration's closings: data months, work months with their rankings, circulars, and a figure put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from luoshi.appraisal.actions import close_month
from luoshi.appraisal.queries import last_closed
from luoshi.appraisal.queries.ranking import scores
from luoshi.core.timing.periods import Period
from luoshi.demo.company import CALENDAR, Company
from luoshi.demo.observing import WHO, Observing
from luoshi.facts import clock
from luoshi.indicators.queries import scheme_values
from luoshi.matters.actions import close_period
from luoshi.matters.models import PeriodStep
from luoshi.matters.queries.calendar import data_day, data_month_due
from luoshi.papers.actions import sign_paper, write_circular

CHECKING = 2
"""Working days in which units check their raw figures before a data month is sealed."""
PUT_RIGHT, CODE = 4, "fixed_investment"
"""Working days after a ranking on which the statistics office finds what was counted twice, and in what."""
POINTS = Decimal(10)
"""What that indicator weighs in the ranking."""
MOST = Decimal("0.15")
"""The largest part of a town's figure that a correction moves."""


@dataclass
class Sealing:
    """What the assessment office and the supervision office close and publish, day by day."""

    company: Company
    observing: Observing
    _corrects: tuple[date, Period] | None = None
    _corrected: bool = False

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
        if begun and day == self.company.days.add(grace, 1):
            by = self.company.people.by(WHO, clock.moment(day, 11, 30))
            with clock.at(by.at):
                close_month(by, str(period))
            if not self._corrected and period.year == self.company.today.year:
                self._corrects = self.company.days.add(day, PUT_RIGHT), period

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
        third, fourth = (score for score in scores().filter(period=str(period), group="towns").order_by("place")[2:4])
        month = self.observing.last_out(CODE, day)
        known = {row["unit"]: row for row in scheme_values([CODE], str(month), known_on=day)}
        loses, gains = known.get(third.unit), known.get(fourth.unit)
        if not (loses and gains and third.score and fourth.score) or third.rank != 3 or fourth.rank != 4:
            return
        per_unit = POINTS / loses["target"] + POINTS / gains["target"]
        moved = ((third.score - fourth.score + Decimal("0.2")) / per_unit).quantize(Decimal("0.01"))
        if moved > MOST * min(loses["actual"], gains["actual"]):
            return
        self._corrected = True
        self.observing.put_right(CODE, month, day, {third.unit: -moved, fourth.unit: moved})
        by = self.company.people.by(WHO, clock.moment(day, 17, 0))
        with clock.at(by.at):
            close_month(
                by, str(period), f"{third.unit_name}与{fourth.unit_name}有{moved}亿元投资归属更正，按修订数重排"
            )
