"""Limits that count from the document's own day: 本周五前, 25日前, 三个月内."""

from __future__ import annotations

import datetime
import re

from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.moments import (
    BEFORE,
    HOUR,
    PARTS,
    THIS_YEAR,
    YEAR,
    Calendar,
    Due,
    N,
    day_of,
    made,
    number_said,
    year_said,
)
from luoshi.core.reading.grammar.numerals import HAN, han_value
from luoshi.core.timing.workdays import Workdays

NEAR = searched(
    rf"(?P<of>本|下)月(?P<nday>\d{{1,2}})[日号]{BEFORE}|(?P<near>本|下|当|这个|下个)?月(?:(?P<part>底|末|内)|(?<=[本下当个]月)(?P<third>初|上旬|中旬|下旬))(?:{BEFORE})?|"
    rf"(?P<soon>(?:明天|后天)(?=上午|中午|下午|上班|下班|晚上|一早|就|必须|前|之前|以前|[发交报送]|把[^，。]{{1,12}}[发交报送])|今天(?=[\u4e00-\u9fff]{{0,2}}[前内]|(?:（\d{{1,2}}[日号]）)?{HOUR})(?:（\d{{1,2}}[日号]）)?)(?:{HOUR})?(?:上午|中午|下午|上班|下班|晚上|一早)?(?:\d{{1,2}}[点时:：](?:\d{{1,2}}分?|半)?)?(?:{BEFORE})?|(?P<week>[本这]个?(?:周|星期|礼拜)|下(?:个)?(?:周|星期|礼拜))(?P<weekday>[一二三四五六日天末]|之?内)?(?:(?:上午|下午)?(?:上班|下班)?{BEFORE})?|(?<![每本这下上个\d一二两三四五六七八九十])(?:周|星期)(?P<bareday>[一二三四五六日])(?:上午|下午|中午|晚上)?(?:上班|下班)?(?:之前|以前|前)"
)
OF_OTHER_MONTHS = "X×一二三四五六七八九十每上两几半月"
"""Behind these, or behind a digit, 月底 is not this month's."""
NOT_OF_A_DAY = r"(?<![\d月年第至到、—–~～\-.])"
"""What must not stand before the number of a day that stands alone."""
DAY_ALONE = re.compile(
    rf"{NOT_OF_A_DAY}(?P<day>[1-3]?\d)(?:(?:号|日){HOUR}|号|日(?=之前|以前|前))(?P<before>之前|以前|前)?(?!楼|线|地|院|厅|门|机|文|令|井|桥|路|坝|库|线|公告|（|\()"
)
"""「25日前」, 「16号送到」: of the month in which it is said, or of the next."""
WITHIN = searched(
    rf"(?:自(?![治身主然觉动行查评检筹来])[^，。；]{{0,20}}(?:之日)?起|(?:批复|印发|签订|收到|受理|立案|发布|公布)之日起|[收接]到[^，。；]{{0,12}}后|印发后|会后|(?:开学|验收|批复|开工|竣工|完工|中标|招标|结束|发布|公示|报名|立案|受理|签订|到位)后)?(?:的)?(?P<count>(?<!\d)\d{{1,3}}|半(?=个?[月年])|{HAN}{{1,4}})"
    r"(?P<unit>个工作日|工作日|个月|月(?=内|之内|时间)|日(?!完成|建成|拿|办)|天|周|个星期|小时|年)(?:之内|以内|内|(?:左右)?(?:的)?时间|后(?=给|报|回|交|向|拿|我)|(?<=工作日)(?=出[具结意]|办结|反馈|完成|答复|给))(?![\u4e00-\u9fff]{0,4}率)"
)


