"""What holds a matter up, and who can clear it: raised, answered with a day, disowned, assigned, cleared."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.models import Blocker, BlockerKind, BlockerStep, Matter, Stage
from luoshi.matters.models.codes import BlockerMove
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory


def raise_blocker(
    by: By, matter: UUID, blocker_kind: str, title: str, holder: UUID, *, words: str = "", needed_by: date | None = None
) -> UUID:
    """Says what holds a matter up and who can clear it: it lands on that unit's desk at once."""
    with transaction.atomic():
        held = Matter.rows.get(uuid=matter)
        permissions.require(by, "raise_blocker", held.unit)
        faults = []
        if held.stage == Stage.ENDED:
            faults.append(Fault("这项已经了结", "不用再提堵点"))
        if not one_line(title):
            faults.append(Fault("没有写卡在哪里", "写一句话，如“15.2 亩用地指标未落实”", "堵点"))
        if blocker_kind not in BlockerKind.values:
            faults.append(Fault("没有选堵点类别", "选用地、资金、手续、征迁、水电路讯或其他", "类别"))
        if holder not in directory(by.day).units:
            faults.append(Fault("没有选谁能解决", "从名册里选一个单位", "责任单位"))
        if faults:
            raise BadInput.of(faults)
        step = BlockerStep(
            blocker=new_uuid(),
            matter=matter,
            move=BlockerMove.RAISED,
            blocker_kind=blocker_kind,
            title=said(title, 100, "堵点"),
            words=said(words, 500, "说明"),
            holder=holder,
            needed_by=needed_by,
            **by.stamp(),
        )
        record(by, [step])
    return step.blocker


def answer_blocker(by: By, blocker: UUID, promised: date, words: str = "") -> None:
    """The clearing unit promises a day. Every later day than the last one is counted as moved."""
    with transaction.atomic():
        known = _open(blocker)
        permissions.require(by, "answer_blocker", known.holder)
        if promised < by.day:
            raise BadInput(Fault(f"答复的日子 {promised} 已经过了", "写今天以后的日子", "时限"))
        _step(by, known, BlockerMove.ANSWERED, promised=promised, words=words)


def disown_blocker(by: By, blocker: UUID, because: str) -> None:
    """「不是我们的，因为……」: goes to the leader or the office, who gives it to one; never back to the asker."""
    with transaction.atomic():
        known = _open(blocker)
        permissions.require(by, "answer_blocker", known.holder)
        if not one_line(because):
            raise BadInput(Fault("没有写理由", "写明为什么不归本单位、应归谁", "理由"))
        _step(by, known, BlockerMove.NOT_OURS, words=because)


def assign_blocker(by: By, blocker: UUID, holder: UUID, words: str = "") -> None:
    """Gives a disowned blocker to one unit, for good. Raises BadInput for the unit that asked."""
    permissions.require(by, "assign_blocker")
    with transaction.atomic():
        known = _open(blocker)
        if holder == known.raised_by:
            raise BadInput(Fault("不能裁回提出堵点的单位", "裁给能解决它的单位", "责任单位"))
        if holder not in directory(by.day).units:
            raise BadInput(Fault("没有选裁给谁", "从名册里选一个单位", "责任单位"))
        _step(by, known, BlockerMove.ASSIGNED, holder=holder, words=words)


def clear_blocker(by: By, blocker: UUID, words: str = "") -> None:
    """It no longer holds the matter up: said by the unit that asked, the one that cleared it, or the office."""
    with transaction.atomic():
        known = _open(blocker)
        if not permissions.may(by, "raise_blocker", known.raised_by):
            permissions.require(by, "answer_blocker", known.holder)
        _step(by, known, BlockerMove.CLEARED, words=words)


def _open(blocker: UUID) -> Blocker:
    known = Blocker.rows.filter(uuid=blocker).first()
    if known is None:
        raise BadInput(Fault("没有这个堵点", "刷新页面"))
    if known.cleared_on is not None:
        raise BadInput(Fault(f"这个堵点 {known.cleared_on} 已经解决了", "刷新页面"))
    return known


def _step(by: By, known: Blocker, move: str, **changes: Any) -> None:
    words = said(changes.pop("words", ""), 500, "说明")
    values = {"holder": known.holder, "needed_by": known.needed_by, "promised": known.promised} | changes
    step = BlockerStep(
        blocker=known.uuid,
        matter=known.matter_id,
        move=move,
        blocker_kind=known.blocker_kind,
        title=known.title,
        words=words,
        **values,
        **by.stamp(),
    )
    record(by, [step])
