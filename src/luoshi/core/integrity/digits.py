"""Digits that people make up are not like those that counting brings; said only where the test applies."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from luoshi.core.integrity.finding import Finding

LAST_LIMIT, LAST_LEAST = 27.88, 100
"""χ² with 9 degrees of freedom at 0.1%; at least ten figures a digit are expected."""
LEADING_LIMIT, LEADING_LEAST = 26.12, 200
"""χ² with 8 degrees of freedom at 0.1%; the rarest digit (4.6%) is expected nine times."""
SPREAD = 100
"""Benford's law is for figures that span at least two powers of ten."""


def last_digits(subject: str, figures: Iterable[Decimal]) -> list[Finding]:
    """Whether last digits are as even as counting makes them. Figures under 100 say nothing, nor do rounded ones."""
    written = [_digits(figure) for figure in figures if abs(figure) >= SPREAD]
    if len(written) < LAST_LEAST:
        return []
    counts = Counter(digits[-1] for digits in written)
    if counts["0"] + counts["5"] > 0.5 * len(written):
        return []
    statistic = _chi_square(counts, {str(digit): len(written) / 10 for digit in range(10)})
    grounds = {"count": len(written), "statistic": statistic, "limit": LAST_LIMIT, "digit": counts.most_common(1)[0][0]}
    return [Finding("last_digits", (subject,), grounds)] if statistic > LAST_LIMIT else []


def leading_digits(subject: str, figures: Sequence[Decimal]) -> list[Finding]:
    """Whether first digits follow Benford's law, for amounts that span at least two powers of ten."""
    sizes = [abs(figure) for figure in figures if figure]
    if len(sizes) < LEADING_LEAST or max(sizes) < SPREAD * min(sizes):
        return []
    counts = Counter(_digits(size).lstrip("0")[0] for size in sizes)
    expected = {str(digit): len(sizes) * math.log10(1 + 1 / digit) for digit in range(1, 10)}
    statistic = _chi_square(counts, expected)
    grounds = {"count": len(sizes), "statistic": statistic, "limit": LEADING_LIMIT}
    return [Finding("leading_digits", (subject,), grounds)] if statistic > LEADING_LIMIT else []


def _digits(figure: Decimal) -> str:
    """The digits as written, without sign and point."""
    return format(abs(figure), "f").replace(".", "")


def _chi_square(counts: Counter[str], expected: dict[str, float]) -> float:
    return sum((counts[digit] - whole) ** 2 / whole for digit, whole in expected.items())
