"""Which reporting calendar holds for a matter: the county's, with what its programme does differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from luoshi.core.timing.periods import Period, ReportingCalendar
from luoshi.core.timing.workdays import Workdays
from luoshi.matters.models import Programme
from luoshi.org.queries import report_calendar
from luoshi.org.rules import setting
from luoshi.org.version import version


@dataclass(frozen=True, slots=True)
class Calendars:
    """The county's reporting calendar, and those of the programmes that have one of their own."""

    county: ReportingCalendar
    own: Mapping[str, ReportingCalendar] = field(default_factory=dict)
    data_close_day: int = 20
    """The day of the month after on which a data month's statistics should be in."""

    def of(self, programme: str) -> ReportingCalendar:
        """The calendar by which a matter of this programme reports."""
        return self.own.get(programme, self.county)

    def closing_within(self, programme: str, first: date, last: date, days: Workdays) -> Period | None:
        """The last period that closes between two days: none for a quarterly programme between its quarters.

        Of a weekly one the month's last week answers for the month: reporting oftener earns and costs nothing.
        """
        due = self.of(programme).due_periods(first, last, days)
        return due[-1] if due else None

    def month_of(self, programme: str, period: Period, days: Workdays) -> Period:
        """The county's period within whose days a programme's own closes: closed and reopened with it."""
        if programme not in self.own:
            return period
        return self.county.open_period(self.of(programme).cutoff_day_of(period, days), days)


def calendars(day: date) -> Calendars:
    """The calendars that hold on a day, as they were known on it."""
    return _calendars(day, version())


@lru_cache(maxsize=64)
def _calendars(day: date, _version: str) -> Calendars:
    county = report_calendar(day)
    own = {code: over(county, found) for code, found in programmes(day).items() if found.calendar}
    return Calendars(county, own, int(setting("data_close_day", day)))


def programmes(day: date) -> dict[str, Programme]:
    """Code → the newest revision that had begun on the day and was known on it: one SELECT."""
    begun = Programme.rows.filter(since__lte=day, day__lte=day).order_by("since", "at", "uuid")
    return {revision.code: revision for revision in begun}


def over(county: ReportingCalendar, programme: Programme) -> ReportingCalendar:
    """The county's calendar with what the programme says of its own."""
    return county.with_own(programme.calendar)
