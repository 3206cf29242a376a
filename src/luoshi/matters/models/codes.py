"""The codes of the ledger, with their Chinese words: data that one can print."""

from django.db import models


class Kind(models.TextChoices):
    """What sort of matter it is. All kinds share one life; a kind adds facts of its own in its own room."""

    TASK = "task", "任务"
    KEY_PROJECT = "key_project", "重点项目"
    LIVELIHOOD = "livelihood", "民生实事"
    MEETING = "meeting", "会议议定"
    INSTRUCTION = "instruction", "领导批示"


SIGNS: dict[str, str] = {
    Kind.TASK: "任",
    Kind.KEY_PROJECT: "重",
    Kind.LIVELIHOOD: "民",
    Kind.MEETING: "议",
    Kind.INSTRUCTION: "批",
}
"""A matter's number is its kind's sign and a running number of the year, never used again: 重 012."""


class Stage(models.TextChoices):
    ISSUED = "issued", "待认领"
    OBJECTED = "objected", "单位退回"
    CLAIMED = "claimed", "在办"
    REPORTED_UP = "reported_up", "已上报待销号"
    ENDED = "ended", "已了结"


class End(models.TextChoices):
    """How a matter ends, each counted apart."""

    DONE = "done", "办结"
    ROUTINE = "routine", "转常态"
    CARRIED = "carried", "跨年结转"
    MERGED = "merged", "并入"
    WITHDRAWN = "withdrawn", "撤销"
    POSTPONED = "postponed", "暂缓"


class OriginLevel(models.TextChoices):
    CENTRE = "centre", "中央"
    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县"


class OriginKind(models.TextChoices):
    MEETING = "meeting", "会议"
    DOCUMENT = "document", "文件"
    INSTRUCTION = "instruction", "领导批示"
    UPPER = "upper", "上级交办"
    PROPOSAL = "proposal", "建议提案"
    INSPECTION = "inspection", "督察反馈"


class LineRole(models.TextChoices):
    LEAD = "lead", "牵头"
    JOINT = "joint", "责任"
    CO = "co", "配合"


class RowRole(models.TextChoices):
    """What a unit is to a row that is out: as on a line, or one of the many that each get a share."""

    LEAD = "lead", "牵头"
    JOINT = "joint", "责任"
    CO = "co", "配合"
    PART = "part", "分办"


class MeasureKind(models.TextChoices):
    FLOW = "flow", "期内数"
    STOCK = "stock", "时点数"
    RATE = "rate", "比率"
    YES_NO = "yes_no", "是否完成"


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", "属实"
    RETURNED = "returned", "退回重报"
    UNTRUE = "untrue", "不实"


class BlockerKind(models.TextChoices):
    LAND = "land", "用地"
    FUNDS = "funds", "资金"
    PERMITS = "permits", "手续"
    DEMOLITION = "demolition", "征迁"
    UTILITIES = "utilities", "水电路讯"
    OTHER = "other", "其他"


class BlockerMove(models.TextChoices):
    RAISED = "raised", "提出"
    ANSWERED = "answered", "答复时限"
    NOT_OURS = "not_ours", "非本单位职责"
    ASSIGNED = "assigned", "裁定"
    HANDED = "handed", "随机构移交"
    CLEARED = "cleared", "办结"


class Step(models.TextChoices):
    """Where a draft on its way stands: at one of the county's steps, or behind them."""

    CHIEF = "chief", "督查室主任审核"
    COMMENT = "comment", "征求意见"
    VICE_HEADS = "vice_heads", "分管领导确认"
    COUNTY_HEAD = "county_head", "县长签发"
    ISSUE = "issue", "待印发"
    DONE = "done", "已印发"
    STOPPED = "stopped", "已收回"


class Opinion(models.TextChoices):
    """What becomes of a unit's comment."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    REJECTED = "rejected", "不采纳"
    REFERRED = "referred", "请领导定"


class Mark(models.TextChoices):
    """What a leader writes beneath the answer to her own words."""

    SEEN = "seen", "阅"
    AGREED = "agreed", "同意"
    AGAIN = "again", "再办"


class UpperMove(models.TextChoices):
    """What passes between us and the level that gave a task."""

    REPORTED_UP = "reported_up", "上报待销号"
    STRUCK_OFF = "struck_off", "上级销号"
    SENT_BACK = "sent_back", "上级退回"


WITHOUT_PLAN: frozenset[str] = frozenset({Kind.INSTRUCTION})
"""Kinds that are answered within days: no plan of nodes is asked of them."""
