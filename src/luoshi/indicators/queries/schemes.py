"""What an appraisal takes from the indicators: one row for each unit, item and period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.course import FIGURE, Course, rounded
from luoshi.core.timing.periods import Period
from luoshi.indicators.models import Indicator, Status
from luoshi.indicators.queries.known import Known
from luoshi.indicators.queries.units import source_of, status_at


def scheme_values(
    codes: Sequence[str], period: str, *, known_on: date | None = None, whole_year: bool = False
) -> list[dict[str, Any]]:
    """Rows of `values` as a scheme reads them: unit (uuid), item (code), period, actual, target, base, status.

    Args:
        codes: indicators, by code.
        period: 2026-06, 2026Q2, 2026H1 or 2026: the year's figures up to its last month.
        known_on: as they were known on that day; left out: as they are known now.
        whole_year: the target is the year's; else what should have been reached by the end of the period.

    An indicator that has no period ending there (a quarterly one in May) is `not_published` for all its units alike.
    Raises BadInput for an unknown code or period.
    """
    last = Period.parse(period).last
    indicators = {one.code: one for one in Indicator.rows.filter(code__in=codes)}
    unknown = [Fault(f"没有代码为“{code}”的指标", "核对方案里的指标代码") for code in codes if code not in indicators]
    if unknown:
        raise BadInput.of(unknown)
    known = Known.of(known_on, (last.year, last.year - 1), Q(), [one.uuid for one in indicators.values()])
    return [row for code in codes for row in _values(known, indicators[code], period, last, whole_year)]


def _values(known: Known, indicator: Indicator, period: str, last: date, whole_year: bool) -> Iterable[dict[str, Any]]:
    """One indicator's rows. Whether a unit was left out of a sheet is asked among those of the same source."""
    year, month = last.year, last.month
    units, preferred = _units(known, indicator, year), known.source(indicator.uuid)
    sources = {unit: source_of(known, indicator, [unit], year, preferred) for unit in units}
    for unit, source in sources.items():
        peers = [one for one in units if sources[one] == source]
        status = status_at(known, indicator, peers, unit, (source, year, month))
        yield {
            "unit": unit,
            "item": indicator.code,
            "period": period,
            "actual": known.counted(indicator, unit, source, year, month) if status == Status.REPORTED else None,
            "target": _target(known.course(indicator, unit, source, year), month, whole_year),
            "base": known.counted(indicator, unit, source, year - 1, month),
            "status": str(status),
        }


def _target(course: Course | None, month: int, whole_year: bool) -> Decimal | None:
    if course is None:
        return None
    target = course.target if whole_year else course.expected(month)
    return rounded(target, FIGURE) if target is not None else None


def _units(known: Known, indicator: Indicator, year: int) -> list[UUID]:
    """Units with a target of the year or a figure in it."""
    found = {unit for (whose, of, unit) in known.targets if (whose, of) == (indicator.uuid, year)}
    found |= {unit for (whose, unit, _, of) in known.figures if (whose, of) == (indicator.uuid, year)}
    return sorted((unit for unit in found if unit is not None), key=str)
