"""A draft as one unit sees it: its own rows, what it said of them, and what became of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from luoshi.matters.models import Circulating, Comment, Commented, RowOut, RowUnit, Step, UnitAsked
from luoshi.matters.queries.circulating.shown import RowShown, in_whose_name, rows_out
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory


@dataclass(frozen=True, slots=True)
class CommentPage:
    out: Circulating
    names: Directory
    asked: UnitAsked
    unit: str
    rows: list[RowShown]
    roles: dict[UUID, str]
    written: dict[UUID, Comment]
    """Row → what the unit's newest answer says of it, signed or not."""
    may_write: bool
    """Its days are not over, and nobody has decided on its word."""
    entered: str
    """Who wrote its answer in its name: 「督查室 方晓 代 住建局」."""

    @property
    def place(self) -> list[tuple[RowShown, str]]:
        """Its rows, each with the unit's part."""
        return [(row, self.roles[row.item.uuid]) for row in self.rows]

    def as_json(self) -> dict[str, Any]:
        until = self.out.comment_until
        return {
            "uuid": str(self.out.uuid),
            "title": self.out.title,
            "unit": self.unit,
            "comment_until": until.isoformat() if until else None,
            "entered": self.entered,
            "answered_on": self.asked.answered_on.isoformat() if self.asked.answered_on else None,
            "rows": [row.as_json() | {"role": role} for row, role in self.place],
        }


def comment_page(by: By, uuid: UUID, unit: UUID | None = None) -> CommentPage | None:
    """The rows of one of the actor's units, or for the office of any unit. None before the draft has gone out to it."""
    out = Circulating.rows.filter(uuid=uuid).exclude(comment_until=None).first()
    asked = UnitAsked.objects.visible_to(by).filter(circulation=uuid)
    mine = asked.filter(unit=unit) if unit else asked.filter(unit__in=by.units)
    found = mine.order_by("unit").first()
    if out is None or found is None or not (by.in_office or found.unit in by.units):
        return None
    names = directory(by.day)
    roles = dict(RowUnit.rows.filter(item__circulation=out, unit=found.unit).values_list("item", "role"))
    items = RowOut.objects.visible_to(by).filter(circulation=out, uuid__in=list(roles)).order_by("place")
    comments = list(Commented.objects.visible_to(by).filter(circulation=out, unit=found.unit))
    open_ = out.step == Step.COMMENT and out.comment_until is not None and by.day <= out.comment_until
    written = Comment.rows.filter(fact=found.answer) if found.answer else []
    return CommentPage(
        out,
        names,
        found,
        names.unit_name(found.unit),
        rows_out(items, comments, names),
        roles,
        {one.item: one for one in written},
        open_ and not any(one.opinion for one in comments),
        in_whose_name(found.entered, names),
    )
