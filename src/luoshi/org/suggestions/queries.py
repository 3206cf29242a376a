"""Everybody's suggestions with their answers: what is asked for is no secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import Suggestion, SuggestionAnswer

MOST = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion as everybody reads it."""

    uuid: UUID
    about: str
    word: str
    words: str
    page: str
    day: date
    who: str
    """Empty where it was not signed."""
    answers: list[tuple[SuggestionAnswer, str]]
    """Each answer, and who gave it."""


def suggestions(by: By) -> list[Shown]:
    """The newest first, those without an answer before the others. Two SELECTs."""
    names = directory(by.day)
    found = list(Suggestion.rows.order_by("-at", "-uuid")[:MOST])
    answers: dict[UUID, list[tuple[SuggestionAnswer, str]]] = {}
    for answer in SuggestionAnswer.rows.filter(suggestion__in=[one.uuid for one in found]).order_by("at", "uuid"):
        answers.setdefault(answer.suggestion, []).append((answer, names.official_name(answer.by)))
    shown = [
        Shown(
            one.uuid,
            one.about,
            str(Suggestion.About(one.about).label),
            one.words,
            one.page,
            one.day,
            names.official_name(one.by),
            answers.get(one.uuid, []),
        )
        for one in found
    ]
    return sorted(shown, key=lambda one: bool(one.answers))


def not_answered() -> QuerySet[Suggestion]:
    """What waits for an answer."""
    return Suggestion.rows.exclude(uuid__in=SuggestionAnswer.rows.values("suggestion"))
