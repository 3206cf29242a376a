"""What has been learnt: as a reading applies it, and as the page of it shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from luoshi.intake.learning.lessons import Lessons
from luoshi.intake.models import Lesson, LessonUse
from luoshi.intake.names import standing
from luoshi.matters.models import Document, Matter
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.permissions import kept_from, require

LONGEST = 500
"""So much of a sentence is kept with a lesson."""


def lessons_of(day: date) -> Lessons:
    """What holds of headings and first words on a day: one SELECT."""
    return Lessons.of(
        standing(Lesson.rows.filter(day__lte=day).exclude(what__in=(Lesson.What.ALIAS, Lesson.What.LEADER)))
    )


@dataclass(frozen=True, slots=True)
class LessonShown:
    """One thing learnt, where from, and what came of it."""

    lesson: Lesson
    unit: str
    document: str
    sentence: str
    """Where it was learnt, unless those words are kept from the actor."""
    since: date
    who: str
    reviewer: str
    used: int
    overruled: int

    @property
    def open(self) -> bool:
        """Nobody has looked at it yet."""
        return self.lesson.state == Lesson.State.MADE

    @property
    def undone(self) -> bool:
        return self.lesson.state == Lesson.State.UNDONE


def lessons_shown(by: By) -> list[LessonShown]:
    """Everything learnt, what nobody has looked at first, what was undone last: four SELECTs."""
    require(by, "read_document")
    names = directory(by.day)
    told: dict[UUID, list[Lesson]] = {}
    facts_told = list(Lesson.rows.order_by("at", "uuid"))
    replaced = {fact.supersedes for fact in facts_told}
    for fact in sorted(facts_told, key=lambda fact: fact.uuid not in replaced):
        told.setdefault(fact.lesson, []).append(fact)
    uses = {
        one["lesson"]: (one["n"], one["wrong"])
        for one in LessonUse.rows.values("lesson")
        .annotate(n=Count("id"), wrong=Count("id", filter=Q(overruled=True)))
        .order_by()
    }
    papers = {fact.origin_document for facts in told.values() for fact in facts if fact.origin_document}
    titles = dict(Document.rows.filter(uuid__in=papers).values_list("uuid", "title"))
    hidden = kept_from(by, Matter).filter(origin_document__in=papers).values_list("origin_words", flat=True)
    kept = {words[:LONGEST] for words in hidden}
    shown = [
        LessonShown(
            facts[-1],
            names.unit_name(facts[-1].unit),
            titles.get(facts[-1].origin_document, "") if facts[-1].origin_document else "",
            "" if facts[-1].origin_words in kept else facts[-1].origin_words,
            facts[0].day,
            names.official_name(facts[0].by),
            names.official_name(facts[-1].by) if len(facts) > 1 else "",
            *uses.get(lesson, (0, 0)),
        )
        for lesson, facts in told.items()
    ]
    order = {Lesson.State.MADE: 0, Lesson.State.KEPT: 1, Lesson.State.UNDONE: 2}
    return sorted(shown, key=lambda one: (order[Lesson.State(one.lesson.state)], -one.since.toordinal()))


def open_lessons(by: By) -> int:
    """How many wait to be looked at: one SELECT."""
    require(by, "read_document")
    replaced = Lesson.rows.filter(supersedes=OuterRef("uuid"))
    return Lesson.rows.filter(~Exists(replaced), state=Lesson.State.MADE).count()
