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
        ("8月20日开工，2027年4月完工，拓宽道路", "2027-04-30"),
        ("从4月1日起，用三个月时间开展小区摸底", "2026-06-30"),
        ("盘活停产车间，三季度恢复生产", "2026-09-30"),
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
        "（一）2026年8月底前，完成整治。\n县城管局对违建逐一拆除。",
        "第二步：集中整治（5月1日至8月31日）\n1.县城管局对违建逐一拆除。",
        "（一）集中整治：2026年8月31日前。县城管局对违建逐一拆除。",
        "（一）8月底前，做好以下工作：\n1.县城管局对违建逐一拆除。",
        "1.县城管局对违建逐一拆除。\n所有任务务必于8月31日前全部完成。",
        "1.县城管局对违建逐一拆除。\n说明：完成时限未注明的，均为2026年8月底。",
    ],
)
def test_a_heading_says_until_when(stage):
    assert limits(stage) == ["2026-08-31"]


@pytest.mark.parametrize(
    "time",
    [
        "（二）下半年工作安排",
        "（二）下半年怎么干",
        "（二）2026年重点任务",
        "（二）全年要办好以下实事：",
        "（一）5月底前，摸清底数\n1.开展摸底。\n（二）分类处置。",
    ],
)
def test_of_what_time_a_part_speaks_is_no_limit(time):
    assert limits(f"{time}\n1.县城管局对违建逐一拆除。")[-1] == ""


def test_what_stands_behind_the_owners_is_their_limit():
    assert limits("1.改造小区20个。责任单位：县住建局。9月底前完成。") == ["2026-09-30"]
    assert limits("1.改造小区20个。4月启动招标，10月底前全部完工。（县住建局牵头）") == ["2026-10-31"]


def test_each_of_several_items_has_its_own_limit():
    text = "1.改造管网9公里。新建泵站2座，9月10日前完成设备安装。\n牵头单位：县水务局\n完成时限：8月31日"
    assert limits(text) == ["2026-08-31", "2026-09-10"]


def test_what_goes_on_for_good_and_comes_again_says_how_often():
    assert limits("1.每旬发布一次墒情。（县农业农村局，长期坚持）") == ["ten_days"]


@pytest.mark.parametrize(
    "said",
    ["（1）（2）于5月底前，（3）于年底前", "第1、2项5月底前完成，第3项年底前完成。"],
)
def test_limits_are_said_of_items_by_their_numbers(said):
    items = "（1）县水务局改造管网9公里。\n（2）县城管局新建公厕2座。\n（3）县住建局改造小区3个。\n"
    assert limits(f"{items}办结时限：{said}" if said.startswith("（") else items + said) == [
        "2026-05-31",
        "2026-05-31",
        "2026-12-31",
    ]


def test_a_limit_over_several_is_of_each():
    text = "（一）5月底前，做好三件事：一是县水务局检修泵站9座；二是县城管局疏通雨水井80个。"
    assert limits(text) == ["2026-05-31", "2026-05-31"]


def test_stages_alone_are_no_tasks():
    assert limits("（一）动员部署（4月1日至4月10日）。\n（二）集中整治（4月11日至8月31日）。") == []
