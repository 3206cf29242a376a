"""Leaders named once for many tasks."""

from __future__ import annotations

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.grammar.parts import led_by_number

_LIST = """全县重点任务清单

{said}

一、工业
1.新增规上企业12家。（县工信局）
2.引进项目15个。（县招商局）
二、商贸
3.改造市场3个，6月底前完成。（县商务局）
三、农业
4.建设高标准农田2万亩，11月底前完成。（县农业农村局）
"""


def _leaders(text: str) -> list[str]:
    return ["、".join(task.leaders) for task in read(text).tasks]


@pytest.mark.parametrize(
    ("said", "leaders"),
    [
        ("说明：第一、二部分由副县长谢明牵头，第三部分由赵敏同志包抓。", "谢明 谢明 谢明 赵敏"),
        ("第一至二部分的牵头领导均为副县长谢明，第三部分的牵头领导为副县长赵敏。", "谢明 谢明 谢明 赵敏"),
        ("（第1至3项由副县长谢明牵头，第4项由县政府党组成员赵敏负责）", "谢明 谢明 谢明 赵敏"),
        ("副县长谢明牵头第一、第二部分，赵敏同志负责第三部分。", "谢明 谢明 谢明 赵敏"),
    ],
)
def test_a_leader_of_parts_and_items_is_named_by_their_numbers(said: str, leaders: str) -> None:
    found = _leaders(_LIST.format(said=said))
    assert [one.removeprefix("副县长").removesuffix("同志") for one in found] == leaders.split(" ")


def test_a_label_may_hold_the_numbers() -> None:
    text = "工作要点\n\n1.打井34眼。（县水利局）\n2.出台水价办法，8月底前印发。（县发改局）\n"
    assert _leaders(f"{text}责任领导（第2项）：县委常委、副县长谢明。\n") == ["", "谢明"]


def test_what_closes_a_list_is_of_none_of_its_parts() -> None:
    text = _LIST.format(said="第三部分由副县长谢明牵头。") + "\n县委督查室每月跟踪一次。\n"
    assert _leaders(text) == ["", "", "", "副县长谢明", ""]


def test_all_of_a_class_lead_nothing_in_particular() -> None:
    assert not led_by_number("第三部分由各位副县长按分工负责。")


def test_parts_of_another_paper_are_not_meant() -> None:
    assert not led_by_number("市方案第一、二部分由副县长谢明牵头。")
    assert led_by_number("本方案第一、二部分由副县长谢明牵头。")


@pytest.mark.parametrize(
    ("who", "leader"),
    [
        ("此事由步凡负责到底", "步凡"),
        ("由副县长　谢明牵头", "副县长谢明"),
        ("由县政府党组成员 谢明包联", "谢明"),
        ("由谢明、赵敏两位副县长共抓", "谢明、赵敏"),
        ("由分管卫健、医保工作的副县长牵头", "分管卫健、医保工作的副县长"),
        ("由县委常委、纪委书记经纬同志牵头", "经纬同志"),
        ("县政府谢明副县长具体负责", "谢明副县长"),
        ("由县政府办主任谢明坐镇指挥", "县政府办主任谢明"),
        ("由分管主任指挥", "分管主任"),
        ("报谢明同志审阅", ""),
    ],
)
def test_who_is_named_behind_what_is_to_be_done(who: str, leader: str) -> None:
    assert _leaders(f"会议纪要\n\n县城管局8月底前新建公厕20座，{who}。\n") == [leader]


def test_of_those_who_share_a_work_each_sees_to_his_own() -> None:
    text = "由谢明同志、赵敏同志分片包干：谢明同志负责东片，督促县水利局4月底前检查水库3座。"
    assert _leaders(f"会议纪要\n\n会议明确，{text}\n") == ["谢明同志"]


def test_a_label_may_stand_without_its_colon() -> None:
    task = read(
        "重点工作台账\n\n1.改造老旧小区12个，6月底前完成。\n责任领导　谢明\n首责　县住建局\n配合　县财政局\n"
    ).tasks
    assert [(one.leaders, one.lead_units, one.co_units) for one in task] == [(["谢明"], ["县住建局"], ["县财政局"])]


