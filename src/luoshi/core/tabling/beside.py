"""Tables beside each other without a gap: where the heading begins anew."""

from __future__ import annotations

from itertools import pairwise

from luoshi.core.tabling.grid import Grid, Region
from luoshi.core.tabling.lines import FIRST
from luoshi.core.tabling.values import is_blank, number, tight


def beside(grid: Grid, region: Region, titles: list[int], header: list[int], rows: list[int]) -> list[int]:
    """The first columns of further tables that stand beside this one without a gap."""
    if not header:
        return []
    return (
        _repeated(grid, region, header)
        or _grouped(grid, region, header, rows)
        or _outside(grid, region, titles, header, rows)
    )


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


def _grouped(grid: Grid, region: Region, header: list[int], rows: list[int]) -> list[int]:
    """Headings of groups side by side (收入 | 支出), and below each a column of names for its own lines."""
    if len(header) < 2:
        return []
    starts = grid.filled(header[0], region.columns)
    if len(starts) < 2 or starts[0] != region.left:
        return []
    for at, following in pairwise([*starts, region.right + 1]):
        bottom, right = grid.extent(header[0], at)
        spanned = right == following - 1 if right > at else not grid.merges
        if bottom != header[0] or following - at < 2 or not spanned or not _names(grid, header, rows, at):
            return []
    return starts[1:]


def _names(grid: Grid, header: list[int], rows: list[int], at: int) -> bool:
    """Whether a column names lines: a heading of names, and words (or days, or numbers counting) below it."""
    said = [grid.own(row, at) for row in rows if not is_blank(grid.own(row, at))]
    worded = sum(number(value) is None for value in said)
    return bool(FIRST.fullmatch(tight(grid.laid(header[-1], at)))) and (
        worded * 2 > len(said) or tight(grid.laid(header[-1], at)) in ("序号", "编号", "年份")
    )


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
