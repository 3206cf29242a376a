"""Labels that a county made up, boxes of all kinds, what only is, and whose a field of work is."""

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.labelling import relabelled

HEAD = "清平县2025年重点任务清单\n\n"
ITEMS = (
    ("新建农村公路35公里。", "蒲俊生", "县交通局", ["县财政局", "各乡镇"], "6月底"),
    ("修缮泵站6座。", "户大为", "县水利局", ["县城投公司"], "9月30日前"),
)
LABELS = [("包干人", "首责单位", "共担单位", "限办"), ("挂图作战人", "交卷单位", "帮办单位", "销号时点")]
FORMS = [
    "{i}.{t}\n{p}：{P}　　{l}：{L}　　{c}：{C}　　{d}：{D}\n",
    "{i}.{t}（{p}：{P}，{l}：{L}，{c}：{C}，{d}：{D}）\n",
    "{i}.{t}\n〔{p}：{P}〕〔{l}：{L}〕〔{c}：{C}〕〔{d}：{D}〕\n",
    "{i}.{t}\n【{p}】{P}\n【{l}】{L}\n【{c}】{C}\n【{d}】{D}\n",
    "{i}.{t}「{p}：{P}；{l}：{L}；{c}：{C}；{d}：{D}」\n",
    "{i}.{t}{p}：{P}。{l}：{L}。{c}：{C}。{d}：{D}。\n",
]


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("form", FORMS)
def test_labels_are_known_by_what_stands_behind_them(form, labels):
    p, lead, co, due = labels
    text = HEAD + "\n".join(
        form.format(i=i, t=t, P=who, L=unit, C="、".join(others), D=day, p=p, l=lead, c=co, d=due)
        for i, (t, who, unit, others, day) in enumerate(ITEMS, 1)
    )
    tasks = read(text).tasks
    assert [(one.leaders, one.lead_units, one.co_units, one.due) for one in tasks] == [
        (["蒲俊生"], ["县交通局"], ["县财政局", "各乡镇"], "2025-06-30"),
        (["户大为"], ["县水利局"], ["县城投公司"], "2025-09-30"),
    ]


@pytest.mark.parametrize(
    "text", ["联系人：蒲俊生\n联系人：户大为\n", "县城建局：阎立本\n县水利局：尤俊\n", "汇报单位：县水利局\n" * 2]
)
def test_labels_of_others_stay(text):
    assert relabelled(text) == text


@pytest.mark.parametrize("box", ["【主】县交通局【协】县财政局", "（牵头）县交通局　（配合）县财政局"])
def test_short_tags(box):
    tasks = read(f"{HEAD}1.新建公路35公里。\n{box}\n2.修缮泵站6座。\n{box}\n").tasks
    assert [(one.lead_units, one.co_units) for one in tasks] == [(["县交通局"], ["县财政局"])] * 2


FACTS = [
    "全县65岁以上老人3.2万人，失能半失能近4000人。",
    "去年汛期冲毁护岸1.2公里，群众意见很大。",
    "城区停车位缺口达3000个。",
    "近三年共发生交通事故37起，死亡6人。",
]


@pytest.mark.parametrize("fact", FACTS)
def test_what_is_is_no_task_and_no_measure(fact):
    tasks = read(f"{HEAD}1.改善设施。{fact}新建驿站16处，6月底前投用。（县住建局牵头，县财政局配合）\n").tasks
    assert [[measure.value for measure in one.measures] for one in tasks] in ([["16"]], [[16]])


@pytest.mark.parametrize(
    "words",
    [
        "本清单依据县委全会精神制定。",
        "清单中加“★”者为首责单位。",
        "完成好的单位，在年度考核中予以加分。",
        "要把稳工业作为头等大事来抓。",
        "实事进度可在政府网站查询。",
    ],
)
def test_words_about_the_list_are_no_tasks(words):
    assert not read(f"{HEAD}{words}\n").tasks


def test_a_field_its_leader_and_its_unit():
    head = "在供热工作会上的讲话\n\n（2024年9月27日）\n\n"
    text = (
        f"{head}（一）供热这块，总的由蒲俊生副县长牵头抓，县住建局具体负责。还没换完的7公里管网，10月10日前必须换完。"
    )
    assert [(one.lead_units, one.leaders) for one in read(text).tasks] == [(["县住建局"], ["蒲俊生副县长"])]


def test_working_groups_and_names_with_and_in_them():
    text = "综合组6月底前晾晒进度2次。\n由县建设局组织实施新建管网64公里，县公路与运输管理中心协同做好审批。\n"
    assert ["综合组"] in [one.lead_units for one in read(text, year=2025).tasks]
    assert any("县公路与运输管理中心" in one.co_units for one in read(text, year=2025).tasks)


def test_a_part_by_another_name():
    lines = "第一战线　控臭氧\n包抓领导：蒲俊生\n主责：县环境局\n\n"
    text = f"{HEAD}{lines}——完成活性炭更换132家。〔协同：县科工局　6月20日前〕\n"
    (task,) = read(text).tasks
    assert (task.leaders, task.lead_units, task.co_units, task.due) == (
        ["蒲俊生"],
        ["县环境局"],
        ["县科工局"],
        "2025-06-20",
    )
