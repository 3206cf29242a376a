"""Before a month is sealed each unit checks its own raw figures: what it saw, what it says, what was decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow


class CheckOpened(Fact):
    """The units are asked to check a period's figures, until a day. Who says nothing by then has confirmed."""

    kind = "check_opened"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("scheme", "period", "until")}

    scheme = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "period"], name="one_check_a_period")]


class DataCheck(Fact):
    """A unit's word on its own figures: confirmed, or objected with rows. The newest holds."""

    kind = "data_check"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("opened", "unit", "agrees", "figures", "paper")}

    opened = models.UUIDField(db_index=True)
    """The CheckOpened it answers."""
    unit = models.UUIDField(db_index=True)
    agrees = models.BooleanField()
    figures = models.CharField(max_length=64)
    """Digest of the figures on which it gave its word."""
    paper = models.CharField(max_length=64, blank=True)
    """Digest of the paper that shows another figure."""


class CheckObjection(FactRow):
    """One figure that is wrong in a unit's eyes: what it should be, and by what."""

    kind = "check_objection"
    digested: ClassVar[tuple[str, ...]] = ("item", "shown", "claimed", "reason")

    fact = models.ForeignKey(DataCheck, models.DO_NOTHING, related_name="objections")
    item = models.CharField(max_length=40)
    shown = models.CharField(max_length=60)
    claimed = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)


class CheckRuling(Fact):
    """What the assessment office decided on an objection. Upheld: the figure is put right at its source."""

    kind = "check_ruling"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("check_fact", "item", "upheld", "reason")}

    check_fact = models.UUIDField(db_index=True)
    """The DataCheck."""
    item = models.CharField(max_length=40)
    upheld = models.BooleanField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_fact", "item"], name="one_ruling_an_objection")]
