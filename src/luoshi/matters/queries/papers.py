"""Papers behind what the office entered for units."""

from __future__ import annotations

from luoshi.matters.models import Claim, Matter, Plan, Request, Return
from luoshi.org.acting import By

WITH_PAPER = (Claim, Plan, Return, Request)


def is_paper_seen(by: By, digest: str) -> bool:
    """Whether a file with this digest belongs to a matter that the actor may see."""
    matters = {
        matter for model in WITH_PAPER for matter in model.rows.filter(paper=digest).values_list("matter", flat=True)
    }
    return bool(matters) and Matter.objects.visible_to(by).filter(uuid__in=matters).exists()
