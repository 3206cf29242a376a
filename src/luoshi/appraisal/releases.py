"""Which sealed rankings are out, and since when; and what a longer period is made of that is not out."""

from __future__ import annotations

from datetime import date

from luoshi.appraisal.collecting import closed_within
from luoshi.appraisal.models import Closing, Release
from luoshi.appraisal.rules import composed_items, source_of
from luoshi.appraisal.terms import Term
from luoshi.core.scoring import Scheme
from luoshi.core.timing.periods import Period
from luoshi.org.rules import setting


def needs_release(day: date) -> bool:
    """Whether a leader lets rankings out; else each is out with its sealing."""
    return bool(setting("ranking_release", day))


def released_on(closing: Closing) -> date | None:
    """The day an edition was let out; None: it is not out."""
    if not needs_release(closing.day):
        return closing.day
    return Release.rows.filter(closing=closing.uuid).values_list("day", flat=True).first()


def parts_held_back(term: Term, scheme: Scheme, day: date) -> list[Term]:
    """The rankings a period is made of that are sealed and not out: their scores are nobody's to read yet."""
    if not needs_release(day):
        return []
    parts = [one for code in {source_of(item) for item in composed_items(scheme)} for one in closed_within(term, code)]
    out = set(Release.rows.filter(closing__in=[one.uuid for one in parts]).values_list("closing", flat=True))
    held = [one for one in parts if one.uuid not in out and needs_release(one.day)]
    return sorted((Term(one.scheme, Period.parse(one.period)) for one in held), key=lambda one: one.period.last)
