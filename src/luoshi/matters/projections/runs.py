"""Facts of a day in runs that can be written at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def distinct(facts: Sequence[Any], key: Callable[[Any], Any]) -> list[list[Any]]:
    """Runs of facts in which no key comes twice, so that each run can be written at once."""
    runs: list[list[Any]] = []
    seen: set[Any] = set()
    for fact in facts:
        if not runs or key(fact) in seen:
            runs.append([])
            seen = set()
        runs[-1].append(fact)
        seen.add(key(fact))
    return runs
