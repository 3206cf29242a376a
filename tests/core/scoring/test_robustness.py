"""How sure a ranking is: settled and unsettled pairs, items that decide nothing, items that count twice."""

from __future__ import annotations

import pytest
from tests.core.scoring.world import data, leaf, node, scheme, toml, value

from luoshi.core.scoring import Scheme
from luoshi.core.scoring.robustness import Bounds, robustness, sentences_of

SCHEME = scheme(
    leaf("a", "completion", weight=50, name="投资"),
    leaf("b", "completion", weight=30, name="项目"),
    leaf("c", "completion", weight=29.9, name="税收"),
    leaf("d", "completion", weight=10, name="安全"),
)
FIGURES = {"甲": (99, 99), "乙": (60, 80), "丙": (80, 64), "丁": (50, 40), "戊": (10, 20), "己": (5, 30)}
DATA = data(
    [
        value(unit, code, actual, 100)
        for unit, (one, other) in FIGURES.items()
        for code, actual in zip("abcd", (one, other, other, 70), strict=True)
    ]
)


def test_the_order_of_two_is_open_where_weights_decide_it():
    (found,) = robustness(SCHEME, DATA, None, Bounds(runs=400))
    places = {one.unit: (one.nominal, one.low, one.high) for one in found.spreads}
    assert places["甲"] == (1, 1, 1)
    assert {(one.first, one.second) for one in found.unsettled} <= {
        ("乙", "丙"),
        ("丙", "乙"),
        ("戊", "己"),
        ("己", "戊"),
    }
    assert any({one.first, one.second} == {"乙", "丙"} for one in found.unsettled)


def test_items_that_decide_nothing_and_items_that_count_twice_are_named():
    (found,) = robustness(SCHEME, DATA, None, Bounds(runs=50))
    assert [one.item for one in found.weighings if one.moved == 0 and one.correlation is None] == ["d"]
    assert [(one.first, one.second) for one in found.twins] == [("b", "c")]
    said = "".join(sentences_of(found))
    assert "安全不影响名次" in said
    assert "同一件事可能算了两遍" in said


def test_the_same_seed_gives_the_same_answer_and_no_shaking_gives_the_ranking():
    once, again = (robustness(SCHEME, DATA, None, Bounds(runs=60, seed=5)) for _ in range(2))
    assert once == again
    (still,) = robustness(SCHEME, DATA, None, Bounds(weights=0, runs=3))
    assert all(one.low == one.high == one.nominal for one in still.spreads)
    assert still.unsettled == ()
    assert still.as_dict()["sentences"]


@pytest.mark.parametrize("decimals", [None, 2])
def test_a_contest_of_pairs_is_shaken_too_and_still_it_gives_its_ranking(decimals):
    """Also with a unit that lacks a figure and one that has too few to be ranked."""
    figures = [
        value(unit, code, mark) for unit, (a, b) in FIGURES.items() for code, mark in zip("ab", (a, b), strict=True)
    ]
    figures += [value("甲", "c", 1), value("乙", "c", 5), value("丙", "c", 6), value("庚", "c", 3)]
    figures += [value("丁", "c", status="not_applicable"), value("戊", "c", 2), value("己", "c", 4)]
    figures += [value("庚", code, status="not_applicable") for code in "ab"]
    items = [leaf(code, "as_is", weight=weight) for code, weight in zip("abc", (4, 3, 2), strict=True)]
    head = {} if decimals is None else {"decimals": decimals}
    text = toml(*items, total=node("total", None, "copeland", min_present=0.5), **head)
    contest = Scheme.from_toml(text if decimals else text.replace("decimals = 2\n", ""))
    (still,) = robustness(contest, data(figures), None, Bounds(weights=0, runs=3))
    assert still.spreads[0].unit == "甲"
    assert "庚" not in {one.unit for one in still.spreads}
    assert all(one.low == one.high == one.nominal for one in still.spreads)
    (shaken,) = robustness(contest, data(figures), None, Bounds(weights=0.5, runs=300))
    assert any(one.low < one.high for one in shaken.spreads)
    assert all(one.low <= one.nominal <= one.high for one in shaken.spreads)
