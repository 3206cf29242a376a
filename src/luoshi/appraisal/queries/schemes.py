"""A scheme to read, and what it would have made of the last closed month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.appraisal import rules
from luoshi.appraisal.actions.schemes import scheme_faults
from luoshi.appraisal.adopted import revisions
from luoshi.appraisal.collecting import collect
from luoshi.appraisal.queries.ranking import last_closed
from luoshi.appraisal.terms import CYCLES, Term, cycle_of
from luoshi.appraisal.words import SOURCES, group_place, group_title, subject_word
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Result, Row, Scheme, score
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods import METHODS
from luoshi.core.timing.periods import Period
from luoshi.indicators.models import Indicator
from luoshi.org.acting import By
from luoshi.org.directory import directory


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision of the rules: since when, by whom adopted."""

    since: date
    adopted: date
    by: str
    digest: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its depth in the tree; the root is not a row."""

    item: Item
    depth: int
    comes_from: str
    """own: the loop itself; composed, review, indicator."""
    weight: Decimal | None
    """Its full mark; of a node what its members weigh together, where that is the same for every group."""


@dataclass(frozen=True, slots=True)
class SchemeShown:
    """The rules that hold for the period of a day."""

    code: str
    cycle: str
    scheme: Scheme
    toml: str
    items: list[ItemRow]
    revisions: list[RevisionRow]
    is_default: bool
    others: list[tuple[str, str]]
    """The codes and names of all schemes of the county."""

    @property
    def word(self) -> str:
        """What is ranked."""
        return subject_word(self.scheme.subjects)

    @property
    def whole(self) -> Decimal | None:
        return _whole(self.scheme)


@dataclass(frozen=True, slots=True)
class Tried:
    """A unit's place under rules that are tried, beside the one under those that hold."""

    unit: UUID
    name: str
    rank: int | None
    score: Decimal | None
    before: Row | None
    """Under the rules that hold, with the same figures."""

    @property
    def moved(self) -> int | None:
        """Places won against the rules that hold."""
        if self.rank is None or self.before is None or self.before.rank is None:
            return None
        return int(self.before.rank) - self.rank


@dataclass(frozen=True, slots=True)
class Preview:
    """What a text would make of a month; with faults there is no table."""

    faults: list[Fault]
    term: Term | None = None
    tables: tuple[tuple[str, list[Tried]], ...] = ()
    items: tuple[ItemRow, ...] = ()
    whole: Decimal | None = None
    """What all items weigh together."""

    @property
    def is_compared(self) -> bool:
        """Whether there are rules that hold beside those that are tried."""
        return any(row.before is not None for _name, rows in self.tables for row in rows)


def scheme_shown(by: By, code: str = "") -> SchemeShown | None:
    """A scheme, the month's unless another is named; None where there is none of that code. No SELECT."""
    code = code or rules.MONTH
    cycle = cycle_of(code)
    if cycle is None:
        return None
    found = [one for one in reversed(revisions()) if one.code == code]
    try:
        revision, text = rules.scheme_text(Period.containing(by.day, cycle), code)
    except BadInput:
        revision, text = found[0], found[0].toml
    scheme = Scheme.from_toml(text)
    shown = [
        RevisionRow(one.since, one.day, directory(one.day).signature(one.by, one.on_behalf_of), one.digest)
        for one in found
    ]
    return SchemeShown(code, cycle, scheme, text, _tree(scheme), shown, revision is None, known_schemes())


def known_schemes() -> list[tuple[str, str]]:
    """The four that every county has, then those that it has adopted under a code of their own."""
    adopted = {one.code: one.name for one in revisions()}
    own = {code: adopted.get(code) or Scheme.from_toml(rules.default_scheme(2026, code)).name for code in CYCLES}
    return list((own | adopted).items())


