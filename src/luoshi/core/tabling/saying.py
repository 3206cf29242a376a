"""What headings and titles say about a figure: of which period it is, and what of a thing it measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.core.tabling.values import tight

_CHINESE = {sign: str(at) for at, sign in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|[-./]|(?=\D|$))")
_CHINESE_YEAR = re.compile(r"二[〇○零]([〇○零一二三四五六七八九]{2})年")
_TO_MONTH = re.compile(r"(?<!\d)\d{1,2}月?[-—–－~～至到](\d{1,2})月")
_DOTTED = re.compile(r"(?<!\d)(?:19|20)\d\d[-./](\d{1,2})(?![\d])")
_MONTH = re.compile(r"(?<![\d-])(\d{1,2})月")
_TO_QUARTER = re.compile(r"(?:前|[1一][-—–－~～至到])([二三四1-4])(?:个)?季度")
_QUARTER = re.compile(r"第?([一二三四1-4])季度|(?<![A-Za-z])[Qq]([1-4])")


@dataclass(frozen=True, slots=True)
class Said:
    """A period as words name it: what they leave open is None."""

    year: int | None = None
    month: int | None = None
    """The last month of the period."""
    so_far: bool = False
    """From January on."""

    @property
    def month_text(self) -> str:
        return f"{self.year}-{self.month:02d}" if self.year and self.month else ""


def period_in(text: str) -> Said:
    """2026年1—6月, 上半年, 前三季度, 2026年第二季度, 6月, 2026-06."""
    plain = _arabic(tight(text))
    year = _YEAR.search(plain)
    month, so_far = _month_in(plain)
    return Said(int(year[1]) if year else None, month, so_far)


def _arabic(text: str) -> str:
    text = _CHINESE_YEAR.sub(lambda found: "20" + "".join(_CHINESE[sign] for sign in found[1]) + "年", text)
    text = re.sub(r"十([一二])月", lambda found: f"1{_CHINESE[found[1]]}月", text)
    text = re.sub(r"(?<![一二三四五六七八九])十月", "10月", text)
    return re.sub(
        r"([一二三四五六七八九])(?=月|[-—–至到][一二三四五六七八九\d]{1,2}月)", lambda one: _CHINESE[one[1]], text
    )


def _month_in(text: str) -> tuple[int | None, bool]:
    quarters = dict(zip("一二三四1234", (1, 2, 3, 4) * 2, strict=True))
    for pattern, so_far in ((_TO_MONTH, True), (_DOTTED, False)):
        if (found := pattern.search(text)) and 1 <= int(found[1]) <= 12:
            return int(found[1]), so_far
    if "上半年" in text:
        return 6, True
    if found := _TO_QUARTER.search(text):
        return quarters[found[1]] * 3, True
    if found := _QUARTER.search(text):
        return quarters[found[1] or found[2]] * 3, False
    if (found := _MONTH.search(text)) and 1 <= int(found[1]) <= 12:
        return int(found[1]), bool(re.search(rf"截[至止]到?(?:\d{{4}}年)?{found[1]}月", text))
    return (12, True) if re.search(r"全年|年末|年底", text) else (None, False)


MEASURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rank", re.compile(r"位次|排名|排位|名次|位居")),
    (
        "share",
        re.compile(
            r"完成率|完成比例|完成进度|^进度|占.{0,6}(?:比|%)|比重|完成(?:全年|年度|年)?(?:目标|任务|计划)的?(?:比|%)"
        ),
    ),
    ("growth", re.compile(r"增速|增长(?!额)|增幅|同比(?!增加)|比上年|比去年|环比|±%|\+-%")),
    ("target", re.compile(r"目标|任务|计划|预算(?:数|安排)")),
    ("before", re.compile(r"上年|去年|同期|基数|上月|上期")),
    ("current", re.compile(r"本月|当月|本期|当期|本季|当季|单月")),
    ("so_far", re.compile(r"累计|截[至止]|年初|今年以来|至本月|本年")),
)
"""What of a thing a column holds, by the words of its heading; the first that fits."""
_PLAIN = re.compile(
    r"完成(?:情况|额|数|值|投资)?|实绩|实际|总量|绝对[量额值]|(?:数|金)额$|数值|指标值|数$|值$|到位(?:资金)?"
)
_NOISE = re.compile(
    r"\([^()]*\)|\d{4}年|\d{1,2}月?[-—–－~～至到]\d{1,2}月|\d{1,2}月[末底]?|上半年|前三季度|[第前]?[一二三四1-4]季度|全[年县]|"
    r"主要|指标|国民经济|经济(?!作物)|社会发展|情况|各(?:镇|乡镇)(?:\(街道\))?|统计表?|月报表?|快报|汇总表?|一览表|进展|进度表?|\d+[.、]|^#|^其中[:：]?|[:：,，、/\s]"
)


def measure_in(text: str) -> str:
    """rank, share, growth, target, before, current, so_far; "" where the words say none of them."""
    plain = tight(text)
    for name, pattern in MEASURES:
        if pattern.search(plain):
            return name
    said = period_in(plain)
    return "so_far" if said.so_far else "current" if said.month and _is_only_period(plain) else ""


def _is_only_period(text: str) -> bool:
    return not _NOISE.sub("", text)


def thing_in(text: str) -> str:
    """The thing itself: without periods, measures, units, brackets and what tables are called."""
    plain = _NOISE.sub("", tight(text))
    for _, pattern in MEASURES[2:]:
        plain = pattern.sub("", plain)
    return _PLAIN.sub("", plain).strip("·.-—%的")
