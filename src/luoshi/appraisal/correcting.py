"""Appeals that were upheld and wait for their figure to be put right; which of them a new edition settles."""

from __future__ import annotations

from luoshi.appraisal.models import Appeal, AppealStep, Closing, ClosingAppeal
from luoshi.appraisal.sealing import figures_of
from luoshi.appraisal.terms import Term
from luoshi.core.scoring import ScoreData


def waiting_appeals(term: Term) -> list[Appeal]:
    """Upheld against an edition of this period, and named by none since. One SELECT."""
    editions = Closing.rows.filter(scheme=term.code, period=str(term.period)).values("uuid")
    upheld = AppealStep.rows.filter(what=AppealStep.What.UPHELD).values("appeal")
    named = ClosingAppeal.rows.values("appeal")
    found = Appeal.rows.filter(closing__in=editions, period=str(term.period), uuid__in=upheld)
    return list(found.exclude(uuid__in=named).order_by("at", "uuid"))


def settled(appeals: list[Appeal], now: ScoreData) -> list[Appeal]:
    """Those whose figure is another one than that appealed against: what is still as it was has not been put right.

    One SELECT.
    """
    against = Closing.rows.in_bulk([one.closing for one in appeals]) if appeals else {}
    after, found = _cells(now), []
    for one in appeals:
        cell = (str(one.unit), one.item)
        if _cells(figures_of(against[one.closing].package)[1]).get(cell) != after.get(cell):
            found.append(one)
    return found


def _cells(data: ScoreData) -> dict[tuple[str, str], tuple[object, ...]]:
    return {(one.unit, one.item): (one.actual, one.target, one.status, one.parts) for one in data.values}
