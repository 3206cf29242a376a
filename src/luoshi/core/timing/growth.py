"""Growth of a series of published figures: over last year's period, over the period before, and link by link.

Amounts are compared with amounts of periods of the same length, levels with levels. A published rate is an observation
of its own: it is never reckoned from two amounts, and two rates differ by percentage points. What would stand on a base
that is missing, zero or negative is not computable: None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from luoshi.core.timing.course import HUNDRED, JOINED, POINT, Accumulation, Cycle, rounded, year_on_year

At = tuple[int, int]
"""A year and the last month of a period in it."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How a period went. Per cent; of a rate, percentage points."""

    amount: Decimal | None = None
    """What the period alone brought; of a stock or a rate, its figure."""
    on_year: Decimal | None = None
    """That, over last year's same period."""
    on_period: Decimal | None = None
    """That, over the period before (环比)."""
    chain: Decimal | None = None
    """The growths over the period before multiplied up, from `since` on; one link missing breaks the chain."""
    since: At | None = None
    """The period the chain starts from: of a stock last year's end, else the year's first of ordinary length."""


def growth_at(accumulation: Accumulation, figures: Mapping[At, Decimal], at: At, cycle: Cycle = "month") -> Growth:
    """How the period ending at a month went, from the figures as they were published.

    Args:
        figures: of a flow each period's amount, of a cumulative the year so far, of a stock the level, of a rate it.
    """
    year, month = at
    amount = amount_of(accumulation, figures, at, cycle)
    last_year = amount_of(accumulation, figures, (year - 1, month), cycle)
    before = _before(accumulation, at, cycle)
    previous = amount_of(accumulation, figures, before, cycle) if before else None
    since = _start(accumulation, year, cycle)
    if accumulation == "rate":
        return Growth(amount, _points(amount, last_year), _points(amount, previous))
    chain = _chain(accumulation, figures, since, at, cycle)
    return Growth(
        amount,
        year_on_year(amount, last_year),
        year_on_year(amount, previous),
        chain,
        since if chain is not None else None,
    )


def amount_of(
    accumulation: Accumulation, figures: Mapping[At, Decimal], at: At, cycle: Cycle = "month"
) -> Decimal | None:
    """What one period brought: a cumulative figure less that of the period before in the same year."""
    figure = figures.get(at)
    first = 3 if cycle == "quarter" else JOINED
    if accumulation != "cumulative" or figure is None or at[1] <= first:
        return figure
    earlier = figures.get((at[0], at[1] - _step(cycle)))
    return None if earlier is None else figure - earlier


def _step(cycle: Cycle) -> int:
    return 3 if cycle == "quarter" else 1


def _before(accumulation: Accumulation, at: At, cycle: Cycle) -> At | None:
    """The period before, if it is as long: January and February are one, longer than any other month.

    A level at their end stands on December's, a rate too; an amount of two months on none.
    """
    year, month = at
    if cycle == "quarter":
        return (year, month - 3) if month > 3 else (year - 1, 12)
    amounts = accumulation in ("flow", "cumulative")
    if month <= JOINED:
        return None if amounts else (year - 1, 12)
    return None if amounts and month == JOINED + 1 else (year, month - 1)


def _start(accumulation: Accumulation, year: int, cycle: Cycle) -> At:
    if accumulation == "stock":
        return year - 1, 12
    return (year, 3) if cycle == "quarter" else (year, JOINED + 1)


def _chain(
    accumulation: Accumulation, figures: Mapping[At, Decimal], since: At, at: At, cycle: Cycle
) -> Decimal | None:
    """Link by link back to the start; a link without a sound base breaks it."""
    whole = Decimal(1)
    here = at
    while here > since:
        before = _before(accumulation, here, cycle)
        amount = amount_of(accumulation, figures, here, cycle)
        base = amount_of(accumulation, figures, before, cycle) if before else None
        if before is None or amount is None or base is None or base <= 0:
            return None
        whole *= amount / base
        here = before
    return rounded((whole - 1) * HUNDRED, POINT) if here == since != at else None


def _points(rate: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if rate is None or other is None else rounded(rate - other, POINT)
