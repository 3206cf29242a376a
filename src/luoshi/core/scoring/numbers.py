"""The two kinds of arithmetic: published (whole numbers, exact ties) and analytical (doubles, nearly equal is a tie).

A *value* is what stands on a card: in a published scheme a number of fine units, in an analytical one the double
itself, both as fractions, so that adding them up is exact in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from luoshi.core.scoring import rounding

NEARLY = 1e-12
"""Analytical scores that differ relatively by no more than this are a tie."""


class Numbers(Protocol):
    """What a card and a ranking ask of the arithmetic."""

    def value(self, points: float) -> Fraction:
        """Points computed in double as a value."""

    def points(self, value: Fraction) -> Decimal:
        """A value as it is shown in the end."""

    def fine(self, value: Fraction) -> Decimal:
        """A value as it is shown before the last rounding."""

    def mark(self, points: Fraction) -> Decimal:
        """A full mark or weight, given in points, as it is shown."""

    def double(self, value: Fraction) -> float:
        """A value in points as a double, for what cannot be computed exactly."""

    def keys(self, values: Sequence[Fraction | None]) -> list[int | None]:
        """Whole numbers that are equal where scores are a tie, and larger where the score is."""


@dataclass(frozen=True, slots=True)
class Published:
    """Whole numbers of 10^-(decimals+2), one rounding half up at the end, ties by equality."""

    decimals: int

    def value(self, points: float) -> Fraction:
        return Fraction(rounding.fine_units(points, self.decimals))

    def points(self, value: Fraction) -> Decimal:
        return rounding.published_points(rounding.published_units(value), self.decimals)

    def fine(self, value: Fraction) -> Decimal:
        return rounding.fine_points(value, self.decimals)

    def mark(self, points: Fraction) -> Decimal:
        return self.fine(points * 10 ** (self.decimals + rounding.EXTRA_PLACES))

    def double(self, value: Fraction) -> float:
        return float(value / 10 ** (self.decimals + rounding.EXTRA_PLACES))

    def keys(self, values: Sequence[Fraction | None]) -> list[int | None]:
        return [None if value is None else rounding.published_units(value) for value in values]


@dataclass(frozen=True, slots=True)
class Analytical:
    """Doubles, not rounded; scores within 1e-12 relative are a tie."""

    def value(self, points: float) -> Fraction:
        return Fraction(points)

    def points(self, value: Fraction) -> Decimal:
        return Decimal(repr(float(value)))

    def fine(self, value: Fraction) -> Decimal:
        return self.points(value)

    def mark(self, points: Fraction) -> Decimal:
        return self.points(points)

    def double(self, value: Fraction) -> float:
        return float(value)

    def keys(self, values: Sequence[Fraction | None]) -> list[int | None]:
        known = sorted({float(value) for value in values if value is not None})
        key_of: dict[float, int] = {}
        for number, one in enumerate(known):
            before = known[number - 1] if number else one
            is_tie = one - before <= NEARLY * max(abs(one), abs(before))
            key_of[one] = key_of[before] if is_tie and number else number
        return [None if value is None else key_of[float(value)] for value in values]


def numbers_for(decimals: int | None) -> Numbers:
    """The arithmetic of a scheme."""
    return Analytical() if decimals is None else Published(decimals)
