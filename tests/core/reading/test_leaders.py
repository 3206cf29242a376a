"""Leaders and lead units in every layout a clerk uses: lines, headings, brackets, tables, prose."""

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.owners import owners_of
from luoshi.core.reading.grammar.references import references

TITLE = "青石县2026年重点工作任务分解方案\n\n"


def who(text, part):
    task = next(task for task in read(text, year=2026).tasks if part in task.text)
    return task.lead_units, task.leaders


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("县级包抓领导", "leader"),
        ("牵头副县长", "leader"),
        ("承办负责人", "leader"),
        ("责任单位及责任人", "joint"),
        ("责任领导及单位", "joint"),
        ("牵头领导、牵头单位", "lead"),
        ("第一责任单位", "joint"),
        ("督办单位", "none"),
        ("化解时限", "due"),
        ("会议时间安排表", ""),
        ("参加", ""),
    ],
)
def test_a_label_is_read_by_its_parts(label, role):
    assert role_of_label(label) == role


@pytest.mark.parametrize(
    ("words", "lead", "leaders"),
    [
        ("包联县领导林卫国，责任单位县园区管委会", ["县园区管委会"], ["林卫国"]),
        ("赵敏副县长总负责、县教体局牵头实施、县住建局配合", ["县教体局"], ["赵敏副县长"]),
        ("县交通局牵头，陈志远同志分管", ["县交通局"], ["陈志远同志"]),
        ("挂帅领导：令狐明，县委副书记；责任单位：县住建局（孙立军）", ["县住建局"], ["令狐明", "孙立军"]),
        ("牵头单位：县发改局（责任人：王立新）", ["县发改局"], ["王立新"]),
        ("赵敏副县长牵头；县城投公司、县城管局", ["县城投公司"], ["赵敏副县长"]),
    ],
)
def test_leaders_beside_units(words, lead, leaders):
    owners = owners_of(words)
    assert [name.text for name in owners.lead] == lead
    assert [name.text for name in owners.leaders] == leaders


ITEMS = "1.完成食品产业园二期主体工程。（县发改局）\n2.新培育规上企业8家。（县工信局）\n"


@pytest.mark.parametrize(
    "over",
    [
        "一、项目建设（牵头领导：林卫国）\n",
        "一、项目建设（林卫国）\n",
        "一、项目建设\n牵头领导：林卫国\n",
        "一、项目建设——责任领导：林卫国\n",
        "一、林卫国副县长领办事项\n",
        "一、项目建设（2项）\n牵头领导：林卫国\n",
        "■ 项目建设专班｜领衔县领导：林卫国（副县长）\n",
    ],
)
def test_a_leader_named_once_is_in_charge_of_all_items_under_it(over):
    text = TITLE + over + ITEMS + "二、民生\n3.新建公厕6座。（县城管局）\n"
    assert [who(text, part)[1] for part in ("二期", "8家", "6座")][2] == []
    assert all("林卫国" in who(text, part)[1][0] for part in ("二期", "8家"))
    assert who(text, "8家")[0] == ["县工信局"]


def test_lines_behind_the_items_name_their_leader_or_their_unit_by_number():
    text = (
        TITLE
        + "一、建设\n1.新建公厕6座。责任单位：县城管局\n2.改造危桥8座。责任单位：县交通局\n以上工作由赵敏副县长牵头。\n"
    )
    assert who(text, "6座") == (["县城管局"], ["赵敏副县长"])
    text = (
        TITLE
        + "一、建设\n1.新建公厕6座。\n2.改造危桥8座。\n3.新建小学1所。\n第1、2项由县住建局负责，第3项由县教体局负责。\n"
    )
    assert [who(text, part)[0] for part in ("6座", "8座", "1所")] == [["县住建局"], ["县住建局"], ["县教体局"]]


def test_references_need_more_than_a_label_that_says_first():
    assert references("第一责任单位：县住建局") == []
    assert [sorted(one.numbers) for one in references("以上1—3项由县住建局牵头；第4项由县教体局负责。")] == [
        [1, 2, 3],
        [4],
    ]


