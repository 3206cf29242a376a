"""Taking over an older ledger: its matters run on from where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import FactRow
from luoshi.matters.actions.issuing import check, decisions
from luoshi.matters.actions.recording import one_line, record
from luoshi.matters.actions.wanted import Decided
from luoshi.matters.models import Opening, OpeningNode, OpeningQuantity
from luoshi.org import permissions
from luoshi.org.acting import By


@dataclass(frozen=True, slots=True)
class Running:
    """A matter that was issued before this ledger began, and what had been reached of it."""

    decided: Decided
    issued_on: date
    old_number: str = ""
    nodes: tuple[tuple[str, date, date | None], ...] = ()
    """(what, planned day, day passed or None where it is still to come)."""
    quantities: tuple[tuple[str, Decimal], ...] = ()
    """(code of a measure, all that had been counted of it)."""
    ended_on: date | None = None
    words: str = ""


def take_over(by: By, running: Sequence[Running]) -> list[UUID]:
    """Takes matters of an older ledger in as they stand: numbered anew, claimed, with what was done. All or none.

    Raises BadInput where a matter could not have been issued on its day, or something was done after today.
    """
    permissions.require(by, "issue")
    decided = [one.decided for one in running]
    check(by, decided, {one.decided.matter: one.issued_on for one in running})
    _check_days(by, running)
    with transaction.atomic():
        facts, parts = decisions(by, decided, without_comment=False)  # how it was issued then is not known
        openings = [_opening(by, one) for one in running]
        rows = [row for fact, one in zip(openings, running, strict=True) for row in _rows(fact, one)]
        record(by, [*facts, *openings], [*parts, *rows])
    return [one.matter for one in decided]


def _check_days(by: By, running: Sequence[Running]) -> None:
    faults = [
        Fault(f"日期 {day} 还没有到", "已下发、已完成的，写当时的日期", f"“{one.decided.title[:20]}”")
        for one in running
        for day in (one.issued_on, one.ended_on, *(passed for _title, _planned, passed in one.nodes))
        if day is not None and day > by.day
    ]
    if faults:
        raise BadInput.of(faults)


def _opening(by: By, one: Running) -> Opening:
    return Opening(
        matter=one.decided.matter,
        issued_on=one.issued_on,
        old_number=one_line(one.old_number),
        ended_on=one.ended_on,
        words=one.words.replace("\x00", "").strip(),
        **by.stamp(),
    )


def _rows(fact: Opening, one: Running) -> list[FactRow]:
    rows: list[FactRow] = [
        OpeningNode(fact=fact, node=new_uuid(), title=one_line(title), planned=planned, passed_on=passed)
        for title, planned, passed in one.nodes
    ]
    rows += [
        OpeningQuantity(fact=fact, code=code, value=value.quantize(Decimal("0.0001"))) for code, value in one.quantities
    ]
    return rows
