"""Who is named by what he is, how far that goes on, and in which marks names are given."""

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.registry import Registry, Unit

OPINIONS = "关于加强小区充电设施建设的实施意见\n一、主要任务\n"


def who(words, part="6座"):
    task = next(task for task in read(OPINIONS + words, year=2026).tasks if part in task.text)
    return task.lead_units, task.co_units


@pytest.mark.parametrize(
    ("words", "lead", "co"),
    [
        ("县级以上地方人民政府要在9月底前建成充电站6座。", ["县级以上地方人民政府"], []),
        ("中央财政要对建成的6座充电站予以奖补，9月底前拨付。", ["中央财政"], []),
        ("各级担保、再担保机构要在9月底前建成充电站6座。", ["各级担保、再担保机构"], []),
        ("市、县充电服务机构要在9月底前建成充电站6座。", ["市、县充电服务机构"], []),
        ("电网企业和物业服务企业要在9月底前建成充电站6座。", ["电网企业"], ["物业服务企业"]),
        ("全市各级住建、城管等部门要在9月底前建成充电站6座。", ["全市各级住建"], ["城管"]),
        ("供电、燃气、通信等管线单位要在9月底前迁改管线6座。", ["供电"], ["燃气", "通信"]),
        ("文化和旅游部门要在9月底前建成充电站6座。", ["文化和旅游部门"], []),
        ("9月底前，每个设区市建立充电站6座。", ["每个设区市"], []),
        ("原则上每个省（自治区、直辖市）建立充电站6座。", ["每个省（自治区、直辖市）"], []),
        ("没有条件的，当地政府及有关部门要在9月底前建成充电站6座。", ["当地政府"], []),
        ("电网企业按程序在9月底前建成充电站6座。", ["电网企业"], []),
        ("物流配送企业逐年提高电动车比重，9月底前建成充电站6座。", ["物流配送企业"], []),
        ("9月底前由电网企业和民政部门建成充电站6座。", ["电网企业"], ["民政部门"]),
        ("各地已经建设的充电站要在9月底前接入平台6座。", ["各地"], []),
        ("县、乡、村三级要在9月底前建成充电站6座。", ["县、乡、村三级"], []),
        ("各学校要在9月底前建成充电站6座。", ["各学校"], []),
        ("电网企业要会同县财政局、县审计局等部门，9月底前建成充电站6座。", ["电网企业"], ["县财政局", "县审计局"]),
        ("行业主管部门要在9月底前建成充电站6座。", [], []),
        ("鼓励充电企业建立充电站，年内新增6座。", [], []),
        ("新建企业要在9月底前建成充电站6座。", [], []),
    ],
)
def test_a_collective_answers_under_the_name_it_is_given(words, lead, co):
    assert who(words) == (lead, co)


@pytest.mark.parametrize(
    ("words", "lead", "co"),
    [
        ("财政部要会同住房部、证监会等部门，9月底前建成充电站6座。", ["财政部"], ["住房部", "证监会"]),
        ("县发改局会同县财政局、县住建局等部门加强统筹协调，9月底前建成6座。", ["县发改局"], ["县财政局", "县住建局"]),
        ("省交通运输厅、省国资委要加强协调，9月底前建成充电站6座。", ["省交通运输厅"], ["省国资委"]),
        ("县财政会同县审计局9月底前查清6座。", ["县财政"], ["县审计局"]),
        ("优化营商环境办公室推进改革，9月底前建成充电站6座。", ["优化营商环境办公室"], []),
        ("县住建局会同和平镇、县城管局挨户走访，9月底前建成6座。", ["县住建局"], ["和平镇", "县城管局"]),
        ("石桥镇、柳河乡和高新区要在9月底前建成充电站6座。", ["石桥镇"], ["柳河乡", "高新区"]),
        ("请谢县长带上住建局去一趟，9月底前建成充电站6座。", ["住建局"], []),
        ("两条街的管网改造住建局要抢在9月底前完成6座。", ["住建局"], []),
        ("县水利局牵头、泵站所在的石桥镇配合，9月底前建成6座。", ["县水利局"], ["石桥镇"]),
        ("请县委宣传部欧阳岚同志牵头，9月底前建成宣传牌6座。", ["县委宣传部"], []),
        ("县委常委、纪委书记经纬同志牵头，县审计局9月底前查清6座。", ["县审计局"], []),
    ],
)
def test_ministries_bureaus_and_towns_are_told_from_what_stands_around_them(words, lead, co):
    assert who(words) == (lead, co)


@pytest.mark.parametrize(
    "words",
    [
        "推广“专班推进法”，9月底前建成充电站6座。",
        "建设全省统一充电平台，9月底前建成充电站6座。",
        "发展社区支持的居家养老，9月底前建成养老站6座。",
        "鼓励各市、县因地制宜，9月底前建成充电站6座。",
        "设立区级平台支持计划，9月底前建成充电站6座。",
        "老城区（棚户区）改造要加快，9月底前建成充电站6座。",
        "扎实推进乡村建设行动，9月底前建成充电站6座。",
        "深化国际金融中心建设，9月底前建成充电站6座。",
        "提升合作园区建设水平，9月底前建成充电站6座。",
        "深入实施自由贸易试验区提升战略，9月底前建成充电站6座。",
        "用于农村寄宿制学校建设工程，9月底前建成充电站6座。",
    ],
)
def test_no_place_verb_or_open_quote_is_an_owner(words):
    assert who(words) == ([], [])


def test_a_sentence_that_only_says_what_must_be_done_goes_on_with_whose_it_was():
    assert who("各级住建部门要建立台账，每月更新。要在9月底前建成充电站6座。") == (["各级住建部门"], [])
    assert who("县住建局要建立台账，每月更新；没有条件的，要在9月底前建成6座。") == (["县住建局"], [])
    assert who("县住建局要建立台账，每月更新。加快进度，9月底前建成充电站6座。") == ([], [])


def test_names_are_given_in_the_marks_of_the_text():
    text = "关于做好改造工作的通知\n县委(县政府)督查办会同县住建局（人防办)9月底前建成公厕6座。"
    task = read(text, year=2026, registry=Registry([Unit("县委督查办")])).tasks[0]
    assert (task.lead_units, task.co_units) == (["县委(县政府)督查办"], ["县住建局（人防办)"])
    assert set(task.resolved) == {"县委(县政府)督查办", "县住建局（人防办)"}


@pytest.mark.parametrize(
    ("words", "repeats"),
    [
        ("县发改局要落实“月排名、季点评、半年拉练、年度考核”制度，建成6座。", None),
        ("县发改局要健全周调度、月通报、季点评机制，建成6座。", None),
        ("县发改局要落实每月例会制度，每季度通报一次，建成6座。", "quarterly"),
        ("县发改局要实行月调度、季通报，建成6座。", "monthly"),
    ],
)
def test_the_name_of_a_system_is_no_rhythm(words, repeats):
    task = next(task for task in read(OPINIONS + words, year=2026).tasks if "6座" in task.text)
    assert task.repeats == repeats


def test_whom_a_speaker_names_among_what_he_bids_all_answers_for_his_own_sentence_alone():
    words = "要守住民生底线。县民政局要在9月底前完成敬老院改造。要在10月底前建成2个社区食堂。"
    tasks = read(f"在全县工作会议上的讲话\n同志们：\n{words}\n").tasks
    assert [task.lead_units for task in tasks] == [["县民政局"], []]
