"""A table as the page shows it: every cell of the sheet, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from luoshi.core.sheets import letters
from luoshi.core.tabling import Role
from luoshi.core.tabling.values import is_blank, words
from luoshi.indicators.queries import TableOnPage, TablePage, said_of


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    look: str
    """head, taken, doubt, unread, mark, total or nothing."""
    hint: str = ""
    wide: int = 1


@dataclass(frozen=True, slots=True)
class ShownRow:
    number: int
    field: str
    """The form's field for what this line means; empty for titles, headings and notes."""
    said: str
    cells: tuple[ShownCell, ...]
    look: str = ""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    letter: str
    name: str
    field: str
    said: str
    month: str
    unit: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table, folded away where nothing is taken from it."""

    at: str
    title: str
    place: str
    period: str
    remembered: bool
    taken: int
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]


def grid_of(one: TableOnPage, page: TablePage) -> ShownTable:
    table = one.table
    first, last = table.region.top, table.region.bottom
    return ShownTable(
        one.at,
        table.title or table.grid.name,
        f"{table.grid.address(first, table.region.left)}:{letters(table.region.right)}{last + 1}",
        one.proposal.period,
        one.proposal.remembered,
        len(one.placed),
        tuple(_column(one, page, column.at) for column in table.columns),
        tuple(_rows(one, page)),
    )


def _column(one: TableOnPage, page: TablePage, at: int) -> ShownColumn:
    column = next(column for column in one.table.columns if column.at == at)
    meaning = one.proposal.columns.get(at)
    return ShownColumn(
        letters(at),
        column.name,
        f"{one.at}:{at}" if column.kind in ("number", "percent") else "",
        said_of(meaning, page),
        meaning.period if meaning else "",
        column.unit,
    )


def _rows(one: TableOnPage, page: TablePage) -> list[ShownRow]:
    table = one.table
    lines = {line.at: line for line in table.lines}
    looks = _looks(one)
    shown = []
    for row in sorted({*table.titles, *table.header, *lines, *table.notes}):
        line = lines.get(row)
        asked = line is not None and line.role not in (Role.HEADING, Role.EMPTY)
        shown.append(
            ShownRow(
                row + 1,
                f"r:{one.at}:{row}" if asked else "",
                said_of(one.proposal.lines.get(row), page) if asked else "",
                tuple(_cells(one, row, looks)),
                line.role.value if line else "head" if row in table.header else "words",
            )
        )
    return shown


def _looks(one: TableOnPage) -> dict[tuple[int, int], tuple[str, str]]:
    """Where something is to be seen: what is taken, what cannot be read, what is odd."""
    looks = {(cell.row, cell.column): ("mark", cell.why) for cell in one.table.marks}
    looks |= {(cell.row, cell.column): ("unread", cell.why) for cell in one.table.unread}
    looks |= {(placed.row, placed.column): ("taken", placed.period) for placed in one.placed}
    looks |= {(placed.row, placed.column): ("doubt", doubt.words) for placed, doubt in one.doubts}
    return looks


def _cells(one: TableOnPage, row: int, looks: dict[tuple[int, int], tuple[str, str]]) -> list[ShownCell]:
    """A row's cells; a merged range is one wide cell, and below its first row blank."""
    grid, found = one.table.grid, []
    at = one.table.region.left
    while at <= one.table.region.right:
        right = min(grid.extent(row, at)[1], one.table.region.right)
        value = grid.own(row, at)
        look, hint = looks.get((row, at), ("", ""))
        found.append(ShownCell("" if is_blank(value) else words(value), look, hint, right - at + 1))
        at = right + 1
    said = [cell for cell in found if cell.text]
    if len(said) == 1 and not said[0].look and row not in {line.at for line in one.table.lines}:
        return [replace(said[0], wide=one.table.region.right - one.table.region.left + 1)]
    return found
