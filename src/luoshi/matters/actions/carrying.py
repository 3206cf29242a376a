"""A matter that goes on over the years: this year's slice is judged, the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.matters.actions.issuing import issue_decided
from luoshi.matters.actions.recording import record
from luoshi.matters.actions.revising import next_revision, whole
from luoshi.matters.actions.wanted import Decided, LineWanted, MeasureWanted
from luoshi.matters.models import Line, LineRole, Matter, MatterRevision, Measure, MeasureKind, Reader, Stage
from luoshi.org.acting import By


def carry_over(by: By, matter: Matter, due: date, children: Sequence[UUID] = ()) -> UUID:
    """Issues next year's slice, linked to this one, with what is left of its quantities; of a parent, also the slices
    of the children that end with it. A child that went into the next year before it hangs on the new parent."""
    own = _slice(matter, due)
    parts = [
        replace(_slice(child, due), parent=own.matter, slice_year=own.slice_year)
        for child in Matter.rows.filter(uuid__in=children).order_by("number")
    ]
    ahead = list(Matter.rows.filter(parent=matter.uuid, slice_year__gt=matter.slice_year).exclude(stage=Stage.ENDED))
    if matter.rollup == MatterRevision.Rollup.SUM:
        own = replace(own, measures=_summed(own, parts, ahead))
    issue_decided(by, [own, *parts], without_comment=matter.without_comment)
    for child in ahead:
        fact, rows = next_revision(by, whole(child.uuid).but(parent=own.matter), f"随 {matter.number} 结转")
        record(by, [fact], rows)
    return own.matter


def _summed(own: Decided, parts: Sequence[Decided], ahead: Sequence[Matter]) -> tuple[MeasureWanted, ...]:
    """The whole's targets are what its parts have left together: one that did more than its share helps no other."""
    left: dict[str, Decimal] = {}
    for code, value in (
        *((one.code, one.value) for part in parts for one in part.measures),
        *Measure.rows.filter(matter__in=ahead).values_list("code", "value"),
    ):
        left[code] = left.get(code, Decimal(0)) + (value or Decimal(0))
    kept = (one for one in own.measures if one.measure_kind != MeasureKind.FLOW or left.get(one.code))
    return tuple(replace(one, value=left[one.code]) if left.get(one.code) else one for one in kept)


def _slice(matter: Matter, due: date) -> Decided:
    lines = Line.rows.filter(matter=matter).exclude(role=LineRole.LEAD).order_by("place")
    measures = [_left(measure) for measure in Measure.rows.filter(matter=matter).order_by("id")]
    return Decided(
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
        rollup=matter.rollup,
        reported=matter.reported,
        restricted=matter.restricted,
        readers=tuple(Reader.rows.filter(matter=matter).order_by("id").values_list("who", flat=True)),
        slice_year=matter.slice_year + 1,
        carried_from=matter.uuid,
    )


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
