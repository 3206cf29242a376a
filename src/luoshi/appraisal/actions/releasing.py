"""A leader lets a sealed ranking out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from luoshi.appraisal import projections
from luoshi.appraisal.actions.closing import last_closing
from luoshi.appraisal.models import Closing, Release
from luoshi.appraisal.releases import needs_release, ranks_of, sees_leads
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.core.scoring.teams import LEADS
from luoshi.facts.actions import append_all
from luoshi.org import permissions
from luoshi.org.acting import By


def release(by: By, period: str) -> UUID:
    """Lets the standing edition of a period out to the units. Twice is once.

    What ranks lead officials only a head of the county lets out. Raises BadInput, NotAllowed.
    """
    permissions.require(by, "release")
    term = Term.parse(period)
    with transaction.atomic():
        closing = last_closing(term)
        if closing is None:
            raise BadInput(Fault(f"{term.label}还没有关账", "关账封存以后才能发布"))
        if ranks_of(closing) == LEADS and not sees_leads(by):
            raise NotAllowed(Fault("包抓领导的排名由县委、县政府主要领导决定发布", "请主要领导在排名页发布"))
        return _let_out(by, closing)


def release_with(by: By, period: str, drafted: datetime) -> None:
    """A leader who signs a paper that prints a ranking lets it out with it: the edition sealed when it was drafted."""
    closing = last_closing(Term.parse(period))
    if closing is not None and closing.at <= drafted and needs_release(closing.day, ranks_of(closing)):
        _let_out(by, closing)


def _let_out(by: By, closing: Closing) -> UUID:
    before = Release.rows.filter(closing=closing.uuid).first()
    if before is not None:
        return before.uuid
    fact = Release(closing=closing.uuid, **by.stamp())
    append_all([fact])
    projections.apply([fact])
    return fact.uuid
