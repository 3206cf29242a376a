"""What one more would bring: the same as scoring it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.core.scoring.world import data, leaf, scheme, value

from luoshi.core.errors import BadInput
from luoshi.core.scoring.marginal import each_worth, worth

SCHEME = scheme(
    leaf("a", "completion", weight=60, cap=1, name="开工项目"), leaf("b", "rank_points", full=40, step=10, name="招商")
)
DATA = data(
    [
        *(value(unit, "a", actual, target) for unit, actual, target in (("甲", 4, 8), ("乙", 5, 10), ("丙", 9, 10))),
        *(value(unit, "b", place) for place, unit in enumerate("甲乙丙", 1)),
    ]
)


def test_one_more_project_started():
    found = worth(SCHEME, DATA, "甲", "a")
    assert (found.before, found.after, found.gain) == (Decimal("50.00"), Decimal("57.50"), Decimal("7.50"))
    assert found.sentence() == "开工项目再加 1：总分 +7.5，名次不变（第 3 名）。"


def test_the_item_that_brings_most_comes_first_and_says_who_is_passed():
    first, second = each_worth(SCHEME, DATA, "甲", ["a", "b"], Decimal(3))
    assert (first.item, first.overtaken) == ("a", ("乙",))
    assert first.sentence() == "开工项目再加 3：总分 +22.5，名次由第 3 到第 2，超过乙。"
    assert (second.rank_before, second.rank_after) == (3, 2)


def test_a_figure_that_is_not_there_cannot_grow():
    with pytest.raises(BadInput, match="没有可以增加的数"):
        worth(SCHEME, DATA, "甲", "c")
