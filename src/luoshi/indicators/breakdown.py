"""How the county's figure is divided among units: by towns, by departments, or by both together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from luoshi.org.models import UnitKind

TOWNS, DEPARTMENTS, ALL = "towns", "departments", "all"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Units whose targets should add up to the county's."""

    code: str
    units: tuple[UUID, ...]
    total: Decimal
    difference: Decimal | None
    """Units' targets minus the county's; None if the county has none, or if the figures are rates."""


def breakdowns(
    targets: Mapping[UUID, Decimal], county: Decimal | None, kinds: Mapping[UUID, str], *, additive: bool = True
) -> list[Breakdown]:
    """The one or two breakdowns of a target.

    The same target may be divided twice, among the towns where it happens and among the departments that answer for
    it; each adds up to the county's. Or both kinds share one. What adds up better tells which.

    Args:
        targets: each unit's own target.
        kinds: unit → `UnitKind`.
        additive: False for rates: nothing is added up.
    """
    towns = tuple(unit for unit in targets if kinds.get(unit) == UnitKind.TOWN)
    departments = tuple(unit for unit in targets if kinds.get(unit) != UnitKind.TOWN)

    def of(code: str, units: tuple[UUID, ...]) -> Breakdown:
        total = sum((targets[unit] for unit in units), Decimal(0))
        return Breakdown(code, units, total, total - county if additive and county is not None else None)

    parts = [of(code, units) for code, units in ((TOWNS, towns), (DEPARTMENTS, departments)) if units]
    together = of(ALL, (*towns, *departments))
    if len(parts) == 2 and (together.difference is None or _closer(together, parts)):
        return parts if not additive else [together]
    return parts


def _closer(together: Breakdown, parts: list[Breakdown]) -> bool:
    def off(part: Breakdown) -> Decimal:
        return abs(part.difference or Decimal(0))

    return off(together) < min(off(part) for part in parts)
