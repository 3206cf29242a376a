"""A campaign: so many people or households in each town, counted day by day until an end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow


class CampaignColumns(models.Model):
    """What describes a campaign, in its revisions and as it stands."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    unit_of_measure = models.CharField(max_length=20)
    begins = models.DateField()
    ends = models.DateField()
    wanted = models.DecimalField(max_digits=5, decimal_places=2)
    """The coverage to be reached, per cent of those concerned."""
    owner = models.UUIDField(null=True)

    class Meta:
        abstract = True


CAMPAIGN_COLUMNS = tuple(field.name for field in CampaignColumns._meta.local_fields)


class CampaignRevision(Fact, CampaignColumns):
    """A campaign as it is from now on, with how many each unit has to reach."""

    kind = "campaign_revision"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("campaign", "code", "name", "unit_of_measure", "begins", "ends", "wanted", "owner")
    }

    campaign = models.UUIDField(db_index=True)


class CampaignShare(FactRow):
    """How many are concerned in a unit: what coverage is a share of."""

    kind = "campaign_share"
    digested = ("unit", "concerned")

    fact = models.ForeignKey(CampaignRevision, models.DO_NOTHING, related_name="shares")
    unit = models.UUIDField()
    concerned = models.DecimalField(max_digits=14, decimal_places=2)


class CampaignSheet(Fact):
    """What had been reached by the end of a day. A unit it does not name keeps its figure."""

    kind = "campaign_sheet"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("campaign", "on", "paper", "reason")}

    campaign = models.UUIDField(db_index=True)
    on = models.DateField()
    paper = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    """Why a figure is smaller than that of an earlier day."""


class CampaignFigure(FactRow):
    """How many a unit had reached by then, since the beginning."""

    kind = "campaign_figure"
    digested = ("unit", "reached")

    fact = models.ForeignKey(CampaignSheet, models.DO_NOTHING, related_name="figures")
    unit = models.UUIDField()
    reached = models.DecimalField(max_digits=14, decimal_places=2)


class Campaign(CampaignColumns):
    """A campaign as its newest revision has it."""

    uuid = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=40, unique=True)

    rows = models.Manager()


class CampaignUnit(models.Model):
    """A unit's part in a campaign as it stands."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="units")
    unit = models.UUIDField()
    concerned = models.DecimalField(max_digits=14, decimal_places=2)

    rows = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="one_part_in_a_campaign")]


class CampaignDay(models.Model):
    """What a unit had reached by a day, as the newest sheet of that day has it."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="days")
    unit = models.UUIDField()
    on = models.DateField()
    reached = models.DecimalField(max_digits=14, decimal_places=2)
    sheet = models.UUIDField()

    rows = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit", "on"], name="one_campaign_figure_a_day")]
