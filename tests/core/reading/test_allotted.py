"""Owners said once for many tasks: by sorts of work, in a form's head, in the last paragraph of a part."""

from luoshi.core.reading.draft import read
from luoshi.core.reading.model import Task


def _tasks(*lines: str) -> dict[str, Task]:
    return {task.text[:5]: task for task in read("\n".join(lines)).tasks}


def test_sorts_of_tasks_and_the_headings_that_name_them() -> None:
    found = _tasks(
        "青岭县2026年重点任务分解",
        "工业类任务由县工信局牵头，县商务局配合；民生类任务由副县长耿介牵头，县民政局负责。",
        "一、工业类",
        "1.新增规上企业9家，6月底前完成。",
        "二、民生类",
        "1.改造敬老院4所。",
        "2.县残联年底前适配辅具300件。",
    )
    assert (found["新增规上企"].lead_units, found["新增规上企"].co_units) == (["县工信局"], ["县商务局"])
    assert (found["改造敬老院"].lead_units, found["改造敬老院"].leaders) == (["县民政局"], ["副县长耿介"])
    assert (found["县残联年底"].lead_units, found["县残联年底"].leaders) == (["县残联"], ["副县长耿介"])
    assert len(found) == 3, "who answers for what is no task"


def test_the_unit_before_its_sort() -> None:
    found = _tasks(
        "青岭县2026年项目包保方案",
        "县住建局负责城区类项目，县交通运输局负责道路类项目。",
        "一、城区类",
        "1.新建停车场3处。",
        "二、道路类",
        "1.改造农村公路80公里。",
    )
    assert {key: task.lead_units for key, task in found.items()} == {
        "新建停车场": ["县住建局"],
        "改造农村公": ["县交通运输局"],
    }


def test_as_many_leaders_as_parts_of_the_county() -> None:
    found = _tasks(
        "青岭县水利会议纪要",
        "2026年3月5日，县长主持召开会议。会议确定，副县长耿介、县政协副主席谢明分别包抓东部、西部两个片区。",
        "（一）东部片区。县水利局4月底前清淤沟渠86公里。",
        "（二）西部片区。县应急局5月底前加固堤防5公里。",
    )
    assert [task.leaders for task in found.values()] == [["副县长耿介"], ["县政协副主席谢明"]]


def test_what_follows_begins_with_its_part() -> None:
    found = _tasks(
        "青岭县防汛会议纪要",
        "东片、西片分别由副县长耿介、副县长谢明负责督导。",
        "东片各镇4月20日前完成隐患排查，西片各镇4月25日前完成隐患排查。",
    )
    assert [task.leaders for task in found.values()] == [["副县长耿介"], ["副县长谢明"]]


def test_sorts_that_no_heading_names_allot_nothing() -> None:
    found = _tasks(
        "青岭县2026年重点任务",
        "工业类任务由县工信局牵头，民生类任务由县民政局牵头。",
        "一、项目建设",
        "1.新增规上企业9家，6月底前完成。",
    )
    assert found["新增规上企"].lead_units == []


def test_the_head_of_a_form() -> None:
    found = _tasks(
        "市民热线工单交办函",
        "编号：20260712",
        "承办单位：县交通运输局　协办单位：县公安局、河湾镇",
        "诉求内容：河湾大桥夜间路灯不亮，存在安全隐患。",
        "办理要求：",
        "1.7月20日前修复桥面路灯36盏。",
        "2.由河湾镇安排专人夜间值守，7月10日前到岗。",
    )
    assert [task.lead_units for task in found.values()] == [["县交通运输局"], ["河湾镇"]]
    assert found["7月20日"].co_units == ["县公安局", "河湾镇"]


def test_owners_further_on_make_the_head_of_a_form_that_of_one_item() -> None:
    found = _tasks(
        "重点事项交办单",
        "承办单位：县教育局",
        "一、修缮校舍",
        "8月底前修缮校舍12所。",
        "二、整治道路",
        "9月底前硬化道路6公里。",
        "责任单位：县交通运输局",
    )
    assert found["9月底前硬"].lead_units == ["县交通运输局"]


def test_the_last_paragraph_of_a_part_names_who_sees_to_it() -> None:
    found = _tasks(
        "青岭县政府常务会议纪要",
        "一、研究公路养护",
        "会议议定：（1）县财政局4月底前拨付养护资金600万元；（2）县交通运输局5月底前修补路面80公里。",
        "分管领导耿介负责督促落实。",
        "二、研究招商",
        "县商务局6月底前签约项目5个。",
    )
    assert [task.leaders for task in found.values()] == [["耿介"], ["耿介"], []]


def test_who_helps_an_item_does_not_lead_where_its_heading_says_who_does() -> None:
    found = _tasks(
        "河湾镇2026年任务分解",
        "一、产业发展（分管领导：方圆　牵头科室：经济发展局）",
        "1.招引亿元项目2个，9月底前开工。（责任人：柏松；配合：招商办、各村）",
        "2.流转土地3000亩。（责任人：石磊；责任单位：农业服务中心）",
    )
    assert (found["招引亿元项"].lead_units, found["招引亿元项"].co_units) == (["经济发展局"], ["招商办", "各村"])
    assert found["流转土地3"].lead_units == ["农业服务中心"]
