"""How the county's figure of each period of the year went: alone, over last year's, over the period before."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from luoshi.core.timing.growth import Growth, growth_at
from luoshi.indicators.models import Indicator
from luoshi.indicators.queries.board import BoardRow
from luoshi.indicators.queries.known import Known, months_published


def growths(indicator: Indicator, row: BoardRow, day: date) -> dict[int, Growth]:
    """Month → how the period that ends with it went, of the periods known, by the source it is judged by."""
    known = Known.of(day, (row.year - 1, row.year), Q(unit=None), [indicator.uuid])
    figures = {
        (year, month): one.value
        for year in (row.year - 1, row.year)
        for month, one in known.year(indicator.uuid, None, row.source, year).items()
        if one.value is not None
    }
    return {
        month: growth_at(indicator.accumulation, figures, (row.year, month), indicator.cycle)  # type: ignore[arg-type]
        for month in months_published(indicator)
        if (row.year, month) in figures
    }
