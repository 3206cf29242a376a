"""How far a campaign has come."""

from __future__ import annotations

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi.core.timing.course import rounded
from luoshi.indicators.queries import CampaignPage
from luoshi.indicators.words.figures import day_words, figure, named


def campaign_words(page: CampaignPage) -> SafeString | str:
    """The one sentence of a campaign: how far, how many days, who will miss."""
    one, whole = page.campaign, page.whole
    if whole.as_of is None:
        return _("{name}还没有登记过数。").format(name=one.name)
    said = format_html(
        _("{name}到 {day} 覆盖 <b>{share}%</b>（{reached}／{concerned} {unit}）"),
        name=one.name,
        day=day_words(whole.as_of),
        share=rounded(whole.coverage, Decimal("0.1")),
        reached=figure(whole.reached, 0),
        concerned=figure(whole.concerned, 0),
        unit=one.unit_of_measure,
    )
    if whole.reached >= whole.wanted:
        return format_html(_("{said}，已达到要求。"), said=said)
    if whole.needed is None:
        return format_html(
            _("{said}，到期没有达到，差 {lack}。"), said=said, lack=figure(whole.wanted - whole.reached, 0)
        )
    tail = _("，还有 {days} 天，每天须办 {needed}").format(days=page.days_left, needed=figure(whole.needed, 0))
    missing = [row.name for row in page.missing_out]
    if not missing:
        return format_html("{}{}。", said, tail)
    return format_html(
        _("{said}{tail}；照近一周的进度，<b>{n} 个单位完不成</b>：{names}。"),
        said=said,
        tail=tail,
        n=len(missing),
        names=named(missing),
    )
