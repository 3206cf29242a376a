"""How work is done, counted from facts of the last thirty days: never said about people, each count with its cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from luoshi.matters.models import Blocker, Filing, Matter, Report, Request, Ruling, Verdict
from luoshi.matters.queries.county import MONTH
from luoshi.org.acting import By

SHORTEST = 15
"""Signs below which a report is empty: 「正在推进」 is what everybody writes."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case behind a count."""

    code: str
    matter: UUID
    title: str
    unit: UUID
    day: date
    times: int = 1


@dataclass(frozen=True, slots=True)
class Style:
    """The four of the speech, each with its cases, the newest first."""

    perfunctory: tuple[Case, ...]
    """应付: reports found untrue, and those sent back that were empty or another unit's words.

    Likeness alone is an accusation until somebody has judged the report: without a verdict it is not counted.
    """
    shirked: tuple[Case, ...]
    """推诿: tasks sent back that were the unit's own, blockers passed on."""
    rough: tuple[Case, ...]
    """粗糙: other reports and node plans sent back."""
    dragging: tuple[Case, ...]
    """拖拉: reports after their time, extensions asked for again."""


def style(by: By) -> Style:
    """What the asker may see of the last thirty days: seven SELECTs."""
    since = by.day - MONTH
    filings = list(Filing.objects.visible_to(by).filter(filed_on__gte=since).select_related("matter"))
    matters = Matter.objects.visible_to(by)
    seen = {one.uuid: one for one in matters.only("uuid", "title", "unit")}
    rulings = Ruling.rows.filter(granted=False, day__gte=since, about__in=(Ruling.About.RETURN, Ruling.About.PLAN))
    ruled = [(one, seen[one.matter]) for one in rulings if one.matter in seen]
    again = Request.rows.filter(asks=Request.Asks.EXTENSION, nth__gt=1, day__gte=since)
    untrue = [_filed("untrue", one) for one in filings if one.verdict == Verdict.UNTRUE]
    back = [one for one in filings if one.verdict == Verdict.RETURNED]
    empty = _empty(filings, back)
    perfunctory = [_filed(empty[one.report], one) for one in back if one.report in empty]
    returned = [_filed("returned", one) for one in back if one.report not in empty]
    return Style(
        _newest([*perfunctory, *untrue]),
        _newest([*_ruled("refused", ruled, Ruling.About.RETURN), *_passed_on(by)]),
        _newest([*returned, *_ruled("plan", ruled, Ruling.About.PLAN)]),
        _newest(
            [
                *(_filed("late", one) for one in filings if one.late),
                *(
                    Case("again", one.matter, seen[one.matter].title, seen[one.matter].unit, one.day, one.nth)
                    for one in again
                    if one.matter in seen
                ),
            ]
        ),
    )


def _newest(cases: Iterable[Case]) -> tuple[Case, ...]:
    return tuple(sorted(cases, key=lambda case: (-case.day.toordinal(), case.title, str(case.matter))))


def _filed(code: str, one: Filing) -> Case:
    return Case(code, one.matter_id, one.matter.title, one.unit, one.filed_on)


def _empty(filings: Sequence[Filing], back: Sequence[Filing]) -> dict[UUID, str]:
    """Of the reports sent back those that said nothing, or what another unit's report says too."""
    if not back:
        return {}
    texts = Report.rows.filter(uuid__in=[one.report for one in filings]).values_list("uuid", "words")
    words = {uuid: "".join(text.split()) for uuid, text in texts}
    units: dict[str, set[UUID]] = defaultdict(set)
    for one in filings:
        units[words.get(one.report, "")].add(one.unit)
    found = {}
    for one in back:
        said = words.get(one.report, "")
        if len(said) < SHORTEST:
            found[one.report] = "empty"
        elif len(units[said]) > 1:
            found[one.report] = "copied"
    return found


def _ruled(code: str, ruled: Sequence[tuple[Ruling, Matter]], about: str) -> Iterable[Case]:
    return (Case(code, one.matter, matter.title, matter.unit, one.day) for one, matter in ruled if one.about == about)


def _passed_on(by: By) -> Iterable[Case]:
    waiting = Blocker.objects.visible_to(by).filter(cleared_on=None, times_passed_on__gt=0).select_related("matter")
    return (
        Case("passed_on", one.matter_id, one.title, one.holder, one.holder_since, one.times_passed_on)
        for one in waiting
    )
