"""The order in which facts were said: by day, and within a day as the chain has them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery

from luoshi.facts.models import Entry


def in_order(rows: models.QuerySet[Any], fact: str = "") -> models.QuerySet[Any]:
    """Facts, or rows of facts, which `fact` then names: the earliest first."""
    link = Entry.rows.filter(ref=OuterRef(f"{fact}uuid")).values("seq")
    ordered: models.QuerySet[Any] = rows.annotate(seq=Subquery(link)).order_by(f"{fact}day", "seq", "pk")
    return ordered
