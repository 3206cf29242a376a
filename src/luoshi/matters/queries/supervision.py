"""What supervision takes off in a month: instructions without an answer, answers sent back, reports found untrue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.matters.models import (
    Filing,
    Kind,
    LeaderMark,
    Mark,
    Matter,
    OriginKind,
    Stage,
    Verdict,
    Verification,
)
from luoshi.matters.queries.counting import Counted, Month
from luoshi.matters.queries.figure import Reason
from luoshi.matters.queries.on_time import moved
from luoshi.matters.queries.settled import settled
from luoshi.matters.queries.waits import waits
from luoshi.org.rules import setting

SUPERVISION = "supervision_points"
TO_BE_ANSWERED = (OriginKind.INSTRUCTION, OriginKind.UPPER, OriginKind.PROPOSAL, OriginKind.INSPECTION)
"""What somebody waits to hear of by its day: instructions, tasks from above, proposals, findings of an inspection."""


@dataclass(frozen=True, slots=True)
class _Fault:
    what: str
    points: Decimal


def supervision_points(month: Month) -> Iterator[Counted]:
    """Points taken off, by the county's rule (`supervision_points`): of one matter in one month the heaviest alone.

    Unanswered: what somebody waits to hear of, past its day when the month closes, with no report since that was let
    stand. Sent back: 再办 beneath the answer, given in the month. Untrue: found so in the month, and not otherwise
    since. Because an answer sent back never takes more than none at all, and one matter pays once, to answer is
    never worse than to keep silent.
    """
    points = {name: Decimal(str(value)) for name, value in setting(SUPERVISION, month.window.last).items()}
    faults: dict[UUID, list[_Fault]] = {}
    for uuid, fault in (*_unanswered(month, points), *_again(month, points), *_untrue(month, points)):
        faults.setdefault(uuid, []).append(fault)
    for uuid, found in faults.items():
        matter, worst = month.matters[uuid], max(found, key=lambda one: one.points)
        if worst.points > 0:
            what = f"{worst.what}，扣 {worst.points.normalize():f} 分"
            reason = Reason(uuid, matter.number, matter.title, what, False, worst.points)
            yield Counted(matter, worst.points, worst.points, reason)


Faults = Iterator[tuple[UUID, _Fault]]


def _unanswered(month: Month, points: dict[str, Decimal]) -> Faults:
    last = month.window.last
    asked = {uuid: one for uuid, one in month.matters.items() if _is_asked(one, last)}
    heard, waiting, ends = _heard(asked, last), waits(asked, last), settled(asked, last)
    for uuid, matter in asked.items():
        day = moved(matter, waiting.get(uuid), matter.due)
        silent = uuid not in heard and ends[uuid].by(last).in_time is False
        if day is not None and day <= last and silent:
            yield uuid, _Fault(f"时限 {day:%m-%d}，到月末没有答复", points["unanswered"])


def _is_asked(matter: Matter, last: date) -> bool:
    """Somebody waits to hear of it, and its unit has it and has neither ended nor sent it back nor put it off."""
    by_leader = matter.origin_leader is not None or matter.matter_kind == Kind.INSTRUCTION
    if not (by_leader or matter.upper_due is not None or matter.origin_kind in TO_BE_ANSWERED):
        return False
    is_over = matter.ended_on is not None and matter.ended_on <= last
    rests = matter.suspended_until is not None and matter.suspended_until > last
    return matter.due is not None and not is_over and not rests and matter.stage != Stage.OBJECTED


def _heard(asked: dict[UUID, Matter], last: date) -> set[UUID]:
    """Of which matters a signed report stands that was sent after the last 再办."""
    since = {one.matter: one.at for one in _marks(asked, last)}
    filed = Filing.rows.filter(matter__in=list(asked), filed_on__lte=last, signed_on__lte=last)
    fallen = {report for report, verdict in _found(last, [one.report for one in filed]).items() if verdict != ACCEPTED}
    return {
        one.matter_id
        for one in filed
        if one.report not in fallen and (one.matter_id not in since or one.filed_at > since[one.matter_id])
    }


ACCEPTED = Verdict.ACCEPTED.value


def _marks(matters: dict[UUID, Matter], last: date) -> list[LeaderMark]:
    again = LeaderMark.rows.filter(matter__in=list(matters), mark=Mark.AGAIN, day__lte=last)
    return list(again.order_by("at", "uuid"))


def _found(last: date, reports: list[UUID]) -> dict[UUID, str]:
    """What was found of each report by a day; the newest holds."""
    known = Verification.rows.filter(report__in=reports, day__lte=last).order_by("at", "uuid")
    return dict(known.values_list("report", "verdict"))


def _again(month: Month, points: dict[str, Decimal]) -> Faults:
    first, last = month.window.first, month.window.last
    for one in _marks(dict(month.matters), last):
        if one.day >= first:
            yield one.matter, _Fault(f"{one.day:%m-%d} 批“再办”", points["again"])


def _untrue(month: Month, points: dict[str, Decimal]) -> Faults:
    first, last = month.window.first, month.window.last
    given = Verification.rows.filter(day__gte=first, day__lte=last, matter__in=list(month.matters))
    found = list(given.filter(verdict=Verdict.UNTRUE).order_by("at", "uuid"))
    now = _found(last, [one.report for one in found])
    for one in found:
        if now[one.report] == Verdict.UNTRUE:
            yield one.matter, _Fault(f"{one.day:%m-%d} 核实填报不实", points["untrue"])
