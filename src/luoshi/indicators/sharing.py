"""A county's target shared out as it stood last year: by what units brought, else by what they had promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from luoshi.core.shares import split


def proposed(
    county: Decimal, groups: Sequence[Sequence[UUID]], last_year: Mapping[UUID, Decimal], decimals: int
) -> dict[UUID, Decimal]:
    """Unit → its part: the units of each group add up to the county exactly.

    Args:
        groups: those who share one whole; a unit without a share last year gets none.
        decimals: as the indicator is published; a county's target with more keeps its own.
    """
    step = Decimal(1).scaleb(-decimals)
    whole = county if county != county.quantize(step) else county.quantize(step)
    found: dict[UUID, Decimal] = {}
    for group in groups:
        units = [unit for unit in group if last_year.get(unit, Decimal(0)) > 0]
        found |= dict(zip(units, split(whole, [last_year[unit] for unit in units]), strict=True))
    return found
