"""Units are not asked again for what the statistics have, entered or reckoned from what was entered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from luoshi.core.formula import order_of, read_formula
from luoshi.indicators.models import Accumulation, Indicator, Observation, Source
from luoshi.indicators.queries.known import standing
from luoshi.matters.actions.supplying import supply
from luoshi.org.acting import By

Entered = tuple[Indicator, str, UUID]
"""An indicator, the period of its new figures, and the sheet that has them."""


def supply_matters(by: By, entered: Sequence[Entered]) -> None:
    """Gives the figures of sheets just entered, and of all that is reckoned from them, to the matters that count the
    same."""
    for indicator, period, sheet in entered:
        _supply(by, indicator, period, sheet)
    sheets = {(one.code, period): sheet for one, period, sheet in entered}
    for indicator in reckoned_from({one.code for one, _period, _sheet in entered}):
        parts = read_formula(indicator.formula).codes
        news = {period: sheet for (code, period), sheet in sheets.items() if code in parts}
        for period, sheet in sorted(news.items()):
            _supply(by, indicator, period, sheet)
            sheets[indicator.code, period] = sheet


def supply_reckoned(by: By, defined: Collection[str]) -> None:
    """The same after a formula was set or changed: the newest figure that it gives, by the sheet that completed it."""
    codes = {one.code for one in Indicator.rows.filter(code__in=defined).exclude(formula="")}
    for indicator in Indicator.rows.filter(code__in=codes | {one.code for one in reckoned_from(codes)}):
        found = Observation.rows.filter(indicator=indicator, source=Source.STATISTICS, until=None)
        newest = found.order_by("year", "month", "known_on", "pk").last()
        if newest is not None:
            _supply(by, indicator, newest.period, newest.sheet)


def reckoned_from(codes: Collection[str]) -> list[Indicator]:
    """The indicators whose formulas rest on any of these, near or far, each after those it rests on."""
    known = {one.code: one for one in Indicator.rows.exclude(formula="")}
    formulas = {code: read_formula(one.formula) for code, one in known.items()}
    reached = set(codes)
    found = []
    for code in order_of(formulas):
        if not reached.isdisjoint(formulas[code].codes):
            reached.add(code)
            found.append(known[code])
    return found


def _supply(by: By, indicator: Indicator, period: str, sheet: UUID) -> None:
    """Of a flow, a correction moves the later totals too."""
    for at, values in standing(indicator, period).items():
        if at == period or indicator.accumulation == Accumulation.FLOW:
            own = given_to(values, indicator.owner)
            supply(by, indicator.code, at, sheet, own, indicator.unit_of_measure)


def given_to(values: Mapping[UUID | None, Decimal], owner: UUID | None) -> dict[UUID, Decimal]:
    """Each unit's own figure; the bureau that answers for the indicator has the county's."""
    own = {unit: value for unit, value in values.items() if unit is not None}
    return {owner: values[None], **own} if owner is not None and None in values else own
