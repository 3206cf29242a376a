"""After the ranking is out: an appeal against a number, its answer, and what was decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact


class Appeal(Fact):
    """A unit against one number of its card in a sealed ranking: what it should be, and by what paper."""

    kind = "appeal"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("closing", "period", "unit", "item", "shown", "claimed", "reason", "paper")
    }

    closing = models.UUIDField(db_index=True)
    period = models.CharField(max_length=7)
    unit = models.UUIDField(db_index=True)
    item = models.CharField(max_length=40)
    shown = models.CharField(max_length=60)
    claimed = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    paper = models.CharField(max_length=64, blank=True)


class AppealStep(Fact):
    """A step of an appeal: the office that has the figure answers, it is decided, or taken back."""

    class What(models.TextChoices):
        ANSWERED = "answered", "已答复"
        UPHELD = "upheld", "采纳"
        DISMISSED = "dismissed", "不采纳"
        WITHDRAWN = "withdrawn", "已撤回"

    kind = "appeal_step"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("appeal", "what", "words")}

    appeal = models.UUIDField(db_index=True)
    what = models.CharField(max_length=9, choices=What.choices)
    words = models.CharField(max_length=300)


DECIDED = (AppealStep.What.UPHELD, AppealStep.What.DISMISSED, AppealStep.What.WITHDRAWN)
"""After one of these nothing more is said on an appeal."""
