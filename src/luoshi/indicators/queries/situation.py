"""The situation in codes and values: what gives momentum, and what presses. Words are made in `words`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from luoshi.indicators.models import Accumulation, Observation, Status, Target
from luoshi.indicators.queries.board import BoardRow, board
from luoshi.indicators.queries.known import known_on
from luoshi.org.acting import By
from luoshi.org.directory import directory

NOTABLE = Decimal(1)
"""Percentage points by which a gap must move within a period to be worth a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say: what kind, of which indicator, with which values."""

    code: str
    row: BoardRow
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """势头与压力: both have equal room. Each the weightiest first."""

    momentum: tuple[Sentence, ...]
    pressure: tuple[Sentence, ...]


def situation(by: By, day: date) -> Situation:
    """Momentum and pressure, as known on a day: nine SELECTs."""
    return situation_of(board(by, day), day)


def situation_of(rows: Sequence[BoardRow], day: date) -> Situation:
    """The situation of a board that was read already: three SELECTs."""
    pressure = [*_behind(rows), *_zero(rows, day), *_late(rows)]
    return Situation(tuple(_ahead(rows)), tuple(pressure))


def _ahead(rows: Iterable[BoardRow]) -> Iterable[Sentence]:
    for row in sorted(rows, key=lambda row: -(row.gap or 0)):
        if row.light == "green" and row.gap is not None:
            yield Sentence("rate_reached" if row.is_rate else "ahead", row)
        elif row.change is not None and row.change >= NOTABLE:
            yield Sentence("closing", row)


def _behind(rows: Iterable[BoardRow]) -> Iterable[Sentence]:
    for row in sorted(rows, key=lambda row: row.gap or 0):
        if row.light in ("yellow", "red") and row.gap is not None:
            yield Sentence("rate_short" if row.is_rate else "behind", row)
        elif row.change is not None and row.change <= -NOTABLE:
            yield Sentence("slipping", row)
        if row.light == "green" and shrinks(row):
            yield Sentence("shrinking", row)


def shrinks(row: BoardRow) -> bool:
    """Whether there is less of it than in last year's same period, and less is not better."""
    return not row.is_rate and row.direction == 1 and row.year_on_year is not None and row.year_on_year < 0


def _late(rows: Iterable[BoardRow]) -> Iterable[Sentence]:
    return (Sentence("late", row, {"period": row.late}) for row in rows if row.late and row.target is not None)


def _zero(rows: Iterable[BoardRow], day: date) -> Iterable[Sentence]:
    """Units with a target and nothing at all so far this year."""
    by_code = {
        row.code: row
        for row in rows
        if row.period and row.direction == 1 and row.accumulation in (Accumulation.FLOW, Accumulation.CUMULATIVE)
    }
    years = {row.year for row in by_code.values()}
    sums = (
        Observation.rows.filter(known_on(day), year__in=years, unit__isnull=False, status=Status.REPORTED)
        .values("indicator__code", "unit", "source", "year")
        .annotate(total=Sum("value"))
    )
    nothing = defaultdict(set)
    for found in sums:
        row = by_code.get(found["indicator__code"])
        if row and (found["source"], found["year"]) == (row.source, row.year) and found["total"] == 0:
            nothing[row.code].add(found["unit"])
    owing = Target.rows.filter(known_on(day), year__in=years, unit__isnull=False, value__gt=0)
    named: dict[str, list[Any]] = defaultdict(list)
    for code, year, unit in owing.values_list("indicator__code", "year", "unit"):
        if unit in nothing.get(code, ()) and by_code[code].year == year:
            named[code].append(unit)
    names = directory(day).units
    for code, units in named.items():
        known = sorted((names[unit] for unit in units if unit in names), key=lambda unit: unit.place)
        yield Sentence("zero", by_code[code], {"units": [unit.short for unit in known]})
