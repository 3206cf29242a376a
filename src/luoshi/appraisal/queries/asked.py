"""What of the appraisal there is at all for somebody: figures to check, honours, appeals, suspicions, rankings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from luoshi.appraisal.models import BonusStep, CheckOpened, Closing
from luoshi.appraisal.queries.appeals import open_appeals
from luoshi.appraisal.queries.closable import not_let_out
from luoshi.appraisal.queries.findings import not_judged, unanswered
from luoshi.appraisal.queries.merits import waiting_claims
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Period
from luoshi.matters.queries import There, counted, counted_by, told
from luoshi.org.acting import UNIT_ROLES, By
from luoshi.org.models import Role
from luoshi.org.permissions import may

SHOWN, QUESTIONED, CLAIMED, SEALED, APPEALED, FOUND = "@", "?", "+", "=", "!", "#"
"""Claims that are shown, questions to the own units, claims that wait, a ranking not let out, open appeals, questions
without a verdict. They stand where no scheme's code can."""
OPENED, THEN = "check:", "|"
"""And before a period whose figures units check, its opening, and until when."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The periods whose figures units check, each with its opening and its last day; what else is worth asking for."""

    checks: Mapping[Term, tuple[UUID, date]]
    marks: frozenset[str] = frozenset()

    def has(self, mark: str) -> bool:
        return mark in self.marks


def asked(by: By, there: There | None = None) -> Asked:
    """One SELECT where nobody has asked yet; none for whom nothing of it concerns."""
    known = told(list(asking(by))) if there is None else there
    opened = [name.removeprefix(OPENED).split(THEN) for name in known if name.startswith(OPENED)]
    checks = {_term(term): (UUID(uuid), date.fromisoformat(until)) for term, uuid, until in opened}
    return Asked(checks, frozenset(name for name, n in known.items() if n))


def _term(written: str) -> Term:
    scheme, _at, period = written.rpartition("@")
    return Term(scheme, Period.parse(period))


def asking(by: By) -> Iterator[QuerySet[Any, Any]]:
    """What of the appraisal a desk asks for first, each counted."""
    if by.has(*UNIT_ROLES) or may(by, "close"):
        closed = Closing.rows.filter(scheme=OuterRef("scheme"), period=OuterRef("period"))
        opening, until = Cast("uuid", CharField()), Cast("until", CharField())
        parts = (Value(OPENED), "scheme", Value("@"), "period", Value(THEN), opening, Value(THEN), until)
        yield counted_by(
            Concat(*parts, output_field=CharField()),
            CheckOpened.rows.filter(~Exists(closed), day__lte=by.day),
        )
    yield from (counted(mark, rows) for mark, rows in _concerning(by))


def _concerning(by: By) -> Iterator[tuple[str, QuerySet[Any]]]:
    if by.has(*UNIT_ROLES):
        yield QUESTIONED, unanswered(by)
    if by.has(Role.HEAD):
        yield SHOWN, BonusStep.rows.filter(until__gte=by.day)
    if may(by, "review_bonus"):
        yield CLAIMED, waiting_claims(by.day)
    if may(by, "release"):
        yield SEALED, not_let_out(by.day)
    if may(by, "close"):
        yield APPEALED, open_appeals(by.day)
    if by.has(Role.ASSESSMENT):
        yield FOUND, not_judged(by)
