"""Questions to the chain: is it whole, and what happened on a day?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.facts.actions import GENESIS
from luoshi.facts.canonical import canonical, digest
from luoshi.facts.models import Entry, Fact, FactRow
from luoshi.facts.triggers import fact_tables

CHUNK = 400


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: which link, which fact, and what is wrong with it."""

    seq: int
    kind: str
    ref: UUID
    problem: str

    def sentence(self) -> str:
        return f"第 {self.seq} 条（{self.kind} {self.ref}）：{self.problem}"


def kinds() -> dict[str, type[Fact]]:
    return {model.kind: model for model in fact_tables() if issubclass(model, Fact)}


def row_models(fact: type[Fact]) -> list[Any]:
    """The tables of rows that belong to facts of this kind."""
    return [model for model in fact_tables() if issubclass(model, FactRow) and _fact_of(model) is fact]


def facts_of(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Fact | None]]:
    """The facts behind some links, in the links' order: a few queries for each kind, none for each fact."""
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for entry in entries:
        wanted[entry.kind].append(entry.ref)
    found: dict[UUID, Fact] = {}
    for kind, refs in wanted.items():
        model = kinds()[kind]
        for start in range(0, len(refs), CHUNK):
            found.update(model.rows.in_bulk(refs[start : start + CHUNK]))
    for entry in entries:
        yield entry, found.get(entry.ref)


def parts_of(entries: Sequence[Entry]) -> dict[UUID, list[FactRow]]:
    """The rows of the facts behind some links, by fact."""
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for entry in entries:
        wanted[entry.kind].append(entry.ref)
    found: dict[UUID, list[FactRow]] = defaultdict(list)
    for kind, refs in wanted.items():
        for row_model in row_models(kinds()[kind]):
            for start in range(0, len(refs), CHUNK):
                for row in row_model.rows.filter(fact_id__in=refs[start : start + CHUNK]).order_by("id"):
                    found[row.fact_id].append(row)
    return found


def _fact_of(row_model: type[Any]) -> type[Any] | None:
    """The kind of fact to which the rows of a table belong."""
    related: type[Any] | None = row_model._meta.get_field("fact").related_model
    return related


def verify() -> list[Break]:
    """Checks every link and every fact. An empty list: nothing was changed, removed, added or reordered."""
    breaks: list[Break] = []
    previous, expected, seen = GENESIS, 1, 0
    while True:
        entries = list(Entry.rows.filter(seq__gt=seen).order_by("seq")[:CHUNK])
        if not entries:
            break
        parts = parts_of(entries)
        for entry, fact in facts_of(entries):
            problem = _problem(entry, fact, parts.get(entry.ref, []), expected, previous)
            if problem:
                breaks.append(Break(entry.seq, entry.kind, entry.ref, problem))
            previous, expected, seen = entry.link(), entry.seq + 1, entry.seq
    return breaks + _loose()


def _problem(entry: Entry, fact: Fact | None, parts: list[FactRow], expected: int, previous: str) -> str:
    if entry.seq != expected:
        return f"前面缺了第 {expected} 条"
    if entry.previous != previous:
        return "与上一条对不上：上一条被改过，或顺序被动过"
    if fact is None:
        return "链上有它，表里没有：这条事实被删除了"
    if digest(canonical(fact.document(parts))) != entry.digest:
        return "内容与记入时不同：这条事实在系统之外被改过"
    return ""


def _loose() -> list[Break]:
    """Facts that stand in a table without a link: somebody put them there behind the system's back."""
    breaks = []
    for kind, model in kinds().items():
        linked = Entry.rows.filter(kind=kind).values("ref")
        for uuid in model.rows.exclude(uuid__in=linked).values_list("uuid", flat=True)[:CHUNK]:
            breaks.append(Break(0, kind, uuid, "表里有它，链上没有：不是经系统记入的"))
    return breaks


def days(kinds_wanted: Sequence[str]) -> list[date]:
    """The days on which facts of these kinds were recorded, in order."""
    return list(Entry.rows.filter(kind__in=kinds_wanted).order_by("day").values_list("day", flat=True).distinct())


def facts_on(day: date, kinds_wanted: Sequence[str]) -> list[Fact]:
    """A day's facts of these kinds, in the order in which they were recorded."""
    entries = list(Entry.rows.filter(day=day, kind__in=kinds_wanted).order_by("seq"))
    return [fact for _, fact in facts_of(entries) if fact is not None]


def head() -> int:
    """The number of the last link, 0 for an empty chain."""
    return Entry.rows.order_by("-seq").values_list("seq", flat=True).first() or 0
