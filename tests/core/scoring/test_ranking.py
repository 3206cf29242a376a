import pytest
from tests.core.scoring.world import PERIOD, data, leaf, node, ranks, scheme, scores, value

from luoshi.core.scoring import score

MARK = leaf("a", "as_is")


def marks(**by_unit):
    return [value(unit, "a", mark) for unit, mark in by_unit.items()]


@pytest.mark.parametrize(
    ("ties", "places"), [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3]), ("average", [1, 2.5, 2.5, 4])]
)
def test_equal_scores_share_a_place(ties, places):
    result = score(scheme(MARK, ties=ties), data(marks(甲=9, 乙=8, 丙=8, 丁=7)))
    assert [row.rank for row in result.rankings[0].rows] == places


def test_each_group_is_ranked_for_itself():
    result = score(scheme(MARK), data(marks(甲=9, 乙=8, 丙=7), {"乡镇": "甲丙", "部门": "乙"}))
    assert ranks(result) == {"甲": 1, "丙": 2, "乙": 1}


def test_an_item_may_apply_to_some_groups_only():
    items = [MARK, leaf("b", "as_is", groups=["部门"])]
    figures = [*marks(甲=9, 乙=8), value("甲", "b", 5), value("乙", "b", 5)]
    result = score(scheme(*items), data(figures, {"乡镇": "甲", "部门": "乙"}))
    assert scores(result) == {"甲": "9.00", "乙": "13.00"}
    assert [line.item.code for line in result.row("甲").lines] == ["total", "a"]


def test_a_node_applies_to_the_groups_of_the_scheme_with_all_that_is_below_it():
    items = [MARK, node("n", groups=["部门"]), leaf("b", "as_is", "n")]
    result = score(scheme(*items), data([*marks(甲=9, 乙=8), value("乙", "b", 5)], {"乡镇": "甲", "部门": "乙"}))
    assert scores(result) == {"甲": "9.00", "乙": "13.00"}


def test_adjustments_are_added_before_the_one_rounding():
    more = [
        {"unit": "甲", "period": PERIOD, "points": "0.0026", "reason": "现场会"},
        {"unit": "甲", "period": PERIOD, "points": -1, "reason": "迟报"},
        {"unit": "甲", "period": "2026-05", "points": 50, "reason": "上月"},
    ]
    row = score(scheme(MARK), data(marks(甲="9.0024"), adjustments=more)).row("甲")
    assert str(row.score) == "8.01"
    assert [(str(one.points), one.reason) for one in row.adjustments] == [("0.00", "现场会"), ("-1.00", "迟报")]


VETO = [{"unit": "甲", "period": PERIOD, "reason": "安全事故"}]


@pytest.mark.parametrize(("veto", "mark", "place"), [("no_grade", "9.00", 1), ("zero", "0.00", 3), ("last", "9.00", 3)])
def test_a_veto_acts_as_the_scheme_says(veto, mark, place):
    row = score(scheme(MARK, veto=veto), data(marks(甲=9, 乙=8, 丙=7), vetoes=VETO)).row("甲")
    assert (str(row.score), row.rank, row.vetoed, row.vetoes) == (mark, place, True, ("安全事故",))


def test_a_veto_never_lifts_a_score():
    assert str(score(scheme(MARK, veto="zero"), data(marks(甲=-9, 乙=8), vetoes=VETO)).row("甲").score) == "-9.00"


def test_a_veto_of_another_period_does_not_act():
    other = [VETO[0] | {"period": "2026-05"}]
    assert not score(scheme(MARK, veto="last"), data(marks(甲=9, 乙=8), vetoes=other)).row("甲").vetoed


def test_only_the_period_asked_for_is_scored():
    figures = [*marks(甲=9), value("甲", "a", 5) | {"period": "2026-05"}]
    assert scores(score(scheme(MARK), data(figures), "2026-05")) == {"甲": "5.00"}


def test_a_mean_weighs_its_members():
    total = node("total", None, "arithmetic")
    items = [leaf("a", "as_is", weight=40), leaf("b", "as_is", weight=40), leaf("c", "as_is", weight=20)]
    figures = [value("甲", "a", 90), value("甲", "b", 80), value("甲", "c", status="not_applicable")]
    assert scores(score(scheme(*items, total=total), data(figures))) == {"甲": "85.00"}


def test_the_json_has_the_shape_of_the_contract():
    document = score(scheme(MARK), data(marks(甲=9))).as_dict()
    assert {"scheme", "period", "engine", "rankings"} <= document.keys()
    ranking = document["rankings"][0]
    assert {"group", "rows"} <= ranking.keys()
    row = ranking["rows"][0]
    assert {"unit", "score", "rank", "items", "adjustments", "vetoed"} <= row.keys()
    assert {"item", "actual", "target", "normalised", "points"} <= row["items"][0].keys()
    assert [one["item"] for one in row["items"]] == ["total", "a"]
