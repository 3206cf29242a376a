"""The office decides each comment, the leader a quarrel over the lead; the row takes what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.matters.actions.circulating.moving import (
    acting_in,
    ask_leaders,
    at_step,
    entering,
    head_post,
    leader_of,
    must_rest_on,
    on_its_way,
    write_back,
)
from luoshi.matters.actions.circulating.values import checked
from luoshi.matters.actions.papers import paper_of
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.models import Commented, CommentRuling, DraftRow, Opinion, RowChange, RowOut, Step
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import Role


@dataclass(frozen=True, slots=True)
class Decision:
    """On one comment. Adopted in part: with the values that the row takes instead."""

    comment: UUID
    opinion: str
    reason: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def decide_comments(by: By, circulation: UUID, decisions: Sequence[Decision]) -> int:
    """Decides comments, all or none. What is not or only partly adopted needs a reason. Answers how many."""
    permissions.require(by, "circulate")
    with transaction.atomic():
        out = at_step(circulation, Step.COMMENT)
        known = {one.uuid: one for one in out.comments.select_related("item")}
        faults: list[Fault] = []
        if not decisions:
            faults.append(Fault("一条意见也没有办", "选采纳、部分采纳、不采纳或请领导定"))
        for one in decisions:
            comment = known.get(one.comment)
            faults += [Fault("没有这条意见", "刷新页面")] if comment is None else _faults(one, comment)
        if faults:
            raise BadInput.of(faults)
        for one in decisions:
            _decide(by, one, known[one.comment])
    return len(decisions)


def _faults(one: Decision, comment: Commented) -> list[Fault]:
    where = f"第 {comment.item.place} 项“{comment.item.title[:20]}”"
    if comment.opinion:
        return [Fault("这条意见已经办过了", "刷新页面", where)]
    if one.opinion not in Opinion.values:
        return [Fault("没有选怎样办", "选采纳、部分采纳、不采纳或请领导定", where)]
    if one.opinion in (Opinion.PARTLY, Opinion.REJECTED) and not one_line(one.reason):
        return [Fault("不采纳或部分采纳要写理由", "写一句为什么", where)]
    if one.opinion == Opinion.ADOPTED and not comment.changes:
        return [Fault("这条意见没有提具体改法", "选部分采纳，写明改成什么；或不采纳，写明为什么", where)]
    return []


def _decide(by: By, one: Decision, comment: Commented) -> None:
    item = RowOut.rows.get(uuid=comment.item_id)
    values, post = {}, None
    if one.opinion == Opinion.ADOPTED:
        values = dict(comment.changes)
    elif one.opinion == Opinion.PARTLY:
        where = f"第 {item.place} 项“{item.title[:20]}”"
        values, faults = checked(by, item, one.values, where)
        if faults:
            raise BadInput.of(faults)
    elif one.opinion == Opinion.REFERRED:
        post = leader_of(by, item) or _government_head(by)
        if post is None:
            raise BadInput(Fault("名册里没有可以裁定的领导", "由督查室直接办"))
    _rule(by, comment, one.opinion, one.reason, values, post)


def _government_head(by: By) -> UUID | None:
    """Who decides where no vice-head is in charge: the head of the county government."""
    posts = directory(by.day).posts_of(Role.COUNTY_HEAD)
    named = [post.uuid for post in posts if post.title.endswith("县长")] or [post.uuid for post in posts]
    return named[0] if named else None


def _rule(
    by: By,
    comment: Commented,
    opinion: str,
    reason: str,
    values: dict[str, Any],
    post: UUID | None,
    paper: str = "",
) -> None:
    fact = CommentRuling(
        circulation=comment.circulation_id,
        comment=comment.uuid,
        item=comment.item_id,
        opinion=opinion,
        reason=said(reason, 300, "理由"),
        values=values,
        post=post,
        paper=paper_of(paper),
        **by.stamp(),
    )
    record(by, [fact])
    if values:
        write_back(RowOut.rows.filter(uuid=comment.item_id), DraftRow.State.OUT)


def settle_quarrel(by: By, comment: UUID, unit: UUID, reason: str = "", *, paper: str = "") -> None:
    """The leader says who leads: the comment is adopted where she follows it, not adopted where the lead stays.

    The county head may decide any quarrel; the office enters what the leader has said. Raises NotAllowed for others.
    """
    with transaction.atomic():
        asked = Commented.rows.select_related("item", "circulation").filter(uuid=comment).first()
        if asked is None or asked.opinion != Opinion.REFERRED or asked.post is None:
            raise BadInput(Fault("这件争议已经定了，或没有报给领导", "刷新页面"))
        at_step(asked.circulation_id, Step.COMMENT)
        post = asked.post if asked.post in by.posts else head_post(by)
        if post is None and entering(by, asked.post):
            must_rest_on(reason, paper)
            post = asked.post
        if post is None:
            raise NotAllowed(Fault("这件争议由分管领导或县长裁定", "请分管领导登录裁定"))
        values, faults = checked(by, asked.item, {"unit": unit}, f"第 {asked.item.place} 项")
        if faults:
            raise BadInput.of(faults)
        followed = asked.changes.get("unit") == str(unit)
        if followed:
            values = dict(asked.changes)
        opinion = Opinion.ADOPTED if followed else Opinion.PARTLY if values else Opinion.REJECTED
        _rule(acting_in(by, post), asked, opinion, reason, values, post, paper)


def change_out(by: By, item: UUID, changes: Mapping[str, Any], reason: str) -> None:
    """The office changes a row that is out: because a leader sent it back, or because it saw a mistake itself.

    Whoever had confirmed it confirms it again.
    """
    permissions.require(by, "circulate")
    with transaction.atomic():
        row = RowOut.rows.filter(uuid=item).first()
        if row is None:
            raise BadInput(Fault("没有这一行", "刷新页面"))
        out = on_its_way(row.circulation_id)
        where = f"第 {row.place} 项“{row.title[:20]}”"
        values, faults = checked(by, row, changes, where)
        if not one_line(reason):
            faults.append(Fault("没有写改的理由", "写一句为什么改，或为什么不改", where))
        if not values and not row.sent_back:
            faults.append(Fault("什么也没有改", "改任务、牵头、配合、领导或时限", where))
        if faults:
            raise BadInput.of(faults)
        fact = RowChange(
            circulation=out.uuid, item=row.uuid, values=values, reason=said(reason, 300, "理由"), **by.stamp()
        )
        record(by, [fact])
        changed = RowOut.rows.filter(uuid=row.uuid)
        write_back(changed, DraftRow.State.OUT)
        if out.step == Step.VICE_HEADS:
            ask_leaders(by, out, changed)
