"""The workbook's six sheets as data: their columns, what else offices call them, and an example line."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.matters.models import Kind, OriginKind
from luoshi.org.models import Role, UnitKind


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    name: str
    width: int = 12
    also: tuple[str, ...] = ()
    needed: bool = False
    choices: tuple[str, ...] = ()
    or_else: str = ""
    """The role of another column that does as well."""
    of_sheet: str = ""
    """The sheet whose first or second column offers what to choose: 单位, 专项."""


@dataclass(frozen=True, slots=True)
class Form:
    """One sheet: its columns, one example line, and what one has to know to fill it."""

    name: str
    columns: tuple[Column, ...]
    example: tuple[str, ...]
    note: str
    needed: bool = False


EXAMPLE = "例："
"""A line whose first cell begins so is never read."""
YES, NO = "是", "否"
CYCLES: dict[str, str] = {
    "每周": "week",
    "每旬": "ten_days",
    "每月": "month",
    "每季": "quarter",
    "每半年": "half",
    "每年": "year",
}
UNITS, POSTS, PORTFOLIOS, PROGRAMMES, LEDGER, DONE = "单位", "岗位人员", "分管", "专项", "台账", "已完成"
ENDED = "办结"


def _labels(choices: type) -> tuple[str, ...]:
    return tuple(str(label) for label in choices.labels)  # type: ignore[attr-defined]


ROLES = tuple(word for word in _labels(Role) if word != Role.SYSTEM.label)
FORMS: tuple[Form, ...] = (
    Form(
        UNITS,
        (
            Column("name", "单位全称", 28, ("全称", "单位", "单位名称", "名称"), needed=True),
            Column("short", "简称", 12, ("单位简称",), needed=True),
            Column("aliases", "别名", 20, ("曾用名", "其他叫法", "又称")),
            Column("kind", "类别", 14, ("单位类别", "性质", "类型"), needed=True, choices=_labels(UnitKind)),
            Column("group", "考核组", 12, ("考核分组", "分组")),
            Column("duties", "职责", 40, ("主要职责",)),
            Column("parent", "上级单位", 12, ("主管单位", "隶属"), of_sheet=UNITS),
        ),
        ("例：云岭县住房和城乡建设局", "住建局", "住建、县建设局", "其他部门", "", "城乡建设、房地产、市政管网", ""),
        "一行一个单位。别名用顿号隔开，台账里写哪个都认得。考核组空着就按类别分组。",
        needed=True,
    ),
    Form(
        POSTS,
        (
            Column("unit", "单位", 14, ("所在单位",), needed=True, of_sheet=UNITS),
            Column("title", "岗位", 18, ("职务", "岗位名称"), needed=True),
            Column("role", "角色", 14, ("系统角色", "身份"), needed=True, choices=ROLES),
            Column("name", "姓名", 12, ("人员", "任职人")),
            Column("phone", "手机号", 16, ("手机", "电话", "联系电话", "手机号码")),
            Column("signs_in", "是否登录", 10, ("登录", "是否使用系统", "开通账号"), choices=(YES, NO)),
            Column("serves", "服务领导", 14, ("联系领导", "代谁办理")),
        ),
        ("例：住建局", "局长", "主要负责人", "张三", "13900000000", "是", ""),
        "一行一个岗位；一人多岗写几行，姓名和手机号写成一样。手机号就是用户名，不写手机号的用户名是单位简称加姓名。"
        "是否登录空着就是“是”。秘书在“服务领导”写代哪位领导办理。",
        needed=True,
    ),
    Form(
        PORTFOLIOS,
        (
            Column("leader", "领导", 18, ("领导岗位", "分管领导", "县领导"), needed=True),
            Column("units", "分管单位", 50, ("联系单位", "单位")),
            Column("programmes", "分管专项", 30, ("专项",)),
        ),
        ("例：副县长 李四", "住建局、资源局、各镇办", "重点项目"),
        "领导写岗位或姓名，要在“岗位人员”里有。单位、专项用顿号隔开；“各镇办”指全部镇办。",
    ),
    Form(
        PROGRAMMES,
        (
            Column("code", "代码", 14, ("专项代码", "编码"), needed=True),
            Column("name", "名称", 24, ("专项名称", "专项"), needed=True),
            Column("cycle", "填报周期", 12, ("周期",), choices=tuple(CYCLES)),
            Column("cutoff_day", "截止日", 10, ("截止日期",)),
            Column("cutoff_hour", "截止时点", 10, ("截止时", "截止小时")),
            Column("grace_hour", "审签宽限时点", 14, ("宽限时点", "宽限时", "宽限小时")),
        ),
        ("例：key", "重点项目", "每月", "28", "24", "10"),
        "与全县日历一样的空着：每月 28 日 24 点截止，次一工作日 10 点前审签。"
        "每周的截止日填周几（1 至 7），每旬的填第几天。",
    ),
    Form(
        LEDGER,
        (
            Column("old", "编号", 12, ("原编号", "台账编号", "序号", "事项编号"), needed=True),
            Column("task", "任务", 48, needed=True),
            Column("kind", "种类", 12, choices=_labels(Kind)),
            Column("origin", "来源", 16, ("任务来源", "交办来源", "来源依据"), choices=_labels(OriginKind)),
            Column("lead", "牵头单位", 14, needed=True, or_else="duty", of_sheet=UNITS),
            Column("duty", "责任单位", 18),
            Column("co", "配合单位", 22),
            Column("leader", "牵头领导", 16),
            Column("due", "完成时限", 14),
            Column("goal", "目标", 30),
            Column("programme", "专项", 14, ("所属专项",), of_sheet=PROGRAMMES),
            Column("issued", "下发日期", 14, ("下发时间", "交办日期", "交办时间", "立项日期", "立项时间")),
        ),
        (
            "例：1",
            "城西污水管网改造",
            "重点项目",
            "会议",
            "住建局",
            "",
            "资源局、石桥镇",
            "李四",
            "2026-12-31",
            "完成投资 ≥ 1200 万元；铺设管网 ≥ 8 公里",
            "重点项目",
            "2026-03-02",
        ),
        "编号照原台账，“已完成”靠它对上。写了下发日期的直接在办；空着的今天下发，由单位认领。几个目标用分号隔开。",
    ),
    Form(
        DONE,
        (
            Column("old", "编号", 12, ("原编号", "台账编号", "序号", "事项编号"), needed=True),
            Column("node", "节点", 28, ("节点名称", "阶段")),
            Column("planned", "应完成日", 14, ("计划日期", "应于", "计划完成日期")),
            Column("passed", "完成日期", 14, ("实际日期", "通过日期", "实际完成日期", "完成日")),
            Column("measure", "目标", 20, ("指标", "目标名称")),
            Column("value", "累计完成数", 14, ("完成数", "累计数", "已完成", "完成值")),
            Column("words", "情况", 48, ("进展", "进展情况", "完成情况", "说明")),
        ),
        ("例：1", "主管道开挖", "2026-04-30", "2026-05-06", "完成投资", "480", "主管道已开挖 3.2 公里。"),
        "一行一个节点或一个数。完成日期空着的节点是还没到的。累计完成数写到上一期末，本期的数到填报时再填。"
        f"已经办完的，节点写“{ENDED}”并写完成日期。",
    ),
)
BY_NAME: dict[str, Form] = {form.name: form for form in FORMS}
