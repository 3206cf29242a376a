"""By when: every form of a time limit, and the day it means."""

import datetime

import pytest

from luoshi.core.reading.grammar.dues import best_due, due_of_cell, due_of_owner, dues
from luoshi.core.reading.grammar.moments import Calendar

WHEN = Calendar(2026, datetime.date(2026, 3, 5))


def first(words, when=WHEN):
    found = dues(words, when)
    return (found[0].text, str(found[0].day) if found[0].day else None, found[0].repeats) if found else None


@pytest.mark.parametrize(
    ("words", "text", "day"),
    [
        ("确保6月30日前完成", "6月30日前", "2026-06-30"),
        ("2月底前完成", "2月底前", "2026-02-28"),
        ("于2027年6月底前建成", "2027年6月底前", "2027-06-30"),
        ("9月中旬前开工", "9月中旬前", "2026-09-20"),
        ("十一月底前完工", "十一月底前", "2026-11-30"),
        ("6月前完成", "6月前", "2026-05-31"),
        ("10月份完成", "10月份", "2026-10-31"),
        ("年底前全部兑现", "年底前", "2026-12-31"),
        ("到2028年底，建成", "到2028年底", "2028-12-31"),
        ("明年6月底前建成", "明年6月底前", "2027-06-30"),
        ("上半年完成投资", "上半年", "2026-06-30"),
        ("三季度末完成", "三季度末", "2026-09-30"),
        ("全年完成投资", "全年", "2026-12-31"),
        ("“十五五”末达到", "“十五五”末", "2030-12-31"),
        ("月底前报送", "月底前", "2026-03-31"),
        ("下月底前报送", "下月底前", "2026-04-30"),
        ("本周五前报送", "本周五前", "2026-03-06"),
        ("下周五前报送", "下周五前", "2026-03-13"),
        ("三个月内完成", "三个月内", "2026-06-05"),
        ("10日内办结", "10日内", "2026-03-15"),
        ("国庆节前通车", "国庆节前", "2026-09-30"),
        ("5个工作日内反馈", "5个工作日内", "2026-03-12"),
        ("2027年春节前建成", "2027年春节前", "2027-02-05"),
        ("五四青年节前成立工作站", "五四青年节前", "2026-05-03"),
        ("重阳节前全部开餐", "重阳节前", "2026-10-17"),
        ("中秋、国庆节前完工", "中秋、国庆节前", "2026-09-30"),
        ("一季度，组织集中开工", "一季度", "2026-03-31"),
        ("油菜花节4月10日开幕", "4月10日", "2026-04-10"),
        ("明天中午12点前报送", "明天中午12点前", "2026-03-06"),
        ("本学期内配齐校长", "本学期内", None),
        ("自印发之日起30日内报送", "自印发之日起30日内", None),
        ("X月底前完成", "X月底前", None),
        ("麦收前改造渠道12公里", "麦收前", None),
        ("春季造林6.4万亩", "春季", None),
        ("今冬明春新建户厕1600座", "今冬明春", None),
        ("茶博会开幕前完成布展", "茶博会开幕前", None),
        ("汛期县水利局安排专人值守", "汛期", None),
        ("下半年县文旅局办好两场节会", "下半年", "2026-12-31"),
        ("除夕前发放到户", "除夕前", "2027-02-04"),
        ("7至12月，全县完成技改投资", "7至12月", "2026-12-31"),
        ("明天把清单发下去", "明天", "2026-03-06"),
        ("周五下班前发到各单位", "周五下班前", "2026-03-06"),
        ("春节前兑付", "春节前", "2027-02-05"),
        ("端午节前完成", "端午节前", "2026-06-18"),
        ("汛期前完成", "汛期前", None),
        ("于4月20日（星期五）前上报", "4月20日（星期五）前", "2026-04-20"),
        ("3月14日下午4:00前报送", "3月14日下午4:00前", "2026-03-14"),
        ("7月17日下班前报送", "7月17日下班前", "2026-07-17"),
        ("每3天报告一次", "每3天", None),
        ("三季度前完成招标", "三季度前", "2026-06-30"),
        ("一季度前完成招标", "一季度前", "2026-03-31"),
        ("年中前建成冷库", "年中前", "2026-06-30"),
        ("2026年年中建成冷库", "2026年年中", "2026-06-30"),
        ("任期内建成冷库", "任期内", None),
        ("利用4、5两个月开展排查", "利用4、5两个月", "2026-05-31"),
        ("7、8月份开展演练", "7、8月份", "2026-08-31"),
        ("9月20日至25日举办茶会", "9月20日至25日", "2026-09-25"),
        ("2026—2028年，每年建园5个", "2026—2028年", "2028-12-31"),
        ("下月中旬前完成签约", "下月中旬前", "2026-04-20"),
        ("25日前把渠道修好", "25日前", "2026-03-25"),
        ("3号前把渠道修好", "3号前", "2026-04-03"),
        ("下礼拜五前报送", "下礼拜五前", "2026-03-13"),
        ("十天后给我回话", "十天后", "2026-03-15"),
    ],
)
def test_fixed_and_relative_days(words, text, day):
    assert first(words) == (text, day, None)


