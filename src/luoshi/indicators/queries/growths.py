"""How the figure of a period went, the county's and each unit's: alone, over last year's, over the period before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from luoshi.core.timing.growth import Growth, growth_at
from luoshi.indicators.models import Indicator
from luoshi.indicators.queries.board import BoardRow
from luoshi.indicators.queries.known import Known, months_published


def growths(indicator: Indicator, row: BoardRow, day: date) -> dict[int, Growth]:
    """Month → how the period that ends with it went, of the periods known, by the source it is judged by."""
    known = Known.of(day, (row.year - 1, row.year), Q(unit=None), [indicator.uuid])
    figures = _figures(indicator, known, None, row.source, row.year)
    return {
        month: growth_at(indicator.accumulation, figures, (row.year, month), indicator.cycle)  # type: ignore[arg-type]
        for month in months_published(indicator)
        if (row.year, month) in figures
    }


def growth_of(indicator: Indicator, known: Known, unit: UUID, source: str, at: tuple[int, int]) -> Growth:
    """How one unit's period went; nothing where its figures do not bear it."""
    figures = _figures(indicator, known, unit, source, at[0])
    return growth_at(indicator.accumulation, figures, at, indicator.cycle)  # type: ignore[arg-type]


def _figures(
    indicator: Indicator, known: Known, unit: UUID | None, source: str, year: int
) -> dict[tuple[int, int], Decimal]:
    """Year and month → the figure as it was published, of this year and the last."""
    return {
        (of, month): one.value
        for of in (year - 1, year)
        for month, one in known.year(indicator.uuid, unit, source, of).items()
        if one.value is not None
    }
