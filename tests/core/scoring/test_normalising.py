"""Methods and means of composite indicators, in analytical schemes (no `decimals`)."""

import math

import pytest
from tests.core.scoring.world import data, leaf, node, ranks, toml, value

from luoshi.core.errors import BadInput
from luoshi.core.scoring import Scheme, explain, pack, score

UNITS = "甲乙丙丁"


def analysed(figures, *items, total=None, **head):
    text = toml(*items, total=total or node("total", None, "arithmetic"), **head).replace("decimals = 2\n", "")
    return score(Scheme.from_toml(text), data(figures))


def normalised(actuals, method, **parameters):
    figures = [value(unit, "a", actual) for unit, actual in zip(UNITS, actuals, strict=False)]
    made = analysed(figures, leaf("a", method, **parameters))
    return [made.row(unit).line("a").cell.normalised for unit in UNITS[: len(actuals)]]


@pytest.mark.parametrize(
    ("method", "parameters", "made"),
    [
        ("zscore", {}, [-1, 0, 1]),
        ("zscore", {"mean": 10, "sd": 2, "direction": -1}, [12, 10, 8]),
        ("minmax", {"low": 1, "high": 100}, [1, 50.5, 100]),
        ("distance_to_max", {}, [0, 0.5, 1]),
        ("fraction_of_max", {}, [1 / 3, 2 / 3, 1]),
        ("percentile", {}, [0, 0.5, 1]),
        ("rank", {"direction": -1}, [3, 2, 1]),
        ("borda", {}, [0, 1, 2]),
        ("goalposts", {"lower": 0, "upper": 2, "scale": 10}, [5, 10, 15]),
        ("goalposts", {"lower": 0, "upper": 2, "clip": True}, [0.5, 1, 1]),
        ("goalposts", {"lower": 0, "upper": 2, "direction": -1}, [0.5, 0, -0.5]),
        ("distance_to_target", {"goal": 2}, [0, 1, 2]),
        ("distance_to_target", {"goal": 2, "clip": True}, [0, 1, 1]),
        ("distance_to_target", {"goal": 1, "direction": -1}, [1, 0.5, 0]),
    ],
)
def test_normalising_one_two_three(method, parameters, made):
    assert normalised([1, 2, 3], method, **parameters) == pytest.approx(made, rel=1e-12)


@pytest.mark.parametrize(("ties", "made"), [("min", [1, 2, 2, 4]), ("average", [1, 2.5, 2.5, 4])])
def test_equal_figures_share_a_rank(ties, made):
    assert normalised([1, 5, 5, 9], "rank", ties=ties) == made
    assert normalised([1, 5, 5, 9], "borda", ties=ties) == [rank - 1 for rank in made]


@pytest.mark.parametrize(
    ("method", "parameters", "reason"),
    [
        ("zscore", {}, "all_equal"),
        ("distance_to_max", {}, "all_equal"),
        ("fraction_of_max", {}, "most_not_positive"),
        ("distance_to_target", {"goal": -3}, "goal_not_above_least"),
    ],
)
def test_what_would_divide_by_nothing_is_missing_with_the_reason(method, parameters, reason):
    made = analysed([value(unit, "a", -3) for unit in UNITS], leaf("a", method, **parameters))
    assert {made.row(unit).line("a").reason for unit in UNITS} == {reason}
    assert {made.row(unit).score for unit in UNITS} == {None}


def test_a_percentile_needs_two():
    assert normalised([5], "percentile") == [None]


@pytest.mark.parametrize(
    ("aggregate", "more", "made"),
    [
        ("arithmetic", {}, (4 + 3 * 9) / 4),
        ("geometric", {}, math.exp((math.log(4) + 3 * math.log(9)) / 4)),
        ("harmonic", {}, 4 / (1 / 4 + 3 / 9)),
        ("power", {"power": -2}, ((4**-2 + 3 * 9**-2) / 4) ** -0.5),
        ("power", {"power": 2}, ((16 + 3 * 81) / 4) ** 0.5),
        ("sum", {}, 13),
    ],
)
def test_means(aggregate, more, made):
    items = [leaf("a", "as_is", weight=1), leaf("b", "as_is", weight=3)]
    total = node("total", None, aggregate, **more)
    row = analysed([value("甲", "a", 4), value("甲", "b", 9)], *items, total=total).row("甲")
    assert float(row.score) == pytest.approx(made, rel=1e-14)


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic"])
def test_a_mean_that_does_not_exist_names_unit_and_item(aggregate):
    figures = [value("甲", "a", 4), value("甲", "b", 0), value("乙", "a", -1), value("乙", "b", 2)]
    with pytest.raises(BadInput) as caught:
        analysed(figures, leaf("a", "as_is"), leaf("b", "as_is"), total=node("total", None, aggregate))
    said = sorted(fault.sentence().split("，")[0] for fault in caught.value.faults)
    assert said == ["考核项“total”：“乙”的“a”是 -1", "考核项“total”：“甲”的“b”是 0"]


