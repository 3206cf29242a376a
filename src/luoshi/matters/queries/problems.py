"""Whose problems were solved in a month: other units' blockers that lay with a unit, and those of its own matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from luoshi.matters.models import Blocker, Matter
from luoshi.matters.queries.counting import NOTHING, Counted, Month, counted
from luoshi.matters.queries.held_up import Stay, reason_of
from luoshi.matters.queries.lain import Lain, days_given, lain
from luoshi.matters.queries.past import raised_by
from luoshi.matters.queries.pooling import PLACES
from luoshi.org.queries import workdays

CLEARED, SOLVED = "blockers_cleared", "problems_solved"


def blockers_cleared(month: Month) -> Iterator[Counted]:
    """Of other units' blockers that lay with a unit: those it cleared in the month, of these and those it held up.

    What is not due, and what it said in time was not its business, is neither. Several of one matter are one together.
    """
    yield from _shared(month, (one for one in _lay(month) if not one.is_own))


def problems_solved(month: Month) -> Iterator[Counted]:
    """The same, and of a unit's own matters the problems that it got solved by others.

    Only what another unit answered or cleared, or the office ruled on, is a problem solved: what a unit raises and
    strikes off itself is not, or raising would pay. What it has raised and others have not solved is never held
    against it, or silence would pay; against who leads it is, once its day is over (`Whose.raises`).
    """
    yield from _shared(month, _lay(month))


@dataclass(frozen=True, slots=True)
class _Lay:
    """What a blocker was in the month for one unit."""

    matter: Matter
    unit: UUID
    what: str
    solved: bool
    counted: bool

    @property
    def is_own(self) -> bool:
        return self.unit == self.matter.unit


def _lay(month: Month) -> Iterator[_Lay]:
    window, days, within = month.window, workdays(), days_given(month.window.last)
    open_ones = Q(cleared_on=None) | Q(cleared_on__gte=window.first)
    raised = Blocker.rows.filter(open_ones, since__lte=window.last, matter__in=list(month.matters))
    for one in lain(raised.select_related("matter").order_by("since", "uuid"), window.last):
        matter = month.matters[one.blocker.matter_id]
        waited = raised_by(one.blocker, matter, one.blocker.matter.unit)
        for holder in dict.fromkeys(stretch.holder for stretch in one.stretches):
            reason = reason_of(one, Stay.of(one, holder, window.last, days), window, within)
            if reason is not None and holder not in (waited, matter.unit):
                solved = one.cleared is not None and one.stretches[-1].holder == holder
                yield _Lay(matter, holder, reason.what, solved, solved or not reason.counts)
        is_over = one.overdue_from(days, within) <= window.last
        yield from _of_its_own(one, matter, month, against=is_over and not month.raises)


def _of_its_own(one: Lain, matter: Matter, month: Month, *, against: bool) -> Iterator[_Lay]:
    """For the unit of the matter itself, where it lay with another."""
    if one.stretches[-1].holder == matter.unit:
        return
    said = f"堵点“{one.blocker.title}”"
    if one.cleared is not None:
        known = one.is_answered or not one.is_cleared_by(matter.unit)
        what = f"{said}{one.cleared:%m-%d} 解决" + ("" if known else "，自提自销，不计")
        yield _Lay(matter, matter.unit, what, known, known)
    elif matter.ended_on is None or matter.ended_on > month.window.last:
        what = f"{said}在别的单位，没有解决" + ("" if against else "，不计")
        yield _Lay(matter, matter.unit, what, False, against)


def _shared(month: Month, lay: Iterable[_Lay]) -> Iterator[Counted]:
    """One row each; those of one matter for one unit weigh together what the matter weighs."""
    of: dict[tuple[UUID, UUID], list[_Lay]] = defaultdict(list)
    for one in lay:
        of[one.matter.uuid, one.unit].append(one)
    for some in of.values():
        known = sum(one.counted for one in some)
        for one in some:
            weight = (month.weight(one.matter) / known).quantize(PLACES) if one.counted else NOTHING
            good = one.solved or not one.counted
            row = counted(one.matter, one.what, weight, counts=good, measure="个")
            yield Counted(row.matter, row.actual, row.target, row.reason, one.unit)
