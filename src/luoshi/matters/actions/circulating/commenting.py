"""Units say what they would change of their rows; whoever says nothing in the days for it has no objection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.circulating.moving import at_step, pass_step
from luoshi.matters.actions.circulating.values import checked
from luoshi.matters.actions.papers import paper_of
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.signing import sign_if_head
from luoshi.matters.models import Answer, Circulating, Comment, Opinion, RowOut, Step, UnitAsked
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.models import SignOff
from luoshi.org.queries import workdays


@dataclass(frozen=True, slots=True)
class CommentWanted:
    """On one row: the values proposed (title, unit, others, due) and the reason; without values a remark."""

    item: UUID
    reason: str
    changes: Mapping[str, Any] = field(default_factory=dict)


def send_comments(by: By, circulation: UUID, unit: UUID, comments: Sequence[CommentWanted], *, paper: str = "") -> UUID:
    """A unit's whole answer: these comments, and no objection to its other rows. It counts when its head has signed.

    The office enters it for the unit, with the unit's own paper: that counts at once.
    Raises BadInput after the days for it, for another unit's row, without a reason, and for a second comment once
    the first was decided.
    """
    permissions.require(by, "comment", unit)
    with transaction.atomic():
        out = at_step(circulation, Step.COMMENT)
        asked = UnitAsked.rows.filter(circulation=out, unit=unit).first()
        if asked is None:
            raise BadInput(Fault("这一稿里没有这个单位的任务", "回到我的待办重新进入"))
        if out.comment_until is None or by.day > out.comment_until:
            raise BadInput(Fault(f"征求意见到 {out.comment_until} 为止，已经过了", "下发后三个工作日内仍可退回"))
        if out.comments.filter(unit=unit).exclude(opinion="").exists():
            raise BadInput(Fault("您单位的意见督查室已经在办", "还有意见请联系督查室"))
        items = {item.uuid: item for item in RowOut.rows.filter(circulation=out, units__unit=unit)}
        faults, rows = [], []
        for one in comments:
            item = items.get(one.item)
            if item is None:
                raise BadInput(Fault("这一项不是您单位的任务", "刷新页面"))
            where = f"第 {item.place} 项“{item.title[:20]}”"
            values, wrong = checked(by, item, one.changes, where)
            faults += wrong
            if not one_line(one.reason):
                faults.append(Fault("提了修改没有写理由", "写明依据：职责、文件或实际情况", where))
            rows.append((item, values, one.reason, where))
        if faults:
            raise BadInput.of(faults)
        fact = Answer(
            circulation=out.uuid,
            unit=unit,
            how=Answer.How.SIGNED,
            paper=paper_of(paper),
            **by.speaking_for(unit).stamp(),
        )
        parts = [
            Comment(
                fact=fact,
                comment=new_uuid(),
                item=item.uuid,
                changes=values,
                reason=said(reason, 300, f"{where}的理由"),
            )
            for item, values, reason, where in rows
        ]
        record(by, [fact], parts)
        sign_if_head(by, SignOff.About.COMMENT, [(fact.uuid, unit)])
    return fact.uuid


def settle_silence(by: By) -> int:
    """Units that said nothing in the days for it have no objection; where no comment is open the draft goes on.

    What a reporter wrote in time waits one more working day for the head. Answers how many units were silent.
    """
    silent = 0
    with transaction.atomic():
        overdue = Circulating.rows.filter(ended_on=None, step=Step.COMMENT, comment_until__lt=by.day)
        for out in overdue.order_by("uuid"):
            unanswered = out.asked.filter(answered_on=None)
            assert out.comment_until is not None
            if by.day <= workdays().add(out.comment_until, 1):
                unanswered = unanswered.filter(written_on=None)
            units = list(unanswered.order_by("unit").values_list("unit", flat=True))
            facts = [Answer(circulation=out.uuid, unit=unit, how=Answer.How.SILENCE, **by.stamp()) for unit in units]
            record(by, facts)
            silent += len(facts)
            waits = out.asked.filter(answered_on=None).exists()
            if not waits and not out.comments.filter(opinion__in=("", Opinion.REFERRED)).exists():
                pass_step(by, out)
    return silent
