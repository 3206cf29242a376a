"""A scheme to read, and what it would have made of the last closed month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.appraisal import rules
from luoshi.appraisal.actions.schemes import scheme_faults
from luoshi.appraisal.collecting import collect
from luoshi.appraisal.models import SchemeRevision
from luoshi.appraisal.queries.ranking import last_closed
from luoshi.appraisal.words import group_name, group_place
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Result, Row, Scheme, score
from luoshi.core.scoring.item import Item
from luoshi.core.timing.periods import Period
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
    is_own: bool
    """Its figures are the loop's own."""


@dataclass(frozen=True, slots=True)
class SchemeShown:
    """The rules that hold for the month of a day."""

    code: str
    scheme: Scheme
    toml: str
    items: list[ItemRow]
    revisions: list[RevisionRow]
    is_default: bool


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
    period: Period | None = None
    tables: tuple[tuple[str, list[Tried]], ...] = ()
    items: tuple[ItemRow, ...] = ()


def scheme_shown(by: By) -> SchemeShown:
    """The month's scheme. Two SELECTs."""
    revision, text = rules.scheme_text(Period.containing(by.day, "month"))
    scheme = Scheme.from_toml(text)
    found = SchemeRevision.rows.filter(code=rules.MONTH).order_by("-since", "-at")
    revisions = [
        RevisionRow(one.since, one.day, directory(one.day).signature(one.by, one.on_behalf_of), one.digest)
        for one in found
    ]
    return SchemeShown(rules.MONTH, scheme, text, _tree(scheme), revisions, revision is None)


def _tree(scheme: Scheme) -> list[ItemRow]:
    below: dict[str | None, list[Item]] = {}
    for item in scheme.items:
        below.setdefault(item.parent, []).append(item)
    found: list[ItemRow] = []

    def add(item: Item, depth: int) -> None:
        if depth >= 0:
            found.append(ItemRow(item, depth, item.code in rules.FROM_THE_LOOP))
        for member in below.get(item.code, ()):
            add(member, depth + 1)

    for root in below.get(None, ()):
        add(root, -1)
    return found


def preview(by: By, text: str) -> Preview:
    """What the text would make of the last closed month, with the figures as they are known now. Writes nothing."""
    try:
        scheme = Scheme.from_toml(text)
        faults = scheme_faults(scheme)
    except BadInput as error:
        return Preview(list(error.faults))
    if faults:
        return Preview(faults)
    last = last_closed(by)
    if last is None:
        return Preview([], items=tuple(_tree(scheme)))
    period = Period.parse(last)
    try:
        result, holding = _scored(scheme, period, by.day), _scored(_holding(period), period, by.day)
    except BadInput as error:
        return Preview(list(error.faults))
    then = {row.unit: row for ranking in holding.rankings for row in ranking.rows}
    rankings = sorted(result.rankings, key=lambda one: group_place(one.group))
    tables = tuple((group_name(one.group), [_tried(row, then.get(row.unit)) for row in one.rows]) for one in rankings)
    return Preview([], period, tables, tuple(_tree(scheme)))


def _scored(scheme: Scheme, period: Period, day: date) -> Result:
    return score(scheme, collect(scheme, period, day).data, str(period))


def _holding(period: Period) -> Scheme:
    return Scheme.from_toml(rules.scheme_text(period)[1])


def _tried(row: Row, before: Row | None) -> Tried:
    return Tried(UUID(row.unit), row.name, None if row.rank is None else int(row.rank), row.score, before)
