"""What comes back from those who gave a task: a leader's mark beneath the answer, an upper level's striking off."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact
from luoshi.matters.models.codes import Mark, UpperMove


class LeaderMark(Fact):
    """阅, 同意 or 再办, beneath the answer to her own words; 再办 with a new day."""

    kind = "leader_mark"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("matter", "report", "mark", "words", "new_due", "paper")}

    matter = models.UUIDField(db_index=True)
    report = models.UUIDField()
    mark = models.CharField(max_length=6, choices=Mark.choices)
    words = models.CharField(max_length=300, blank=True)
    new_due = models.DateField(null=True)
    paper = models.CharField(max_length=64, blank=True)


class UpperStep(Fact):
    """A task from above is reported up, struck off by the level that gave it, or sent back by it."""

    kind = "upper_step"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("matter", "move", "on", "words", "paper", "new_due")}

    matter = models.UUIDField(db_index=True)
    move = models.CharField(max_length=12, choices=UpperMove.choices)
    on = models.DateField()
    """The day on the paper."""
    words = models.CharField(max_length=300, blank=True)
    """Number and title of the paper, or what the upper level said."""
    paper = models.CharField(max_length=64, blank=True)
    new_due = models.DateField(null=True)
