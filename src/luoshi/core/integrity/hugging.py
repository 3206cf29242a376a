"""Figures that just reach what is asked, and hardly any that just miss it."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.core.integrity.finding import Finding

LEAST = 10
"""With fewer figures nothing is said."""


def hugging(
    subject: str, shares: Sequence[float], *, threshold: float = 1.0, width: float = 0.02, part: float = 0.5
) -> list[Finding]:
    """A subject whose figures lie close above the threshold: at least `part` of them, and four times as many as below.

    `shares` are figures over what was asked of them; `width` is how close is close.
    """
    close = sum(threshold <= share < threshold * (1 + width) for share in shares)
    short = sum(threshold * (1 - width) <= share < threshold for share in shares)
    if len(shares) < LEAST or close < part * len(shares) or close < 4 * max(short, 1):
        return []
    return [Finding("hugging", (subject,), {"count": len(shares), "close": close, "short": short, "width": width})]
