"""The lines of momentum and pressure."""

from __future__ import annotations

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi.indicators.queries import Sentence
from luoshi.indicators.queries.situation import shrinks
from luoshi.indicators.words.boards import values
from luoshi.indicators.words.figures import named, period_words


def sentence(said: Sentence, day: date) -> SafeString | str:
    """One line of momentum or pressure."""
    row = said.row
    period = said.values["period"] if said.code == "late" else row.period
    words = values(row, period_words(period, day.year, row.accumulation))
    if said.code == "zero":
        words |= {"count": str(len(said.values["units"])), "units": named(said.values["units"], 5)}
    return format_html(_template(said), **words)


def _template(said: Sentence) -> str:
    row = said.row
    worse = row.change is not None and row.change <= -1
    done = (
        _("{what}完成 {share}%，<b>{gap}</b>") if row.direction == 1 else _("{what}已占控制数的 {share}%，<b>{gap}</b>")
    )
    templates = {
        "ahead": done,
        "rate_reached": _("{what} <b>{actual}</b>，{gap}"),
        "closing": _("{name}仍{gap}，比上期<b>缩小 {change} 个百分点</b>"),
        "behind": done,
        "rate_short": _("{what} {actual}，<b>{gap}</b>"),
        "slipping": _("{name}{gap}，但比上期<b>回落 {change} 个百分点</b>"),
        "shrinking": _("{what} {actual}，<b>{growth}</b>"),
        "zero": _("{name}有 <b>{count} 个</b>单位至今为零：{units}"),
        "late": _("{what}的数<b>应发布未发布</b>"),
    }
    words = templates[said.code]
    if said.code == "behind" and worse:
        words += _("，比上期又拉大 {change} 个百分点")
    grows = row.year_on_year is not None and row.year_on_year > 0 and row.direction == 1
    if (said.code == "ahead" and grows) or (said.code == "behind" and shrinks(row)):
        words += _("，{growth}")
    if said.code == "behind" and row.needed is not None:
        words += _("；{needed}")
    return words
