"""The loop's own figures of any period: a month's as they are, a longer one's from its months; what was finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from luoshi.appraisal.judged import repeated_reports
from luoshi.core.timing.periods import Period
from luoshi.matters.queries.counting import Month, Source, folded_up
from luoshi.matters.queries.figure import BLOCKERS, NODES, QUANTITIES, REPORTS, Figure
from luoshi.matters.queries.figures import month_figures
from luoshi.matters.queries.finished import DONE, finished_figures
from luoshi.matters.queries.on_time import ON_TIME, on_time
from luoshi.matters.queries.problems import CLEARED, SOLVED, blockers_cleared, problems_solved
from luoshi.matters.queries.report_quality import QUALITY, report_quality
from luoshi.matters.queries.supervision import SUPERVISION, supervision_points
from luoshi.matters.queries.whose import OF_UNITS, Whose

TOGETHER = frozenset({NODES, QUANTITIES, REPORTS, BLOCKERS})
"""Figures that are made in one go."""
ONE_BY_ONE: dict[str, Source] = {
    ON_TIME: on_time,
    CLEARED: blockers_cleared,
    SOLVED: problems_solved,
    SUPERVISION: supervision_points,
}
"""Figures of which each is made of its own rows."""


def loop_figures(
    period: Period,
    items: Iterable[str],
    of: UUID | None = None,
    whose: Whose = OF_UNITS,
    sealed: datetime | None = None,
) -> list[Figure]:
    """Every unit's (or other subject's) figures for the sources that a scheme takes from the loop; `of`: this one's.

    Over several months nodes, reports and the like are added up; quantities count from the year's start, so the last
    month that has them stands. `sealed`: when the ranking they are for was sealed for the first time.
    """
    wanted = set(items)
    found: dict[tuple[UUID, str], Figure] = {}
    for month in period.months():
        for figure in _of_month(month, wanted, of, whose, sealed):
            key = (figure.unit, figure.item)
            if key not in found or (figure.item == QUANTITIES and figure.applies):
                found[key] = figure
            elif figure.item != QUANTITIES:
                found[key].actual += figure.actual
                found[key].target += figure.target
                found[key].reasons += figure.reasons
    finished = finished_figures(period, of, whose) if DONE in wanted else []
    return [*found.values(), *finished]


def _of_month(
    period: Period, wanted: set[str], of: UUID | None, whose: Whose, sealed: datetime | None
) -> Iterator[Figure]:
    if wanted & TOGETHER:
        yield from (figure for figure in month_figures(period, of, whose, sealed) if figure.item in wanted)
    sources = {code: source for code, source in ONE_BY_ONE.items() if code in wanted}
    if QUALITY in wanted:
        sources[QUALITY] = partial(report_quality, repeated=repeated_reports(period))
    month = Month.of(period, whose) if sources else None
    for code, source in sources.items():
        if month is not None:
            yield from folded_up(code, source(month), of, whose)
