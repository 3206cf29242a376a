"""The reporting calendar as people ask for it: what closes when, and which periods are closed on which clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from luoshi.core.timing.periods import Period, ReportingCalendar
from luoshi.core.timing.workdays import Workdays
from luoshi.matters.calendars import calendars, over, programmes
from luoshi.matters.closings import Steps, steps_by_clock
from luoshi.matters.models import PeriodStep
from luoshi.matters.published import data_day as data_day_of
from luoshi.matters.published import joined
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.queries import workdays
from luoshi.org.rules import setting

COMING = 3
SHOWN = 13
"""So many months of closings are shown: a year, and the month it is compared with."""


@dataclass(frozen=True, slots=True)
class Closes:
    """A period that closes: until when one reports, until when one signs."""

    period: Period
    cutoff: datetime
    grace: datetime
    moved: bool
    """Whether a day off duty has moved it."""


@dataclass(frozen=True, slots=True)
class ProgrammeCalendar:
    code: str
    name: str
    calendar: ReportingCalendar
    coming: list[Closes]


@dataclass(frozen=True, slots=True)
class MonthClosings:
    """A month on both clocks: closed or reopened when, by whom and why; None: neither yet."""

    period: Period
    work: PeriodStep | None
    data: PeriodStep | None
    work_by: str
    data_by: str

    @property
    def published_with(self) -> Period | None:
        """The month with which its statistics come out: January's with February's. None: by themselves."""
        month = joined(self.period)
        return month if month != self.period else None


def reporting_calendars(by: By) -> list[ProgrammeCalendar]:
    """The county's calendar first, then each programme's: two SELECTs at most."""
    known, days = calendars(by.day), workdays()
    found = [ProgrammeCalendar("", "", known.county, _coming(known.county, by.day, days))]
    for code, programme in sorted(programmes(by.day).items(), key=lambda one: one[1].name):
        calendar = over(known.county, programme)
        found.append(ProgrammeCalendar(code, programme.name, calendar, _coming(calendar, by.day, days)))
    return found


def _coming(calendar: ReportingCalendar, day: date, days: Workdays) -> list[Closes]:
    found, period = [], calendar.open_period(day, days)
    for _ in range(COMING):
        moved = calendar.cutoff_day_of(period, days) != calendar.planned_day_of(period)
        found.append(Closes(period, calendar.cutoff(period, days), calendar.grace_end(period, days), moved))
        period = period.next()
    return found


def closings(by: By) -> list[MonthClosings]:
    """The last months on both clocks, the newest first: two SELECTs."""
    names = directory(by.day)
    steps = steps_by_clock()
    period, found = Period.containing(by.day, "month"), []
    for _ in range(SHOWN):
        pair = [steps[clock].get(str(period)) for clock in (PeriodStep.Clock.WORK, PeriodStep.Clock.DATA)]
        who = [names.official_name(step.by) if step else "" for step in pair]
        found.append(MonthClosings(period, pair[0], pair[1], who[0], who[1]))
        period = period.previous()
    return found


def data_month_due(by: By, known: Steps | None = None) -> Period | None:
    """The data month whose statistics should be in by now and which nobody has closed; None: nothing waits.

    January and February are published together: the one that closes is February.
    """
    steps = (known or steps_by_clock())[PeriodStep.Clock.DATA]
    closed = [Period.parse(period) for period, step in steps.items() if step.closed]
    last = max(closed, default=None)
    month = joined(last.next() if last else Period.containing(by.day, "month").previous())
    return month if data_day(month, by.day) <= by.day else None


def data_day(month: Period, day: date) -> date:
    """The working day on which the statistics of a data month should be in."""
    return data_day_of(month, int(setting("data_close_day", day)), workdays())
