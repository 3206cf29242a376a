"""The loop's own figures of any period: a month's as they are, a longer one's from its months; what was finished."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from luoshi.appraisal.rules import DONE
from luoshi.core.timing.periods import Period
from luoshi.matters.models import End, Matter
from luoshi.matters.queries.figures import QUANTITIES, Figure, Reason, Window, month_figures


def loop_figures(period: Period, items: Iterable[str], of: UUID | None = None) -> list[Figure]:
    """Every unit's figures for the sources that a scheme takes from the loop; `of`: of this unit alone.

    Over several months nodes and reports are added up; quantities count from the year's start, so the last month that
    has them stands.
    """
    wanted = set(items)
    found: dict[tuple[UUID, str], Figure] = {}
    for month in period.months() if wanted - {DONE} else ():
        for figure in month_figures(month, of):
            key = (figure.unit, figure.item)
            if figure.item not in wanted:
                continue
            if key not in found or (figure.item == QUANTITIES and figure.applies):
                found[key] = figure
            elif figure.item != QUANTITIES:
                found[key].actual += figure.actual
                found[key].target += figure.target
                found[key].reasons += figure.reasons
    finished = finished_figures(period, of) if DONE in wanted else []
    return [*found.values(), *finished]


def finished_figures(period: Period, of: UUID | None = None) -> list[Figure]:
    """Matters whose first due day lies in the period's work months: done by its end, of all of them.

    An extension moves the due day, not what is counted here; what was withdrawn, merged or postponed asks nothing.
    """
    last = Window.of(Period.containing(period.last, "month")).last
    first = Window.of(period.months()[0]).first
    due = Matter.rows.filter(
        first_due__gte=first, first_due__lte=last, restricted=False, recalled_on=None, rollup=""
    ).exclude(end__in=(End.WITHDRAWN, End.MERGED, End.POSTPONED))
    if of is not None:
        due = due.filter(unit=of)
    found: dict[UUID, Figure] = {}
    for matter in due.order_by("number"):
        done = matter.end in (End.DONE, End.ROUTINE) and matter.ended_on is not None and matter.ended_on <= last
        figure = found.setdefault(matter.unit, Figure(matter.unit, DONE))
        figure.actual += done
        figure.target += 1
        word = "已办结" if done else "到期未办结"
        what = f"{word}（{matter.first_due:%m-%d}）"
        figure.reasons.append(Reason(matter.uuid, matter.number, matter.title, what, bool(done)))
    return list(found.values())
