"""Which period each programme reports for while one of the county's periods is open, and when each of them closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from luoshi.core.timing.periods import SHORTER, Period, ReportingCalendar
from luoshi.core.timing.workdays import Workdays
from luoshi.matters.calendars import Calendars, calendars
from luoshi.org.queries import workdays


@dataclass(frozen=True, slots=True)
class Window:
    """The days from after one of the county's cut-offs through the next."""

    period: Period
    first: date
    last: date
    calendars: Calendars
    days: Workdays
    asked_on: date

    def calendar(self, programme: str) -> ReportingCalendar:
        return self.calendars.of(programme)

    def of(self, programme: str) -> Period | None:
        """The period that a programme's matters report for; None: it has none that closes in these days.

        Of a weekly one among them the week that is open, once the days are over their last one.
        """
        calendar = self.calendar(programme)
        if calendar.cycle in SHORTER and self.first <= self.asked_on <= self.last:
            return calendar.open_period(self.asked_on, self.days)
        return self.calendars.closing_within(programme, self.first, self.last, self.days)

    def cutoff(self, programme: str, period: Period) -> datetime:
        """From when a report is late: local wall time without zone."""
        return self.calendar(programme).cutoff(period, self.days)

    def closes_on(self, programme: str, period: Period) -> date:
        return self.calendar(programme).cutoff_day_of(period, self.days)


def window(day: date, wanted: Period | None = None) -> Window:
    """Of the period that is open on a day, or of another of the county's."""
    known, days = calendars(day), workdays()
    period = wanted or known.county.open_period(day, days)
    before = known.county.cutoff_day_of(period.previous(), days)
    return Window(period, before + timedelta(days=1), known.county.cutoff_day_of(period, days), known, days, day)
