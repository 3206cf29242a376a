"""Tables in a PDF: they exist only as ruled lines, and a merged cell only as a line that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_THIN, _NEAR = 3.0, 3.5
"""Points: a rule is not thicker; two rules are the same line if they are not further apart."""
_MOST_RULES = 1500
"""A page with more lines than this holds a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at x (upright) or y (level), from `low` to `high` in the other direction."""

    upright: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class Grid:
    """A ruled table on a page: its lines from left to right and from top to bottom."""

    columns: list[float]
    rows: list[float]
    first: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Place → the first place of the cell it belongs to."""

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell in which a point lies."""
        column = next(
            (i for i, (a, b) in enumerate(zip(self.columns, self.columns[1:], strict=False)) if a <= x <= b), None
        )
        row = next((i for i, (a, b) in enumerate(zip(self.rows, self.rows[1:], strict=False)) if b <= y <= a), None)
        return None if column is None or row is None else self.first[row, column]


def grids(page: pdfium.PdfPage) -> list[Grid]:
    """The ruled tables of a page, those of at least two columns and two rows."""
    rules = list(_rules(page))
    if not 6 <= len(rules) <= _MOST_RULES:
        return []
    found = (_grid(group) for group in _connected(rules))
    return [grid for grid in found if grid is not None]


def _rules(page: pdfium.PdfPage) -> Iterator[Rule]:
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = shape.get_bounds()
        if top - bottom <= _THIN < right - left:
            yield Rule(False, (top + bottom) / 2, left, right)
        elif right - left <= _THIN < top - bottom:
            yield Rule(True, (left + right) / 2, bottom, top)
        elif right - left > _THIN and raw.FPDFPath_CountSegments(shape) in (4, 5):
            yield from (Rule(True, x, bottom, top) for x in (left, right))
            yield from (Rule(False, y, left, right) for y in (bottom, top))


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that touch each other, directly or by others: one group a table."""
    level, upright = [rule for rule in rules if not rule.upright], [rule for rule in rules if rule.upright]
    groups: list[list[Rule]] = []
    for rule in level:
        touching = [one for one in upright if _touch(rule, one)]
        joined = [rule, *touching]
        rest = []
        for group in groups:
            if any(one in group for one in touching):
                joined += [one for one in group if one not in joined]
            else:
                rest.append(group)
        groups = [*rest, joined]
    return groups


def _touch(level: Rule, upright: Rule) -> bool:
    across = level.low - _NEAR <= upright.at <= level.high + _NEAR
    return across and upright.low - _NEAR <= level.at <= upright.high + _NEAR


def _grid(rules: list[Rule]) -> Grid | None:
    columns = _lines([rule.at for rule in rules if rule.upright])
    rows = _lines([rule.at for rule in rules if not rule.upright])[::-1]
    if len(columns) < 3 or len(rows) < 3:
        return None
    grid = Grid(columns, rows)
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            grid.first[row, column] = _first(grid, rules, row, column)
    return grid


def _lines(places: list[float]) -> list[float]:
    """Places of lines in order, those that are nearly the same taken together."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _first(grid: Grid, rules: list[Rule], row: int, column: int) -> tuple[int, int]:
    """A place without a line on its left or above it belongs to the cell there."""
    x = (grid.columns[column] + grid.columns[column + 1]) / 2
    y = (grid.rows[row] + grid.rows[row + 1]) / 2
    if column and not _has(rules, True, grid.columns[column], y):
        return grid.first[row, column - 1]
    if row and not _has(rules, False, grid.rows[row], x):
        return grid.first[row - 1, column]
    return row, column


def _has(rules: list[Rule], upright: bool, at: float, along: float) -> bool:
    return any(
        rule.upright == upright and abs(rule.at - at) <= _NEAR and rule.low - 1 <= along <= rule.high + 1
        for rule in rules
    )
