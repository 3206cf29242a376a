"""Tables beside each other: where a sheet is cut from top to bottom."""

from __future__ import annotations

from luoshi.core.tabling.grid import Grid, Region
from luoshi.core.tabling.lines import Look, Looks
from luoshi.core.tabling.values import is_blank, number, tight


def strips(grid: Grid, region: Region) -> list[Region]:
    """The parts of a sheet between columns that are blank all the way down (but for titles across them)."""
    looks = Looks(grid, region)
    bodies = [row for row in region.rows if looks[row] in (Look.LABELS, Look.FIGURES)]
    blank = [at for at in region.columns if bodies and all(is_blank(grid.laid(row, at)) for row in bodies)]
    parts: list[Region] = []
    left = region.left
    for at in [*blank, region.right + 1]:
        if at > left:
            parts.append(Region(region.top, region.bottom, left, at - 1))
        left = at + 1
    parts = [part for part in parts if _filled(grid, bodies, part)]
    if len(parts) < 2 or not all(_stands_alone(grid, bodies, part) for part in parts[1:]):
        used = [at for part in parts for at in part.columns]
        return [Region(region.top, region.bottom, min(used), max(used))] if used else [region]
    return parts


def _filled(grid: Grid, bodies: list[int], part: Region) -> int:
    return sum(not is_blank(grid.own(row, at)) for row in bodies for at in part.columns)


def _stands_alone(grid: Grid, bodies: list[int], part: Region) -> bool:
    """A table has words to the left and something beside them; a lone column only continues the table before."""
    width = part.right - part.left + 1
    if width < 2:
        return False
    first = [grid.own(row, part.left) for row in bodies]
    said = [value for value in first if not is_blank(value)]
    numbered = bool(said) and tight(said[0]) in ("序号", "编号")
    return len(said) >= 2 and (numbered or sum(number(value) is None for value in said) * 2 > len(said))


def beside(grid: Grid, region: Region, titles: list[int], header: list[int], rows: list[int]) -> list[int]:
    """The first columns of further tables that stand beside this one without a gap."""
    if not header:
        return []
    return _repeated(grid, region, header) or _outside(grid, region, titles, header, rows)


def _repeated(grid: Grid, region: Region, header: list[int]) -> list[int]:
    """The same headings again from the left: a long list folded into columns."""
    last = [tight(grid.laid(header[-1], at)) for at in region.columns]
    first = [tight(grid.laid(header[0], at)) for at in region.columns]
    again = [
        at for at in range(1, len(last)) if last[0] and last[at] == last[0] and first[at] == first[0] and last[at - 1]
    ]
    if not again or any(len(last[at:]) < 2 for at in again):
        return []
    width = again[0]
    same = all(last[at : at + width] == last[: len(last[at : at + width])] for at in again)
    return [region.left + at for at in again] if same and width >= 2 else []


def _outside(grid: Grid, region: Region, titles: list[int], header: list[int], rows: list[int]) -> list[int]:
    """Columns to the right of the title and of every heading of groups, with a heading row of their own."""
    if len(header) < 2:
        return []
    spans = [grid.extent(row, at)[1] for row in titles for at in region.columns if (row, at) in grid.merges]
    edge = max(spans, default=-1) + 1
    if not region.left + 2 <= edge <= region.right - 1:
        return []
    right = range(edge, region.right + 1)
    above = [row for row in header[:-1] for at in right if not is_blank(grid.laid(row, at))]
    own = all(not is_blank(grid.own(header[-1], at)) for at in right)
    first = [grid.own(row, edge) for row in rows if not is_blank(grid.own(row, edge))]
    labelled = bool(first) and all(number(value) is None for value in first)
    return [edge] if own and not above and labelled else []
