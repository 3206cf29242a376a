"""What the facts of campaigns amount to: each as it stands, and what was reached by which day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from luoshi.facts.models import Entry
from luoshi.indicators.models import (
    CAMPAIGN_COLUMNS,
    Campaign,
    CampaignDay,
    CampaignFigure,
    CampaignRevision,
    CampaignShare,
    CampaignSheet,
    CampaignUnit,
)


def apply(revisions: Sequence[CampaignRevision], sheets: Sequence[CampaignSheet]) -> None:
    """Makes the campaigns that these facts touch anew from all their facts: their order changes nothing."""
    for campaign in sorted({one.campaign for one in revisions}, key=str):
        _define(campaign)
    for campaign in sorted({one.campaign for one in sheets}, key=str):
        _count(campaign)


def _sequence(facts: Sequence[Any]) -> list[Any]:
    """Facts by day, and within a day as the chain has them."""
    links = dict(Entry.rows.filter(ref__in=[one.uuid for one in facts]).values_list("ref", "seq"))
    return sorted(facts, key=lambda one: (one.day, links.get(one.uuid, 0)))


def _define(campaign: UUID) -> None:
    newest = _sequence(list(CampaignRevision.rows.filter(campaign=campaign)))[-1]
    standing = {column: getattr(newest, column) for column in CAMPAIGN_COLUMNS}
    Campaign.rows.update_or_create(uuid=campaign, defaults=standing)
    CampaignUnit.rows.filter(campaign=campaign).delete()
    shares = CampaignShare.rows.filter(fact=newest)
    CampaignUnit.rows.bulk_create(
        [CampaignUnit(campaign_id=campaign, unit=one.unit, concerned=one.concerned) for one in shares]
    )


def _count(campaign: UUID) -> None:
    sheets = {one.uuid: one for one in _sequence(list(CampaignSheet.rows.filter(campaign=campaign)))}
    order = {uuid: place for place, uuid in enumerate(sheets)}
    figures = sorted(CampaignFigure.rows.filter(fact__campaign=campaign), key=lambda one: order[one.fact_id])
    days = {
        (one.unit, sheets[one.fact_id].on): CampaignDay(
            campaign_id=campaign, unit=one.unit, on=sheets[one.fact_id].on, reached=one.reached, sheet=one.fact_id
        )
        for one in figures
    }
    CampaignDay.rows.filter(campaign=campaign).delete()
    CampaignDay.rows.bulk_create(days.values())
