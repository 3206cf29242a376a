"""Figures, periods and names as they are set in every sentence about indicators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.errors import BadInput
from luoshi.core.timing.course import JOINED, light_of, rounded
from luoshi.core.timing.periods import Period
from luoshi.indicators.models import Accumulation
from luoshi.indicators.queries import BoardRow

MOST_NAMED = 3


QUARTERS = (gettext_noop("一季度"), gettext_noop("上半年"), gettext_noop("前三季度"), gettext_noop("全年"))
"""What a figure of the year so far is called at the end of each quarter."""


def figure(value: Decimal | None, decimals: int = 2) -> str:
    """27.6 with two decimals: 27.60; nothing known: —."""
    if value is None:
        return "—"
    return f"{rounded(value, Decimal(1).scaleb(-decimals)):,}".replace("-", "−")


def points(gap: Decimal | None, *, signed: bool = True) -> str:
    """A gap to one decimal; to two where one would say another light than the gap has."""
    if gap is None:
        return "—"
    short = rounded(gap, Decimal("0.1"))
    told = short if light_of(short) == light_of(gap) else rounded(gap, Decimal("0.01"))
    text = f"{told:+}" if told else f"{told}"
    return text.replace("-", "−") if signed else text.lstrip("+-")


def percent(share: Decimal | None) -> str:
    """0.438 → 43.8."""
    return "—" if share is None else f"{rounded(share * 100, Decimal('0.1'))}".replace("-", "−")


def measured(value: Decimal | None, row: BoardRow) -> str:
    """A figure with its unit: 「27.60 亿元」, 「8.6%」."""
    gap = "" if row.unit_of_measure == "%" else " "
    return f"{figure(value, row.decimals)}{gap}{row.unit_of_measure}"


def period_words(period: str, year: int | None = None, accumulation: str = Accumulation.CUMULATIVE) -> str:
    """What the year's figure of a period is called: 1—6月, 上半年; of a stock 6月末. The year, if it is another one."""
    if not period:
        return ""
    known = Period.parse(period)
    before = "" if known.year == year else _("{year}年").format(year=known.year)
    if accumulation == Accumulation.STOCK:
        return before + _("{month}月末").format(month=known.last.month)
    if known.kind == "quarter":
        return before + _(QUARTERS[known.number - 1])
    if known.number < JOINED:
        return before + _("1月")
    return before + _("1—{month}月").format(month=known.number)


def period_name(period: str) -> str:
    """A period by itself, as one chooses it: 2026年6月, 2026年1—2月, 2026年二季度. What is no period stays as it is."""
    try:
        known = Period.parse(period)
    except BadInput:
        return period
    joined = known.kind == "month" and known.number == JOINED
    return _("{year}年1—2月").format(year=known.year) if joined else known.label


def whose(name: str, period: str) -> str:
    """An indicator and its period: 「争取资金 1—6月」, 「地区生产总值上半年」."""
    return f"{name} {period}" if period[:1].isdigit() else name + period


def missing_words(months: Sequence[int], cycle: str) -> str:
    """Months whose amounts are not known: 3月、5月."""
    if cycle == "quarter":
        return "、".join(_(("一季度", "二季度", "三季度", "四季度")[month // 3 - 1]) for month in months)
    return "、".join(_("1—2月") if month == JOINED else _("{month}月").format(month=month) for month in months)


def named(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """甲、乙、丙; of more: 甲、乙、丙等 5."""
    listed = "、".join(names[:most])
    return listed if len(names) <= most else _("{names}等").format(names=listed)


def day_words(day: date) -> str:
    return _("{month}月{day}日").format(month=day.month, day=day.day)
