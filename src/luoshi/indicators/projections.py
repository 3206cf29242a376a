"""What the sheets amount to: each indicator as it stands, and what was known of each figure from which day on.

A figure is made anew from all sheets of its period, so the order in which facts are applied changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from luoshi.core.timing.periods import Period
from luoshi.facts.models import Fact
from luoshi.indicators import campaigning
from luoshi.indicators.computing import compute
from luoshi.indicators.models import (
    INDICATOR_COLUMNS,
    Campaign,
    CampaignDay,
    CampaignRevision,
    CampaignSheet,
    CampaignUnit,
    Cell,
    Dated,
    Indicator,
    IndicatorRevision,
    Observation,
    Sheet,
    Target,
    TargetCell,
    TargetSheet,
)
from luoshi.indicators.ordering import in_order

KINDS: tuple[type[Fact], ...] = (
    IndicatorRevision,
    TargetSheet,
    Sheet,
    CampaignRevision,
    CampaignSheet,
)
TABLES = (Observation, Target, Indicator, CampaignDay, CampaignUnit, Campaign)
"""In the order in which they can be emptied."""
NATURAL: dict[str, tuple[str, ...]] = {
    "observation": ("indicator_id", "period", "source", "unit", "known_on"),
    "campaignunit": ("campaign_id", "unit"),
    "campaignday": ("campaign_id", "unit", "on"),
    "target": ("indicator_id", "year", "unit", "known_on"),
}
"""What names a row of these tables: their row numbers mean nothing after a rebuild."""

D = TypeVar("D", bound=Dated)


def apply(facts: Sequence[Fact], day: date) -> None:
    """Brings indicators, targets and observations up to date with facts just recorded on a day."""
    _define([fact for fact in facts if isinstance(fact, IndicatorRevision)])
    _set([fact for fact in facts if isinstance(fact, TargetSheet)])
    _enter([fact for fact in facts if isinstance(fact, Sheet)])
    campaigning.apply(
        [fact for fact in facts if isinstance(fact, CampaignRevision)],
        [fact for fact in facts if isinstance(fact, CampaignSheet)],
    )
    compute(
        {fact.indicator for fact in facts if isinstance(fact, IndicatorRevision)},
        {(fact.indicator, fact.period) for fact in facts if isinstance(fact, Sheet)},
    )


def _define(revisions: Sequence[IndicatorRevision]) -> None:
    touched = {revision.indicator for revision in revisions}
    known = in_order(IndicatorRevision.rows.filter(indicator__in=touched)) if touched else ()
    newest = {revision.indicator: revision for revision in known}
    Indicator.rows.bulk_create(
        [
            Indicator(uuid=uuid, **{column: getattr(revision, column) for column in INDICATOR_COLUMNS})
            for uuid, revision in newest.items()
        ],
        update_conflicts=True,
        unique_fields=["uuid"],
        update_fields=INDICATOR_COLUMNS,
    )


def _set(sheets: Sequence[TargetSheet]) -> None:
    if not sheets:
        return
    indicators, years = {sheet.indicator for sheet in sheets}, {sheet.year for sheet in sheets}
    cells = TargetCell.rows.filter(fact__indicator__in=indicators, fact__year__in=years).select_related("fact")
    known: dict[Any, list[Target]] = defaultdict(list)
    for cell in in_order(cells, "fact__"):
        sheet = cell.fact
        target = Target(
            indicator_id=sheet.indicator,
            year=sheet.year,
            unit=cell.unit,
            value=cell.value,
            quarters=cell.quarters,
            sheet=sheet.uuid,
            known_on=sheet.day,
        )
        _follow(known[sheet.indicator, sheet.year, cell.unit], target)
    Target.rows.filter(indicator__in=indicators, year__in=years).delete()
    Target.rows.bulk_create([one for spans in known.values() for one in spans if one.value is not None])


def _enter(sheets: Sequence[Sheet]) -> None:
    if not sheets:
        return
    among = {
        "indicator__in": {sheet.indicator for sheet in sheets},
        "period__in": {sheet.period for sheet in sheets},
        "source__in": {sheet.source for sheet in sheets},
    }
    cells = Cell.rows.filter(**{f"fact__{name}": some for name, some in among.items()}).select_related("fact")
    known: dict[Any, list[Observation]] = defaultdict(list)
    for cell in in_order(cells, "fact__"):
        _follow(known[cell.fact.indicator, cell.fact.period, cell.fact.source, cell.unit], _observation(cell))
    Observation.rows.filter(**among).delete()
    Observation.rows.bulk_create([one for spans in known.values() for one in spans], batch_size=500)


def _observation(cell: Cell) -> Observation:
    sheet = cell.fact
    last = Period.parse(sheet.period).last
    return Observation(
        indicator_id=sheet.indicator,
        period=sheet.period,
        year=last.year,
        month=last.month,
        source=sheet.source,
        unit=cell.unit,
        value=cell.value,
        status=cell.status,
        sheet_status=sheet.status,
        sheet=sheet.uuid,
        known_on=sheet.day,
    )


def _follow(spans: list[D], newer: D) -> None:
    """Puts what a later sheet says behind what was known. Within one day only the last word was ever known."""
    last = spans[-1] if spans else None
    if last is not None and last.known_on == newer.known_on:
        spans[-1] = newer
        return
    if last is not None:
        last.until = newer.known_on
    spans.append(newer)
