"""Questions to the house: working days, names, groups."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from luoshi.core.timing.periods import ReportingCalendar
from luoshi.core.timing.workdays import Workdays
from luoshi.org.models import HolidayTable
from luoshi.org.rules import setting


def workdays(known_on: date | None = None) -> Workdays:
    """The county's working days: the State Council's notices, and the county's own tables above them.

    With a day: as they were known on it, before later notices came.
    """
    tables = HolidayTable.rows.order_by("at", "uuid").values_list("uuid", "year", "days")
    if known_on is not None:
        tables = tables.filter(day__lte=known_on)
    return _workdays(tuple((uuid, year, tuple(sorted(days.items()))) for uuid, year, days in tables))


@lru_cache(maxsize=8)
def _workdays(tables: tuple[tuple[UUID, int, tuple[tuple[str, bool], ...]], ...]) -> Workdays:
    return Workdays({year: {date.fromisoformat(day): works for day, works in days} for _, year, days in tables})


def report_calendar(day: date) -> ReportingCalendar:
    """The reporting calendar that holds on a day."""
    value: dict[str, Any] = setting("report_calendar", day)
    return ReportingCalendar(**value)
