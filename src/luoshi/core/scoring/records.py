"""The rows a scheme is applied to, after they have been checked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

Status = Literal["reported", "not_reported", "not_applicable", "not_published"]
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that is appraised, and the group in which it is ranked."""

    unit: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Value:
    """What one unit reported of one item for one period. None is missing, never 0."""

    unit: str
    item: str
    period: str
    actual: Decimal | None = None
    target: Decimal | None = None
    base: Decimal | None = None
    status: Status | None = None
    """None: the cell is empty and nothing is said about it."""
    parts: tuple[Decimal, ...] = ()
    """Several numbers in one cell: judges' marks, counts by kind, scores of periods."""
    file: str = ""
    place: str = ""
    """Where it stands: file and 「第 12 行」."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points added or, negative, taken beside the items (加分, 扣分)."""

    unit: str
    period: str
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Veto:
    """一票否决; what it does is in the scheme."""

    unit: str
    period: str
    reason: str
