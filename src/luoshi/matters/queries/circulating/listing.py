"""The drafts that went round, for whoever had a part in them: where each stands, and the page on which to see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from luoshi.matters.models import Circulating, Commented, RowOut, UnitAsked
from luoshi.org.acting import By
from luoshi.org.models import Role


@dataclass(frozen=True, slots=True)
class Listed:
    out: Circulating
    rows: int
    """All of its rows, for the office; else none are counted."""
    url: str

    def as_json(self) -> dict[str, Any]:
        out = self.out
        return {
            "uuid": str(out.uuid),
            "title": out.title,
            "step": out.step,
            "started_on": out.started_on.isoformat(),
            "comment_until": out.comment_until.isoformat() if out.comment_until else None,
            "url": self.url,
        }


def drafts_out(by: By) -> QuerySet[Circulating]:
    """Drafts that went round in which the actor has or had a part, the newest first."""
    if by.in_office or by.has(Role.COUNTY_HEAD):
        mine = Q()
    else:
        asked = UnitAsked.objects.visible_to(by).filter(unit__in=by.units).values("circulation")
        hers = RowOut.objects.visible_to(by).filter(confirmer__in=by.posts).values("circulation")
        settled = Commented.objects.visible_to(by).filter(post__in=by.posts).values("circulation")
        mine = Q(uuid__in=asked) | Q(uuid__in=hers) | Q(uuid__in=settled)
    return Circulating.rows.filter(mine).order_by("-started_on", "-uuid")


def listed(by: By, drafts: list[Circulating]) -> list[Listed]:
    """Those drafts as rows, each with the page that is the actor's own."""
    whole = by.in_office or by.has(Role.COUNTY_HEAD)
    units = set(
        UnitAsked.objects.visible_to(by).filter(unit__in=by.units, circulation__in=drafts).values_list("circulation")
    )
    counted = RowOut.objects.visible_to(by).filter(circulation__in=drafts).values_list("circulation")
    rows = dict(counted.annotate(n=Count("uuid")).order_by()) if whole else {}
    found = []
    for out in drafts:
        page = "matters:circulation" if whole else "matters:comments" if (out.uuid,) in units else "matters:confirm"
        found.append(Listed(out, rows.get(out.uuid, 0), reverse(page, args=[out.uuid])))
    return found
