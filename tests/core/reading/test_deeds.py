"""What is general in real reports and opinions, and what has a thing to be seen when it is done."""

from __future__ import annotations

import pytest

from luoshi.core.reading.draft import read
from luoshi.core.reading.judging.deeds import does_thing
from luoshi.core.reading.judging.general import is_general
from luoshi.core.reading.judging.standpoint import is_rules

_DEEDS = """
    加快临江国家高新区建设
    建设智慧口岸，提升通关效率
    稳步推进河口风电场、滨海风电场建设
    完善人才政策，建立分层分类的技能认定制度
    支持重点区域开展地下水超采综合治理
    开展省市县三级准入效能评估
    研究开发执法裁量辅助系统
    推出成果转化贷款产品，开发保险产品
    适当调减玉米种植面积
    深化集体林权制度改革
    实施消费品以旧换新政策
    为外来人才提供子女入学等便利服务
    打好污染防治攻坚战
    划定快递车辆临时泊位
    融合各类资源，打造湖滨创新街区
    建设临河湿地生态带
    建设沙洲国际研学岛
    加快粮食烘干、冷链物流设施建设
    加快发展水稻集中育秧中心和蔬菜育苗中心
    按需设置镇级便民服务站
    推动临江现代物流城建设
    建立优势行业外贸优品库
    支持东河建设荒漠化治理样板区
    继续提高小麦最低收购价
    阶段性降低企业失业保险缴费比例
    大幅提高设备税前扣除上限
    增加产粮大县奖励资金规模
    取消暂住证收费
    科学划定限养区，发展生态渔业
    严格镇级耕地保护责任制考核
    推进“百企联百村”
    支持开展水稻“一喷三防”
    全力备战第八届省运会
    做好省园博会筹办工作
    把一些闲置校舍转为养老用房
    以乡镇为单元实施土地综合整治
    迭代“一码游临江”平台
    组建县文旅集团
    拓展加密国际航班航线
    以市场化方式筹集专项基金
    推进基本医疗保险省级统筹
    面向返乡农民开展职业培训
    开展新一轮剧团改革
    推进“黑土良田”科技会战
    推动机关体育设施免费向群众开放
    加快国家计量中心（临江）建设
    稳妥推进县（区）农商银行组建
    废止有碍发展的规范性文件
    动态调整债务高风险乡镇名单
    加快淘汰老旧车船
    在乡镇机关建立职级并行制度
"""
_GENERAL = """
    提升治理效能，推动高质量发展
    加强未成年人关爱保护
    完善教育投融资平台，健全投融资体制
    管好用好扶贫项目资产
    建设美丽河西
    加快老年友好型社会建设
    实施更加积极的就业政策
    优化药品集中采购
    推动城乡基层治理多元参与，严厉打击各类违法犯罪活动
    增强城市规划的前瞻性，促进“多规合一”
    加大草原保护修复力度
    统筹推进其他领域改革
    支持企业组建创新联合体
    探索“飞地研发”模式，推动产业协同
    发挥论坛、展会的作用，积极宣传推介
    建设山水相依的美丽家园
    推进教育强区建设
    建设人才荟萃之岛
    加强农村公共设施建设
    打造空天信息和卫星互联网
    建设现代化国有林场
    推进“主动警务、预防警务”
    落实“四个不摘”要求
    提高了离退休人员养老金标准
    降低物流成本
    提高经济质量效益
    统筹推进高质量发展，加强省级统筹
    推广绿色养殖解决方案
    办好特殊教育
    支持驻县部队建设
    推进“人防、技防、物防”治本攻坚
    推动更高水平对外开放
    深入实施中长期青年发展规划
    发展数字景区、智慧零售等新业态
"""


@pytest.mark.parametrize("words", _DEEDS.split())
def test_a_deed_with_its_thing_is_a_task(words: str) -> None:
    assert does_thing(words) or not is_general(words)


@pytest.mark.parametrize("words", _GENERAL.split())
def test_how_things_shall_be_is_none(words: str) -> None:
    assert is_general(words)


def _tasks(section: str, *sentences: str, title: str = "2026年临江县政府工作报告") -> list[str]:
    text = f"{title}\n\n一、发展\n发展农业。\n\n二、{section}\n" + "".join(sentences)
    return [task.text.rstrip("。；") for task in read(text).tasks]