def _tree(scheme: Scheme) -> list[ItemRow]:
    below: dict[str | None, list[Item]] = {}
    for item in scheme.items:
        below.setdefault(item.parent, []).append(item)
    found: list[ItemRow] = []

    def add(item: Item, depth: int) -> None:
        if depth >= 0:
            source = rules.source_words(item) if item.is_leaf else ""
            found.append(ItemRow(item, depth, source, _weighs(item, below)))
        for member in below.get(item.code, ()):
            add(member, depth + 1)

    for root in below.get(None, ()):
        add(root, -1)
    return found


def _weighs(item: Item, below: dict[str | None, list[Item]]) -> Decimal | None:
    if item.is_leaf:
        return item.weight if item.weight is not None else METHODS[item.method or ""].full_mark(item.parameters)
    if item.weight is not None:
        return item.weight
    parts = [None if one.groups else _weighs(one, below) for one in below.get(item.code, ())]
    known = [one for one in parts if one is not None]
    return sum(known, Decimal(0)) if item.aggregate == "sum" and len(known) == len(parts) else None


def _whole(scheme: Scheme) -> Decimal | None:
    below: dict[str | None, list[Item]] = {}
    for item in scheme.items:
        below.setdefault(item.parent, []).append(item)
    return next((_weighs(root, below) for root in below.get(None, ())), None)


def sources_to_write() -> list[tuple[str, str]]:
    """What a scheme may take figures from beside the loop itself: marks, rankings, indicators. One SELECT."""
    known = Indicator.rows.order_by("place", "code").values_list("code", "name", "unit_of_measure")
    of_indicators = ((code, f"{name}（{measure}）" if measure else name) for code, name, measure in known)
    return [*((code, _(said)) for code, said in SOURCES.items()), *of_indicators]


def preview(by: By, text: str, code: str = "", cycle: str = "") -> Preview:
    """What the text would make of the last closed period, with the figures as they are known now. Writes nothing.

    Where the scheme has closed none yet, of the last period that is over.
    """
    code = code or rules.MONTH
    cycle = cycle_of(code) or cycle
    try:
        scheme = Scheme.from_toml(text)
        faults = scheme_faults(scheme, text, cycle, by.day)
    except BadInput as error:
        return Preview(list(error.faults))
    if faults:
        return Preview(faults)
    term = _tried_on(by, code, cycle)
    if term is None:
        return Preview([], items=tuple(_tree(scheme)), whole=_whole(scheme))
    try:
        result, holding = _scored(scheme, term, by.day), _holding(term)
        before = _scored(holding, term, by.day) if holding else None
    except BadInput as error:
        return Preview(list(error.faults))
    then = {row.unit: row for ranking in before.rankings for row in ranking.rows} if before else {}
    rankings = sorted(result.rankings, key=lambda one: group_place(one.group))
    tables = tuple(
        (group_title(one.group, scheme.subjects), [_tried(row, then.get(row.unit)) for row in one.rows])
        for one in rankings
    )
    return Preview([], term, tables, tuple(_tree(scheme)), _whole(scheme))


def _tried_on(by: By, code: str, cycle: str) -> Term | None:
    """The period on which a scheme is tried: its last closed one, else that of the last closed month."""
    last = last_closed(by, code)
    if last is not None:
        return Term(code, Period.parse(last))
    month, kind = last_closed(by), next((one for one in CYCLES if one == cycle), None)
    if month is None or kind is None or code == rules.MONTH:
        return None
    return Term(code, Period.containing(Period.parse(month).first, kind))


def _scored(scheme: Scheme, term: Term, day: date) -> Result:
    return score(scheme, collect(scheme, term.period, day, term.code).data, str(term.period))


def _holding(term: Term) -> Scheme | None:
    try:
        return Scheme.from_toml(rules.scheme_text(term.period, term.code)[1])
    except BadInput:
        return None


def _tried(row: Row, before: Row | None) -> Tried:
    return Tried(UUID(row.unit), row.name, None if row.rank is None else int(row.rank), row.score, before)
