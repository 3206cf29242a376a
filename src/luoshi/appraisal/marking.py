"""Which items take the assessment office's marks, how many points there are to give, and what has been given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.appraisal.models import MarkSheet, UnitMark
from luoshi.appraisal.rules import marked_items, scheme_text
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.item import Item
from luoshi.org.queries import report_calendar, workdays
from luoshi.shell.answers import number_field

DOES_NOT_APPLY = "不适用"
BETWEEN = re.compile(r"[;；、/\s]+")
"""Between the marks of a ballot in one field."""
MOST = 60
"""Marks of one ballot."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one unit was given for one item. No marks: the item does not apply to it."""

    unit: UUID
    marks: tuple[Decimal, ...]
    reason: str = ""

    @property
    def words(self) -> str:
        """As it is typed."""
        return " ".join(f"{one.normalize():f}" for one in self.marks) or DOES_NOT_APPLY


def items_to_mark(term: Term) -> list[Item]:
    """The items of the scheme that holds for a period; [] where it takes none, or where there is no scheme."""
    try:
        return marked_items(Scheme.from_toml(scheme_text(term.period, term.code)[1]))
    except BadInput:
        return []


def standing(term: Term) -> dict[str, MarkSheet]:
    """Item → its sheet that holds."""
    sheets = MarkSheet.rows.filter(scheme=term.code, period=str(term.period)).order_by("at", "uuid")
    return {one.item: one for one in sheets}


def marks_given(term: Term) -> dict[str, dict[UUID, Mark]]:
    """Item → unit → what it was given. Two SELECTs."""
    sheets = {one.uuid: one.item for one in standing(term).values()}
    found: dict[str, dict[UUID, Mark]] = {}
    for one in UnitMark.rows.filter(fact__in=list(sheets)).order_by("id") if sheets else ():
        marks = tuple(Decimal(mark) for mark in one.marks)
        found.setdefault(sheets[one.fact_id], {})[one.unit] = Mark(one.unit, marks, one.reason)
    return found


def not_marked(term: Term, given: Mapping[str, object] | None = None) -> list[Item]:
    """Items of which nobody has entered marks yet."""
    items = items_to_mark(term)
    known = (standing(term) if given is None else given) if items else {}
    return [item for item in items if item.code not in known]


def is_ballot(item: Item) -> bool:
    """Whether several marks come together in one figure; else the office gives one."""
    return item.method == "manual"


def full_mark(item: Item) -> Decimal | None:
    """The most that can be given; None where the method sets no top."""
    full = item.parameters.get("full")
    if isinstance(full, Decimal):
        return full
    places = item.parameters.get("places")
    if isinstance(places, tuple):
        return Decimal(len(places))
    return item.weight if item.method in ("as_is", "manual") else None


def can_be_marked(term: Term, day: date) -> bool:
    """From the cut-off of its last month on. What is entered after the sealing needs a reason."""
    return report_calendar(day).cutoff_day_of(term.period, workdays()) <= day


def read_marks(item: Item, typed: str) -> tuple[Decimal, ...] | None:
    """The marks of a field as people type them; () for 不适用, None where it was left empty. Raises BadInput."""
    typed = typed.strip()
    if not typed:
        return None
    if typed == DOES_NOT_APPLY:
        return ()
    words = [one for one in BETWEEN.split(typed) if one] if is_ballot(item) else [typed]
    marks = tuple(mark for one in words if (mark := number_field(one, item.name)) is not None)
    faults = _faults(item, marks)
    if faults:
        raise BadInput.of(faults)
    return marks


def _faults(item: Item, marks: tuple[Decimal, ...]) -> list[Fault]:
    full, faults = full_mark(item), []
    if len(marks) > MOST:
        faults.append(Fault(f"写了 {len(marks)} 个分", f"至多 {MOST} 个", item.name))
    for mark in marks:
        top = "" if full is None else f"到 {full.normalize():f} "
        if mark < 0 or (full is not None and mark > full):
            faults.append(Fault(f"打了 {mark} 分", f"0 {top}分" if top else "不小于 0", item.name))
        elif mark != round(mark, 2):
            faults.append(Fault(f"打了 {mark} 分", "至多两位小数", item.name))
    return faults
