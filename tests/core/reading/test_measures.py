"""To what extent: numbers, what they measure and how they are meant."""

import pytest

from luoshi.core.reading.grammar.measures import measures
from luoshi.core.reading.grammar.numerals import decimal_of, han_value


def found(words):
    return [(one.what, one.op, one.value, one.unit) for one in measures(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("新建改建农村公路不少于86公里", ("新建改建农村公路", ">=", "86", "公里")),
        ("全年引进项目25个以上", ("引进项目", ">=", "25", "个")),
        ("企业开办时间压缩至1天以内", ("企业开办时间", "<=", "1", "天")),
        ("能耗强度控制在3.5%以下", ("能耗强度", "<=", "3.5", "%")),
        ("网络零售额突破1,500亿元", ("网络零售额", ">", "1500", "亿元")),
        ("新增学位360个", ("新增学位", "+", "360", "个")),
        ("固定资产投资增长8%", ("固定资产投资增长", "+", "8", "%")),
        ("固定资产投资增长8%以上", ("固定资产投资增长", ">=", "8", "%")),
        ("确保完成投资1.2亿元", ("投资", "=", "1.2", "亿元")),
        ("招引项目X个以上", ("招引项目", ">=", None, "个")),
        ("规上企业数量翻一番", ("规上企业数量", "x", "2", "倍")),
        ("“五乱”问题动态清零", ("“五乱”问题", "all", None, "")),
        ("建成污水处理站十二座", ("建成污水处理站", "=", "12", "座")),
        ("改造户厕１２００户", ("改造户厕", "=", "1200", "户")),
        ("12月20日前争取上级资金到位1.5亿元", ("争取上级资金到位", "=", "1.5", "亿元")),
        ("住建局要在12月5日前完成3个小区管网抢修", ("小区管网抢修", "=", "3", "个")),
        ("各镇办要在12月底前完成独居老人走访全覆盖", ("独居老人走访", "all", None, "")),
        ("改厕五千二百座", ("改厕", "=", "5200", "座")),
        ("发放贷款十亿元以上", ("发放贷款", ">=", "10", "亿元")),
        ("变压器容量增加到1250千伏安", ("变压器容量增加", "=", "1250", "千伏安")),
        ("疏浚沟塘68万土方", ("疏浚沟塘", "=", "68", "万土方")),
        ("迁移线杆14基", ("迁移线杆", "=", "14", "基")),
        ("播发公益广告不少于60条次", ("播发公益广告", ">=", "60", "条次")),
        ("新建厂房4.2万㎡", ("新建厂房", "=", "4.2", "万㎡")),
        ("首批40%的村庄6月底前完成整治", ("首批", "=", "40", "%")),
        ("建议、提案三个月内全部答复", ("建议、提案三个月内", "all", None, "")),
        ("撤并不足20人的教学点9个", ("撤并不足20人的教学点", "=", "9", "个")),
    ],
)
def test_a_number_with_its_meaning(words, expected):
    assert found(words) == [expected]


def test_two_numbers_in_a_row_measure_the_same_thing():
    assert found("改造老旧小区12个1430户") == [("改造老旧小区", "=", "12", "个"), ("改造老旧小区", "=", "1430", "户")]


def test_a_number_before_its_thing_takes_the_words_behind_it():
    assert [one[0] for one in found("完成17座小水电整治、3座尾矿库闭库")] == ["小水电整治", "尾矿库闭库"]


@pytest.mark.parametrize(
    "words",
    [
        "2026年6月底",
        "第3季度",
        "云政办〔2026〕30号",
        "三个方面的问题",
        "一个新台阶",
        "5G基站",
        "3个工作日内",
        "十五五规划",
        "给予每餐2元至4元补贴",
    ],
)
def test_years_and_ordinals_are_no_measures(words):
    assert found(words) == []


def test_every_measure_keeps_its_words():
    words = "力争全年新签约项目超过40个，到位资金增长15%以上"
    assert all(words[slice(*one.span)] == one.text for one in measures(words))
    assert [one.what for one in measures(words)] == ["新签约项目", "到位资金增长"]


def test_numbers_in_characters():
    assert [han_value(words) for words in ("十", "十二", "一百零五", "二〇二六", "两", "百十")] == [
        10,
        12,
        105,
        2026,
        2,
        110,
    ]
    assert decimal_of("１２．５") == "12.5"


def ops(words):
    return [(one.op, one.value, one.unit) for one in measures(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("由县住建局负责，43根电杆6月底前全部迁移完毕", [("=", "43", "根")]),  # a number just behind a comma
        ("电费比上年少1,500元", [("=", "1500", "元")]),
        ("高龄补贴和护理补贴标准分别提高6%和9%", [("+", "6", "%"), ("+", "9", "%")]),
        ("签约率、随访率分别不低于75%、60%", [(">=", "75", "%"), (">=", "60", "%")]),
        ("县交通局增开6条夜班线路", [("+", "6", "条")]),
        ("主城区增设停车泊位500个", [("=", "500", "个")]),
        ("政府性融资担保放大倍数提高到5倍以上", [(">=", "5", "倍")]),
        ("产量达到去年的3倍", [("x", "3", "倍")]),
        ("发车间隔由15分钟压缩到10分钟", [("<=", "10", "分钟")]),
        ("补贴标准由每月80元提高到100元", [("=", "100", "元")]),
        ("争取上级资金比上年多2000万元", [("+", "2000", "万元")]),
    ],
)
def test_more_by_as_many_and_from_what(words, expected):
    assert ops(words) == expected
