"""What of the appraisal there is at all for somebody: figures to check, honours, appeals, suspicions, rankings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

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
OPENED = "check:"
"""And before a period whose figures units check."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The periods whose figures units check; and what else is worth asking for."""

    terms: list[Term]
    marks: frozenset[str] = frozenset()

    def has(self, mark: str) -> bool:
        return mark in self.marks


def asked(by: By, there: There | None = None) -> Asked:
    """One SELECT where nobody has asked yet; none for whom nothing of it concerns."""
    known = told(list(asking(by))) if there is None else there
    opened = sorted(name.removeprefix(OPENED) for name in known if name.startswith(OPENED))
    pairs = [name.rpartition("@") for name in opened]
    return Asked([Term(scheme, Period.parse(period)) for scheme, _at, period in pairs], frozenset(n for n in known if known[n]))


def asking(by: By) -> Iterator[QuerySet[Any, Any]]:
    """What of the appraisal a desk asks for first, each counted."""
    if by.has(*UNIT_ROLES) or may(by, "close"):
        closed = Closing.rows.filter(scheme=OuterRef("scheme"), period=OuterRef("period"))
        name = Concat(Value(OPENED), "scheme", Value("@"), "period", output_field=CharField())
        yield counted_by(name, CheckOpened.rows.filter(~Exists(closed)))
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
