"""The assessment office enters the marks of a period: an item's units all at once, each with its ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from luoshi.appraisal.marking import (
    Mark,
    can_be_marked,
    full_mark,
    is_ballot,
    items_to_mark,
    marks_given,
    standing,
)
from luoshi.appraisal.models import Closing, MarkSheet, UnitMark
from luoshi.appraisal.subjects import ranked_in
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.item import Item
from luoshi.facts.actions import append_all
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.recording import said
from luoshi.org import permissions
from luoshi.org.acting import By

WORDS = 150


def give_marks(by: By, period: str, marks: Mapping[str, Sequence[Mark]], reason: str = "") -> int:
    """Enters the marks of a period's items; what stands so already is not entered again. Answers how many items are.

    A group is marked whole or not at all. A mark of the office's own below the full one, and 不适用, need their
    ground; marks that a sealed ranking rests on need a reason to be others. Raises BadInput with every fault, each at
    its unit and item; NotAllowed.
    """
    permissions.require(by, "mark")
    term = Term.parse(period)
    items = {one.code: one for one in items_to_mark(term)}
    if not items:
        raise BadInput(Fault(f"{term.label}的方案里没有考核办打分的项", '在方案里加上 source = "marks" 的一项'))
    if not can_be_marked(term, by.day):
        raise BadInput(Fault(f"{term.label}还没有截止，现在不能打分", "最后一个月截止以后打"))
    reason = said(reason, 300, "理由")
    with transaction.atomic():
        known, before = marks_given(term), standing(term)
        new = {code: _as_told(given) for code, given in marks.items() if _is_new(known.get(code, {}), given)}
        faults = [fault for code, given in new.items() for fault in _faults(term, items.get(code), code, given)]
        if not new and not faults:
            raise BadInput(Fault("没有改动", "改了分再保存"))
        if _is_sealed(term) and not reason:
            faults.append(Fault(f"{term.label}已经封存", "改分要写明理由，再另出一版", "理由"))
        if faults:
            raise BadInput.of(faults)
        for code, given in new.items():
            _enter(by, term, code, given, reason, before.get(code))
    return len(new)


def _as_told(given: Sequence[Mark]) -> list[Mark]:
    return [Mark(one.unit, one.marks, said(one.reason, WORDS, "理由")) for one in given]


def _is_new(known: Mapping[UUID, Mark], given: Sequence[Mark]) -> bool:
    return {one.unit: (one.marks, one.reason) for one in given} != {
        one.unit: (one.marks, one.reason) for one in known.values()
    }


def _is_sealed(term: Term) -> bool:
    return Closing.rows.filter(scheme=term.code, period=str(term.period)).exists()


def _enter(by: By, term: Term, item: str, given: Sequence[Mark], reason: str, last: MarkSheet | None) -> None:
    sheet = MarkSheet(
        uuid=new_uuid(),
        scheme=term.code,
        period=str(term.period),
        item=item,
        reason=reason,
        supersedes=last.uuid if last else None,
        **by.stamp(),
    )
    rows = [
        UnitMark(fact=sheet, unit=one.unit, marks=[f"{mark.normalize():f}" for mark in one.marks], reason=one.reason)
        for one in given
    ]
    append_all([sheet], rows)


def _faults(term: Term, item: Item | None, code: str, given: Sequence[Mark]) -> list[Fault]:
    if item is None:
        return [Fault(f"方案里没有考核办打分的“{code}”", "刷新页面", code)]
    asked = asked_units(term, item)
    marked, full = {one.unit for one in given}, full_mark(item)
    begun = {asked[unit][0] for unit in marked if unit in asked}
    faults = []
    for one in given:
        if one.unit not in asked:
            faults.append(Fault("这个单位不参加这一项", "刷新页面", place_of(str(one.unit), item)))
        elif not one.reason and _needs_ground(item, one, full):
            problem = "不适用没有写理由" if not one.marks else "没有得满分，没有写理由"
            faults.append(Fault(problem, "写明凭什么", place_of(asked[one.unit][1], item)))
    if not given:
        faults.append(Fault(f"“{item.name}”还没有给任何单位打分", "至少把一个组的单位都打上分", item.name))
    faults += [
        Fault(f"{name}的“{item.name}”没有打分", "同一组的都打，不参加的写“不适用”", place_of(name, item))
        for unit, (group, name) in asked.items()
        if group in begun and unit not in marked
    ]
    return faults


def _needs_ground(item: Item, one: Mark, full: object) -> bool:
    return not one.marks or (not is_ballot(item) and one.marks[0] != full)


def asked_units(term: Term, item: Item) -> dict[UUID, tuple[str, str]]:
    """Unit → its group and name, of those to whom the item applies."""
    units = ranked_in(term).named
    return {unit: found for unit, found in units.items() if item.groups is None or found[0] in item.groups}


def place_of(unit: str, item: Item) -> str:
    """Where a fault stands on the page."""
    return f"{unit} {item.name}"
