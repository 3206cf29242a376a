"""Which figures are there, and which are owed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi.indicators.queries import Completeness
from luoshi.indicators.queries.completeness import Lack
from luoshi.indicators.words.figures import named, period_name


def lacks_words(lacks: Sequence[Lack]) -> str:
    """固定资产投资 2026年6月、7月; 工业用电量 2026年7月."""
    by_name: dict[str, list[str]] = {}
    for lack in lacks:
        by_name.setdefault(lack.name, []).append(period_name(lack.period))
    return "；".join(f"{name} {'、'.join(periods)}" for name, periods in by_name.items())


def completeness_lead(rows: Sequence[Completeness]) -> SafeString | str:
    """The one sentence at the top of the page on completeness."""
    due, known = sum(row.due for row in rows), sum(row.known for row in rows)
    if not due:
        return _("今年还没有到期该有的数。")
    late = sum(len(row.late) for row in rows)
    owing = [row.name for row in rows if row.missing]
    said = format_html(_("今年到期的 {due} 个数，到了 {known} 个，晚到 {late} 个"), due=due, known=known, late=late)
    if not owing:
        return format_html(_("{said}，一个不缺。"), said=said)
    return format_html(
        _("{said}；<b>{units} 个单位缺数</b>：{names}。"), said=said, units=len(owing), names=named(owing)
    )
