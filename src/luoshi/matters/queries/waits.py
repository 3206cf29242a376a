"""What is not a unit's own delay: matters that another unit has held up beyond the day it promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from luoshi.matters.models import Blocker, Matter
from luoshi.matters.queries.lain import days_given, lain
from luoshi.org.queries import workdays


@dataclass(frozen=True, slots=True)
class Wait:
    """From the day on which others should have cleared a blocker, to the day on which it was; with whom it lay."""

    since: date
    until: date
    holders: tuple[UUID, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Waits:
    """A matter's waits for others, in order: on their days its path stands still."""

    waits: tuple[Wait, ...] = ()

    def days(self, day: date) -> int:
        """How many days its path has stood still by a day; days of two waits count once."""
        found, reached = 0, date.min
        for wait in self.waits:
            first, last = max(wait.since, reached), min(wait.until, day)
            found += max((last - first).days, 0)
            reached = max(reached, last)
        return found

    def is_held(self, day: date) -> bool:
        return any(wait.is_open and wait.since < day for wait in self.waits)

    @property
    def holders(self) -> list[UUID]:
        return list(dict.fromkeys(unit for wait in self.waits for unit in wait.holders))


NEVER = Waits()


def waits(matters: Mapping[UUID, Matter], last: date) -> dict[UUID, Waits]:
    """Of matters that have waited for another unit beyond its promised day, or in vain for one, by a day. Two
    SELECTs."""
    days, within = workdays(), days_given(last)
    raised = Blocker.rows.filter(matter__in=list(matters), since__lte=last)
    found: dict[UUID, list[Wait]] = defaultdict(list)
    for one in lain(raised, last):
        due = one.overdue_from(days, within)
        unit = matters[one.blocker.matter_id].unit
        others = tuple(stretch.holder for stretch in one.stretches if stretch.holder != unit)
        until = one.cleared or last
        if due < until and one.stretches[-1].holder != unit:
            found[one.blocker.matter_id].append(Wait(due, until, others[-1:], one.cleared is None))
    return {uuid: Waits(tuple(sorted(some, key=lambda one: one.since))) for uuid, some in found.items()}
