"""What the list of indicators and the page of one say of where they stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.timing.course import rounded
from luoshi.core.timing.growth import Growth
from luoshi.indicators.models import Accumulation
from luoshi.indicators.queries import BoardRow, HalfYear
from luoshi.indicators.words.figures import (
    MOST_NAMED,
    measured,
    missing_words,
    named,
    percent,
    period_words,
    points,
    whose,
)


def board_lead(half: HalfYear) -> SafeString | str:
    """The one sentence at the top of the list."""
    if not half.total:
        return _("还没有设立指标。")
    if not half.month:
        return _("{total} 项主要指标，还没有登记过数据。").format(total=half.total)
    if half.at_half:
        said = format_html(
            _("时间过半，{total} 项主要指标<b>过半 {passed} 项</b>"), total=half.total, passed=len(half.passed)
        )
        lagging, tail = half.behind, _("没有过半")
    else:
        said = format_html(
            _("到 {month} 月，{total} 项主要指标<b>达到序时 {passed} 项</b>"),
            month=half.month,
            total=half.total,
            passed=len(half.passed),
        )
        red = tuple(row for row in half.behind if row.light == "red")
        lagging, tail = (red, _("滞后")) if red else (half.behind, _("略慢"))
    if not lagging:
        return format_html(_("{said}。"), said=said)
    lagging = tuple(sorted(lagging, key=lambda row: row.gap or Decimal(0)))
    names = named([row.name for row in lagging])
    count = _(" {count} 项").format(count=len(lagging)) if len(lagging) > MOST_NAMED else ""
    return format_html(_("{said}；{names}{count}{tail}。"), said=said, names=names, count=count, tail=tail)


DONE: dict[int, str] = {
    1: gettext_noop("完成全年目标的 {share}%"),
    -1: gettext_noop("占全年控制数的 {share}%"),
}


def row_lead(row: BoardRow, day: date) -> SafeString | str:
    """The one sentence at the top of an indicator's page."""
    if not row.period:
        return _("{name}还没有登记过数据。").format(name=row.name)
    period = period_words(row.period, day.year, row.accumulation)
    if row.actual is None:
        return _("{what}的累计数缺 {months}。").format(
            what=whose(row.name, period), months=missing_words(row.missing, row.cycle)
        )
    words = _("{what} {actual}")
    if row.share is not None:
        words += "，" + _(DONE[row.direction])
    if row.gap is not None:
        words += _("，<b>{gap}</b>") if row.light in ("yellow", "red") else _("，{gap}")
    if row.needed is not None and row.light in ("yellow", "red"):
        words += _("；{needed}")
    return format_html(words + _("。"), **values(row, period))


def values(row: BoardRow, period: str) -> dict[str, str]:
    """What the sentences about an indicator put into their places."""
    return {
        "what": whose(row.name, period),
        "name": row.name,
        "actual": measured(row.actual, row),
        "share": percent(row.share),
        "gap": gap_words(row),
        "growth": year_on_year_words(row),
        "change": points(row.change, signed=False),
        "needed": needed_words(row),
    }


def gap_words(row: BoardRow) -> str:
    """快于序时 2.0 个百分点, 低于序时 6.2 个百分点; of a rate, against its target."""
    if row.gap is None:
        return ""
    kept = row.gap >= 0
    if row.is_rate:
        even, more, less = _("达到目标"), _("高于目标"), _("低于目标")
    else:
        even, more, less = _("与序时持平"), _("快于序时"), _("低于序时")
    if row.direction == -1:
        more, less = _("好于控制目标"), _("超出控制目标")
    if not row.gap:
        return even
    return _("{side} {points} 个百分点").format(side=more if kept else less, points=points(row.gap, signed=False))


def needed_words(row: BoardRow) -> str:
    """后 6 个月每月须完成 5.90 亿元; under a ceiling: 每月不能超过."""
    if row.needed is None:
        return ""
    words = (
        _("后 {months} 个月每月须完成 {needed}") if row.direction == 1 else _("后 {months} 个月每月不能超过 {needed}")
    )
    return words.format(months=row.months_left, needed=measured(row.needed, row))


def year_on_year_words(row: BoardRow) -> str:
    """同比增长 11.2%; of a rate, 同比提高 0.4 个百分点."""
    if row.year_on_year is None:
        return ""
    size, up = rounded(abs(row.year_on_year), Decimal("0.1")), row.year_on_year >= 0
    if not size:
        return _("与上年同期持平")
    if row.is_rate:
        words = _("同比提高 {size} 个百分点") if up else _("同比回落 {size} 个百分点")
    else:
        words = _("同比增长 {size}%") if up else _("同比下降 {size}%")
    return words.format(size=size)


def left_words(row: BoardRow) -> str:
    """What is between the figure and the year's target: 还差 35.40 亿元, 已超全年目标 1.20 亿元."""
    if row.left is None:
        return ""
    over = measured(abs(row.left), row)
    if row.direction == -1:
        return (_("离控制数还有 {amount}") if row.left >= 0 else _("已超控制数 {amount}")).format(amount=over)
    if row.left <= 0:
        return _("已完成全年目标，超 {amount}").format(amount=over) if row.left else _("正好完成全年目标")
    return _("离全年目标还差 {amount}").format(amount=over)


def before_words(row: BoardRow) -> str:
    """What the period before is called."""
    if row.accumulation == Accumulation.STOCK:
        return _("比上期末")
    return _("比上季") if row.cycle == "quarter" else _("比上月")


def since_words(growth: Growth | None, row: BoardRow) -> str:
    """The same at the head of a column."""
    return chain_words(growth, row).partition("（")[0]


def chain_words(growth: Growth | None, row: BoardRow) -> str:
    """From where the chain of growths starts."""
    if growth is None or growth.since is None:
        return ""
    if row.accumulation == Accumulation.STOCK:
        return _("比上年末")
    start = _("一季度") if row.cycle == "quarter" else _("{month}月").format(month=growth.since[1])
    return _("比{start}（逐期连乘）").format(start=start)
