"""How every verb of the ledger ends: its facts on the chain, and the ledger brought up to date, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.facts.actions import append_all
from luoshi.facts.models import Fact, FactRow
from luoshi.matters import projections
from luoshi.matters.models import Matter
from luoshi.org.acting import By


def record(by: By, facts: Sequence[Fact], parts: Iterable[FactRow] = ()) -> None:
    """Appends facts and applies them, in one transaction.

    Raises NotAllowed about a restricted matter that does not name the actor.
    """
    with transaction.atomic():
        _must_be_shown(by, facts)
        append_all(facts, list(parts))
        projections.apply(facts, by.day)


def _must_be_shown(by: By, facts: Sequence[Fact]) -> None:
    about = {fact.matter for fact in facts if hasattr(fact, "matter")}
    hidden = set(Matter.rows.filter(uuid__in=about, restricted=True).values_list("uuid", flat=True)) if about else set()
    if hidden and Matter.objects.visible_to(by).filter(uuid__in=hidden).count() < len(hidden):
        raise NotAllowed(Fault("没有这项事项，或您看不到它", "核对事项编号"))


def said(text: Any, most: int, place: str) -> str:
    """Words for a fact, whole or not at all. Raises BadInput where they are longer than the fact can hold."""
    words = one_line(text)
    if len(words) > most:
        raise BadInput(Fault(f"写了 {len(words)} 字，最多 {most} 字", "写短些，详情放进佐证", place))
    return words


def one_line(text: Any) -> str:
    """Words as a form sends them: without stray spaces and without characters a database refuses."""
    return " ".join(str(text or "").replace("\x00", "").split())
