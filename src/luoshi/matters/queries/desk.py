"""What a desk is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.urls import reverse

from luoshi.matters.models import Matter
from luoshi.matters.words import short_number


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing on a desk: what it is, why now, and the one place to go next."""

    group: str
    title: str
    sentence: str
    url: str
    do: str
    urgent_on: date
    uuid: UUID
    to_know: bool = False
    """Nothing to do with it here: it stands behind all that waits, and is not counted with it."""
    tonight: bool = False
    """Its hour strikes tonight, or in the grace that follows: it stands before all else."""
    n: int = 1
    """How many it stands for."""


def page_of_matter(matter: UUID) -> str:
    return reverse("matters:page", args=[matter])


def name_of(matter: Matter, day: date) -> str:
    return f"{short_number(matter.number, day.year)} {matter.title}"


class Rare(StrEnum):
    """What most desks have nothing of: asked for together before any is asked for in full."""

    SENT_BACK = "sent_back"
    BLOCKER = "blocker"
    VERIFY = "verify"
    ANSWER = "answer"
    HANDOVER = "handover"
    COMMENT = "comment"
    CIRCULATING = "circulating"
    TABLE = "table"
    DRAFT = "draft"


There = Mapping[str, int]
"""How much there is of each rare thing; what is not named, there is none of."""


def may_be(there: There | None, rare: Rare) -> bool:
    """Whether a question is worth asking: where nobody has looked before, it is."""
    return there is None or there.get(rare, 0) > 0
