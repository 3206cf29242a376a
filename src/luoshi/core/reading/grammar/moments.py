"""What a time limit is, the document's own time, and the words for years, months and days."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

from luoshi.core.reading.grammar.numerals import HAN, han_value

N = rf"(?:(?<!\d)\d{{1,2}}|{HAN}{{1,3}}|[XxＸ×]{{1,2}})"
YEAR = r"(?:(?:(?<!\d)20\d\d|[二〇零一三四五六七八九]{4}|[XxＸ×]{2,4})\s?年\s?|今年|本年|当年|明年|次年|后年)"
BEFORE = r"(?:之前|以前|前|之内|以内|内)"
HOUR = (
    r"(?:(?:凌晨|清晨|早上|上午|下午|中午|傍晚|晚上?|夜里|当晚|入夜|天黑|天亮|午夜|零时|零点|下班|上班){1,2}"
    r"(?:\d{1,2}[:：时点](?:\d{0,2}分?|半)[时整]?)?|\d{1,2}[:：时点](?:\d{0,2}分?|半)[时整]?)(?=之前|以前|前)"
)
"""「7月17日下班前」, 「4月20日晚8点前」, 「26日天亮前」."""


class Due(NamedTuple):
    """A time limit: its words and their place, and the day it falls on if it falls on one."""

    text: str
    start: int
    end: int
    repeats: str | None = None
    day: datetime.date | None = None
    last: bool = False
    """It is a limit of its own, not merely 持续推进: of several in one bracket the last counts."""
    often: bool = False
    """It comes again and again: a day named beside it goes before."""


class Calendar(NamedTuple):
    """The document's own time, from which words such as 今年 and 三个月内 count."""

    year: int | None = None
    date: datetime.date | None = None
    ahead: bool = False
    """It speaks of next year, but not of all of it: a day without a year is the next such day."""


NOWHEN = Calendar()


def made(match: re.Match[str], day: datetime.date | None, repeats: str | None = None) -> Due:
    return Due(match[0], match.start(), match.end(), repeats, day)


def year_said(words: str | None, when: Calendar) -> int | None:
    if not words:
        return when.year
    later = _LATER.get(words)
    if later is not None:
        return when.year + later if when.year else None
    digits = words.strip()[:-1].strip()
    return int(digits) if digits.isdigit() else han_value(digits)


_LATER = {"今年": 0, "本年": 0, "当年": 0, "明年": 1, "次年": 1, "后年": 2}


def number_said(words: str) -> int | None:
    return int(words) if words.isdigit() else han_value(words)


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or the month's last one if the month is shorter."""
    if not 1990 <= year <= 2100:
        return None
    return datetime.date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))


PARTS = {"上旬": 10, "上中旬": 20, "中上旬": 20, "中旬": 20, "初": 10}
"""On which day a part of a month ends; the others end with the month."""
THIS_YEAR = re.compile(
    r"今年(?=[，,]?[^，。；：:]{0,20}(?:目标|指标)(?:任务)?(?:是|为)?[:：])|(?:今年|本年|当年)(?![春夏秋冬])(?=[^，。；是的以计初来]{0,16}(?:压减|新增|完成|再|要|必须|务必|一定|达到|增长|建成|实现|引进|培育|开工|降低|提高|改造|新建|力争|争取|确保|动工|启动|投|安排))|(?:纳入|列入|列为)(?P<in>今年)(?=[^，。；]{0,16}(?:计划|任务|项目|实事))"
)
