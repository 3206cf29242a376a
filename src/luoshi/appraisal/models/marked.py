"""Marks that the assessment office enters for items that no indicator feeds: a figure each, with its ground."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow


class MarkSheet(Fact):
    """The marks of one item of a period, all units that it applies to. The newest holds."""

    kind = "mark_sheet"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("scheme", "period", "item", "reason")}

    scheme = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    item = models.CharField(max_length=40)
    reason = models.CharField(max_length=300, blank=True)
    """Why marks that a sealed ranking rests on are others now."""

    class Meta:
        indexes = [models.Index(fields=["scheme", "period"])]


class UnitMark(FactRow):
    """One unit's marks: the office's one, or those of a ballot. Without any the item does not apply to it."""

    kind = "unit_mark"
    digested: ClassVar[tuple[str, ...]] = ("unit", "marks", "reason")

    fact = models.ForeignKey(MarkSheet, models.DO_NOTHING, related_name="marks")
    unit = models.UUIDField()
    marks = models.JSONField(default=list)
    """As decimal texts, in the order in which they were entered."""
    reason = models.CharField(max_length=150, blank=True)
