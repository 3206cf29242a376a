"""By which rule an indicator is judged, and what earlier years say of its end."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.timing.chance import Chance
from luoshi.core.timing.course import CourseRules
from luoshi.indicators.queries import BoardRow
from luoshi.indicators.words.figures import percent

BASES: dict[str, str] = {
    "quarters": gettext_noop("序时按县定季度目标"),
    "season": gettext_noop("序时按各月常年份额"),
    "months": gettext_noop("序时按月数比例"),
    "target": gettext_noop("与全年目标直接相比"),
    "none": "",
}


def rules_words(rules: CourseRules) -> str:
    """From when an indicator is yellow and red."""
    if rules.behind_yellow_points:
        yellow = _("落后序时超过 {points} 个百分点为预警").format(points=f"{rules.behind_yellow_points:f}")
    else:
        yellow = _("落后序时为预警")
    return yellow + _("，超过 {points} 个百分点为滞后").format(points=f"{rules.behind_red_points:f}")


def basis_words(row: BoardRow) -> str:
    """By which rule the course is drawn, and where it stands now."""
    words = _(BASES[row.basis]) if BASES.get(row.basis) else ""
    if words and row.course_share is not None:
        words += _("，到这一期应达 {share}%").format(share=percent(row.course_share))
    return words


GOALS: dict[int, str] = {6: gettext_noop("半年过半"), 12: gettext_noop("完成全年目标")}


def chance_words(chance: Chance | None, least: int) -> str:
    """按近 6 年同期到年底的走法，6 年里有 5 年能完成全年目标; with few years, why nothing is said."""
    if chance is None:
        return ""
    goal = _(GOALS[chance.goal])
    if not chance.enough:
        return _("可比的往年只有 {years} 年，不足 {least} 年，{goal}有几成把握不好说").format(
            years=chance.years, least=least, goal=goal
        )
    return _("照往年这个时候往后的走法，{years} 年里有 {made} 年能{goal}").format(
        years=chance.years, made=chance.made, goal=goal
    )


def short_chance(chance: Chance) -> str:
    """5/6: of six years five."""
    return f"{chance.made}/{chance.years}" if chance.enough else "—"


def formula_words(formula: str, names: Mapping[str, str]) -> str:
    """A formula with the names of its indicators."""
    return re.sub(r"[A-Za-z_]\w*", lambda found: names.get(found[0], found[0]), formula)
