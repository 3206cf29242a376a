"""The verb of returned comment sheets: many at once, each entered for its unit whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault, LuoshiError
from luoshi.core.reading.grammar.moments import Calendar
from luoshi.facts.canonical import digest as digest_of
from luoshi.intake.comments.reading import Reading, open_sheet, unit_of
from luoshi.intake.returns.matching import File, unpacked
from luoshi.matters import actions
from luoshi.matters.models import CirculatedRow, Circulating, RowOut, UnitAsked
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory


@dataclass(slots=True)
class Outcome:
    """What came of one returned sheet."""

    file: str
    unit: str = ""
    comments: int = 0
    same: bool = False
    """It was entered before."""
    faults: list[Fault] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        faults = [fault.as_dict() for fault in self.faults]
        return {
            "file": self.file,
            "unit": self.unit,
            "comments": self.comments,
            "same": self.same,
            "errors": faults,
        }


def take_comment_sheets(by: By, circulation: UUID, files: Iterable[File]) -> list[Outcome]:
    """Enters every returned sheet for its unit (督查室 代 X局), each whole or not at all, with the file as its paper.

    Raises BadInput where there is no such draft; what is wrong with a file stands in its outcome.
    """
    permissions.require(by, "circulate")
    out = Circulating.rows.filter(uuid=circulation).exclude(comment_until=None).first()
    if out is None:
        raise BadInput(Fault("没有这一轮征求意见", "从“征求意见”里重新进入"))
    names, found, seen = directory(by.day), [], dict[UUID, File]()
    for file in unpacked(files):
        outcome = Outcome(file.name)
        found.append(outcome)
        try:
            with transaction.atomic():
                _take(by, out, file, names, outcome, seen)
        except LuoshiError as error:
            outcome.comments, outcome.faults = 0, list(error.faults)
    return found


def _take(by: By, out: Circulating, file: File, names: Directory, outcome: Outcome, seen: dict[UUID, File]) -> None:
    opened = open_sheet(file.name, file.data)
    unit = unit_of(opened, out.uuid, names)
    outcome.unit = names.unit_name(unit)
    first = seen.setdefault(unit, file)
    if first.data != file.data:
        raise BadInput(Fault(f"{outcome.unit}已有一份：{first.name}", "留最后的一份再传", file=file.name))
    asked = UnitAsked.rows.filter(circulation=out, unit=unit).first()
    if asked is None:
        raise BadInput(Fault(f"这一稿里没有{outcome.unit}的任务", "核对是谁的表、哪一稿的表", file=file.name))
    if asked.answered_on and not asked.entered:
        raise BadInput(Fault(f"{outcome.unit}已在页面上反馈过", "以页面为准；要改请单位在页面上再报", file=file.name))
    if asked.entered.get("paper") == digest_of(file.data):
        outcome.same = True
        return
    when = Calendar(out.comment_until.year if out.comment_until else None, out.started_on)
    comments = Reading(opened, _rows(out, unit), names, when).comments()
    digest = actions.attach(by.speaking_for(unit), file.name, file.data)
    actions.send_comments(by, out.uuid, unit, comments, paper=digest)
    outcome.comments = len(comments)


def _rows(out: Circulating, unit: UUID) -> dict[int, tuple[RowOut, CirculatedRow]]:
    """The unit's rows by their place: as they stand, and as they were sent out."""
    sent = {one.item: one for one in CirculatedRow.rows.filter(fact=out.uuid)}
    mine = RowOut.rows.filter(circulation=out, units__unit=unit)
    return {item.place: (item, sent[item.uuid]) for item in mine}
