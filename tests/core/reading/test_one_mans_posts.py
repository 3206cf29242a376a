"""Leaders with two posts, behind one another, or in a sentence's last clause; and times that no calendar knows."""

import pytest

from luoshi.core.reading.draft import read

_HEAD = "关于重点工作的通知\n2026年2月5日\n"


@pytest.mark.parametrize(
    "title",
    [
        "一、社会治安（牵头领导：副县长，县公安局局长谢明）",
        "一、社会治安（由副县长，县公安局局长谢明牵头）",
        "一、社会治安（责任领导：县委常委，县公安局局长谢明）",
    ],
)
def test_a_comma_between_the_posts_of_one_man(title: str) -> None:
    assert read(f"{_HEAD}{title}\n1.新建警务室5个。（县公安局）").tasks[0].leaders == ["县公安局局长谢明"]


@pytest.mark.parametrize(
    "words",
    [
        "县教体局6月底前更新校车20辆，请单梦华同志会后协调。",
        "县水利局5月底前清淤12公里，请单梦华同志会后再调度一次。",
        "县住建局6月底前改造小区8个，单梦华同志把好关、耿介同志具体抓。",
    ],
)
def test_who_sees_to_it_in_the_last_clause_has_no_task_of_his_own(words: str) -> None:
    found = read(f"{_HEAD}一、工作任务\n{words}").tasks
    assert len(found) == 1
    assert found[0].leaders[0] == "单梦华同志"


def test_both_who_see_to_it_behind_one_another() -> None:
    words = "县住建局6月底前改造小区8个。谢明副县长把好关、耿介同志具体抓。"
    assert read(f"{_HEAD}一、工作任务\n1.{words}").tasks[0].leaders == ["谢明副县长", "耿介同志"]


def test_last_clause_is_of_all_that_commas_part() -> None:
    words = "会议议定：县水利局5月底前打井6眼，县财政局拨付200万元，谢明副县长负责督办。"
    assert [task.leaders for task in read(_HEAD + words).tasks] == [["谢明副县长"], ["谢明副县长"]]


@pytest.mark.parametrize("ahead", [True, False])
def test_each_of_his_own_items_by_their_numbers(ahead: bool) -> None:
    items = ["1.新增规上企业5家。（县工信局）", "2.新建厂房3万平方米。（县工信局）", "3.引进项目4个。（县商务局）"]
    line = "牵头领导：谢明（1、2）、赵敏（3）"
    lines = [line, *items] if ahead else [*items, line]
    found = read(_HEAD + "\n".join(["一、工业发展", *lines])).tasks
    assert [task.leaders for task in found] == [["谢明"], ["谢明"], ["赵敏"]]


@pytest.mark.parametrize(
    "words",
    ["由县卫健局负责、赵敏副县长督办，8月底前建成急诊楼1栋。", "县卫健局牵头、赵敏同志包抓，8月底前建成急诊楼1栋。"],
)
def test_who_sees_to_it_behind_who_does_it(words: str) -> None:
    found = read(f"{_HEAD}一、工作任务\n{words}").tasks[0]
    assert found.lead_units == ["县卫健局"]
    assert found.leaders[0].startswith("赵敏")


def test_this_work_is_all_that_one_line_lists() -> None:
    words = "（1）城关镇5月底前签约120户；（2）县住建局7月底前交付安置房200套。赵敏同志对该项工作负总责。"
    found = read(f"{_HEAD}一、征迁问题\n{words}").tasks
    assert [task.leaders for task in found] == [["赵敏同志"], ["赵敏同志"]]


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("县粮储局开秤前校验地磅86台。", "开秤前"),
        ("公路段备足除雪车10台，第一场雪之前必须到位。", "第一场雪之前"),
        ("县住建局在台风登陆前加固广告牌300块。", "台风登陆前"),
        ("县教体局新生报到前完成宿舍改造3栋。", "新生报到前"),
    ],
)
def test_limit_that_no_calendar_knows(words: str, limit: str) -> None:
    assert read(f"{_HEAD}一、工作任务\n{words}").tasks[0].due_text == limit
