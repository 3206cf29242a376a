"""Suspicions that a person has taken up: what was asked of whom, what the unit said, and what was found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luoshi.facts.models import Fact, FactRow


class Verdict(models.TextChoices):
    """What became of a suspicion."""

    FOUNDED = "founded", "问题属实"
    UNFOUNDED = "unfounded", "问题不属实"
    DOUBTFUL = "doubtful", "存疑"


class Finding(Fact):
    """A suspicion about a month's reports that somebody has taken up, with the ground it had then."""

    kind = "finding"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("period", "code", "key", "ground")}

    period = models.CharField(max_length=7, db_index=True)
    code = models.CharField(max_length=20)
    key = models.CharField(max_length=64, unique=True)
    """Of the period, the code and whom it is about: one suspicion is taken up once."""
    ground = models.CharField(max_length=500)


class FindingSubject(FactRow):
    """A unit that a suspicion is about, and the matter of its, where it is about one."""

    kind = "finding_subject"
    digested: ClassVar[tuple[str, ...]] = ("unit", "matter")

    fact = models.ForeignKey(Finding, models.DO_NOTHING, related_name="subjects")
    unit = models.UUIDField()
    matter = models.UUIDField(null=True, db_index=True)


class Question(Fact):
    """What a unit is asked about its own reports: a question, no judgement."""

    kind = "question"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("finding", "unit", "words", "until")}

    finding = models.UUIDField(db_index=True)
    unit = models.UUIDField(db_index=True)
    words = models.CharField(max_length=300)
    until = models.DateField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "unit"], name="one_question_a_unit")]


class QuestionAnswer(Fact):
    """What the unit says, with its paper. It may add to it until there is a verdict."""

    kind = "question_answer"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("question", "words", "paper")}

    question = models.UUIDField(db_index=True)
    words = models.CharField(max_length=500)
    paper = models.CharField(max_length=64, blank=True)


class FindingVerdict(Fact):
    """What was found of a suspicion, and why. The newest holds.

    It takes no points by itself: only where a county has chosen to rank by the quality of reports (`report_quality`),
    one that somebody found to be copied is not counted as a good one.
    """

    kind = "finding_verdict"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("finding", "verdict", "reason")}

    finding = models.UUIDField(db_index=True)
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    reason = models.CharField(max_length=300)
