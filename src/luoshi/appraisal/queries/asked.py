"""What the whole county is asked at the moment: figures to check, honours to object to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef, Value

from luoshi.appraisal.models import BonusStep, CheckOpened, Closing
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Period
from luoshi.org.acting import By
from luoshi.org.models import Role
from luoshi.org.permissions import may

SHOWN = "@"
"""Stands where no scheme's code can."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of each scheme the newest period whose figures units check; and whether claims are shown."""

    terms: list[Term]
    has_claims: bool


def asked(by: By) -> Asked:
    """One SELECT, for it stands on every head's desk; none for whom neither concerns."""
    if not by.has(Role.HEAD, Role.DEPUTY) and not may(by, "close"):
        return Asked([], has_claims=False)
    closed = Closing.rows.filter(scheme=OuterRef("scheme"), period=OuterRef("period"))
    opened = CheckOpened.rows.filter(~Exists(closed)).values_list("scheme", "period")
    shown = BonusStep.rows.filter(until__gte=by.day).values_list(Value(SHOWN, CharField()), Value("", CharField()))
    rows = sorted(opened.union(shown))
    newest = {scheme: period for scheme, period in rows if scheme != SHOWN}
    terms = [Term(scheme, Period.parse(period)) for scheme, period in newest.items()]
    return Asked(terms, any(scheme == SHOWN for scheme, _period in rows))
