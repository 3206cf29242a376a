"""A new figure is questioned, or refused, with the numbers that speak against it."""

from decimal import Decimal

import pytest

from luoshi.core.checking import CheckRules, NewFigure, doubts
from luoshi.core.errors import BadInput

RULES = CheckRules()


def rules_of(accumulation, *figures, rules=RULES, unit="亿元"):
    return {(one.rule, one.whose, one.refused): one.words for one in doubts(figures, accumulation, unit, rules)}


def figure(value, month=6, **more):
    return NewFigure("城关镇", Decimal(value), month, **more)


def test_a_cumulative_figure_that_falls_is_refused():
    found = rules_of("cumulative", figure("12.5", earlier={5: Decimal(13)}))
    assert found == {("falling", "城关镇", True): "累计 12.5 亿元，比 1—5 月的 13 亿元 还少"}
    asked = rules_of(
        "cumulative", figure("12.5", earlier={5: Decimal(13)}), rules=CheckRules.of({"falling_refused": 0})
    )
    assert list(asked) == [("falling", "城关镇", False)]
    assert not rules_of("stock", figure("12.5", earlier={5: Decimal(13)}))


def test_a_leap_is_questioned_by_what_is_usual():
    found = rules_of("cumulative", figure(40, earlier={5: Decimal(10)}))
    assert found == {("leap", "城关镇", False): "本期增加 30 亿元，是此前月均 2 亿元 的 15.00 倍"}
    assert not rules_of("cumulative", figure(13, earlier={5: Decimal(10)}))
    assert ("leap", "城关镇", False) in rules_of("flow", figure(40, earlier={4: Decimal(10), 5: Decimal(12)}))


def test_ranges_and_last_year():
    assert ("range", "城关镇", False) in rules_of("rate", figure(862), unit="%")
    assert ("range", "城关镇", False) in rules_of("flow", figure(-1))
    assert list(rules_of("stock", figure(5, last_year=Decimal(2)))) == [("growth", "城关镇", False)]
    assert not rules_of("rate", figure("8.6"), unit="%")


def test_units_that_do_not_add_up_say_by_how_much():
    whole = NewFigure("全县", Decimal("27.6"), 6, is_county=True)
    parts = [NewFigure("城关镇", Decimal(20), 6), NewFigure("河口镇", Decimal("7.1"), 6)]
    found = rules_of("cumulative", whole, *parts)
    assert found == {("sum", "全县", False): "2 个单位合计 27.1 亿元，比全县 27.6 亿元 少 0.5 亿元"}
    assert not rules_of("rate", whole, *parts)


def test_rules_that_are_none_are_refused():
    with pytest.raises(BadInput):
        CheckRules.of({"leap": 3})
    with pytest.raises(BadInput):
        CheckRules.of({"leap_times": "三"})
