"""Tables beside each other with blank columns between: where a sheet is cut from top to bottom."""

from __future__ import annotations

from luoshi.core.tabling.around import is_fact
from luoshi.core.tabling.grid import Grid, Region
from luoshi.core.tabling.lines import FIRST, Look, Looks
from luoshi.core.tabling.values import is_blank, number, tight


def strips(grid: Grid, region: Region) -> list[Region]:
    """The parts of a sheet between columns that are blank all the way down (but for titles across them).

    A column that is merely left free within a table cuts nothing: what follows must be a table by itself.
    """
    looks = Looks(grid, region)
    bodies = [row for row in region.rows if looks[row] in (Look.LABELS, Look.FIGURES)]
    blank = [at for at in region.columns if bodies and all(is_blank(grid.laid(row, at)) for row in bodies)]
    parts: list[Region] = []
    left = region.left
    for at in [*blank, region.right + 1]:
        part = Region(region.top, region.bottom, left, at - 1)
        left = at + 1
        if not part.columns or not _rows(grid, bodies, part):
            continue
        if not parts or _stands_alone(grid, bodies, parts[-1], part):
            parts.append(part)
        else:
            parts[-1] = Region(region.top, region.bottom, parts[-1].left, part.right)
    return parts or [region]


def _rows(grid: Grid, bodies: list[int], part: Region) -> set[int]:
    return {row for row in bodies if any(not is_blank(grid.laid(row, at)) for at in part.columns)}


def _stands_alone(grid: Grid, bodies: list[int], before: Region, part: Region) -> bool:
    """Names its own lines, and something says that they are not those of the table before."""
    if part.right == part.left or not _names_lines(grid, bodies, part):
        return False
    return (
        _is_titled(grid, bodies, part)
        or bool(_heads(grid, bodies, part) & {"序号", "编号"})
        or len(_heads(grid, bodies, part) & _heads(grid, bodies, before)) >= 2
        or _is_longer(grid, bodies, before, part)
    )


def _first(grid: Grid, bodies: list[int], part: Region) -> list[str]:
    return [tight(grid.own(row, part.left)) for row in bodies if not is_blank(grid.own(row, part.left))]


def _names_lines(grid: Grid, bodies: list[int], part: Region) -> bool:
    said = _first(grid, bodies, part)
    named = any(FIRST.fullmatch(word) for word in said[:5])
    return len(said) >= 2 and (named or sum(number(word) is None for word in said) * 2 > len(said))


def _heads(grid: Grid, bodies: list[int], part: Region) -> set[str]:
    """The headings: what the part says before its first figures."""
    looks = Looks(grid, part)
    figures = next((row for row in bodies if looks.has_figures(row)), None)
    above = [row for row in bodies if figures is None or row < figures][:5]
    return {tight(grid.own(row, at)) for row in above for at in part.columns} - {""}


def _is_titled(grid: Grid, bodies: list[int], part: Region) -> bool:
    """Words of its own over its first column, alone in their row, above a fuller row of headings."""
    looks = Looks(grid, part)
    for row in range(part.top, part.bottom):
        if looks[row] in (Look.LABELS, Look.FIGURES):
            return False
        value = grid.own(row, part.left)
        if looks[row] == Look.WORDS and not is_blank(value) and not is_fact(value):
            below = looks.next_filled(row + 1)
            return below is not None and looks[below] != Look.FIGURES
    return False


def _is_longer(grid: Grid, bodies: list[int], before: Region, part: Region) -> bool:
    """Lines where the table before has none, or an end two lines sooner."""
    mine, others = _rows(grid, bodies, part), _rows(grid, bodies, before)
    return bool(mine - others) or (len(others) - len(mine) >= 2 and max(mine) < sorted(others)[-2])


def titles_across(grid: Grid, part: Region, top: int) -> list[int]:
    """Titles above that begin further to the left and reach over this part."""
    found = []
    for row in range(part.top, top):
        anchor = grid.anchors.get((row, part.left))
        if anchor and anchor[0] == row and anchor[1] < part.left and len(grid.filled(row, grid.region.columns)) == 1:
            found.append(row)
    return found
