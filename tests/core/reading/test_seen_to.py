"""Who sees to what others carry out: named in a sentence, a line or a heading of its own; and which days are meant."""

import pytest

from luoshi.core.reading.draft import read

A, B = "县住建局6月底前完成管网改造12公里", "县财政局7月15日前拨付资金300万元"
OTHER = "县交通局8月底前修路9公里"
WHO = [
    "副县长耿介",
    "终小满副县长",
    "令狐青同志",
    "老耿",
    "县委常委、政法委书记燕北辰",
    "县政府党组成员诸葛庆",
    "县总工会主席户大川",
    "副县长（挂职）来福",
    "副县长买买提·艾力",
    "副县长　简　单",
]
DOES = ["调度", "跟到底", "负总责", "盯着", "统筹", "督战", "一抓到底", "牵头负责", "统一指挥、统一调度"]


def read_leaders(text):
    """Of each task its leaders, by the words that tell the tasks apart."""
    found = {}
    for task in read(text, year=2026).tasks:
        key = next((key for key in ("12公里", "300万元", "9公里") if key in task.text), task.text)
        found[key] = [name.replace("　", "") for name in task.leaders]
    return found


def called(who):
    """By his bare name, where a post stands before it with a blank or a mark between."""
    bare = who.replace("　", "")
    return {bare, bare[-2:], bare[-3:], bare.removesuffix("同志")}


def both_have(text, who):
    found = read_leaders(text)
    assert set(found) == {"12公里", "300万元", "9公里"}, found
    assert found["9公里"] == []
    for key in ("12公里", "300万元"):
        assert len(found[key]) == 1, found
        assert found[key][0] in called(who), found


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("does", DOES)
def test_a_sentence_behind_says_who_sees_to_all_before_it(who, does):
    both_have(f"专题会议纪要\n\n1.{A}；{B}。上述工作由{who}{does}。\n2.{OTHER}。\n", who)


@pytest.mark.parametrize(
    "layout",
    [
        "1.供水。{A}。{B}。这两项工作请{w}跟到底。\n2.{OTHER}。\n",
        "1.{A}。\n2.{B}。\n以上两项由{w}统一调度，县委督查室跟踪问效。\n3.{OTHER}。\n",
        "1.{A}。\n2.{B}。\n3.{OTHER}。\n前两项由{w}盯着。\n",
        "一、供水。此项工作由{w}调度。{A}。{B}。\n二、道路。{OTHER}。\n",
        "一、供水\n此项工作由{w}督战。\n1.{A}。\n2.{B}。\n二、道路\n1.{OTHER}。\n",
        "一、以下工作由{w}负总责：\n1.{A}。\n2.{B}。\n二、道路\n1.{OTHER}。\n",
        "一、供水工程（由{w}把关）\n1.{A}。\n2.{B}。\n二、道路\n1.{OTHER}。\n",
        "供水这件事，由{w}一抓到底。{A}。{B}。\n\n道路方面。{OTHER}。\n",
        "供水，我交给{w}，一天不通就一天不撤。{A}。{B}。\n\n道路方面。{OTHER}。\n",
        "请{w}牵头包案，下面两件都由他盯到底：一是{A}；二是{B}。\n\n{OTHER}。\n",
        "供水方面。{A}。{B}。{w}对上述工作负总责。\n\n道路方面。{OTHER}。\n",
        "供水要快。{A}。{B}。{w}要亲自过问。\n\n道路方面。{OTHER}。\n",
    ],
)
@pytest.mark.parametrize("who", ["耿介副县长", "终小满同志", "县政府党组成员诸葛庆"])
def test_where_he_is_named(layout, who):
    both_have("专题会议纪要\n\n" + layout.format(A=A, B=B, OTHER=OTHER, w=who), who)


@pytest.mark.parametrize("mark", ["◎ ", "● ", "◆ 包联领导：", "", "▶ "])
@pytest.mark.parametrize("who", ["县人大常委会主任　钭建中", "县政府党组成员　诸葛庆", "县总工会主席　户大川"])
def test_a_line_of_post_and_name_leads_what_stands_under_it(mark, who):
    text = (
        f"包联工作方案\n\n一、分工\n\n{mark}{who}\n1．{A}。\n2．{B}。\n{mark}县委书记　谷梁策\n3．{OTHER}。\n\n"
        "二、要求\n（一）县督查室每月5日前通报进展。\n"
    )
    found = read_leaders(text)
    assert found["12公里"][0][-3:] == found["300万元"][0][-3:] == who[-3:]
    assert found["9公里"][0].endswith("谷梁策")
    assert found["县督查室每月5日前通报进展。"] == []


