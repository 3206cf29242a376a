"""A draft on its way round: sent out, commented on, decided, confirmed, signed; and a matter recalled."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow
from luoshi.matters.models.codes import Kind, Opinion, Step


class Circulation(Fact):
    """A document's drafted rows are sent on their way: through which steps, and the rows as they were sent."""

    kind = "circulation"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("origin_document", "steps")}

    origin_document = models.UUIDField(db_index=True)
    steps = models.JSONField(default=list)


SAID = (
    "row",
    "place",
    "title",
    "text",
    "section",
    "unit",
    "others",
    "leader",
    "due",
    "due_text",
    "measures",
    "matter_kind",
    "start",
    "end",
    "rollup",
    "parts",
)
"""What a row says: sent out as it stands in the draft, and as it stands after what was decided."""


class RowSaid(models.Model):
    """What a row of a decomposition says: who does what by when."""

    row = models.UUIDField()
    place = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    section = models.JSONField(default=list)
    unit = models.UUIDField()
    others = models.JSONField(default=list)
    leader = models.UUIDField(null=True)
    due = models.DateField(null=True)
    due_text = models.CharField(max_length=60, blank=True)
    """The words for it that name no day: 「每月25日前」."""
    measures = models.JSONField(default=list)
    matter_kind = models.CharField(max_length=12, choices=Kind.choices)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    rollup = models.CharField(max_length=5, blank=True)
    parts = models.JSONField(default=list)
    """Of a whole group's task: what each unit is given; the lead unit then gathers it."""

    class Meta:
        abstract = True


class CirculatedRow(FactRow, RowSaid):
    """A row as it was sent out, whole."""

    kind = "circulated_row"
    digested = ("item", *SAID)

    fact = models.ForeignKey(Circulation, models.DO_NOTHING, related_name="items")
    item = models.UUIDField()


class Answer(Fact):
    """A unit answers what it was asked: comments on some rows, no objection to all others; or silence says so."""

    kind = "answer"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("circulation", "unit", "how", "paper")}

    class How(models.TextChoices):
        SIGNED = "signed", "已反馈"
        SILENCE = "silence", "逾期未反馈，视为无意见"

    circulation = models.UUIDField(db_index=True)
    unit = models.UUIDField()
    how = models.CharField(max_length=8, choices=How.choices)
    paper = models.CharField(max_length=64, blank=True)
    """The unit's own paper, where the office entered it for the unit."""


class Comment(FactRow):
    """What a unit would change of a row, and why: lead, co-units, day, wording."""

    kind = "comment"
    digested = ("comment", "item", "changes", "reason")

    fact = models.ForeignKey(Answer, models.DO_NOTHING, related_name="comments")
    comment = models.UUIDField()
    item = models.UUIDField()
    changes = models.JSONField(default=dict)
    """Column of the row → the value proposed; empty: a remark."""
    reason = models.CharField(max_length=300)


class CommentRuling(Fact):
    """The office's decision on a comment, or the leader's on a quarrel over the lead, with the row's new values."""

    kind = "comment_ruling"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("circulation", "comment", "item", "opinion", "reason", "values", "post", "paper")
    }

    circulation = models.UUIDField(db_index=True)
    comment = models.UUIDField(db_index=True)
    item = models.UUIDField()
    opinion = models.CharField(max_length=8, choices=Opinion.choices)
    reason = models.CharField(max_length=300, blank=True)
    values = models.JSONField(default=dict)
    post = models.UUIDField(null=True)
    """The leader's post it was referred to, or that decided."""
    paper = models.CharField(max_length=64, blank=True)
    """The leader's own handwriting, where the office entered what she decided."""


class RowChange(Fact):
    """The office changes a row that is out: what a leader sent back, or what it saw itself."""

    kind = "row_change"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("circulation", "item", "values", "reason")}

    circulation = models.UUIDField(db_index=True)
    item = models.UUIDField()
    values = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)


class ConfirmationAsked(Fact):
    """Which leader each row waits for: found when the step begins, and again when a row changes in it."""

    kind = "confirmation_asked"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("circulation", "items")}

    circulation = models.UUIDField(db_index=True)
    items = models.JSONField(default=dict)
    """Row → the vice-head's post, or null: the county head's signature is enough."""


class Confirmation(Fact):
    """A leader confirms the rows of her part, or sends one back with a reason."""

    kind = "confirmation"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("circulation", "post", "items", "confirmed", "reason", "paper")
    }

    circulation = models.UUIDField(db_index=True)
    post = models.UUIDField()
    items = models.JSONField(default=list)
    confirmed = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    """Why a row is sent back; of a confirmation that the office entered, on what word it rests."""
    paper = models.CharField(max_length=64, blank=True)


class CirculationStep(Fact):
    """A step is done, or the draft is taken back. The last step says which matter each row became."""

    kind = "circulation_step"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("circulation", "step", "passed", "post", "issued", "reason")}

    circulation = models.UUIDField(db_index=True)
    step = models.CharField(max_length=12, choices=Step.choices)
    passed = models.BooleanField()
    post = models.UUIDField(null=True)
    issued = models.JSONField(default=dict)
    """Row as it was out → matter."""
    reason = models.CharField(max_length=300, blank=True)


class Recall(Fact):
    """A matter issued by mistake is taken back within the hour: kept, counted nowhere, its number never used again."""

    kind = "recall"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("matter", "reason")}

    matter = models.UUIDField(db_index=True)
    reason = models.CharField(max_length=300)
