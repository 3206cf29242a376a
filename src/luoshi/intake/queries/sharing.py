"""A drafted task of a whole group of units, shared out: a row for each unit, and the sum against the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from luoshi.intake.names import Names, names_of
from luoshi.matters.actions import MeasureWanted, Share, evenly, measures_of, rollup_for
from luoshi.matters.actions.families import counted
from luoshi.matters.models import DraftRow
from luoshi.org.acting import By
from luoshi.org.models import UnitKind


@dataclass(frozen=True, slots=True)
class Sharing:
    """The form of one row: who gathers, how it adds up, what each unit is given."""

    row: DraftRow
    shares: list[tuple[Share, str]]
    """(share, the unit's short name)."""
    measures: list[MeasureWanted]
    """Those that are shared out."""
    gatherer: UUID | None
    rollup: str
    groups: list[tuple[str, str, int]]
    """(code, words, how many): the groups one can share it out to."""

    def total(self, code: str) -> Decimal:
        return sum((share.values.get(code, Decimal(0)) for share, _name in self.shares), Decimal(0))

    @property
    def sums(self) -> list[tuple[MeasureWanted, Decimal]]:
        return [(measure, self.total(measure.code)) for measure in self.measures]


def sharing(by: By, row: DraftRow, group: str = "") -> Sharing:
    """A row as it is shared out; one that is not yet: evenly among the units its words name, or those of a group."""
    names = names_of(by.day)
    wanted = measures_of(row)
    units = [] if group else [UUID(part["unit"]) for part in row.parts]
    shares = [Share.of(part) for part in row.parts] if units else []
    if not shares:
        units = _of_kind(names, group) if group in UnitKind.values else units_named(row, names)
        shares = evenly(units or _of_kind(names, UnitKind.TOWN), wanted)
    return Sharing(
        row,
        [(share, names.directory.unit_name(share.unit)) for share in shares],
        counted(wanted),
        row.unit or _named_gatherer(row.text, names) or gatherer(by, names),
        row.rollup or rollup_for(wanted),
        [(code, label, n) for code, label in GROUPS if (n := len(_of_kind(names, code)))],
    )


GROUPS = [(str(code), str(label)) for code, label in UnitKind.choices if code != UnitKind.OFFICE]


def _of_kind(names: Names, kind: str) -> list[UUID]:
    return [unit.uuid for unit in names.directory.units_of(kind)]


def units_named(row: DraftRow, names: Names) -> list[UUID]:
    """The units that the words for the lead name together (各镇办); none where they name one, or nobody."""
    return several(row.unit_words.split("、"), names)


def several(words: Sequence[str], names: Names) -> list[UUID]:
    """The units of the first of these words, in the register's order, if it means more than one."""
    found = names.units(words[0]) if words and words[0] else []
    return sorted(found, key=lambda unit: names.directory.units[unit].place) if len(found) > 1 else []


_GATHERS = re.compile(r"(?:^|[，。；,;]|由)(?P<unit>[\u4e00-\u9fff]{2,16}?)(?:负责)?(?:收集|统计)?汇总")


def _named_gatherer(text: str, names: Names) -> UUID | None:
    """Whom the task's own words have add it up: 「……，县民政局汇总」."""
    return next((unit for one in _GATHERS.finditer(text) if (unit := names.unit(one["unit"]))), None)


def gatherer(by: By, names: Names) -> UUID | None:
    """Who adds it up where nobody is named: the actor's own office, else the register's first office."""
    offices = [unit.uuid for unit in names.directory.units_of(UnitKind.OFFICE)]
    return next((unit for unit in offices if unit in by.units), offices[0] if offices else None)
