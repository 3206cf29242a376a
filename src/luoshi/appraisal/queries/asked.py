"""What of the appraisal there is at all for somebody: figures to check, honours, appeals, suspicions, rankings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value

from luoshi.appraisal.models import BonusClaim, BonusStep, CheckOpened, Closing
from luoshi.appraisal.queries.appeals import open_appeals
from luoshi.appraisal.queries.closable import not_let_out
from luoshi.appraisal.queries.findings import not_judged, unanswered
from luoshi.appraisal.queries.merits import years_on_desk
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Period
from luoshi.org.acting import UNIT_ROLES, By
from luoshi.org.models import Role
from luoshi.org.permissions import may

SHOWN, QUESTIONED, CLAIMED, SEALED, APPEALED, FOUND = "@", "?", "+", "=", "!", "#"
"""Claims that are shown, questions to the own units, claims of the year, a ranking not let out, open appeals, questions
without a verdict. They stand where no scheme's code can."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of each scheme the newest period whose figures units check; and what else is worth asking for."""

    terms: list[Term]
    marks: frozenset[str] = frozenset()

    def has(self, mark: str) -> bool:
        return mark in self.marks


def asked(by: By) -> Asked:
    """One SELECT, for it stands on every head's desk; none for whom nothing of it concerns."""
    parts = [_opened(by), *(_marked(mark, rows) for mark, rows in _concerning(by))]
    wanted = [one for one in parts if one is not None]
    if not wanted:
        return Asked([])
    rows = sorted(wanted[0].union(*wanted[1:]))
    marks = frozenset(scheme for scheme, period in rows if not period)
    newest = {scheme: period for scheme, period in rows if period}
    return Asked([Term(scheme, Period.parse(period)) for scheme, period in newest.items()], marks)


def _opened(by: By) -> QuerySet[Any, Any] | None:
    if not by.has(*UNIT_ROLES) and not may(by, "close"):
        return None
    closed = Closing.rows.filter(scheme=OuterRef("scheme"), period=OuterRef("period"))
    return CheckOpened.rows.filter(~Exists(closed)).values_list("scheme", "period")


def _marked(mark: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(Value(mark, CharField()), Value("", CharField()))


def _concerning(by: By) -> Iterator[tuple[str, QuerySet[Any]]]:
    if by.has(*UNIT_ROLES):
        yield QUESTIONED, unanswered(by)
    if by.has(Role.HEAD):
        yield SHOWN, BonusStep.rows.filter(until__gte=by.day)
    if may(by, "review_bonus"):
        yield CLAIMED, BonusClaim.rows.filter(year__in=years_on_desk(by.day))
    if may(by, "release"):
        yield SEALED, not_let_out(by.day)
    if may(by, "close"):
        yield APPEALED, open_appeals(by.day)
    if by.has(Role.ASSESSMENT):
        yield FOUND, not_judged(by)
