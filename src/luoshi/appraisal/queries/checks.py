"""The check before sealing as the units and the assessment office see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.checking import Check, Checked, checked, is_closed
from luoshi.appraisal.figures import UnitFigure, unit_figures
from luoshi.appraisal.models import CheckObjection, CheckRuling, DataCheck
from luoshi.appraisal.rules import MONTH, scheme_text
from luoshi.appraisal.subjects import Subject, ranked_in
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_name, group_place
from luoshi.core.errors import Fault, NotAllowed
from luoshi.core.scoring import Scheme
from luoshi.core.timing.periods import Period
from luoshi.matters.queries import Waiting
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import Role
from luoshi.org.permissions import may

CHECK, OBJECTIONS = UUID(int=6), UUID(int=7)

STATES = ("objected", "silent", "confirmed", "taken")
"""What a unit has said, in the order in which somebody would look: taken is silence that has confirmed."""


@dataclass(frozen=True, slots=True)
class ObjectionShown:
    """An objection and what was decided on it."""

    said: CheckObjection
    unit: UUID
    unit_name: str
    name: str
    """The item's."""
    paper: str
    ruling: CheckRuling | None


@dataclass(frozen=True, slots=True)
class UnitCheck:
    """A unit's own figures, what it said on them, and whether it still can."""

    term: Term
    unit: UUID
    unit_name: str
    until: date
    figures: list[UnitFigure]
    word: DataCheck | None
    signed_by: str
    objections: dict[str, ObjectionShown]
    """Item → what the unit's newest word says of it."""
    is_open: bool
    may_answer: bool

    @property
    def period(self) -> Period:
        return self.term.period


@dataclass(frozen=True, slots=True)
class CountyCheck:
    """Who has said what, for the assessment office."""

    term: Term
    until: date
    is_open: bool
    groups: list[tuple[str, list[tuple[UUID, str, str]]]]
    """Group → (unit, name, confirmed, objected, silent or taken)."""
    counts: Mapping[str, int]
    objections: list[ObjectionShown]
    """Undecided first."""

    @property
    def period(self) -> Period:
        return self.term.period


def may_see_check(by: By, subject: Subject | None) -> bool:
    return by.sees_all or (subject is not None and not by.units.isdisjoint(subject.units))


def unit_check(by: By, period: str, unit: UUID) -> UnitCheck | None:
    """None where the units are not asked, or this one is not ranked. Raises NotAllowed for another unit's figures."""
    term = Term.parse(period)
    subject = ranked_in(term).of.get(unit)
    if not may_see_check(by, subject):
        raise NotAllowed(Fault("别的单位的数据不公开", "只核对本单位的"))
    found = checked(term)
    if found is None or subject is None or not subject.units:
        return None
    word = found.words.get(unit)
    figures = unit_figures(term, unit, word.day if word and not _is_open(found, by.day) else by.day)
    names = {one.item: one.name for one in figures}
    is_open = _is_open(found, by.day)
    return UnitCheck(
        term,
        unit,
        subject.name,
        found.opened.until,
        figures,
        word,
        directory(word.day).signature(word.by, word.on_behalf_of) if word else "",
        {one.said.item: one for one in _shown(found, {unit: subject.name}, names)},
        is_open,
        is_open and may(by, "check_figures", subject.units[0]),
    )


def county_check(period: str, day: date) -> CountyCheck | None:
    """None where the units are not asked."""
    term = Term.parse(period)
    found = checked(term)
    if found is None:
        return None
    units = {uuid: (one.group, one.name) for uuid, one in ranked_in(term).of.items() if one.units}
    is_open = _is_open(found, day)
    states = {unit: _state(found, unit, is_open=is_open) for unit in units}
    groups: dict[str, list[tuple[UUID, str, str]]] = {}
    for unit, (group, name) in units.items():
        groups.setdefault(group, []).append((unit, name, states[unit]))
    for rows in groups.values():
        rows.sort(key=lambda row: STATES.index(row[2]))
    item_names = _item_names(term)
    shown = _shown(found, {unit: name for unit, (_group, name) in units.items()}, item_names)
    return CountyCheck(
        term,
        found.opened.until,
        is_open,
        [(group_name(group), groups[group]) for group in sorted(groups, key=group_place)],
        {state: list(states.values()).count(state) for state in STATES},
        sorted(shown, key=lambda one: one.ruling is not None),
    )


def _item_names(term: Term) -> dict[str, str]:
    scheme = Scheme.from_toml(scheme_text(term.period, term.code)[1])
    return {item.code: item.name for item in scheme.items}


def _is_open(found: Checked, day: date) -> bool:
    term = Term(found.opened.scheme, Period.parse(found.opened.period))
    return not is_closed(term) and not found.is_over(day)


def _state(found: Checked, unit: UUID, *, is_open: bool) -> str:
    word = found.words.get(unit)
    if word is None:
        return "silent" if is_open else "taken"
    return "confirmed" if word.agrees else "objected"


def _shown(found: Checked, units: Mapping[UUID, str], names: Mapping[str, str]) -> list[ObjectionShown]:
    of_word = {word.uuid: word for word in found.words.values() if word.unit in units}
    return [
        ObjectionShown(
            one,
            of_word[one.fact_id].unit,
            units[of_word[one.fact_id].unit],
            names.get(one.item, one.item),
            of_word[one.fact_id].paper,
            found.rulings.get((one.fact_id, one.item)),
        )
        for one in found.objections
        if one.fact_id in of_word
    ]


def asks_of_checks(by: By) -> bool:
    """Whether checks concern somebody's desk: who signs for a unit, and the assessment office."""
    return by.has(Role.HEAD, Role.DEPUTY) or may(by, "close")


def checks_waiting(by: By, found: Mapping[Term, Check]) -> list[Waiting]:
    """For who signs for a unit: its figures to check. For the assessment office: objections that wait. Of each scheme
    the newest period."""
    if not asks_of_checks(by):
        return []
    newest = {term.code: term for term in sorted(found, key=lambda one: str(one.period))}.values()
    return [line for term in newest for line in (*_own(by, found[term], term), *_undecided(by, found[term], term))]


def _own(by: By, found: Check, term: Term) -> list[Waiting]:
    if found.is_over(by.day):
        return []
    asked = ranked_in(term).answering(by.units) if by.units else []
    return [
        Waiting(
            _("核对"),
            _("{month}考核数据请核对").format(month=_of_what(term, one)),
            _("只看本单位的数，没有名次；到期没有意见视为确认"),
            reverse("appraisal:check", args=[term, one.uuid]),
            _("去核对"),
            found.until,
            one.uuid if term.code == MONTH else uuid5(one.uuid, str(term)),
        )
        for one in sorted(asked, key=lambda one: one.uuid)
        if one.uuid not in found.words and may(by, "check_figures", one.units[0])
    ]


def _of_what(term: Term, subject: Subject) -> str:
    """2026年10月; of a project or a team with its name."""
    return term.label if subject.units == (subject.uuid,) else f"{subject.name}{term.label}"


def _undecided(by: By, found: Check, term: Term) -> list[Waiting]:
    n = found.undecided
    if not n or not may(by, "close"):
        return []
    return [
        Waiting(
            _("核对"),
            _("{month}有 {n} 条数据异议等答复").format(month=term.label, n=n),
            _("答复完才能关账"),
            reverse("appraisal:checks", args=[term]) + "#objections",
            _("去答复"),
            found.until,
            OBJECTIONS if term.code == MONTH else uuid5(OBJECTIONS, str(term)),
        )
    ]
