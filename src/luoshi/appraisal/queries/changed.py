"""What a sealed ranking would be if it were closed again now: figures that have changed since, and places by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.appraisal.collecting import collect
from luoshi.appraisal.correcting import settled, waiting_appeals
from luoshi.appraisal.figures import SILENT
from luoshi.appraisal.models import Clock, Closing
from luoshi.appraisal.releases import seen_closings
from luoshi.appraisal.rules import scheme_text, source_of
from luoshi.appraisal.sealing import figures_of, opened
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_name, group_place, listed, measure_word
from luoshi.core.errors import Fault, NotAllowed
from luoshi.core.scoring import Result, Row, Scheme, ScoreData, score
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.records import Value
from luoshi.core.scoring.sentences import plain
from luoshi.core.timing.periods import Period
from luoshi.matters.queries.figure import QUANTITIES
from luoshi.org.acting import By

MOST = 2
"""So many changed figures, and so many places, are named in a sentence."""


@dataclass(frozen=True, slots=True)
class FigureChanged:
    """One figure: as it was sealed, and as the facts give it now."""

    unit: UUID
    unit_name: str
    item: str
    item_name: str
    before: str
    after: str

    def sentence(self) -> str:
        return f"{self.unit_name} {self.item_name} {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class PlaceChanged:
    """A unit whose score or place would be another."""

    unit: UUID
    unit_name: str
    group_name: str
    rank_before: int | None
    rank_after: int | None
    score_before: Decimal | None
    score_after: Decimal | None

    @property
    def moves(self) -> bool:
        return self.rank_before != self.rank_after

    @property
    def distance(self) -> int:
        return abs((self.rank_after or 0) - (self.rank_before or 0))

    def sentence(self) -> str:
        return f"{self.unit_name} {self.rank_before or '—'} → {self.rank_after or '—'}"


@dataclass(frozen=True, slots=True)
class Changed:
    """A sealed ranking and all that would differ in its next edition."""

    term: Term
    closing: UUID
    edition: int
    figures: tuple[FigureChanged, ...]
    places: tuple[PlaceChanged, ...]
    """In the order of the groups as they would be; units of which neither score nor place changes are left out."""
    other_rules: bool
    """Whether another scheme holds for the period since."""
    appeals: tuple[tuple[UUID, str], ...] = ()
    """Upheld appeals whose figure has been put right: the next edition names them."""

    @property
    def moved(self) -> list[PlaceChanged]:
        """Those whose own figures changed first, then by how far they move."""
        own = {one.unit for one in self.figures}
        moving = [one for one in self.places if one.moves]
        return sorted(moving, key=lambda one: (one.unit not in own, -one.distance))

    @property
    def reason(self) -> str:
        """A reason for the next edition, to begin with."""
        if self.appeals:
            return _("采纳{appeals}").format(appeals=listed(words for _uuid, words in self.appeals))
        return _("更正：{figures}").format(figures=listed((one.sentence() for one in self.figures), MOST))

    def sentence(self) -> str:
        """What changed and whom it would move, in a line."""
        said = listed((one.sentence() for one in self.figures), MOST)
        if self.moved:
            return _("{figures}；名次会变：{places}").format(
                figures=said, places=listed((one.sentence() for one in self.moved), MOST)
            )
        return _("{figures}；名次不变").format(figures=said)


def changed(by: By, period: str) -> Changed | None:
    """The standing edition of a period against the facts as they are now; None if it is not closed.

    Raises NotAllowed for who does not see all units' figures.
    """
    if not by.sees_all:
        raise NotAllowed(Fault("封存以后的变动只有考核办、督查室和县领导看", "更正后看新的一版"))
    term = Term.parse(period)
    seen = seen_closings(by, Closing.rows.filter(clock=Clock.WORK))
    editions = seen.filter(scheme=term.code, period=str(term.period)).order_by("edition")
    closing = editions.last()
    return compared(closing, by.day) if closing else None


def every_change(by: By, period: str = "") -> list[Changed]:
    """The same of every sealed ranking, or of one period's, as far as a figure has changed; the newest first."""
    editions = seen_closings(by, Closing.rows.filter(clock=Clock.WORK)).order_by("period", "edition")
    if period:
        term = Term.parse(period)
        editions = editions.filter(scheme=term.code, period=str(term.period))
    standing = {(one.scheme, one.period): one for one in editions}
    found = [compared(one, by.day) for one in standing.values()]
    return sorted((one for one in found if one.figures), key=lambda one: one.term.period.last, reverse=True)


