"""What each unit of a group (各镇办) is given of a task, and the parent and children that are made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.core.shares import split
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.wanted import Decided, MeasureWanted
from luoshi.matters.models import End, Matter, MatterRevision, MeasureKind, Stage

Rollup = MatterRevision.Rollup
COUNTED = (MeasureKind.FLOW, MeasureKind.STOCK)


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit of the group is given: its day (none: the whole's) and its figures by the measure's code."""

    unit: UUID
    due: date | None = None
    values: dict[str, Decimal] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {
            "unit": str(self.unit),
            "due": self.due.isoformat() if self.due else None,
            "values": {code: str(value) for code, value in self.values.items()},
        }

    @classmethod
    def of(cls, part: dict[str, Any]) -> Share:
        due = date.fromisoformat(part["due"]) if part["due"] else None
        return cls(UUID(part["unit"]), due, {code: Decimal(value) for code, value in part["values"].items()})


def counted(measures: Sequence[MeasureWanted]) -> list[MeasureWanted]:
    """The measures that are shared out: amounts to be reached. Rates and yes-or-no hold for each unit alike."""
    return [
        one for one in measures if one.measure_kind in COUNTED and one.value and one.value > 0 and one.direction == 1
    ]


def evenly(units: Sequence[UUID], measures: Sequence[MeasureWanted]) -> list[Share]:
    """The same for each, so that the figures add up to the whole."""
    shared = {one.code: split(one.value, [Decimal(1)] * len(units)) for one in counted(measures) if one.value}
    return [
        Share(unit, None, {code: values[place] for code, values in shared.items()}) for place, unit in enumerate(units)
    ]


def rollup_for(measures: Sequence[MeasureWanted]) -> str:
    """How the children add up where nobody said: amounts to their sum, anything else when all are done."""
    return Rollup.SUM if counted(measures) else Rollup.ALL


def fit(measures: Sequence[MeasureWanted], shares: Sequence[Share]) -> bool:
    """Whether each unit's figures are of the row's own amounts, as they are now."""
    codes = {one.code for one in counted(measures)}
    return all(share.values.keys() == codes for share in shares)


def family(whole: Decided, rollup: str, shares: Sequence[Share]) -> list[Decided]:
    """The parent, which reports nothing itself, and a child for each unit with its own figures and day.

    Co-units stand by the parent: nobody confirms the same part fourteen times. Raises BadInput where the figures
    that were shared out are no longer those of the row.
    """
    own = {share.unit for share in shares}
    if not fit(whole.measures, shares):
        raise BadInput(Fault("目标在分解以后改过", "重新分解到各单位", f"“{whole.title[:20]}”"))
    parent = replace(
        whole,
        rollup=rollup,
        reported=False,
        others=tuple(line for line in whole.others if line.unit not in own and line.unit != whole.unit),
    )
    children = [
        replace(
            whole,
            matter=new_uuid(),
            parent=parent.matter,
            unit=share.unit,
            due=share.due or whole.due,
            others=(),
            measures=tuple(
                replace(one, value=share.values[one.code]) if one.code in share.values else one
                for one in whole.measures
            ),
        )
        for share in shares
    ]
    return [parent, *children]


def children_along(matters: Sequence[UUID], end: str) -> list[UUID]:
    """The open children that end with their parents: withdrawn, merged and carried over are so with all their parts.

    Raises BadInput where a parent is to be done while some of its children are not, or carried over while nothing of
    it is left; postponing leaves them alone, carrying over those that are in the next year already.
    """
    if end == End.POSTPONED:
        return []
    found = Matter.rows.filter(parent__in=matters, gatherer__isnull=False).exclude(stage=Stage.ENDED)
    waiting = [child for child in found.order_by("number") if child.uuid not in matters]
    if end == End.CARRIED:
        parents = Matter.rows.in_bulk(matters)
        if not waiting and any(one.rollup for one in parents.values()):
            raise BadInput(Fault("各单位的分项都已了结，没有可结转的", "整项办结", "了结方式"))
        waiting = [child for child in waiting if child.slice_year <= parents[child.parent].slice_year]
    if waiting and end in (End.DONE, End.ROUTINE):
        raise BadInput(
            Fault(
                f"还有 {len(waiting)} 个单位的分项没有了结",
                "先逐个了结分项；整项不办了，选撤销，分项随同撤销",
                "了结方式",
            )
        )
    return [child.uuid for child in waiting]