@pytest.mark.parametrize(
    ("words", "text", "repeats"),
    [
        ("每月5日前报送", "每月5日前", "monthly"),
        ("每月第一周碰头会上汇报", "每月第一周碰头会", "monthly"),
        ("每季度通报一次", "每季度", "quarterly"),
        ("每半年考核", "每半年", "half_yearly"),
        ("每年开展", "每年", "yearly"),
        ("每周调度", "每周", "weekly"),
        ("按季度通报", "按季度", "quarterly"),
        ("每年3月底前提交", "每年3月底前", "yearly"),
        ("每晚曝光两处", "每晚", "daily"),
        ("每十天打一回分", "每十天", "ten_days"),
    ],
)
def test_what_recurs_has_no_day(words, text, repeats):
    assert first(words) == (text, None, repeats)


@pytest.mark.parametrize(
    "words",
    [
        "2025年9月11日，会议召开",
        "2026年3月5日召开",
        "6月的气温",
        "截至2025年底，全县",
        "2024年以来",
        "新建5个月台",
        "投资12.5亿元",
        "养老金每人每月提高12元",
        "明确每季度的形象进度",
        "2026年中小企业",
    ],
)
def test_days_on_which_something_happened_are_no_time_limits(words):
    assert first(words) is None


def test_without_a_year_the_words_stay_and_the_day_is_open():
    assert first("6月底前完成", Calendar()) == ("6月底前", None, None)


def test_an_owners_bracket_keeps_all_words_of_its_time():
    assert due_of_owner("5月底取得明显成效并持续推进", 0, 15).text == "5月底取得明显成效并持续推进"
    assert due_of_owner("持续推进", 0, 4).text == "持续推进"
    assert due_of_owner("县住建局", 0, 4) is None


@pytest.mark.parametrize(
    ("words", "day", "repeats"),
    [
        ("6月", "2026-06-30", None),
        ("2026.9.30", "2026-09-30", None),
        ("2026-10", "2026-10-31", None),
        ("每季度", None, "quarterly"),
        ("长期坚持", None, None),
        ("上半年", "2026-06-30", None),
    ],
)
def test_the_cell_of_a_table_may_say_it_in_any_form(words, day, repeats):
    due = due_of_cell(words, WHEN)
    assert (due.text, str(due.day) if due.day else None, due.repeats) == (words, day, repeats)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("从2026年第二季度起，要在每季度最后一个月的30日前报送", "每季度"),
        ("在每季度末（分别在6月、9月和12月底）报送", "每季度末"),
    ],
)
def test_since_when_and_the_days_of_what_recurs_are_no_limits(words, text):
    found = dues(words, WHEN)
    assert [(due.text, due.repeats) for due in found] == [(text, "quarterly")]


@pytest.mark.parametrize(
    ("words", "day"),
    [("6月", "2026-06-30"), ("3—10月", "2026-10-31"), ("2026.9", "2026-09-30"), ("9月30日", "2026-09-30")],
)
def test_a_bare_month_in_an_owners_bracket_is_its_last_day(words, day):
    assert str(due_of_owner(words, 0, len(words), WHEN).day) == day


@pytest.mark.parametrize(
    ("words", "repeats"),
    [
        ("每两周调度一次", "half_monthly"),
        ("实行半月通报", "half_monthly"),
        ("双周调度", "half_monthly"),
        ("三天一报", None),
        ("一天一调度", "daily"),
        ("每学年开展1次", "yearly"),
        ("防火期内每日发布火险等级", "daily"),
    ],
)
def test_the_rhythm_nearest_to_what_is_said(words, repeats):
    assert best_due(dues(words, WHEN)).repeats == repeats


@pytest.mark.parametrize(
    "words", ["抓好春季森林防火", "1至2月，全县完成投资5亿元", "秋季学期9名教师到岗", "清明前后开展巡查"]
)
def test_a_season_in_a_name_and_months_gone_by_are_no_limit(words):
    assert not dues(words, WHEN)
