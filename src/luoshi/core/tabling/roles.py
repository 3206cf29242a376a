"""What each line of a table is: data, a sum of others, a part of another, a heading, an empty line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from luoshi.core.tabling.grid import Grid
from luoshi.core.tabling.heading import RATE, unit_in
from luoshi.core.tabling.model import Column, Line, Role
from luoshi.core.tabling.values import is_blank, number, tight

TOTAL = re.compile(
    r"(?:.{0,12})(?:合计|总计|小计|共计|总和|汇总|平均(?:数|值|水平)?)(?:数|额)?(?:\([^)]*\))?(?:=.*)?|"
    r"(?:合计|总计|小计|共计|其中)?[:：]?(?:全|本)(?:国|省|市|县|区|州|旗|镇|乡|盟|师|团|系统|行业)(?:合计|总计|平均)?|总数|"
    r".{0,20}(?:grand|sub)?total.{0,12}|sum|average",
    re.IGNORECASE,
)
REGION = re.compile(r"(?:东部|西部|南部|北部|中部|东北|西北|西南|东南|华东|华北|华中|华南|中南)(?:地区)?")
PART = re.compile(r"(?:其中|#|＃)")
_ABOVE = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")


_INDICATORS = re.compile(r"指标|科目|项目$|分类|类别")
LONGEST = 400
"""How many lines one total may be the sum of."""
SURE = 8
"""Digits that must agree before a line is taken for a sum although nothing else says so."""


def lines_of(grid: Grid, columns: Sequence[Column], label_at: int | None, rows: list[int]) -> list[Line]:
    reader = _Reader(grid, columns, label_at, rows)
    return [Line(row, reader.label(row), reader.role(place)) for place, row in enumerate(rows)]


class _Reader:
    def __init__(self, grid: Grid, columns: Sequence[Column], label_at: int | None, rows: list[int]) -> None:
        self.grid, self.columns, self.label_at, self.rows = grid, columns, label_at, rows
        self.figures = [column.at for column in columns if column.is_figure]
        self.sums = [
            column.at
            for column in columns
            if column.kind == "number" and column.unit != "%" and not RATE.search(tight(column.name))
        ]
        self.ordinal = next((column.at for column in columns if column.kind == "ordinal"), None)
        self.texts = [column.at for column in columns if column.kind in ("text", "date", "code", "empty")]
        self.indicators = self._are_indicators()
        self.regions = self._has_regions()
        self.ordered = self._is_ordered()
        self._numbers = {at: [number(grid.own(row, at)) for row in rows] for at in self.sums}
        self._rising = {at: all(not value or value > 0 for value in values) for at, values in self._numbers.items()}

    def label(self, row: int) -> str:
        """The line's name; of a total, the word for it wherever it stands before the name."""
        if self.label_at is not None and (said := tight(self.grid.laid(row, self.label_at))):
            return said
        places = [at for at in (self.ordinal, *self.texts) if at is not None]
        others = [tight(self.grid.own(row, at)) for at in places]
        return next((word for word in others if word and number(word) is None), "")

    def role(self, place: int) -> Role:
        row = self.rows[place]
        filled = [column.at for column in self.columns if not is_blank(self.grid.own(row, column.at))]
        others = [at for at in filled if at != self.ordinal]
        figures = [at for at in self.figures if number(self.grid.own(row, at)) is not None]
        if not others:
            return Role.EMPTY if filled else Role.HEADING
        if not figures and len(others) == 1 and len(self.columns) > 2 and self._opens(place, others[0]):
            return Role.HEADING
        if self._is_total(row) or (not self._is_named(row) and self._closes(place)):
            return Role.TOTAL
        if any(PART.match(tight(self.grid.own(row, at))) for at in self.texts[:3]):
            return Role.PART
        if self._is_above(row) and (self._is_enumerated(row) or self._is_sparse(row) or self._adds_up(place, least=1)):
            return Role.TOTAL
        if self._has_children(place) and self._adds_up(place):
            return Role.TOTAL
        if self.ordinal is None and not self.indicators and self._adds_up(place, plain=True):
            return Role.TOTAL
        return Role.DATA

    def _opens(self, place: int, only: int) -> bool:
        """Lone words that open a section; a line that merely has no figures yet stays a line."""
        row = self.rows[place]
        said = tight(self.grid.own(row, only))
        if only != self.label_at or self.grid.extent(row, only)[1] > only:
            return True
        if self.ordinal is not None:
            mine = number(self.grid.own(row, self.ordinal))
            return mine is None or not self._in_sequence(place, mine)
        return bool(_ENUMERATED.match(said)) or said.endswith(":")

    def _in_sequence(self, place: int, mine: Decimal) -> bool:
        """Whether the numbering goes on here: another numbering is that of sections."""
        assert self.ordinal is not None
        before = (number(self.grid.own(row, self.ordinal)) for row in reversed(self.rows[:place]))
        last = next((value for value in before if value is not None), None)
        return last is None or mine == last + 1

    def _is_enumerated(self, row: int) -> bool:
        return self.ordinal is not None and bool(_ABOVE.fullmatch(tight(self.grid.laid(row, self.ordinal))))

    def _is_total(self, row: int) -> bool:
        """合计 in one of the columns that name a line, or in the place of its number."""
        places = [at for at in (self.ordinal, self.label_at, *self.texts[:3]) if at is not None]
        said = [tight(self.grid.own(row, at)) for at in places]
        return any(TOTAL.fullmatch(word) or (self.regions and REGION.fullmatch(word)) for word in said)

    def _has_regions(self) -> bool:
        """Regions among the provinces they are made of; a table of nothing but regions has them as its lines."""
        named = sum(bool(REGION.fullmatch(self.label(row))) for row in self.rows)
        return 0 < named * 2 < len(self.rows)

    def _is_named(self, row: int) -> bool:
        return any(not is_blank(self.grid.laid(row, at)) for at in (self.ordinal, *self.texts) if at is not None)

    def _closes(self, place: int) -> bool:
        """A last line without any words that is the sum of all above it."""
        own = {at: value for at, values in self._numbers.items() if (value := values[place])}
        return bool(own) and place > 1 and place == len(self.rows) - 1 and self._all_above(place, own)

    def _is_ordered(self) -> bool:
        """Whether most lines are numbered: those that are not stand above them."""
        if self.ordinal is None:
            return False
        lines = [row for row in self.rows if not self._is_total(row)]
        return sum(not is_blank(self.grid.laid(row, self.ordinal)) for row in lines) * 2 > len(lines)

    def _is_above(self, row: int) -> bool:
        """A section's line: numbered 一, 二, or not numbered among lines that are."""
        if self.ordinal is None:
            return False
        said = tight(self.grid.laid(row, self.ordinal))
        named = self.label_at is not None and not is_blank(self.grid.own(row, self.label_at))
        return bool(_ABOVE.fullmatch(said)) or (not said and named and self.ordered)

    def _has_children(self, place: int) -> bool:
        """Numbered 1 above lines numbered 1.1, 1.2."""
        if self.ordinal is None or place + 1 >= len(self.rows):
            return False
        own, below = (tight(self.grid.own(row, self.ordinal)) for row in self.rows[place : place + 2])
        return bool(own) and below.startswith(own + ".")

    def _is_sparse(self, row: int) -> bool:
        """Fewer than half of what a usual line fills in."""
        usual = sorted(self._filling(at) for at in self.rows)[len(self.rows) // 2]
        return self._filling(row) * 2 < usual

    def _filling(self, row: int) -> int:
        return sum(not is_blank(self.grid.laid(row, column.at)) for column in self.columns)

    def _are_indicators(self) -> bool:
        """Lines that are different things, each with its own measure: one may well be the sum of others."""
        if self.label_at is None:
            return False
        name = next(tight(column.name) for column in self.columns if column.at == self.label_at)
        measured = sum(bool(unit_in(self.label(row))) for row in self.rows)
        return bool(_INDICATORS.search(name)) or measured * 2 > len(self.rows)

    def _adds_up(self, place: int, *, plain: bool = False, least: int = 2) -> bool:
        """Whether the line is the sum of the lines right below it, or of all those above.

        Where no numbering sets it apart, small figures may agree by chance: so many digits must agree that they cannot.
        """
        own = {at: value for at, values in self._numbers.items() if (value := values[place])}
        if not own or (plain and (len(own) < 2 or sum(map(_digits, own.values())) < SURE)):
            return False
        below = range(place + 1, min(len(self.rows), place + LONGEST))
        return self._sums_of(own, below, least) or (
            place > 1 and place == len(self.rows) - 1 and self._all_above(place, own)
        )

    def _sums_of(self, own: dict[int, Decimal], below: range, least: int) -> bool:
        running = dict.fromkeys(own, Decimal(0))
        first = next(iter(own))
        for count, at in enumerate(below, 1):
            for column in own:
                running[column] += self._numbers[column][at] or 0
            if count >= least and _near(running[first], own[first]) and _agree(own, running):
                return True
            if self._rising[first] and running[first] > own[first] and not _near(running[first], own[first]):
                return False
        return False

    def _all_above(self, place: int, own: dict[int, Decimal]) -> bool:
        sums = {at: sum((value or Decimal(0) for value in self._numbers[at][:place]), Decimal(0)) for at in own}
        return _agree(own, sums)


def _near(one: Decimal, other: Decimal) -> bool:
    """Equal, but for the dust of binary fractions and a last digit that was rounded."""
    return abs(one - other) <= abs(other) / 10**5


def _agree(own: dict[int, Decimal], sums: dict[int, Decimal]) -> bool:
    return sum(_near(sums[at], value) for at, value in own.items()) * 10 >= len(own) * 9


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
