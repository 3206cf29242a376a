"""Everything that is wrong is said at once, with its place and what would be right."""

import pytest
from tests.core.scoring.world import PERIOD, data, leaf, node, scheme, toml, value

from luoshi.core.errors import BadInput
from luoshi.core.scoring import Scheme, ScoreData, score

A = leaf("a", "completion", weight=10)


def faults(make, *arguments):
    with pytest.raises(BadInput) as caught:
        make(*arguments)
    assert all(fault.remedy for fault in caught.value.faults)
    return [fault.sentence() for fault in caught.value.faults]


def of_scheme(*items, **head):
    return faults(Scheme.from_toml, toml(*items, **head))


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([leaf("a", "completion")], "没有写权重"),
        ([leaf("a", "completion", weight=-1)], "不能小于 0"),
        ([leaf("a", "completion", weight="十")], "应是数"),
        ([leaf("a", "completion", weight=1, capp=1)], "没有“capp”这个参数"),
        ([leaf("a", "completion", weight=1, cap=0.5, floor=0.6)], "下限 floor 高于上限 cap"),
        ([leaf("a", "deduction", weight=1)], "缺少参数 per"),
        ([leaf("a", "weighted_count", weight=1)], "缺少参数 weights"),
        ([leaf("a", "magic", weight=1)], "没有“magic”这个 method"),
        ([leaf("a", "as_is", direction=-1)], "没有“越少越好”"),
        ([leaf("a", "as_is", direction=2)], "direction"),
        ([leaf("a", "as_is", groups=[])], "groups"),
        ([leaf("a", "tiers", bounds=[1, 3, 2], points=[1, 2, 3])], "依次升高"),
        ([leaf("a", "tiers", bounds=[1, 2], points=[1])], "分值应与界限一样多"),
        ([leaf("a", "tiers", bounds=["一"], points=[1])], "写一列数"),
        ([leaf("a", "minmax", weight=1, low=2, high=1)], "最低分 low 应低于最高分 high"),
        ([leaf("a", "efficacy", floor=9, satisfactory=5)], "满意值"),
        ([A, A], "已经用过"),
        ([A, leaf("b", "as_is", "q")], "不在方案里"),
        ([A, {"code": "b", "parent": "total"}], "没有写计分方法"),
        ([A, leaf("b", "as_is", "a")], "却写了 method"),
        ([A, node("n")], "下面却没有考核项"),
        ([A, node("n", aggregate="median"), leaf("b", "as_is", "n")], "没有“median”这个 aggregate"),
        ([A, node("n", weight=1, aggregate="power"), leaf("b", "as_is", "n", weight=1)], "幂平均缺少"),
        ([A, node("n", power=2), leaf("b", "as_is", "n")], "才有参数 power"),
        ([A, node("n", weight=1, aggregate="geometric"), leaf("b", "as_is", "n")], "没有写权重"),
        ([leaf("a", "fraction_of_max", weight=1, direction=-1)], "direction = 1"),
        ([leaf("a", "goalposts", weight=1, lower=2, upper=1)], "下限 lower 应低于上限 upper"),
        ([leaf("a", "goalposts", weight=1, lower=0, upper=1, clip=3)], "true"),
        ([leaf("a", "rank", weight=1, ties="max")], "min、average"),
        ([A, node("n", min_present=1.5), leaf("b", "as_is", "n")], "0 到 1"),
        ([A, node("n", None), leaf("b", "as_is", "n")], "没有上级的考核项有 2 个"),
        ([A, node("n", "m"), node("m", "n")], "绕了一圈"),
        ([{"parent": "total", "method": "as_is"}], "code"),
        (
            [
                node("n", weight=30),
                leaf("b", "completion", "n", weight=20),
                leaf("c", "tiers", "n", bounds=[1], points=[5]),
            ],
            "权重（满分）写 30，下级项合计 25，对不上",
        ),
        ([leaf("a", "interpolation", bounds=[0, 1], points=[5, 1])], "好的反而分低"),
        ([leaf("a", "interpolation", bounds=[0, 1, 1], points=[1, 2, 3])], "依次升高"),
        ([leaf("a", "manual", drop=0.5)], "应是整数"),
        ([leaf("a", "as_is", formula="b + 1"), leaf("b", "as_is", formula="a * 2")], "绕了一圈又回到它自己：a → b → a"),
        ([leaf("a", "as_is", formula="b + 1")], "“b”不是末级项"),
        ([leaf("a", "as_is", formula="(1 + 2")], "括号不成对"),
        ([leaf("a", "as_is", formula="1 ? 2")], "认不出“? 2”"),
    ],
)
def test_an_item_that_does_not_hold_together(items, said):
    assert any(said in sentence for sentence in of_scheme(*items))


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"decimals": 9}, "小数位数"),
        ({"decimals": True}, "小数位数"),
        ({"ties": "any"}, "competition"),
        ({"veto": "any"}, "no_grade"),
        ({"year": "今年"}, "年份"),
        ({"name": 3}, "name 应是文字"),
        ({"colour": 1}, "没有“colour”这个设置"),
        ({"tie_break": ["b"]}, "“b”不在方案里"),
        ({"tie_break": ["a", "a"]}, "“a”写了两次"),
        ({"tie_break": "a"}, "tie_break 写成了“a”"),
        ({"bonus_cap": -1}, "不能小于 0"),
    ],
)
def test_a_head_that_does_not_hold_together(head, said):
    assert any(said in sentence for sentence in of_scheme(A, **head))


