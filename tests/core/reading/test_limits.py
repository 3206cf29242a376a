"""Until when, where the words stand: in a heading, behind the owners, of several steps, of several items."""

import pytest

from luoshi.core.reading.draft import read

HEAD = "云岭县城区改造实施方案\n（2026年3月5日）\n三、重点任务\n"


def limits(text):
    return [task.due or task.repeats or task.due_text for task in read(HEAD + text).tasks]


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("4月15日至5月15日开展小区摸底", "2026-05-15"),
        ("4—6月开展小区摸底", "2026-06-30"),
        ("自5月1日起至8月31日止，对违建逐一拆除", "2026-08-31"),
        ("2026.6.30前完成小区摸底", "2026-06-30"),
        ("6 月 30 日前完成小区摸底", "2026-06-30"),
        ("2026年改造小区20个、2027年改造小区30个", "2027-12-31"),
        ("半个月内完成小区摸底", "2026-03-20"),
        ("用3个月时间完成小区摸底", "2026-06-05"),
        ("每五日报送一次改造进度", "每五日"),
        ("每半个月调度一次改造进度", "half_monthly"),
        ("每天巡查一遍改造工地", "daily"),
        ("对3月底前仍未开工的项目逐个约谈", ""),
        ("根据4月2日县政府常务会议精神，抓紧拟定改造方案", ""),
        ("开学后三周内完成校园改造", "开学后三周内"),
    ],
)
def test_a_sentence_says_until_when(sentence, limit):
    assert limits(f"1.县住建局{sentence}。") == [limit]


@pytest.mark.parametrize(
    "stage",
    [
        "（一）整治阶段（5月1日至8月31日）。县城管局对违建逐一拆除。",
        "（一）整治阶段（8月31日前）\n县城管局对违建逐一拆除。",
        "（一）集中整治（8月31日前）。县城管局对违建逐一拆除。",
        "（一）8月底前完成的任务\n1.县城管局对违建逐一拆除。",
    ],
)
def test_a_heading_says_until_when(stage):
    assert limits(stage) == ["2026-08-31"]


def test_what_stands_behind_the_owners_is_their_limit():
    assert limits("1.改造小区20个。责任单位：县住建局。9月底前完成。") == ["2026-09-30"]
    assert limits("1.改造小区20个。4月启动招标，10月底前全部完工。（县住建局牵头）") == ["2026-10-31"]


def test_each_of_several_items_has_its_own_limit():
    text = "1.改造管网9公里。新建泵站2座，9月10日前完成设备安装。\n牵头单位：县水务局\n完成时限：8月31日"
    assert limits(text) == ["2026-08-31", "2026-09-10"]


def test_what_goes_on_for_good_and_comes_again_says_how_often():
    assert limits("1.每旬发布一次墒情。（县农业农村局，长期坚持）") == ["ten_days"]


def test_stages_alone_are_no_tasks():
    assert limits("（一）动员部署（4月1日至4月10日）。\n（二）集中整治（4月11日至8月31日）。") == []
