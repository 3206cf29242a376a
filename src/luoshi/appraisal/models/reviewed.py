"""The reviewers' marks: kept as they are typed, then cast as one sheet of a reviewer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow


class ReviewDraft(models.Model):
    """A mark that a reviewer is about to give. Nothing is made of it until it is cast."""

    scheme = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    post = models.UUIDField()
    unit = models.UUIDField()
    mark = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    words = models.CharField(max_length=150, blank=True)

    rows = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "period", "post", "unit"], name="one_draft_a_reviewer_and_unit")
        ]


class Review(Fact):
    """What one reviewer gives all units of a period, out of 100. The newest of a post holds until the closing."""

    kind = "review"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("scheme", "period", "post")}

    scheme = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    post = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["scheme", "period"])]


class ReviewMark(FactRow):
    """One unit's mark and the reviewer's sentence. A unit that she leaves out has no mark of hers."""

    kind = "review_mark"
    digested: ClassVar[tuple[str, ...]] = ("unit", "mark", "words")

    fact = models.ForeignKey(Review, models.DO_NOTHING, related_name="marks")
    unit = models.UUIDField(db_index=True)
    mark = models.DecimalField(max_digits=5, decimal_places=2)
    words = models.CharField(max_length=150, blank=True)
