"""Who helps: in brackets, in lines, in prose, in columns, under a heading that says who leads."""

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.grammar.owners import owners_of
from luoshi.core.reading.grammar.subjects import subject_owners


def who(owners):
    return [name.text for name in owners.lead], [name.text for name in owners.co]


def of_tasks(text):
    return [(task.lead_units, task.co_units) for task in read(text).tasks]


@pytest.mark.parametrize(
    ("words", "co"),
    [
        ("县水务局主办，县财政局、县林业局会办", ["县财政局", "县林业局"]),
        ("县水务局负总责，县财政局、县林业局协同推进", ["县财政局", "县林业局"]),
        ("县水务局总牵头，县财政局、县林业局联合推进", ["县财政局", "县林业局"]),
        ("县水务局具体负责，县财政局做好资金保障", ["县财政局"]),
        ("县水务局牵头县财政局、县林业局配合", ["县财政局", "县林业局"]),
        ("县水务局、各镇（街道），县财政局配合", ["各镇（街道）", "县财政局"]),
        ("责任单位：县水务局（牵头单位）、县财政局", ["县财政局"]),
        ("牵头：县水务局；参加：县财政局、各村", ["县财政局", "各村"]),
        ("县水务局牵头，各村、社会保障服务站负责", ["各村", "社会保障服务站"]),
    ],
)
def test_a_bracket_says_who_helps_in_any_words(words, co):
    assert who(owners_of(words)) == (["县水务局"], co)


@pytest.mark.parametrize(
    ("words", "co"),
    [
        ("县水务局牵头完成改造，县财政局予以配合。", ["县财政局"]),
        ("县水务局主抓，柳河镇、石桥镇配合，6月底前完成改造。", ["柳河镇", "石桥镇"]),
        ("以县水务局为主，县财政局协助，6月底前完成改造。", ["县财政局"]),
        ("县水务局作为牵头单位，县财政局作为配合单位，6月底前完成改造。", ["县财政局"]),
        ("县水务局要和国网云岭供电公司、县林业局把改造方案定下来。", ["国网云岭供电公司", "县林业局"]),
        ("县水务局会同县公安局交警大队、云山街道，6月底前完成改造。", ["县公安局交警大队", "云山街道"]),
        ("县水务局6月底前完成改造，县财政局提供论证报告。", ["县财政局"]),
        ("改造资金由县水务局统筹、县财政局配合，5月底前到位。", ["县财政局"]),
        ("县水务局同柳河镇一道，6月底前完成改造。", ["柳河镇"]),
        ("县水务局要与省水利厅对接，6月底前完成改造。", []),
        ("县水务局督促宏远公司、瑞丰公司6月底前完成改造。", []),
        ("县水务局6月底前将方案移交县纪委监委。", []),
    ],
)
def test_prose_says_who_helps_and_who_is_only_spoken_of(words, co):
    assert who(subject_owners(words, bare=True)) == (["县水务局"], co)


@pytest.mark.parametrize(
    "section",
    [
        "（一）牵头单位：县水务局；配合单位：县财政局、各村\n1.改造管网9公里。\n2.新建泵站2座。",
        "（一）管网\n牵头单位：县水务局\n配合单位：县财政局、各村\n1.改造管网9公里。\n2.新建泵站2座。",
        "（一）县水务局牵头，县财政局、各村配合\n1.改造管网9公里。\n2.新建泵站2座。",
        "1.改造管网9公里。\n2.新建泵站2座。\n——以上由县水务局牵头，县财政局、各村按职责分工落实。",
    ],
)
def test_owners_of_a_section_are_said_once(section):
    text = f"重点任务分解方案\n二、重点任务\n{section}"
    assert of_tasks(text) == [(["县水务局"], ["县财政局", "各村"])] * 2


def test_numbered_lines_of_owners_belong_to_the_item_before():
    text = (
        "实施方案\n三、重点任务\n（一）管网\n1.改造管网9公里。\n2.牵头单位：县水务局\n3.配合单位：县财政局\n"
        "4.完成时限：9月底前\n（二）燃气\n1.更新管道3公里。\n2.牵头单位：县城管局\n3.配合单位：县应急局"
    )
    assert of_tasks(text) == [(["县水务局"], ["县财政局"]), (["县城管局"], ["县应急局"])]


def test_an_item_under_its_leader_names_those_it_calls_to_help():
    text = (
        "分工方案\n一、县教育局\n1.会同县公安局、县法院落实法治副校长全覆盖。\n2.配齐专职教师34名。（县财政局配合）\n"
        "二、县民政局\n3.建成食堂24个。"
    )
    assert of_tasks(text) == [
        (["县教育局"], ["县公安局", "县法院"]),
        (["县教育局"], ["县财政局"]),
        (["县民政局"], []),
    ]


def test_rooms_of_an_office_answer_like_units():
    assert of_tasks("工作要点\n1.排查校舍30所。（基建股、办公室、各学校）\n2.基建股会同人事股6月底前编制计划。") == [
        (["基建股"], ["办公室", "各学校"]),
        (["基建股"], ["人事股"]),
    ]


def test_behind_an_owner_line_somebody_else_may_be_bidden():
    text = "分解方案\n1.地区生产总值增长6%。\n责任单位：县发改局。县档案局要在11月15日前完成档案数字化2万卷。"
    assert of_tasks(text) == [(["县发改局"], []), (["县档案局"], [])]