def test_owners_before_what_they_do():
    text = (
        TITLE
        + "1.（县工信局牵头，县财政局配合）新培育规上企业8家。\n2.修复岸线。责任单位为县水利局。修复岸线14公里。\n"
    )
    assert who(text, "8家")[0] == ["县工信局"]
    assert who(text, "14公里")[0] == ["县水利局"]


@pytest.mark.parametrize(
    ("words", "lead", "leaders"),
    [
        ("请栗副县长督促县资源局4月20日前组卷上报。", ["县资源局"], ["栗副县长"]),
        ("请分管交通的宿德明副县长靠上去，县交通局主抓，清明节前签完协议。", ["县交通局"], ["宿德明副县长"]),
        ("由县委常委、政法委书记颜明远同志总牵头，县公安局年底前建成平台。", ["县公安局"], ["颜明远同志"]),
        ("县城管局年内新增泊位500个，赵敏副县长每周调度一次。", ["县城管局"], ["赵敏副县长"]),
        ("请文渊同志牵头，县住建局会同县水务公司6月15日前把管线底数摸清。", ["县住建局"], ["文渊同志"]),
        ("县委督查室要在4月底前开展一次回头看。", ["县委督查室"], []),
    ],
)
def test_leaders_in_prose(words, lead, leaders):
    (task,) = read(f"会议纪要\n\n会议议定：\n一、{words}\n", year=2026).tasks
    assert (task.lead_units, task.leaders) == (lead, leaders)


def test_who_speaks_attends_or_approves_leads_nothing():
    text = (
        "青石县政府常务会议纪要\n\n5月8日，县长谢明主持召开会议，副县长林卫国参加会议。\n"
        "一、会议听取了县住建局局长王立新的汇报。谢县长强调，县住建局要在9月底前完成12个小区改造。\n"
        "二、成立领导小组，由副县长林卫国任组长。县发改局要在5月底前印发方案。\n"
    )
    assert all(not task.leaders for task in read(text, year=2026).tasks)


def test_a_table_takes_leaders_from_the_line_over_it_and_from_the_row_above():
    text = (
        "重点事项清单\n\n## 第一组　包联领导：赵敏（副县长）\n\n| 编号 | 事项 | 主办 | 办结日期 |\n|---|---|---|---|\n"
        "| A1 | 化解4个小区“办证难”问题 | 县住建局 | 10月31日 |\n"
    )
    assert who(text, "办证难") == (["县住建局"], ["赵敏"])
    text = "| 牵头领导 | 工作任务 | 责任单位 |\n|---|---|---|\n| 赵敏 | 新建公厕6座 | 县城管局 |\n| | 改造危桥8座 | 县交通局 |\n"
    assert who(text, "8座") == (["县交通局"], ["赵敏"])


def test_tables_that_lost_their_shape_are_tables_still():
    stacked = (
        TITLE + "序号\n工作任务\n牵头领导\n责任单位\n1\n新建公厕6座\n赵敏\n县城管局\n2\n改造危桥8座\n陈志远\n县交通局\n"
    )
    assert who(stacked, "8座") == (["县交通局"], ["陈志远"])
    spaced = TITLE + "序号    工作任务    牵头领导    责任单位\n1    新建公厕6座    赵敏    县城管局\n"
    assert who(spaced, "6座") == (["县城管局"], ["赵敏"])


def test_labels_made_wide_or_broken_from_their_names():
    text = (
        TITLE
        + "实事一　公厕\n新建公厕6座。\n主　　办：县城管局\n实事二　危桥\n改造危桥8座。\n牵头领导：\n陈志远\n责任单位：\n县交通局\n"
    )
    assert who(text, "6座")[0] == ["县城管局"]
    assert who(text, "8座") == (["县交通局"], ["陈志远"])


def test_how_is_no_task_beside_what():
    text = TITLE + "任务一：公厕\n工作目标：新建公厕6座。\n工作措施：倒排工期。\n责任单位：县城管局\n"
    assert [task.text for task in read(text, year=2026).tasks] == ["工作目标：新建公厕6座。"]
