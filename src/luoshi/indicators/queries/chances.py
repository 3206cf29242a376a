"""How sure the county and each unit are to make the half-year and the year, as far as past years can say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from luoshi.core.timing.chance import Chance, chance_of
from luoshi.indicators.models import Accumulation, Indicator
from luoshi.indicators.queries.board import BoardRow
from luoshi.indicators.queries.known import Known, months_published
from luoshi.org.rules import all_settings

MOST_YEARS = 12
"""How far back years are looked at: the economy of longer ago was another one."""


def chances(indicator: Indicator, row: BoardRow, day: date) -> dict[UUID | None, Chance]:
    """The next goal's chance, of the county (None) and of each unit with a target: three SELECTs.

    Only amounts have one: a rate or a stock does not grow from month to month as amounts add up.
    """
    if not row.month or indicator.accumulation not in (Accumulation.CUMULATIVE, Accumulation.FLOW):
        return {}
    known = Known.of(day, range(row.year - MOST_YEARS, row.year + 1), Q(), [indicator.uuid])
    goal, part = (6, Decimal("0.5")) if row.month < 6 else (12, Decimal(1))
    least = chance_years(day)
    found: dict[UUID | None, Chance] = {}
    for (_, year, unit), target in known.targets.items():
        now = known.counted(indicator, unit, row.source, row.year, row.month)
        if year != row.year or now is None:
            continue
        past = _past(known, indicator, unit, row)
        chance = chance_of(now, row.month, goal, target.value * part, past, direction=indicator.direction, least=least)
        if chance:
            found[unit] = chance
    return found


def chance_years(day: date) -> int:
    """How many comparable years the county wants before a chance is said."""
    return int(all_settings(day)["chance_years"])


def _past(known: Known, indicator: Indicator, unit: UUID | None, row: BoardRow) -> Mapping[int, Mapping[int, Decimal]]:
    past: dict[int, dict[int, Decimal]] = {}
    for year in range(row.year - MOST_YEARS, row.year):
        if not known.year(indicator.uuid, unit, row.source, year):
            continue
        counted = {
            month: value
            for month in months_published(indicator)
            if (value := known.counted(indicator, unit, row.source, year, month)) is not None
        }
        past[year] = counted
    return past
