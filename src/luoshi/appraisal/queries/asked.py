"""What the whole county is asked at the moment: figures to check, honours to object to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef, Value

from luoshi.appraisal.models import BonusStep, CheckOpened, Closing
from luoshi.appraisal.queries.findings import unanswered
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Period
from luoshi.org.acting import UNIT_ROLES, By
from luoshi.org.models import Role
from luoshi.org.permissions import may

SHOWN, QUESTIONED = "@", "?"
"""Stand where no scheme's code can."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of each scheme the newest period whose figures units check; and whether claims are shown."""

    terms: list[Term]
    has_claims: bool
    is_questioned: bool = False
    """Whether a question about the own units' reports waits for an answer."""


def asked(by: By) -> Asked:
    """One SELECT, for it stands on every head's desk; none for whom neither concerns."""
    if not by.has(*UNIT_ROLES) and not may(by, "close"):
        return Asked([], has_claims=False)
    closed = Closing.rows.filter(scheme=OuterRef("scheme"), period=OuterRef("period"))
    opened = CheckOpened.rows.filter(~Exists(closed)).values_list("scheme", "period")
    shown = BonusStep.rows.filter(until__gte=by.day).values_list(Value(SHOWN, CharField()), Value("", CharField()))
    questioned = unanswered(by).values_list(Value(QUESTIONED, CharField()), Value("", CharField()))
    rows = sorted(opened.union(shown, questioned))
    newest = {scheme: period for scheme, period in rows if scheme not in (SHOWN, QUESTIONED)}
    terms = [Term(scheme, Period.parse(period)) for scheme, period in newest.items()]
    marks = {scheme for scheme, _period in rows}
    concerned = by.has(Role.HEAD, Role.DEPUTY) or may(by, "close")
    return Asked(terms, SHOWN in marks and concerned, QUESTIONED in marks)
