"""Grades, ties broken by named items, and what bonuses and penalties may bring at most."""

from __future__ import annotations

import pytest
from tests.core.scoring.world import PERIOD, data, leaf, ranks, scores, table, toml, value

from luoshi.core.scoring import Scheme, change, explain, score

A, B = leaf("a", "as_is", name="投资"), leaf("b", "as_is", name="项目")


def ranked(figures, *grades, vetoed=(), **head):
    text = toml(A, B, **head) + "".join(table("[[grade]]", one) for one in grades)
    vetoes = [{"unit": unit, "period": PERIOD, "reason": "安全"} for unit in vetoed]
    values = [value(unit, code, one) for unit, pair in figures.items() for code, one in zip("ab", pair, strict=True)]
    return score(Scheme.from_toml(text), data(values, vetoes=vetoes))


def grades(result):
    return {row.unit: row.grade for row in result.rankings[0].rows}


TEN = {str(number): (100 - number, 0) for number in range(10)}
BY_SHARE = ({"name": "优秀", "share": 0.3}, {"name": "良好", "share": 0.4}, {"name": "一般"})


def test_shares_are_never_exceeded_and_equal_ones_are_graded_alike():
    names = list(grades(ranked(TEN, *BY_SHARE)).values())
    assert names == ["优秀"] * 3 + ["良好"] * 4 + ["一般"] * 3
    tied = ranked(TEN | {"3": (98, 0)}, *BY_SHARE)
    assert list(grades(tied).values())[:3] == ["优秀", "优秀", "良好"]


def test_grades_by_score_and_by_both():
    found = grades(
        ranked(TEN, {"name": "优秀", "share": 0.3, "score": 99}, {"name": "良好", "score": 95}, {"name": "差"})
    )
    assert list(found.values()) == ["优秀"] * 2 + ["良好"] * 4 + ["差"] * 4


@pytest.mark.parametrize(("veto", "grade"), [("no_grade", None), ("last", "一般"), ("zero", "一般")])
def test_a_veto_bars_from_a_grade_and_takes_nobodys_place(veto, grade):
    found = grades(ranked(TEN, *BY_SHARE, vetoed=["0"], veto=veto))
    assert found["0"] == grade
    assert [found[str(number)] for number in (1, 2, 3, 4)] == ["优秀"] * 3 + ["良好"]


def test_equal_scores_are_parted_by_the_named_items_in_their_order():
    figures = {"甲": (10, 20), "乙": (20, 10), "丙": (20, 10), "丁": (0, 30)}
    assert ranks(ranked(figures)) == {"甲": 1, "乙": 1, "丙": 1, "丁": 1}
    assert ranks(ranked(figures, tie_break=["a"])) == {"乙": 1, "丙": 1, "甲": 3, "丁": 4}
    assert ranks(ranked(figures, tie_break=["b", "a"], ties="dense")) == {"丁": 1, "甲": 2, "乙": 3, "丙": 3}
    said = explain(ranked(figures, tie_break=["b"]), "甲")
    assert "与丁、丙、乙同分，按方案比较项目的得分定先后。" in said


def test_what_goes_beyond_a_cap_is_taken_back_in_a_line_of_its_own():
    adjustments = [
        {"unit": "甲", "period": PERIOD, "points": points, "reason": reason}
        for points, reason in ((4, "创建"), (3, "现场会"), (-9, "通报"))
    ]
    capped = Scheme.from_toml(toml(A, bonus_cap=5, penalty_cap=6.5))
    figures = [value("甲", "a", 80)]
    result = score(capped, data(figures, adjustments=adjustments))
    assert scores(result) == {"甲": "78.50"}
    assert "扣分 2 分（加分合计最多 5 分，超出的不计）。" in explain(result, "甲")
    before = score(capped, data(figures))
    assert sum(part.delta for part in change(before, result, "甲").parts) == result.row("甲").score - 80


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([{"name": "优秀"}, {"name": "良好", "share": 0.1}], "轮不到"),
        ([{"name": "优秀", "share": 0.7}, {"name": "良好", "share": 0.4}], "合计超过 1"),
        ([{"name": "优秀", "share": 0.7}, {"name": "优秀"}], "写了两次"),
        ([{"name": "优秀", "least": 0.7}], "没有“least”这个参数"),
    ],
)
def test_grades_that_do_not_hold_together(wrong, said):
    with pytest.raises(Exception, match=said):
        ranked(TEN, *wrong)
