"""Node plans that wait for the office, each with what makes it hard to check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.core.timing.periods import Period
from luoshi.matters.goals import quarter_word
from luoshi.matters.models import Desk, Matter, Pending, Plan, PlanNode
from luoshi.matters.words import short_number
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.queries import workdays
from luoshi.org.rules import setting

VAGUE = re.compile(r"推进|加强|加快|做好|抓好|落实|完善|提升|强化|深化|持续|积极|有序|统筹|协调|配合|努力")
CHECKABLE = re.compile(
    r"\d|[一二三四五六七八九十百]+[个座处条户亩家份项公里吨]|完成|建成|开工|竣工|封顶|验收|投产|投用|通车|交付|签订|签约|取得|批复|批准"
    r"|印发|报送|挂牌|中标|开标|进场|入库|入统|到位|结算|移交|注册|登记|公示|发布|种植|移栽|安装|浇筑|拆除|搬迁|出让"
)
"""What somebody can go and see, or ask the paper of; a word of effort beside it does no harm."""


@dataclass(frozen=True, slots=True)
class NodeShown:
    node: PlanNode
    vague: bool


@dataclass(frozen=True, slots=True)
class PlanToJudge:
    pending: Pending
    plan: Plan
    number: str
    matter: Matter
    unit_name: str
    until: date
    """The last day on which the office may still say no: after it, silence has approved."""
    nodes: list[NodeShown]
    flags: list[str]


def plans_to_judge(by: By) -> list[PlanToJudge]:
    """The plans that wait for the office, the one that silence approves first before the others: three SELECTs."""
    waiting = Pending.objects.visible_to(by).select_related("matter").filter(desk=Desk.OFFICE, about="plan")
    pending = list(waiting.order_by("since", "matter__number"))
    refs = [one.ref for one in pending]
    plans = Plan.rows.in_bulk(refs)
    nodes: dict[UUID, list[PlanNode]] = {}
    for row in PlanNode.rows.filter(fact__in=refs).order_by("day", "id"):
        nodes.setdefault(row.fact_id, []).append(row)
    names, days, limit = directory(by.day), workdays(), int(setting("plan_approval_days", by.day))
    return [
        PlanToJudge(
            one,
            plans[one.ref],
            short_number(one.matter.number, by.day.year),
            one.matter,
            names.unit_name(one.unit),
            days.add(one.since, limit),
            [NodeShown(node, is_vague(node.title)) for node in nodes.get(one.ref, [])],
            flags([(node.title, node.day) for node in nodes.get(one.ref, [])], one.since, one.matter.due),
        )
        for one in pending
    ]


def is_vague(title: str) -> bool:
    """Words of effort without anything that a third person could go and look at."""
    return bool(VAGUE.search(title)) and not CHECKABLE.search(title)


def flags(nodes: Sequence[tuple[str, date]], since: date, due: date | None) -> list[str]:
    """What makes a plan hard to check, each in one short sentence."""
    found = []
    vague = sum(1 for title, _day in nodes if is_vague(title))
    if vague:
        found.append(_("{n} 个节点没有能核对的事").format(n=vague))
    days = {day for _title, day in nodes}
    if len(nodes) > 1 and len(days) == 1:
        found.append(_("节点都在同一天"))
    if due is not None and days == {due}:
        found.append(_("节点都排在时限当天"))
    empty = _quarters_without(days, since, due)
    if empty:
        found.append(_("{quarters}没有节点").format(quarters="、".join(quarter_word(one) for one in empty)))
    return found


def _quarters_without(days: set[date], since: date, due: date | None) -> list[str]:
    if due is None:
        return []
    with_node = {str(Period.containing(day, "quarter")) for day in days}
    empty: list[str] = []
    quarter = Period.containing(since, "quarter").next()
    while quarter.last <= due and len(empty) < 8:
        if str(quarter) not in with_node:
            empty.append(str(quarter))
        quarter = quarter.next()
    return empty
