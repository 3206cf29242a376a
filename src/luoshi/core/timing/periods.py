"""Months, quarters, half-years and years, and the day on which reporting for each of them closes."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import Literal

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.workdays import Workdays

Kind = Literal["year", "half", "quarter", "month"]

_MONTHS: dict[Kind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
"""How many months a period of each kind has."""

_MARKS: dict[Kind, str] = {"year": "", "half": "H{}", "quarter": "Q{}", "month": "-{:02d}"}
"""What follows the year when a period is written down."""

_NAMES: dict[Kind, tuple[str, ...]] = {
    "year": ("",),
    "half": ("上半年", "下半年"),
    "quarter": ("一季度", "二季度", "三季度", "四季度"),
    "month": tuple(f"{number}月" for number in range(1, 13)),
}

_WRITTEN = re.compile(r"([0-9]{4})(?:H(?P<half>[0-9])|Q(?P<quarter>[0-9])|-(?P<month>[0-9]{2}))?")

_KINDS_IN_WORDS = "可用year（年）、half（半年）、quarter（季）、month（月）"

_HOW_TO_WRITE = "写成“2026”“2026H1”“2026Q1”或“2026-03”"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, half-year, quarter or month that reports and scores belong to. Within a kind, earlier is smaller."""

    year: int
    kind: Kind
    number: int
    """Which one of its year, from 1; a whole year is number 1."""

    def __post_init__(self) -> None:
        if self.kind not in _MONTHS:
            raise BadInput(Fault(f"没有“{self.kind}”这种期别", _KINDS_IN_WORDS, place="kind"))
        if not MINYEAR <= self.year <= MAXYEAR:
            raise BadInput(Fault(f"期别的年份不能是{self.year}", "年份是四位数，如2026", place="year"))
        if not 1 <= self.number <= len(_NAMES[self.kind]):
            raise BadInput(
                Fault(
                    f"{self.year}年里没有第{self.number}个{self.kind}", f"从1到{len(_NAMES[self.kind])}", place="number"
                )
            )

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period as tables and addresses write it.

        Args:
            text: "2026", "2026H1", "2026Q1" or "2026-03", nothing around it.

        Raises:
            BadInput: the text has none of these forms, or names a quarter or month that no year has.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise BadInput(Fault(f"期别“{text}”认不得", _HOW_TO_WRITE))
        kind: Kind = next((kind for kind in _MONTHS if written.groupdict().get(kind)), "year")
        try:
            return cls(int(written[1]), kind, int(written[kind]) if kind != "year" else 1)
        except BadInput:
            raise BadInput(Fault(f"没有“{text}”这一期", _HOW_TO_WRITE)) from None

    @classmethod
    def containing(cls, day: date, kind: Kind) -> Period:
        """The calendar period of that kind in which a day lies."""
        return cls(day.year, kind, (day.month - 1) // _MONTHS[kind] + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}{_MARKS[self.kind].format(self.number)}"

    @property
    def label(self) -> str:
        """As people say it: 2026年, 2026年上半年, 2026年一季度, 2026年3月."""
        return f"{self.year}年{_NAMES[self.kind][self.number - 1]}"

    @property
    def first(self) -> date:
        """The first calendar day."""
        return date(self.year, self._last_month - _MONTHS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """The last calendar day."""
        return date(self.year, self._last_month, monthrange(self.year, self._last_month)[1])

    def next(self) -> Period:
        """The period of the same kind that follows."""
        return self._shifted(1)

    def previous(self) -> Period:
        """The period of the same kind before it."""
        return self._shifted(-1)

    def months(self) -> list[Period]:
        """Its months, in order."""
        return [Period(self.year, "month", month) for month in range(self.first.month, self._last_month + 1)]

    @property
    def _last_month(self) -> int:
        return self.number * _MONTHS[self.kind]

    def _shifted(self, by: int) -> Period:
        years, place = divmod(self.number - 1 + by, len(_NAMES[self.kind]))
        return Period(self.year + years, self.kind, place + 1)


@dataclass(frozen=True, slots=True)
class ReportingCalendar:
    """When a programme's reports are due: the clock of the work month, which is not the one of the statistics.

    A period closes in its last month on the cut-off day; one off duty moves to the next working day, if need be into
    the month after. Periods handed in may be of any kind; periods handed out are of the programme's own cycle.
    The defaults are the commonest practice: the first-week meeting (碰头会) needs what was filed by the 28th.

    Raises:
        BadInput: a day, an hour or a cycle that there is not.
    """

    cycle: Kind = "month"
    cutoff_day: int = 28
    """Day of the period's last month; where the month is shorter, its last day."""
    cutoff_hour: int = 24
    """The hour of that day at which the reporter is late; 24 is the midnight that ends it."""
    grace_hour: int = 10
    """The hour of the next working day until which the unit's head may still sign."""

    def __post_init__(self) -> None:
        faults = [
            Fault(f"{name}不能是{value}", f"填{least}到{most}的整数", place=field)
            for field, name, value, least, most in (
                ("cutoff_day", "截止日", self.cutoff_day, 1, 31),
                ("cutoff_hour", "截止时点", self.cutoff_hour, 1, 24),
                ("grace_hour", "审签宽限时点", self.grace_hour, 0, 24),
            )
            if type(value) is not int or not least <= value <= most
        ]
        if self.cycle not in _MONTHS:
            faults.append(Fault(f"没有“{self.cycle}”这种填报周期", _KINDS_IN_WORDS, place="cycle"))
        if faults:
            raise BadInput.of(faults)

    def cutoff_day_of(self, period: Period, workdays: Workdays) -> date:
        """The working day on which reporting for a period closes."""
        end = period.last
        return workdays.next_workday(end.replace(day=min(self.cutoff_day, end.day)))

    def cutoff(self, period: Period, workdays: Workdays) -> datetime:
        """The moment from which a report is late, local wall time without zone; the 28th 24:00 is the 29th 00:00."""
        return _at(self.cutoff_day_of(period, workdays), self.cutoff_hour)

    def grace_end(self, period: Period, workdays: Workdays) -> datetime:
        """Until when the unit's head may sign what was sent in time: local wall time, on the working day after."""
        return _at(workdays.add(self.cutoff_day_of(period, workdays), 1), self.grace_hour)

    def late_from(self, period: Period, workdays: Workdays) -> date:
        """The first day on which a report that is still missing counts as not filed in time."""
        closing = self.cutoff_day_of(period, workdays)
        return closing + timedelta(days=1) if self.cutoff_hour == 24 else closing

    def open_period(self, day: date, workdays: Workdays) -> Period:
        """The period that units report for on a day: from the day after one cut-off through the next cut-off day."""
        period = Period.containing(day, self.cycle)
        # A cut-off on the last days of a month may have moved past the day: the period before is then still open.
        while self.cutoff_day_of(period.previous(), workdays) >= day:
            period = period.previous()
        while self.cutoff_day_of(period, workdays) < day:
            period = period.next()
        return period

    def due_periods(self, first: date, last: date, workdays: Workdays) -> list[Period]:
        """The periods that close within some days, both ends included, in order."""
        due = []
        period = self.open_period(first, workdays)
        while self.cutoff_day_of(period, workdays) <= last:
            due.append(period)
            period = period.next()
        return due


def months_elapsed(day: date) -> int:
    """How many months of the year are over at the end of a day, 0 to 12: 29 June gives 5, 30 June gives 6."""
    return day.month if day == Period.containing(day, "month").last else day.month - 1


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(hours=hour)
