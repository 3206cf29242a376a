"""Which units have still to report: whom the office may have to enter for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.timing.periods import Period
from luoshi.matters.models import Filing, Matter, Stage, Verdict
from luoshi.matters.queries import Waiting
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.permissions import may
from luoshi.org.queries import report_calendar, workdays

_EVE = timedelta(days=2)
"""So long before the cut-off the clerk's desk begins to say who is missing."""


@dataclass(frozen=True, slots=True)
class UnitOwes:
    unit: UUID
    name: str
    due: int
    filed: int
    unsigned: int

    @property
    def missing(self) -> int:
        return self.due - self.filed


@dataclass(frozen=True, slots=True)
class Owed:
    """A period's reports by unit, those with the most missing first."""

    period: Period
    cutoff: date
    units: list[UnitOwes]

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.units)

    @property
    def behind(self) -> int:
        return sum(1 for one in self.units if one.missing)


def owed(by: By, wanted: Period | None = None) -> Owed:
    """Two SELECTs, whatever the number of units."""
    calendar, days, names = report_calendar(by.day), workdays(), directory(by.day)
    period = wanted or calendar.open_period(by.day, days)
    cutoff = calendar.cutoff_day_of(period, days)
    there = Q(received_on__lte=cutoff) | Q(received_on=None) if by.day <= cutoff else Q(received_on__lte=cutoff)
    owing = Matter.objects.visible_to(by).filter(there, stage=Stage.CLAIMED, reported=True)
    due = Counter(owing.values_list("unit", flat=True))
    newest = Filing.objects.visible_to(by).filter(period=str(period), newest=True, matter__in=owing.values("uuid"))
    standing = newest.filter(sent_back="").exclude(verdict=Verdict.RETURNED)
    filed: Counter[UUID] = Counter()
    unsigned: Counter[UUID] = Counter()
    for unit, signed_on in standing.values_list("matter__unit", "signed_on"):
        filed[unit] += 1
        unsigned[unit] += signed_on is None
    places = {uuid: unit.place for uuid, unit in names.units.items()}
    units = [UnitOwes(unit, names.unit_name(unit), n, filed[unit], unsigned[unit]) for unit, n in due.items()]
    return Owed(period, cutoff, sorted(units, key=lambda one: (one.missing == 0, places.get(one.unit, 0))))


def waiting_for(by: By) -> list[Waiting]:
    """Shortly before the cut-off: how much is missing of how many units."""
    calendar, days = report_calendar(by.day), workdays()
    cutoff = calendar.cutoff_day_of(calendar.open_period(by.day, days), days)
    if not may(by, "issue") or by.day < cutoff - _EVE:
        return []
    found = owed(by)
    if not found.missing:
        return []
    title = _("{period}还有 {units} 个单位 {n} 项没有报").format(
        period=found.period.label, units=found.behind, n=found.missing
    )
    sentence = _("{day}截止；交来的表一次收齐，或代为填报").format(day=f"{cutoff.month}月{cutoff.day}日")
    url = reverse("intake:returned_sheets")
    return [Waiting(_("填报"), title, sentence, url, _("代填报"), cutoff, UUID(int=5))]
