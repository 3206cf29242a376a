"""The investment-promotion appraisal published for 2024: six items, full mark 0.5 each, 2.78 in all."""

from tests.core.scoring.world import data, leaf, node, scheme, value

from luoshi.core.scoring import score

ITEMS = [
    leaf("到位资金", "completion", weight=0.5, cap=1.2),
    leaf("开工项目", "completion", weight=0.5, cap=1.2),
    node("签约", weight=0.5, cap=0.5),
    leaf("签约个数", "completion", "签约", weight=0.25),
    leaf("签约金额", "completion", "签约", weight=0.25),
    leaf("外出招商", "deduction", weight=0.5, per=0.1),
    node("活动", weight=0.5),
    leaf("省级活动", "completion", "活动", weight=0.2),
    leaf("市级活动", "completion", "活动", weight=0.2),
    leaf("县级活动", "completion", "活动", weight=0.1),
    node("报送", weight=0.5),
    leaf("迟报", "deduction", "报送", weight=0.5, per=0.1),
    leaf("错报", "deduction", "报送", weight=0, per=0.2, floor=-0.5),
]
FIGURES = [
    value("甲", "到位资金", 96, 100),
    value("甲", "开工项目", 120, 100),
    value("甲", "签约个数", 28, 27),
    value("甲", "签约金额", "177.7", 54),
    value("甲", "外出招商", 7, 7),
    value("甲", "省级活动", 0, 1),
    value("甲", "市级活动", 1, 1),
    value("甲", "县级活动", 1, 1),
    value("甲", "迟报", 1),
    value("甲", "错报", 0),
]
PUBLISHED = {
    "到位资金": "0.48",
    "开工项目": "0.60",
    "签约": "0.50",
    "外出招商": "0.50",
    "活动": "0.30",
    "报送": "0.40",
}


def test_every_item_and_the_total_are_as_published():
    row = score(scheme(*ITEMS), data(FIGURES)).row("甲")
    assert {code: str(row.line(code).points) for code in PUBLISHED} == PUBLISHED
    assert str(row.score) == "2.78"


def test_each_one_short_of_the_required_visits_costs_a_tenth():
    figures = [one | {"actual": 4} if one["item"] == "外出招商" else one for one in FIGURES]
    assert str(score(scheme(*ITEMS), data(figures)).row("甲").line("外出招商").points) == "0.20"
