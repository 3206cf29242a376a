"""A matter that goes on over the years: this year's slice is judged, the next one begins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.matters.actions.issuing import Decided, LineWanted, MeasureWanted, issue_decided
from luoshi.matters.models import Line, LineRole, Matter, Measure, MeasureKind
from luoshi.org.acting import By


def carry_over(by: By, matter: Matter, due: date) -> UUID:
    """Issues next year's slice, linked to this one, with what is left of its quantities."""
    lines = Line.rows.filter(matter=matter).exclude(role=LineRole.LEAD).order_by("place")
    measures = [_left(measure) for measure in Measure.rows.filter(matter=matter).order_by("id")]
    next_slice = Decided(
        title=matter.title,
        unit=matter.unit,
        matter_kind=matter.matter_kind,
        due=due,
        text=matter.text,
        leader=matter.leader,
        others=tuple(LineWanted(line.unit, line.role, line.duty) for line in lines),
        measures=tuple(measure for measure in measures if measure is not None),
        origin_level=matter.origin_level,
        origin_kind=matter.origin_kind,
        origin_document=matter.origin_document,
        origin_number=matter.origin_number,
        origin_day=matter.origin_day,
        origin_leader=matter.origin_leader,
        origin_words=matter.origin_words,
        origin_start=matter.origin_start,
        origin_end=matter.origin_end,
        upper_due=matter.upper_due,
        programme=matter.programme,
        parent=matter.parent,
        reported=matter.reported,
        restricted=matter.restricted,
        slice_year=matter.slice_year + 1,
        carried_from=matter.uuid,
    )
    return issue_decided(by, [next_slice], without_comment=matter.without_comment)[0]


def _left(measure: Measure) -> MeasureWanted | None:
    """What is still to be done of a counted amount; any other measure goes on as it is."""
    value = measure.value
    if measure.measure_kind == MeasureKind.FLOW and value is not None:
        value -= measure.done or Decimal(0)
        if value <= 0:
            return None
    return MeasureWanted(
        measure.code,
        measure.name,
        measure.op,
        value,
        measure.unit_of_measure,
        measure.measure_kind,
        measure.direction,
    )
