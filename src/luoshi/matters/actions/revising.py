"""A matter's next revision: its whole state again, with what was decided changed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.facts.identity import new_uuid
from luoshi.facts.models import FactRow
from luoshi.matters.actions.recording import record, said
from luoshi.matters.models import LineRole, Matter, MatterLine, MatterMeasure, MatterRevision
from luoshi.org.acting import By


def revise(by: By, matter: UUID, reason: str, *, measures: Mapping[str, Decimal] | None = None, **changes: Any) -> None:
    """Records the next revision of a matter. Called inside the action's transaction.

    Args:
        measures: new targets by the measure's code.
        changes: columns of the revision that change: unit, title, text, upper_due.
    """
    last = MatterRevision.rows.filter(matter=matter).order_by("at", "uuid").last()
    assert last is not None
    columns = {column: getattr(last, column) for column in MatterRevision.digested[last.form]}
    # A day moved by an extension stays moved.
    columns |= {"due": Matter.rows.values_list("due", flat=True).get(uuid=matter), "reason": said(reason, 300, "理由")}
    fact = MatterRevision(
        **(columns | changes),
        origin_start=last.origin_start,
        origin_end=last.origin_end,
        **(by.stamp() | {"supersedes": last.uuid}),
    )
    record(by, [fact], [*_lines(last, fact), *_measures(last, fact, measures or {})])


def _lines(last: MatterRevision, fact: MatterRevision) -> list[FactRow]:
    """The same lines; a new lead has a line of its own, and is no longer listed beside it."""
    new_lead = fact.unit != last.unit
    kept: list[FactRow] = []
    for row in MatterLine.rows.filter(fact=last).order_by("id"):
        columns = {column: getattr(row, column) for column in MatterLine.digested}
        if row.role == LineRole.LEAD:
            columns |= {"unit": fact.unit, "due": fact.due} | ({"line": new_uuid()} if new_lead else {})
        elif row.unit == fact.unit:
            continue
        kept.append(MatterLine(fact=fact, **columns))
    return kept


def _measures(last: MatterRevision, fact: MatterRevision, targets: Mapping[str, Decimal]) -> list[FactRow]:
    kept: list[FactRow] = []
    for row in MatterMeasure.rows.filter(fact=last).order_by("id"):
        columns = {column: getattr(row, column) for column in MatterMeasure.digested}
        if row.code in targets:
            columns["value"] = targets[row.code]
        kept.append(MatterMeasure(fact=fact, **columns))
    return kept
