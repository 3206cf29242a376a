"""The blockers whose day had passed, as they stood on a day: what a unit promised afterwards changes nothing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from luoshi.matters.models import BlockerStep, Matter
from luoshi.matters.models.codes import BlockerMove
from luoshi.matters.words import short_number
from luoshi.org.directory import Directory
from luoshi.papers.content import OverduePromise
from luoshi.papers.writing.typography import tight


def overdue_promises(day: date, names: Directory) -> list[OverduePromise]:
    """Open blockers of live, unrestricted matters whose day is over, by clearing unit, the longest first."""
    live = Matter.rows.filter(restricted=False, issued_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))
    matters = live.in_bulk()
    steps: dict[UUID, list[BlockerStep]] = {}
    for step in BlockerStep.rows.filter(day__lte=day, matter__in=list(matters)).order_by("at", "uuid"):
        steps.setdefault(step.blocker, []).append(step)
    found = [_overdue(taken, matters[taken[0].matter], day, names) for taken in steps.values()]
    return sorted((one for one in found if one is not None), key=lambda one: (one.holder_name, one.day, one.number))


def _overdue(steps: list[BlockerStep], matter: Matter, day: date, names: Directory) -> OverduePromise | None:
    first, last = steps[0], steps[-1]
    promised, moved, holder = None, 0, first.holder
    for step in steps:
        if step.move == BlockerMove.ANSWERED:
            later = promised is not None and step.promised is not None and step.promised > promised
            promised, moved = step.promised, moved + later
        elif step.move == BlockerMove.ASSIGNED and step.holder != holder:
            holder, promised = step.holder, None
    due = promised or first.needed_by
    if last.move == BlockerMove.CLEARED or due is None or due >= day:
        return None
    return OverduePromise(
        matter.uuid,
        short_number(matter.number, day.year),
        tight(matter.title),
        tight(first.title),
        holder,
        names.unit_name(holder),
        names.unit_name(matter.unit),
        due,
        promised is not None,
        (day - due).days,
        moved,
    )
