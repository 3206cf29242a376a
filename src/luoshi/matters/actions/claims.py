"""A unit takes its line or sends it back, and plans its nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import keep_private
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.signing import sign_if_head
from luoshi.matters.models import Claim, Line, LineRole, Node, Pending, Plan, PlanNode, Return, Stage, StageGoal
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.models import SignOff


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """What a claim binds to: who answers inside the unit, and what each quarter left is to bring."""

    leader_in_charge: str = ""
    section: str = ""
    contact: str = ""
    goals: tuple[tuple[str, str, Decimal | None], ...] = ()
    """(quarter as 2026Q3, words, value or None)."""


def claim(by: By, lines: Sequence[UUID], words: ClaimWords = ClaimWords()) -> list[UUID]:
    """Takes lines for a unit. It counts when the unit's head has signed it. Answers the claims' uuids."""
    with transaction.atomic():
        found = _own(by, lines)
        faults = [
            Fault(f"{line.matter.number} 已经认领过了", "刷新页面查看", str(line.matter.number))
            for line in found
            if line.claimed_on is not None
        ]
        if faults:
            raise BadInput.of(faults)
        contact, digest = keep_private(words.contact) if words.contact else (None, "")
        claims = [
            Claim(
                matter=line.matter_id,
                line=line.uuid,
                how=Claim.How.SIGNED,
                leader_in_charge=said(words.leader_in_charge, 40, "责任领导"),
                section=said(words.section, 40, "责任股室"),
                contact=contact,
                contact_digest=digest,
                **by.stamp(),
            )
            for line in found
        ]
        goals = [
            StageGoal(fact=fact, quarter=quarter, words=text, value=value)
            for fact in claims
            for quarter, text, value in words.goals
        ]
        record(by, claims, goals)
        sign_if_head(
            by, SignOff.About.CLAIM, [(fact.uuid, line.unit) for fact, line in zip(claims, found, strict=True)]
        )
    return [fact.uuid for fact in claims]


def _own(by: By, lines: Sequence[UUID]) -> list[Line]:
    """The lines in the order given, of units for which the actor may claim."""
    found = {line.uuid: line for line in Line.rows.select_related("matter").filter(uuid__in=lines)}
    missing = [uuid for uuid in lines if uuid not in found]
    if missing:
        raise BadInput(Fault("没有这项任务", "回到待认领清单重新选择"))
    for line in found.values():
        permissions.require(by, "claim", line.unit)
    return [found[uuid] for uuid in lines]


def return_line(by: By, line: UUID, reason: str, proposed_unit: UUID | None = None) -> UUID:
    """Sends a line back as not the unit's business. Raises BadInput after the days for it, or without a reason."""
    with transaction.atomic():
        mine = _own(by, [line])[0]
        if not one_line(reason):
            raise BadInput(Fault("没有写退回的理由", "写明依据：职责、文件，或应由谁办", "退回理由"))
        if mine.role != LineRole.LEAD:
            raise BadInput(Fault("配合单位的任务不能整项退回", "与牵头单位商量，或请督查室调整"))
        if mine.claimed_on is not None or by.day > mine.object_until:
            raise BadInput(Fault(f"退回的期限是 {mine.object_until}，已经过了", "有困难请申请调整", "退回"))
        fact = Return(
            matter=mine.matter_id,
            line=mine.uuid,
            reason=said(reason, 300, "理由"),
            proposed_unit=proposed_unit,
            **by.stamp(),
        )
        record(by, [fact])
        sign_if_head(by, SignOff.About.RETURN, [(fact.uuid, mine.unit)])
    return fact.uuid


def plan(by: By, line: UUID, nodes: Sequence[tuple[str, date, int]], words: str = "") -> UUID:
    """Plans a matter's nodes: (what a third person can check, day, weight). The whole plan, each time.

    Raises BadInput for a node without words, after the due day, or before the issue; and for no node at all.
    """
    with transaction.atomic():
        mine = _own(by, [line])[0]
        if mine.role != LineRole.LEAD:
            raise BadInput(Fault("节点由牵头单位报", "请牵头单位填报"))
        if mine.matter.stage == Stage.ENDED:
            raise BadInput(Fault("这项已经了结", "不用再报节点"))
        if mine.matter.plan_on is not None:
            raise BadInput(Fault("节点计划已经定了", "要改日期请申请延期"))
        if Pending.rows.filter(matter=mine.matter_id, about=SignOff.About.PLAN).exists():
            raise BadInput(Fault("节点计划已经报出，等负责人审签", "请负责人审签，或退回后再改"))
        _check_nodes(mine, nodes)
        fact = Plan(matter=mine.matter_id, line=mine.uuid, words=said(words, 300, "说明"), **by.stamp())
        known = dict(Node.rows.filter(matter=mine.matter_id).values_list("title", "uuid"))
        parts = [
            PlanNode(fact=fact, node=known.get(title) or new_uuid(), title=one_line(title), day=day, weight=weight)
            for title, day, weight in nodes
        ]
        record(by, [fact], parts)
        sign_if_head(by, SignOff.About.PLAN, [(fact.uuid, mine.unit)])
    return fact.uuid


def _check_nodes(line: Line, nodes: Sequence[tuple[str, date, int]]) -> None:
    faults = []
    for place, (title, day, weight) in enumerate(nodes, 1):
        where = f"第 {place} 个节点"
        if not one_line(title):
            faults.append(Fault("没有写节点内容", "写别人能核对的事，如“主体封顶”", where))
        if len(title) > 100:
            faults.append(Fault("节点内容超过 100 字", "写短些", where))
        if line.due and day > line.due:
            faults.append(Fault(f"{day} 晚于办结时限 {line.due}", "节点要在时限之内", where))
        if not 1 <= weight <= 100:
            faults.append(Fault("权重要在 1 到 100 之间", "一般填 1", where))
    if not nodes:
        faults.append(Fault("一个节点也没有", "至少写一个节点和它的日期", "节点"))
    if faults:
        raise BadInput.of(faults)
