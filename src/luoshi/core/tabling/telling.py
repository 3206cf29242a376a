"""The words by which a line tells what it is: totals, parts, comparisons, numbering, longer periods."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.tabling.values import number

TOTAL = re.compile(
    r"(?:.{0,12})(?:合计|总计|小计|共计|总和|汇总|平均(?:数|值|水平|分)?)(?:数|额|\d)?(?:\([^)]*\)|\d+[个项户家人]+)?[:：]?(?:=.*)?|计|总数|最[高低大小](?:值|数|分)?|中位数|过次页|承前页|承上页|转下页|"
    r".{0,20}(?:grand|sub)?total.{0,12}|sum|average",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"(?:合计|总计|小计|共计|其中)?[:：]?(?:全|本)(?:国|省|市|县|区|州|旗|镇|乡|盟|师|团|系统|行业)(?:合计|总计|平均)?(?:\([^)]*\))?[:：]?"
)
"""全县 names the whole where a line's name stands; where it describes a line (投资方来源：本县) it does not."""
REGION = re.compile(r"(?:东部|西部|南部|北部|中部|东北|西北|西南|东南|华东|华北|华中|华南|中南)(?:地区)?")
PART = re.compile(r"[(]?(?:其中|#|＃)|附[:：]")
COMPARED = re.compile(
    r"比?(?:上年|去年)(?:同期|同月)?(?:数|增减|增长)?.{0,6}|同比.{0,8}|增减.{0,6}|增长(?:率|[%(±]).{0,6}|完成(?:率|比例).{0,4}"
)
"""Below a total, what it was or has grown by."""
_CHINESE = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
ABOVE = re.compile(rf"[（(]?{_CHINESE}[)）]?[、.．]?")
_LEVELS = (
    re.compile(rf"第?{_CHINESE}(?:[、.．:]|部分|类)"),
    re.compile(rf"[（(]{_CHINESE}[)）]"),
    re.compile(r"\d{1,2}[、.．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[)）]"),
)
GRAND = re.compile(r"[合总]计(?:\([^)]*\))?")
CODES = re.compile(r"编码|代码|(?:^|/)[类款项]$")
COUNTS = re.compile(r"\((?:共|计)?\d+[个项户家人处所条]\)$")
"""工业项目（3个）."""
LARGER, SMALLER = re.compile(r"(?:镇|乡|街道|办事处|办)$"), re.compile(r"(?:村|社区|居委会|屯|组)$")
INDICATORS = re.compile(r"指标|科目|项目$|分类|类别")


def level(label: str) -> int:
    """How deep a label is numbered: 0 for 一、, 1 for （一）, 2 for 1., 3 for (1), 4 for none."""
    return next((at for at, one in enumerate(_LEVELS) if one.match(label)), len(_LEVELS))


_MONTH = re.compile(rf"(?:\d{{4}}年)?(?:\d{{1,2}}|{_CHINESE})月份?")
_QUARTER = re.compile(r"(?:\d{4}年)?第?[一二三四1-4]季度")
_LONGER = re.compile(
    r"(?:\d{4}年)?(?:[上下]半年|前三季度|全年|本?年?累计|1[-—–~]\d{1,2}月(?:份|累计)?)(?:合计|小计|累计)?"
)


def longer_periods(labels: Sequence[str]) -> set[int]:
    """Among months the quarters, among quarters the half-years: they hold the others."""
    months = [at for at, label in enumerate(labels) if _MONTH.fullmatch(label)]
    quarters = [at for at, label in enumerate(labels) if _QUARTER.fullmatch(label)]
    longer = {at for at, label in enumerate(labels) if _LONGER.fullmatch(label)}
    if len(months) > 1:
        return longer | set(quarters)
    return longer if len(quarters) > 1 else set()


def is_apart(numbering: str) -> bool:
    """一, 甲, Ⅰ, A where other lines are counted 1, 2, 3."""
    return bool(numbering) and number(numbering) is None and not any(sign.isdigit() for sign in numbering)