def compared(closing: Closing, day: date) -> Changed:
    """A sealed edition against what closing it again on a day would give."""
    term = Term(closing.scheme, Period.parse(closing.period))
    revision, text = scheme_text(term.period, term.code)
    scheme = Scheme.from_toml(text)
    then = figures_of(closing.package)[1]
    now = collect(scheme, term.period, day, term.code, again=closing.package)
    sealed = opened(closing.package)
    sources = {**sealed.manifest.get("indicators", {}), **now.sources}
    figures = tuple(_figures(sealed.result.scheme, scheme, then, now.data, sources))
    return Changed(
        term,
        closing.uuid,
        closing.edition,
        figures,
        tuple(_places(sealed.result, score(scheme, now.data, closing.period))) if figures else (),
        revision is None or revision.uuid != closing.revision,
        tuple(_appeals(term, scheme, now.data)),
    )


def _appeals(term: Term, scheme: Scheme, now: ScoreData) -> Iterable[tuple[UUID, str]]:
    units, items = {one.unit: one.name for one in now.units}, {one.code: one.name for one in scheme.items}
    for one in settled(waiting_appeals(term), now):
        unit, item = units.get(str(one.unit), ""), items.get(one.item, one.item)
        yield one.uuid, _("{unit}“{item}”的申诉").format(unit=unit, item=item)


def _figures(
    before: Scheme, after: Scheme, then: ScoreData, now: ScoreData, sources: Mapping[str, Mapping[str, Any]]
) -> Iterable[FigureChanged]:
    """Groups that differ; cells in the order of the scheme; then what is added, taken and vetoed beside the items."""
    names = {one.unit: one.name for one in (*then.units, *now.units)}
    was_in, is_in = _groups(then), _groups(now)
    for unit, name in names.items():
        if was_in.get(unit) != is_in.get(unit):
            yield FigureChanged(UUID(unit), name, "", _("分组"), was_in.get(unit, "—"), is_in.get(unit, "—"))
    items = {item.code: item for item in (*before.items, *after.items) if item.is_leaf}
    old, new = _cells(then), _cells(now)
    for code, item in items.items():
        measure = sources.get(code, {}).get("unit_of_measure") or measure_word(item)
        for unit, name in names.items():
            was, is_now = old.get((unit, code)), new.get((unit, code))
            said = _said(item, was, measure), _said(item, is_now, measure)
            if _key(was) != _key(is_now):
                yield FigureChanged(UUID(unit), name, code, item.name, *said)
    for unit, name in names.items():
        was_beside, is_beside = _beside(then, unit), _beside(now, unit)
        if was_beside != is_beside:
            yield FigureChanged(UUID(unit), name, "", _("加扣分"), was_beside or "—", is_beside or "—")


def _groups(data: ScoreData) -> dict[str, str]:
    return {one.unit: group_name(one.group) for one in data.units}


def _cells(data: ScoreData) -> dict[tuple[str, str], Value]:
    return {(one.unit, one.item): one for one in data.values}


def _key(value: Value | None) -> tuple[Any, ...] | None:
    return None if value is None else (value.actual, value.target, value.status, value.parts)


def _said(item: Item, value: Value | None, measure: str) -> str:
    """1/2 个; 92、88.5; 未报."""
    if value is None:
        return "—"
    if value.parts:
        return "、".join(plain(part) for part in value.parts)
    if value.actual is None:
        return _(SILENT.get(value.status or "", "—"))
    if value.target is None or source_of(item) == QUANTITIES:
        return f"{plain(value.actual)}{'' if measure == '%' else ' '}{measure}".strip()
    return f"{plain(value.actual)}/{plain(value.target)} {measure}".strip()


def _beside(data: ScoreData, unit: str) -> str:
    added = [f"{plain(one.points)}（{one.reason}）" for one in data.adjustments if one.unit == unit]
    return "；".join(
        [*added, *(_("一票否决（{why}）").format(why=one.reason) for one in data.vetoes if one.unit == unit)]
    )


def _places(before: Result, after: Result) -> Iterable[PlaceChanged]:
    then = {row.unit: row for ranking in before.rankings for row in ranking.rows}
    for ranking in sorted(after.rankings, key=lambda one: group_place(one.group)):
        for row in ranking.rows:
            was = then.pop(row.unit, None)
            if was is None or (was.rank, was.score) != (row.rank, row.score):
                yield _place(row, group_name(ranking.group), was, row)
    for row in then.values():
        yield _place(row, "", row, None)


def _place(row: Row, group: str, was: Row | None, now: Row | None) -> PlaceChanged:
    return PlaceChanged(
        UUID(row.unit), row.name, group, _rank(was), _rank(now), was.score if was else None, now.score if now else None
    )


def _rank(row: Row | None) -> int | None:
    return None if row is None or row.rank is None else int(row.rank)
