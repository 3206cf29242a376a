"""A sheet as a grid of cells: what stands where, which cells are merged, and what lies outside the cells."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from luoshi.core.sheets import letters

Value = str | Decimal | datetime.date
"""A cell: words ("" if it is blank), a number, or a day."""
At = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a sheet: rows and columns, the last ones included."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def rows(self) -> range:
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        return range(self.left, self.right + 1)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. Every row is equally long."""

    name: str
    visible: bool
    cells: list[list[Value]]
    merges: dict[At, At] = field(default_factory=dict)
    """The first cell of a merged range → its last one."""
    anchors: dict[At, At] = field(default_factory=dict)
    """Every other cell of a merged range → the first one."""
    starts: frozenset[int] = frozenset()
    """Rows at which another table of a web page begins."""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    """Words of a web page before and after its tables."""

    @property
    def region(self) -> Region:
        return Region(0, len(self.cells) - 1, 0, len(self.cells[0]) - 1 if self.cells else -1)

    def own(self, row: int, column: int) -> Value:
        """What stands in this very cell: nothing in the rest of a merged range."""
        return "" if (row, column) in self.anchors else self.cells[row][column]

    def laid(self, row: int, column: int) -> Value:
        """What one reads at this place: a merged range says the same everywhere."""
        top, left = self.anchors.get((row, column), (row, column))
        return self.cells[top][left]

    def extent(self, row: int, column: int) -> At:
        """The last cell of the range that begins here; the cell itself if none does."""
        return self.merges.get((row, column), (row, column))

    def address(self, row: int, column: int) -> str:
        """Sheet1!C7; a file without sheets: C7."""
        place = f"{letters(column)}{row + 1}"
        return f"{self.name}!{place}" if self.name else place

    def filled(self, row: int, columns: Iterable[int]) -> list[int]:
        """The columns in which this row has something of its own."""
        return [column for column in columns if self.own(row, column) != ""]


def grid_of(
    name: str,
    rows: list[list[Value]],
    merged: Iterable[tuple[At, At]] = (),
    *,
    visible: bool = True,
    starts: Iterable[int] = (),
    before: Iterable[str] = (),
    after: Iterable[str] = (),
) -> Grid:
    """A grid with its blank margins below and to the right cut off."""
    height = max((at + 1 for at, row in enumerate(rows) if any(value != "" for value in row)), default=0)
    width = max((at + 1 for row in rows for at, value in enumerate(row) if value != ""), default=0)
    merges: dict[At, At] = {}
    anchors: dict[At, At] = {}
    for (top, left), (bottom, right) in merged:
        if top < height and left < width and (top, left) != (bottom, right):
            height, width = max(height, 1), max(width, right + 1)
            last = (min(bottom, height - 1), right)
            merges[top, left] = last
            covered = ((at, column) for at in range(top, last[0] + 1) for column in range(left, right + 1))
            anchors |= {place: (top, left) for place in covered if place != (top, left)}
    cells = [(row + [""] * width)[:width] for row in rows[:height]]
    return Grid(name, visible, cells, merges, anchors, frozenset(starts), tuple(before), tuple(after))
