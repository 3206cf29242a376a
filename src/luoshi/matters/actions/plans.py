"""Node plans: the unit plans, its head signs, the office approves; from then on a day moves only by extension."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.claims import own_lines
from luoshi.matters.actions.papers import paper_of
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.signing import sign_if_head
from luoshi.matters.goals import gathers
from luoshi.matters.models import Desk, Line, LineRole, Matter, Node, Pending, Plan, PlanNode, Ruling
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.models import SignOff
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


def plan(by: By, line: UUID, nodes: Sequence[tuple[str, date, int]], words: str = "", paper: str = "") -> UUID:
    """Plans a matter's nodes: (what a third person can check, day, weight). The whole plan, each time.

    Raises BadInput for a node without words, after the due day, or before the issue; and for no node at all.
    """
    with transaction.atomic():
        mine = own_lines(by, [line])[0]
        if mine.role != LineRole.LEAD:
            raise BadInput(Fault("节点由牵头单位报", "请牵头单位填报"))
        if gathers(mine):
            raise BadInput(Fault("这是汇总的事项，由各单位各报各的", "到各单位的分项里报节点"))
        _check_open(mine.matter)
        _check_nodes(mine, nodes)
        fact = Plan(
            matter=mine.matter_id,
            line=mine.uuid,
            words=said(words, 300, "说明"),
            office_approves=bool(setting("plan_approval", by.day)),
            paper=paper_of(paper),
            **by.speaking_for(mine.unit).stamp(),
        )
        known = dict(Node.rows.filter(matter=mine.matter_id).values_list("title", "uuid"))
        parts = [
            PlanNode(fact=fact, node=known.get(title) or new_uuid(), title=one_line(title), day=day, weight=weight)
            for title, day, weight in nodes
        ]
        record(by, [fact], parts)
        sign_if_head(by, SignOff.About.PLAN, [(fact.uuid, mine.unit)])
    return fact.uuid


def _check_open(matter: Matter) -> None:
    if matter.plan_approved_on is not None:
        raise BadInput(Fault("节点计划已经定了", "要改日期请申请延期"))
    if matter.plan_on is not None:
        raise BadInput(Fault("节点计划已经报督查室，等批准", "要改请督查室退回"))
    if Pending.rows.filter(matter=matter, about=SignOff.About.PLAN).exists():
        raise BadInput(Fault("节点计划已经报出，等负责人审签", "请负责人审签，或退回后再改"))


def _check_nodes(line: Line, nodes: Sequence[tuple[str, date, int]]) -> None:
    faults = []
    for place, (title, day, weight) in enumerate(nodes, 1):
        where = f"第 {place} 个节点"
        if not one_line(title):
            faults.append(Fault("没有写节点内容", "写别人能核对的事，如“主体封顶”", where))
        if len(title) > 100:
            faults.append(Fault("节点内容超过 100 字", "写短些", where))
        if line.due and day > line.due:
            faults.append(Fault(f"{day} 晚于办结时限 {line.due}", "节点要在时限之内；确实要更晚，先申请延期", where))
        if not 1 <= weight <= 100:
            faults.append(Fault("权重要在 1 到 100 之间", "一般填 1", where))
    if not nodes:
        faults.append(Fault("一个节点也没有", "至少写一个节点和它的日期", "节点"))
    if faults:
        raise BadInput.of(faults)


def rule_plans(by: By, refs: Sequence[UUID], granted: bool, reason: str = "") -> int:
    """The office approves plans, or sends them back with a reason. Answers how many.

    What was decided in the meantime is passed over: two taps are one decision.
    """
    permissions.require(by, "rule")
    if not granted and not one_line(reason):
        raise BadInput(Fault("没有写退回的理由", "写明哪个节点核对不了、要改成什么", "理由"))
    with transaction.atomic():
        return _rule(by, refs, granted, reason)


def _rule(by: By, refs: Sequence[UUID], granted: bool, reason: str) -> int:
    waiting = Pending.rows.filter(ref__in=refs, desk=Desk.OFFICE, about=SignOff.About.PLAN).order_by("since", "ref")
    facts = [
        Ruling(
            matter=one.matter_id,
            about=Ruling.About.PLAN,
            ref=one.ref,
            granted=granted,
            reason=said(reason, 300, "理由"),
            **by.stamp(),
        )
        for one in waiting
        if one.matter_id is not None
    ]
    record(by, facts)
    return len(facts)


def approve_plans_by_silence(by: By) -> int:
    """Plans on which the office has said nothing in the days for it hold from now on. Answers how many."""
    limit, days = int(setting("plan_approval_days", by.day)), workdays()
    with transaction.atomic():
        waiting = Pending.rows.filter(desk=Desk.OFFICE, about=SignOff.About.PLAN).values_list("ref", "since")
        over = [ref for ref, since in waiting if days.add(since, limit) < by.day]
        return _rule(by, over, True, f"{limit} 个工作日内未批，视为同意") if over else 0
