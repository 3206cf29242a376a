"""What the supervisor finds of a report: true, to be filed again, or untrue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.models import Filing, Verdict, Verification
from luoshi.org import permissions
from luoshi.org.acting import By


@dataclass(frozen=True, slots=True)
class Finding:
    report: UUID
    verdict: str
    reason: str = ""
    untrue_from: str = ""
    """The first period whose figures are untrue; the report's own if left out."""


def verify(by: By, findings: Sequence[Finding]) -> int:
    """Records what was found of signed reports. Raises BadInput without a reason for a return or an untruth."""
    permissions.require(by, "verify")
    with transaction.atomic():
        filings = Filing.rows.select_related("matter").in_bulk([one.report for one in findings])
        faults = [fault for one in findings for fault in _faults(one, filings.get(one.report))]
        if faults:
            raise BadInput.of(faults)
        record(
            by,
            [
                Verification(
                    matter=filings[one.report].matter_id,
                    report=one.report,
                    verdict=one.verdict,
                    reason=said(one.reason, 300, "理由"),
                    untrue_from=(one.untrue_from or filings[one.report].period)
                    if one.verdict == Verdict.UNTRUE
                    else "",
                    **by.stamp(),
                )
                for one in findings
            ],
        )
    return len(findings)


def _faults(one: Finding, filing: Filing | None) -> list[Fault]:
    if filing is None:
        return [Fault("没有这份填报", "刷新页面")]
    where = f"{filing.matter.number} {filing.period}"
    if one.verdict not in Verdict.values:
        return [Fault(f"没有“{one.verdict}”这种结论", "选属实、退回重报或不实", where)]
    if filing.signed_on is None:
        return [Fault("这份填报还没有审签", "等单位负责人审签后再核实", where)]
    if one.verdict != Verdict.ACCEPTED and not one_line(one.reason):
        return [Fault("没有写理由", "写明哪里不对、要改什么", where)]
    return []
