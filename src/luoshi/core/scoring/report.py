"""A ranking as people read it: a table on the terminal, and a sheet for Excel."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from luoshi.core.scoring.result import Ranking, Result, Row
from luoshi.core.scoring.sentences import REASONS, signed

Table = list[list[str]]


def ranking_text(result: Result) -> str:
    """The rankings of all groups, each a table: place, unit, score, the parts of the total, remarks."""
    parts = [f"{result.scheme.name}　{result.period}"]
    for ranking in result.rankings:
        parts += ["", f"{ranking.group}（{len(ranking.rows)} 个单位）", _aligned(_table(ranking))]
    return "\n".join(parts)


def ranking_csv(result: Result) -> str:
    """All groups in one sheet, every item a column. Text that Excel would take for a formula is marked as text."""
    codes = [item for item in result.scheme.items if item.parent is not None]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ["分组", "名次", "代码", "单位", "得分", *(_as_text(item.name) for item in codes), "加减分", "说明"]
    )
    for ranking in result.rankings:
        for row in ranking.rows:
            points = {line.item.code: line.points for line in row.lines}
            writer.writerow(
                [
                    _as_text(ranking.group),
                    _shown(row.rank),
                    _as_text(row.unit),
                    _as_text(row.name),
                    _shown(row.score),
                    *(_shown(points.get(item.code)) for item in codes),
                    _adjusted(row),
                    _as_text(remarks(row)),
                ]
            )
    return out.getvalue()


def remarks(row: Row) -> str:
    """What a reader must know beside the numbers: vetoes, and items without a figure, with the reason."""
    notes = (
        ["一票否决" + (f"（{'、'.join(filter(None, row.vetoes))}）" if any(row.vetoes) else "")] if row.vetoed else []
    )
    by_reason: dict[str, list[str]] = {}
    for line in row.lines:
        if line.cell is not None and line.reason is not None:
            by_reason.setdefault(line.reason, []).append(line.item.name)
    return "；".join([*notes, *(f"{REASONS[reason]}：{'、'.join(names)}" for reason, names in by_reason.items())])


def _table(ranking: Ranking) -> Table:
    """The parts of the total are the items right below it."""
    lines = ranking.rows[0].lines if ranking.rows else ()
    root = next((line.item.code for line in lines if line.item.parent is None), None)
    top = [line.item for line in lines if line.item.parent == root]
    rows = [["名次", "单位", "得分", *(item.name for item in top), "加减分", "说明"]]
    for row in ranking.rows:
        points = {line.item.code: line.points for line in row.lines}
        parts = [_shown(points.get(item.code)) for item in top]
        rows.append([_shown(row.rank), row.name, _shown(row.score), *parts, _adjusted(row), remarks(row)])
    kept = [number for number, column in enumerate(zip(*rows, strict=True)) if number < 3 or any(column[1:])]
    return [[row[number] for number in kept] for row in rows]


def _adjusted(row: Row) -> str:
    return signed(sum((one.points for one in row.adjustments), Decimal(0))) if row.adjustments else ""


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns of equal width on a terminal, where a Chinese character takes two cells; numbers to the right."""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    text_columns = {number for number, name in enumerate(rows[0]) if name in ("单位", "说明")}
    lines = []
    for row in rows:
        cells = [
            cell + " " * (width - _width(cell)) if number in text_columns else " " * (width - _width(cell)) + cell
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _as_text(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell
