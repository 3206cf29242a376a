"""What each unit of a group made of one leaf: a figure normalised by the method, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods import METHODS, Figures, Method, Missing, places_of
from luoshi.core.scoring.records import Value


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in one leaf."""

    status: str
    """A status of the data, or `empty` where an analytical scheme rules over an empty cell."""
    normalised: float | None = None
    """What the method makes of the figure: a share, or points."""
    counted: float | None = None
    """What goes into the score: the normalised figure, or for 未报 the smaller of 0 and the least; None: missing."""
    reason: str | None = None
    """Why the item is missing, or what is special about it; a code, said in words by `sentences`."""
    actual: Decimal | None = None
    target: Decimal | None = None
    base: Decimal | None = None
    parts: tuple[Decimal, ...] = ()
    units: int = 0
    """How many units of the group the item was measured over, those who did not report included."""
    place: int | None = None
    """The place of the figure among those reported, 1 the best."""


EMPTY: dict[str, float | None] = {"respread": None, "zero": 0.0, "exclude": None}
"""What an empty cell counts in an analytical scheme, by its `missing`; under `exclude` the nodes above are missing."""


def measure(
    item: Item, units: Sequence[str], values: Mapping[str, Value], missing: str | None = None
) -> dict[str, Cell]:
    """The cells of one leaf for the units of one group.

    An empty cell or a unit without a row has not reported; in an analytical scheme its `missing` rules them. If the
    item is not published for one of the units, it is left out for the whole group alike (未发布).
    """
    statuses = {unit: _status(values.get(unit), missing) for unit in units}
    if "not_published" in statuses.values():
        return {unit: _unscored("not_published", "not_published", values.get(unit)) for unit in units}
    method = METHODS[item.method or ""]
    reasons = {unit: _unusable(item, method, values.get(unit)) for unit in units}
    reporting = [unit for unit in units if statuses[unit] == "reported" and not reasons[unit]]
    figures = [_figures(values[unit]) for unit in reporting]
    outcomes = dict(zip(reporting, method.measure(item, figures) if figures else [], strict=True))
    places = dict(zip(reporting, places_of(item, figures), strict=True))
    silent = sum(status == "not_reported" for status in statuses.values())
    worst = _least(
        item, method, [one for one in outcomes.values() if not isinstance(one, Missing)], len(figures) + silent
    )
    cells: dict[str, Cell] = {}
    for unit in units:
        value, status = values.get(unit), statuses[unit]
        if status == "not_applicable":
            cells[unit] = _unscored(status, "not_applicable", value)
        elif status == "empty":
            cells[unit] = _cell(status, value, counted=EMPTY[missing or "respread"], reason="empty")
        elif reasons[unit]:
            cells[unit] = _unscored(status, reasons[unit], value)
        elif status == "not_reported":
            cells[unit] = _cell(status, value, counted=worst, reason="not_reported", units=len(figures) + silent)
        else:
            cells[unit] = _scored(outcomes[unit], values[unit], places[unit], len(figures) + silent)
    return cells


def _scored(outcome: float | Missing, value: Value, place: int, units: int) -> Cell:
    if isinstance(outcome, Missing):
        return _unscored("reported", outcome.reason, value)
    return _cell("reported", value, normalised=outcome, counted=outcome, units=units, place=place)


def _cell(
    status: str,
    value: Value | None,
    *,
    normalised: float | None = None,
    counted: float | None = None,
    reason: str | None = None,
    units: int = 0,
    place: int | None = None,
) -> Cell:
    actual, target, base = (value.actual, value.target, value.base) if value else (None, None, None)
    return Cell(status, normalised, counted, reason, actual, target, base, value.parts if value else (), units, place)


def _unscored(status: str, reason: str | None, value: Value | None) -> Cell:
    return _cell(status, value, reason=reason)


def _least(item: Item, method: Method, reported: Sequence[float], units: int) -> float:
    """未报 counts as the smaller of 0 and the least the item can yield.

    Where the scheme sets no bottom (a free mark without `floor`), the least is the lowest that anyone got.
    """
    bottom = method.least(item, units)
    return min(0.0, *reported) if bottom is None and reported else min(0.0, bottom or 0.0)


def _status(value: Value | None, missing: str | None) -> str:
    if value is not None and value.status is not None:
        return value.status
    return "not_reported" if missing is None else "empty"


def _unusable(item: Item, method: Method, value: Value | None) -> str | None:
    if value is None:
        return None
    return method.unusable(item, _double(value.target), _double(value.base))


def _figures(value: Value) -> Figures:
    actual = _double(value.actual)
    if actual is None:
        assert value.parts, "a reported value has a figure"
        actual = float(sum(map(Fraction, value.parts), Fraction(0)) / len(value.parts))
    return Figures(actual, _double(value.target), _double(value.base), value.parts)


def _double(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
