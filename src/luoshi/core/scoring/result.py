"""What a scheme makes of a period's figures, and its JSON (DESIGN.md section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi.core.scoring import rounding, writing
from luoshi.core.scoring.cells import Cell
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.numbers import Numbers
from luoshi.core.scoring.ranking import Place
from luoshi.core.scoring.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Line:
    """One item on one unit's card: a leaf with its figures, or a node with its value."""

    item: Item
    cell: Cell | None
    """None: a node."""
    full: Decimal | None
    """Full mark (under a mean: weight) after the respread, with decimals + 2 places."""
    points: Decimal | None
    """As published, with exactly `decimals` places."""
    fine: Decimal | None
    """Before the last rounding, with decimals + 2 places: under sums these add up."""
    contribution: Fraction = Fraction(0)
    """What it brings into the score, in fine units; for a node what its cap takes away."""

    def brings(self, numbers: Numbers) -> Decimal:
        """The contribution in points, before the last rounding."""
        return numbers.fine(self.contribution)

    @property
    def status(self) -> str:
        """reported, not_reported, not_applicable, not_published; of a node: present or missing."""
        if self.cell is not None:
            return self.cell.status
        return "missing" if self.points is None else "present"

    @property
    def reason(self) -> str | None:
        """Why there are no points, as a code."""
        if self.cell is not None:
            return "node_missing" if self.cell.counted is not None and self.points is None else self.cell.reason
        return "too_few_present" if self.points is None else None


@dataclass(frozen=True, slots=True)
class Bonus:
    """An adjustment on a unit's card."""

    points: Decimal
    fine: Decimal
    reason: str
    value: Fraction
    """The same as a value, for adding up."""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in its group's ranking."""

    unit: str
    name: str
    score: Decimal | None
    rank: Place | None
    lines: tuple[Line, ...]
    adjustments: tuple[Bonus, ...] = ()
    vetoes: tuple[str, ...] = ()
    """Reasons of the vetoes."""
    before_veto: Decimal | None = None
    """The score that stood before a veto set it to zero."""
    grade: str | None = None
    """None where the scheme has no grades, or a veto bars it."""

    @property
    def vetoed(self) -> bool:
        return bool(self.vetoes)

    def line(self, code: str) -> Line:
        """The line of an item. Raises KeyError if the item is not on this card."""
        for line in self.lines:
            if line.item.code == code:
                return line
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Ranking:
    """One group's ranking, the best first, units without a score last."""

    group: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The rankings of all groups, with the scheme that made them."""

    scheme: Scheme
    period: str
    engine: str
    rankings: tuple[Ranking, ...]

    def row(self, unit: str) -> Row:
        """The row of a unit. Raises KeyError if the unit is in no ranking."""
        return self.find(unit)[1]

    def find(self, unit: str) -> tuple[Ranking, Row]:
        """The ranking in which a unit stands, and its row. Raises KeyError if it stands in none."""
        for ranking in self.rankings:
            for row in ranking.rows:
                if row.unit == unit:
                    return ranking, row
        raise KeyError(unit)

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of `luoshi score`; published points are Decimals with exactly `decimals` places."""
        return {
            "scheme": self.scheme.name,
            "year": self.scheme.year,
            "period": self.period,
            "engine": self.engine,
            "decimals": self.scheme.decimals,
            "ties": self.scheme.ties,
            "rankings": [_ranking(ranking, self.scheme) for ranking in self.rankings],
        }

    def to_json(self) -> str:
        """The same as text: one form for one result, so that the bytes can be compared."""
        return writing.to_json(self.as_dict())


def _ranking(ranking: Ranking, scheme: Scheme) -> dict[str, Any]:
    return {
        "group": ranking.group,
        "units": len(ranking.rows),
        "ranked": sum(row.rank is not None for row in ranking.rows),
        "rows": [_row(row, scheme) for row in ranking.rows],
    }


def _row(row: Row, scheme: Scheme) -> dict[str, Any]:
    own = {
        "unit": row.unit,
        "name": row.name,
        "score": row.score,
        "rank": row.rank,
        "items": [_line(line, scheme.decimals) for line in row.lines],
        "adjustments": [{"points": one.points, "fine": one.fine, "reason": one.reason} for one in row.adjustments],
        "vetoed": row.vetoed,
        "vetoes": list(row.vetoes),
        "before_veto": row.before_veto,
    }
    return own | ({"grade": row.grade} if scheme.grades else {})


def _line(line: Line, decimals: int | None) -> dict[str, Any]:
    cell = line.cell
    return {
        "item": line.item.code,
        "name": line.item.name,
        "actual": cell.actual if cell else None,
        "target": cell.target if cell else None,
        "base": cell.base if cell else None,
        "normalised": _normalised(cell, decimals),
        "points": line.points,
        "fine": line.fine,
        "full": line.full,
        "status": line.status,
        "reason": line.reason,
        "units": cell.units if cell else None,
        **({"parts": list(cell.parts)} if cell and cell.parts else {}),
    }


def _normalised(cell: Cell | None, decimals: int | None) -> float | None:
    """Published: with 12 significant digits, so that every engine and every machine writes the same."""
    if cell is None or cell.normalised is None:
        return None
    return cell.normalised if decimals is None else float(rounding.snap(cell.normalised)) + 0.0
