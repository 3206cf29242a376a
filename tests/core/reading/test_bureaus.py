"""Who does it, called by a short name in front of whatever verb."""

import pytest

from luoshi.core.reading.grammar.bureaus import bureaus_end
from luoshi.core.reading.grammar.subjects import subject_owners


@pytest.mark.parametrize(
    "words",
    [
        "拟一个常态化监管的意见",
        "补12个缺口",
        "砌500米挡墙",
        "跑省里的批文",
        "挤50万元",
        "张榜公布",
        "买20台抽水机",
        "再核一遍名单",
    ],
)
@pytest.mark.parametrize("who", ["文旅局", "林草局", "城投公司", "残联", "城关镇", "项目办", "县妇联"])
def test_whatever_a_bureau_does_it_is_the_bureau(who, words):
    owners = subject_owners(f"{who}{words}，月底前见效。", bare=True)
    assert [one.text for one in owners.lead] == [who]


@pytest.mark.parametrize(
    "words",
    [
        "教育局门口设卡点",
        "事项办理时限平均压减30%",
        "接入县综治中心平台",
        "建成街道综合养老服务中心5个",
        "开工建设蒙医院综合楼",
    ],
)
def test_no_bureau_stands_before_a_noun_or_within_a_deed(words):
    assert bureaus_end(words) == 0
