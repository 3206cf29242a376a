"""How matters and blockers stood on a day, as it was known on that day. Restricted matters are not read at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from luoshi.matters.models import (
    Blocker,
    BlockerStep,
    LeaderMark,
    LightSpan,
    Mark,
    Matter,
    MatterLine,
    MatterRevision,
    Ruling,
    UpperMove,
    UpperStep,
)
from luoshi.matters.models.codes import BlockerMove
from luoshi.org.acting import By


def stood_on(day: date) -> list[tuple[Matter, LightSpan | None]]:
    """Every matter issued by a day and not ended before its year, with what was known of its light.

    A parent stands for its children: the county counts them once.
    """
    new_year = date(day.year, 1, 1)
    matters = Matter.rows.filter(restricted=False, recalled_on=None, issued_on__lte=day, gatherer=None).filter(
        Q(ended_on=None) | Q(ended_on__gte=new_year)
    )
    spans = _spans(day)
    return [(matter, spans.get(matter.uuid)) for matter in as_decided(list(matters.order_by("number")), day)]


def as_decided(matters: Sequence[Matter], day: date) -> list[Matter]:
    """These matters with title, unit, leader and due day as decided by a day: what was handed over or put off since
    stays with who answered then. Up to three SELECTs."""
    later = Q(day__gt=day, matter__in=[matter.uuid for matter in matters])
    changed = set(MatterRevision.rows.filter(later).values_list("matter", flat=True))
    changed |= {row["matter"] for row in _put_off(later)}
    known = revisions_on(day, changed) if changed else {}
    dues = dues_on(known.values(), day)
    for matter in matters:
        then = known.get(matter.uuid)
        if then is not None:
            matter.title, matter.unit, matter.leader = then.title, then.unit, then.leader
            matter.due = dues[matter.uuid]
    return list(matters)


def raised_by(blocker: Blocker, then: Matter, unit: UUID) -> UUID:
    """The unit that waited for a blocker, where its matter was another unit's then (`unit`: the one that has it now):
    what was handed over since waited with who had it."""
    return then.unit if blocker.raised_by == unit else blocker.raised_by


def revisions_on(day: date, matters: Collection[UUID] | None = None) -> dict[UUID, MatterRevision]:
    """Each matter's newest revision up to a day."""
    some = Q() if matters is None else Q(matter__in=matters)
    return {one.matter: one for one in MatterRevision.rows.filter(some, day__lte=day).order_by("at", "uuid")}


def dues_on(revisions: Iterable[MatterRevision], day: date) -> dict[UUID, date | None]:
    """The due day of each as decided and put off by a day."""
    newest = {one.matter: one for one in revisions}
    found = {matter: one.due for matter, one in newest.items()}
    for given in _put_off(Q(day__lte=day, matter__in=list(newest))).order_by("at"):
        if given["at"] >= newest[given["matter"]].at:
            found[given["matter"]] = given["new_due"]
    return found


def _put_off(some: Q) -> QuerySet[Any, dict[str, Any]]:
    """Every other due day given: an extension, a leader's 再办, a task sent back from above. One SELECT.

    The day that an end names (next year's, or until when it rests) is not this matter's.
    """
    row = ("matter", "at", "new_due")
    extended = Ruling.rows.filter(some, granted=True, end="").exclude(new_due=None).values(*row)
    again = LeaderMark.rows.filter(some, mark=Mark.AGAIN).values(*row)
    sent_back = UpperStep.rows.filter(some, move=UpperMove.SENT_BACK).exclude(new_due=None).values(*row)
    return extended.union(again, sent_back, all=True)


def hidden_from(by: By) -> QuerySet[Matter, Any]:
    """Restricted matters that do not name the actor: to leave out what else would tell of them."""
    named = Matter.objects.visible_to(by).filter(restricted=True).values("uuid")
    return Matter.rows.filter(restricted=True).exclude(uuid__in=named).values("uuid")


def red_on(day: date) -> frozenset[UUID]:
    """The matters that were red on a day."""
    return frozenset(_spans(day, red_from__lte=day, lit=True))


def units_with_red_children(day: date) -> set[UUID]:
    """The units whose own share of a task of many was red on a day."""
    held = _held(day, matter__restricted=False, matter__gatherer__isnull=False, line=None)
    return set(held.filter(red_from__lte=day, lit=True).values_list("matter__unit", flat=True))


@dataclass(frozen=True, slots=True)
class PartOnDay:
    """A unit's part in a matter that another one leads, as it was known on a day."""

    matter: UUID
    line: UUID
    unit: UUID
    role: str
    span: LightSpan


def parts_on(day: date) -> list[PartOnDay]:
    """Every part beside a lead's with its light of a day: of parts that were taken away since then as well."""
    held = {span.line: span for span in _held(day, matter__restricted=False, line__isnull=False)}
    return _with_units(held, day)


def _with_units(held: dict[UUID | None, LightSpan], day: date) -> list[PartOnDay]:
    decided = {row.line: row for row in MatterLine.rows.filter(fact__day__lte=day).order_by("id") if row.line in held}
    return [PartOnDay(held[uuid].matter_id, uuid, row.unit, row.role, held[uuid]) for uuid, row in decided.items()]


def _spans(day: date, **more: Any) -> dict[UUID, LightSpan]:
    return {span.matter_id: span for span in _held(day, matter__restricted=False, line=None, **more)}


def _held(day: date, **more: Any) -> QuerySet[LightSpan]:
    """What was known on a day, and not replaced by it."""
    known = LightSpan.rows.filter(since__lte=day, matter__recalled_on=None, **more)
    return known.filter(Q(until=None) | Q(until__gt=day))


@dataclass(frozen=True, slots=True)
class OpenBlocker:
    """A blocker whose day was over on a day: who held it, the day promised or asked for, and how often it moved."""

    matter: Matter
    title: str
    holder: UUID
    due: date
    is_promise: bool
    times_moved: int


def overdue_on(day: date) -> Iterator[OpenBlocker]:
    """Blockers of live matters whose day was over: what a unit promised afterwards changes nothing."""
    live = Matter.rows.filter(restricted=False, recalled_on=None, issued_on__lte=day).filter(
        Q(ended_on=None) | Q(ended_on__gt=day)
    )
    matters = {matter.uuid: matter for matter in as_decided(list(live), day)}
    steps: dict[UUID, list[BlockerStep]] = {}
    for step in BlockerStep.rows.filter(day__lte=day, matter__in=list(matters)).order_by("at", "uuid"):
        steps.setdefault(step.blocker, []).append(step)
    for taken in steps.values():
        found = _overdue(taken, matters[taken[0].matter], day)
        if found is not None:
            yield found


def _overdue(steps: list[BlockerStep], matter: Matter, day: date) -> OpenBlocker | None:
    first, last = steps[0], steps[-1]
    promised, moved, holder = None, 0, first.holder
    for step in steps:
        if step.move == BlockerMove.ANSWERED:
            later = promised is not None and step.promised is not None and step.promised > promised
            promised, moved = step.promised, moved + later
        elif step.move == BlockerMove.HANDED:
            holder = step.holder
        elif step.move == BlockerMove.ASSIGNED and step.holder != holder:
            holder, promised = step.holder, None
    due = promised or first.needed_by
    if last.move == BlockerMove.CLEARED or due is None or due >= day:
        return None
    return OpenBlocker(matter, first.title, holder, due, promised is not None, moved)
