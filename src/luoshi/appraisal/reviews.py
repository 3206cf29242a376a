"""Who reviews, in which periods, and what the reviewers have given so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.appraisal.models import Closing, Review, ReviewMark
from luoshi.appraisal.rules import reviewed_items, scheme_text
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput
from luoshi.core.scoring import Scheme
from luoshi.org.directory import PostAsOf, directory
from luoshi.org.queries import report_calendar, workdays
from luoshi.org.rules import setting


@dataclass(frozen=True, slots=True)
class Given:
    """What one reviewer gave one unit."""

    post: UUID
    mark: Decimal
    words: str
    day: date


def reviewers(day: date) -> list[PostAsOf]:
    """The posts that give marks, by the county's setting."""
    return directory(day).posts_of(*setting("reviewer_roles", day))


def cast(term: Term) -> dict[UUID, Review]:
    """Post → its sheet that holds."""
    found = Review.rows.filter(scheme=term.code, period=str(term.period)).order_by("at", "uuid")
    return {one.post: one for one in found}


def given(term: Term) -> dict[UUID, list[Given]]:
    """Unit → what the reviewers gave it, in one order. Two SELECTs."""
    sheets = {one.uuid: one for one in cast(term).values()}
    found: dict[UUID, list[Given]] = {}
    for mark in ReviewMark.rows.filter(fact__in=list(sheets)).order_by("fact_id", "id"):
        sheet = sheets[mark.fact_id]
        found.setdefault(mark.unit, []).append(Given(sheet.post, mark.mark, mark.words, sheet.day))
    return found


def is_reviewed_term(term: Term) -> bool:
    """Whether the scheme of a period takes reviewers' marks."""
    try:
        scheme = Scheme.from_toml(scheme_text(term.period, term.code)[1])
    except BadInput:
        return False
    return bool(reviewed_items(scheme))


def can_be_reviewed(term: Term, day: date) -> bool:
    """From the cut-off of its last month until its first ranking is sealed."""
    over = report_calendar(day).cutoff_day_of(term.period, workdays()) <= day
    return over and not Closing.rows.filter(scheme=term.code, period=str(term.period)).exists()


def missing_from(term: Term, posts: Iterable[PostAsOf]) -> list[PostAsOf]:
    """Reviewers who have not given their marks."""
    done = cast(term)
    return [post for post in posts if post.official is not None and post.uuid not in done]
