"""Whole numbers in a database: points become fine units exactly as `rounding` makes them, divisions round half up.

A double times a power of ten is far from a rounding boundary nearly always; then one multiplication decides. The few
that are near are handed to the definition itself, each different one once.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

LIFT = 4e-13
"""Who is closer below a half than this, relative, is at it with 12 digits for sure: those keep 5e-13 at least."""
NEAR = 5.8e-12
"""Who is farther below a half than this is below it with 12 digits, too: those move nothing by more than 5e-12."""
SURELY = 1e10
"""Fine units up to here have the halves on the grid of 12 digits."""


def number(value: float) -> ir.FloatingScalar:
    """A constant with all its digits; as a literal some databases would read it as a decimal."""
    return ibis.literal(repr(float(value))).cast("float64")


def surely_fine_units(points: ir.FloatingValue, places: int) -> ir.IntegerValue:
    """Points as a whole number of 10^-places, half up; null where cutting to 12 digits might make it another."""
    size = points.abs() * number(10.0**places)
    above = size * number(1 + LIFT) + number(0.5)
    whole = ibis.ifelse(size < number(SURELY), above, ibis.null("float64")).floor()
    is_sure = above - whole < number(1.0) - size * number(NEAR)
    return ibis.cases((is_sure, whole * ibis.ifelse(points < 0, -1, 1)))


def half_up(numerator: ir.IntegerValue, denominator: ir.IntegerValue | int) -> ir.IntegerValue:
    """The nearest whole number to a quotient; a half goes away from zero. Numerators stay under 2^53."""
    sign = ibis.ifelse(numerator < 0, -1, 1)
    return (2 * numerator.abs() + denominator) // (2 * denominator) * sign


def _bit_or(word: ir.IntegerColumn) -> ir.IntegerScalar:
    """All bits that are set in any row."""


# Both databases have it; what Ibis itself writes for it, it writes for DuckDB alone.
bit_or = ibis.udf.agg.builtin(_bit_or, name="bit_or", signature=(("int64",), "int64"))
