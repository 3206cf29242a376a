"""Figures that a scheme computes from others, put beside those that were reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from luoshi.core.scoring.formulas import Formula, in_order
from luoshi.core.scoring.records import Status, Value
from luoshi.core.scoring.rounding import snap
from luoshi.core.scoring.scheme import Scheme

Values = dict[str, dict[str, Value]]
"""Item → unit → value."""


def compute(scheme: Scheme, units: Iterable[str], period: str, values: Values) -> None:
    """Adds the computed figures of all units, each with 12 significant digits."""
    formulas = {item.code: Formula.parse(item.formula) for item in scheme.items if item.formula is not None}
    for code in in_order(formulas):
        of_item = values.setdefault(code, {})
        for unit in units:
            given = of_item.get(unit) or Value(unit, code, period)
            if given.status in (None, "reported"):
                of_item[unit] = _computed(given, formulas[code], values)


def _computed(given: Value, formula: Formula, values: Mapping[str, Mapping[str, Value]]) -> Value:
    """What is missing in a figure is missing in all that is made of it; a division by zero does not apply."""
    parts = {name: values.get(name, {}).get(given.unit) for name in formula.names()}
    missing = [_missing(part) for part in parts.values() if part is None or part.actual is None]
    for status in ("not_published", "not_applicable", "not_reported", None):
        if status in missing:
            return replace(given, status=status)
    number = formula.value(
        {name: Fraction(part.actual) for name, part in parts.items() if part and part.actual is not None}
    )
    if number is None:
        return replace(given, status="not_applicable")
    return replace(given, actual=snap(float(number)), status="reported")


def _missing(part: Value | None) -> Status | None:
    return None if part is None or part.status == "reported" else part.status
