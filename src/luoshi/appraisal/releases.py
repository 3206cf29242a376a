"""Which sealed rankings are out, since when, and who may see one that is not."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.appraisal.models import Closing, Release, Score
from luoshi.core.scoring.teams import LEADS, UNITS
from luoshi.org.acting import By
from luoshi.org.models import Role
from luoshi.org.rules import setting


def needs_release(day: date, ranks: str = UNITS) -> bool:
    """Whether a leader lets rankings out; else each is out with its sealing. One of lead officials always waits."""
    return ranks == LEADS or bool(setting("ranking_release", day))


def ranks_of(closing: Closing) -> str:
    """What a sealed ranking ranks."""
    return Score.rows.filter(closing=closing.uuid).values_list("ranks", flat=True).first() or UNITS


def released_on(closing: Closing) -> date | None:
    """The day an edition was let out; None: it is not out."""
    if not needs_release(closing.day, ranks_of(closing)):
        return closing.day
    return Release.rows.filter(closing=closing.uuid).values_list("day", flat=True).first()


def sees_leads(by: By) -> bool:
    """Whether somebody sees rankings of lead officials before they are let out: the heads, and who makes them."""
    return by.has(Role.COUNTY_HEAD, Role.ASSESSMENT, Role.SYSTEM)


def seen_scores(by: By | None) -> Q:
    """Of the scores those that somebody may see: for who does not see all, of what has been let out."""
    if by is not None and not by.sees_all:
        return Q(published=True)
    if by is None or sees_leads(by):
        return Q(newest=True)
    return Q(newest=True) & ~Q(ranks=LEADS) | Q(published=True, ranks=LEADS)


def seen_closings(by: By, closings: QuerySet[Closing]) -> QuerySet[Closing]:
    """Without those of lead officials that are not out, for whom they are not yet there."""
    if sees_leads(by):
        return closings
    let_out = Release.rows.filter(closing=OuterRef("uuid"))
    return closings.exclude(Q(Exists(Score.rows.filter(closing=OuterRef("uuid"), ranks=LEADS))) & ~Exists(let_out))
