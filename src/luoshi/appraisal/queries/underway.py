"""What is closed, run, checked and given by now: read once for all of a desk's lines of the appraisal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast

from luoshi.appraisal.checking import Check, checks
from luoshi.appraisal.models import Closing, MarkSheet, Release, Review
from luoshi.appraisal.queries.checks import asks_of_checks
from luoshi.appraisal.reviews import reviewers
from luoshi.appraisal.rules import marked_items, reviewed_items
from luoshi.appraisal.running import Running
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Period
from luoshi.org.acting import By
from luoshi.org.permissions import may


@dataclass(frozen=True, slots=True)
class Underway:
    """Three SELECTs at most, and none for whom nothing of it concerns."""

    closings: Sequence[Closing]
    """All editions of all sealed rankings, the newest of each last."""
    let_out: frozenset[UUID]
    running: Running
    checks: Mapping[Term, Check]
    given: Mapping[Term, frozenset[str]]
    """Period that takes marks → the items that are marked, and the posts that have reviewed."""

    @classmethod
    def of(cls, by: By, opened: Mapping[Term, tuple[UUID, date]]) -> Underway:
        """`opened`: the periods whose figures units check, each with its opening and its last day."""
        closes = may(by, "close")
        concerned = closes or (may(by, "review") and any(one.uuid in by.posts for one in reviewers(by.day)))
        found = list(_closings()) if concerned else []
        running = Running.on(by.day, [one for one, _out in found])
        return cls(
            [one for one, _out in found],
            frozenset(one.uuid for one, out in found if out),
            running,
            checks(opened) if asks_of_checks(by) else {},
            _given(running) if concerned else {},
        )

    def given_of(self, term: Term) -> frozenset[str]:
        return self.given.get(term, frozenset())


def _closings() -> list[tuple[Closing, bool]]:
    out = Exists(Release.rows.filter(closing=OuterRef("uuid")))
    rows = list(Closing.rows.annotate(out=out).order_by("scheme", "clock", "period", "edition"))
    return [(one, one.out) for one in sorted(rows, key=lambda one: (one.period, one.edition))]


def _given(running: Running) -> dict[Term, frozenset[str]]:
    """Of the periods that are over and not closed and that take marks: one SELECT, and none where there are none."""
    terms = [term for term in running.terms() if not running.is_closed(term) and _takes_marks(running, term)]
    if not terms:
        return {}
    these = reduce(or_, (Q(scheme=one.code, period=str(one.period)) for one in terms))
    items = MarkSheet.rows.filter(these).annotate(of=Value("", CharField()))
    posts = Review.rows.filter(these).annotate(of=Cast("post", CharField()))
    found: dict[Term, set[str]] = {term: set() for term in terms}
    marked = items.order_by().values_list("scheme", "period", "item", "of")
    reviewed = posts.order_by().annotate(no=Value("", CharField())).values_list("scheme", "period", "no", "of")
    for scheme, period, item, post in marked.union(reviewed):
        found[Term(scheme, Period.parse(period))].add(item or str(UUID(post)))
    return {term: frozenset(some) for term, some in found.items()}


def _takes_marks(running: Running, term: Term) -> bool:
    scheme = running.scheme(term)
    return scheme is not None and bool(marked_items(scheme) or reviewed_items(scheme))
