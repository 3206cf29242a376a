"""Places from published scores: ties are equal published integers, never nearly equal doubles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

Place = int | float


def _competition(better: int, equal: int, better_scores: int) -> Fraction:
    return Fraction(better + 1)


def _dense(better: int, equal: int, better_scores: int) -> Fraction:
    return Fraction(better_scores + 1)


def _average(better: int, equal: int, better_scores: int) -> Fraction:
    return better + Fraction(equal + 1, 2)


TIES: dict[str, Callable[[int, int, int], Fraction]] = {
    "competition": _competition,
    "dense": _dense,
    "average": _average,
}
"""How equal scores share places: 1, 2, 2, 4 · 1, 2, 2, 3 · 1, 2.5, 2.5, 4."""


def places(keys: Sequence[tuple[int, ...] | None], ties: str) -> list[Place | None]:
    """The places of scores, the largest first; None (no score) gets no place.

    A key is compared as a tuple, so a unit that is to stand last has a smaller first part.
    """
    counted = Counter(key for key in keys if key is not None)
    better = 0
    place_of: dict[tuple[int, ...], Place] = {}
    for better_scores, key in enumerate(sorted(counted, reverse=True)):
        equal = counted[key]
        place = TIES[ties](better, equal, better_scores)
        place_of[key] = int(place) if place.denominator == 1 else float(place)
        better += equal
    return [None if key is None else place_of[key] for key in keys]
