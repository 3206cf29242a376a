"""A drafted row turns out to be a matter that is known already: linked, an update of it, or the same once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions.drafts import locked_row, same_version, store
from luoshi.matters.actions.issuing import measure_wanted
from luoshi.matters.actions.recording import record
from luoshi.matters.actions.revising import Whole, next_revision, whole
from luoshi.matters.actions.rulings import as_giver
from luoshi.matters.models import Document, DraftRow, KnownMatter, LineRole, Matter, Stage
from luoshi.org import permissions
from luoshi.org.acting import By

How = KnownMatter.How
LEAVES = {How.SAME: "known", How.UPDATE: "update"}
"""What takes a row out of the ledger, and the reason that is kept with it."""


def say_known(by: By, row: UUID, version: int, how: str, matter: UUID) -> DraftRow:
    """The office says what a drafted row is to a matter: related (both stay), an update (the matter's next revision
    takes its day and its measures), the same (the row is put aside), none (they have nothing to do with each other).

    Raises BadInput for a matter that nobody sees, or one that has ended and cannot be updated.
    """
    permissions.require(by, "read_document")
    if how not in How.values:
        raise BadInput(Fault("没有这种关系", "选关联、更新、重复或不相干"))
    with transaction.atomic():
        known = locked_row(row)
        same_version(known, version)
        found = Matter.objects.visible_to(by).filter(uuid=matter).first()
        if found is None:
            raise BadInput(Fault("没有这项事项，或您看不到它", "刷新页面"))
        if how == How.UPDATE:
            _update(by, known, found)
        _keep(by, known, how, found.uuid)
        known.known_as, known.known_matter, known.known_row = how, found.uuid, None
        _leave(known, how)
    return known


def say_same_draft(by: By, row: UUID, version: int, other: UUID) -> DraftRow:
    """The same stands in another document's draft: this row is put aside, with the way to the other."""
    permissions.require(by, "read_document")
    with transaction.atomic():
        known = locked_row(row)
        same_version(known, version)
        if not DraftRow.rows.filter(uuid=other).exclude(document=known.document).exists():
            raise BadInput(Fault("另一份草稿里没有这一行了", "刷新页面"))
        known.known_as, known.known_matter, known.known_row = How.SAME, None, other
        _leave(known, How.SAME)
    return known


def say_unlike(by: By, row: UUID, version: int) -> DraftRow:
    """The row has nothing to do with what looks like it; a link made before is taken back."""
    permissions.require(by, "read_document")
    with transaction.atomic():
        known = locked_row(row)
        same_version(known, version)
        if known.known_matter:
            _keep(by, known, How.NONE, known.known_matter)
        known.known_as, known.known_matter, known.known_row = How.NONE, None, None
        store(known)
    return known


def _leave(row: DraftRow, how: str) -> None:
    if why := LEAVES.get(How(how)):
        row.state, row.why_not = DraftRow.State.DISCARDED, why
    store(row)


def _keep(by: By, row: DraftRow, how: str, matter: UUID) -> None:
    """The fact; of a row that was said to be another matter before, that is taken back first."""
    told = list(KnownMatter.rows.filter(row=row.uuid))
    replaced = {one.supersedes for one in told}
    last = next((one for one in told if one.uuid not in replaced), None)
    facts = []
    if last and last.matter != matter and last.how != How.NONE:
        last = _said(by, row, How.NONE, last.matter, last)
        facts.append(last)
    record(by, [*facts, _said(by, row, how, matter, last)])


def _said(by: By, row: DraftRow, how: str, matter: UUID, before: KnownMatter | None) -> KnownMatter:
    return KnownMatter(
        row=row.uuid,
        origin_document=row.document,
        text=row.text,
        matter=matter,
        how=how,
        **(by.stamp() | {"supersedes": before.uuid if before else None}),
    )


def _update(by: By, row: DraftRow, matter: Matter) -> None:
    """The matter's next revision, with the day and the figures that the new words give."""
    permissions.require(by, "issue")
    if matter.stage == Stage.ENDED:
        raise BadInput(Fault(f"{matter.number} 已经了结，不能再改", "选关联，另下一项"))
    if row.due is not None and row.due < by.day:
        raise BadInput(Fault(f"时限 {row.due} 已经过了", "先改成今天以后的日子，再更新", "时限"))
    state = whole(matter.uuid)
    due = row.due or state.columns["due"]
    measures = _measures(state.measures, row.measures)
    if due == state.columns["due"] and measures == state.measures:
        raise BadInput(Fault("时限和目标与原来一样，没有可更新的", "选重复", matter.number))
    title = Document.rows.values_list("title", flat=True).get(uuid=row.document)
    reason = f"按《{title[:80]}》更新"
    giver = as_giver(by, matter, reason)
    fact, parts = next_revision(giver, replace(_due(state, due), measures=measures), reason)
    record(giver, [fact], parts)


def _due(state: Whole, due: date | None) -> Whole:
    lines = [replace(one, due=due) if one.role == LineRole.LEAD else one for one in state.lines]
    return state.but(lines=lines, due=due)


def _measures(kept: Sequence[dict[str, Any]], said: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Measures with the new figures: each goes to the one counted in the same unit; what is new is added."""
    found = {one["code"]: dict(one) for one in kept}
    for place, words in enumerate(said, len(found) + 1):
        wanted = measure_wanted(place, dict(words))
        same = [one for one in found.values() if one["unit_of_measure"] == wanted.unit_of_measure]
        if len(same) == 1:
            # 「改造15个」 says a figure alone: that at least so many are due stays.
            same[0].update(op=same[0]["op"] if wanted.op == "=" else wanted.op, value=wanted.value)
            continue
        code = next(f"m{n}" for n in range(place, place + len(found) + 2) if f"m{n}" not in found)
        found[code] = {
            "code": code,
            "name": wanted.name,
            "op": wanted.op,
            "value": wanted.value,
            "unit_of_measure": wanted.unit_of_measure,
            "measure_kind": wanted.measure_kind,
            "direction": wanted.direction,
            "path": [],
        }
    return tuple(found.values())
