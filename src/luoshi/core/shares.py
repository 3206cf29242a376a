"""A whole among many: shares that add up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal


def split(whole: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """The whole by weights, in steps of its own last place; what is left over goes to the largest remainders.

    Equal remainders: to the earlier one. Weights that add up to nothing count as equal.
    """
    if not weights:
        return []
    if sum(weights) <= 0:
        weights = [Decimal(1)] * len(weights)
    step = Decimal(1).scaleb(min(int(whole.as_tuple().exponent), 0))
    exact = [whole * weight / sum(weights) for weight in weights]
    shares = [value.quantize(step, rounding=ROUND_DOWN) for value in exact]
    left = int((whole - sum(shares)) / step)
    by_remainder = sorted(range(len(weights)), key=lambda at: (shares[at] - exact[at], at))
    for at in by_remainder[:left]:
        shares[at] += step
    return shares