def test_faults_of_a_scheme_come_together_with_line_and_item():
    said = of_scheme(leaf("a", "weighted_count", weight=1), leaf("b", "as_is", weight=-1), ties="any")
    assert len(said) == 3
    assert any(line.startswith("第 11 行 考核项“a”") for line in said)


TEXT = """[scheme]
name = '''办法
[[item]]
code = "none"'''
year = 2026
decimals = 2

[[item]]
code = "total"
name = "总分"
aggregate = "sum"

[[item]]
code = "a"
parent = "total"
method = "completion"
weight = 10

[[grade]]
name = "好"
share = 0.3
"""
"""Lines 3 and 4 only look like an item."""


@pytest.mark.parametrize(
    ("wrong", "right", "place"),
    [
        ("year = 2026", "year = 26", "第 5 行 [scheme] year"),
        ("decimals = 2", "decimals = 9", "第 6 行 [scheme] decimals"),
        ("decimals = 2", 'decimals = 2\nties = "any"', "第 7 行 [scheme] ties"),
        ('parent = "total"', 'parent = "whole"', "第 15 行 考核项“a”"),
        ('method = "completion"', 'method = "luck"', "第 16 行 考核项“a”"),
        ("weight = 10", 'weight = "十"', "第 17 行 考核项“a”"),
        ("weight = 10", "weight = 10\nluck = 1", "第 18 行 考核项“a”"),
        ("weight = 10", "", "第 13 行 考核项“a”"),
        ("share = 0.3", "share = -1", "第 21 行 第 1 个 [[grade]]"),
        ("[[grade]]", "[[grades]]", "第 19 行 grades"),
    ],
)
def test_what_is_wrong_stands_on_the_line_that_is_named(wrong, right, place):
    said = faults(Scheme.from_toml, TEXT.replace(wrong, right))
    assert place in [sentence.partition("：")[0] for sentence in said]


@pytest.mark.parametrize("text", ["[scheme", 'name = "a', "[[item]]\ncode = 1\n[item]", "a = 1" + "0" * 5000])
def test_a_text_that_is_no_toml_names_the_place(text):
    assert "TOML" in faults(Scheme.from_toml, text)[0]


@pytest.mark.parametrize("text", ["", "item = 3", "item = [1]", "[scheme]\nname = 'x'\nyear = 2026\ndecimals = 2"])
def test_an_empty_scheme_says_what_is_needed(text):
    assert any("[[item]]" in sentence for sentence in faults(Scheme.from_toml, text))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (value("乙", "a", 1), "不在 units 表里"),
        (value("", "a", 1), "没有写单位"),
        (value("甲", "", 1), "没有写考核项"),
        (value("甲", "a", "很多"), "不是数"),
        (value("甲", "a", "1,200"), "不是数"),
        (value("甲", "a", "95%"), "不是数"),
        (value("甲", "a", "１２"), "不是数"),
        (value("甲", "a", float("nan")), "不是数"),
        (value("甲", "a", "1e999"), "不合常理"),
        (value("甲", "a", True), "不是数"),
        (value("甲", "a", 1, "目标"), "target"),
        (value("甲", "a", 1, status="late"), "状态“late”不认识"),
        (value("甲", "a", 1) | {"period": "2026-13"}, "不合写法"),
        (value("甲", "a", 1) | {"period": ""}, "不合写法"),
        (value("甲", "a", 1) | {"period": "2026年6月"}, "不合写法"),
    ],
)
def test_a_row_that_cannot_be_taken(row, said):
    (sentence,) = faults(lambda: data([row], {"乡镇": "甲"}))
    assert sentence.startswith("values 第 1 条")
    assert said in sentence


