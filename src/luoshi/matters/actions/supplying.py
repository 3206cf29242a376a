"""Figures that one office has are not asked again: the statistics give them to the matters that count the same."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from luoshi.core.timing.periods import Period
from luoshi.matters.actions.recording import record
from luoshi.matters.models import Measure, MeasureKind, Stage, Supply, SupplyFigure
from luoshi.org import permissions
from luoshi.org.acting import By


def supply(
    by: By, code: str, period: str, sheet: UUID, values: Mapping[UUID, Decimal], unit_of_measure: str
) -> UUID | None:
    """Gives units' figures of the year so far to the measures of their open matters that bear the indicator's code.

    A measure in another unit of measure or of another year is another figure. Nothing is recorded where none fits.
    """
    permissions.require(by, "observe")
    with transaction.atomic():
        fitting = [
            measure
            for measure in _measures(code, Period.parse(period).year, unit_of_measure)
            if measure.matter.unit in values and _is_news(measure, period, values[measure.matter.unit])
        ]
        if not fitting:
            return None
        last = Supply.rows.filter(code=code, period=period).order_by("at", "uuid").last()
        fact = Supply(code=code, period=period, sheet=sheet, supersedes=last.uuid if last else None, **by.stamp())
        record(
            by,
            [fact],
            [SupplyFigure(fact=fact, matter=one.matter_id, value=values[one.matter.unit]) for one in fitting],
        )
    return fact.uuid


def _measures(code: str, year: int, unit_of_measure: str) -> list[Measure]:
    """A parent counts what its children count, and is given nothing itself."""
    same = Measure.rows.filter(code=code, unit_of_measure=unit_of_measure, matter__slice_year=year, matter__rollup="")
    open_ones = same.exclude(matter__stage=Stage.ENDED).exclude(measure_kind=MeasureKind.YES_NO)
    return list(open_ones.select_related("matter").order_by("matter__number", "id"))


def _is_news(measure: Measure, period: str, value: Decimal) -> bool:
    return (measure.supplied, measure.supplied_value) != (period, value)
