"""Penalties and vetoes (一票否决): entered on the competent body's written notice, lifted with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from luoshi.appraisal.models import Sanction, SanctionLifted
from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import append_all
from luoshi.facts.models import Blob
from luoshi.matters.actions.recording import said
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory

MOST = Decimal(100)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the competent body wrote of a unit."""

    unit: UUID | None
    what: str
    points: Decimal | None
    body: str
    number: str
    on: date | None
    reason: str
    paper: str


def sanction(by: By, notice: Notice) -> UUID:
    """Enters a penalty or a veto for the year of its notice; what a veto does is in the year's scheme.

    Raises BadInput with every fault: no written notice, no points, a notice entered already; NotAllowed.
    """
    permissions.require(by, "close")
    faults: list[Fault] = []
    words = {
        place: _words(text, most, place, faults)
        for place, text, most in (
            ("主管部门", notice.body, 60),
            ("文号", notice.number, 60),
            ("事由", notice.reason, 200),
        )
    }
    faults += _faults(by, notice)
    if faults or notice.unit is None or notice.on is None:
        raise BadInput.of(faults)
    with transaction.atomic():
        _must_be_new(notice.unit, notice.what, words["文号"])
        fact = Sanction(
            year=notice.on.year,
            unit=notice.unit,
            what=notice.what,
            points=notice.points if notice.what == Sanction.What.PENALTY else None,
            body=words["主管部门"],
            number=words["文号"],
            on=notice.on,
            reason=words["事由"],
            paper=notice.paper,
            **by.stamp(),
        )
        append_all([fact])
    return fact.uuid


def _words(text: str, most: int, place: str, faults: list[Fault]) -> str:
    try:
        words = said(text, most, place)
    except BadInput as error:
        faults += error.faults
        return ""
    if not words:
        faults.append(Fault(f"没有写{place}", "照书面通知写", place))
    return words


def _faults(by: By, notice: Notice) -> list[Fault]:
    faults = []
    if notice.unit not in directory(by.day).units:
        faults.append(Fault("没有选单位", "从列出的单位里选", "单位"))
    if notice.what not in Sanction.What.values:
        faults.append(Fault("没有选扣分还是一票否决", "选一种", "种类"))
    points = notice.points
    if notice.what == Sanction.What.PENALTY and (
        points is None or not 0 < points <= MOST or points != round(points, 2)
    ):
        faults.append(Fault("没有写扣几分", "写大于 0 的数，至多两位小数", "分数"))
    if notice.on is None or notice.on > by.day:
        faults.append(Fault("没有写通知的日期，或在今天以后", "照通知落款写", "日期"))
    if not notice.paper or not Blob.rows.filter(digest=notice.paper).exists():
        faults.append(Fault("没有附书面通知", "一票否决和扣分都要附主管部门的书面通知", "书面通知"))
    return faults


def _must_be_new(unit: UUID, what: str, number: str) -> None:
    lifted = SanctionLifted.rows.values("sanction")
    if Sanction.rows.filter(unit=unit, what=what, number=number).exclude(uuid__in=lifted).exists():
        raise BadInput(Fault("这份通知对这个单位已经登记", "刷新页面核对", "文号"))


def lift_sanction(by: By, sanction: UUID, reason: str) -> UUID:
    """The notice was taken back, or entered by mistake; sealed rankings change only by a new edition."""
    permissions.require(by, "close")
    words = said(reason, 200, "理由")
    if not words:
        raise BadInput(Fault("没有写理由", "写明撤销的依据", "理由"))
    with transaction.atomic():
        if not Sanction.rows.filter(uuid=sanction).exists():
            raise BadInput(Fault("没有这条登记", "刷新页面"))
        if SanctionLifted.rows.filter(sanction=sanction).exists():
            raise BadInput(Fault("这条已经撤销", "刷新页面"))
        fact = SanctionLifted(sanction=sanction, reason=words, **by.stamp())
        append_all([fact])
    return fact.uuid
