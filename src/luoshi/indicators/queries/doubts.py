"""What the county's rules say against new figures, with what is known around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from luoshi.core.checking import CheckRules, Doubt, NewFigure, doubts
from luoshi.core.timing.periods import Period
from luoshi.indicators.models import Accumulation, Indicator, Observation
from luoshi.indicators.queries.known import Known
from luoshi.org.directory import directory
from luoshi.org.models import UnitKind
from luoshi.org.rules import all_settings


def check_rules(day: date) -> CheckRules:
    return CheckRules.of(all_settings(day).get("figure_checks", {}))


def doubts_of(
    indicator: Indicator,
    period: str,
    source: str,
    values: Mapping[UUID | None, Decimal],
    day: date,
    known: Known | None = None,
) -> list[tuple[UUID | None, Doubt]]:
    """What is odd about a sheet's figures. Two SELECTs, or none if what is known is given.

    Towns and departments may carry the same total twice: each kind is added up by itself.
    """
    last = Period.parse(period).last
    known = known or Known.of(None, (last.year - 1, last.year), Q(), [indicator.uuid])
    names, kinds = directory(day), {unit.uuid: unit.kind for unit in directory(day).units.values()}
    figures = {
        unit: NewFigure(
            "全县" if unit is None else names.unit_name(unit),
            value,
            last.month,
            _earlier(known, indicator, unit, source, last),
            _last_year(known, indicator, unit, source, last),
            unit is None,
        )
        for unit, value in values.items()
    }
    towns = {unit for unit in figures if unit is not None and kinds.get(unit) == UnitKind.TOWN}
    summed = towns if len(towns) > 1 else {unit for unit in figures if unit is not None}
    rules, whose = check_rules(day), {figure.whose: unit for unit, figure in figures.items()}
    found: list[Doubt] = []
    for unit, figure in figures.items():
        if unit is not None and unit not in summed:
            found += doubts([figure], indicator.accumulation, indicator.unit_of_measure, rules)  # type: ignore[arg-type]
    together = [figure for unit, figure in figures.items() if unit is None or unit in summed]
    found += doubts(together, indicator.accumulation, indicator.unit_of_measure, rules)  # type: ignore[arg-type]
    return [(whose[one.whose], one) for one in found]


def refusals_of(
    indicator: Indicator, period: str, source: str, values: Mapping[UUID | None, Decimal], day: date
) -> list[tuple[UUID | None, Doubt]]:
    """Only what is refused without a reason: one SELECT, or none where no rule refuses anything."""
    rules = check_rules(day)
    if indicator.accumulation != Accumulation.CUMULATIVE or not rules.falling_refused:
        return []
    last, names = Period.parse(period).last, directory(day)
    before = Observation.rows.filter(
        indicator=indicator, source=source, year=last.year, month__lt=last.month, until=None, value__isnull=False
    )
    earlier: dict[UUID | None, dict[int, Decimal]] = defaultdict(dict)
    for unit, month, value in before.values_list("unit", "month", "value"):
        earlier[unit][month] = value or Decimal(0)
    return [
        (unit, doubt)
        for unit, value in values.items()
        for doubt in doubts(
            [NewFigure("全县" if unit is None else names.unit_name(unit), value, last.month, earlier[unit])],
            "cumulative",
            indicator.unit_of_measure,
            rules,
        )
        if doubt.refused
    ]


def _earlier(known: Known, indicator: Indicator, unit: UUID | None, source: str, last: date) -> dict[int, Decimal]:
    year = known.year(indicator.uuid, unit, source, last.year)
    return {month: one.value for month, one in year.items() if one.value is not None and month < last.month}


def _last_year(known: Known, indicator: Indicator, unit: UUID | None, source: str, last: date) -> Decimal | None:
    figure = known.year(indicator.uuid, unit, source, last.year - 1).get(last.month)
    return figure.value if figure else None
