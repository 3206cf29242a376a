"""Sentences as they are read aloud at the meeting: the right unit, 个百分点 for a gap, no sign before a word."""

from datetime import date
from decimal import Decimal

import pytest
from tests.indicators import story

from luoshi.core.timing.course import CourseRules
from luoshi.indicators.queries import board, half_year, situation
from luoshi.indicators.words.boards import board_lead, row_lead
from luoshi.indicators.words.courses import rules_words
from luoshi.indicators.words.figures import period_name, period_words, points
from luoshi.indicators.words.situation import sentence
from luoshi.indicators.words.targets import difference_words

JULY = date(2026, 7, 26)


def said(county, day=JULY):
    found = situation(county.by("county_head", at=day), day)
    return [str(sentence(one, day)) for one in (*found.momentum, *found.pressure)]


def test_half_year_in_one_sentence(halfway):
    half = half_year(halfway.by("county_head", at=JULY), JULY)
    assert board_lead(half) == "时间过半，3 项主要指标<b>过半 2 项</b>；固定资产投资没有过半。"


def test_other_months_name_those_that_lag(halfway):
    half = half_year(halfway.by("county_head", at=date(2026, 6, 20)), date(2026, 6, 20))
    assert (
        board_lead(half)
        == "到 5 月，3 项主要指标<b>达到序时 0 项</b>；固定资产投资、地区生产总值、规上工业增加值增速略慢。"
    )


def test_many_that_lag_are_counted(county):
    names = "甲乙丙丁戊"
    story.found(county, *(story.NewIndicator(f"x{place}", name, "户", "flow") for place, name in enumerate(names)))
    for place in range(len(names)):
        story.promise(county, f"x{place}", 全县=100)
        story.publish(county, f"x{place}", "2026-03", date(2026, 4, 20), 全县=place)
    half = half_year(county.by("clerk", at=date(2026, 4, 20)), date(2026, 4, 20))
    assert board_lead(half) == "到 3 月，5 项主要指标<b>达到序时 0 项</b>；甲、乙、丙等 5 项滞后。"


def test_nothing_yet(county):
    half = half_year(county.by("clerk"), JULY)
    assert board_lead(half) == "还没有设立指标。"
    story.found(county)
    half = half_year(county.by("clerk"), JULY)
    assert board_lead(half) == "3 项主要指标，还没有登记过数据。"


def test_one_indicator_in_one_sentence(halfway):
    leads = {row.code: row_lead(row, JULY) for row in board(halfway.by("clerk", at=JULY), JULY)}
    assert leads == {
        "investment": "固定资产投资 1—6月 27.60 亿元，完成全年目标的 43.8%，<b>低于序时 4.2 个百分点</b>；"
        "后 6 个月每月须完成 5.90 亿元。",
        "industry": "规上工业增加值增速 1—6月 8.6%，高于目标 0.6 个百分点。",
        "gdp": "地区生产总值上半年 58.2 亿元，完成全年目标的 52.0%，快于序时 2.0 个百分点。",
    }


def test_momentum_and_pressure_in_words(halfway):
    assert said(halfway) == [
        "地区生产总值上半年完成 52.0%，<b>快于序时 2.0 个百分点</b>",
        "规上工业增加值增速 1—6月 <b>8.6%</b>，高于目标 0.6 个百分点",
        "固定资产投资 1—6月完成 43.8%，<b>低于序时 4.2 个百分点</b>，同比下降 11.0%；后 6 个月每月须完成 5.90 亿元",
    ]


def test_ceiling_is_kept_or_overrun(county):
    story.found(county, story.NewIndicator("accidents", "安全事故", "起", "flow", direction=-1, decimals=0))
    story.promise(county, "accidents", 全县=12)
    story.publish(county, "accidents", "2026-02", date(2026, 3, 3), "unit", 全县=4)
    assert said(county, date(2026, 3, 4)) == [
        "安全事故 1—2月已占控制数的 33.3%，<b>超出控制目标 16.7 个百分点</b>；后 10 个月每月不能超过 1 起"
    ]


@pytest.mark.parametrize(
    ("gap", "told"),
    [("-6.19", "−6.2"), ("2", "+2.0"), ("0", "0.0"), ("-5.01", "−5.01"), ("-0.04", "−0.04"), ("0.04", "0.0")],
)
def test_gap_to_one_decimal_unless_that_would_contradict_its_light(gap, told):
    assert points(Decimal(gap)) == told


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2026-01", "1月"),
        ("2026-02", "1—2月"),
        ("2026-06", "1—6月"),
        ("2026Q1", "一季度"),
        ("2026Q3", "前三季度"),
        ("2025-12", "2025年1—12月"),
    ],
)
def test_periods_are_called_as_people_call_them(period, told):
    assert period_words(period, 2026) == told


def test_periods_to_choose_from():
    assert period_name("2026-02") == "2026年1—2月"
    assert period_name("2026Q2") == "2026年二季度"
    assert period_name("下个月") == "下个月"


def test_rules_are_told_as_the_county_set_them():
    assert rules_words(CourseRules()) == "落后序时为预警，超过 5 个百分点为滞后"
    assert rules_words(CourseRules(Decimal(2), Decimal(8))) == "落后序时超过 2 个百分点为预警，超过 8 个百分点为滞后"


def test_difference_is_told_with_its_side(halfway):
    row = board(halfway.by("clerk", at=JULY), JULY)[0]
    assert difference_words(Decimal("-0.5"), row) == "合计比全县数少 0.50 亿元"
    assert difference_words(Decimal(3), row, target=True) == "合计比全县目标多 3.00 亿元"
    assert difference_words(Decimal(0), row) == "合计与全县数一致"
    assert difference_words(None, row) == ""
