"""What a method of scoring is: a row of a table, with a small function that makes shares or points of figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from luoshi.core.scoring.item import Item, ParameterValue


@dataclass(frozen=True, slots=True)
class Figures:
    """What one unit reported of one item, in the item's own unit of measure."""

    actual: float
    target: float | None = None
    base: float | None = None
    parts: tuple[Decimal, ...] = ()
    """Several numbers in one cell: marks, counts by kind, scores of periods."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The item cannot be scored for this unit; `reason` is a code, said in words by `sentences`."""

    reason: str


Outcome = float | Missing
Yield = Literal["share", "points"]
Parameters = Mapping[str, ParameterValue]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a scheme may write beside a method: a number, a list of numbers, true or false, or one of some words."""

    kind: Literal["number", "numbers", "flag", "choice"] = "number"
    needed: bool = False
    at_least: int | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """A row of the table of methods."""

    title: str
    measure: Callable[[Item, Sequence[Figures]], list[Outcome]]
    """The outcomes of the units of one group that reported, in their order."""
    least: Callable[[Item, int], float | None]
    """The least that the item can yield in a group of so many units; None where the scheme sets no bottom."""
    yields: Callable[[Item], Yield]
    """A share is multiplied by the weight; points are taken as they are."""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    full_mark: Callable[[Parameters], Decimal | None] = lambda parameters: None
    """The full mark that follows from the parameters, where the scheme writes no weight."""
    problem: Callable[[Parameters, int], str | None] = lambda parameters, direction: None
    """What is wrong with the parameters taken together, and with the direction."""
    unusable: Callable[[Item, float | None, float | None], str | None] = lambda item, target, base: None
    """Why a target or base that was *given* cannot be used. It binds those who do not report, too."""


NUMBER = Parameter()
NOT_NEGATIVE = Parameter(at_least=0)


def share(item: Item) -> Yield:
    """The method yields a share of the full mark."""
    return "share"


def points(item: Item) -> Yield:
    """The method yields points."""
    return "points"


def clip(number: float, low: float | None, high: float | None) -> float:
    """The number, not above `high` and not below `low` where they are given."""
    if high is not None:
        number = min(number, high)
    return number if low is None else max(number, low)


def decimal(parameters: Parameters, name: str) -> Decimal | None:
    """A parameter that is a number, or None where the scheme leaves it out."""
    value = parameters.get(name)
    return value if isinstance(value, Decimal) else None


def crossed_bounds(parameters: Parameters, direction: int) -> str | None:
    """The fault of a floor above the cap."""
    floor, cap = decimal(parameters, "floor"), decimal(parameters, "cap")
    return "下限 floor 高于上限 cap" if floor is not None and cap is not None and floor > cap else None
