"""The loop's own figures of any period: a month's as they are, a longer one's from its months; what was finished."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.matters.queries.figure import QUANTITIES, Figure
from luoshi.matters.queries.figures import month_figures
from luoshi.matters.queries.finished import DONE, finished_figures
from luoshi.matters.queries.whose import OF_UNITS, Whose


def loop_figures(period: Period, items: Iterable[str], of: UUID | None = None, whose: Whose = OF_UNITS) -> list[Figure]:
    """Every unit's (or other subject's) figures for the sources that a scheme takes from the loop; `of`: this one's.

    Over several months nodes and reports are added up; quantities count from the year's start, so the last month that
    has them stands.
    """
    wanted = set(items)
    found: dict[tuple[UUID, str], Figure] = {}
    for month in period.months() if wanted - {DONE} else ():
        for figure in month_figures(month, of, whose):
            key = (figure.unit, figure.item)
            if figure.item not in wanted:
                continue
            if key not in found or (figure.item == QUANTITIES and figure.applies):
                found[key] = figure
            elif figure.item != QUANTITIES:
                found[key].actual += figure.actual
                found[key].target += figure.target
                found[key].reasons += figure.reasons
    finished = finished_figures(period, of, whose) if DONE in wanted else []
    return [*found.values(), *finished]
