"""Which indicator a measure in words speaks of: the same unit of measure, and a name that says the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.indicators.models import Indicator

_AROUND = re.compile(
    r"全县|全镇|全年|年度|年内|上半年|下半年|[一二三四]季度|前三季度|累计|实际|完成|实现|达到|力争|[\s“”\"'‘’（）()：:]"
)
"""What is said around a quantity's name: it tells none apart."""
_SHORTEST = 4
_SHARE = 0.6
"""The shorter name has at least so many characters, and so large a share of the longer one's."""


def all_indicators() -> list[Indicator]:
    """Every indicator in its order: one SELECT."""
    return list(Indicator.rows.order_by("place", "code"))


def offered(unit_of_measure: str, indicators: Sequence[Indicator]) -> list[Indicator]:
    """Those that could give a measure its figure: counted in the same unit of measure."""
    return [one for one in indicators if unit_of_measure and one.unit_of_measure == unit_of_measure]


def likely(name: str, unit_of_measure: str, indicators: Sequence[Indicator]) -> Indicator | None:
    """The one whose name says what the measure says; None where none does, or where it could be several."""
    said = _AROUND.sub("", name)
    alike = [one for one in offered(unit_of_measure, indicators) if _alike(said, _AROUND.sub("", one.name))]
    same = [one for one in alike if _AROUND.sub("", one.name) == said]
    found = same or alike
    return found[0] if len(found) == 1 else None


def _alike(one: str, other: str) -> bool:
    """Whether the shorter name is the longer one with some characters left out: 新改建卫生厕所, 新改建农村卫生厕所."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(short) < _SHARE * len(long):
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)
