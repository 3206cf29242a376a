"""What has been counted: the figures of the reports that stand, by matter, measure and period."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from luoshi.matters.models import Filing, Measure, MeasureKind, ReportQuantity
from luoshi.matters.storing import CHUNK

Counted = dict[tuple[UUID, str], dict[str, Decimal]]
"""(matter, measure's code) → period → value."""


def counted(standing: Mapping[UUID, Filing]) -> Counted:
    """The quantities of these filings, by their reports."""
    values: Counted = {}
    reports = list(standing)
    for start in range(0, len(reports), CHUNK):
        for quantity in ReportQuantity.rows.filter(fact__in=reports[start : start + CHUNK]):
            filing = standing[quantity.fact_id]
            values.setdefault((filing.matter_id, quantity.code), {})[filing.period] = quantity.value
    return values


def done(measure: Measure, values: Counted) -> Decimal | None:
    """Of a flow, what there was before and the sum of the periods' amounts; else the last standing value."""
    by_period = values.get((measure.matter_id, measure.code))
    if not by_period:
        return measure.opened
    if measure.measure_kind == MeasureKind.FLOW:
        return sum(by_period.values(), measure.opened or Decimal(0))
    return by_period[max(by_period)]
