"""Grades (等次): by share of the ranked units, by score, or by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from math import floor

from luoshi.core.scoring.ranking import Place


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade. Without share and score it is for all who are left."""

    name: str
    share: Decimal | None = None
    """At most this share of the ranked units, beside those of the better grades."""
    score: Decimal | None = None
    """Not below this score."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit is graded by."""

    rank: Place | None
    score: Decimal | None
    vetoed: bool


def grade(grades: Sequence[Grade], standings: Sequence[Standing], veto: str) -> list[str | None]:
    """The grade of each unit; None for one without a place, or barred by a veto.

    Equal ones get the same grade: a share that would end among them ends before them, so that no share is exceeded.
    Under the veto `no_grade` a vetoed unit has none, and takes nobody's place; under the others it has the last.
    """
    found: list[str | None] = [None] * len(standings)
    ranked = sum(one.rank is not None for one in standings)
    order = [(one.rank, number) for number, one in enumerate(standings) if one.rank is not None and not one.vetoed]
    upto = 0
    for _, equal in groupby(sorted(order), key=lambda pair: pair[0]):
        numbers = [number for _, number in equal]
        upto += len(numbers)
        for number in numbers:
            found[number] = _first_open(grades, upto, ranked, standings[number].score)
    if veto != "no_grade" and grades:
        for number, one in enumerate(standings):
            if one.vetoed and one.rank is not None:
                found[number] = grades[-1].name
    return found


def _first_open(grades: Sequence[Grade], upto: int, ranked: int, score: Decimal | None) -> str | None:
    share = Decimal(0)
    for one in grades:
        share += one.share or 0
        fits = one.share is None or upto <= floor(share * ranked)
        if fits and (one.score is None or (score is not None and score >= one.score)):
            return one.name
    return None
