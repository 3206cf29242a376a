"""How a computed number becomes published points: snapped, rounded half up, counted in whole small units.

Six products summed in different orders gave 85.485, 85.48500000000001 and 85.48499999999999. Therefore each leaf is
computed once in double, snapped to 12 significant digits, and kept as a whole number of *fine units* (two places more
than is published). Everything above is exact; one rounding half up (四舍五入) stands at the end.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

EXTRA_PLACES = 2
"""A leaf keeps this many places more than the published score."""


def snap(number: float) -> Decimal:
    """The number with 12 significant digits: what is left of a double when the noise of its last bits is cut off."""
    return Decimal(f"{number:.11e}")


def half_up(number: Fraction) -> int:
    """The nearest whole number; a half goes away from zero: 2.5 → 3, −2.5 → −3 (四舍五入)."""
    if number.denominator == 1:
        return number.numerator
    whole = (abs(number.numerator) * 2 + number.denominator) // (number.denominator * 2)
    return whole if number >= 0 else -whole


def fine_units(number: float, decimals: int) -> int:
    """Points as a whole number of 10^-(decimals+2): the only place where a double becomes an integer."""
    return half_up(Fraction(snap(number)) * 10 ** (decimals + EXTRA_PLACES))


def fine_points(fine: Fraction, decimals: int) -> Decimal:
    """Fine units as points with decimals + 2 places."""
    return _placed(half_up(fine), decimals + EXTRA_PLACES)


def published_units(fine: Fraction) -> int:
    """The one rounding at the end: fine units become a whole number of 10^-decimals points."""
    return half_up(fine / 10**EXTRA_PLACES)


def published_points(published: int, decimals: int) -> Decimal:
    """A whole number of 10^-decimals as points with exactly that many places: 9250 → 92.50."""
    return _placed(published, decimals)


def _placed(whole: int, places: int) -> Decimal:
    digits = tuple(int(digit) for digit in str(abs(whole)))
    return Decimal((1 if whole < 0 else 0, digits, -places))
