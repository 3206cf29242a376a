"""Each vice-head confirms the rows of her part, or sends one back with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.matters.actions.circulating.moving import (
    acting_in,
    at_step,
    entering,
    head_post,
    must_rest_on,
    on_its_way,
    pass_if_confirmed,
)
from luoshi.matters.actions.papers import paper_of
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.models import Confirmation, RowOut, Step
from luoshi.org.acting import By


def confirm_rows(
    by: By,
    circulation: UUID,
    items: Sequence[UUID] | None = None,
    *,
    post: UUID | None = None,
    words: str = "",
    paper: str = "",
) -> int:
    """A leader confirms the rows laid before her but those she sent back, or those named. The last one ends the step.

    post: the leader whose word the office enters, with her paper or in words how she gave it.
    Answers how many. Raises NotAllowed where none is hers.
    """
    with transaction.atomic():
        out = at_step(circulation, Step.VICE_HEADS)
        posts = by.posts
        if post is not None and entering(by, post):
            must_rest_on(words, paper)
            posts = frozenset({post})
        mine = list(out.items.filter(confirmer__in=posts))
        if not mine:
            raise NotAllowed(Fault("这一稿里没有要您确认的任务", "由分管领导确认"))
        waiting = [
            one
            for one in mine
            if one.confirmed_on is None and (not one.sent_back if items is None else one.uuid in items)
        ]
        if not waiting:
            raise BadInput(Fault("选中的都已经确认过了", "刷新页面"))
        for leader in sorted({one.confirmer for one in waiting if one.confirmer}):
            fact = Confirmation(
                circulation=out.uuid,
                post=leader,
                items=[str(one.uuid) for one in waiting if one.confirmer == leader],
                confirmed=True,
                reason=said(words, 300, "依据"),
                paper=paper_of(paper),
                **acting_in(by, leader).stamp(),
            )
            record(by, [fact])
        pass_if_confirmed(by, out)
    return len(waiting)


def send_back_row(by: By, item: UUID, reason: str, *, paper: str = "") -> None:
    """A leader sends one row back to the office: the vice-head at her step, the county head before signing.

    The office enters it for a vice-head who has said so on paper or by word.
    """
    with transaction.atomic():
        row = RowOut.rows.filter(uuid=item).first()
        if row is None:
            raise BadInput(Fault("没有这一行", "刷新页面"))
        out = on_its_way(row.circulation_id)
        post = {Step.VICE_HEADS: row.confirmer, Step.COUNTY_HEAD: head_post(by)}.get(Step(out.step))
        if post is None or not (post in by.posts or (out.step == Step.VICE_HEADS and entering(by, post))):
            raise NotAllowed(Fault("现在不由您退回这一项", "由正在确认或签发的领导退回"))
        if not one_line(reason):
            raise BadInput(Fault("没有写退回的理由", "写一句要怎样改", f"第 {row.place} 项"))
        fact = Confirmation(
            circulation=out.uuid,
            post=post,
            items=[str(row.uuid)],
            confirmed=False,
            reason=said(reason, 300, "理由"),
            paper=paper_of(paper),
            **acting_in(by, post).stamp(),
        )
        record(by, [fact])
