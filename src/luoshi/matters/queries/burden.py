"""The burden meter: how many fields each unit had to fill in, month by month. It should fall."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from luoshi.core.timing.periods import Period
from luoshi.matters.models import (
    BlockerStep,
    Claim,
    Filing,
    Line,
    Matter,
    PlanNode,
    ReportNode,
    ReportQuantity,
    Request,
    StageGoal,
)
from luoshi.org.acting import By

MONTHS = 13
FIELDS = {
    "claim": 3,  # responsible leader, section, contact
    "goal": 1,
    "node": 2,  # what, and by which day
    "report": 1,  # one sentence, or why nothing changed
    "quantity": 1,
    "passed": 1,
    "blocker": 4,  # what, kind, who can clear it, by when
    "request": 2,  # what, and why
}
"""How many fields each thing asks for. Signing is a tap and asks for none."""

Filled = Counter[tuple[UUID, str]]
"""(unit, month as 2026-03) → fields."""


@dataclass(frozen=True, slots=True)
class Burden:
    """Fields filled in by month, for the county or one unit; and by unit in the last whole month."""

    months: list[tuple[Period, int, float | None]]
    """Month, fields, and fields for each matter in hand."""
    units: list[tuple[UUID, int]]
    last: Period

    @property
    def most(self) -> int:
        return max((fields for _, fields, _each in self.months), default=0)


def burden(by: By, unit: UUID | None = None) -> Burden:
    """How much was filled in over the last months, the oldest first, none before the ledger began.

    Units see their own. A fixed number of SELECTs.
    """
    last = Period.containing(by.day, "month").previous()
    months = [last]
    while len(months) < MONTHS:
        months.append(months[-1].previous())
    months.reverse()
    filled = _filled(by, months[0].first)
    of_units = Counter[UUID]()
    by_month = Counter[str]()
    for (who, month), fields in filled.items():
        if unit is None or who == unit:
            by_month[month] += fields
        if month == str(last):
            of_units[who] += fields
    in_hand = _in_hand(by, unit, months)
    begun = next((at for at, month in enumerate(months) if by_month[str(month)] or in_hand[str(month)]), MONTHS - 1)
    rows = [(month, by_month[str(month)], _each(by_month[str(month)], in_hand[str(month)])) for month in months[begun:]]
    return Burden(rows, of_units.most_common(), last)


def _each(fields: int, matters: int) -> float | None:
    return round(fields / matters, 1) if matters else None


def _in_hand(by: By, unit: UUID | None, months: list[Period]) -> Counter[str]:
    """Matters that were under way at each month's end."""
    lasting = Matter.objects.visible_to(by).values_list("issued_on", "ended_on", "unit")
    found = Counter[str]()
    for issued, ended, who in lasting:
        if unit is not None and who != unit:
            continue
        for month in months:
            if issued <= month.last and (ended is None or ended > month.last):
                found[str(month)] += 1
    return found


def _filled(by: By, since: date) -> Filled:
    lines = dict(Line.objects.visible_to(by).values_list("uuid", "unit"))
    matters = dict(Matter.objects.visible_to(by).values_list("uuid", "unit"))
    found: Filled = Counter()
    for weight, model, path, owner in (
        (FIELDS["claim"], Claim.rows.filter(how=Claim.How.SIGNED), "", "line"),
        (FIELDS["goal"], StageGoal.rows, "fact__", "line"),
        (FIELDS["node"], PlanNode.rows, "fact__", "line"),
        (FIELDS["quantity"], ReportQuantity.rows, "fact__", "matter"),
        (FIELDS["passed"], ReportNode.rows, "fact__", "matter"),
        (FIELDS["blocker"], BlockerStep.rows.filter(move="raised"), "", "matter"),
        (FIELDS["request"], Request.rows, "", "matter"),
    ):
        known = lines if owner == "line" else matters
        for row in _by_month(model, path, owner, since):
            unit = known.get(row[f"{path}{owner}"])
            if unit is not None:
                found[unit, _month(row)] += weight * row["n"]
    filings = Filing.objects.visible_to(by).filter(filed_on__gte=since)
    reports = filings.annotate(y=ExtractYear("filed_on"), m=ExtractMonth("filed_on")).values("unit", "y", "m")
    for row in reports.annotate(n=Count("pk")).order_by():
        found[row["unit"], _month(row)] += FIELDS["report"] * row["n"]
    return found


def _by_month(rows: Any, path: str, owner: str, since: date) -> Any:
    dated = rows.filter(Q(**{f"{path}day__gte": since}))
    dated = dated.annotate(y=ExtractYear(f"{path}day"), m=ExtractMonth(f"{path}day"))
    return dated.values(f"{path}{owner}", "y", "m").annotate(n=Count("pk")).order_by()


def _month(row: dict[str, Any]) -> str:
    return f"{row['y']:04d}-{row['m']:02d}"
