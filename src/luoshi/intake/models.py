"""What the office's corrections have taught the reading, and how often that helped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact


class Lesson(Fact):
    """Something to be read so from now on: made from a correction, kept after review, or undone. The newest holds."""

    kind = "lesson"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("lesson", "what", "words", "unit", "post", "state", "origin_document", "origin_words")
    }

    class What(models.TextChoices):
        ALIAS = "alias", "单位叫法"
        LEADER = "leader", "领导叫法"
        OWNER = "owner", "标题下归谁牵头"
        HEADING = "heading", "标题下不是任务"
        LEAD_IN = "lead_in", "这样开头的不是任务"

    class State(models.TextChoices):
        MADE = "made", "待过目"
        KEPT = "kept", "已确认"
        UNDONE = "undone", "已撤销"

    lesson = models.UUIDField(db_index=True)
    what = models.CharField(max_length=8, choices=What.choices)
    words = models.CharField(max_length=100)
    """The name, the heading or the first words that it is about."""
    unit = models.UUIDField(null=True)
    """Whom an alias means, or who leads what stands under a heading."""
    post = models.UUIDField(null=True)
    """The leader's post that words for a person mean."""
    state = models.CharField(max_length=6, choices=State.choices)
    origin_document = models.UUIDField(null=True)
    origin_words = models.TextField(blank=True)
    """The sentence at which it was learnt."""

    class Meta:
        indexes = [
            models.Index(fields=["at", "uuid"]),
            models.Index(fields=["state"]),
            models.Index(fields=["supersedes"]),
        ]


class LessonUse(models.Model):
    """A drafted row that a lesson has read or doubted, and whether a person changed that again. A working row."""

    lesson = models.UUIDField(db_index=True)
    row = models.UUIDField(db_index=True)
    overruled = models.BooleanField(default=False)

    rows = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "row"], name="lesson_once_a_row")]
