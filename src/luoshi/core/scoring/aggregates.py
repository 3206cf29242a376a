"""How a node is made of its members: one small function each, in one table."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from luoshi.core.scoring.item import Item


@dataclass(frozen=True, slots=True)
class Member:
    """A present member of a node: its value in points, its weight, and the respread that still has to reach it."""

    value: float
    weight: Fraction
    respread: Fraction = Fraction(1)
    """1, or more where the weight of missing siblings moves to a member that has not taken it in yet."""


Standing = Mapping[str, tuple[Fraction, float]]
"""One unit's present members of a node: code → (weight, value)."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A row of the table of aggregates. Exactly one of `shares`, `mean` and `contest` is given."""

    title: str
    shares: Callable[[Sequence[Member]], list[Fraction]] | None = None
    """Exact: what one unit of each member is worth in the node; value of the node = Σ share × value."""
    mean: Callable[[Item, Sequence[Member]], float] | None = None
    """In doubles: the value of the node from those of its members."""
    contest: Callable[[Mapping[str, Standing]], dict[str, float]] | None = None
    """Between the units of a group: unit → value of the node."""
    adds_points: bool = False
    """Leaves below bring points (weight × share); else they bring their normalised value."""
    least: Callable[[Item], tuple[float, bool]] = lambda item: (-math.inf, True)
    """The least value a member may have, and whether that value itself is allowed."""

    def refuses(self, item: Item, value: float) -> bool:
        """Whether the mean of such a value does not exist."""
        bound, is_allowed = self.least(item)
        return value < bound or (value == bound and not is_allowed)


def _sum(members: Sequence[Member]) -> list[Fraction]:
    return [member.respread for member in members]


def _arithmetic(members: Sequence[Member]) -> list[Fraction]:
    whole = sum((member.weight for member in members), Fraction(0))
    return [member.weight / whole for member in members]


def _weights(members: Sequence[Member]) -> list[float]:
    return [float(share) for share in _arithmetic(members)]


def _geometric(item: Item, members: Sequence[Member]) -> float:
    pairs = zip(_weights(members), members, strict=True)
    return math.exp(math.fsum(weight * math.log(member.value) for weight, member in pairs))


def _harmonic(item: Item, members: Sequence[Member]) -> float:
    return 1 / math.fsum(weight / member.value for weight, member in zip(_weights(members), members, strict=True))


def _power(item: Item, members: Sequence[Member]) -> float:
    """The generalised mean (Σ w·x^p)^(1/p)."""
    power = item.number("power") or 1.0
    pairs = zip(_weights(members), members, strict=True)
    return float(math.fsum(weight * member.value**power for weight, member in pairs) ** (1 / power))


def _copeland(units: Mapping[str, Standing]) -> dict[str, float]:
    """Pairs won by more than half of the weight, less pairs lost; over the members that both units have."""
    return {
        unit: float(sum(_wins(own, other) - _wins(other, own) for name, other in units.items() if name != unit))
        for unit, own in units.items()
    }


def _wins(own: Standing, other: Standing) -> bool:
    both = own.keys() & other.keys()
    better = sum((own[code][0] for code in both if own[code][1] > other[code][1]), Fraction(0))
    worse = sum((own[code][0] for code in both if own[code][1] < other[code][1]), Fraction(0))
    return better > worse


def _above_zero(item: Item) -> tuple[float, bool]:
    return 0.0, False


def _above_zero_for_power(item: Item) -> tuple[float, bool]:
    return 0.0, (item.number("power") or 1.0) > 0


AGGREGATES: dict[str, Aggregate] = {
    "sum": Aggregate("相加", shares=_sum, adds_points=True),
    "arithmetic": Aggregate("算术平均", shares=_arithmetic),
    "geometric": Aggregate("几何平均", mean=_geometric, least=_above_zero),
    "harmonic": Aggregate("调和平均", mean=_harmonic, least=_above_zero),
    "power": Aggregate("幂平均", mean=_power, least=_above_zero_for_power),
    "copeland": Aggregate("两两比较", contest=_copeland),
}
