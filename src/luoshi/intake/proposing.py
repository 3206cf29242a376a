"""Rows as they were read, before they are kept: what was learnt is applied, what is only likely stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.facts.identity import new_uuid
from luoshi.intake.learning.lessons import Lessons, named_in
from luoshi.intake.learning.queries import lessons_of
from luoshi.intake.models import Lesson
from luoshi.intake.names import Names, names_of
from luoshi.intake.queries.known import Ledger, known_ledger
from luoshi.intake.suggesting import Suggesting, leader_in_charge
from luoshi.org.acting import By
from luoshi.org.models import UnitKind

_HABIT = 0.4
"""How sure one is of a task of a sort that was taken out elsewhere."""


class Proposing:
    """Goes over the drafted rows of one document, and remembers on which lessons they rest."""

    def __init__(self, by: By, names: Names, ledger: Ledger, lessons: Lessons) -> None:
        self._names, self._ledger, self._lessons = names, ledger, lessons
        self._suggesting = Suggesting(names, ledger, lessons, by.day.year)
        self._towns = frozenset(unit.uuid for unit in names.directory.units_of(UnitKind.TOWN))
        self.uses: list[tuple[UUID, UUID]] = []

    def row(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row with a name of its own, and what there is to say of it."""
        row.setdefault("uuid", new_uuid())
        if row.get("state", "draft") != "draft":
            return row
        self._named(row)
        self._uses_names(row)
        if not self._passed(row):
            self._suggest(row)
            row["alike"] = self._ledger.offered(row, self._towns)
        return row

    def _named(self, row: dict[str, Any]) -> None:
        """「由办公室牵头」: whom the reader took for nobody, but the county knows."""
        named = named_in(row["text"]) if not row.get("unit") and not row.get("unit_words") else None
        unit = self._names.unit(named[0]) if named else None
        if named is None or unit is None:
            return
        row["unit"], row["unit_words"] = unit, named[0]
        if row.get("start") is not None:
            span = [row["start"] + named[1], row["start"] + named[2]]
            row["evidence"] = row.get("evidence", {}) | {"unit": [span]}
        lesson = self._names.lesson(named[0])
        if lesson and not lesson.reviewed:
            row["sure"] = row.get("sure", {}) | {"unit": 0.6}

    def _uses_names(self, row: dict[str, Any]) -> None:
        said = [*str(row.get("unit_words") or "").split("、"), *(one["words"] for one in row.get("others") or [])]
        for words in dict.fromkeys(said):
            lesson = self._names.lesson(words) if words else None
            if lesson:
                self.uses.append((lesson.lesson, row["uuid"]))
                unit = self._names.directory.unit_name(lesson.who)
                column = "unit" if row.get("unit") == lesson.who else "others"
                ground = _("学到的：“{words}”是{unit}").format(words=words, unit=unit)
                row["grounds"] = row.get("grounds", {}) | {column: ground}

        lesson = self._names.leader_lesson(str(row.get("leader_words") or "").split("、")[0])
        if lesson and row.get("leader") == lesson.who:
            self.uses.append((lesson.lesson, row["uuid"]))
            ground = _("学到的：“{words}”").format(words=row["leader_words"])
            row["grounds"] = row.get("grounds", {}) | {"leader": ground}

    def _passed(self, row: dict[str, Any]) -> bool:
        """Of a sort that was always taken out: once reviewed, it is taken out here too; before, it is doubted."""
        found = self._lessons.against(row.get("section") or (), row["text"])
        if found is None:
            return False
        self.uses.append((found.lesson, row["uuid"]))
        if found.state == Lesson.State.KEPT:
            row["state"], row["why_not"] = "passed", "learnt"
            return True
        said = _("“{words}”下的上次都剔除了") if found.what == Lesson.What.HEADING else _("“{words}”开头的上次都剔除了")
        row["grounds"] = row.get("grounds", {}) | {"task": said.format(words=found.words)}
        row["sure"] = row.get("sure", {}) | {"task": _HABIT}
        return False

    def _suggest(self, row: dict[str, Any]) -> None:
        found: list[str] = []
        unit = row.get("unit")
        if unit is None and not row.get("unit_words"):
            likely = self._suggesting.lead(row["title"], row["text"], row.get("section") or ())
            if likely:
                found.append(f"unit:{likely.unit}")
                row["grounds"] = row.get("grounds", {}) | {"unit": likely.ground}
                self.uses += [(likely.lesson, row["uuid"])] if likely.lesson else []
        elif unit and row.get("leader") is None and (likely := leader_in_charge(unit, self._names)):
            found.append(f"leader:{likely.unit}")
            row["grounds"] = row.get("grounds", {}) | {"leader": likely.ground}
        row["suggested"] = found


def propose(
    by: By, rows: Iterable[dict[str, Any]], document: UUID | None = None
) -> tuple[Sequence[dict[str, Any]], list[tuple[UUID, UUID]]]:
    """Drafted rows with what was learnt, suggested and found alike; and the (lesson, row) they rest on."""
    going = Proposing(by, names_of(by.day), known_ledger(by, document), lessons_of(by.day))
    return [going.row(row) for row in rows], going.uses
