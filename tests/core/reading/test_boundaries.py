"""Where a task begins and ends, what one sentence says for those beside it, and what only sounds like a task."""

import pytest

from luoshi.core.reading.draft import read

SPEECH = "在全县项目推进会上的讲话\n（2026年7月8日）\n二、下一步工作\n"
PLAN = "云岭县防汛工作方案\n2026年3月2日\n三、重点任务\n"
MINUTES = "县政府专题会议纪要\n时间：3月2日（星期一）\n（2026年第3次）\n"


def tasks(text):
    return read(text).tasks


def texts(text):
    return [task.text for task in tasks(text)]


@pytest.mark.parametrize(
    "words",
    [
        "同时要看到，全县还有5个项目没有开工，增速比全市低1.7个百分点。",
        "这种局面再不扭转，下半年就要挨板子。",
        "下半年要抓住几个要害。",
        "临近年底，企业赶工期、群众赶归期，正是最容易出事的时候。",
        "做好今年工作，要坚持稳中求进，把着力点放在实体经济上。",
        "这项工作省里6月份就要考核，市里每月都要排名。",
        "县委、县政府已经下了决心，要用三年时间打一场翻身仗。",
        "按现在的进度，到年底最多完成七成。",
        "衔接资金还趴着4600万，趴在账上是要被收回的！",
        "全力以赴稳增长、促改革、惠民生。",
        "纪委的同志请注意，凡是吃拿卡要的，有一个处理一个。",
    ],
)
def test_remarks_and_outlooks_in_a_speech_are_no_tasks(words):
    assert texts(SPEECH + words) == []


@pytest.mark.parametrize(
    "words", ["油茶今年再发展2万亩，", "今年改厕3000户，一户都不能糊弄。", "38个薄弱村，年底前都要摘掉帽子。"]
)
def test_so_much_this_year_is_a_task_though_said_in_passing(words):
    assert len(texts(SPEECH + words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "对成效明显的镇，给予10万元奖励。",
        "改造资金由中央补助、县级配套、居民出资共同承担。",
        "成立县整治指挥部，由分管副县长任指挥长，县公安局局长任副指挥长。",
        "年底考核时，未完成的任务逐项扣分。",
    ],
)
def test_rules_and_bodies_of_a_plan_are_no_tasks(words):
    assert texts(PLAN + words) == []


def test_an_instruction_in_quotation_marks_holds_its_own_sentences():
    noted = "县督办通知\n2026年8月5日\n县长谢明8月4日批示：“同意。县住建局8月20日前更换水泵3台。请县商务局核实损失。”\n"
    assert [(task.text.strip("”"), task.due) for task in tasks(noted)] == [
        ("县住建局8月20日前更换水泵3台。", "2026-08-20"),
        ("请县商务局核实损失。", None),
    ]


def test_what_stands_before_the_next_steps_tells_how_things_are():
    text = (
        MINUTES
        + "一、县卫健局（分管领导：白露）\n新院区进度滞后43天。下步任务：\n1.5月20日前封顶。\n会议强调，要狠抓落实。"
    )
    assert texts(text) == ["5月20日前封顶。"]


def test_as_many_sentences_as_are_counted_behind_are_as_many_items():
    said = "（一）年报率达到90%以上；信用修复改为即申即办。以上两项由信用股负责，6月30日前完成。"
    found = tasks("云岭县信用工作要点\n2026年1月5日\n一、信用监管\n" + said)
    assert [(task.lead_units, task.due) for task in found] == [(["信用股"], "2026-06-30")] * 2


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("四月底前要办的事：县住建局清掏下水道47公里；县气象局增设雨量站15个。", ["2026-04-30"] * 2),
        ("县交通局负责修路58公里，县农业农村局负责修渠21公里，均于11月15日前完工。", ["2026-11-15"] * 2),
        ("5月底前做好两件事：一是县住建局排查危房；二是县水利局排查水库。", ["2026-05-31"] * 2),
    ],
)
def test_a_limit_said_once_is_that_of_all_beside_it(words, days):
    assert [task.due for task in tasks(PLAN + words)] == days


@pytest.mark.parametrize(
    "words",
    [
        "各镇税收入库进度，请财政局每旬排队。",
        "县发改局要把任务纳入台账，每半月向谢副县长报告一次。",
        "县纪委负责跟踪整改。整改期间每周通报一次。",
        "开展一次防汛演练。县应急局组织，县卫健局、县公安局参演。",
        "规范村级组织挂牌。由县委组织部牵头，县民政局配合，一季度末完成。",
    ],
)
def test_what_only_adds_to_a_task_is_none_of_its_own(words):
    assert len(texts(PLAN + words)) == 1


def test_a_topic_before_its_agent_makes_a_task_of_its_own():
    assert len(texts(MINUTES + "校舍由县代建中心修缮，8月20日完工。接送车辆由县公安局保障。")) == 2


def test_who_speaks_in_minutes_is_no_owner_and_this_month_is_the_meetings():
    (task,) = tasks(MINUTES + "谢县长：县财政局本月20日前拨付850万元。")
    assert (task.lead_units, task.leaders, task.due) == (["县财政局"], [], "2026-03-20")


def test_a_bracket_of_owners_ahead_leaves_the_item_behind_it():
    (task,) = tasks(PLAN + "（牵头领导：副县长丰收；责任单位：县消防救援大队）安装报警器5000只，元旦前装完。")
    assert (task.text, task.lead_units, task.due) == (
        "安装报警器5000只，元旦前装完。",
        ["县消防救援大队"],
        "2026-12-31",
    )


@pytest.mark.parametrize(
    "stage",
    [
        "（一）准备阶段（3月10日至3月31日）。{}",
        "（一）准备阶段（即日起至3月31日）\n{}",
        "（一）准备阶段（自方案印发之日起至3月底）\n{}",
        "（一）准备阶段（3.10-3.31）\n{}",
        "（一）准备阶段\n（3月10日至3月31日）\n{}",
        "（一）准备阶段　3月31日前\n{}",
        "（一）2026年2月—3月。{}",
        "第一阶段（3月31日前）：准备阶段。{}",
        "1.准备阶段（3月31日前）\n{}",
        "——第一步（3月）：{}",
    ],
)
def test_a_stage_says_until_when_what_stands_under_it_is_to_be_done(stage):
    (task,) = tasks(PLAN + stage.format("县水利局组织勘测设计，各镇配合放线。"))
    assert task.due == "2026-03-31"
