"""Which periods are closed on which clock, and which were reopened: the newest step of each says so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from luoshi.matters.models import PeriodStep


def newest_steps(clock: str, periods: Collection[str] | None = None) -> dict[str, PeriodStep]:
    """Period → its newest step on a clock: one SELECT. Without periods: all that ever had one."""
    steps = PeriodStep.rows.filter(clock=clock).order_by("at", "uuid")
    if periods is not None:
        steps = steps.filter(period__in=set(periods))
    return {step.period: step for step in steps}


Steps = dict[str, dict[str, PeriodStep]]
"""Clock → period → its newest step."""


def steps_by_clock() -> Steps:
    """Of both clocks: one SELECT."""
    found: Steps = {clock: {} for clock in PeriodStep.Clock.values}
    for step in PeriodStep.rows.filter(clock__in=list(found)).order_by("at", "uuid"):
        found[step.clock][step.period] = step
    return found


def reopened() -> frozenset[str]:
    """The periods of the work clock that were closed and stand open again."""
    found = newest_steps(PeriodStep.Clock.WORK)
    return frozenset(period for period, step in found.items() if not step.closed)


def closed_at(period: str) -> datetime | None:
    """When a period of the work clock was closed; none while it stands open."""
    step = newest_steps(PeriodStep.Clock.WORK, [period]).get(period)
    return step.at if step and step.closed else None


def first_closed_at(period: str) -> datetime | None:
    """When a period of the work clock was closed for the first time, whatever was opened again since."""
    steps = PeriodStep.rows.filter(clock=PeriodStep.Clock.WORK, period=period, closed=True)
    return steps.order_by("at", "uuid").values_list("at", flat=True).first()


def is_closed(period: str, clock: str) -> bool:
    """Whether a period is closed on a clock."""
    step = newest_steps(clock, [period]).get(period)
    return step is not None and step.closed
