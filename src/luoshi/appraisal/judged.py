"""What people have found of suspicions: the only thing of them that a figure may rest on."""

from __future__ import annotations

from uuid import UUID

from luoshi.appraisal.models import Finding, FindingSubject, FindingVerdict, Question, Verdict
from luoshi.core.timing.periods import Period

COPIED = "copied"


def repeated_reports(month: Period) -> set[UUID]:
    """Matters whose report of a month somebody has found, after asking its unit, to say what others say.

    A suspicion that nobody has judged, or of which the last word is another, is none. Four SELECTs.
    """
    taken = list(Finding.rows.filter(code=COPIED, period=str(month)).values_list("uuid", flat=True))
    last = dict(FindingVerdict.rows.filter(finding__in=taken).order_by("at", "uuid").values_list("finding", "verdict"))
    founded = [finding for finding, verdict in last.items() if verdict == Verdict.FOUNDED]
    asked = set(Question.rows.filter(finding__in=founded).values_list("finding", "unit"))
    rows = FindingSubject.rows.filter(fact__in=founded, matter__isnull=False).values_list("fact", "unit", "matter")
    return {matter for finding, unit, matter in rows if matter and (finding, unit) in asked}
