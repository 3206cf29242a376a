"""Finds the tables of a sheet: stacked, side by side, with what stands above and below each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi.core.tabling import heading
from luoshi.core.tabling.around import is_fact, is_note, is_signed
from luoshi.core.tabling.beside import beside
from luoshi.core.tabling.columns import columns_of, is_share, label_column
from luoshi.core.tabling.files import read_grids
from luoshi.core.tabling.grid import Grid, Region
from luoshi.core.tabling.lines import Look, Looks, begins, is_label, row_words
from luoshi.core.tabling.model import Role, Table
from luoshi.core.tabling.roles import lines_of
from luoshi.core.tabling.strips import strips, titles_across
from luoshi.core.tabling.unread import unread_of
from luoshi.core.tabling.values import is_blank, mark, number, tight, words

_PAGE = re.compile(r"第\s*\d+\s*页|共\s*\d+\s*页|续表")
LONGEST_GROUP = 14
"""Signs that the heading of a group of columns may have; a title has more."""
SHORTEST_GROUP = 6
"""Signs that the heading over all columns of a table within a table may have."""
FAR = 3
"""Blank rows after which a lone cell no longer belongs to the table above."""


@dataclass(slots=True)
class Found:
    """A table while it is being found: row numbers only."""

    titles: list[int]
    header: list[int]
    rows: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)


def read_tables(name: str, data: bytes) -> list[Table]:
    """Every table of the visible sheets. Raises BadInput for a file that is no sheet."""
    return tables_and_hidden(name, data)[0]


def tables_and_hidden(name: str, data: bytes) -> tuple[list[Table], tuple[str, ...]]:
    """Every table of the visible sheets, and the names of hidden sheets with tables that were left out."""
    grids = read_grids(name, data)
    hidden = tuple(grid.name for grid in grids if not grid.visible and tables_of(grid))
    return [table for grid in grids if grid.visible for table in tables_of(grid)], hidden


def tables_of(grid: Grid) -> list[Table]:
    """The tables of one sheet, from the top, those beside each other from the left."""
    if not grid.cells:
        return []
    found = [one for strip in strips(grid, grid.region) for one in _in_strip(grid, strip)]
    found.sort(key=lambda one: (one[1].header[0] if one[1].header else one[1].rows[0], one[0].left))
    return [_table(grid, region, one, place) for place, (region, one) in enumerate(found, 1)]


def _in_strip(grid: Grid, region: Region) -> list[tuple[Region, Found]]:
    tables: list[tuple[Region, Found]] = []
    for one in _stacked(Looks(grid, region)):
        cut = beside(grid, region, one.titles, one.header, one.rows)
        tables += _parts(grid, region, one, cut) if cut else [(region, one)]
    if tables and (first := tables[0][1]).header:
        first.titles[:0] = titles_across(grid, region, first.header[0])
    return tables


def _parts(grid: Grid, region: Region, one: Found, cut: list[int]) -> list[tuple[Region, Found]]:
    """A table that is several beside each other; titles and notes go to the one they begin over."""
    found: list[tuple[Region, Found]] = []
    for left, right in pairwise([region.left, *cut, region.right + 1]):
        part = Region(min([*one.titles, *one.header]), max([*one.rows, *one.header]), left, right - 1)
        parts = _stacked(Looks(grid, part, within=True))
        notes = [row for row in one.notes if grid.filled(row, part.columns)]
        if parts:
            parts[-1].notes += [row for row in notes if not any(row in other.notes for _, other in found)]
            parts[0].titles[:0] = titles_across(grid, part, parts[0].header[0]) if parts[0].header else []
        found += [(part, each) for each in parts]
    return found


def _stacked(looks: Looks) -> list[Found]:
    """The tables of a strip, one below the other."""
    tables: list[Found] = []
    row: int | None = looks.region.top
    while row is not None and (row := looks.next_filled(row)) is not None:
        titles = []
        while row is not None and looks[row] in (Look.WORDS, Look.FACTS) and not _opens(looks, row):
            titles.append(row)
            row = looks.next_filled(row + 1)
        if row is None:
            break
        found, row = _one(looks, titles, row)
        if found.rows:
            tables.append(found)
    return tables


def _opens(looks: Looks, row: int) -> bool:
    """A lone merged cell to the right of the first column, right above headings: it heads a group of columns.

    In a table that stands within another (收入 | 支出) a short word over all its columns does too.
    """
    (at,) = looks.filled(row) if looks[row] == Look.WORDS else (looks.region.left,)
    below = row + 1
    if below > looks.region.bottom or looks[below] != Look.LABELS:
        return False
    said = looks.grid.own(row, at)
    if is_fact(said) or is_note(_line_words(looks, row)):
        return False
    right = looks.grid.extent(row, at)[1]
    if at == looks.region.left:
        return looks.within and right == looks.region.right and len(tight(said)) <= SHORTEST_GROUP
    return at < right <= looks.region.right and len(tight(said)) <= LONGEST_GROUP


def _one(looks: Looks, titles: list[int], row: int) -> tuple[Found, int | None]:
    """One table from its first heading on, and the row after it."""
    header, first = heading.rows_of(looks, row)
    found = Found(titles, header)
    at: int | None = first
    lines: list[int] = []
    gap = 0
    while at is not None and at <= looks.region.bottom:
        look = looks[at]
        if look == Look.BLANK:
            gap += 1
            at += 1
            continue
        if at in looks.grid.starts and found.rows and look in (Look.LABELS, Look.FACTS):
            break
        if look in (Look.WORDS, Look.FACTS):
            lines.append(at)
        elif gap >= FAR and len(looks.filled(at)) == 1:
            break  # a number somebody left far below
        elif look == Look.LABELS and found.rows and _is_header(looks, found, at, lines, gap):
            break
        elif look == Look.LABELS and found.rows and _is_footer(looks, found, at):
            lines.append(at)
        elif look == Look.LABELS and _repeats(looks, found, at):
            found.notes += [line for line in lines if is_note(_line_words(looks, line))]
            lines = []
        else:
            found.rows += [line for line in lines if not is_note(_line_words(looks, line))]
            found.notes += [line for line in lines if is_note(_line_words(looks, line))]
            found.rows.append(at)
            lines = []
        gap = 0
        at += 1
    return found, _settle(looks, found, lines, at)


def _settle(looks: Looks, found: Found, lines: list[int], at: int | None) -> int | None:
    """Lines of words after the last row: notes of this table, or titles of the next."""
    if at is None or at > looks.region.bottom:
        found.notes += lines
        return None
    if looks[at] == Look.FIGURES and len(looks.filled(at)) == 1 and not lines:
        return looks.next_filled(at + 1)
    titles: list[int] = []
    for line in reversed(lines):
        if titles and titles[0] - line > 1 and not _is_title(looks, line):
            break
        if is_note(_line_words(looks, line)):
            break
        titles.insert(0, line)
    found.notes += [line for line in lines if line not in titles]
    return titles[0] if titles else at


def _line_words(looks: Looks, row: int) -> str:
    return " ".join(words(looks.grid.own(row, at)) for at in looks.filled(row))


def _is_title(looks: Looks, row: int) -> bool:
    """Words over the whole width of a table."""
    at = looks.filled(row)[0]
    last = looks.grid.extent(row, at)[1]
    return looks[row] == Look.WORDS and last - at >= max(2, (looks.region.right - looks.region.left) // 2)


def _is_page(looks: Looks, found: Found, line: int) -> bool:
    """What is printed on every page: the title again, the number of the page."""
    said = _line_words(looks, line)
    return bool(_PAGE.search(said)) or said in {_line_words(looks, title) for title in found.titles}


def _is_header(looks: Looks, found: Found, row: int, lines: list[int], gap: int) -> bool:
    """Whether a row of words begins another table: words where figures stood, and figures below."""
    if _repeats(looks, found, row):
        return any(not _is_page(looks, found, line) for line in lines)
    figures = [at for at in looks.region.columns if _is_numeric(looks, found.rows, at)]
    labelled = [at for at in figures if is_label(looks.grid, row, at)]
    if len(labelled) > 1 and len({words(looks.grid.own(row, at)) for at in labelled}) == 1:
        return False  # 停产 停产: headings differ
    filled = looks.filled(row)
    opens = begins(looks.grid, row, filled) or _opens_alike(looks, found, row)
    if figures and len(filled) > 1 and len(labelled) * 2 >= len(figures) and (opens or lines or gap):
        return _figures_follow(looks, row) and not _is_footer(looks, found, row)
    return bool(lines or gap) and opens and len(filled) > 1


def _opens_alike(looks: Looks, found: Found, row: int) -> bool:
    """The same first word as the heading before."""
    first = looks.region.left
    said = words(looks.grid.own(row, first))
    return bool(said and found.header) and said == words(looks.grid.own(found.header[0], first))


def _figures_follow(looks: Looks, row: int) -> bool:
    return any(looks.has_figures(at) for at in range(row + 1, min(row + 12, looks.region.bottom + 1)))


def _is_numeric(looks: Looks, rows: list[int], column: int) -> bool:
    values = [looks.grid.own(row, column) for row in rows[-60:]]
    said = [value for value in values if not is_blank(value) and not mark(value)]
    return bool(said) and sum(number(value) is not None for value in said) * 2 > len(said)


def _repeats(looks: Looks, found: Found, row: int) -> bool:
    """The heading again, as it is printed on every page."""
    said = row_words(looks.grid, row, looks.region)
    return any(row_words(looks.grid, at, looks.region) == said for at in found.header)


def _is_footer(looks: Looks, found: Found, row: int) -> bool:
    """填表人：… 审核人：…: words beside each other below a table."""
    said = [words(looks.grid.own(row, at)) for at in looks.filled(row)]
    if not is_label(looks.grid, row, looks.filled(row)[0]):
        return False
    if is_signed(said[0]):
        return True
    return sum(is_note(one) for one in said) * 2 >= len(said)


def _table(grid: Grid, region: Region, found: Found, place: int) -> Table:
    columns = columns_of(grid, region, found.titles, found.header, found.rows)
    label_at = label_column(grid, columns, found.rows)
    lines, doubts = lines_of(grid, columns, label_at, found.rows)
    notes = list(found.notes)
    while lines and lines[-1].role == Role.HEADING:
        notes.insert(0, lines.pop().at)
    while lines and lines[-1].role == Role.EMPTY:
        lines.pop()
    last = max([line.at for line in lines if line.role != Role.EMPTY] or found.header or [region.top])
    unread, marks = unread_of(grid, columns, lines)
    return Table(
        grid=grid,
        region=Region(min([*found.header, *found.rows]), last, region.left, region.right),
        number=place,
        titles=tuple(found.titles),
        header=tuple(found.header),
        columns=columns,
        lines=tuple(lines),
        notes=tuple(sorted(notes)),
        unread=unread,
        marks=marks,
        doubts=doubts,
        shares=frozenset(one.at for one in columns if one.is_figure and is_share(grid, one, found.rows)),
        label_at=label_at,
    )
