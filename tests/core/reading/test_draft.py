"""A document becomes tasks; every sentence is in a task or passed with a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.reading.samples import MINUTES, RULES, SPEECH, UNITS

from luoshi.core.reading.draft import read, sentence_spans
from luoshi.core.reading.registry import read_registry


def task_with(reading, words):
    (task,) = [task for task in reading.tasks if words in task.text]
    return task


def reason_of(reading, text, words):
    at = text.index(words)
    return next(one.reason for one in reading.passed if one.start <= at < one.end)


@pytest.mark.parametrize("text", [SPEECH, MINUTES, RULES, "𠮷😀👨‍👩‍👧" + SPEECH, "", "。", "县"])
def test_places_are_right_and_no_sentence_is_lost(text):
    reading = read(text)
    assert all(task.text == text[task.start : task.end] for task in reading.tasks)
    taken = [(one.start, one.end) for one in [*reading.tasks, *reading.passed]]
    for start, end in sentence_spans(text):
        assert any(a < end and start < b for a, b in taken), text[start:end]


def test_title_date_and_year_are_the_documents_own():
    reading = read(MINUTES)
    assert (reading.title, reading.date, reading.year) == ("云岭县人民政府2026年第三次常务会议纪要", "2026-03-05", 2026)
    assert read(MINUTES, year=2027).tasks[0].due == "2027-04-30"


def test_the_site_the_look_back_and_the_slogan_are_no_tasks():
    reading = read(SPEECH)
    second = SPEECH.index("二、突出重点")
    assert all(second < task.start < SPEECH.index("让我们") for task in reading.tasks)
    assert reason_of(reading, SPEECH, "您当前") == "site"
    assert reason_of(reading, SPEECH, "版权") == "site"
    assert reason_of(reading, SPEECH, "同志们") == "greeting"
    assert reason_of(reading, SPEECH, "一季度新开工") == "review"
    assert reason_of(reading, SPEECH, "让我们") == "slogan"
    assert reason_of(reading, SPEECH, "在项目建设上提速") == "heading"


def test_a_speech_names_its_owners_in_prose():
    reading = read(SPEECH)
    first = task_with(reading, "42个市级重点项目")
    assert (first.lead_units, first.due, first.due_text) == (["县发改局"], "2026-06-30", "6月底前")
    land = task_with(reading, "用地报批")
    assert (land.leaders, land.lead_units, land.co_units, land.due) == (
        ["周县长"],
        ["县资源局"],
        ["县林业局"],
        "2026-05-20",
    )
    lead = task_with(reading, "两条产业链")
    assert lead.lead_units == ["各镇办"]
    assert [(one.op, one.value) for one in lead.measures] == [(">=", "25"), (">=", "30")]
    assert task_with(reading, "通报进展").repeats == "monthly"
    assert task_with(reading, "通报进展").due is None


def test_a_bracket_belongs_to_its_own_item_and_an_owner_line_to_those_before_it():
    reading = read(MINUTES)
    first = task_with(reading, "改造小区18个")
    assert (first.lead_units, first.co_units, first.due) == (["县住建局"], ["县财政局", "城关街道办"], "2026-11-30")
    for words in ("加装电梯", "新建停车位"):
        task = task_with(reading, words)
        assert (task.lead_units, task.joint_units, task.due) == (["县住建局"], ["县城管局"], "2026-10-31")


def test_one_bracket_may_close_several_tasks_with_times_or_measures_of_their_own():
    text = "推进厂房建设，8月底前交付5栋。盘活闲置厂房，10月底前盘活20处。（县工信局牵头，县财政局配合）"
    reading = read(text, year=2026)
    assert [(task.lead_units, task.due) for task in reading.tasks] == [
        (["县工信局"], "2026-08-31"),
        (["县工信局"], "2026-10-31"),
    ]


def test_a_paragraph_with_a_heading_of_its_own_and_one_owner_is_one_task():
    text = "（一）壮大特色产业。建设茶叶基地。培育龙头企业。（责任单位：县农业农村局、各镇办）"
    (task,) = read(text).tasks
    assert (task.title, task.lead_units, task.joint_units) == ("壮大特色产业", ["县农业农村局"], ["各镇办"])


def test_the_owner_may_stand_before_its_tasks():
    text = "一、成员单位职责\n1.县水利局：加强河道采砂管理，打击非法采砂。\n2.县审计局：做好项目审计监督工作。"
    assert [task.lead_units for task in read(text).tasks] == [["县水利局"], ["县审计局"]]


def test_a_heading_gives_its_items_their_leader_and_their_year():
    text = (
        "2026年重点工作责任分解\n一、谢明副县长牵头重点工作\n"
        "1.新建标准厂房3万平方米。\n责任单位：县住建局\n2.引进企业12家。\n县商务局牵头，县财政局配合。\n"
    )
    tasks = read(text).tasks
    assert [(task.lead_units, task.leaders) for task in tasks] == [
        (["县住建局"], ["谢明副县长"]),
        (["县商务局"], ["谢明副县长"]),
    ]
    year = read("2026年重点工作责任分解\n一、确保完成全年主要目标\n1.引进企业12家。\n责任单位：县商务局\n").tasks
    assert [(task.due, task.due_text) for task in year] == [("2026-12-31", "全年")]


def test_a_leader_over_a_section_stands_beside_each_items_own_unit():
    text = (
        "2026年重点工作责任分解\n一、产业\n牵头领导：谢明\n1.新建标准厂房3万平方米。\n责任单位：县发改局\n"
        "2.引进企业12家。\n责任单位：县商务局\n二、民生\n（牵头单位：县民政局）\n3.新建养老服务站3个。\n"
    )
    assert [(task.lead_units, task.leaders) for task in read(text).tasks] == [
        (["县发改局"], ["谢明"]),
        (["县商务局"], ["谢明"]),
        (["县民政局"], []),
    ]


def test_who_is_named_at_an_items_head_answers_for_its_later_sentences():
    text = "县政府专题会议纪要\n会议决定：\n（一）由县林业局负责，于7月17日前完成征迁12户。同时，做好报批工作。\n"
    assert [task.lead_units for task in read(text).tasks] == [["县林业局"], ["县林业局"]]


def test_a_set_of_rules_gives_no_tasks():
    reading = read(RULES)
    assert reading.tasks == []
    assert reason_of(reading, RULES, "决策机关应当") == "norm"


def test_the_section_before_the_documents_year_looks_back():
    text = "云岭县2026年政府工作报告\n一、2025年工作\n新建公路30公里。\n二、2026年工作安排\n新建公路40公里。"
    assert [task.measures[0].value for task in read(text).tasks] == ["40"]


def test_sections_are_the_headings_above_a_task():
    assert task_with(read(MINUTES), "水厂初步设计").section == ("关于农村供水",)


def test_titles_say_what_is_done_not_by_whom_nor_when():
    reading = read(MINUTES)
    assert task_with(reading, "水厂").title == "完成12处水厂初步设计批复"
    assert task_with(read(SPEECH), "第三小学").title == "加快第三小学建设"


def test_every_field_leads_back_to_its_words():
    reading = read(MINUTES)
    task = task_with(reading, "改造小区18个")
    shown = {name: [MINUTES[start:end] for start, end in spans] for name, spans in task.evidence.items()}
    assert shown["lead_units"] == ["县住建局"]
    assert shown["co_units"] == ["县财政局", "城关街道办"]
    assert shown["due"] == ["11月底前完成"]
    assert shown["measures"][0].endswith("18个")


def test_names_are_resolved_with_a_registry():
    reading = read(SPEECH, registry=read_registry("u.csv", UNITS.encode()))
    assert task_with(reading, "42个").resolved == {"县发改局": ["云岭县发展和改革局"]}
    assert len(task_with(reading, "两条产业链").resolved["各镇办"]) == 3
    assert "resolved" in task_with(reading, "42个").as_dict()
    assert "resolved" not in read(SPEECH).tasks[0].as_dict()


def test_the_json_has_the_promised_shape():
    result = read(MINUTES).as_dict()
    assert result["document"] == {
        "title": "云岭县人民政府2026年第三次常务会议纪要",
        "date": "2026-03-05",
        "chars": len(MINUTES),
        "year": 2026,
    }
    promised = (
        "text title lead_units co_units joint_units leaders due due_text repeats measures section start end confidence"
    )
    assert set(promised.split()) <= set(result["tasks"][0])
    assert set(result["tasks"][0]["measures"][0]) == {"what", "op", "value", "unit", "text"}
    assert all(0 <= task["confidence"] <= 1 for task in result["tasks"])


PIECES = [
    *(
        "县住建局",
        "牵头",
        "负责",
        "要",
        "（",
        "）",
        "、",
        "，",
        "。",
        "；",
        "：",
        "一、",
        "（一）",
        "1.",
        "一是",
        "责任单位：",
    ),
    *(
        "6月底前",
        "每月",
        "不少于",
        "30个",
        "X个",
        "推进项目建设",
        "和",
        "等部门",
        "各镇办",
        "谢县长",
        "\n",
        "\u3000\u3000",
    ),
    *("第一条", "#", "2026年", "“", "”", "去年以来", "翻一番", "😀", "-", "表\t格"),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_whatever_is_put_together_is_read_with_right_places(text):
    reading = read(text, year=2026)
    taken = [(one.start, one.end) for one in [*reading.tasks, *reading.passed]]
    assert all(task.text == text[task.start : task.end] != "" for task in reading.tasks)
    assert all(any(a < end and start < b for a, b in taken) for start, end in sentence_spans(text))
    assert all(a <= b <= len(text) for task in reading.tasks for spans in task.evidence.values() for a, b in spans)


ANOTHERS = "县财政局要在9月10日前拨付配套资金300万元。"


@pytest.mark.parametrize(
    "text",
    [
        "（二）由县林业局负责，于7月17日前完成林地征收。{}",
        "2.由县交警大队负责，7月底前施划停车泊位900个；对占用消防通道的车辆，依法从严处理。{}",
        "（3）县司法局会同县委编办：公布检查事项清单，3月20日前挂网。清单之外不得入企检查。{}",
        "■ 展销专班\n① 招募参展商户120家。\n{}\n② 组织评选，推出菜品30道。\n【牵头：县商务局；配合：县总工会】",
        "（一）排查整治\n牵头单位：县林业局　参与单位：县应急局\n- 清理树障210处，10月25日前完成。{}\n- 设置卡口36个。",
        "（一）强基行动\n{}\n推进内网改造。支持企业建设内网，优化升级。（责任单位：县工信局、县科技局）",
    ],
)
def test_what_somebody_else_is_bidden_among_an_owners_words_is_that_ones(text):
    led = {task.text: task.lead_units for task in read(text.format(ANOTHERS), year=2026).tasks}
    assert led.pop(ANOTHERS) == ["县财政局"]
    assert led
    assert all("县财政局" not in units for units in led.values())


@pytest.mark.parametrize(
    ("said", "leaders"),
    [
        ("会议要求，县住建局5月底前改造管网12公里，梁涛同志负总责。", ["梁涛同志"]),
        ("会议同意县住建局提出的方案，由梁涛副县长统筹，县住建局5月底前改造管网12公里。", ["梁涛副县长"]),
    ],
)
def test_minutes_say_who_answers_for_what_a_unit_does(said, leaders):
    (task,) = read(f"县政府常务会议纪要\n\n一、研究供水问题\n{said}", year=2026).tasks
    assert (task.leaders, task.lead_units, task.due) == (leaders, ["县住建局"], "2026-05-31")
