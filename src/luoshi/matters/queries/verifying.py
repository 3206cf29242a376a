"""Signed reports as the supervisor reads them: the words beside what was expected and what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from luoshi.core.timing.periods import in_order
from luoshi.matters.models import (
    Filing,
    Measure,
    Node,
    Report,
    ReportEvidence,
    ReportNode,
    ReportQuantity,
)
from luoshi.matters.queries.ledger import LedgerRow, rows_of
from luoshi.org.directory import directory


@dataclass(frozen=True, slots=True)
class FilingShown:
    filing: Filing
    row: LedgerRow
    report: Report
    before: str
    """What the unit said the period before: copied words are seen at a glance."""
    nodes: list[str]
    quantities: list[str]
    evidence: list[str]


def filings_shown(filings: Sequence[Filing], day: date) -> list[FilingShown]:
    """Filings with their words, in seven SELECTs whatever their number."""
    refs = [filing.report for filing in filings]
    reports = Report.rows.in_bulk(refs)
    rows = {row.uuid: row for row in rows_of([filing.matter for filing in filings], directory(day), day)}
    before = _before(filings)
    nodes, quantities, files = _nodes(refs), _quantities(refs, filings), _files(refs)
    return [
        FilingShown(
            filing,
            rows[filing.matter_id],
            reports[filing.report],
            before.get(filing.report, ""),
            nodes.get(filing.report, []),
            quantities.get(filing.report, []),
            files.get(filing.report, []),
        )
        for filing in filings
    ]


def _before(filings: Sequence[Filing]) -> dict[UUID, str]:
    matters = [filing.matter_id for filing in filings]
    past = Report.rows.filter(matter__in=matters).order_by("at").values_list("matter", "period", "words")
    earlier = sorted(past, key=lambda one: in_order(one[1]))
    found: dict[UUID, str] = {}
    for filing in filings:
        for matter, period, words in earlier:
            if matter == filing.matter_id and in_order(period) < in_order(filing.period):
                found[filing.report] = words
    return found


def _nodes(refs: list[UUID]) -> dict[UUID, list[str]]:
    rows = list(ReportNode.rows.filter(fact__in=refs))
    titles = dict(Node.rows.filter(uuid__in=[row.node for row in rows]).values_list("uuid", "title"))
    found: dict[UUID, list[str]] = {}
    for row in rows:
        found.setdefault(row.fact_id, []).append(titles.get(row.node, ""))
    return found


def _quantities(refs: list[UUID], filings: Sequence[Filing]) -> dict[UUID, list[str]]:
    matter_of = {filing.report: filing.matter_id for filing in filings}
    measures = {
        (measure.matter_id, measure.code): measure for measure in Measure.rows.filter(matter__in=matter_of.values())
    }
    found: dict[UUID, list[str]] = {}
    for row in ReportQuantity.rows.filter(fact__in=refs):
        measure = measures.get((matter_of[row.fact_id], row.code))
        if measure:
            words = f"{measure.name} {row.value.normalize():f} {measure.unit_of_measure}"
            found.setdefault(row.fact_id, []).append(words)
    return found


def _files(refs: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for row in ReportEvidence.rows.filter(fact__in=refs):
        found.setdefault(row.fact_id, []).append(row.digest)
    return found
