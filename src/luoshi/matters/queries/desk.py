"""What a desk is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
