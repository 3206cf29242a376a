"""What is decided, and what only sounds like it: news, attitudes, conditions, goals; and where tasks end."""

import pytest

from luoshi.core.reading.draft import read

SPEECH = "在全县工作会议上的讲话\n（2026年4月8日）\n二、下一步工作\n"


def texts(text, **told):
    return [task.text for task in read(text, **told).tasks]


@pytest.mark.parametrize(
    "words",
    [
        "要守住不发生规模性返贫的底线。",
        "县发改局要进一步明确职责。",
        "县商务局要树牢大局意识，确保工作落到实处。",
        "县水利局要把安全扛在肩上。",
        "我每个月都要看一次进度。",
        "县督查办要敢于较真碰硬。",
        "各级干部要把心思用在干事上，说了就算、定了就干。",
        "对工作不力、进度滞后的，严肃追责问责。",
        "希望大家咬定目标、奋起直追。",
        "一季度，全县完成投资9.8亿元，下降3.2%。",
        "按这个进度，到年底要欠账3.6亿元。",
        "省里将于10月份开展实地考核。",
        "完不成任务的，年底一票否决。",
        "农贸市场搬迁原定2月底完成，因商户阻挠推迟。",
        "46项任务中，还有8项没有完成。",
        "5月20号，我要到工地上看。",
        "各镇各部门要对照目标，倒排工期、挂图作战。",
    ],
)
def test_talk_in_a_speech_is_no_task(words):
    assert texts(SPEECH + words) == []


@pytest.mark.parametrize(
    "words",
    [
        "会议听取了县经贸局关于前三季度工业运行情况的汇报。会议指出，工业增速回落8个百分点，要引起高度重视。",
        "县资源局汇报了土地报批情况，预计5月底前取得批复。",
        "根据评估结果，该宗地起始价为每亩28万元。",
        "全镇共有机动地2370亩，超期承包的占三成。",
        "副县长赵敏、县政府办公室主任林立参加，副县长陈宏请假。",
    ],
)
def test_what_a_meeting_heard_is_none(words):
    head = "县政府常务会议纪要\n2026年4月8日，会议纪要如下：\n一、关于工业运行工作（责任领导：赵敏）\n"
    assert texts(head + words) == []


@pytest.mark.parametrize(
    "words",
    [
        "各镇要结合实际，制定具体落实措施。",
        "强化要素保障。",
        "到2026年底，村容村貌明显改善，群众满意度显著提升。",
        "各主要责任单位要主动协调，其他责任单位要积极配合。",
        "县治理专班统筹推进，各镇主要负责人负总责。",
        "承办单位有困难的，可直接向县领导报告。",
    ],
)
def test_how_all_shall_go_about_it_is_none(words):
    head = "内涝治理实施方案\n三、重点任务\n（一）清理河道淤泥8万立方米。\n四、工作保障\n"
    assert texts(f"{head}（一）{words}") == ["清理河道淤泥8万立方米。"]


def test_the_last_item_is_a_task_whatever_stands_behind_it():
    items = "1．刑案发案数下降20%（县公安局）\n2．积案年内清零（县法院）\n任务变动的，不再另行发文。"
    assert texts(f"2026年重点任务分解\n一、平安建设\n{items}") == ["刑案发案数下降20%", "积案年内清零"]


def test_a_rules_every_year_binds_for_good():
    articles = "第一条　为了加强管理，制定本条例。\n第二条　县政府应当每年公布停车泊位数据。\n"
    assert texts(f"城市管理条例\n{articles}第三条　本条例自6月1日起施行。") == []


def test_a_newspaper_gives_none():
    text = "县长调研防汛工作\n5月23日，县长陈宏到石镜乡调研防汛工作。陈宏强调，县水利局要加强巡查，各乡镇要落实责任。"
    assert texts(text) == []


def test_a_plans_goals_stages_and_bodies_are_none():
    text = (
        "内涝治理实施方案\n二、工作目标\n到2026年底，消除积水点14处。\n三、重点任务\n（一）清理河道淤泥8万立方米。\n"
        "四、实施步骤\n（一）动员阶段（3月）。召开动员会，制定方案。\n五、保障措施\n"
        "（一）加强领导。成立领导小组，由县长任组长，办公室设在县住建局。"
    )
    assert texts(text) == ["清理河道淤泥8万立方米。"]


def test_a_new_doer_begins_a_new_task_and_helpers_do_not():
    assert texts("县发改局要修改完善方案，县司法局要审核印发。") == ["县发改局要修改完善方案", "县司法局要审核印发。"]
    (one,) = read("县教体局要在8月底前完成维修，县财政局要保障经费。", year=2026).tasks
    assert one.lead_units == ["县教体局"]


def test_what_only_says_until_when_belongs_to_the_sentence_before():
    (task,) = read("（一）新建中小学4所。9月1日前投入使用。", year=2026).tasks
    assert task.due == "2026-09-01"


def test_goals_in_a_row_are_one_task():
    assert len(texts("一、主要目标\n零售总额增长7%；进出口突破2.5亿元；网络零售额增长15%以上。")) == 1


def test_the_rest_of_the_items_may_have_a_limit_at_the_end():
    text = (
        "民生实事责任分工\n"
        "1.新建托位300个，6月底前完成。\n"
        "2.改造管网9公里。\n"
        "除已注明时限的外，其余事项均于12月20日前完成。"
    )
    assert [task.due for task in read(text, year=2025).tasks] == ["2025-06-30", "2025-12-20"]


def test_a_line_that_breaks_off_goes_on():
    text = (
        "1.完成饮水工程36处，更新改造供水管网42公里，受益\n"
        "人口2.3万人。（责任单位：市水利局、\n"
        "市住建局，11月底前完成）"
    )
    (task,) = read(text, year=2026).tasks
    assert (task.lead_units, task.co_units, task.due) == (["市水利局"], ["市住建局"], "2026-11-30")


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_a_table_in_plain_text_is_read_as_one(mark):
    rows = [["任务", "牵头单位", "配合单位", "时限"], ["新建基地1.2万亩", "县林业局", "各镇", "10月底"]]
    text = "\n".join(f"| {mark.join(row)} |" if "|" in mark else mark.join(row) for row in rows)
    (task,) = read(text, year=2026).tasks
    assert (task.lead_units, task.co_units, task.due) == (["县林业局"], ["各镇"], "2026-10-31")


def test_every_given_field_has_its_probability():
    (task,) = read("改造小区18个。（县住建局牵头，11月底前完成）", year=2026).tasks
    assert set(task.sure) == {"task", "lead_units", "due", "measures"}
    assert task.confidence == task.sure["task"]
    assert all(0 < share < 1 for share in task.sure.values())
