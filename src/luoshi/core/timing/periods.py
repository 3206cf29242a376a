"""Weeks, ten days (旬), months, quarters, half-years and years, and the day on which reporting for each closes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Literal

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.workdays import Workdays

Kind = Literal["year", "half", "quarter", "month", "ten_days", "week"]

_MONTHS: dict[Kind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
"""How many months a period of each kind has that is made of months."""

_MARKS: dict[Kind, str] = {"year": "", "half": "H{}", "quarter": "Q{}", "month": "-{:02d}", "week": "-W{:02d}"}
"""What follows the year when a period is written down; 旬 by its month: 2026-11X2 is the middle one of November."""

_TEN_DAYS = ("上旬", "中旬", "下旬")
"""The first to the tenth, the eleventh to the twentieth, and the rest of the month."""

_NAMES: dict[Kind, tuple[str, ...]] = {
    "year": ("",),
    "half": ("上半年", "下半年"),
    "quarter": ("一季度", "二季度", "三季度", "四季度"),
    "month": tuple(f"{number}月" for number in range(1, 13)),
    "ten_days": tuple(f"{month}月{name}" for month in range(1, 13) for name in _TEN_DAYS),
    "week": tuple(f"第{number}周" for number in range(1, 54)),
}

_WRITTEN = re.compile(
    r"([0-9]{4})(?:H(?P<half>[0-9])|Q(?P<quarter>[0-9])|-W(?P<week>[0-9]{2})"
    r"|-(?P<month>[0-9]{2})(?:X(?P<ten_days>[1-3]))?)?"
)

_KINDS_IN_WORDS = "可用year（年）、half（半年）、quarter（季）、month（月）、ten_days（旬）、week（周）"

_HOW_TO_WRITE = "写成“2026”“2026H1”“2026Q1”“2026-03”，旬写成“2026-11X2”（11月中旬），周写成“2026-W48”"

_NARROWEST_FIRST: tuple[Kind, ...] = ("ten_days", "week", "month", "quarter", "half")

SHORTER: dict[str, int] = {"ten_days": 11, "week": 7}
"""The cycles that are shorter than a month, and the days of the longest period of each."""

_USUAL: dict[str, int] = {"ten_days": 11, "week": 5}
"""The cut-off day of a shorter cycle that names none: the last day of the 旬, the Friday of the week."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """What reports and scores belong to. Within a kind, earlier is smaller.

    Weeks are those of ISO 8601: from Monday to Sunday, and of the year in which their Thursday lies.
    """

    year: int
    kind: Kind
    number: int
    """Which one of its year, from 1; a whole year is number 1."""

    def __post_init__(self) -> None:
        if self.kind not in _NAMES:
            raise BadInput(Fault(f"没有“{self.kind}”这种期别", _KINDS_IN_WORDS, place="kind"))
        if not MINYEAR <= self.year <= MAXYEAR - (self.kind == "week"):  # its last week ends in the year after
            raise BadInput(Fault(f"期别的年份不能是{self.year}", "年份是四位数，如2026", place="year"))
        most = _most(self.year, self.kind)
        if not 1 <= self.number <= most:
            problem = f"{self.year}年里没有第{self.number}个{self.kind}"
            raise BadInput(Fault(problem, f"从1到{most}", place="number"))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period as tables and addresses write it.

        Args:
            text: "2026", "2026H1", "2026Q1", "2026-03", "2026-11X2" or "2026-W48", nothing around it.

        Raises:
            BadInput: the text has none of these forms, or names a quarter, month or week that the year has not.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise BadInput(Fault(f"期别“{text}”认不得", _HOW_TO_WRITE))
        kind: Kind = next((kind for kind in _NARROWEST_FIRST if written[kind]), "year")
        number = int(written[kind]) if kind != "year" else 1
        try:
            if kind == "ten_days":
                number += (cls(int(written[1]), "month", int(written["month"])).number - 1) * len(_TEN_DAYS)
            return cls(int(written[1]), kind, number)
        except BadInput:
            raise BadInput(Fault(f"没有“{text}”这一期", _HOW_TO_WRITE)) from None

    @classmethod
    def containing(cls, day: date, kind: Kind) -> Period:
        """The calendar period of that kind in which a day lies."""
        if kind == "week":
            year, week, _weekday = day.isocalendar()
            return cls(year, kind, week)
        if kind == "ten_days":
            return cls(day.year, kind, (day.month - 1) * len(_TEN_DAYS) + min((day.day - 1) // 10, 2) + 1)
        return cls(day.year, kind, (day.month - 1) // _MONTHS[kind] + 1)

    def __str__(self) -> str:
        if self.kind == "ten_days":
            return f"{self.year:04d}-{self._last_month:02d}X{self._place_in_month + 1}"
        return f"{self.year:04d}{_MARKS[self.kind].format(self.number)}"

    @property
    def label(self) -> str:
        """As people say it: 2026年, 2026年上半年, 2026年一季度, 2026年3月, 2026年11月中旬, 2026年第48周."""
        return f"{self.year}年{_NAMES[self.kind][self.number - 1]}"

    @property
    def is_short(self) -> bool:
        """Shorter than a month."""
        return self.kind in SHORTER

    @property
    def first(self) -> date:
        """The first calendar day."""
        if self.kind == "week":
            return date.fromisocalendar(self.year, self.number, 1)
        if self.kind == "ten_days":
            return date(self.year, self._last_month, self._place_in_month * 10 + 1)
        return date(self.year, self._last_month - _MONTHS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """The last calendar day."""
        if self.kind == "week":
            return self.first + timedelta(days=6)
        if self.kind == "ten_days" and self._place_in_month + 1 < len(_TEN_DAYS):
            return self.first + timedelta(days=9)
        return date(self.year, self._last_month, monthrange(self.year, self._last_month)[1])

    def next(self) -> Period:
        """The period of the same kind that follows."""
        return self._shifted(1)

    def previous(self) -> Period:
        """The period of the same kind before it."""
        return self._shifted(-1)

    def months(self) -> list[Period]:
        """The months it has days in, in order."""
        month, last = Period.containing(self.first, "month"), Period.containing(self.last, "month")
        found = [month]
        while found[-1] < last:
            found.append(found[-1].next())
        return found

    def following(self, kind: Kind) -> Period:
        """The first period of a kind with no day of this one: the next one, or where another cycle goes on."""
        if kind == self.kind:
            return self.next()
        after = Period.containing(self.last, kind)
        return after if after.first > self.last else after.next()

    @property
    def _last_month(self) -> int:
        if self.kind == "ten_days":
            return (self.number - 1) // len(_TEN_DAYS) + 1
        return self.number * _MONTHS[self.kind]

    @property
    def _place_in_month(self) -> int:
        return (self.number - 1) % len(_TEN_DAYS)

    def _shifted(self, by: int) -> Period:
        if self.kind == "week":
            return Period.containing(self.first + timedelta(weeks=by), "week")
        years, place = divmod(self.number - 1 + by, len(_NAMES[self.kind]))
        return Period(self.year + years, self.kind, place + 1)


@lru_cache(maxsize=1000)
def in_order(text: str) -> tuple[date, int]:
    """What periods of any kinds are sorted by: their last days, and of two that end together the shorter is earlier."""
    period = Period.parse(text)
    return period.last, (period.last - period.first).days


@dataclass(frozen=True, slots=True)
class ReportingCalendar:
    """When a programme's reports are due: the clock of the work month, which is not the one of the statistics.

    A period closes in its last month on the cut-off day, a week or a 旬 on that day of its own; one off duty moves to
    the next working day, if need be into the month after. Periods handed in may be of any kind; periods handed out are
    of the programme's own cycle. The defaults are the commonest practice: the first-week meeting (碰头会) needs what
    was filed by the 28th.

    Raises:
        BadInput: a day, an hour or a cycle that there is not.
    """

    cycle: Kind = "month"
    cutoff_day: int = 28
    """Day of the period's last month, of the week (1 is Monday) or of the 旬; where that is shorter, its last day."""
    cutoff_hour: int = 24
    """The hour of that day at which the reporter is late; 24 is the midnight that ends it."""
    grace_hour: int = 10
    """The hour of the next working day until which the unit's head may still sign."""

    def __post_init__(self) -> None:
        faults = [
            Fault(f"{name}不能是{value}", f"填{least}到{most}的整数", place=field)
            for field, name, value, least, most in (
                ("cutoff_day", "截止日", self.cutoff_day, 1, SHORTER.get(self.cycle, 31)),
                ("cutoff_hour", "截止时点", self.cutoff_hour, 1, 24),
                ("grace_hour", "审签宽限时点", self.grace_hour, 0, 24),
            )
            if type(value) is not int or not least <= value <= most
        ]
        if self.cycle not in _NAMES:
            faults.append(Fault(f"没有“{self.cycle}”这种填报周期", _KINDS_IN_WORDS, place="cycle"))
        if faults:
            raise BadInput.of(faults)

    def with_own(self, own: Mapping[str, Any]) -> ReportingCalendar:
        """This calendar with what a programme says of its own: a cycle shorter than a month has its usual day.

        Raises:
            BadInput: as for any calendar.
            TypeError: something that no calendar has.
        """
        usual = {"cutoff_day": _USUAL[own["cycle"]]} if own.get("cycle") in _USUAL else {}
        return replace(self, **(usual | dict(own)))

    def planned_day_of(self, period: Period) -> date:
        """The day on which reporting for a period closes where no day off moves it."""
        if period.is_short:
            return min(period.first + timedelta(days=self.cutoff_day - 1), period.last)
        end = period.last
        return end.replace(day=min(self.cutoff_day, end.day))

    def cutoff_day_of(self, period: Period, workdays: Workdays) -> date:
        """The working day on which reporting for a period closes."""
        return workdays.next_workday(self.planned_day_of(period))

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


def _most(year: int, kind: Kind) -> int:
    """How many periods of a kind a year has: 28 December lies in its last week."""
    return date(year, 12, 28).isocalendar().week if kind == "week" else len(_NAMES[kind])


def months_elapsed(day: date) -> int:
    """How many months of the year are over at the end of a day, 0 to 12: 29 June gives 5, 30 June gives 6."""
    return day.month if day == Period.containing(day, "month").last else day.month - 1


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(hours=hour)
