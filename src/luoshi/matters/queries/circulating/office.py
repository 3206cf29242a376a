"""Where a draft stands, for the office: who has answered, which comments are undecided, what leaders sent back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from luoshi.matters.models import Circulating, Commented, RowOut, RowUnit, Step, UnitAsked
from luoshi.matters.queries.circulating.shown import RowShown, in_whose_name, rows_out
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Role
from luoshi.org.rules import STEPS


@dataclass(frozen=True, slots=True)
class AskedShown:
    asked: UnitAsked
    name: str
    rows: int
    comments: int
    entered: str = ""
    """Who wrote the answer in the unit's name: 「督查室 方晓 代 住建局」."""

    @property
    def state(self) -> str:
        """answered, silence, waiting (for its head), or none."""
        if self.asked.answered_on:
            return "silence" if self.asked.how == "silence" else "answered"
        return "waiting" if self.asked.written_on else "none"


@dataclass(frozen=True, slots=True)
class CirculationPage:
    out: Circulating
    names: Directory
    rows: list[RowShown]
    asked: list[AskedShown]

    @property
    def steps(self) -> list[tuple[str, str, str]]:
        """(code, words, done, now, ahead or none: set to none by the county), in their order."""
        kept = self.out.steps
        place = kept.index(self.out.step) if self.out.step in kept else len(kept)
        found = []
        for step in STEPS:
            state = "none" if step not in kept else "done" if kept.index(step) < place else "ahead"
            found.append((step, str(Step(step).label), "now" if step == self.out.step else state))
        return found

    @property
    def left_out(self) -> list[str]:
        return [words for _step, words, state in self.steps if state == "none"]

    @property
    def lacking(self) -> list[AskedShown]:
        return [one for one in self.asked if not one.asked.answered_on]

    @property
    def silent(self) -> list[AskedShown]:
        return [one for one in self.asked if one.state == "silence"]

    @property
    def spoke(self) -> list[AskedShown]:
        """All but those whose days passed in silence."""
        return [one for one in self.asked if one.state != "silence"]

    @property
    def commented(self) -> list[RowShown]:
        return [row for row in self.rows if row.comments]

    @property
    def undecided(self) -> int:
        return sum(1 for row in self.rows for one in row.comments if not one.comment.opinion)

    @property
    def referred(self) -> int:
        return sum(1 for row in self.rows for one in row.comments if one.comment.opinion == "referred")

    @property
    def sent_back(self) -> list[RowShown]:
        return [row for row in self.rows if row.item.sent_back]

    @property
    def unconfirmed(self) -> int:
        return sum(1 for row in self.rows if row.item.confirmer and not row.item.confirmed_on)

    @property
    def awaited(self) -> list[tuple[UUID | None, str, int]]:
        """The leaders who have not confirmed their rows, and how many wait for each."""
        waits = (
            (row.item.confirmer, row.confirmer) for row in self.rows if row.confirmer and not row.item.confirmed_on
        )
        return [(post, label, n) for (post, label), n in Counter(waits).most_common()]

    @property
    def running(self) -> bool:
        return self.out.ended_on is None

    def as_json(self) -> dict[str, Any]:
        out = self.out
        return {
            "uuid": str(out.uuid),
            "document": str(out.origin_document),
            "title": out.title,
            "step": out.step,
            "steps": list(out.steps),
            "comment_until": out.comment_until.isoformat() if out.comment_until else None,
            "units": [
                {
                    "unit": one.name,
                    "rows": one.rows,
                    "comments": one.comments,
                    "state": one.state,
                    "entered": one.entered,
                }
                for one in self.asked
            ],
            "rows": [row.as_json() for row in self.rows],
        }


def circulation_page(by: By, uuid: UUID) -> CirculationPage | None:
    """A draft on its way, whole: for the office and the county head. None: there is none, or it is not to be seen."""
    out = Circulating.rows.filter(uuid=uuid).first()
    if out is None or not (by.in_office or by.has(Role.COUNTY_HEAD, Role.SYSTEM)):
        return None
    names = directory(by.day)
    items = list(RowOut.objects.visible_to(by).filter(circulation=out).order_by("place"))
    comments = list(Commented.objects.visible_to(by).filter(circulation=out).order_by("item__place", "unit", "uuid"))
    rows = rows_out(items, comments, names)
    named: dict[UUID, int] = {}
    for unit in RowUnit.rows.filter(item__circulation=out).values_list("unit", flat=True):
        named[unit] = named.get(unit, 0) + 1
    asked = [
        AskedShown(
            one,
            names.unit_name(one.unit),
            named.get(one.unit, 0),
            sum(1 for comment in comments if comment.unit == one.unit),
            in_whose_name(one.entered, names),
        )
        for one in UnitAsked.objects.visible_to(by).filter(circulation=out)
    ]
    place = {unit.uuid: unit.place for unit in names.units.values()}
    asked.sort(key=lambda one: (one.asked.answered_on is not None, place.get(one.asked.unit, 0)))
    return CirculationPage(out, names, rows, asked)
