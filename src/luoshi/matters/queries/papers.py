"""Papers behind what the office entered for units."""

from __future__ import annotations

from luoshi.matters.models import Claim, Commented, Matter, Plan, Request, Return, RowOut, UnitAsked
from luoshi.org.acting import By

WITH_PAPER = (Claim, Plan, Return, Request)


def is_paper_seen(by: By, digest: str) -> bool:
    """Whether a file with this digest belongs to a matter, or to a draft's row, that the actor may see."""
    matters = {
        matter for model in WITH_PAPER for matter in model.rows.filter(paper=digest).values_list("matter", flat=True)
    }
    if matters and Matter.objects.visible_to(by).filter(uuid__in=matters).exists():
        return True
    return (
        UnitAsked.objects.visible_to(by).filter(entered__paper=digest).exists()
        or RowOut.objects.visible_to(by).filter(confirmed_by__paper=digest).exists()
        or Commented.objects.visible_to(by).filter(decided_for__paper=digest).exists()
    )
