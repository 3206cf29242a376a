"""The verbs of learning: a correction becomes a lesson, a lesson is kept or undone, and its uses are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import append_all
from luoshi.facts.identity import new_uuid
from luoshi.intake.learning.lessons import Teaching, names_taught, owner_taught, passes_taught
from luoshi.intake.models import Lesson, LessonUse
from luoshi.intake.names import bare, names_of
from luoshi.matters.models import DraftRow
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.version import changed


def learn_from_change(by: By, before: DraftRow, after: DraftRow, changes: Mapping[str, Any]) -> list[Lesson]:
    """What a correction of a row's units or leader teaches. Called within the correction's own transaction."""
    _overrule(before, after, changes)
    taught = names_taught(before, changes, names_of(by.day))
    if changes.get("unit"):
        beside = DraftRow.rows.filter(document=after.document, state=DraftRow.State.DRAFT)
        owner = owner_taught(after, beside.only("unit", "unit_words", "section"))
        taught += [owner] if owner else []
    return _learn(by, taught, after)


def learn_from_discards(by: By, rows: Iterable[UUID]) -> list[Lesson]:
    """What rows taken out teach: headings and first words under which nothing was a task. A unit's name is neither."""
    names = names_of(by.day)
    gone = list(DraftRow.rows.filter(uuid__in=list(rows)).order_by("place"))
    found: list[Lesson] = []
    for document in dict.fromkeys(row.document for row in gone):
        rows_of = DraftRow.rows.filter(document=document).only("section", "text", "state", "why_not", "document")
        out = [row for row in rows_of if row.state == DraftRow.State.DISCARDED and row.why_not == "clerk"]
        left = [
            row for row in rows_of if row.state in (DraftRow.State.DRAFT, DraftRow.State.OUT, DraftRow.State.ISSUED)
        ]
        now = {(one.what, one.words) for one in passes_taught([row for row in gone if row.document == document], [])}
        taught = [
            one
            for one in passes_taught(out, left)
            if ((one.what, one.words) in now or len(gone) == 1) and not names.units(one.words)
        ]
        found += _learn(by, taught, next(row for row in gone if row.document == document))
    return found


def _learn(by: By, taught: Sequence[Teaching], row: DraftRow) -> list[Lesson]:
    """A new lesson for each, or the next revision of the one about the same words."""
    if not taught:
        return []
    told = list(Lesson.rows.order_by("at", "uuid"))
    replaced = {one.supersedes for one in told}
    newest = {(one.what, _key(one)): one for one in told if one.uuid not in replaced}
    facts = []
    for one in taught:
        known = newest.get((one.what, _key(one)))
        if known and (known.unit, known.post) == (one.unit, one.post) and known.state != Lesson.State.UNDONE:
            continue
        facts.append(
            Lesson(
                lesson=known.lesson if known else new_uuid(),
                what=one.what,
                words=one.words[:100],
                unit=one.unit,
                post=one.post,
                state=Lesson.State.MADE,
                origin_document=row.document,
                origin_words=row.text[:500],
                **(by.stamp() | {"supersedes": known.uuid if known else None}),
            )
        )
    _record(facts)
    return facts


def _key(one: Lesson | Teaching) -> str:
    return bare(one.words) if one.what == Lesson.What.ALIAS else one.words


def _record(facts: Sequence[Lesson]) -> None:
    append_all(facts)
    changed(facts)


def _overrule(before: DraftRow, after: DraftRow, changes: Mapping[str, Any]) -> None:
    """A lesson whose reading a person changes was wrong there."""
    if ("others" in changes and before.others != after.others) or any(
        column in changes and getattr(before, column) and getattr(before, column) != getattr(after, column)
        for column in ("unit", "leader")
    ):
        LessonUse.rows.filter(row=before.uuid).update(overruled=True)


def overrule_doubts(rows: Iterable[UUID]) -> None:
    """Somebody stands by rows that a lesson took for no task."""
    passing = Lesson.rows.filter(what__in=(Lesson.What.HEADING, Lesson.What.LEAD_IN)).values("lesson")
    LessonUse.rows.filter(row__in=list(rows), lesson__in=passing).update(overruled=True)


def count_uses(uses: Iterable[tuple[UUID, UUID]]) -> None:
    """Keeps which (lesson, row) a reading rested on."""
    LessonUse.rows.bulk_create([LessonUse(lesson=lesson, row=row) for lesson, row in uses], ignore_conflicts=True)


def review(by: By, lesson: UUID, state: str) -> Lesson:
    """Keeps a lesson, or undoes it: from now on it is read so, or no more. Rows read before stay as they are."""
    permissions.require(by, "read_document")
    if state not in (Lesson.State.KEPT, Lesson.State.UNDONE):
        raise BadInput(Fault("没有说要做什么", "刷新页面再试"))
    with transaction.atomic():
        told = list(Lesson.rows.filter(lesson=lesson))
        replaced = {one.supersedes for one in told}
        last = next((one for one in told if one.uuid not in replaced), None)
        if last is None:
            raise BadInput(Fault("没有这一条", "刷新页面"))
        if last.state == state:
            return last
        kept = {name: getattr(last, name) for name in Lesson.digested[last.form]} | {"state": state}
        fact = Lesson(**kept, **(by.stamp() | {"supersedes": last.uuid}))
        _record([fact])
    return fact
