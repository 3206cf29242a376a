"""A project, the lines of its owners, and what is to be done for it this year: one below the other."""

import pytest

from luoshi.core.reading.draft import read

HEAD = "关于县级领导包抓重点项目的通知\n2026年2月6日\n\n现将包抓项目及年度任务通知如下。\n\n"
OWNERS = ("包抓领导：副县长 赵敏\n责任单位：县水利局\n协作单位：县财政局\n", "包抓领导：谢明\n责任单位：县文旅局\n")
WORK = ("9月底前建成水厂1座", "修缮古民居37栋")


def card(title, owners, work):
    return f"{title}\n{owners}年度任务：{work}\n\n"


def of(task):
    return task.lead_units, task.co_units, task.leaders


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("◎ 城北水厂", "◎ 古驿道示范带"),
        ("城北水厂", "古驿道示范带"),
        ("项目名称：城北水厂", "项目名称：古驿道示范带"),
        ("1.城北水厂", "2.古驿道示范带"),
        ("（一）城北水厂", "（二）古驿道示范带"),
    ],
)
def test_the_lines_of_a_project_are_said_of_its_work_and_of_no_others(first, second):
    tasks = read(HEAD + card(first, OWNERS[0], WORK[0]) + card(second, OWNERS[1], WORK[1]), year=2026).tasks
    assert [of(task) for task in tasks] == [
        (["县水利局"], ["县财政局"], ["副县长赵敏"]),
        (["县文旅局"], [], ["谢明"]),
    ]
    assert tasks[0].due == "2026-09-30"


def test_who_belongs_to_a_team_is_asked_by_its_first():
    work = "项目专班：县水利局（牵头）、县财政局\n攻坚任务：\n①9月底前建成水厂1座。\n②铺设管网9公里。\n\n"
    tasks = read(f"{HEAD}【项目一】城北水厂\n{work}【项目二】城南水厂\n{work}", year=2026).tasks
    assert len(tasks) == 4
    assert all(of(task) == (["县水利局"], ["县财政局"], []) for task in tasks)


def test_a_problem_with_its_owners_ahead_and_what_is_to_be_done_about_it_behind():
    text = (
        "关于督办事项的通知\n2026年3月6日\n\n1．窗口下沉。责任单位：县医保局、各镇。包抓领导：赵敏。存在问题：至今没有窗口。"
        "督办意见：4月20日前设服务窗口2个。\n2．危房改造。责任单位：县住建局。包抓领导：谢明。存在问题：仍有31户没有竣工。"
        "督办意见：5月底前全部竣工。\n"
    )
    tasks = [task for task in read(text, year=2026).tasks if task.due]
    assert [of(task) for task in tasks] == [(["县医保局"], ["各镇"], ["赵敏"]), (["县住建局"], [], ["谢明"])]


def test_who_coordinates_before_a_meeting_lists_what_it_decided_sees_to_all_of_it():
    text = (
        "县政府常务会议纪要\n\n一、关于医院搬迁\n会议原则同意县卫健局的方案。此项工作由副县长谢明总协调，副县长赵敏具体抓。会议明确：\n"
        "1.县卫健局4月底前修改方案。\n2.县财政局落实经费380万元。\n\n二、关于道路\n县交通局5月底前修路3公里。\n"
    )
    tasks = read(text, year=2026).tasks
    assert [task.leaders for task in tasks] == [["副县长谢明", "副县长赵敏"], ["副县长谢明", "副县长赵敏"], []]
