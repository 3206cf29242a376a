"""Whom others have waited for in a month: blockers that lay too long with a unit, or were passed on by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from luoshi.core.timing.workdays import Workdays
from luoshi.matters.models import Blocker
from luoshi.matters.queries.figure import BLOCKERS, Figure, Reason, Window
from luoshi.matters.queries.lain import Lain, Stretch, days_given, lain
from luoshi.matters.queries.past import as_decided, raised_by
from luoshi.matters.queries.whose import OF_UNITS, Whose
from luoshi.org.queries import workdays

TWICE = 2
"""Whoever sends a blocker on again has had it given back as its own."""


def held_up(window: Window, unit: UUID | None = None, whose: Whose = OF_UNITS) -> list[Figure]:
    """Of the blockers of other units that lay with a unit (or one) in a month: how many it held up.

    Every unit answers for the working days on which it lay with it, visits added up. Held up: what still lies with it
    when the month closes, past the first day that it promised, or without one past the days given; and what it passed
    on after more than these days, or for a second time. What it cleared it did not hold up. `whose`: of other subjects
    each answers for what its units held up. Up to five SELECTs.
    """
    days, within = workdays(), days_given(window.last)
    open_ones = Q(cleared_on=None) | Q(cleared_on__gte=window.first)
    raised = Blocker.rows.filter(open_ones, since__lte=window.last, matter__restricted=False, matter__recalled_on=None)
    blockers = list(raised.select_related("matter").order_by("since", "uuid"))
    units = {one.matter_id: one.matter.unit for one in blockers}
    as_decided([one.matter for one in blockers], window.last)
    found: dict[UUID, Figure] = {}
    for one in lain(blockers, window.last):
        waited = raised_by(one.blocker, one.blocker.matter, units[one.blocker.matter_id])
        for holder in dict.fromkeys(stretch.holder for stretch in one.stretches):
            asked = [subject for subject in whose.of_holder(holder) if unit is None or subject == unit]
            if holder == waited or not asked:
                continue
            reason = reason_of(one, Stay.of(one, holder, window.last, days), window, within)
            if reason is None:
                continue
            for subject in asked:
                figure = found.setdefault(subject, Figure(subject, BLOCKERS))
                figure.actual += not reason.counts
                figure.target += 1
                figure.reasons.append(reason)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Stay:
    """What a unit has done with a blocker by a day."""

    days: int
    """Working days on which it lay with the unit, all visits."""
    last: Stretch
    passed_on: int
    promised: date | None

    @classmethod
    def of(cls, one: Lain, holder: UUID, day: date, workdays: Workdays) -> Stay:
        own = [stretch for stretch in one.stretches if stretch.holder == holder]
        promised = next((stretch.promised for stretch in own if stretch.promised), None)
        passed_on = sum(stretch.until is not None and stretch is not one.stretches[-1] for stretch in own)
        lying = sum(workdays.between(stretch.since, stretch.until or day) for stretch in own)
        return cls(lying, own[-1], passed_on, promised)


def reason_of(one: Lain, stay: Stay, window: Window, within: int) -> Reason | None:
    """None where nothing of it lay with the unit in the month, or nobody waits any more."""
    matter, until = one.blocker.matter, stay.last.until
    if until is not None and until < window.first:
        return None
    if one.cleared is None and matter.ended_on is not None and matter.ended_on <= window.last:
        return None
    is_here = stay.last is one.stretches[-1]
    what, counts = _said(stay, window, within, is_cleared=is_here and one.cleared is not None, is_here=is_here)
    what = f"堵点“{one.blocker.title}”{what}"
    return Reason(matter.uuid, matter.number, matter.title, what, counts, linked=is_here)


def _said(stay: Stay, window: Window, within: int, *, is_cleared: bool, is_here: bool) -> tuple[str, bool]:
    lay = f"在手 {stay.days} 个工作日"
    if is_cleared:
        return f"{lay}，已解决", True
    if is_here:
        promised = f"，答应 {stay.promised:%m-%d}" if stay.promised else ""
        is_over = stay.promised < window.last if stay.promised else stay.days > within
        return (f"{lay}{promised}，没有解决", False) if is_over else (f"{lay}{promised}，未到期", True)
    if stay.passed_on >= TWICE:
        return f"{lay}，第 {stay.passed_on} 次转出", False
    return (f"{lay}才转出", False) if stay.days > within else (f"{lay}，说明不归本单位", True)
