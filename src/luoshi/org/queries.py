"""Questions to the house: working days, names, groups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from luoshi.core.timing.periods import ReportingCalendar
from luoshi.core.timing.workdays import Workdays
from luoshi.facts.models import Private
from luoshi.org.acting import OFFICE, UNIT_ROLES, By
from luoshi.org.directory import directory, holding, turning_day
from luoshi.org.models import HolidayTable, OfficialRevision, PortfolioRevision, Role
from luoshi.org.rules import setting
from luoshi.org.version import version


def workdays(known_on: date | None = None) -> Workdays:
    """The county's working days: the State Council's notices, and the county's own tables above them.

    With a day: as they were known on it, before later notices came.
    """
    tables = [found for found in _tables(version()) if known_on is None or found.day <= known_on]
    return _workdays(tuple(found.uuid for found in tables), version())


@lru_cache(maxsize=4)
def _tables(_version: str) -> list[HolidayTable]:
    return list(HolidayTable.rows.order_by("at", "uuid"))


@lru_cache(maxsize=8)
def _workdays(tables: tuple[UUID, ...], known: str) -> Workdays:
    own = {found.year: found.days for found in _tables(known) if found.uuid in tables}
    return Workdays(
        {year: {date.fromisoformat(day): works for day, works in days.items()} for year, days in own.items()}
    )


def report_calendar(day: date) -> ReportingCalendar:
    """The reporting calendar that holds on a day."""
    value: dict[str, Any] = setting("report_calendar", day)
    return ReportingCalendar(**value)


def in_charge(day: date) -> dict[UUID, UUID]:
    """The vice-head's post that looks after each unit on a day; of several the first in the register's order."""
    known = version()
    return _in_charge(turning_day(day, known), known)


@lru_cache(maxsize=64)
def _in_charge(day: date, _version: str) -> dict[UUID, UUID]:
    revisions = PortfolioRevision.rows.order_by("since", "at", "uuid")
    portfolio = {revision.post: revision.units for revision in holding(revisions, day, "post")}
    found: dict[UUID, UUID] = {}
    for post in directory(day).posts_of(Role.VICE_HEAD):
        for unit in portfolio.get(post.uuid, ()):
            found.setdefault(UUID(unit), post.uuid)
    return found


CALLERS = OFFICE | UNIT_ROLES | {Role.VICE_HEAD, Role.SECRETARY, Role.COUNTY_HEAD, Role.SYSTEM}
"""Who sees telephone numbers: those who have to call each other, and nobody who only looks on."""


def phones(by: By, officials: Iterable[UUID]) -> dict[UUID, str]:
    """Official → telephone number, of those that are known and not erased: two SELECTs. Nothing for other roles."""
    wanted = set(officials)
    if not wanted or not by.has(*CALLERS):
        return {}
    revisions = OfficialRevision.rows.filter(official__in=wanted).exclude(phone=None).order_by("at", "uuid")
    kept: dict[UUID, UUID] = {one.official: one.phone for one in revisions if one.phone}
    texts = dict(Private.rows.filter(ref__in=list(kept.values())).values_list("ref", "text"))
    return {official: texts[ref] for official, ref in kept.items() if texts.get(ref)}
