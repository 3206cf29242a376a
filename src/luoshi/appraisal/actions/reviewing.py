"""Reviewers give each unit of a group a mark and a sentence: kept while they type, then cast as one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from luoshi.appraisal.models import Review, ReviewDraft, ReviewMark
from luoshi.appraisal.reviews import can_be_reviewed, cast, is_reviewed_term, reviewers
from luoshi.appraisal.subjects import ranked_in
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_name
from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.facts.actions import append_all
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.recording import said
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.models import Role

FULL = Decimal(100)
WORDS = 150


@dataclass(frozen=True, slots=True)
class Marked:
    """One unit's mark (none: left out) and the sentence beside it."""

    unit: UUID
    mark: Decimal | None
    words: str = ""


def as_reviewer(by: By, post: UUID) -> By:
    """The actor as the reviewer: its holder, somebody with her mandate, or the office that enters her paper.

    Raises NotAllowed for anybody else, and for a post that does not review.
    """
    permissions.require(by, "review")
    if post not in {one.uuid for one in reviewers(by.day)}:
        raise NotAllowed(Fault("这个岗位不参加点评", "由谁打分在设置里定"))
    if post in by.posts:
        return by.acting_for(post) if post in by.mandates else by
    if by.in_office or by.has(Role.ASSESSMENT):
        return by.acting_for(post)
    raise NotAllowed(Fault("只能打自己的分", "请本人、受委托的同志打，或由督查室凭评分表代录"))


def keep_marks(by: By, period: str, post: UUID, marks: Sequence[Marked]) -> None:
    """Keeps what a reviewer has typed so far. Raises BadInput, NotAllowed."""
    as_reviewer(by, post)
    term = _open_term(by, period)
    with transaction.atomic():
        _keep(term, post, _known(term, marks))


def _keep(term: Term, post: UUID, marks: Sequence[Marked]) -> None:
    drafts = ReviewDraft.rows.filter(scheme=term.code, period=str(term.period), post=post)
    drafts.filter(unit__in=[one.unit for one in marks]).delete()
    ReviewDraft.rows.bulk_create(
        ReviewDraft(scheme=term.code, period=str(term.period), post=post, unit=one.unit, mark=one.mark, words=one.words)
        for one in marks
        if one.mark is not None or one.words
    )


def cast_review(by: By, period: str, post: UUID, marks: Sequence[Marked]) -> UUID:
    """Casts a reviewer's sheet; until the ranking is sealed a later one takes its place.

    A group is marked whole or not at all, so that all its units are judged by the same. Raises BadInput with every
    fault, NotAllowed.
    """
    reviewer = as_reviewer(by, post)
    term = _open_term(by, period)
    given = _known(term, marks)
    faults = _left_out(term, given)
    if faults:
        raise BadInput.of(faults)
    with transaction.atomic():
        before = cast(term).get(post)
        sheet = Review(
            uuid=new_uuid(),
            scheme=term.code,
            period=str(term.period),
            post=post,
            supersedes=before.uuid if before else None,
            **reviewer.stamp(),
        )
        rows = [
            ReviewMark(fact=sheet, unit=one.unit, mark=one.mark, words=one.words)
            for one in given
            if one.mark is not None
        ]
        append_all([sheet], rows)
        ReviewDraft.rows.filter(scheme=term.code, period=str(term.period), post=post).delete()
    return sheet.uuid


def _open_term(by: By, period: str) -> Term:
    term = Term.parse(period)
    if not is_reviewed_term(term):
        raise BadInput(Fault(f"{term.label}的方案里没有领导打分这一项", '在方案里加上 source = "review" 的一项'))
    if not can_be_reviewed(term, by.day):
        raise BadInput(Fault(f"{term.label}现在不能打分", "最后一个月截止以后、关账以前打分"))
    return term


def _known(term: Term, marks: Sequence[Marked]) -> list[Marked]:
    """The marks with their words as a fact holds them. Raises BadInput with every fault, each at its unit."""
    units = ranked_in(term).named
    faults, found = [], []
    for one in marks:
        place = units[one.unit][1] if one.unit in units else str(one.unit)
        if one.unit not in units:
            faults.append(Fault("这个单位不在这一期的考核分组里", "刷新页面", place))
        elif one.mark is not None and not 0 <= one.mark <= FULL:
            faults.append(Fault(f"打了 {one.mark} 分", "0 到 100 分", place))
        elif one.mark is not None and one.mark != round(one.mark, 2):
            faults.append(Fault(f"打了 {one.mark} 分", "至多两位小数", place))
        else:
            try:
                found.append(Marked(one.unit, one.mark, said(one.words, WORDS, place)))
            except BadInput as error:
                faults += error.faults
    if faults:
        raise BadInput.of(faults)
    return found


def _left_out(term: Term, given: Sequence[Marked]) -> list[Fault]:
    units = ranked_in(term).named
    marked = {one.unit for one in given if one.mark is not None}
    if not marked:
        return [Fault("还没有给任何单位打分", "至少把一个组的单位都打上分", "分数")]
    begun = {units[unit][0] for unit in marked}
    return [
        Fault(f"{group_name(group)}的{name}没有打分", "同一组的都打，或者这一组都不打", name)
        for unit, (group, name) in units.items()
        if group in begun and unit not in marked
    ]