def test_a_thing_behind_what_it_is_done_with() -> None:
    assert _tasks("产业", "融合文旅资源，打造湖滨创新街区。") == ["融合文旅资源，打造湖滨创新街区"]


def test_a_new_stage_is_no_section_of_stages() -> None:
    assert _tasks("着力推动园区建设进入新阶段", "推动园区提质。", "出台园区管理办法。", "推动完成封闭验收。") == [
        "出台园区管理办法",
        "推动完成封闭验收",
    ]


@pytest.mark.parametrize("section", ["组织保障", "保障措施", "加大组织保障力度"])
def test_concrete_duties_among_what_is_seen_to(section: str) -> None:
    assert _tasks(
        section,
        "加强指导，形成合力。",
        "开展执法业务专题培训。",
        "统一证件样式，建立全县执法人员数据库。",
        title="关于推行执法公示的实施意见",
    ) == ["开展执法业务专题培训", "统一证件样式，建立全县执法人员数据库"]


def test_what_those_of_a_trade_shall_always_do() -> None:
    assert not _tasks("管理", "检测机构应如实出具检测报告。", title="关于加强工程管理的通知")
    assert not _tasks("管理", "营利性学校按市场规则操作。", title="关于民办教育的意见")


def test_what_we_all_shall_be() -> None:
    assert not _tasks("自身建设", "我们要纵深推进廉政建设，把权力关进制度的笼子。")


def test_a_way_of_working_heads_no_look_back() -> None:
    assert _tasks("工作", "\n（一）强化问题导向，推进改革。建成政务大厅。") == ["建成政务大厅"]


def test_papers_about_rules_are_no_rules() -> None:
    assert not is_rules("关于全面推行重大执法决定法制审核制度的通知")
    assert not is_rules("县政府办公室关于建立周调度制度的通知")
    assert is_rules("关于印发《县政府督查工作制度》的通知")
    assert is_rules("县政府工作规则")


_LIST = "2026年临江县政府工作报告\n\n一、民生\n{}\n\n二、其他\n新建公园3个。\n"


@pytest.mark.parametrize(
    "words",
    [
        "今年继续办好“十件民生实事”。（1）新建幼儿园3所。（2）改造小区12个。",
        "今年再办好10件民生实事。一是新建幼儿园3所。二是改造小区12个。",
        "今年要办好两件实事：\n1.新建幼儿园3所。\n2.改造小区12个。",
        "今年重点实施2项民生工程：①新建幼儿园3所；②改造小区12个。",
    ],
)
def test_an_announced_list_is_due_when_it_says(words: str) -> None:
    tasks = read(_LIST.format(words)).tasks
    assert [(task.due, task.due_text) for task in tasks] == [("2026-12-31", "今年")] * 2 + [(None, "")]


def test_an_item_of_the_list_keeps_its_own_limit() -> None:
    tasks = read(_LIST.format("今年再办好10件实事。一是新建幼儿园3所。二是6月底前改造小区12个。")).tasks
    assert [task.due for task in tasks] == ["2026-12-31", "2026-06-30", None]


def test_without_a_list_it_is_a_task() -> None:
    assert "今年再办好10件实事" in [task.text.rstrip("。") for task in read(_LIST.format("今年再办好10件实事。")).tasks]


def test_a_bare_verb_is_no_label() -> None:
    text = (
        "在工作会议上的讲话\n\n同志们：\n\n一是抓指标。县发改局8月5日前分解指标。\n\n"
        "落实是工作的生命线，不落实就是一纸空文。要强化协作，牵头部门主动牵、配合部门积极配。"
    )
    assert [task.lead_units for task in read(text).tasks] == [["县发改局"]]


def test_what_is_general_is_passed_as_such():
    text = (
        "县政府工作报告\n二、2026年工作\n（一）抓好治理\n县住建局建成停车场3处。全面提升基层治理效能，加强关爱保护。\n"
    )
    passed = {text[one.start : one.end]: one.reason for one in read(text).passed}
    assert passed["全面提升基层治理效能，加强关爱保护。"] == "general"


def test_a_long_chain_of_ways_ends_soon() -> None:
    assert not does_thing("在县" * 60)
