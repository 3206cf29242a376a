"""A table found on a sheet: its columns, its lines, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from luoshi.core.tabling.around import has_colon
from luoshi.core.tabling.grid import Grid, Region, Value
from luoshi.core.tabling.values import is_blank, number, tight


class Role(StrEnum):
    """What a line of a table is."""

    DATA = "data"
    TOTAL = "total"
    """A sum or a mean of other lines: 合计, 小计, 东部地区, a section with its amount; what it was last year."""
    PART = "part"
    """Contained in the line above it: 其中."""
    HEADING = "heading"
    """Words that open a section, and no figures."""
    EMPTY = "empty"
    """Numbered in advance and never filled in."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its headings from the top, without what says the same twice."""

    at: int
    path: tuple[str, ...]
    kind: str
    """ordinal, code, number, percent, date, text or empty."""
    unit: str = ""
    """Of measure: 万元, %, 个."""

    @property
    def name(self) -> str:
        """The headings joined, as the sheet has them."""
        return "/".join(self.path)

    @property
    def is_figure(self) -> bool:
        return self.kind in ("number", "percent")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: what it is called and what it is."""

    at: int
    label: str
    """Its name without spaces."""
    role: Role


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that says nothing one can count with, and why."""

    row: int
    column: int
    address: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table on a sheet. Rows and columns count from 0."""

    grid: Grid
    region: Region
    """From the first row of the header to the last line."""
    number: int
    """Which table of its sheet, from 1."""
    titles: tuple[int, ...]
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[int, ...]
    unread: tuple[Unread, ...]
    marks: tuple[Unread, ...] = ()
    """Cells with a sign in the place of a number, and what it means."""
    doubts: tuple[Unread, ...] = ()
    """Lines that may be something else than they were taken for, and why."""
    shares: frozenset[int] = frozenset()
    """Columns where 0.742 stands beside "83.9%": their plain numbers are shares of 1."""
    label_at: int | None = None
    """The column that names the lines."""

    def line_words(self, rows: tuple[int, ...]) -> list[str]:
        """What stands in lines of words above or below the table."""
        return [" ".join(map(str, self._over(row))) for row in rows]

    def _over(self, row: int) -> list[Value]:
        """The words of a row that stand over this table; all of them if none does."""
        grid = self.grid
        reached = dict.fromkeys(grid.anchors.get((row, at), (row, at)) for at in self.region.columns)
        own = [value for top, at in reached if not is_blank(value := grid.own(top, at))]
        return own or [grid.own(row, at) for at in grid.filled(row, grid.region.columns)]

    @property
    def title(self) -> str:
        """The longest of the lines above it that say more than who, when and in what unit."""
        named = tuple(row for row in self.titles if not any(map(has_colon, self._over(row))))
        above = [*self.grid.before, *self.line_words(named or self.titles)]
        return max(above, key=lambda words: len(tight(words)), default="")

    @property
    def measures_things(self) -> bool:
        """Whether the lines are things measured, so that a sum of some is itself one: 一般公共预算收入合计."""
        head = next((tight(column.name) for column in self.columns if column.at == self.label_at), "")
        return head.endswith(("指标", "指标名称", "科目", "科目名称", "项目"))

    def data(self) -> Iterator[Line]:
        return (line for line in self.lines if line.role == Role.DATA)

    def figure(self, row: int, column: int) -> Decimal | None:
        """The number at this place, in per cent where the column is."""
        value = self.grid.own(row, column)
        found = number(value)
        return found * 100 if found is not None and column in self.shares and not isinstance(value, str) else found

    def figures(self, column: int) -> list[Decimal]:
        """The numbers of a column in the lines that are no totals, headings or parts of others."""
        found = (self.figure(line.at, column) for line in self.data())
        return [value for value in found if value is not None]

    def total(self, column: int) -> Decimal:
        return sum(self.figures(column), Decimal(0))
