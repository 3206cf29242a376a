"""Which days the county works: by its own tables, else by the State Council's notices, else by an estimate.

The notice (国务院办公厅关于部分节假日安排的通知) comes once a year, in autumn; chinesecalendar carries it as a table.
A year without one still needs due days, so it is estimated, says so, and is computed anew when the table comes.
"""

from __future__ import annotations

import math
from calendar import leapdays
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache, lru_cache

from luoshi.core.errors import BadInput, Fault

_SATURDAY = 5

_FIXED_FESTIVALS = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""Month and day of 元旦, 劳动节 and 国庆节 (全国年节及纪念日放假办法, art. 2, as revised in 2024: 国务院令第795号)."""

_SPRING_FESTIVAL_DAYS = (-1, 0, 1, 2)
"""除夕 and 正月初一 to 初三, counted from 初一 (the same article)."""

_LUNAR_FESTIVALS = """
    1990 0127 0528 1003 | 1991 0215 0616 0922 | 1992 0204 0605 0911 | 1993 0123 0624 0930 | 1994 0210 0613 0920
    1995 0131 0602 0909 | 1996 0219 0620 0927 | 1997 0207 0609 0916 | 1998 0128 0530 1005 | 1999 0216 0618 0924
    2000 0205 0606 0912 | 2001 0124 0625 1001 | 2002 0212 0615 0921 | 2003 0201 0604 0911 | 2004 0122 0622 0928
    2005 0209 0611 0918 | 2006 0129 0531 1006 | 2007 0218 0619 0925 | 2008 0207 0608 0914 | 2009 0126 0528 1003
    2010 0214 0616 0922 | 2011 0203 0606 0912 | 2012 0123 0623 0930 | 2013 0210 0612 0919 | 2014 0131 0602 0908
    2015 0219 0620 0927 | 2016 0208 0609 0915 | 2017 0128 0530 1004 | 2018 0216 0618 0924 | 2019 0205 0607 0913
    2020 0125 0625 1001 | 2021 0212 0614 0921 | 2022 0201 0603 0910 | 2023 0122 0622 0929 | 2024 0210 0610 0917
    2025 0129 0531 1006 | 2026 0217 0619 0925 | 2027 0206 0609 0915 | 2028 0126 0528 1003 | 2029 0213 0616 0922
    2030 0203 0605 0912 | 2031 0123 0624 1001 | 2032 0211 0612 0919 | 2033 0131 0601 0908 | 2034 0219 0620 0927
    2035 0208 0610 0916 | 2036 0128 0530 1004 | 2037 0215 0618 0924 | 2038 0204 0607 0913 | 2039 0124 0527 1002
    2040 0212 0614 0920 | 2041 0201 0603 0910 | 2042 0122 0622 0928 | 2043 0210 0611 0917 | 2044 0130 0531 1005
    2045 0217 0619 0925 | 2046 0206 0608 0915 | 2047 0126 0529 1004 | 2048 0214 0615 0922 | 2049 0202 0604 0911
    2050 0123 0623 0930 | 2051 0211 0613 0919 | 2052 0201 0601 0907 | 2053 0219 0620 0926 | 2054 0208 0610 0916
    2055 0128 0530 1005 | 2056 0215 0617 0924 | 2057 0204 0606 0913 | 2058 0124 0625 1002 | 2059 0212 0614 0921
    2060 0202 0603 0909 | 2061 0121 0622 0928 | 2062 0209 0611 0917 | 2063 0129 0601 1006 | 2064 0217 0619 0925
    2065 0205 0608 0915 | 2066 0126 0528 1003 | 2067 0214 0616 0923 | 2068 0203 0604 0911 | 2069 0123 0623 0929
    2070 0211 0613 0919 | 2071 0131 0602 0908 | 2072 0219 0620 0926 | 2073 0207 0610 0916 | 2074 0127 0530 1005
    2075 0215 0617 0924 | 2076 0205 0606 0912 | 2077 0124 0624 1001 | 2078 0212 0614 0920 | 2079 0202 0604 0910
    2080 0122 0622 0928 | 2081 0209 0611 0917 | 2082 0129 0601 1006 | 2083 0217 0619 0926 | 2084 0206 0607 0914
    2085 0126 0527 1003 | 2086 0214 0615 0922 | 2087 0203 0605 0911 | 2088 0124 0623 0929 | 2089 0210 0613 0918
    2090 0130 0602 0908 | 2091 0218 0621 0927 | 2092 0207 0609 0916 | 2093 0127 0529 1005 | 2094 0215 0617 0924
    2095 0205 0606 0913 | 2096 0125 0624 0930 | 2097 0212 0614 0920 | 2098 0201 0604 0909 | 2099 0121 0623 0929
    2100 0209 0612 0918
