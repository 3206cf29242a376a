"""Schemes, the closings by which they ranked a period, and each unit's score as it stands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow


class Clock(models.TextChoices):
    """Two clocks: the work month of the units' reports, and the data month of the statistics."""

    WORK = "work", "工作月"
    DATA = "data", "数据月"


class SchemeRevision(Fact):
    """The rules of an appraisal from a day on, whole. The newest that has begun holds."""

    kind = "scheme_revision"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("code", "name", "cycle", "since", "toml", "digest")}

    code = models.CharField(max_length=40, db_index=True)
    name = models.CharField(max_length=60)
    cycle = models.CharField(max_length=7, default="month")
    """How long its periods are: month, quarter, half, year."""
    since = models.DateField()
    toml = models.TextField()
    digest = models.CharField(max_length=64)
    """Of the text: the same rules adopted twice have the same."""


class Closing(Fact):
    """A period closed and its ranking sealed. A correction is a new edition that supersedes the one before."""

    kind = "closing"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: (
            "scheme",
            "revision",
            "period",
            "clock",
            "edition",
            "up_to_seq",
            "result_digest",
            "package",
            "reasons",
            "reason",
        )
    }

    scheme = models.CharField(max_length=40)
    revision = models.UUIDField()
    period = models.CharField(max_length=7)
    clock = models.CharField(max_length=4, choices=Clock.choices)
    edition = models.PositiveSmallIntegerField()
    up_to_seq = models.BigIntegerField()
    """The last link of the chain it rests on."""
    result_digest = models.CharField(max_length=64)
    package = models.CharField(max_length=64)
    """Digest of the sealed package, which lies among the evidence."""
    reasons = models.CharField(max_length=64)
    """Digest of what stood behind the units' own figures at that moment: which node, which report."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it was closed again."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "period", "clock", "edition"], name="one_closing_an_edition")
        ]
        indexes = [models.Index(fields=["scheme", "clock", "period"])]


class ClosingAppeal(FactRow):
    """An upheld appeal whose figure this edition has put right."""

    kind = "closing_appeal"
    digested: ClassVar[tuple[str, ...]] = ("appeal",)

    fact = models.ForeignKey(Closing, models.DO_NOTHING, related_name="appeals")
    appeal = models.UUIDField(db_index=True)


class Score(models.Model):
    """One unit in one sealed ranking, as its package has it. Once published it is there for all who sign in."""

    closing = models.UUIDField()
    scheme = models.CharField(max_length=40)
    clock = models.CharField(max_length=4, choices=Clock.choices)
    period = models.CharField(max_length=7)
    edition = models.PositiveSmallIntegerField()
    newest = models.BooleanField(default=True)
    """Of the period's editions the one that holds."""
    published = models.BooleanField(default=False)
    """The edition that the units see: the newest that a leader has let out."""
    unit = models.UUIDField()
    unit_name = models.CharField(max_length=60)
    ranks = models.CharField(max_length=8, default="units")
    """What is ranked beside it: units, projects, leads or teams. The column `unit` names any of them."""
    speaker = models.UUIDField(null=True)
    """The unit that gives its word on the figures; of lead officials none does."""
    answering = models.JSONField(default=list)
    """Units and posts beside itself that may ask why: who leads the project, who is in the team."""
    group = models.CharField(max_length=20)
    place = models.PositiveSmallIntegerField()
    """Where it stands in its group's table."""
    rank = models.PositiveSmallIntegerField(null=True)
    score = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    decimals = models.PositiveSmallIntegerField()
    """How many places are published."""
    costliest = models.CharField(max_length=60, blank=True)
    """The item that cost most, and how many points it cost."""
    lost = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    items = models.JSONField(default=list)

    rows = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "unit"], name="one_score_a_closing")]
        indexes = [
            models.Index(fields=["scheme", "period", "newest"]),
            models.Index(fields=["scheme", "period", "published"]),
            models.Index(fields=["unit", "scheme"]),
        ]