def test_who_heads_a_group_under_its_name():
    text = f"方案\n\n（一）供水组\n组　长：副县长　终小满\n1.{A}。\n（二）道路组\n组长：县委书记　谷梁策\n1.{OTHER}。\n"
    found = read_leaders(text)
    assert (found["12公里"][0][-3:], found["9公里"][0][-3:]) == ("终小满", "谷梁策")
    body = f"实施方案\n\n一、领导机构\n总指挥：县长　庾嘉树\n{A}。\n"
    assert read_leaders(body)["12公里"] == []


def test_two_names_in_one_such_line():
    text = f"包联工作方案\n\n◎ 县人大常委会主任　钭建中；副县长　终小满\n1．{A}。\n◎ 县委书记　谷梁策\n2．{OTHER}。\n"
    assert [name[-3:] for name in read_leaders(text)["12公里"]] == ["钭建中", "终小满"]


def test_who_gives_a_report_is_in_charge_of_nothing():
    text = (
        f"政府工作报告\n——2026年1月21日在县人代会上\n青石县代县长　户若海\n\n（三）2026年重点工作\n1．{A}。\n2．{B}。\n"
    )
    assert read_leaders(text) == {"12公里": [], "300万元": []}


@pytest.mark.parametrize(
    "stage", ["（一）集中排查（即日起至4月15日）", "第一阶段：集中排查（3月10日—4月15日）", "1.排查（4月15日前）。"]
)
def test_lines_of_owners_between_a_stage_and_its_task(stage):
    text = (
        f"排查整治行动方案\n\n{stage}\n责任领导：副县长　扈三江\n牵头单位：县住建局\n参加单位：县教育局\n"
        "对全县4.7万栋自建房逐栋过筛。\n\n青石县人民政府\n2026年3月6日\n"
    )
    (task,) = read(text).tasks
    assert (task.lead_units, task.co_units, task.due) == (["县住建局"], ["县教育局"], "2026-04-15")
    assert [name[-3:] for name in task.leaders] == ["扈三江"]


def test_each_of_several_leaders_sees_to_one():
    text = f"专题会议纪要\n\n1.{A}；{B}。这两项由文澜、令狐青两位副县长分头盯。\n"
    assert read_leaders(text) == {"12公里": ["文澜"], "300万元": ["令狐青"]}


def test_a_leader_of_his_own_goes_before():
    text = f"专题会议纪要\n\n1.{A}，由副县长终小满牵头；{B}。以上工作由县长庾嘉树负总责。\n"
    found = read_leaders(text)
    assert (found["12公里"], found["300万元"]) == (["副县长终小满"], ["县长庾嘉树"])


@pytest.mark.parametrize(
    "words",
    [
        "请各责任单位明确一名班子成员负责，于3月18日前报县督查室。",
        "会议由县政府办主任双喜主持，副县长耿介出席。",
        "这次会议由副县长耿介主持。",
        "此事由县政府办主任双喜汇报。",
        "县委书记谷梁策批示：“务必盯紧。”",
    ],
)
def test_who_is_named_but_sees_to_nothing(words):
    assert read_leaders(f"关于督办的通知\n\n{words}\n\n1.{A}。\n")["12公里"] == []


def test_under_whose_lead():
    assert read_leaders(f"专题会议纪要\n\n1.在终小满副县长领导下，{A}。\n") == {"12公里": ["终小满副县长"]}


@pytest.mark.parametrize(
    ("title", "said", "day"),
    [
        ("关于做好2027年元旦春节期间有关工作的通知", "12月25日前", "2026-12-25"),
        ("关于做好2027年元旦春节期间有关工作的通知", "1月15日前", "2027-01-15"),
        ("关于2027年医保征缴工作的通知", "12月25日前", "2026-12-25"),
        ("关于2027年医保征缴工作的通知", "6月底前", "2027-06-30"),
        ("2027年政府工作任务分解", "12月25日前", "2027-12-25"),
        ("专题会议纪要", "6月底前", "2027-06-30"),
        ("专题会议纪要", "12月底前", "2026-12-31"),
    ],
)
def test_said_in_december_a_day_is_the_next_such_day(title, said, day):
    text = f"青石县人民政府办公室{title}\n\n1.县住建局{said}完成改造12公里。\n\n青石县人民政府办公室\n2026年12月14日\n"
    (task,) = read(text).tasks
    assert task.due == day


@pytest.mark.parametrize(
    ("bracket", "day"),
    [("即日起至4月15日", "2026-04-15"), ("最迟不超过5月10日", "2026-05-10"), ("7月1日零时前", "2026-07-01")],
)
def test_limits_in_brackets(bracket, day):
    (task,) = read(f"任务分解\n\n1.完成改造12公里。（县住建局牵头；{bracket}）\n", year=2026).tasks
    assert task.due == day