def near(match: re.Match[str], when: Calendar) -> Due | None:
    """月底前 and 本周五前, counted from the document's date."""
    before = match.string[max(match.start() - 1, 0) : match.start()]
    if match["part"] and (before.isdigit() or (before and before in "个" + OF_OTHER_MONTHS)):
        return None
    if match["part"] and not match["near"] and _RECURS.search(match.string, max(match.start() - 16, 0), match.start()):
        return None  # 每周通报、月底排名
    if not when.date:
        return made(match, None)
    if match["nday"]:
        month = when.date.month + (match["of"] == "下")
        return made(match, day_of(when.date.year + month // 13, (month - 1) % 12 + 1, int(match["nday"])))
    if match["soon"]:
        return made(match, when.date + datetime.timedelta(days=("今天", "明天", "后天").index(match["soon"][:2])))
    if match["part"] or match["third"]:
        year, month = when.date.year, when.date.month + (match["near"] in ("下", "下个"))
        return made(match, day_of(year + month // 13, (month - 1) % 12 + 1, PARTS.get(match["third"] or "", 31)))
    monday = (
        when.date
        - datetime.timedelta(days=when.date.weekday())
        + datetime.timedelta(days=7 * (match["week"] or "").startswith("下"))
    )
    return made(
        match,
        monday
        + datetime.timedelta(
            days="一二三四五六日".find((match["bareday"] or match["weekday"] or "日").replace("天", "日")) % 7
        ),
    )


def day_alone(match: re.Match[str], when: Calendar) -> Due | None:
    day = int(match["day"])
    clause = match.start() == 0 or match.string[match.start() - 1] in "，,。；;："
    if match.string.find("每", max(match.start() - 24, 0), match.start()) >= 0:
        return None  # 每季度末的25日前
    if not 1 <= day <= 31 or not (match["before"] or (clause and _THEN_DONE.match(match.string, match.end()))):
        return None
    if when.date is None:
        return made(match, None)
    month = when.date.month + (day < when.date.day)
    return made(match, day_of(when.date.year + month // 13, (month - 1) % 12 + 1, day))


_THEN_DONE = re.compile(r"[^，。；]{0,6}(?:把|将|送|交|报|拿|完成|到位|开工|开|搬|撤|发|回|签|见|拆|清|办)")


def within(match: re.Match[str], when: Calendar) -> Due | None:
    """三个月内, 五个工作日内 from the document's date; hours are counted from an hour that it does not say."""
    if match[0].endswith("时间") and match.string[max(match.start() - 1, 0) : match.start()] != "用":
        return None
    if match[0].endswith("年时间") and THIS_YEAR.search(match.string, match.end()):
        return None  # 用三年时间……，今年完成一半
    if match["unit"] == "小时" and not _ASKED_BACK.match(match.string, match.end()):
        return None  # 24小时内响应: how fast, whenever it is
    if _HOW_LONG.search(match.string, max(match.start() - 3, 0), match.start()):
        return None
    if _UPON.search(match.string, max(match.start() - 12, 0), match.start()):
        return None
    if match["count"] == "半":
        return _half_of(match, when)
    count = int(match["count"]) if match["count"].isdigit() else han_value(match["count"])
    own = when.date and (
        _OF_PAPER.match(match[0])
        if "之日起" in match[0] or match[0].startswith("自")
        else match[0].startswith(("印发后", "会后")) or "后" not in match[0].removesuffix("后")
    )
    if not own or not count or match["unit"] == "小时":
        return made(match, None)
    since = _FROM.search(match.string, max(match.start() - 24, 0), match.start())
    month, day = (number_said(since["month"]), number_said(since["day"])) if since else (None, None)
    begin = day_of(year_said(since["year"], when) or 0, month, day) if since and month and month <= 12 and day else None
    date: datetime.date = begin - datetime.timedelta(days=1) if begin else when.date  # type: ignore[assignment]
    if match["unit"].endswith("工作日"):
        return made(match, Workdays().add(date, count))
    if match["unit"] == "个月":
        month = date.month - 1 + count
        return made(match, day_of(date.year + month // 12, month % 12 + 1, date.day))
    if match["unit"] == "年":
        return made(match, day_of(date.year + count, date.month, date.day))
    return made(match, date + datetime.timedelta(days=count * (7 if match["unit"] in ("周", "个星期") else 1)))


_OF_PAPER = re.compile(
    "自(?:本|此)(?:通知|方案|意见|办法|纪要|函|清单|通报|决定|细则|文件|文|件|单|督办[单函]|交办[单函])?(?:印发|下发|发文|制发|交办|发布)之日起"
)
"""「自本通知印发之日起10日内」: from the document's own day, and not from that of some other paper."""
_FROM = re.compile(
    rf"(?:从|自)?(?:(?P<year>{YEAR}))?(?P<month>{N})月(?P<day>{N})[日号](?:起|开始)[，,]?(?:利用|集中|用)*$"
)
"""「从4月1日起，用三个月时间」: the months count from that day."""
_RECURS = re.compile(r"每[^，。；]{1,12}$")
_HOW_LONG = re.compile("(?:连续|累计|工期|历时|已有|为期)$")
_UPON = re.compile(r"(?:发现|出现|遇到|一旦|对新[\u4e00-\u9fff]{1,3}的)[^，。；]{0,8}$")
"""「发现问题三天之内录入系统」: counted from no day that one knows."""
_ASKED_BACK = re.compile(r"[^，。；]{0,16}(?:报|反馈|拿出|提交|完成整改|整改到位|回复|答复|书面)")


def _half_of(match: re.Match[str], when: Calendar) -> Due | None:
    """半个月内, 半年内."""
    if when.date is None:
        return made(match, None)
    month = when.date.month + 5
    half_year = day_of(when.date.year + month // 12, month % 12 + 1, when.date.day)
    return made(match, half_year if match["unit"] == "年" else when.date + datetime.timedelta(days=15))
