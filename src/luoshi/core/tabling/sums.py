"""The arithmetic of lines: which one is the sum of others, the surest sign of a total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from luoshi.core.tabling.grid import Grid
from luoshi.core.tabling.heading import RATE
from luoshi.core.tabling.model import Column
from luoshi.core.tabling.values import number, tight

LONGEST = 150
"""How many lines one total may be the sum of."""
SURE = 8
"""Digits that must agree before a line is taken for a sum although nothing else says so."""
_NEVER_ADDED = re.compile(r"人均|均价|单价|价格|平均|排名|排位|位次|名次|密度|指数|年龄|年限|第几|次序")


@dataclass(frozen=True, slots=True)
class Found:
    """The lines that make up a sum."""

    lines: tuple[int, ...]
    typed: bool = False
    """Only if the numbers kept as text are left out, as a spreadsheet's SUM does."""


class Sums:
    """The figures of the columns whose lines may be added."""

    def __init__(self, grid: Grid, columns: Sequence[Column], rows: list[int]) -> None:
        at = [column.at for column in columns if is_added(column)]
        self.count = len(rows)
        self._read = {one: [number(grid.own(row, one)) for row in rows] for one in at}
        self._typed = {
            one: [value if isinstance(value := grid.own(row, one), Decimal) else None for row in rows] for one in at
        }
        self._own = [
            {one: found for one, values in self._read.items() if (found := values[place])} for place in range(len(rows))
        ]
        self._rising = all(not value or value > 0 for values in self._read.values() for value in values)

    def own(self, place: int) -> dict[int, Decimal]:
        return self._own[place]

    def is_sure(self, place: int) -> bool:
        """Whether the line has digits enough that they cannot agree with a sum by chance."""
        own = self.own(place)
        return len(own) > 1 and sum(map(_digits, own.values())) >= SURE

    def digits(self, place: int) -> int:
        return sum(map(_digits, self.own(place).values()))

    def run(self, place: int, others: Iterable[int], least: int) -> Found | None:
        """The first of the others, in their order, that add up to the line."""
        if not (own := self.own(place)):
            return None
        read, typed = dict.fromkeys(own, Decimal(0)), dict.fromkeys(own, Decimal(0))
        taken: list[int] = []
        for at in others:
            if not self.own(at):
                continue
            taken.append(at)
            for column in own:
                read[column] += self._read[column][at] or 0
                typed[column] += self._typed[column][at] or 0
            if len(taken) >= least:
                if _agree(own, read, len(taken)):
                    return Found(tuple(taken))
                if read != typed and _agree(own, typed, len(taken)):
                    return Found(tuple(taken), typed=True)
            if len(taken) > max(LONGEST, least) or (self._rising and _exceeds(own, typed)):
                return None
        return None

    def stops(self, place: int, others: Sequence[int]) -> Iterator[int]:
        """After how many of the others, in their order, they add up to the line."""
        own = self.own(place)
        read = dict.fromkeys(own, Decimal(0))
        for count, at in enumerate(others, 1):
            for column in own:
                read[column] += self._read[column][at] or 0
            if _agree(own, read, count):
                yield count
            if self._rising and _exceeds(own, read):
                return

    def whole(self, place: int, others: Iterable[int]) -> Found | None:
        """All of the others, if they add up to the line."""
        those = [at for at in others if self.own(at)]
        return self.run(place, those, len(those)) if len(those) > 1 else None


def is_added(column: Column) -> bool:
    """Whether the figures of a column may be added: no rates, ranks or means."""
    name = tight(column.name)
    return column.kind == "number" and column.unit != "%" and not RATE.search(name) and not _NEVER_ADDED.search(name)


def _near(one: Decimal, other: Decimal, lines: int) -> bool:
    """Equal, but for the dust of binary fractions and last digits that were rounded line by line."""
    gap, size = abs(one - other), abs(other)
    if gap * 1000 > size:
        return False
    exponent = other.as_tuple().exponent
    last = Decimal(1).scaleb(int(exponent)) if isinstance(exponent, int) and exponent < 0 else Decimal(0)
    return gap <= max(size / 10**5, last * lines / 2)


def _agree(own: dict[int, Decimal], sums: dict[int, Decimal], lines: int) -> bool:
    """Nine columns in ten; so one of the first two at least, which is seen at once."""
    if not any(_near(sums[at], own[at], lines) for at in islice(own, 1 if len(own) < 10 else 2)):
        return False
    return sum(_near(sums[at], value, lines) for at, value in own.items()) * 10 >= len(own) * 9


def _exceeds(own: dict[int, Decimal], sums: dict[int, Decimal]) -> bool:
    """Whether most columns have grown past the line, so that no further one can bring them back."""
    past = sum(sums[at] > value * Decimal("1.01") for at, value in own.items())
    return past * 2 > len(own)


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
