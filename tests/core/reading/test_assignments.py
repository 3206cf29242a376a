"""Who answers where it is said apart from the task: in a sentence of its own, in a heading, for several at once."""

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.grammar.assignments import assignment


def owners(text, **told):
    return [(task.lead_units, task.co_units, task.leaders) for task in read(text, **told).tasks]


@pytest.mark.parametrize(
    ("words", "lead", "co", "back"),
    [
        ("由县数据局牵头，县气象局、县公安局配合，9月底前建成。", ["县数据局"], ["县气象局", "县公安局"], 0),
        ("以上两项由县应急局牵头，县财政局保障经费。", ["县应急局"], ["县财政局"], 2),
        ("上述任务由县住建局牵头落实。", ["县住建局"], [], -1),
        ("该项工作由县教体局负责，各镇配合。", ["县教体局"], ["各镇"], 0),
    ],
)
def test_a_sentence_that_does_nothing_but_say_who(words, lead, co, back):
    said = assignment(words)
    assert ([name.text for name in said.owners.lead], [name.text for name in said.owners.co]) == (lead, co)
    assert said.back == back


@pytest.mark.parametrize(
    "words",
    [
        "县水利局负责水质检测，每季度公布一次结果。",
        "由周县长牵头，5月20日前完成3号地块用地报批。",
        "加快推进项目建设。",
    ],
)
def test_a_sentence_with_something_to_be_done_is_a_task_itself(words):
    assert assignment(words) is None


def test_it_belongs_to_the_task_before_it_and_gives_it_its_time():
    text = "（三）建设排水平台。整合气象、水文数据，实现监测全覆盖。由县数据局牵头，县气象局配合，9月底前建成。"
    (task,) = read(text, year=2026).tasks
    assert (task.lead_units, task.co_units, task.due) == (["县数据局"], ["县气象局"], "2026-09-30")


def test_several_items_share_an_owner_or_have_each_their_own():
    items = "一、改善民生\n1.新建幼儿园4所。\n2.建成医共体2个。\n"
    assert owners(items + "以上两项由县卫健局牵头。") == [(["县卫健局"], [], [])] * 2
    each = owners(items.replace("2个。", "2个。（以上两项由县教体局、县卫健局分别牵头，县财政局配合）"))
    assert each == [(["县教体局"], ["县财政局"], []), (["县卫健局"], ["县财政局"], [])]


def test_a_heading_names_a_unit_or_a_leader_for_its_items():
    text = (
        "民生实事责任分工\n"
        "一、区教育局\n"
        "（一）新建中小学4所。\n"
        "（二）改造校舍9栋。（配合单位：区财政局）\n"
        "二、区民政局\n"
        "（三）建成食堂24个。"
    )
    assert owners(text) == [(["区教育局"], [], []), (["区教育局"], ["区财政局"], []), (["区民政局"], [], [])]
    text = (
        "重点任务清单\n"
        "■ 万里云（县委常委、副县长）\n"
        "1.争取资金不少于19亿元（县发改局、县财政局，全年）\n"
        "2.建成标准化所3个（县财政局）"
    )
    assert owners(text) == [(["县发改局"], ["县财政局"], ["万里云"]), (["县财政局"], [], ["万里云"])]


def test_an_item_under_a_heading_with_a_bracket_is_the_brackets():
    text = (
        "实施方案\n"
        "（二）提升园区（责任单位：园区管委会、县住建局）\n"
        "1.新建厂房15万平方米。\n"
        "2.出让土地600亩。（县资源局）"
    )
    assert owners(text) == [(["园区管委会"], ["县住建局"], []), (["县资源局"], [], [])]


def test_whoever_reported_to_the_meeting_answers_where_nobody_is_named():
    text = (
        "专题会议纪要\n"
        "议题一：县交通局关于西环路改造的汇报\n"
        "会议决定：1.倒排工期，10月底前通车；2.县财政局按月拨付工程款。"
    )
    assert [lead for lead, _, _ in owners(text)] == [["县交通局"], ["县财政局"]]


@pytest.mark.parametrize(
    ("words", "lead", "co", "leaders"),
    [
        ("发改局要会同住建、交通等部门，5月底前开工。", ["发改局"], ["住建", "交通"], []),
        ("县水利局4月25日前完成灌渠清淤。", ["县水利局"], [], []),
        ("由副县长李建华牵头，县水利局具体负责，6月底前完成。", ["县水利局"], [], ["副县长李建华"]),
        ("督促县统计局做好预测，5月20日前提交报告。", ["县统计局"], [], []),
        ("县委组织部会同县人社局制定方案，6月底前印发。", ["县委组织部"], ["县人社局"], []),
        ("县自然资源局牵头、县财政局配合，6月底前完成。", ["县自然资源局"], ["县财政局"], []),
    ],
)
def test_owners_in_a_sentence_of_their_own(words, lead, co, leaders):
    assert owners(f"一、工作安排\n1.{words}", year=2026) == [(lead, co, leaders)]
