"""Where what is ranked lives: a project on its matter page, all others on their page of the ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef
from django.urls import reverse

from luoshi.appraisal.models import Clock, Score
from luoshi.appraisal.queries.why import may_ask_why
from luoshi.appraisal.releases import seen_scores
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_title
from luoshi.core.scoring.teams import PROJECTS
from luoshi.core.timing.periods import Period
from luoshi.org.acting import By


def home_of(term: Term | str, subject: UUID, ranks: str) -> str:
    """The page of what is ranked, for who may ask why it stands where it stands."""
    if ranks == PROJECTS:
        return reverse("matters:page", args=[subject])
    return reverse("appraisal:why", args=[term, subject])


def is_own(by: By, subject: UUID, answering: Iterable[str]) -> bool:
    """Whether it is the actor's own: the unit, a project of it, a team in which it is, the own post."""
    return not {subject, *map(UUID, answering)}.isdisjoint(by.units | by.posts)


@dataclass(frozen=True, slots=True)
class PlaceToday:
    """A project's place in the newest ranking that somebody may see."""

    term: Term
    group: str
    rank: int
    ranked: int
    may_ask: bool


def place_today(by: By, project: UUID) -> PlaceToday | None:
    """None where it was never ranked. One SELECT."""
    placed = Score.rows.filter(rank__isnull=False)
    beside = placed.filter(closing=OuterRef("closing"), group=OuterRef("group")).values("closing")
    seen = placed.filter(seen_scores(by), unit=project, ranks=PROJECTS, clock=Clock.WORK).defer("items")
    newest = seen.annotate(ranked=beside.annotate(n=Count("pk")).values("n")).order_by("-period").first()
    if newest is None or newest.rank is None:
        return None
    term, group = Term(newest.scheme, Period.parse(newest.period)), group_title(newest.group, newest.ranks)
    return PlaceToday(term, group, newest.rank, newest.ranked, may_ask_why(by, project, newest.answering))
