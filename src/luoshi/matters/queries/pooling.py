"""What a unit's matters weigh in its score: by what they count, so that one matter in three pieces weighs what it did.

A matter that counts what many others in the county count weighs as many as its target is of the other units' mean;
where few others count it, all that its unit has of it is one. What counts nothing is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from luoshi.matters import paths
from luoshi.matters.models import Matter, Measure

CAP = Decimal("1.2")
"""What one quantity brings at most, or a great surplus would make up for everything else."""
ENOUGH = 5
"""So many matters of other units make a mean to measure by."""
TIMES = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is counted, whatever its unit of measure is written in: 亿元 and 万元 are both yuan."""

    name: str
    base: str

    @classmethod
    def of(cls, measure: Measure) -> Quantity:
        return cls("".join(measure.name.split()), _written(measure)[1])


def times(measure: Measure) -> Decimal:
    """How many of the base unit one of its unit of measure is."""
    return _written(measure)[0]


def _written(measure: Measure) -> tuple[Decimal, str]:
    unit = "".join(measure.unit_of_measure.split())
    return (TIMES[unit[0]], unit[1:]) if len(unit) > 1 and unit[0] in TIMES else (Decimal(1), unit)


@dataclass(slots=True)
class Targets:
    """What is to be reached of one quantity, by unit: how much, in how many matters."""

    amounts: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    matters: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))

    def yardstick(self, unit: UUID) -> Decimal:
        """How much weighs as one: the other units' mean, or all that the unit has. Its own splitting moves neither."""
        others = sum(self.matters.values()) - self.matters[unit]
        if others < ENOUGH:
            return self.amounts[unit]
        return (sum(self.amounts.values(), Decimal(0)) - self.amounts[unit]) / others


@dataclass(frozen=True, slots=True)
class Weights:
    """What each measure and each matter of a year weighs."""

    measures: Mapping[int, Decimal]
    matters: Mapping[UUID, Decimal]

    @classmethod
    def of(cls, matters: Mapping[UUID, Matter], measures: Iterable[Measure]) -> Weights:
        """A matter of several quantities weighs their mean."""
        judged = [one for one in measures if paths.judged(one)]
        targets: dict[Quantity, Targets] = defaultdict(Targets)
        for one in judged:
            known, unit = targets[Quantity.of(one)], matters[one.matter_id].unit
            known.amounts[unit] += _target(one)
            known.matters[unit] += 1
        weights = {
            one.pk: _target(one) / targets[Quantity.of(one)].yardstick(matters[one.matter_id].unit) for one in judged
        }
        own: dict[UUID, list[Decimal]] = defaultdict(list)
        for one in judged:
            own[one.matter_id].append(weights[one.pk])
        means = {uuid: sum(some, Decimal(0)) / len(some) for uuid, some in own.items()}
        return cls(
            {pk: weight.quantize(PLACES) for pk, weight in weights.items()},
            {uuid: means.get(uuid, Decimal(1)).quantize(PLACES) for uuid in matters},
        )

    @classmethod
    def even(cls, matters: Mapping[UUID, Matter], measures: Iterable[Measure]) -> Weights:
        """Each weighs one: where nothing is added up over several matters."""
        return cls({one.pk: Decimal(1) for one in measures}, dict.fromkeys(matters, Decimal(1)))


def _target(measure: Measure) -> Decimal:
    return (measure.value or Decimal(0)) * times(measure)


@dataclass(frozen=True, slots=True)
class Sum:
    """One quantity of a unit: all that was done of all that should have been, and what it weighs."""

    name: str
    measure: str
    matters: int = 0
    done: Decimal = Decimal(0)
    expected: Decimal = Decimal(0)
    weight: Decimal = Decimal(0)

    @property
    def ratio(self) -> Decimal:
        return self.done / self.expected

    @property
    def counted(self) -> Decimal:
        return min(self.ratio, CAP)

    def plus(self, done: Decimal, expected: Decimal, weight: Decimal) -> Sum:
        return Sum(
            self.name,
            self.measure,
            self.matters + 1,
            self.done + done,
            self.expected + expected,
            self.weight + weight,
        )


def sums(parts: Iterable[tuple[str, str, Decimal, Decimal, Decimal]]) -> list[Sum]:
    """(Name, unit of measure, done, expected, weight) of single matters added up, in the order in which they come."""
    found: dict[tuple[str, str], Sum] = {}
    for name, measure, done, expected, weight in parts:
        found[name, measure] = found.get((name, measure), Sum(name, measure)).plus(done, expected, weight)
    return list(found.values())


def percent(of: Iterable[Sum]) -> float:
    """The mean of the quantities by their weights, each at most 120, in percent to two places."""
    of = list(of)
    whole = sum((one.weight for one in of), Decimal(0))
    return float(round(100 * sum((one.counted * one.weight for one in of), Decimal(0)) / whole, 2)) if whole else 0.0
