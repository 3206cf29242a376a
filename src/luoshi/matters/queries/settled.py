"""Whether matters were done by a day, and when that was settled: who decides on an end makes no unit late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from luoshi.matters.models import End, Filing, LeaderMark, Mark, Matter, Request, Ruling, UpperMove, UpperStep
from luoshi.matters.models.codes import WITHOUT_PLAN
from luoshi.org.models import SignOff

ANSWERED = WITHOUT_PLAN
"""Kinds that end with the leader's word beneath an answer."""
BY_DOING = (End.DONE, End.ROUTINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit's word that it is done: on which day it said so, and what became of it."""

    day: date
    ruled_on: date | None = None
    granted: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """`None` in time: nobody has decided yet."""

    in_time: bool | None
    day: date
    """On which it was settled."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a matter's unit has said of its end, and what was decided, as it was known on a day."""

    said: tuple[Asked, ...] = ()
    over: date | None = None
    """When it was ended by doing."""

    def by(self, day: date) -> Done:
        """Whether it was done by a day. What was said by then, and granted later, was in time; refused, it was not."""
        said = [one for one in self.said if one.day <= day]
        granted = next((one.ruled_on for one in said if one.granted), None)
        if granted is not None:
            return Done(True, granted)
        if self.over is not None and self.over <= day:
            return Done(True, self.over)
        if any(one.ruled_on is None for one in said):
            return Done(None, day)
        return Done(False, max([day, *(one.ruled_on for one in said if one.ruled_on)]))


def settled(matters: Mapping[UUID, Matter], last: date) -> dict[UUID, Settled]:
    """How each matter's end stood on a day. Up to six SELECTs."""
    said = _asked(list(matters), last)
    for uuid, answers in _answers({uuid: one for uuid, one in matters.items() if one.matter_kind in ANSWERED}, last):
        said[uuid] += answers
    for uuid, one in _above(list(matters), last).items():
        said[uuid].append(one)
    return {uuid: Settled(tuple(said[uuid]), _over(matter, last)) for uuid, matter in matters.items()}


def _over(matter: Matter, last: date) -> date | None:
    over = (matter.ended_on or matter.routine_from) if matter.end in BY_DOING else None
    return over if over is not None and over <= last else None


def _asked(matters: list[UUID], last: date) -> defaultdict[UUID, list[Asked]]:
    """What the unit's head let out; what its reporter has only drafted waits for nobody else."""
    rows = Request.rows.filter(matter__in=matters, asks=Request.Asks.END, end__in=BY_DOING, day__lte=last)
    asked = list(rows.order_by("at", "uuid"))
    refs = [one.uuid for one in asked]
    rulings = Ruling.rows.filter(about=Ruling.About.REQUEST, ref__in=refs, day__lte=last)
    ruled = {one.ref: one for one in rulings.order_by("at", "uuid")}
    signed = SignOff.rows.filter(ref__in=refs, day__lte=last, decision=SignOff.Decision.SIGNED)
    out = set(signed.values_list("ref", flat=True)) | ruled.keys()
    found: defaultdict[UUID, list[Asked]] = defaultdict(list)
    for one in asked:
        ruling = ruled.get(one.uuid)
        if one.uuid in out:
            found[one.matter].append(Asked(one.day, ruling.day, ruling.granted) if ruling else Asked(one.day))
    return found


def _answers(matters: Mapping[UUID, Matter], last: date) -> Iterator[tuple[UUID, list[Asked]]]:
    """Instructions are answered by a report: closed, it was done on the last one's day; 再办 beneath it, it was not."""
    marked = LeaderMark.rows.filter(matter__in=list(matters), day__lte=last).order_by("at", "uuid")
    marks = {one.report: one for one in marked}
    filed = Filing.rows.filter(matter__in=list(matters), filed_on__lte=last, signed_on__lte=last)
    of: defaultdict[UUID, list[Asked]] = defaultdict(list)
    for one in filed.order_by("filed_at"):
        mark = marks.get(one.report)
        refused = mark is not None and mark.mark == Mark.AGAIN
        of[one.matter_id].append(Asked(one.filed_on, mark.day if mark and refused else None))
    for uuid, said in of.items():
        over = _over(matters[uuid], last)
        is_believed = over is not None and said[-1].ruled_on is None
        yield uuid, ([Asked(said[-1].day, over, granted=True)] if is_believed else said)


def _above(matters: list[UUID], last: date) -> dict[UUID, Asked]:
    """What was reported up and has not come back: the unit has done its part."""
    found: dict[UUID, Asked] = {}
    for one in UpperStep.rows.filter(matter__in=matters, day__lte=last).order_by("at", "uuid"):
        if one.move == UpperMove.REPORTED_UP:
            found[one.matter] = Asked(one.on, one.day, granted=True)
        elif one.move == UpperMove.SENT_BACK:
            found.pop(one.matter, None)
    return found
