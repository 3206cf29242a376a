"""What has been counted: the figures of the reports that stand, by matter, measure and period."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.core.timing.periods import Period, in_order
from luoshi.core.timing.workdays import Workdays
from luoshi.matters.models import Filing, Measure, MeasureKind, ReportQuantity, SupplyFigure
from luoshi.matters.published import data_day
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
    """What the statistics give, where they do; else what the reports add up to.

    Of a flow, what there was before and the sum of the periods' amounts; else the last standing value.
    """
    if measure.supplied:
        return measure.supplied_value
    by_period = values.get((measure.matter_id, measure.code))
    if not by_period:
        return measure.opened
    if measure.measure_kind == MeasureKind.FLOW:
        return sum(by_period.values(), measure.opened or Decimal(0))
    return by_period[max(by_period, key=in_order)]


Supplied = dict[tuple[UUID, str], tuple[str, Decimal]]
"""(matter, measure's code) → the period of the statistics' figure, and the figure."""


def supplied_on(measures: Collection[Measure], day: date, close_day: int, workdays: Workdays) -> Supplied:
    """What the statistics gave of these measures: the newest period that should have been in by a day, as it is known
    now, of measures for which some figure was in by then. One SELECT, and none where nothing was ever given."""
    matters = {measure.matter_id for measure in measures if measure.supplied}
    found: Supplied = {}
    if not matters:
        return found
    figures = SupplyFigure.rows.filter(matter__in=matters).select_related("fact").order_by("fact__at", "fact__uuid")
    for figure in figures:
        fact, key = figure.fact, (figure.matter, figure.fact.code)
        period = Period.parse(fact.period)
        known = key in found or fact.day <= day
        if not known or data_day(period, close_day, workdays) > day:
            continue
        if key not in found or Period.parse(found[key][0]).last <= period.last:
            found[key] = (fact.period, figure.value)
    return found
