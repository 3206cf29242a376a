"""Which sealed rankings are out and since when; who may see one that is not; what a longer period holds back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.appraisal.collecting import closed_within
from luoshi.appraisal.models import Closing, Release, Score
from luoshi.appraisal.rules import composed_items, source_of
from luoshi.appraisal.terms import Term, cycle_of, within
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.teams import LEADS, UNITS
from luoshi.core.timing.periods import Period
from luoshi.org.acting import By
from luoshi.org.models import Role
from luoshi.org.queries import workdays
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


def appeal_until(closing: Closing, day: date) -> date | None:
    """The last day for appeals against an edition that is out."""
    out = released_on(closing)
    return workdays().add(out, int(setting("appeal_days", day))) if out else None


def parts_held_back(term: Term, scheme: Scheme, day: date) -> list[Term]:
    """The rankings a period is made of that are sealed and not out: their scores are nobody's to read yet."""
    if not needs_release(day):
        return []
    parts = [one for code in {source_of(item) for item in composed_items(scheme)} for one in closed_within(term, code)]
    out = Release.rows.filter(closing__in=[one.uuid for one in parts]).values_list("closing", flat=True)
    return _held(parts, set(out))


def held_back_of(
    term: Term, scheme: Scheme, day: date, closings: Iterable[Closing], let_out: Collection[UUID]
) -> list[Term]:
    """The same where all closings are known, the newest edition of each last, and which of them are out."""
    if not needs_release(day):
        return []
    codes = {source_of(item): cycle_of(source_of(item)) for item in composed_items(scheme)}
    periods = {code: {str(one) for one in within(term.period, cycle)} for code, cycle in codes.items() if cycle}
    parts = {(one.scheme, one.period): one for one in closings if one.period in periods.get(one.scheme, ())}
    return _held(parts.values(), let_out)


def _held(parts: Iterable[Closing], out: Collection[UUID]) -> list[Term]:
    held = [one for one in parts if one.uuid not in out and needs_release(one.day)]
    return sorted((Term(one.scheme, Period.parse(one.period)) for one in held), key=lambda one: one.period.last)
