"""Who is in charge, whose the block is, and how far it reaches; and who only helps."""

import pytest

from luoshi.core.reading.draft import read

PLAN = "青石县2026年重点工作任务分解方案\n\n"
ITEMS = "1.完成食品产业园二期主体工程。（县发改局）\n2.新培育规上企业8家。（县工信局）\n"
MINUTES = "青石县人民政府常务会议纪要\n\n会议议定：\n一、"


def tasks(text):
    return read(text, year=2026).tasks


def leaders(text):
    return [task.leaders for task in tasks(text)]


@pytest.mark.parametrize(
    "over",
    [
        "一、项目建设（林卫国副县长分管）\n",
        "一、项目建设　林卫国\n",
        "一、项目建设——林卫国（常务副县长）\n",
        "一、项目建设组　组长：林卫国\n",
        "第一组　组长：林卫国\n",
        "一、项目建设（2项，林卫国牵头）\n",
        "一、项目建设（林卫国，县委常委、常务副县长）\n",
        "一、项目建设由林卫国副县长牵头\n",
        "一、林卫国（2项）\n",
        "## 林卫国副县长\n",
        "项目建设（牵头领导：林卫国）\n",
    ],
)
def test_a_title_names_the_leader_of_what_stands_under_it(over):
    assert all(len(named) == 1 and "林卫国" in named[0] for named in leaders(PLAN + over + ITEMS))


def test_a_title_names_nobody_by_a_common_word_or_a_unit():
    assert leaders(PLAN + "一、产业发展　高质量\n" + ITEMS) == [[], []]
    assert [task.lead_units for task in tasks(PLAN + "一、县教体局（责任人：夏侯凯）\n1.新建小学1所。\n")] == [
        ["县教体局"]
    ]


@pytest.mark.parametrize("post", ["常务副县长", "分管副县长", "分管城建的副县长", "县政府分管领导"])
def test_a_leader_is_named_by_what_he_has_charge_of(post):
    assert leaders(PLAN + f"一、项目建设（{post}牵头）\n" + ITEMS) == [[post], [post]]
    (task,) = tasks(MINUTES + f"由{post}牵头，县住建局5月底前完成12个小区改造。\n")
    assert (task.leaders, task.lead_units) == ([post], ["县住建局"])


@pytest.mark.parametrize(
    "closing",
    [
        "以上各项工作由林卫国副县长总牵头，每月调度一次。\n",
        "上述所有任务请林卫国副县长统筹调度。\n",
        "本清单所列事项由林卫国副县长牵头督办。\n",
        "注：以上任务牵头领导均为林卫国副县长。\n",
    ],
)
def test_a_closing_line_is_said_of_the_whole_document(closing):
    text = PLAN + "一、建设\n" + ITEMS + "二、民生\n3.新建公厕6座。（县城管局）\n\n" + closing
    assert leaders(text) == [["林卫国副县长"]] * 3


def test_a_line_of_a_leader_behind_a_parts_last_item_is_of_all_its_items():
    text = PLAN + "一、建设\n" + ITEMS + "牵头领导：林卫国\n二、民生\n3.新建公厕6座。（县城管局）\n"
    assert leaders(text) == [["林卫国"], ["林卫国"], []]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("\n牵头领导：林卫国\n责任单位：县发改局", "\n牵头领导：同上\n责任单位：县工信局"),
        ("（林卫国牵头，县发改局负责）", "（领导同上，县工信局负责）"),
        ("责任领导：林卫国\n责任单位：县发改局", "责任领导：同第1项\n责任单位：县工信局"),
    ],
)
def test_as_above_means_the_one_named_last(first, second):
    one, two = tasks(PLAN + f"1.完成二期主体工程。{first}\n2.新培育规上企业8家。{second}\n")
    assert (one.leaders, two.leaders, two.lead_units) == (["林卫国"], ["林卫国"], ["县工信局"])


def test_the_head_of_a_topic_is_in_charge_of_what_its_paragraph_says():
    text = (
        "在创建动员会上的讲话\n\n同志们：\n\n农贸市场这块，归永昌副县长管。市监局7月10日前把4个市场改到位。"
        "城投公司7月底前建好临时市场。\n\n宣传这块，电视台6月底前拍好2部短片。\n"
    )
    assert leaders(text) == [["永昌副县长"], ["永昌副县长"], []]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("王县长，你负总责，县住建局5月底前完成12个小区改造。", ["王县长"]),
        ("县住建局5月底前完成12个小区改造。卫国同志多跑一跑。", ["卫国同志"]),
        ("县住建局5月底前完成12个小区改造，此事由卫国同志盯到底。", ["卫国同志"]),
        ("由林卫国、赵敏两位副县长牵头，县住建局5月底前完成12个小区改造。", ["林卫国", "赵敏"]),
        ("林卫国副县长带县住建局，5月底前完成12个小区改造。", ["林卫国副县长"]),
        ("林县长带队，县住建局参加，5月底前完成12个小区改造。", ["林县长"]),
        ("县住建局5月底前完成12个小区改造，各镇党委书记要亲自抓。", []),
    ],
)
def test_who_sees_to_it_in_person(words, who):
    (task,) = tasks(MINUTES + words + "\n")
    assert (task.lead_units, task.leaders) == (["县住建局"], who)


@pytest.mark.parametrize(
    ("words", "help_"),
    [
        ("公安交警、城管执法等部门要联合整治，5月底前取缔市场3处。", ["城管执法"]),
        ("县住建局5月底前取缔市场3处。财政要保障、审计要跟进。", ["财政", "审计"]),
        ("县住建局5月底前取缔市场3处，资金由县财政局保障。", ["县财政局"]),
        ("县住建局要加强与县公安局、县城管局的协作，5月底前取缔市场3处。", ["县公安局", "县城管局"]),
        ("县住建局在县公安局配合下，5月底前取缔市场3处。", ["县公安局"]),
        ("县住建局要同公安、城管一道，5月底前取缔市场3处。", ["公安", "城管"]),
        ("请你局会同县公安局、县城管局，5月底前取缔市场3处。", ["县公安局", "县城管局"]),
        ("林县长牵头，县住建局、县公安局参加，5月底前取缔市场3处。", ["县公安局"]),
    ],
)
def test_who_helps_in_prose(words, help_):
    (task,) = tasks(MINUTES + words + "\n")
    assert task.co_units == help_


@pytest.mark.parametrize(
    "title", ["（一）县住建局（牵头）、县财政局\n", "一、县住建局会同县财政局\n", "一、县住建局（县财政局配合）\n"]
)
def test_a_title_says_who_leads_and_who_helps(title):
    (task,) = tasks(PLAN + title + "1.完成食品产业园二期主体工程。\n")
    assert (task.lead_units, task.co_units) == (["县住建局"], ["县财政局"])


def test_lines_over_and_under_a_table_name_the_leader():
    head = "| 编号 | 事项 | 承办人（承办单位） | 完成日子 |\n|---|---|---|---|\n"
    table = head + "| 1 | 改造危桥8座 | 谢明（县公路段） | 6月20日 |\n"
    over = "## 第一组\n\n本组由县委常委、副县长林卫国和副县长赵敏共同负责。\n\n" + table
    under = "## 第一组\n\n" + table + "\n以上第一组各项由副县长赵敏负责。\n"
    assert leaders(PLAN + over) == [["谢明", "林卫国", "副县长赵敏"]]
    assert leaders(PLAN + under) == [["谢明", "副县长赵敏"]]
