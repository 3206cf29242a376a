"""Figures of indicators that are reckoned from others: made anew whenever one of those changes, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.core.formula import Formula, order_of, read_formula
from luoshi.core.timing.course import FIGURE, rounded
from luoshi.indicators.models import Indicator, Observation, SheetStatus, Status

Key = tuple[str, str, UUID | None]
"""Period, source, unit."""


def compute(defined: set[UUID], entered: set[tuple[UUID, str]]) -> None:
    """Brings the reckoned indicators up to date after definitions and sheets. One SELECT where there are none."""
    known = {one.code: one for one in Indicator.rows.all()} if defined or entered else {}
    formulas = {code: read_formula(one.formula) for code, one in known.items() if one.formula}
    if not formulas:
        return
    codes = {one.uuid: code for code, one in known.items()}
    periods: dict[str, set[str] | None] = defaultdict(set)
    for uuid, period in entered:
        _add(periods, codes[uuid], {period})
    for uuid in defined:
        periods[codes[uuid]] = None
    for code in order_of(formulas):
        changed: set[str] | None = set()
        for other in {*formulas[code].codes, code} & periods.keys():
            changed = None if changed is None or periods[other] is None else changed | (periods[other] or set())
        if changed is None or changed:
            _reckon(known[code], formulas[code], known, changed)
            periods[code] = changed


def _add(periods: dict[str, set[str] | None], code: str, some: set[str]) -> None:
    periods[code] = (periods[code] or set()) | some


def _reckon(indicator: Indicator, formula: Formula, known: Mapping[str, Indicator], periods: set[str] | None) -> None:
    """All figures of these periods, or of all: what was known of each day by day."""
    among = {} if periods is None else {"period__in": periods}
    wanted = {known[code].uuid: code for code in formula.codes if code in known}
    spans: dict[Key, list[tuple[str, Observation]]] = defaultdict(list)
    for one in Observation.rows.filter(indicator__in=wanted, **among).order_by("known_on", "pk"):
        spans[one.period, one.source, one.unit].append((wanted[one.indicator_id], one))
    Observation.rows.filter(indicator=indicator, **among).delete()
    made = [one for parts in spans.values() for one in _day_by_day(indicator, formula, parts)]
    Observation.rows.bulk_create(made, batch_size=500)


def _day_by_day(indicator: Indicator, formula: Formula, parts: Sequence[tuple[str, Observation]]) -> list[Observation]:
    days = sorted({one.known_on for _code, one in parts} | {one.until for _code, one in parts if one.until})
    found: list[Observation] = []
    for day in days:
        now = _on(indicator, formula, {code: one for code, one in parts if _stands(one, day)}, day)
        last = found[-1] if found and found[-1].until is None else None
        if last and now and (last.value, last.sheet_status) == (now.value, now.sheet_status):
            continue
        if last:
            last.until = day
        if now:
            found.append(now)
    return found


def _stands(one: Observation, day: date) -> bool:
    return one.known_on <= day and (one.until is None or one.until > day)


def _on(indicator: Indicator, formula: Formula, parts: Mapping[str, Observation], day: date) -> Observation | None:
    """The figure as it follows from what is known on a day; None where something is missing."""
    values: dict[str, Decimal] = {code: one.value for code, one in parts.items() if one.value is not None}
    value = formula.value(values)
    if value is None or not parts:
        return None
    newest = max(parts.items(), key=lambda pair: (pair[1].known_on, pair[0]))[1]
    return Observation(
        indicator=indicator,
        period=newest.period,
        year=newest.year,
        month=newest.month,
        source=newest.source,
        unit=newest.unit,
        value=rounded(value, FIGURE),
        status=Status.REPORTED,
        sheet_status=_status(parts.values()),
        sheet=newest.sheet,
        known_on=day,
    )


def _status(parts: Iterable[Observation]) -> str:
    """Preliminary if one part is, else revised if one is."""
    found = {one.sheet_status for one in parts}
    order = (SheetStatus.PRELIMINARY, SheetStatus.REVISED, SheetStatus.FINAL)
    return str(next(status for status in order if status in found))
