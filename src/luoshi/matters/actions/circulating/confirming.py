"""Each vice-head confirms the rows of her part, or sends one back with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.matters.actions.circulating.moving import (
    acting_in,
    at_step,
    head_post,
    on_its_way,
    pass_if_confirmed,
)
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.models import Confirmation, RowOut, Step
from luoshi.org.acting import By


def confirm_rows(by: By, circulation: UUID, items: Sequence[UUID] | None = None) -> int:
    """A leader confirms the rows laid before her but those she sent back, or those named. The last one ends the step.

    Answers how many. Raises NotAllowed where none is hers.
    """
    with transaction.atomic():
        out = at_step(circulation, Step.VICE_HEADS)
        mine = list(out.items.filter(confirmer__in=by.posts))
        if not mine:
            raise NotAllowed(Fault("这一稿里没有要您确认的任务", "由分管领导确认"))
        waiting = [
            one
            for one in mine
            if one.confirmed_on is None and (not one.sent_back if items is None else one.uuid in items)
        ]
        if not waiting:
            raise BadInput(Fault("选中的都已经确认过了", "刷新页面"))
        for post in sorted({one.confirmer for one in waiting if one.confirmer}):
            named = [str(one.uuid) for one in waiting if one.confirmer == post]
            fact = Confirmation(
                circulation=out.uuid, post=post, items=named, confirmed=True, **acting_in(by, post).stamp()
            )
            record(by, [fact])
        pass_if_confirmed(by, out)
    return len(waiting)


def send_back_row(by: By, item: UUID, reason: str) -> None:
    """A leader sends one row back to the office: the vice-head at her step, the county head before signing."""
    with transaction.atomic():
        row = RowOut.rows.filter(uuid=item).first()
        if row is None:
            raise BadInput(Fault("没有这一行", "刷新页面"))
        out = on_its_way(row.circulation_id)
        post = {Step.VICE_HEADS: row.confirmer, Step.COUNTY_HEAD: head_post(by)}.get(Step(out.step))
        if post is None or post not in by.posts:
            raise NotAllowed(Fault("现在不由您退回这一项", "由正在确认或签发的领导退回"))
        if not one_line(reason):
            raise BadInput(Fault("没有写退回的理由", "写一句要怎样改", f"第 {row.place} 项"))
        fact = Confirmation(
            circulation=out.uuid,
            post=post,
            items=[str(row.uuid)],
            confirmed=False,
            reason=said(reason, 300, "理由"),
            **acting_in(by, post).stamp(),
        )
        record(by, [fact])
