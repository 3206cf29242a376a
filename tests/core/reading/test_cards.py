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
