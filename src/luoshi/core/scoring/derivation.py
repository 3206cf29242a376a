"""Why a unit has its score and its place, and why the score is not what it was: codes and values, no words.

The words are made by `sentences`; `explain` puts both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoshi.core.scoring.aggregates import AGGREGATES
from luoshi.core.scoring.cells import Cell
from luoshi.core.scoring.methods import METHODS, Figures, deductible
from luoshi.core.scoring.result import Line, Ranking, Result, Row
from luoshi.core.scoring.sentences import sentence

COSTLIEST = 3
"""So many items are named as those that cost most."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: a code, and the values that belong to it."""

    code: str
    values: Mapping[str, Any]

    def sentence(self) -> str:
        """The step in words."""
        return sentence(self.code, self.values)

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, **self.values, "sentence": self.sentence()}


def explain(result: Result, unit: str) -> list[str]:
    """The derivation of a unit's score and place as sentences with the numbers in them.

    Raises KeyError if the unit is in no ranking.
    """
    return [step.sentence() for step in derive(result, unit)]


def derive(result: Result, unit: str) -> list[Step]:
    """The derivation as data: each leaf, caps, adjustments, veto, total, place, costliest items, gap to the next place.

    Raises KeyError if the unit is in no ranking.
    """
    ranking, row = result.find(unit)
    return [
        *(_leaf(result, ranking, line, line.cell) for line in row.lines if line.cell is not None),
        *(_cap(result, line) for line in row.lines if line.cell is None and line.contribution),
        *(Step("adjustment", {"points": one.fine, "reason": one.reason}) for one in row.adjustments),
        _total(result, row),
        *_veto(result, row),
        *_place(ranking, row),
        *_broken(result, ranking, row),
        *([Step("grade", {"grade": row.grade})] if result.scheme.grades and row.rank is not None else []),
        *_costliest(result, row),
        *_gap(ranking, row),
    ]


def _leaf(result: Result, ranking: Ranking, line: Line, cell: Cell) -> Step:
    item, values = line.item, _figures(line, cell)
    if line.points is None:
        return Step("missing", values | {"reason": line.reason, "weight": item.weight})
    if cell.normalised is None:
        return Step("not_reported", values | {"reason": cell.reason})
    if not _adds_points(result, line):
        return Step("averaged", values)
    return Step(item.method or "", values | dict(item.parameters) | _special(ranking, line, cell))


def _figures(line: Line, cell: Cell) -> dict[str, Any]:
    item = line.item
    return {
        "item": item.code,
        "name": item.name,
        "direction": item.direction,
        "actual": cell.actual,
        "target": cell.target,
        "base": cell.base,
        "parts": cell.parts,
        "normalised": cell.normalised,
        "weight": item.weight,
        "full": line.full,
        "fine": line.fine,
        "is_respread": item.weight is not None and line.full is not None and line.full != item.weight,
        "is_share": METHODS[item.method or ""].yields(item) == "share",
    }


def _special(ranking: Ranking, line: Line, cell: Cell) -> dict[str, Any]:
    """What only some methods say: the place, the group's worst and best, how many are deducted for."""
    special: dict[str, Any] = {"place": cell.place, "units": cell.units}
    if line.item.method == "deduction" and cell.actual is not None:
        target = None if cell.target is None else float(cell.target)
        special["count"] = deductible(line.item, Figures(float(cell.actual), target))
    if line.item.method in ("minmax", "efficacy"):
        reported = [other.actual for other in _cells(ranking, line) if other.normalised is not None]
        known = sorted((one for one in reported if one is not None), reverse=line.item.direction < 0)
        special |= {"worst": known[0], "best": known[-1]}
    return special


def _cells(ranking: Ranking, line: Line) -> list[Cell]:
    lines = (other for row in ranking.rows for other in row.lines if other.item.code == line.item.code)
    return [other.cell for other in lines if other.cell is not None]


def _adds_points(result: Result, line: Line) -> bool:
    """Whether the leaf brings points, or a value into a mean."""
    parent = None if line.item.parent is None else result.scheme.item(line.item.parent)
    return parent is None or AGGREGATES[parent.aggregate or "sum"].adds_points


def _cap(result: Result, line: Line) -> Step:
    cut = -line.brings(result.scheme.numbers)
    return Step("cap", {"item": line.item.code, "name": line.item.name, "cut": cut, "fine": line.fine})


def _total(result: Result, row: Row) -> Step:
    root = next((line.fine for line in row.lines if line.item.parent is None), None)
    added = sum((one.fine for one in row.adjustments), Decimal(0))
    score = row.score if row.before_veto is None else row.before_veto
    return Step(
        "total", {"items": root, "adjustments": added, "score": score, "is_rounded": result.scheme.decimals is not None}
    )


def _veto(result: Result, row: Row) -> list[Step]:
    if not row.vetoed:
        return []
    values = {"effect": result.scheme.veto, "reasons": list(row.vetoes), "before": row.before_veto, "score": row.score}
    return [Step("veto", values)]


def _place(ranking: Ranking, row: Row) -> list[Step]:
    if row.rank is None:
        return [Step("unranked", {"group": ranking.group})]
    sharing = [other.name for other in ranking.rows if other.rank == row.rank and other.unit != row.unit]
    ranked = sum(other.rank is not None for other in ranking.rows)
    return [Step("place", {"group": ranking.group, "rank": row.rank, "ranked": ranked, "sharing": sharing})]


def _broken(result: Result, ranking: Ranking, row: Row) -> list[Step]:
    """With whom a unit had the same score, and by which items the order was made."""
    codes = result.scheme.tie_break
    equal = [
        other.name
        for other in ranking.rows
        if other.score == row.score and other.rank != row.rank and other.rank is not None and other.vetoed == row.vetoed
    ]
    if not codes or not equal or row.rank is None:
        return []
    return [Step("broken", {"names": equal, "items": [result.scheme.item(code).name for code in codes]})]


def _costliest(result: Result, row: Row) -> list[Step]:
    losses: list[tuple[Decimal, Line]] = []
    for line in row.lines:
        if line.cell is not None and line.full and line.fine is not None and _adds_points(result, line):
            losses.append((line.full - line.fine, line))
    most = sorted((loss for loss in losses if loss[0] > 0), key=lambda loss: -loss[0])[:COSTLIEST]
    named = [{"item": line.item.code, "name": line.item.name, "lost": lost} for lost, line in most]
    return [Step("costliest", {"items": named})] if named else []


def _gap(ranking: Ranking, row: Row) -> list[Step]:
    """How far the next place above is; for the first, how far the next below."""
    if row.rank is None or row.score is None:
        return []
    above = [other for other in ranking.rows if other.rank is not None and other.rank < row.rank]
    below = [other for other in ranking.rows if other.rank is not None and other.rank > row.rank]
    code, others = ("behind", above[-1:]) if above else ("ahead", below[:1])
    return [
        Step(code, {"unit": other.unit, "name": other.name, "rank": other.rank, "gap": abs(other.score - row.score)})
        for other in others
        if other.score is not None
    ]
