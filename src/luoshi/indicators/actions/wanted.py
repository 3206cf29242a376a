"""What is asked for: an indicator, a target, a figure, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from luoshi.indicators.breakdown import Breakdown
from luoshi.indicators.models import Cycle, Part, Source

Figure = Decimal | int | str


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """An indicator to be defined, or defined anew: the code says which."""

    code: str
    name: str
    unit_of_measure: str
    accumulation: str
    cycle: str = Cycle.MONTH
    direction: int = 1
    decimals: int = 2
    release_day: int = 20
    owner: UUID | None = None
    seasonal: tuple[Decimal | str, ...] = ()
    """Each month's share of the year, or the shares added up: twelve numbers; empty: months/12."""
    place: int | None = None
    """Where it stands in the list; left out: at the end, or where it was."""
    formula: str = ""
    """From other indicators' codes; left out: it is entered."""
    part: str = Part.ECONOMY
    source: str = Source.STATISTICS
    places: Mapping[str, str] = field(default_factory=dict)
    """Field → where it was written: a form's field, a cell of a file. Faults are told there."""


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target of a year: of a unit, or without one of the county. A value of None takes the target away."""

    unit: UUID | None
    value: Figure | None
    quarters: tuple[Figure, ...] = ()
    """Four: at the end of each quarter counted from January, or quarter by quarter."""
    place: str = ""
    """The cell of a file in which it stands."""


@dataclass(frozen=True, slots=True)
class NewCell:
    """A figure of a unit, or without one of the county. Text is read as people type it: "1,234.5", "未报"."""

    unit: UUID | None
    value: Figure | None
    status: str = ""
    """Left out: reported, or what the word in place of the figure says."""
    place: str = ""
    """The cell of a file in which it stands."""


@dataclass(frozen=True, slots=True)
class TargetsSet:
    """What was recorded, and how the units' targets now add up to the county's."""

    sheet: UUID
    breakdowns: tuple[Breakdown, ...]

    @property
    def differences(self) -> dict[str, Decimal]:
        """Breakdown → the units' targets minus the county's, where that is not zero."""
        return {one.code: one.difference for one in self.breakdowns if one.difference}
