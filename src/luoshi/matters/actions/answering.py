"""The answer to a leader's words, and what she writes beneath it; a task's way up to the level that gave it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.rulings import as_giver, end_matter
from luoshi.matters.models import (
    End,
    Filing,
    LeaderMark,
    Mark,
    Matter,
    OriginLevel,
    Stage,
    UpperMove,
    UpperStep,
)
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.queries import workdays


def mark_answer(
    by: By, matter: UUID, mark: str, words: str = "", *, ends: bool = False, limit: int | None = None, paper: str = ""
) -> UUID:
    """阅, 同意 or 再办, by the leader who gave it, who acts for her, or the office with her sheet.

    Args:
        ends: agreed, and with that done.
        limit: working days for doing it again.

    Raises BadInput where there is no answer to mark, or no new day for doing it again.
    """
    with transaction.atomic():
        held = Matter.rows.select_for_update().get(uuid=matter)
        giver = as_giver(by, held, words, paper)
        answer = Filing.rows.filter(report=held.last_report, stands=True).first() if held.last_report else None
        faults = []
        if held.stage == Stage.ENDED:
            faults.append(Fault("这项已经了结", "刷新页面"))
        elif answer is None or held.marked_report == answer.report:
            faults.append(Fault("没有等批阅的办理情况", "等单位报来再批"))
        if mark not in Mark.values:
            faults.append(Fault("没有选怎样批", "选阅、同意或再办", "批示"))
        if mark == Mark.AGAIN and (limit is None or limit < 1):
            faults.append(Fault("再办没有写几天之内", "写几个工作日", "时限"))
        if faults:
            raise BadInput.of(faults)
        assert answer is not None
        fact = LeaderMark(
            matter=matter,
            report=answer.report,
            mark=mark,
            words=said(words, 300, "批示"),
            new_due=workdays().add(by.day, limit) if mark == Mark.AGAIN and limit else None,
            paper=paper,
            **giver.stamp(),
        )
        record(giver, [fact])
        if mark == Mark.AGREED and ends and held.origin_level == OriginLevel.COUNTY:
            end_matter(by, [matter], End.DONE, one_line(words) or "领导批示同意", paper=paper)
    return fact.uuid


def upper_step(
    by: By, matter: UUID, move: str, on: date | None, words: str, *, paper: str = "", new_due: date | None = None
) -> UUID:
    """The office reports a task up, or enters that the level which gave it struck it off or sent it back.

    Args:
        on: the day on the paper.
        words: the paper's number and title, or what the upper level said.

    Raises BadInput for a step that does not follow on the one before, and where the day or the paper is missing.
    """
    permissions.require(by, "rule")
    with transaction.atomic():
        held = Matter.rows.select_for_update().get(uuid=matter)
        faults = list(_out_of_turn(held, move))
        if on is None or on > by.day or on < held.issued_on:
            faults.append(Fault("日期不对", "写文件上的日期，不早于下发、不晚于今天", "日期"))
        if not one_line(words) and not paper:
            faults.append(Fault("没有写凭什么", "写上报文件或上级通知的文号、标题，或附上文件", "依据"))
        if faults or on is None:
            raise BadInput.of(faults)
        fact = UpperStep(
            matter=matter,
            move=move,
            on=on,
            words=said(words, 300, "依据"),
            paper=paper,
            new_due=new_due if move == UpperMove.SENT_BACK else None,
            **by.stamp(),
        )
        record(by, [fact])
    return fact.uuid


def _out_of_turn(matter: Matter, move: str) -> list[Fault]:
    if matter.origin_level == OriginLevel.COUNTY:
        return [Fault("这项不是上级交办的", "县里交办的直接申请办结")]
    before = (Stage.ISSUED, Stage.CLAIMED) if move == UpperMove.REPORTED_UP else (Stage.REPORTED_UP,)
    if move not in UpperMove.values or matter.stage not in before:
        return [Fault(f"这项现在是“{matter.get_stage_display()}”，走不到这一步", "刷新页面")]
    return []