def test_a_contest_counts_pairs_won_less_pairs_lost_in_any_order():
    marks = {"甲": (9, 9, 1), "乙": (5, 5, 5), "丙": (1, 5, 9)}
    figures = [value(unit, code, mark) for unit, row in marks.items() for code, mark in zip("abc", row, strict=True)]
    items = [leaf(code, "as_is") for code in "abc"]
    total = node("total", None, "copeland")
    for order in (figures, figures[::-1]):
        made = analysed(order, *items, total=total)
        assert [float(made.row(unit).score) for unit in "甲乙丙"] == [2, -1, -1]
        assert ranks(made) == {"甲": 1, "乙": 2, "丙": 2}


@pytest.mark.parametrize(("missing", "scores"), [("respread", [6, 8]), ("zero", [6, 4]), ("exclude", [6, None])])
def test_an_empty_cell_counts_as_the_scheme_says(missing, scores):
    figures = [value("甲", "a", 4), value("甲", "b", 8), value("乙", "a"), value("乙", "b", 8)]
    made = analysed(figures, leaf("a", "as_is"), leaf("b", "as_is"), missing=missing)
    assert [None if made.row(unit).score is None else float(made.row(unit).score) for unit in "甲乙"] == scores


def test_a_power_that_overflows_is_a_fault():
    figures = [value("甲", "a", 1e30)]
    with pytest.raises(BadInput, match="太大"):
        analysed(figures, leaf("a", "as_is"), total=node("total", None, "power", power=99))


def test_what_a_unit_did_not_report_is_no_empty_cell():
    figures = [value("甲", "a", status="not_reported"), value("甲", "b", 8)]
    assert float(analysed(figures, leaf("a", "as_is"), leaf("b", "as_is")).row("甲").score) == 4


def test_scores_that_differ_by_the_last_bits_are_a_tie():
    figures = [value("甲", "a", 0.1 + 0.2), value("乙", "a", 0.3), value("丙", "a", 0.3 * (1 - 1e-11))]
    assert ranks(analysed(figures, leaf("a", "as_is"))) == {"甲": 1, "乙": 1, "丙": 3}


def test_nodes_have_values_even_where_the_node_above_is_missing():
    items = [node("n", aggregate="arithmetic"), leaf("a", "as_is", "n"), leaf("b", "as_is")]
    total = node("total", None, "arithmetic", min_present=1)
    row = analysed([value("甲", "a", 5), value("乙", "b", 1)], *items, total=total).row("甲")
    assert (row.score, float(row.line("n").points)) == (None, 5.0)


def test_it_is_explained_but_not_sealed():
    figures = [value("甲", "a", 1), value("乙", "a", 3)]
    made = analysed(figures, leaf("a", "zscore"), total=node("total", None, "sum"))
    assert explain(made, "乙")[0].startswith("a：实际 3，折为 0.707106781187；满分 1，得 0.70710678")
    text = toml(leaf("a", "zscore", weight=1)).replace("decimals = 2\n", "")
    with pytest.raises(BadInput, match="不能封存"):
        pack(text, data(figures), made, facts_csv="", manifest={"clock": "", "edition": 1})


def test_the_same_methods_serve_published_schemes():
    figures = [value(unit, "a", actual) for unit, actual in zip(UNITS, (1, 2, 2, 4), strict=True)]
    text = toml(leaf("a", "percentile", weight=30), total=node("total", None, "geometric"))
    with pytest.raises(BadInput, match="大于 0"):
        score(Scheme.from_toml(text), data(figures))
    made = score(Scheme.from_toml(toml(leaf("a", "percentile", weight=30))), data(figures))
    assert [str(made.row(unit).score) for unit in UNITS] == ["0.00", "10.00", "10.00", "30.00"]
