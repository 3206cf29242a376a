"""The blockers whose day had passed, as a paper names them."""

from __future__ import annotations

from datetime import date

from luoshi.matters.queries.past import OpenBlocker, overdue_on
from luoshi.matters.words import short_number
from luoshi.org.directory import Directory
from luoshi.papers.content import OverduePromise
from luoshi.papers.writing.typography import tight


def overdue_promises(day: date, names: Directory) -> list[OverduePromise]:
    """Open blockers of live, unrestricted matters whose day is over, by clearing unit, the longest first."""
    found = [_named(one, day, names) for one in overdue_on(day)]
    return sorted(found, key=lambda one: (one.holder_name, one.day, one.number))


def _named(one: OpenBlocker, day: date, names: Directory) -> OverduePromise:
    return OverduePromise(
        one.matter.uuid,
        short_number(one.matter.number, day.year),
        tight(one.matter.title),
        tight(one.title),
        one.holder,
        names.unit_name(one.holder),
        names.unit_name(one.matter.unit),
        one.due,
        one.is_promise,
        (day - one.due).days,
        one.times_moved,
    )
