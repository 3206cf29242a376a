"""A parent's children in one table: unit, target, done, light, last words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from luoshi.core.timing.periods import in_order
from luoshi.matters import paths
from luoshi.matters.models import Filing, Matter, Measure, Report, Stage
from luoshi.matters.queries.ledger import LedgerRow, rows_of
from luoshi.org.acting import By
from luoshi.org.directory import Directory


@dataclass(frozen=True, slots=True)
class Member:
    """One unit's share of a task of many."""

    row: LedgerRow
    measure: Measure | None
    words: str
    period: str

    @property
    def target(self) -> Decimal | None:
        return self.measure.value if self.measure else None

    @property
    def done(self) -> Decimal | None:
        return self.measure.done if self.measure else None


def members(by: By, parent: Matter, names: Directory) -> list[Member]:
    """The children of a parent, in their units' order, with the last words their heads have signed: four SELECTs."""
    if not parent.rollup:
        return []
    children = list(Matter.objects.visible_to(by).filter(parent=parent.uuid).order_by("number"))
    uuids = [child.uuid for child in children]
    measures: dict[UUID, Measure] = {}
    for measure in Measure.rows.filter(matter__in=uuids).order_by("-id"):
        if measure.matter_id not in measures or paths.judged(measure):
            measures[measure.matter_id] = measure
    words = _words(by, uuids)
    return [
        Member(row, measures.get(row.uuid), *words.get(row.uuid, ("", ""))) for row in rows_of(children, names, by.day)
    ]


def _words(by: By, matters: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """(what the last signed report says, its period)."""
    filings = Filing.objects.visible_to(by).filter(matter__in=matters, newest=True, signed_on__isnull=False)
    in_turn = sorted(filings.order_by("filed_at"), key=lambda filing: in_order(filing.period))
    last = {filing.matter_id: filing for filing in in_turn}
    reports = Report.rows.in_bulk([filing.report for filing in last.values()])
    found = {}
    for matter, filing in last.items():
        report = reports[filing.report]
        said = f"无变化，因为{report.no_change}" if report.no_change else report.words
        found[matter] = (said, filing.period)
    return found


def open_children(by: By, parent: Matter) -> int:
    """How many children of a parent have not ended: one SELECT."""
    return Matter.objects.visible_to(by).filter(parent=parent.uuid).exclude(stage=Stage.ENDED).count()
