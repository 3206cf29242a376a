"""What a month's sheet means is proposed from its words, corrected by a person and remembered for the next month."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.core.tabling.sheets import only

from luoshi.core.tabling.likeness import Thing, likeness
from luoshi.core.tabling.meaning import COUNTY, SKIP, Meaning, Words, memory_of, propose, recalled, shape_of
from luoshi.core.tabling.placing import factor, place
from luoshi.core.tabling.saying import measure_in, period_in, thing_in

THINGS = (
    Thing("gdp", "地区生产总值", "亿元", "cumulative", "quarter"),
    Thing("investment", "固定资产投资", "亿元", "cumulative"),
    Thing("industry", "规上工业增加值增速", "%", "rate"),
    Thing("retail", "社会消费品零售总额", "亿元", "cumulative"),
    Thing("revenue", "地方一般公共预算收入", "亿元", "cumulative"),
    Thing("funds", "争取资金", "亿元", "flow"),
)
UNITS = {"城关镇": "a", "河口镇": "b", "龙山镇": "c", "县发改局": "d", "发改局": "d"}
KNOWN = Words(THINGS, UNITS)
BY_CODE = {thing.code: thing for thing in THINGS}

TOWNS = """
各镇（街道）主要经济指标完成情况 | < | < | < | < | < | <
（2026年1—6月） | < | < | < | < | < | <
单位：万元、% | | | | | |
镇（街道） | 固定资产投资 | < | < | 规模以上工业增加值 | < | 社会消费品零售总额
^ | 总量 | 增速 | 位次 | 总量 | 增速 | 累计
全　县 | 276000 | 8.2 | — | 900 | 5.1 | 50000
城关镇人民政府 | 200000 | 9.1 | 1 | 500 | 6.0 | 30000
河口镇 | 76000 | -2.4 | 2 | 300 | 4.2 | 未报
东部片区 | 1 | 2 | 3 | 4 | 5 | 6
"""


def taken(text: str, **asked: str):
    table = only(text)
    placed, faults = place(table, propose(table, KNOWN, **asked), BY_CODE)
    return {(one.indicator, one.unit, one.period): one.value for one in placed}, faults


def test_towns_by_indicators():
    figures, faults = taken(TOWNS)
    assert figures == {
        ("investment", COUNTY, "2026-06"): Decimal("27.6"),
        ("investment", "a", "2026-06"): 20,
        ("investment", "b", "2026-06"): Decimal("7.6"),
        ("industry", COUNTY, "2026-06"): Decimal("5.1"),
        ("industry", "a", "2026-06"): 6,
        ("industry", "b", "2026-06"): Decimal("4.2"),
        ("retail", COUNTY, "2026-06"): 5,
        ("retail", "a", "2026-06"): 3,
        ("retail", "b", "2026-06"): None,
    }
    assert not faults


def test_indicators_in_lines_with_their_units_beside_them():
    figures, faults = taken("""
2026年上半年全县主要经济指标 | < | < | < | <
指标 | 计量单位 | 6月 | 1—6月 | 同比增长(%)
地区生产总值 | 亿元 | | 58.2 | 5.6
固定资产投资 | 万元 | 80000 | 276000 | 8.2
规模以上工业增加值 | 亿元 | | 30 | 8.6
争取资金 | 万元 | 20000 | 90000 | 3
#税收收入 | 亿元 | 1 | 2 | 3
""")
    assert figures == {
        ("gdp", COUNTY, "2026Q2"): Decimal("58.2"),
        ("investment", COUNTY, "2026-06"): Decimal("27.6"),
        ("industry", COUNTY, "2026-06"): Decimal("8.6"),
        ("funds", COUNTY, "2026-06"): 2,
    }
    assert not faults


def test_the_indicator_may_stand_in_the_title_and_the_month_in_the_name_of_the_file():
    figures, _ = taken(
        """
各镇固定资产投资进度表（亿元） | < | < | <
镇 | 年度任务 | 累计完成 | 完成率%
城关镇 | 40 | 20.1 | 50.25
河口镇 | 23 | 7.5 | 32.6
""",
        file="2026年6月固投.xlsx",
    )
    assert figures == {("investment", "a", "2026-06"): Decimal("20.1"), ("investment", "b", "2026-06"): Decimal("7.5")}


def test_towns_in_columns_and_months_in_lines():
    figures, _ = taken("""
