"""What is added to a year or taken from it beside its items: honours claimed, penalties and vetoes noticed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow


class Merit(models.TextChoices):
    """What a bonus is claimed for."""

    HONOUR = "honour", "表彰荣誉"
    MEETING = "meeting", "现场会"
    PROMOTION = "promotion", "经验推介"
    PILOT = "pilot", "试点示范"


class Level(models.TextChoices):
    """Who has honoured it; the highest first."""

    NATIONAL = "national", "国家级"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"


class BonusClaim(Fact):
    """A unit claims points for something its county was honoured for: one matter once, at its highest level."""

    kind = "bonus_claim"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("year", "unit", "merit", "level", "subject", "honour", "reference", "on", "paper")
    }

    year = models.PositiveSmallIntegerField(db_index=True)
    unit = models.UUIDField(db_index=True)
    """Who claims it."""
    merit = models.CharField(max_length=9, choices=Merit.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    subject = models.CharField(max_length=80)
    """The matter that was honoured: by it two honours are one."""
    honour = models.CharField(max_length=120)
    reference = models.CharField(max_length=80)
    """Issuer and number."""
    on = models.DateField()
    paper = models.CharField(max_length=64)
    """Digest of the document."""


class BonusShare(FactRow):
    """What part of it is whose; all parts together are 1."""

    kind = "bonus_share"
    digested: ClassVar[tuple[str, ...]] = ("unit", "share")

    fact = models.ForeignKey(BonusClaim, models.DO_NOTHING, related_name="shares")
    unit = models.UUIDField(db_index=True)
    share = models.DecimalField(max_digits=4, decimal_places=3)


class BonusStep(Fact):
    """A step of a claim: reviewed by two, shown to all, objected to, decided."""

    class What(models.TextChoices):
        PASSED = "passed", "审核通过"
        RETURNED = "returned", "退回"
        OBJECTED = "objected", "有异议"
        KEPT = "kept", "异议不成立"
        REFUSED = "refused", "不予加分"
        WITHDRAWN = "withdrawn", "撤回"

    kind = "bonus_step"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("claim", "what", "words", "unit", "until", "paper")}

    claim = models.UUIDField(db_index=True)
    what = models.CharField(max_length=9, choices=What.choices)
    words = models.CharField(max_length=300, blank=True)
    unit = models.UUIDField(null=True)
    """Of an objection: whose."""
    until = models.DateField(null=True, db_index=True)
    """Of the second reviewer's word: the last day on which units may object."""
    paper = models.CharField(max_length=64, blank=True)
    """Digest of what an objection rests on."""


class Sanction(Fact):
    """Points taken, or a veto (一票否决), on the competent body's written notice."""

    class What(models.TextChoices):
        PENALTY = "penalty", "扣分"
        VETO = "veto", "一票否决"

    kind = "sanction"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("year", "unit", "what", "points", "body", "number", "on", "reason", "paper")
    }

    year = models.PositiveSmallIntegerField(db_index=True)
    unit = models.UUIDField(db_index=True)
    what = models.CharField(max_length=7, choices=What.choices)
    points = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    """Of a penalty, above 0."""
    body = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    on = models.DateField()
    reason = models.CharField(max_length=200)
    paper = models.CharField(max_length=64)


class SanctionLifted(Fact):
    """The competent body has taken its notice back, or it was entered by mistake."""

    kind = "sanction_lifted"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("sanction", "reason")}

    sanction = models.UUIDField(unique=True)
    reason = models.CharField(max_length=200)
