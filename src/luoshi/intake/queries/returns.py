"""Which units have still to report: whom the office may have to enter for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.timing.periods import Period
from luoshi.matters.models import Filing, Matter, Verdict
from luoshi.matters.queries import Waiting
from luoshi.matters.queries.night import owing
from luoshi.matters.windows import Window, window
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.permissions import may

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
    within, names = window(by.day, wanted), directory(by.day)
    owed_by = {matter.uuid: (matter, str(period)) for matter, period in owing(by, list(names.units), within)}
    due = Counter(matter.unit for matter, _period in owed_by.values())
    filed: Counter[UUID] = Counter()
    unsigned: Counter[UUID] = Counter()
    periods = {period for _matter, period in owed_by.values()}
    newest = Filing.objects.visible_to(by).filter(period__in=periods, newest=True, sent_back="")
    standing = newest.exclude(verdict=Verdict.RETURNED).values_list("matter", "period", "signed_on")
    for uuid, period, signed_on in standing:
        matter, wanted_for = owed_by.get(uuid, (None, ""))
        if matter is not None and period == wanted_for:
            filed[matter.unit] += 1
            unsigned[matter.unit] += signed_on is None
    places = {uuid: unit.place for uuid, unit in names.units.items()}
    units = [UnitOwes(unit, names.unit_name(unit), n, filed[unit], unsigned[unit]) for unit, n in due.items()]
    shown = sorted(units, key=lambda one: (one.missing == 0, places.get(one.unit, 0)))
    return Owed(within.period, within.last, shown)


def waiting_for(by: By) -> list[Waiting]:
    """Shortly before the cut-off: how much is missing of how many units. One SELECT, and none before."""
    within = window(by.day)
    if not may(by, "issue") or by.day < within.last - _EVE:
        return []
    missing = _missing(by, within)
    if not missing:
        return []
    title = _("{period}还有 {units} 个单位 {n} 项没有报").format(
        period=within.period.label, units=len({one.unit for one in missing}), n=len(missing)
    )
    cutoff = within.last
    sentence = _("{day}截止；交来的表一次收齐，或代为填报").format(day=f"{cutoff.month}月{cutoff.day}日")
    url = reverse("intake:returned_sheets")
    return [Waiting(_("填报"), title, sentence, url, _("代填报"), cutoff, UUID(int=5))]


def _missing(by: By, within: Window) -> list[Matter]:
    """The matters of which no report stands for the period that they owe one for."""
    asked = (within.of(code) for code in ("", *within.calendars.own))
    periods = sorted({str(one) for one in asked if one is not None})
    standing = Filing.objects.visible_to(by).filter(matter=OuterRef("pk"), newest=True, sent_back="")
    standing = standing.exclude(verdict=Verdict.RETURNED)
    filed = {period: f"filed_{n}" for n, period in enumerate(periods)}
    more = {name: Exists(standing.filter(period=period)) for period, name in filed.items()}
    units = list(directory(by.day).units)
    return [matter for matter, of in owing(by, units, within, **more) if not getattr(matter, filed[str(of)])]
