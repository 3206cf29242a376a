"""Extensions asked for late, or for a second time: proposed for the circular."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from luoshi.core.timing.periods import Period
from luoshi.matters.models import Matter, Request
from luoshi.matters.queries.figure import Window
from luoshi.org.models import SignOff


@dataclass(frozen=True, slots=True)
class ProposedForCircular:
    """A matter whose unit asked for more time out of rule."""

    matter: UUID
    number: str
    title: str
    unit: UUID
    asked_on: date
    first_due: date | None
    new_due: date | None
    late: bool
    nth: int


def proposed_for_circular(period: Period) -> list[ProposedForCircular]:
    """Extensions that left their units within a work month, late or a second one. No restricted matter among them."""
    window = Window.of(period)
    asked = Request.rows.filter(asks=Request.Asks.EXTENSION, day__gte=window.first, day__lte=window.last)
    out_of_rule = {one.uuid: one for one in asked.filter(Q(late=True) | Q(nth__gt=1)).order_by("at", "uuid")}
    left = SignOff.rows.filter(ref__in=list(out_of_rule), decision=SignOff.Decision.SIGNED, day__lte=window.last)
    signed = set(left.values_list("ref", flat=True))
    matters = Matter.rows.filter(restricted=False).in_bulk([one.matter for one in out_of_rule.values()])
    return [
        _proposed(one, matters[one.matter])
        for one in out_of_rule.values()
        if one.uuid in signed and one.matter in matters
    ]


def _proposed(one: Request, matter: Matter) -> ProposedForCircular:
    return ProposedForCircular(
        matter.uuid,
        matter.number,
        matter.title,
        matter.unit,
        one.day,
        matter.first_due,
        one.new_due,
        one.late,
        one.nth,
    )
