"""Campaigns as they stand on a day: coverage by unit, and who will miss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.core.timing.campaign import Standing, standing_of
from luoshi.indicators.models import Campaign, CampaignDay, CampaignUnit
from luoshi.org.acting import By
from luoshi.org.directory import directory


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A unit's part."""

    unit: UUID
    name: str
    own: bool
    stands: Standing


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """A campaign: all together, and unit by unit, those least covered first."""

    campaign: Campaign
    whole: Standing
    rows: tuple[CampaignRow, ...]
    days: tuple[tuple[date, Decimal], ...]
    """What all had reached by the end of each day with a figure."""
    days_left: int

    @property
    def missing_out(self) -> tuple[CampaignRow, ...]:
        """Those whose own pace does not lead there."""
        return tuple(row for row in self.rows if row.stands.misses)


def campaigns(by: By, day: date) -> list[CampaignPage]:
    """Every campaign, the one that ends first on top; those over come last: three SELECTs."""
    found = list(Campaign.rows.all())
    parts, days = _parts_and_days(found)
    pages = [_page(by, one, parts[one.uuid], days[one.uuid], day) for one in found]
    return sorted(pages, key=lambda page: (page.campaign.ends < day, page.campaign.ends, page.campaign.code))


def campaign_page(by: By, code: str, day: date) -> CampaignPage | None:
    """One campaign; None for an unknown code."""
    found = list(Campaign.rows.filter(code=code))
    if not found:
        return None
    parts, days = _parts_and_days(found)
    return _page(by, found[0], parts[found[0].uuid], days[found[0].uuid], day)


Days = dict[UUID, dict[date, Decimal]]


def _parts_and_days(some: list[Campaign]) -> tuple[dict[UUID, dict[UUID, Decimal]], dict[UUID, Days]]:
    parts: dict[UUID, dict[UUID, Decimal]] = defaultdict(dict)
    for campaign, unit, concerned in CampaignUnit.rows.filter(campaign__in=some).values_list(
        "campaign", "unit", "concerned"
    ):
        parts[campaign][unit] = concerned
    days: dict[UUID, Days] = defaultdict(lambda: defaultdict(dict))
    for campaign, unit, on, reached in CampaignDay.rows.filter(campaign__in=some).values_list(
        "campaign", "unit", "on", "reached"
    ):
        days[campaign][unit][on] = reached
    return parts, days


def _page(by: By, one: Campaign, parts: Mapping[UUID, Decimal], days: Days, day: date) -> CampaignPage:
    names, mine = directory(day), by.units | by.portfolio

    def stands(concerned: Decimal, known: Mapping[date, Decimal]) -> Standing:
        return standing_of(concerned, one.wanted, known, one.begins, one.ends, day)

    rows = [
        CampaignRow(unit, names.unit_name(unit), unit in mine, stands(concerned, days.get(unit, {})))
        for unit, concerned in parts.items()
    ]
    rows.sort(key=lambda row: (row.stands.coverage, row.name))
    together = _together({unit: days.get(unit, {}) for unit in parts}, day)
    whole = stands(sum(parts.values(), Decimal(0)), together)
    return CampaignPage(one, whole, tuple(rows), tuple(sorted(together.items())), max((one.ends - day).days, 0))


def _together(days: Mapping[UUID, Mapping[date, Decimal]], today: date) -> dict[date, Decimal]:
    """Added up on every day on which one unit has a figure: the others' last figure before."""
    every = sorted({on for some in days.values() for on in some if on <= today})
    found = {}
    for on in every:
        latest = [max((day for day in some if day <= on), default=None) for some in days.values()]
        values = zip(days.values(), latest, strict=True)
        found[on] = sum((some[last] for some, last in values if last is not None), Decimal(0))
    return found
