"""Ballots, counts by kind, lines of points, computed figures, and a year made of its months."""

from __future__ import annotations

import pytest
from tests.core.scoring.world import data, leaf, points_of, ranks, row_of, scheme, scores, value

from luoshi.core.scoring import Scheme, explain, score
from luoshi.core.scoring.composing import composed

BY_PLACE = list(range(100, 61, -3))


@pytest.mark.parametrize(
    ("more", "parts", "points"),
    [
        ({}, "90;92;98", "93.33"),
        ({"drop": 1}, "60；90；92；98", "91.00"),
        ({"drop": 1}, "60 90", "75.00"),
        ({"drop": 2}, [1, 60, 90, 92, 98], "90.00"),
        ({"full": 100, "weight": 20}, "90|80", "17.00"),
        ({"cap": 95}, "100、98", "95.00"),
        ({"places": BY_PLACE}, "1;1;2;13", "90.25"),
    ],
)
def test_marks_are_averaged_without_the_highest_and_the_lowest(more, parts, points):
    assert points_of(leaf("m", "manual", **more), None, parts=parts) == points


def test_a_mark_agreed_on_beforehand_stands_as_it_is():
    assert points_of(leaf("m", "manual", drop=1), 88) == "88.00"


def test_counts_by_kind_bring_each_its_own_points():
    item = leaf("w", "weighted_count", weights=[0.2, 0.2, 0.1], cap=0.5)
    assert points_of(item, None, parts="0;1;1") == "0.30"
    assert points_of(item, None, parts="2;2;2") == "0.50"


@pytest.mark.parametrize(
    ("bounds", "points", "direction", "actual", "made"),
    [
        ([60, 80, 100], [0, 6, 10], 1, 50, "0.00"),
        ([60, 80, 100], [0, 6, 10], 1, 70, "3.00"),
        ([60, 80, 100], [0, 6, 10], 1, 95, "9.00"),
        ([60, 80, 100], [0, 6, 10], 1, 130, "10.00"),
        ([30, 10], [0, 8], -1, 15, "6.00"),
    ],
)
def test_between_two_marks_the_points_lie_on_a_straight_line(bounds, points, direction, actual, made):
    item = leaf("i", "interpolation", bounds=bounds, points=points, direction=direction)
    assert points_of(item, actual) == made


def test_a_figure_is_computed_from_others_and_missing_where_they_are():
    text = """
[scheme]
name = "方案"
year = 2026
decimals = 2
[[input]]
code = "done"
[[input]]
code = "plan"
[[item]]
code = "total"
aggregate = "sum"
[[item]]
code = "rate"
parent = "total"
method = "as_is"
formula = "done ÷ plan × 100"
"""
    figures = [value("甲", "done", 2), value("甲", "plan", 3), value("乙", "done", 9), value("丙", "plan", 0)]
    result = score(Scheme.from_toml(text), data([*figures, value("丙", "done", 1)]))
    assert scores(result) == {"甲": "66.67", "乙": "0.00", "丙": None}
    assert {row.unit: row.line("rate").status for row in result.rankings[0].rows} == {
        "甲": "reported",
        "乙": "not_reported",
        "丙": "not_applicable",
    }


def test_the_sentences_name_the_ballots_and_the_counts():
    items = [leaf("m", "manual", drop=1, name="评审"), leaf("w", "weighted_count", weights=[2, 1], name="荣誉")]
    figures = [value("甲", "m", parts=[80, 90, 91, 99]), value("甲", "w", parts=[1, 3])]
    said = explain(score(scheme(*items), data(figures)), "甲")
    assert said[0] == "评审：4 票，去掉最高、最低各 1 票，平均折为 90.5 分；得 90.5 分。"
    assert said[1] == "荣誉：1×2＋3×1，计 5；得 5 分。"


def test_a_year_is_made_of_its_months():
    month = scheme(leaf("a", "as_is"))
    results = [
        score(month, data([value("甲", "a", 90 + number), value("乙", "a", 80)]), "2026-06") for number in (2, 1, 4)
    ]
    rows = composed("months", "2026-06", results)
    year = scheme(leaf("months", "periods", full=100, weight=60), leaf("tour", "manual", full=100, weight=40))
    result = score(year, data([*rows, value("甲", "tour", parts=[90, 80]), value("乙", "tour", parts=[100])]))
    assert scores(result) == {"甲": "89.40", "乙": "88.00"}
    assert "3 期得分" in explain(result, "甲")[0]
    assert ranks(result) == {"甲": 1, "乙": 2}
    assert composed("months", "2026", results, least=4)[0]["status"] == "not_applicable"


def test_the_best_month_or_the_sum_may_count():
    months = [70, 90, 80]
    for how, made in (("best", "90.00"), ("last", "80.00"), ("sum", "240.00"), ("mean", "80.00")):
        assert str(row_of([value("甲", "p", parts=months)], leaf("p", "periods", how=how)).score) == made
