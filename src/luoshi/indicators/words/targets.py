"""Whether targets and figures of the parts add up to the county's."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.indicators.breakdown import Breakdown
from luoshi.indicators.queries import BoardRow
from luoshi.indicators.words.figures import measured

BREAKDOWNS: dict[str, str] = {
    "towns": gettext_noop("各镇（街道）"),
    "departments": gettext_noop("各责任单位"),
    "all": gettext_noop("各镇（街道）和责任单位"),
}


def difference_words(difference: Decimal | None, row: BoardRow, *, target: bool = False) -> str:
    """Whether the units add up to the county, or by how much not."""
    if difference is None:
        return ""
    if not difference:
        return _("合计与全县目标一致") if target else _("合计与全县数一致")
    if target:
        words = _("合计比全县目标多 {amount}") if difference > 0 else _("合计比全县目标少 {amount}")
    else:
        words = _("合计比全县数多 {amount}") if difference > 0 else _("合计比全县数少 {amount}")
    return words.format(amount=measured(abs(difference), row))


def target_sum_words(total: Decimal, county: Decimal | None) -> str:
    """合计 63，比全县多 1.2."""
    said = _("合计 {total}").format(total=_short(total))
    if county is None:
        return said
    if total == county:
        return _("{said}，与全县一致").format(said=said)
    words = _("{said}，比全县多 {amount}") if total > county else _("{said}，比全县少 {amount}")
    return words.format(said=said, amount=_short(abs(total - county)))


def target_sums(parts: Sequence[Breakdown], county: Decimal | None) -> str:
    """What each breakdown of a target adds up to."""
    return "；".join(_(BREAKDOWNS[one.code]) + target_sum_words(one.total, county) for one in parts if one.units)


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"
