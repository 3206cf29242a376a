"""How every verb of the ledger ends: its facts on the chain, and the ledger brought up to date, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import append_all
from luoshi.facts.models import Fact, FactRow
from luoshi.matters import projections
from luoshi.org.acting import By


def record(by: By, facts: Sequence[Fact], parts: Iterable[FactRow] = ()) -> None:
    """Appends facts and applies them, in one transaction."""
    with transaction.atomic():
        append_all(facts, list(parts))
        projections.apply(facts, by.day)


def said(text: Any, most: int, place: str) -> str:
    """Words for a fact, whole or not at all. Raises BadInput where they are longer than the fact can hold."""
    words = one_line(text)
    if len(words) > most:
        raise BadInput(Fault(f"写了 {len(words)} 字，最多 {most} 字", "写短些，详情放进佐证", place))
    return words


def one_line(text: Any) -> str:
    """Words as a form sends them: without stray spaces and without characters a database refuses."""
    return " ".join(str(text or "").replace("\x00", "").split())