def test_a_row_that_stands_twice_names_both():
    (sentence,) = faults(lambda: data([value("甲", "a", 1), value("甲", "b", 1), value("甲", "a", 1)]))
    assert "第 3 条" in sentence
    assert "第 1 条" in sentence


def test_units_stand_once_and_in_a_group():
    units = [{"unit": "甲", "group": "乡镇"}, {"unit": "甲", "group": "乡镇"}, {"unit": "乙"}, {"unit": ""}]
    said = faults(lambda: ScoreData(units=units))
    assert [word in sentence for word, sentence in zip(("已经列过", "没有写分组", "没有写单位"), said, strict=True)]
    assert "没有一个单位" in faults(lambda: ScoreData(units=[]))[0]


def test_adjustments_and_vetoes_are_checked_too():
    adjustments = [{"unit": "丁", "period": PERIOD, "points": 1}, {"unit": "甲", "period": PERIOD, "points": ""}]
    vetoes = [{"unit": "甲", "period": "六月"}]
    said = faults(lambda: data([value("甲", "a", 1)], adjustments=adjustments, vetoes=vetoes))
    assert [one.split("：")[0] for one in said] == ["adjustments 第 1 条", "adjustments 第 2 条", "vetoes 第 1 条"]


def test_figures_that_do_not_fit_the_scheme_are_named_together():
    items = [leaf("a", "completion", weight=1, groups=["部门"]), leaf("b", "as_is")]
    figures = [value("甲", "b", 1), value("甲", "zz", 1), value("甲", "total", 1)]
    said = faults(score, scheme(*items), data(figures), "2026-07")
    assert [word in "".join(said) for word in ("“zz”不在方案里", "由下级项汇总", "“部门”里没有单位", "没有 2026-07")]
    assert len(said) == 4


@pytest.mark.parametrize(
    ("figures", "period", "said"),
    [
        ([value("甲", "a", 1), value("甲", "a", 1) | {"period": "2026-05"}], None, "有 2 个期间"),
        ([], None, "没有一条数"),
        ([value("甲", "a", 1)], "6月", "不合写法"),
    ],
)
def test_the_period_must_be_clear(figures, period, said):
    assert said in faults(score, scheme(A), data(figures, {"乡镇": "甲"}), period)[0]


def test_several_numbers_stand_only_where_the_method_takes_them():
    items = [
        leaf("a", "as_is"),
        leaf("b", "weighted_count", weights=[1, 2]),
        leaf("c", "manual", places=[100, 97]),
        leaf("d", "as_is", formula="a + 1"),
    ]
    figures = [
        value("甲", "a", parts=[1, 2]),
        value("甲", "b", parts="3"),
        value("甲", "c", parts="1;3"),
        value("甲", "d", 5),
    ]
    said = faults(score, scheme(*items), data(figures))
    words = ("只能填一个数", "有 1 个数，方案要 2 个", "名次写 1 到 2 的整数", "由算式得出")
    assert [word in sentence for word, sentence in zip(words, said, strict=True)] == [True] * 4


def test_a_scheme_with_a_full_mark_for_each_group_may_leave_some_of_them_short():
    only_towns = leaf("b", "completion", "n", weight=10, groups=["乡镇"])
    scheme(node("n", weight=30), leaf("a", "completion", "n", weight=20), only_towns)


def test_before_anyone_has_reported_a_named_period_can_be_scored():
    assert score(scheme(A), data([], {"乡镇": "甲"}), PERIOD).row("甲").line("a").status == "not_reported"
