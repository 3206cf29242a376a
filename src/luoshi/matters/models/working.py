"""What is being written and not yet said: working rows, from which nothing official follows."""

from __future__ import annotations

from django.db import models

from luoshi.facts.identity import new_uuid


class ReportDraft(models.Model):
    """A report on its way: what a unit (or the office, from the unit's paper) has entered so far for a period."""

    uuid = models.UUIDField(primary_key=True, default=new_uuid)
    unit = models.UUIDField(db_index=True)
    matter = models.UUIDField()
    period = models.CharField(max_length=9)
    office = models.BooleanField(default=False)
    """Entered by the office for the unit: a unit's own words stay in the unit until its head has signed."""
    report = models.UUIDField(unique=True, default=new_uuid)
    """The uuid under which it will be filed: sent twice, it is one report."""
    based_on = models.UUIDField(null=True)
    fields = models.JSONField(default=dict)
    answered = models.BooleanField(default=False)
    filed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    by = models.UUIDField()
    writer = models.CharField(max_length=40, blank=True)
    """The window in which it was last typed: it cannot be in conflict with itself when an answer was lost."""
    updated = models.DateTimeField()

    rows = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "period", "office"], name="one_draft_a_period")]
        indexes = [models.Index(fields=["unit", "period"])]
