"""A matter's next revision: its whole state again, with what has changed. Nothing else of it is lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.facts.models import FactRow
from luoshi.matters.actions.recording import said
from luoshi.matters.models import Matter, MatterLine, MatterMeasure, MatterReader, MatterRevision
from luoshi.org.acting import By


@dataclass(frozen=True, slots=True)
class LineAsDecided:
    line: UUID
    unit: UUID
    role: str
    duty: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole state of a matter as last decided, extensions granted since then included."""

    last: MatterRevision
    columns: dict[str, Any]
    lines: tuple[LineAsDecided, ...]
    measures: tuple[dict[str, Any], ...]
    readers: tuple[UUID, ...] = field(default=())

    def but(self, *, lines: Sequence[LineAsDecided] | None = None, **columns: Any) -> Whole:
        """The same state with other lines, or other columns."""
        kept = self.lines if lines is None else tuple(lines)
        return replace(self, lines=kept, columns=self.columns | columns)

    def read_by(self, readers: Sequence[UUID]) -> Whole:
        """The same state, shown to these alone where it is restricted."""
        return replace(self, readers=tuple(dict.fromkeys(readers)))


def whole(matter: UUID) -> Whole:
    """A matter's state as its newest revision and the extensions granted since have left it."""
    last = MatterRevision.rows.filter(matter=matter).order_by("at", "uuid").last()
    assert last is not None
    columns = {column: getattr(last, column) for column in MatterRevision.digested[last.form]}
    columns |= {"origin_start": last.origin_start, "origin_end": last.origin_end}
    columns["due"] = Matter.rows.values_list("due", flat=True).get(uuid=matter)
    return Whole(
        last,
        columns,
        tuple(
            LineAsDecided(row.line, row.unit, row.role, row.duty, row.due)
            for row in MatterLine.rows.filter(fact=last).order_by("id")
        ),
        tuple(
            {column: getattr(row, column) for column in MatterMeasure.digested}
            for row in MatterMeasure.rows.filter(fact=last).order_by("id")
        ),
        tuple(MatterReader.rows.filter(fact=last).order_by("id").values_list("who", flat=True)),
    )


def next_revision(by: By, state: Whole, reason: str) -> tuple[MatterRevision, list[FactRow]]:
    """The fact of a state, with its rows."""
    columns = state.columns | {"reason": said(reason, 300, "理由")}
    fact = MatterRevision(**columns, **(by.stamp() | {"supersedes": state.last.uuid}))
    rows: list[FactRow] = [
        MatterLine(fact=fact, line=one.line, unit=one.unit, role=one.role, duty=one.duty, due=one.due)
        for one in state.lines
    ]
    rows += [MatterMeasure(fact=fact, **measure) for measure in state.measures]
    rows += [MatterReader(fact=fact, who=who) for who in state.readers]
    return fact, rows
