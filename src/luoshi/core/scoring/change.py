"""Why a published score is not what it was last time: part by part, summing exactly to the change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoshi.core.scoring.ranking import Place
from luoshi.core.scoring.result import Line, Result, Row
from luoshi.core.scoring.sentences import change_sentence

Key = tuple[str, str]
"""Kind of a part (item, adjustment, veto, rounding) and its item or reason."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a change."""

    kind: str
    code: str
    name: str
    before: Decimal
    after: Decimal
    values: dict[str, Any]
    """For an item: actual and full mark then and now, and why it was missing."""

    @property
    def delta(self) -> Decimal:
        return self.after - self.before

    def sentence(self) -> str:
        """The part in words."""
        return change_sentence(self.kind, {**self._flat(), **self.values})

    def as_dict(self) -> dict[str, Any]:
        return {**self._flat(), **self.values, "sentence": self.sentence()}

    def _flat(self) -> dict[str, Any]:
        own = {"kind": self.kind, "code": self.code, "name": self.name}
        return own | {"before": self.before, "after": self.after, "delta": self.delta}


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one unit's published score. `delta` is None, and there are no parts, if either is missing."""

    unit: str
    before: Decimal | None
    after: Decimal | None
    rank_before: Place | None
    rank_after: Place | None
    parts: tuple[Part, ...]

    @property
    def delta(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before

    def sentences(self) -> list[str]:
        """The parts that changed anything, in words, the largest first."""
        moved = [part for part in self.parts if part.delta]
        return [part.sentence() for part in sorted(moved, key=lambda part: -abs(part.delta))]

    def as_dict(self) -> dict[str, Any]:
        own = {"unit": self.unit, "before": self.before, "after": self.after, "delta": self.delta}
        ranks = {"rank_before": self.rank_before, "rank_after": self.rank_after}
        return own | ranks | {"parts": [part.as_dict() for part in self.parts]}


def change(previous: Result, current: Result, unit: str) -> Change:
    """What changed for a unit between two results; the parts' deltas add up exactly to the change of the score.

    Items that one of the schemes does not have count as 0 there. A unit that is in one of the rankings only has no
    delta; one that is in neither raises KeyError.
    """
    then, now = _row(previous, unit), _row(current, unit)
    if then is None and now is None:
        raise KeyError(unit)
    before, after = (row.score if row is not None else None for row in (then, now))
    parts: tuple[Part, ...] = ()
    if then is not None and now is not None and before is not None and after is not None:
        parts = _parts(_split(previous, then, before), _split(current, now, after), then, now)
    ranks = [row.rank if row is not None else None for row in (then, now)]
    return Change(unit, before, after, ranks[0], ranks[1], parts)


def _row(result: Result, unit: str) -> Row | None:
    try:
        return result.row(unit)
    except KeyError:
        return None


def _split(result: Result, row: Row, score: Decimal) -> dict[Key, Decimal]:
    """A score as a sum of parts: items, caps, adjustments, the veto, and what the rounding at the end added."""
    parts: dict[Key, Decimal] = {}
    for line in row.lines:
        if line.cell is not None or line.contribution:
            parts["item", line.item.code] = line.brings(result.scheme.numbers)
    for one in row.adjustments:
        parts["adjustment", one.reason] = parts.get(("adjustment", one.reason), Decimal(0)) + one.fine
    if row.before_veto is not None:
        parts["veto", ""] = score - row.before_veto
    parts["rounding", ""] = score - sum(parts.values(), Decimal(0))
    return parts


def _parts(then: dict[Key, Decimal], now: dict[Key, Decimal], row_then: Row, row_now: Row) -> tuple[Part, ...]:
    order = {"item": 0, "adjustment": 1, "veto": 2, "rounding": 3}
    keys = sorted(dict.fromkeys([*now, *then]), key=lambda key: order[key[0]])
    return tuple(_part(key, then, now, row_then, row_now) for key in keys)


def _part(key: Key, then: dict[Key, Decimal], now: dict[Key, Decimal], row_then: Row, row_now: Row) -> Part:
    kind, code = key
    name, values = code, {}
    if kind == "item":
        old, new = _line(row_then, code), _line(row_now, code)
        name = next(line.item.name for line in (new, old) if line is not None)
        values = {"then": _figures(old), "now": _figures(new)}
    return Part(kind, code, name, then.get(key, Decimal(0)), now.get(key, Decimal(0)), values)


def _line(row: Row, code: str) -> Line | None:
    try:
        return row.line(code)
    except KeyError:
        return None


def _figures(line: Line | None) -> dict[str, Any] | None:
    """None: the scheme did not have the item for this unit."""
    if line is None:
        return None
    cell = line.cell
    figures = {"actual": cell.actual, "target": cell.target, "parts": cell.parts} if cell is not None else {}
    return {"status": line.status, "reason": line.reason, "full": line.full, **figures}
