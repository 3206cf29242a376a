"""What a letter says of itself, of everybody and of a meeting is no task; what it asks of somebody is."""

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.texttables import text_tables

PLAN = (
    "关于印发石镜县2026年重点工作责任分解的通知\n各镇人民政府，县政府各部门：\n"
    "《石镜县2026年重点工作责任分解》已经县政府同意，现印发给你们，请认真贯彻执行。\n"
    "2026年是“十五五”开局之年。各责任单位要主动认领任务，细化举措，形成合力。\n"
    "石镜县人民政府办公室\n2026年2月3日\n（此件公开发布）\n石镜县2026年重点工作责任分解\n"
    "1.新建农村公路36公里。\n牵头单位：县交通局\n责任单位：县财政局\n"
)


def texts(text):
    return [task.text for task in read(text).tasks]


def test_a_covering_letter_gives_nothing_and_its_enclosure_everything():
    assert texts(PLAN) == ["新建农村公路36公里。"]


@pytest.mark.parametrize("wide", ["，", "：", "；", "（"])
def test_narrow_marks_mean_what_wide_ones_mean(wide):
    narrow = str.maketrans("，：；（）", ",:;()")
    first, second = read(PLAN), read(PLAN.translate(narrow))
    assert wide in PLAN or wide == "；"
    assert [(task.start, task.lead_units, task.co_units) for task in first.tasks] == [
        (task.start, task.lead_units, task.co_units) for task in second.tasks
    ]


def test_a_notice_of_a_meeting_asks_for_names_alone():
    text = (
        "关于召开全县防汛工作会议的通知\n各镇人民政府：\n经研究，定于4月9日召开全县防汛工作会议。\n一、会议时间：\n4月9日上午9：00。\n"
        "二、会议地点：\n县政府三楼会议室。\n三、参加人员：\n1.县水利局、县应急局主要负责人；\n2.各镇主要领导1名。\n"
        "请各镇将参会人员名单于4月8日下午5：00前报县水利局，联系电话：5551234。\n2026年4月2日"
    )
    assert [task[:4] for task in texts(text)] == ["请各镇将"]


@pytest.mark.parametrize(
    "words",
    [
        "牵头单位要加大协调力度，及时解决工作推进中的困难。",
        "对落实不力、影响进度的单位，县政府督查室将予以通报。",
        "全年目标任务纳入县级绩效考核体系。",
        "3月2日上午，县长主持召开专题会议，研究城区停车问题。",
        "整治时间为即日起至6月16日，以校园周边为重点区域。",
    ],
)
def test_what_is_said_of_everybody_is_nobodys_task(words):
    assert texts(f"关于做好重点工作的通知\n一、有关事项\n{words}\n") == []


def test_who_is_reported_to_has_something_else_to_do():
    text = "工作通知\n一、报送\n县住建局每月5日前将进展情况报县督查组，由县督查组综合后向县政府汇报。"
    assert [task[:5] for task in texts(text)] == ["县住建局每", "由县督查组"]


def test_what_a_meeting_agreed_to_is_for_those_who_brought_it():
    text = "县政府常务会议纪要\n一、财政\n会议原则同意县财政局关于预算调整的意见，修改完善后报县人大常委会审批。"
    assert [task.lead_units for task in read(text).tasks] == [["县财政局"]]


def test_a_table_says_what_is_done_in_the_column_that_says_most():
    text = (
        "| 序号 | 惠民好事 | 责任单位 | 备注 |\n| --- | --- | --- | --- |\n"
        "| 1 | 新建社区食堂6家，方便老年人就餐。 | 县民政局 | |\n| | 改造公厕12座，全部免费开放。 | | |\n"
    )
    tasks = read(text, tables=text_tables(text)).tasks
    assert [(task.text[:4], task.lead_units) for task in tasks] == [
        ("新建社区", ["县民政局"]),
        ("改造公厕", ["县民政局"]),
    ]