"""
"""Year, then month and day of 春节, 端午 and 中秋, by the instant of the new moon in Beijing time (GB/T 33661-2017).
It falls within ten minutes of midnight for 春节 2027 and 2030 and 中秋 2089: some calendars are a day off there."""


class Workdays:
    """The county's working days. No question about 1990-01-01 to 2100-12-31 fails, notice or none.

    Outside these years the weekly rule and the festivals of the solar calendar are all that is known.
    """

    def __init__(self, tables: Mapping[int, Mapping[date, bool]] = {}) -> None:
        """Take the county's own tables.

        Args:
            tables: for a year, the days that differ from the weekly rule, and whether each is a working day;
                they replace the notice of that year as a whole.

        Raises:
            BadInput: a table holds a day of another year, where it would never be looked for.
        """
        misplaced = [
            Fault(f"{year}年的节假日表里有{day:%Y-%m-%d}", f"把这一天放进{day.year}年的表", place=str(year))
            for year, table in tables.items()
            for day in table
            if day.year != year
        ]
        if misplaced:
            raise BadInput.of(misplaced)
        self._own = {year: _Year.of(year, table) for year, table in tables.items()}

    def is_workday(self, day: date) -> bool:
        """Whether the offices work on that day."""
        year = self._year(day.year)
        return year.through(day) > year.before(day)

    def add(self, day: date, n: int) -> date:
        """The n-th working day after a day, or before it if n is negative.

        Args:
            day: where to count from; it is not counted itself.
            n: working days; 0 gives the day itself if it is a working day, else the next one.

        Raises:
            BadInput: the answer lies outside the years 1 to 9999.
        """
        number = day.year
        year = self._year(number)
        place = year.through(day) + n - 1 if n > 0 else year.before(day) + n
        while place < 0:
            number -= 1
            year = self._year(number)
            place += len(year.working)
        while place >= len(year.working):
            place -= len(year.working)
            number += 1
            year = self._year(number)
        return year.working[place]

    def next_workday(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it."""
        return self.add(day, 0)

    def between(self, first: date, last: date) -> int:
        """Working days after `first`, up to and including `last`; with a minus sign if `last` is the earlier."""
        if last < first:
            return -self.between(last, first)
        whole_years = sum(len(self._year(number).working) for number in range(first.year, last.year))
        return whole_years + self._year(last.year).through(last) - self._year(first.year).through(first)

    def is_estimated(self, year: int) -> bool:
        """Whether the year has neither a notice nor a table of the county, so that its days may still change."""
        return year not in self._own and year not in _notices()

    def _year(self, number: int) -> _Year:
        if not MINYEAR <= number <= MAXYEAR:
            raise BadInput(Fault(f"工作日数到了公元{number}年，超出能算的年份", "减少要数的工作日"))
        return self._own.get(number) or _standard_year(number)


@dataclass(frozen=True, slots=True)
class _Year:
    """The working days of one year, counted once, so that each question is a look-up."""

    eve: int
    """The last day of the year before, as `date.toordinal` counts."""
    working: tuple[date, ...]
    counts: tuple[int, ...]
    """How many working days have passed by the end of the eve, of 1 January, …, of 31 December."""

    @classmethod
    def of(cls, number: int, differing: Mapping[date, bool]) -> _Year:
        eve, end = date(number, 1, 1).toordinal() - 1, date(number, 12, 31).toordinal()
        working: list[date] = []
        counts = [0]
        for day in map(date.fromordinal, range(eve + 1, end + 1)):
            if differing.get(day, day.weekday() < _SATURDAY):
                working.append(day)
            counts.append(len(working))
        return cls(eve, tuple(working), tuple(counts))

    def before(self, day: date) -> int:
        return self.counts[day.toordinal() - self.eve - 1]

    def through(self, day: date) -> int:
        return self.counts[day.toordinal() - self.eve]


@lru_cache(maxsize=256)
def _standard_year(number: int) -> _Year:
    notice = _notices().get(number)
    return _Year.of(number, _estimate(number) if notice is None else notice)


@cache
def _notices() -> Mapping[int, Mapping[date, bool]]:
    """The State Council's notices by year: days off are False, days worked in exchange are True."""
    from chinese_calendar.constants import holidays, workdays  # on first use: what counts no days need not load it

    # A notice may also rule the last days of the year before; a year has its own if its National Day is ruled.
    notices: dict[int, dict[date, bool]] = {day.year: {} for day in holidays if (day.month, day.day) == (10, 1)}
    for days, works in ((holidays, False), (workdays, True)):
        for day in days:
            if day.year in notices:
                notices[day.year][day] = works
    return notices


def _estimate(year: int) -> Mapping[date, bool]:
    """The statutory festivals as days off, by the rules of 2024.

    Neither a day in lieu of a festival on a weekend nor a weekend worked in exchange: only a notice sets them.
    """
    off = [date(year, month, day) for month, day in _FIXED_FESTIVALS]
    off.append(date(year, 4, _qingming(year)))
    if year in _lunar_festivals():
        spring, dragon_boat, mid_autumn = _lunar_festivals()[year]
        off += [spring + timedelta(days) for days in _SPRING_FESTIVAL_DAYS]
        off += [dragon_boat, mid_autumn]
    return dict.fromkeys(off, False)


def _qingming(year: int) -> int:
    """The day of April on which Qingming falls: later by 0.2422 days a year, earlier by each leap day (寿星公式)."""
    leap_days_since_2000 = leapdays(1, year + 1) - leapdays(1, 2001)
    return math.floor(4.81 + 0.2422 * (year - 2000)) - leap_days_since_2000


@cache
def _lunar_festivals() -> Mapping[int, tuple[date, date, date]]:
    rows = (cell.split() for cell in _LUNAR_FESTIVALS.replace("|", "\n").strip().splitlines())
    return {
        int(year): (_on(year, spring), _on(year, dragon_boat), _on(year, mid_autumn))
        for year, spring, dragon_boat, mid_autumn in rows
    }


def _on(year: str, month_day: str) -> date:
    return date(int(year), int(month_day[:2]), int(month_day[2:]))
