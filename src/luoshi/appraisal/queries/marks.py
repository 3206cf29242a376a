"""The sheet on which the assessment office marks a period: all units of a group and all items in one table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from luoshi.appraisal.actions.marking import asked_units
from luoshi.appraisal.marking import Mark, can_be_marked, items_to_mark, marks_given, standing
from luoshi.appraisal.models import Closing
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_name, group_place
from luoshi.core.scoring.item import Item
from luoshi.org.acting import By
from luoshi.org.directory import directory


@dataclass(frozen=True, slots=True)
class ToGive:
    """A unit's line: what stands for each item that applies to it."""

    unit: UUID
    name: str
    given: dict[str, Mark | None]
    """Item → what it was given; an item that does not apply to its group is not there."""


@dataclass(frozen=True, slots=True)
class Entered:
    """Which item's marks were entered last, by whom, when, and why anew."""

    item: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class MarksPage:
    """A period's marks: the items, the groups with their units, and who entered what."""

    term: Term
    items: list[Item]
    groups: list[tuple[str, list[Item], list[ToGive]]]
    is_open: bool
    is_sealed: bool
    entered: list[Entered]

    @property
    def units(self) -> dict[str, tuple[UUID, list[Item]]]:
        """Name → the unit, and the items that apply to it."""
        return {row.name: (row.unit, items) for _name, items, rows in self.groups for row in rows}


def marks_page(by: By, period: str) -> MarksPage | None:
    """None where the scheme takes no marks of the office. Six SELECTs."""
    term = Term.parse(period)
    items = items_to_mark(term)
    if not items:
        return None
    marks, sheets = marks_given(term), standing(term)
    groups: dict[str, dict[UUID, ToGive]] = {}
    for item in items:
        for unit, (group, name) in asked_units(term, item).items():
            row = groups.setdefault(group, {}).setdefault(unit, ToGive(unit, name, {}))
            row.given[item.code] = marks.get(item.code, {}).get(unit)
    ordered = sorted(groups, key=group_place)
    shown = [(group_name(group), _items_of(items, group), list(groups[group].values())) for group in ordered]
    named = {item.code: item.name for item in items}
    entered = [
        Entered(named[code], directory(one.day).signature(one.by, one.on_behalf_of), one.at, one.reason)
        for code, one in sheets.items()
        if code in named
    ]
    closed = Closing.rows.filter(scheme=term.code, period=str(term.period)).exists()
    return MarksPage(term, items, shown, can_be_marked(term, by.day), closed, entered)


def _items_of(items: list[Item], group: str) -> list[Item]:
    return [item for item in items if item.groups is None or group in item.groups]
