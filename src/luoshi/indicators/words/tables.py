"""What was taken from a statistics table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi.indicators.queries import TablePage
from luoshi.indicators.words.figures import MOST_NAMED, named, period_name


def table_lead(page: TablePage) -> SafeString | str:
    """What is taken from a statistics table: 「取到 39 个数：固定资产投资、社会消费品零售总额，2026年6月」."""
    if page.draft.entered:
        return _("这张表已经登记。")
    if not page.taken:
        return _("还没有取到数：把列定为指标，把行定为单位。")
    placed = [one for table in page.tables for one in table.placed]
    names = {thing.code: thing.name for thing in page.things}
    said = named(list(dict.fromkeys(names[one.indicator] for one in placed)))
    periods = "、".join(period_name(period) for period in sorted({one.period for one in placed}))
    return format_html(
        _("取到 <b>{count} 个数</b>：{names}，{periods}。"), count=len(placed), names=said, periods=periods
    )


def hidden_words(page: TablePage) -> str:
    """What was left out because it is hidden; "" if nothing was."""
    names = "、".join(page.hidden)
    return _("隐藏的工作表没有取数：{names}。要取先取消隐藏，再交一次。").format(names=names) if names else ""


def cells_words(places: Sequence[str]) -> str:
    """各镇!I6、各镇!I7、各镇!I8 等 15 格."""
    listed = "、".join(places[:MOST_NAMED])
    return listed if len(places) <= MOST_NAMED else _("{listed} 等 {n} 格").format(listed=listed, n=len(places))


def entered_words(figures: Mapping[tuple[str, str], int]) -> str:
    """What came of a statistics table."""
    periods = "、".join(period_name(period) for period in sorted({period for _code, period in figures}))
    return _("已登记 {sheets} 项指标 {periods}的数，共 {count} 个。").format(
        sheets=len({code for code, _period in figures}), periods=periods, count=sum(figures.values())
    )
