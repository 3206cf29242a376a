"""What kind of row a row of a sheet is, by itself: blank, a line of words, headings, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from luoshi.core.tabling.around import are_facts, has_colon, is_fact
from luoshi.core.tabling.grid import Grid, Region
from luoshi.core.tabling.values import is_blank, is_day, is_year, mark, number, tight, words


class Look(StrEnum):
    BLANK = "blank"
    WORDS = "words"
    """One cell with words: a title, a note, a section's heading."""
    FACTS = "facts"
    """Words about the table beside each other: 填报单位：…　2026年6月　单位：万元."""
    LABELS = "labels"
    """Several cells and no figure among them: headings, or a line of a list."""
    FIGURES = "figures"


_NAMED_UNIT = re.compile(r"[(（]?(?:计量)?单位[:：]\S")
FIRST = re.compile(
    r"序号|编号|代码|no\.?|单位(?:名称)?|名称|项目(?:名称)?|指标(?:名称)?|地区|区域|乡镇|镇(?:街)?|镇\(街道\)|乡镇\(街道\)|"
    r"县市?区?|部门|责任单位|牵头单位|科目|类别|行业|企业(?:名称)?|姓名|日期|时间|年份|月份|年度|region|甲",
    re.IGNORECASE,
)
"""How headings begin."""
_STEMS = "甲乙丙丁戊己庚辛"


@dataclass(slots=True)
class Looks:
    """The rows of a region, each looked at once."""

    grid: Grid
    region: Region
    within: bool = False
    """Whether the region is one of several tables under one heading."""
    _known: dict[int, Look] = field(default_factory=dict)

    def __getitem__(self, row: int) -> Look:
        if row not in self._known:
            self._known[row] = self._look(row)
        return self._known[row]

    def filled(self, row: int) -> list[int]:
        return [at for at in self.region.columns if not is_blank(self.grid.own(row, at))]

    def has_figures(self, row: int) -> bool:
        return self[row] == Look.FIGURES

    def _look(self, row: int) -> Look:
        filled = self.filled(row)
        values = [self.grid.own(row, at) for at in filled]
        if not values:
            return Look.BLANK
        figures = [value for value in values if number(value) is not None]
        if len(values) > 1 and any(map(is_fact, values)) and are_facts(values):
            return Look.FACTS
        if figures and not (is_scale(self.grid, row, filled) or _are_years(self.grid, row, filled)):
            return Look.FIGURES
        if len(values) == 1 and not is_day(values[0]):
            return Look.WORDS
        return Look.FACTS if are_facts(values) or self._is_title(row, filled) else Look.LABELS

    def _is_title(self, row: int, filled: list[int]) -> bool:
        """A title with its number or its unit beside it: few cells above a fuller row beginning in the same column."""
        said = [tight(self.grid.own(row, at)) for at in filled]
        values = [self.grid.own(row, at) for at in filled]
        if self._is_about(row, filled) or (has_colon(values[-1]) and all(map(is_fact, values[1:]))):
            return True
        if len(filled) > 3 or any((row, at) in self.grid.merges for at in filled[1:]):
            return False
        if any(_NAMED_UNIT.match(word) for word in said):
            return True
        below, first = row + 1, (row, filled[0])
        if below > self.region.bottom or filled[0] != self.region.left or self.grid.extent(*first) != first:
            return False
        next_ones = [at for at in self.filled(below) if number(self.grid.own(below, at)) is None]
        return next_ones[:1] == filled[:1] and len(next_ones) >= max(4, 2 * len(filled))

    def _is_about(self, row: int, filled: list[int]) -> bool:
        """Some words with a colon right above a heading that is at least twice as full and begins as headings do."""
        below = self.next_filled(row + 1)
        if below is None or not any(has_colon(self.grid.own(row, at)) for at in filled):
            return False
        next_ones = self.filled(below)
        own = all(self.grid.extent(row, at)[0] == row for at in filled)
        return own and len(next_ones) >= max(4, 2 * len(filled)) and begins(self.grid, below, next_ones)

    def next_filled(self, row: int) -> int | None:
        """The next row that is not blank."""
        return next((at for at in range(row, self.region.bottom + 1) if self[at] != Look.BLANK), None)


def begins(grid: Grid, row: int, filled: list[int]) -> bool:
    """Whether a row starts as headings do: 序号, 单位, 指标 …"""
    return any(FIRST.fullmatch(tight(grid.own(row, at))) for at in filled[:2])


def is_scale(grid: Grid, row: int, filled: list[int]) -> bool:
    """The row of column numbers under a heading: 甲 乙 1 2 3, 栏次 (1) (2) (3)."""
    numbers, stems = [], 0
    for at in filled:
        text = _place(grid, row, at)
        if text.isascii() and text.isdigit():
            numbers.append(int(text))
        elif (len(text) == 1 and text in _STEMS) or text in ("栏次", "-", "—") or (not stems and FIRST.fullmatch(text)):
            stems += 1
        elif not re.fullmatch(r"[A-Z]|[A-Z]=.*", text):
            return False
    first = numbers[0] if numbers else 0
    rising = numbers == list(range(first, first + len(numbers)))
    return (
        rising
        and len(numbers) >= (2 if stems else 3)
        and first in (1, 2)
        and all(at in filled or (row and is_blank(grid.laid(row - 1, at))) for at in range(filled[0], filled[-1]))
    )


def _place(grid: Grid, row: int, at: int) -> str:
    """The number of a column: 3 of 3, (3), ③ and 3=1+2."""
    text = tight(grid.own(row, at))
    if len(text) == 1 and "①" <= text <= "⑳":
        return str(ord(text) - ord("①") + 1)
    return re.sub(r"^\(?(\d+)\)?=.*", r"\1", text).strip("()[]")


def is_numbering(grid: Grid, row: int, region: Region) -> bool:
    """A scale of plain numbers: it names nothing. One of letters (A, B, C=A+B) says how columns are reckoned."""
    filled = [at for at in region.columns if not is_blank(grid.own(row, at))]
    plain = [_place(grid, row, at) for at in filled]
    numbers = [int(text) for text in plain if text.isascii() and text.isdigit()]
    others = [text for text in plain if not text.isdigit()]
    rising = numbers == list(range(1, len(numbers) + 1)) or numbers == list(range(2, len(numbers) + 2))
    return len(numbers) > 1 and rising and all(text in _STEMS or text in ("栏次", "-", "—") for text in others)


def _are_years(grid: Grid, row: int, filled: list[int]) -> bool:
    """A heading of years written as numbers: 2021 2022 2023."""
    years = [at for at in filled if is_year(grid.own(row, at))]
    others = [at for at in filled if at not in years and number(grid.own(row, at)) is not None]
    found = {number(grid.own(row, at)) for at in years}
    return len(years) >= 2 and not others and len(found) == len(years)


def is_label(grid: Grid, row: int, column: int) -> bool:
    """Words that are neither a figure nor a sign for none."""
    value = grid.own(row, column)
    return not is_blank(value) and number(value) is None and not mark(value)


def row_words(grid: Grid, row: int, region: Region) -> tuple[str, ...]:
    return tuple(words(grid.laid(row, at)) for at in region.columns)
