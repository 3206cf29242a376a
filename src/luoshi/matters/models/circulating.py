"""How drafts on their way round stand: made from the facts in the same transaction."""

from __future__ import annotations

from django.db import models

from luoshi.matters.models.circulated import Answer, RowSaid
from luoshi.matters.models.codes import Opinion, RowRole, Step
from luoshi.org.permissions import Scope, Scoped


class Circulating(models.Model):
    """A document's draft on its way: at which step, since when, how long units may comment."""

    uuid = models.UUIDField(primary_key=True)
    origin_document = models.UUIDField(db_index=True)
    title = models.CharField(max_length=200)
    steps = models.JSONField(default=list)
    step = models.CharField(max_length=12, choices=Step.choices)
    since = models.DateField()
    started_on = models.DateField()
    comment_until = models.DateField(null=True)
    """The last day for comments; empty until it goes out, and where nobody is asked."""
    ended_on = models.DateField(null=True)
    stop_reason = models.CharField(max_length=300, blank=True)

    rows = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["ended_on", "step"])]


class RowOut(Scoped, RowSaid):
    """A row that is out, as it stands after what was decided so far."""

    uuid = models.UUIDField(primary_key=True)
    circulation = models.ForeignKey(Circulating, models.CASCADE, related_name="items")
    changed = models.BooleanField(default=False)
    confirmer = models.UUIDField(null=True)
    """The vice-head's post that has to confirm it."""
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.JSONField(default=dict)
    """Who confirmed it in another's name: {"by", "for", "paper"}; empty: the leader herself."""
    sent_back = models.CharField(max_length=300, blank=True)
    """Why a leader sent it back: until the office has changed it."""
    matter = models.UUIDField(null=True)

    scope = Scope(
        posts=("leader", "confirmer"),
        through=(("matters.RowUnit", "item_id", "unit"),),
        apart=("matters.Matter", "matter"),
    )

    class Meta:
        default_manager_name = "rows"


class RowUnit(models.Model):
    """A unit named in a row that is out, as lead, jointly responsible, co-operating, or with a share."""

    item = models.ForeignKey(RowOut, models.CASCADE, related_name="units")
    unit = models.UUIDField(db_index=True)
    role = models.CharField(max_length=5, choices=RowRole.choices)

    rows = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="unit_once_in_a_row")]


class UnitAsked(Scoped):
    """A unit whose comments are asked for: answered, waiting for its head, or not yet."""

    circulation = models.ForeignKey(Circulating, models.CASCADE, related_name="asked")
    unit = models.UUIDField(db_index=True)
    answer = models.UUIDField(null=True)
    """The newest answer its reporter wrote."""
    written_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    how = models.CharField(max_length=8, choices=Answer.How.choices, blank=True)
    sent_back = models.CharField(max_length=300, blank=True)
    entered = models.JSONField(default=dict)
    """Who wrote the answer in the unit's name: {"by", "for", "paper"}; empty: the unit itself."""

    scope = Scope(units=("unit",))

    class Meta:
        default_manager_name = "rows"
        constraints = [models.UniqueConstraint(fields=["circulation", "unit"], name="unit_asked_once")]


class Commented(Scoped):
    """A comment that its unit's head has signed, and what became of it."""

    uuid = models.UUIDField(primary_key=True)
    circulation = models.ForeignKey(Circulating, models.CASCADE, related_name="comments")
    item = models.ForeignKey(RowOut, models.CASCADE, related_name="comments")
    unit = models.UUIDField(db_index=True)
    changes = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    signed_on = models.DateField()
    opinion = models.CharField(max_length=8, choices=Opinion.choices, blank=True)
    opinion_reason = models.CharField(max_length=300, blank=True)
    post = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_for = models.JSONField(default=dict)
    """Who entered it in the leader's name: {"by", "for", "paper"}; empty: whoever decided did so herself."""

    scope = Scope(units=("unit",), posts=("post",))

    class Meta:
        default_manager_name = "rows"

    @property
    def open(self) -> bool:
        """Nobody has decided on it yet."""
        return self.opinion in ("", Opinion.REFERRED)
