"""Figures, gaps and drawings of the indicators, for their pages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.timing.course import rounded
from luoshi.indicators.charts import Chart, chart
from luoshi.indicators.models import SheetStatus, Source, Status
from luoshi.indicators.queries import BoardRow, UnitRow
from luoshi.indicators.words import figures
from luoshi.shell.templatetags.words import light_class

register = template.Library()
register.filter("amount", figures.figure)
register.filter("gap", figures.points)
register.filter("percent", figures.percent)
register.filter("period_name", figures.period_name)

LABELS: dict[str, str] = {
    value: str(label) for codes in (Source, SheetStatus, Status) for value, label in codes.choices
}


@register.filter
def label(code: str) -> str:
    """A source, a status: in words."""
    return _(LABELS[code]) if code in LABELS else ""


HINTS: dict[str, str] = {
    "code": gettext_noop("字母、数字、横线，用在网址和公式里"),
    "unit_of_measure": gettext_noop("如 亿元、万人、%"),
    "decimals": gettext_noop("公布时保留几位"),
    "accumulation": gettext_noop("公布的是哪一种数"),
    "release_day": gettext_noop("期末的下个月几日"),
    "formula": gettext_noop("由别的指标算出的才填，如 tax_revenue / local_revenue * 100"),
    "seasonal": gettext_noop("1 到 12 月各占全年多少，合计 1；空着按月数平分"),
}
"""What helps to fill in a field of an indicator."""


@register.filter
def hint(key: str) -> str:
    return _(HINTS[key]) if key in HINTS else ""


@register.filter
def at(words_by_key: Mapping[Any, str], key: Any) -> str:
    """What stands under a key; —."""
    return words_by_key.get(key, "—")


@register.filter
def growth(value: Decimal | None) -> str:
    """+11.2, −14.0; not computable: —."""
    if value is None:
        return "—"
    short = rounded(value, Decimal("0.1"))
    return f"{short:+}".replace("-", "−") if short else f"{short}"


@register.filter
def signed(value: Decimal | None, decimals: int) -> str:
    """+1.20, −0.35."""
    return ("+" if value is not None and value > 0 else "") + figures.figure(value, decimals)


@register.filter
def alarm(code: str) -> str:
    """The class of a figure that should catch the eye; a green one stays in ink."""
    return light_class(code) if code in ("yellow", "red") else ""


@register.filter
def minus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


@register.simple_tag
def period_words(row: BoardRow, year: int) -> str:
    return figures.period_words(row.period, year, row.accumulation)


@register.inclusion_tag("indicators/course.svg")
def course(
    row: BoardRow | UnitRow, board: BoardRow, source: str = "", width: int = 300, height: int = 132
) -> dict[str, Any]:
    """The year of an indicator, or of a unit in it, drawn on the server."""
    drawn: Chart = chart(
        row,
        width=width,
        height=height,
        rate=board.is_rate,
        decimals=board.decimals,
        judged_by=source or board.source,
    )
    return {"chart": drawn, "row": row, "board": board}