@pytest.mark.parametrize(
    ("said", "leader"),
    [
        ("现将积案交办如下。本件由副县长谢明牵头。", "副县长谢明"),
        ("经研究，本案由副县长谢明包案，请按要求办理。", "副县长谢明"),
        ("本次行动由县委常委、政法委书记谢明统一指挥。", "谢明"),
        ("为抓好落实，下列各项工作均由常务副县长谢明同志总牵头。", "常务副县长谢明"),
        ("会议议定，下面几件事，都由副县长谢明牵头：", "副县长谢明"),
        ("本次行动由副县长谢明任总指挥。", ""),
    ],
)
def test_a_leader_named_ahead_of_all_sees_to_all_but_what_is_demanded_of_it(said: str, leader: str) -> None:
    text = (
        f"夏季行动方案\n\n为做好工作，制定本方案。{said}\n\n一、任务\n"
        "1.县公安局6月底前新建警务站12个。\n2.县司法局7月底前培训调解员300名。\n"
    )
    assert _leaders(f"{text}二、保障措施\n县财政局安排资金300万元。\n") == [leader, leader, ""]


def test_two_leaders_in_a_heading_may_stand_behind_a_comma() -> None:
    text = (
        "重点事项\n\n一、县委副书记谢明同志，县委常委、组织部部长仰青同志共同领衔事项\n"
        "1.新建公厕20座。责任单位：县城管局。\n"
        "二、县委书记赵敏同志领衔事项\n2.打井3眼。责任单位：县水利局。\n"
    )
    assert _leaders(text) == ["县委副书记谢明同志、县委常委、组织部部长仰青", "县委书记赵敏"]


@pytest.mark.parametrize(
    "said", ["说到供水，谢明副县长你来抓。", "教育上的事，老谢盯着。", "供水这一块，县政府谢明副县长负责。"]
)
def test_a_field_may_be_called_otherwise(said: str) -> None:
    (leader,) = _leaders(f"在大会上的讲话\n\n{said}县水务集团要在7月底前更换管网8公里。\n")
    assert leader in ("谢明副县长", "老谢")


@pytest.mark.parametrize("verb", ["主抓", "包案", "挂牌督办", "挂点联系", "坐镇指挥", "直接抓", "把关"])
def test_a_bracket_may_say_in_any_words_who_sees_to_it(verb: str) -> None:
    assert _leaders(f"重点任务\n\n1.县住建局6月底前改造老旧小区12个。（副县长 谢明{verb}）\n") == ["副县长谢明"]
    assert _leaders(f"重点任务\n\n1.县住建局6月底前改造老旧小区12个，请谢明副县长{verb}。\n") == ["谢明副县长"]


def test_whoever_sees_to_several_items_sees_to_that_of_another_unit_too() -> None:
    text = "重点任务\n\n1.县住建局6月底前改造小区12个。\n2.县水务集团7月底前更换管网8公里。\n"
    assert _leaders(f"{text}以上两项由谢明同志牵头，县住建局负责。\n") == ["谢明同志", "谢明同志"]


@pytest.mark.parametrize(
    "said",
    [
        "注：1—2项由副县长谢明牵头，3项由副县长赵敏牵头。",
        "其中前两项由副县长谢明牵头，第三项由副县长赵敏牵头。",
        "副县长谢明牵头第1、2项，副县长赵敏牵头第3项。",
    ],
)
def test_items_behind_which_it_stands_are_named_by_their_numbers(said: str) -> None:
    text = (
        "重点工作\n\n1.新建公厕20座。责任单位：县城管局。\n"
        "2.打井3眼。责任单位：县水利局。\n3.建小学1所。责任单位：县教育局。\n"
    )
    assert _leaders(f"{text}{said}\n") == ["副县长谢明", "副县长谢明", "副县长赵敏"]


@pytest.mark.parametrize(
    ("words", "leaders"),
    [
        ("副县长谢明同志负责以下项目：改造小区12个，6月底前完成；新建公厕20座，7月底前完成。", ["副县长谢明同志"] * 2),
        ("建卫生室20个，8月底前完成。（谢明牵头；县卫健局）", ["谢明"]),
        ("县水利局8月底前修渠3公里，向谢明同志负责。", [""]),
    ],
)
def test_who_leads_and_who_does_not(words: str, leaders: list[str]) -> None:
    assert _leaders(f"重点工作\n\n1.{words}\n") == leaders
