"""A year made of its months, quarters and tours: closed rankings become figures of the year's scheme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from luoshi.core.scoring.result import Result, Row


def composed(item: str, period: str, results: Sequence[Result], *, least: int = 1) -> list[dict[str, Any]]:
    """Rows of `values` for an item with the method `periods`: each unit's published scores in the order of time.

    A unit that was ranked in fewer than `least` of the results does not apply: it came late, or has gone.
    """
    ordered = sorted(results, key=lambda result: result.period)
    scores: dict[str, list[Any]] = {}
    for result in ordered:
        for row in _rows(result):
            scores.setdefault(row.unit, []).extend([] if row.score is None else [row.score])
    return [
        {"unit": unit, "item": item, "period": period, "parts": found, "status": _status(len(found), least)}
        for unit, found in sorted(scores.items())
    ]


def _rows(result: Result) -> list[Row]:
    return [row for ranking in result.rankings for row in ranking.rows]


def _status(found: int, least: int) -> str:
    return "reported" if found >= max(least, 1) else "not_applicable"