固定资产投资（亿元） | < | <
月份 | 城关镇 | 河口镇
2026年1—5月 | 13.4 | 5.6
2026年1—6月 | 20.1 | 7.5
""")
    assert figures["investment", "b", "2026-05"] == Decimal("5.6")
    assert len(figures) == 4


def test_what_cannot_be_taken_is_named_by_its_cell():
    table = only("""
2026年6月 | |
镇 | 固定资产投资(个) | 社会消费品零售总额(万元)
城关镇 | 10 | 约3000万元
河口镇 | 20 | 4,000
河口镇 | 21 | 4,100
龙山镇 | 20 | 500
""")
    _, faults = place(table, propose(table, KNOWN), BY_CODE)
    assert {(fault.place, fault.problem[:6]) for fault in faults} >= {
        ("Sheet1!C3", "“约3000"),
        ("Sheet1!B3", "表上是“个”"),
        ("Sheet1!C5", "与 Shee"),
    }


def test_shares_of_one_under_per_cent():
    table = only("""
2026年6月 | |
镇 | 规上工业增加值增速(%) | 备注
城关镇 | 0.0623 |
河口镇 | -0.0241 |
""")
    placed, _ = place(table, propose(table, KNOWN), BY_CODE)
    assert [one.value for one in placed] == [Decimal("6.23"), Decimal("-2.41")]


def test_a_correction_is_remembered_for_the_next_month():
    table = only(TOWNS)
    settled = propose(table, KNOWN)
    settled = replace(
        settled,
        columns=settled.columns | {6: SKIP, 4: Meaning(indicator="funds")},
        lines=settled.lines | {8: Meaning(unit="c")},
    )
    memory = memory_of(settled, table)
    following = only(TOWNS.replace("1—6月", "1—7月").replace("276000", "300000"))
    assert shape_of(following) == settled.shape
    again = recalled(propose(following, KNOWN), following, memory)
    assert again.period == "2026-07"
    assert again.columns[6] == SKIP
    assert again.of(8, 4) == Meaning(True, "funds", "c", "2026-07")
    other = only("镇 | 户数\n城关镇 | 1")
    assert shape_of(other) != settled.shape


@pytest.mark.parametrize(
    ("text", "month", "so_far"),
    [
        ("2026年1—6月", "2026-06", True),
        ("二〇二六年上半年", "2026-06", True),
        ("2026年前三季度", "2026-09", True),
        ("2026年第二季度", "2026-06", False),
        ("截至2026年5月底", "2026-05", True),
        ("2026年十二月", "2026-12", False),
        ("2026.06", "2026-06", False),
        ("2026年一至二月", "2026-02", True),
        ("２０２６年１０月", "2026-10", False),
        ("6月", "", False),
    ],
)
def test_periods_as_people_write_them(text, month, so_far):
    said = period_in(text)
    assert (said.month_text, said.so_far) == (month, so_far)


def test_words_are_told_apart():
    assert measure_in("同比增长（%）") == "growth"
    assert measure_in("完成全年目标的%") == "share"
    assert measure_in("1—6月累计") == "so_far"
    assert measure_in("上年同期") == "before"
    assert thing_in("1—6月固定资产投资完成额（万元）") == "固定资产投资"
    assert likeness("社零", "社会消费品零售总额") == 1
    assert likeness("城镇居民收入", "农村居民收入") < likeness("农村居民收入", "农村居民人均可支配收入")


@pytest.mark.parametrize(
    ("sheet", "indicator", "times"),
    [
        ("万元", "亿元", "0.0001"),
        ("亿元", "万元", "10000"),
        ("%", "个百分点", "1"),
        ("", "亿元", "1"),
        ("件", "亿元", None),
    ],
)
def test_units_of_measure_are_reckoned_over(sheet, indicator, times):
    assert factor(sheet, indicator) == (None if times is None else Decimal(times))
