"""On which day feasts fall: those of the sun's calendar, and those of the moon's by a table."""

from __future__ import annotations

import datetime

_FIXED = {
    "元旦": (1, 1), "三八": (3, 8), "五一": (5, 1), "五四": (5, 4), "六一": (6, 1), "七一": (7, 1), "八一": (8, 1),
    "教师节": (9, 10), "国庆": (10, 1), "十一": (10, 1),
}  # fmt: skip
_MOVING: dict[str, tuple[int, str]] = {
    "春节": (2015, "0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 "
                   "0217 0206 0126 0213 0203 0123 0211 0131 0219 0208"),
    "清明": (2015, "0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 "
                   "0405 0405 0404 0404 0405 0405 0404 0404 0405 0405"),
    "端午": (2015, "0620 0609 0530 0618 0607 0625 0614 0603 0622 0610 0531 "
                   "0619 0609 0528 0616 0605 0624 0612 0601 0620 0610"),
    "中秋": (2015, "0927 0915 1004 0924 0913 1001 0921 0910 0929 0917 1006 "
                   "0925 0915 1003 0922 0912 1001 0919 0908 0927 0916"),
    "重阳": (2015, "1021 1009 1028 1017 1007 1025 1014 1004 1023 1011 1029 "
                   "1018 1008 1026 1016 1005 1024 1012 1001 1020 1009"),
}  # fmt: skip
"""Feast → the first year, and month and day of each year from it."""


def feast_day(feast: str, year: int) -> datetime.date | None:
    """The feast's day in a year; None where the table ends. 元宵 is two weeks after 春节, 除夕 the day before it."""
    if feast == "除夕":
        eve = feast_day("春节", year)
        return eve - datetime.timedelta(days=1) if eve else None
    if feast in ("元宵", "正月十五"):
        spring = feast_day("春节", year)
        return spring + datetime.timedelta(days=14) if spring else None
    if feast in _FIXED:
        return datetime.date(year, *_FIXED[feast])
    first, days = _MOVING.get(feast, (0, ""))
    listed = days.split()
    if not 0 <= year - first < len(listed):
        return None
    day = listed[year - first]
    return datetime.date(year, int(day[:2]), int(day[2:]))


def limit_before(feast: str, year: int, written: datetime.date | None) -> datetime.date | None:
    """The last day before a feast: the next one after the day the document was written."""
    day = feast_day(feast, year)
    if day and written and day <= written:
        day = feast_day(feast, year + 1)
    return day - datetime.timedelta(days=1) if day else None
