"""What papers say about their tasks without setting any: posts, sources, findings; and whose each clause is."""

import pytest

from luoshi.core.reading.draft import read

PLAN = "云岭县人居环境整治工作方案\n2026年3月2日\n\n二、重点任务\n"
MINUTES = "县政府专题会议纪要\n2026年3月2日\n\n会议议定：\n"
REPORT = "政府工作报告\n2026年1月12日\n\n"


def texts(text):
    return [task.text for task in read(text).tasks]


@pytest.mark.parametrize(
    "words",
    [
        "东部片区：指挥长　谢明（副县长），辖2个镇；",
        "谢明同志为县政府党组成员，协助分管教育工作。",
        "经初步了解，该处共涉及住户7户，最早建于2019年。",
        "事项来源：县政府第8次常务会议",
        "请各承办单位严格按照批示要求抓紧办理。",
        "各镇为整治工作的责任主体，镇长为第一责任人。",
        "哪个镇完不成，镇长要在会上作检讨。",
        "连续两次倒数第一的，主要负责人到会上说清楚。",
        "就复产一事，会议同意开发区提出的分步意见。",
        "2026年重点工作安排如下。",
        "水质是否达到饮用标准。",
        "全县上下要持续改进作风，长期坚持。",
    ],
)
def test_what_a_paper_says_of_itself_and_of_whom_it_concerns_is_no_task(words):
    assert texts(PLAN + words) == []


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        (
            "县农业农村局要牵头，年底前建成冷库1座，县供销社要在元旦前铺设专柜20家。",
            [["县农业农村局"], ["县供销社"]],
        ),
        ("低保户的补贴由县民政局核定名单，县财政局安排资金86万元。", [["县民政局"], ["县财政局"]]),
        ("安置区建设坚持统一规划、统一设计，县城投公司6月底前完成楼房招标。", [["县城投公司"]]),
        ("由县教育局牵头，县财政局、县人社局配合，8月底前招聘教师60名。", [["县教育局"]]),
        ("县水利局要加快进度，县财政局要保障资金，6月底前完工。", [["县水利局"]]),
    ],
)
def test_another_unit_with_a_day_or_a_measure_has_another_task(words, leads):
    assert [task.lead_units for task in read(MINUTES + words).tasks] == leads


def test_what_a_leader_wrote_is_no_task_where_its_tasks_are_set_out_below():
    paper = (
        "关于网民留言的督办通知\n2026年6月15日\n\n县长谢明批示：“请卫健局认真研究，提出意见。”现就有关事项督办如下：\n"
        "一、县卫健局8月底前招聘医生1名。\n二、县公路中心7月5日前清理边坡3处。\n"
    )
    assert texts(paper) == ["县卫健局8月底前招聘医生1名。", "县公路中心7月5日前清理边坡3处。"]
    dated = paper.replace("认真研究，提出意见", "6月30日前拿出方案")
    assert "请卫健局6月30日前拿出方案。”" in texts(dated)


def test_a_year_gone_by_opens_a_look_back_and_unparted_paragraphs_are_no_preface():
    words = "2025年，我们铆足干劲拼经济。全年生产总值512亿元；新增规上企业26家。\n\n一句话概括全年。\n\n再看民生。\n\n"
    assert texts(REPORT + words + "聚力民生提档，办好群众的实事。城镇新增就业8500人。") == ["城镇新增就业8500人。"]


def test_one_limit_said_behind_all_is_each_ones_and_no_task():
    found = read(MINUTES + "由县供电公司迁移线杆14基，由县市政处签订施工合同。以上工作确保在11月21日前完成。").tasks
    assert {task.due for task in found} == {"2026-11-21"}
    assert not any("以上工作" in task.text for task in found)


def test_a_named_thing_over_its_yearly_task_is_its_heading():
    found = read(PLAN + "（一）产业类\n1.茶叶加工园。\n年度任务：6月底前主体封顶。\n责任单位：县茶业局\n").tasks
    assert [(task.text, task.lead_units) for task in found] == [("年度任务：6月底前主体封顶。", ["县茶业局"])]


def test_a_month_as_a_heading_is_the_limit_of_what_stands_under_it():
    found = read(
        PLAN
        + "（一）3月份工作\n1.召开全县招商大会。\n2.县交通局修通道路3条。\n（二）4月份工作\n1.县水利局修复堤防2处。\n"
    )
    assert [task.due for task in found.tasks] == ["2026-03-31", "2026-03-31", "2026-04-30"]


@pytest.mark.parametrize("when", ["施工期间", "汛期", "节前", "3月份", "下半年", "今冬"])
def test_a_time_before_the_unit_is_no_part_of_its_name(when):
    assert [task.lead_units for task in read(MINUTES + when + "县公安局完成路口整治3处。").tasks] == [["县公安局"]]


def test_a_limit_behind_the_last_of_a_lines_items_is_that_of_all():
    words = "县人社局承办：①开发岗位620个；②组织招聘会26场；③发放贷款8000万元。年内完成。"
    assert {task.due for task in read(MINUTES + words).tasks} == {"2026-12-31"}
