"""From step to step: what is approved, what is closed, what is taken back; and what needs nobody passes by itself."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.models import (
    Circulating,
    CirculationStep,
    ConfirmationAsked,
    DraftRow,
    Opinion,
    RowOut,
    Step,
)
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import Role
from luoshi.org.queries import in_charge


def on_its_way(circulation: UUID) -> Circulating:
    """A circulation that nothing else may change meanwhile. Raises BadInput where there is none or it is over."""
    out = Circulating.rows.select_for_update().filter(uuid=circulation).first()
    if out is None:
        raise BadInput(Fault("没有这一轮征求意见", "刷新页面"))
    if out.ended_on is not None:
        raise BadInput(Fault("这一轮已经结束", "刷新页面"))
    return out


def at_step(circulation: UUID, step: str) -> Circulating:
    """The same, and at this very step."""
    out = on_its_way(circulation)
    if out.step != step:
        raise BadInput(Fault(f"现在是“{out.get_step_display()}”这一步", "刷新页面再看"))
    return out


def approve_draft(by: By, circulation: UUID) -> None:
    """The chief of the supervision office lets the draft go out."""
    permissions.require(by, "approve_draft")
    with transaction.atomic():
        out = at_step(circulation, Step.CHIEF)
        if out.items.exclude(sent_back="").exists():
            raise BadInput(Fault("还有退回的任务没有改", "改好再审核"))
        pass_step(by, out)


def close_comments(by: By, circulation: UUID) -> None:
    """The office ends the comments: every unit has answered or its days are over, and each comment is decided."""
    permissions.require(by, "circulate")
    with transaction.atomic():
        out = at_step(circulation, Step.COMMENT)
        lacking = out.asked.filter(answered_on=None).count()
        undecided = out.comments.filter(opinion__in=("", Opinion.REFERRED)).count()
        faults = []
        if lacking:
            until = f"等到 {out.comment_until}，逾期未反馈视为无意见"
            faults.append(Fault(f"还有 {lacking} 个单位没有反馈", until, "征求意见"))
        if undecided:
            faults.append(Fault(f"还有 {undecided} 条意见没有办", "逐条写明采纳不采纳", "意见"))
        if faults:
            raise BadInput.of(faults)
        pass_step(by, out)


def take_back(by: By, circulation: UUID, reason: str) -> None:
    """The office takes the draft back before it is issued: its rows are drafts again, with what was decided so far."""
    permissions.require(by, "circulate")
    with transaction.atomic():
        out = on_its_way(circulation)
        if not one_line(reason):
            raise BadInput(Fault("没有写收回的理由", "写一句为什么", "理由"))
        why = said(reason, 300, "理由")
        record(by, [CirculationStep(circulation=out.uuid, step=out.step, passed=False, reason=why, **by.stamp())])
        write_back(out.items.all(), DraftRow.State.DRAFT)


def pass_step(by: By, out: Circulating, post: UUID | None = None, issued: dict[str, str] | None = None) -> None:
    """The step is done; the next one begins."""
    step = CirculationStep(
        circulation=out.uuid, step=out.step, passed=True, post=post, issued=issued or {}, **by.stamp()
    )
    record(by, [step])
    move_on(by, out.uuid)


def move_on(by: By, circulation: UUID) -> None:
    """When the leaders' step begins each row is laid before its leader; where none has to confirm, it is over."""
    out = Circulating.rows.get(uuid=circulation)
    if out.step != Step.VICE_HEADS:
        return
    ask_leaders(by, out, out.items.all())
    pass_if_confirmed(by, out)


def ask_leaders(by: By, out: Circulating, items: Iterable[RowOut]) -> None:
    """Lays rows before the leaders in charge of them."""
    asked = {str(item.uuid): leader_of(by, item) for item in items}
    posts = {item: str(post) if post else None for item, post in asked.items()}
    record(by, [ConfirmationAsked(circulation=out.uuid, items=posts, **by.stamp())])


def pass_if_confirmed(by: By, out: Circulating) -> None:
    """The last confirmation ends the leaders' step."""
    waits = out.items.exclude(confirmer=None).filter(confirmed_on=None).exists()
    if not waits and not out.items.exclude(sent_back="").exists():
        pass_step(by, out)


def leader_of(by: By, item: RowOut) -> UUID | None:
    """The vice-head's post in charge of a row: the one it names, else the one that looks after its lead unit."""
    posts = directory(by.day).posts
    if item.leader in posts:
        return item.leader if posts[item.leader].role == Role.VICE_HEAD else None
    return in_charge(by.day).get(item.unit)


def write_back(items: Iterable[RowOut], state: str) -> None:
    """The drafted rows say what the rows that were out say by now."""
    known = list(items)
    drafts = {row.uuid: row for row in DraftRow.rows.select_for_update().filter(uuid__in=[one.row for one in known])}
    for item in known:
        row = drafts.get(item.row)
        if row is None:
            continue
        for column in WRITTEN_BACK:
            setattr(row, column, getattr(item, column))
        row.state, row.version = state, row.version + 1
    DraftRow.rows.bulk_update(drafts.values(), [*WRITTEN_BACK, "state", "version", "matter"])


WRITTEN_BACK: tuple[str, ...] = ("title", "unit", "others", "leader", "due", "due_text", "matter")


def acting_in(by: By, post: UUID) -> By:
    """The actor as she acts in a post: herself, somebody for her by a mandate, or the office that enters her word."""
    return by.acting_for(post) if post in by.mandates or post not in by.posts else by


def entering(by: By, post: UUID | None) -> bool:
    """Whether the office enters the word of this leader's, who has not signed in herself."""
    return post is not None and post not in by.posts and by.in_office


def must_rest_on(words: str, paper: str) -> None:
    """Whoever enters a leader's word says on what it rests. Raises BadInput."""
    if not one_line(words) and not paper:
        raise BadInput(Fault("代录领导的意见，没有写依据", "写明哪天、怎样说的，或附上批件", "依据"))


def head_post(by: By) -> UUID | None:
    """The county head's post in which the actor acts: the own one, or one acted for. A county may have two heads."""
    return next((post.uuid for post in directory(by.day).posts_of(Role.COUNTY_HEAD) if post.uuid in by.posts), None)
