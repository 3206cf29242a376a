"""Who: names, lists of names, brackets and owner lines."""

import pytest

from luoshi.core.reading.grammar.fronts import prefix_owners, unit_line
from luoshi.core.reading.grammar.names import names
from luoshi.core.reading.grammar.owners import is_owner_line, owners_of
from luoshi.core.reading.grammar.subjects import subject_owners


def named(words):
    return [(name.text, name.kind) for name in names(words)]


def roles(owners):
    return tuple([name.text for name in getattr(owners, role)] for role in ("lead", "co", "joint", "leaders"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("县发改局、县财政局等部门", ["县发改局", "县财政局"]),
        ("工业和信息化局、文化和旅游局", ["工业和信息化局", "文化和旅游局"]),
        ("县财政局和县审计局", ["县财政局", "县审计局"]),
        ("县残联和有关镇办", ["县残联", "有关镇办"]),
        ("县财政局等县级有关部门及各镇办", ["县财政局", "各镇办"]),
        ("县委（县政府）督查办、各市、县人民政府", ["县委（县政府）督查办", "各市、县人民政府"]),
        ("县高等教育中心", ["县高等教育中心"]),
    ],
)
def test_a_list_of_units_is_taken_apart_as_one_reads_it(words, expected):
    assert [text for text, kind in named(words) if kind == "unit"] == expected


def test_nobody_in_particular_and_persons_are_no_units():
    assert named("有关部门、各部门、谢县长、刘文、各分管副县长") == [
        ("有关部门", "vague"),
        ("各部门", "vague"),
        ("谢县长", "person"),
        ("刘文", "person"),
        ("各分管副县长", "person"),
    ]


@pytest.mark.parametrize(
    ("words", "lead", "co", "joint"),
    [
        ("县住建局牵头，县财政局、城关街道办配合，11月底前完成", ["县住建局"], ["县财政局", "城关街道办"], []),
        (
            "牵头单位：县商务局；责任单位：县招商局、县工信局，各镇办",
            ["县商务局"],
            ["县招商局", "县工信局", "各镇办"],
            ["县招商局", "县工信局", "各镇办"],
        ),
        ("责任单位：县教体局、县住建局", ["县教体局"], ["县住建局"], ["县住建局"]),
        ("县财政局、县人社局，各镇办按职责分工负责", ["县财政局"], ["县人社局", "各镇办"], ["县人社局", "各镇办"]),
        (
            "县发改局、县商务局牵头，县级有关部门及各镇办按职责分工负责",
            ["县发改局", "县商务局"],
            ["各镇办"],
            ["各镇办"],
        ),
        ("县发改局会同有关部门负责", ["县发改局"], [], []),
        ("县水利局、县财政局负责。列第一位者为牵头单位，下同", ["县水利局"], ["县财政局"], ["县财政局"]),
        (
            "县财政局、5个县级帮扶集团牵头单位和有关镇办具体负责",
            ["县财政局"],
            ["5个县级帮扶集团牵头单位", "有关镇办"],
            ["5个县级帮扶集团牵头单位", "有关镇办"],
        ),
        ("牵头部门：县科技局、县工信局", ["县科技局", "县工信局"], [], []),
        ("部门分工:县发改局牵头,县财政局、各镇配合。", ["县发改局"], ["县财政局", "各镇"], []),
        ("责任单位;县住建局、各镇", ["县住建局"], ["各镇"], ["各镇"]),
        ("责任单位：县发改局（牵头）、县财政局、各镇", ["县发改局"], ["县财政局", "各镇"], []),
        ("县发改局负责牵头，县财政局负责配合", ["县发改局"], ["县财政局"], []),
        ("主办单位：县商务局；会办单位：县财政局；督办单位：县政府督查室", ["县商务局"], ["县财政局"], []),
        ("县发改局牵头，县财政局配合，确保按期完成", ["县发改局"], ["县财政局"], []),
    ],
)
def test_brackets_of_owners(words, lead, co, joint):
    assert roles(owners_of(words))[:3] == (lead, co, joint)


def test_persons_go_to_the_leaders_and_times_to_the_due():
    owners = owners_of("牵头领导：赵敏；责任单位：县招商局；完成时限：12月底")
    assert roles(owners) == (["县招商局"], [], [], ["赵敏"])
    assert owners.due.text == "12月底"


@pytest.mark.parametrize(
    ("words", "leaders"),
    [
        ("牵头领导:王 健", ["王健"]),
        ("分管省领导：林远", ["林远"]),
        ("县级责任领导：谢明（县委常委、副县长）、李　强", ["谢明", "李强"]),
        ("牵头县领导：县委副书记、政法委书记李刚", ["李刚"]),
    ],
)
def test_leaders_under_any_label(words, leaders):
    assert is_owner_line(words)
    assert roles(owners_of(words)) == ([], [], [], leaders)


def test_a_bracket_without_owners_names_none():
    assert not owners_of("以下简称领导小组").any()
    assert not owners_of("有关部门负责").any()
    assert owners_of("有关部门负责").vague


def test_every_name_keeps_its_place():
    words = "县住建局牵头，县财政局和各镇办配合"
    owners = owners_of(words)
    assert all(words[name.start : name.end] == name.text for name in [*owners.lead, *owners.co])


def test_owner_lines_are_known():
    assert is_owner_line("责任单位：县住建局")
    assert is_owner_line("【牵头单位】：县住建局")
    assert not is_owner_line("工作目标：完成改造")


@pytest.mark.parametrize(
    ("words", "lead", "co", "leaders"),
    [
        ("县住建局要加快建设。", ["县住建局"], [], []),
        ("同时，县发改、财政、住建等部门要靠前服务。", ["县发改"], ["财政", "住建"], []),
        ("关于用地，由周县长牵头，县资源局、县林业局具体负责。", ["县资源局"], ["县林业局"], ["周县长"]),
        ("各镇办、各部门一把手要抓好落实。", ["各镇办"], [], ["各部门一把手"]),
        ("行政机关要依法履职，企业要落实责任。", [], [], []),
        ("主要工作重要，不要拖延。", [], [], []),
        ("进展情况报县政府办，县政府办将全程跟踪。", [], [], []),
        ("同时与县规划局协调。", [], [], []),
        ("请各乡镇人民政府于6月前建成。", ["各乡镇人民政府"], [], []),
        ("各乡镇、园区，各有关部门要严格值班。", ["各乡镇"], ["园区"], []),
        ("老旧小区改造，孙县长负责，县住建局要抓紧。", ["县住建局"], [], ["孙县长"]),
        ("县委常委、宣传部部长何静负责，县文旅局要办好。", ["县文旅局"], [], ["何静"]),
    ],
)
def test_owners_in_running_prose(words, lead, co, leaders):
    found = roles(subject_owners(words))
    assert (found[0], found[1], found[3]) == (lead, co, leaders)


def test_a_unit_before_a_colon_or_alone_in_a_line_owns_what_follows():
    assert roles(prefix_owners("县水利局：加强河道管理。")[0])[0] == ["县水利局"]
    assert not prefix_owners("工作要求：加强河道管理。")[0].any()
    assert roles(unit_line("县水利局"))[0] == ["县水利局"]
    assert unit_line("重点考核部门") is None
