"""How sure a ranking is: its sealed package, with the weights shaken, the same each time it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from luoshi.appraisal.queries.ranking import closings
from luoshi.appraisal.sealing import figures_of, opened
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_name, group_place
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.robustness import Bounds, Robustness, Spread, robustness
from luoshi.core.timing.periods import Period
from luoshi.org.acting import By
from luoshi.org.permissions import require

SURE = 0.5
"""A pair that keeps its order in no more runs than this stands the other way as often."""


@dataclass(frozen=True, slots=True)
class SpreadShown:
    """Where a unit stood in the runs, as a bar across its group's places: shares of the bar's width."""

    spread: Spread
    start: float
    end: float
    mark: float
    """Where its place as published is."""

    @property
    def width(self) -> float:
        return self.end - self.start

    @property
    def is_firm(self) -> bool:
        return self.first == self.last

    @property
    def first(self) -> int:
        """The best of the places, whole: what lies between two of them counts as the wider."""
        return floor(self.spread.low)

    @property
    def last(self) -> int:
        return ceil(self.spread.high)


@dataclass(frozen=True, slots=True)
class Group:
    """What the runs say of one group, with names for codes."""

    found: Robustness
    name: str
    rows: tuple[SpreadShown, ...]
    unsettled: tuple[tuple[str, str, float], ...]
    """The pairs whose order is least sure first."""
    idle: tuple[str, ...]
    """Items that move nobody's place."""
    twins: tuple[tuple[str, str, float], ...]

    @property
    def firm(self) -> int:
        return sum(one.is_firm for one in self.rows)


@dataclass(frozen=True, slots=True)
class Shaken:
    """A period's ranking under other weights."""

    term: Term
    edition: int
    bounds: Bounds
    groups: tuple[Group, ...]
    faults: tuple[Fault, ...]
    """Why the scheme cannot be shaken."""


def shaken(by: By, period: str) -> Shaken | None:
    """The robustness of the edition that holds; None where the period is not sealed. Two SELECTs. Raises NotAllowed."""
    require(by, "see_findings")
    closing = next(iter(closings(by, period)), None)
    if closing is None:
        return None
    bounds = Bounds(seed=seed_of(closing.period))
    try:
        found = _of_package(closing.package, bounds)
    except BadInput as error:
        return Shaken(closing.term, closing.edition, bounds, (), tuple(error.faults))
    groups = sorted((_group(one) for one in found), key=lambda one: group_place(one.found.group))
    return Shaken(closing.term, closing.edition, bounds, tuple(groups), ())


def seed_of(period: Period) -> int:
    """2026-10 → 202610: nobody chooses the seed, so nobody can choose the answer."""
    return period.year * 100 + period.number


@lru_cache(maxsize=24)
def _of_package(package: str, bounds: Bounds) -> tuple[Robustness, ...]:
    scheme, data = figures_of(package)
    return tuple(robustness(scheme, data, opened(package).result.period, bounds))


def _group(found: Robustness) -> Group:
    names = {one.unit: one.name for one in found.spreads}
    items = {one.item: one.name for one in found.weighings}
    places = len(found.spreads)
    pairs = sorted(found.unsettled, key=lambda one: abs(one.share - SURE))
    return Group(
        found,
        group_name(found.group),
        tuple(_shown(one, places) for one in found.spreads),
        tuple((names[one.first], names[one.second], one.share) for one in pairs),
        tuple(one.name for one in found.weighings if one.moved == 0),
        tuple(
            (items.get(one.first, one.first), items.get(one.second, one.second), one.correlation) for one in found.twins
        ),
    )


def _shown(one: Spread, places: int) -> SpreadShown:
    return SpreadShown(one, (floor(one.low) - 1) / places, ceil(one.high) / places, (one.nominal - 0.5) / places)
