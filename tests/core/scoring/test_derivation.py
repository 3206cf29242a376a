import pytest
from tests.core.scoring.world import PERIOD, data, leaf, node, scheme, value

from luoshi.core.scoring import derive, explain, score

ITEMS = [
    leaf("inv", "completion", weight=40, cap=1.2, name="固定资产投资"),
    leaf("new", "rank_points", weight=10, step=2, name="新开工项目"),
    leaf("late", "deduction", weight=10, per=0.5, name="迟报"),
    leaf("tax", "completion", weight=30, name="税收"),
    leaf("gdp", "completion", weight=10, name="生产总值"),
]
FIGURES = [
    value("甲", "inv", 96, 100),
    value("甲", "new", 5),
    value("甲", "late", 3),
    value("甲", "tax"),
    value("甲", "gdp", status="not_applicable"),
    value("乙", "inv", 130, 100),
    value("乙", "new", 9),
    value("乙", "late", 0),
    value("乙", "tax", 31, 30),
    value("乙", "gdp", 0.5, 1),
]
BONUS = [{"unit": "甲", "period": PERIOD, "points": 1.5, "reason": "现场会"}]
VETO = [{"unit": "甲", "period": PERIOD, "reason": "安全事故"}]


def result(**head):
    return score(scheme(*ITEMS, **head), data(FIGURES, adjustments=BONUS, vetoes=VETO))


def test_a_score_is_explained_with_the_numbers_that_made_it():
    assert explain(result(), "甲") == [
        "固定资产投资：实际 96，目标 100，完成 96%；满分 44.4444（原满分 40，已并入不计项的权重），得 42.6667 分。",
        "新开工项目：实际 5，组内第 2 名（共 2 个单位），每降一名少 2 分；"
        "满分 11.1111（原满分 10，已并入不计项的权重），得 8.8889 分。",
        "迟报：扣分数 3，每个扣 0.5 分；满分 11.1111（原满分 10，已并入不计项的权重），得 9.4444 分。",
        "税收：到期未报，计 0 分。",
        "生产总值：不适用，不计分。",
        "加分 1.5 分（现场会）。",
        "各项合计 61，加减分 +1.5，四舍五入得 62.50 分。",
        "一票否决（安全事故）：分数和名次不变，不评定等次。",
        "在“乡镇”组 2 个单位中排第 2 名。",
        "失分最多的是税收（33.3333 分）、新开工项目（2.2222 分）、固定资产投资（1.7777 分）。",
        "比前一名乙少 41.50 分。",
    ]


def test_the_first_is_told_by_how_much_it_leads():
    said = explain(result(), "乙")
    assert said[0] == "固定资产投资：实际 130，目标 100，完成 130%，按方案折为 120%；满分 40，得 48 分。"
    assert said[-1] == "比后一名甲多 41.50 分。"


def test_steps_are_codes_and_values():
    steps = derive(result(), "甲")
    assert [step.code for step in steps][-4:] == ["veto", "place", "costliest", "behind"]
    assert steps[0].values["actual"] == 96
    assert steps[0].as_dict()["sentence"] == steps[0].sentence()


@pytest.mark.parametrize(
    ("item", "figures", "said"),
    [
        (leaf("a", "completion", weight=5, direction=-1), {"actual": 4, "target": 2}, "按目标÷实际），完成 50%"),
        (leaf("a", "completion", weight=5, direction=-1, cap=1.1), {"actual": 0, "target": 2}, "按上限 110% 计"),
        (leaf("a", "growth", weight=5), {"actual": 108, "base": 100}, "实际 108，基数 100，增长率计 8%"),
        (leaf("a", "as_is", cap=3), {"actual": 5}, "评分 5，按方案的上下限计 3"),
        (leaf("a", "deduction", weight=5, per=1), {"actual": 5, "target": 7}, "实际 5，要求 7，扣分数 2，每个扣 1 分"),
        (leaf("a", "tiers", bounds=[60], points=[0, 5]), {"actual": 70}, "实际 70，所在档次 5 分"),
        (leaf("a", "efficacy", floor=50, satisfactory=90), {"actual": 70}, "不允许值 50，满意值 90，折为 80 分"),
        (leaf("a", "minmax", weight=5), {"actual": 70}, "全组数值都一样，分不出高低，不计分"),
    ],
)
def test_each_method_has_its_words(item, figures, said):
    made = score(scheme(item), data([value("甲", "a", **figures)]))
    assert said in explain(made, "甲")[0]


def test_the_groups_worst_and_best_are_named():
    made = score(scheme(leaf("a", "minmax", weight=5)), data([value(unit, "a", len(unit)) for unit in ("甲", "乙乙")]))
    assert "组内最差 1，组内最好 2，折为 0%" in explain(made, "甲")[0]


def test_a_cap_and_a_mean_are_explained():
    items = [node("n", weight=50, cap=50, name="招商"), leaf("a", "completion", "n", weight=50)]
    items += [node("m", aggregate="arithmetic", weight=9), leaf("b", "as_is", "m", weight=2, name="民主测评")]
    said = explain(score(scheme(*items), data([value("甲", "a", 3, 2), value("甲", "b", 9)])), "甲")
    assert "招商：合计超过上限，减 25，计 50 分。" in said
    assert "民主测评：实际 9，折为 9，权重 2。" in said


def test_ties_are_named_and_a_unit_without_score_is_told_so():
    figures = [value("甲", "a", 1), value("乙", "a", 1), value("丙", "a", status="not_applicable")]
    made = score(scheme(leaf("a", "as_is")), data(figures))
    assert "排第 1 名，与乙并列" in "".join(explain(made, "甲"))
    assert explain(made, "丙")[-1] == "在“乡镇”组不排名次。"
    with pytest.raises(KeyError):
        explain(made, "丁")
