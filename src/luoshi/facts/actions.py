"""The only way in: a fact, its rows and its link of the chain, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from luoshi.facts.canonical import ALGORITHM, canonical, digest
from luoshi.facts.identity import new_salt, new_uuid
from luoshi.facts.models import Entry, Fact, FactRow, Private

GENESIS = "0" * 64
_CHAIN_LOCK = 0x4C55_4F53_4849  # "LUOSHI": one writer of the chain at a time on PostgreSQL; SQLite queues on its file


def append(*facts: Fact, parts: Iterable[FactRow] = ()) -> None:
    """Appends facts (with the rows that belong to them) and links them to the chain, in the order given."""
    append_all(facts, parts)


def append_all(facts: Sequence[Fact], parts: Iterable[FactRow] = ()) -> None:
    """Many facts at once: a head signs forty reports, a round writes what silence has settled.

    Each part carries its fact in the attribute `fact`. Nothing is written unless all of it is.
    """
    if not facts:
        return
    belonging: dict[UUID, list[FactRow]] = {}
    for part in parts:
        belonging.setdefault(part.fact_id, []).append(part)  # type: ignore[attr-defined]
    with transaction.atomic():
        hold_chain()
        for model, group in _by_type(facts).items():
            model.rows.bulk_create(group)
        for row_model, rows in _by_type([row for group in belonging.values() for row in group]).items():
            row_model.rows.bulk_create(rows)
        _link(facts, belonging)


def hold_chain() -> None:
    """Makes this transaction the chain's only writer until it ends. SQLite's writers queue on their file already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def _by_type(things: Iterable[Any]) -> dict[type[Any], list[Any]]:
    groups: dict[type[Any], list[Any]] = {}
    for thing in things:
        groups.setdefault(type(thing), []).append(thing)
    return groups


def _link(facts: Sequence[Fact], belonging: dict[UUID, list[FactRow]]) -> None:
    last = Entry.rows.order_by("-seq").first()
    seq, previous = (last.seq, last.link()) if last else (0, GENESIS)
    entries = []
    for fact in facts:
        seq += 1
        entry = Entry(
            seq=seq,
            day=fact.day,
            at=fact.at,
            kind=fact.kind,
            ref=fact.uuid,
            form=fact.form,
            algorithm=ALGORITHM,
            digest=digest(canonical(fact.document(belonging.get(fact.uuid, ())))),
            previous=previous,
        )
        previous = entry.link()
        entries.append(entry)
    Entry.rows.bulk_create(entries)


def keep_private(text: str) -> tuple[UUID, str]:
    """Keeps words about a person apart. Answers the reference and the salted digest that a fact may hold."""
    kept = Private(ref=new_uuid(), salt=new_salt(), text=text)
    kept.save(force_insert=True)
    return kept.ref, digest((kept.salt + text).encode())
