"""What the words and the numbering of a line say about it: a total, a part, a heading, a section above its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from luoshi.core.tabling.grid import Grid
from luoshi.core.tabling.heading import unit_in
from luoshi.core.tabling.model import Column, Role
from luoshi.core.tabling.telling import (
    ABOVE,
    CODES,
    COMPARED,
    COUNTS,
    GRAND,
    INDICATORS,
    LARGER,
    PART,
    REGION,
    SMALLER,
    TOTAL,
    WHOLE,
    is_apart,
    level,
    longer_periods,
)
from luoshi.core.tabling.values import is_blank, number, tight


class Labels:
    """The lines of a table by their words; places count the lines from 0."""

    def __init__(self, grid: Grid, columns: Sequence[Column], label_at: int | None, rows: list[int]) -> None:
        self.grid, self.columns, self.label_at, self.rows = grid, columns, label_at, rows
        self.figures = [column.at for column in columns if column.is_figure]
        self.ordinal = next((column.at for column in columns if column.kind == "ordinal"), None)
        self.texts = [column.at for column in columns if column.kind in ("text", "date", "code", "empty")]
        self.indicators = self._are_indicators()
        self.regions = self._has_regions()
        self.ordered = self._is_ordered()
        self.longer = {rows[place] for place in longer_periods([self.label(row) for row in rows])}
        self.lead = self._lead()
        firsts = [at for at in (self.ordinal, *self.texts[:3]) if at is not None]
        self.wide = {row for row in rows if any(grid.extent(row, at)[1] > at for at in firsts)}
        self.codes = [
            column.at
            for column in columns
            if label_at is not None and column.at < label_at and CODES.search(tight(column.name))
        ]

    def label(self, row: int) -> str:
        """The line's name; of a total, the word for it wherever it stands before the name."""
        if self.label_at is not None and (said := tight(self.grid.laid(row, self.label_at))):
            return said
        places = [at for at in (self.ordinal, self.columns[0].at, *self.texts) if at is not None]
        others = [tight(self.grid.own(row, at)) for at in places]
        return next((word for word in others if word and number(word) is None), "")

    def said(self, place: int) -> Role | None:
        """What the line is by its own words; None where they leave it open."""
        row = self.rows[place]
        filled = [column.at for column in self.columns if not is_blank(self.grid.own(row, column.at))]
        others = [at for at in filled if at != self.ordinal]
        figures = [at for at in self.figures if number(self.grid.own(row, at)) is not None]
        if not others:
            return Role.EMPTY if filled and not self._names(row) else Role.HEADING
        if not figures and len(others) == 1 and len(self.columns) > 2 and self._opens(place, others[0]):
            return Role.HEADING
        if self._is_total(row) or row in self.longer:
            return Role.TOTAL
        if any(PART.match(tight(self.grid.laid(row, at))) for at in self.texts[:3]):
            return Role.PART
        return None

    def _names(self, row: int) -> bool:
        """Words in the place of the number."""
        return self.ordinal is not None and number(self.grid.own(row, self.ordinal)) is None

    def _opens(self, place: int, only: int) -> bool:
        """Lone words that open a section; a line that merely has no figures yet stays a line."""
        row = self.rows[place]
        said = tight(self.grid.own(row, only))
        if only != self.label_at or self.grid.extent(row, only)[1] > only:
            return True
        if self.ordinal is not None:
            mine = number(self.grid.own(row, self.ordinal))
            return mine is None or not self._in_sequence(place, mine)
        return level(said) < 2 or said.endswith(":")

    def _in_sequence(self, place: int, mine: Decimal) -> bool:
        """Whether the numbering goes on here: another numbering is that of sections."""
        assert self.ordinal is not None
        before = (number(self.grid.own(row, self.ordinal)) for row in reversed(self.rows[:place]))
        last = next((value for value in before if value is not None), None)
        return last is None or mine == last + 1

    def _is_total(self, row: int) -> bool:
        """合计 in one of the columns that name a line, or in the place of its number; 全县 where its name stands."""
        places = [at for at in (self.columns[0].at, self.ordinal, self.label_at, *self.texts[:3]) if at is not None]
        if any(TOTAL.fullmatch(tight(self.grid.own(row, at))) for at in places):
            return True
        names = [self.grid.own(row, at) for at in places if self.label_at is None or at < self.label_at]
        names += [self.grid.laid(row, self.label_at)] if self.label_at is not None else []
        said = [re.sub(r"^[一二三四五六七八九十\d]{1,2}[、.]", "", tight(name)) for name in names]
        return any(WHOLE.fullmatch(word) or (self.regions and REGION.fullmatch(word)) for word in said)

    def _has_regions(self) -> bool:
        """Regions among the provinces they are made of; a table of nothing but regions has them as its lines."""
        named = sum(bool(REGION.fullmatch(self.label(row))) for row in self.rows)
        return 0 < named * 2 < len(self.rows)

    def compares(self, place: int) -> bool:
        """上年同期, 增长% below a total of units: no unit of its own."""
        return not self.indicators and bool(COMPARED.fullmatch(self.label(self.rows[place])))

    def is_grand(self, place: int) -> bool:
        return bool(GRAND.fullmatch(self.label(self.rows[place])))

    def is_named(self, place: int) -> bool:
        row = self.rows[place]
        return any(not is_blank(self.grid.laid(row, at)) for at in (self.ordinal, *self.texts) if at is not None)

    def _is_ordered(self) -> bool:
        """Whether most lines are numbered: those that are not stand above them."""
        if self.ordinal is None:
            return False
        lines = [row for row in self.rows if not self._is_total(row)]
        return sum(number(self.grid.laid(row, self.ordinal)) is not None for row in lines) * 2 >= len(lines)

    def _lead(self) -> int | None:
        """The first column of words or numbers, if nearly every line has something there."""
        first = min([at for at in (self.ordinal, self.label_at, *self.texts[:2]) if at is not None], default=None)
        if first is None:
            return None
        filled = sum(not is_blank(self.grid.laid(row, first)) for row in self.rows)
        return first if filled * 2 > len(self.rows) else None

    def lacks_lead(self, place: int) -> bool:
        return self.lead is not None and is_blank(self.grid.laid(self.rows[place], self.lead))

    def opens_parts(self, place: int) -> bool:
        return any("其中" in tight(self.grid.own(self.rows[place], at))[:3] for at in self.texts[:3])

    def spans(self, place: int) -> bool:
        """A name merged over more of the first columns than other lines' names."""
        return self.rows[place] in self.wide and len(self.wide) * 2 < len(self.rows)

    def is_enumerated(self, place: int) -> bool:
        """Numbered 一、 or （一） above a line that is numbered less or not at all."""
        return bool(self.holds(place))

    def holds(self, place: int) -> range:
        """The lines below that are numbered less than this one."""
        last = place
        while last + 1 < len(self.rows) and self._level(last + 1) > self._level(place):
            if self._is_total(self.rows[last + 1]):
                break
            last += 1
        return range(place + 1, last + 1)

    def groups(self) -> list[list[int]]:
        """The lines over which a cell of the first columns reaches down."""
        places = {row: place for place, row in enumerate(self.rows)}
        found = []
        for row in self.rows:
            bottom = max(
                [self.grid.extent(row, at)[0] for at in (self.lead, *self.texts[:1]) if at is not None] or [row]
            )
            if bottom > row:
                found.append([places[at] for at in range(row, bottom + 1) if at in places])
        return found

    def _level(self, place: int) -> int:
        row = self.rows[place]
        own = level(self.label(row))
        if self.ordinal is None:
            return own
        said = tight(self.grid.laid(row, self.ordinal))
        return min(own, level(said + "、" if ABOVE.fullmatch(said) else said))

    def is_above(self, place: int) -> bool:
        """A section's line: numbered 一 or 二, named over several columns, or not numbered among lines that are."""
        row = self.rows[place]
        if self._is_counted(row):
            return False
        if self.stands_out(place):
            return True
        if self.ordinal is None:
            return False
        said = tight(self.grid.laid(row, self.ordinal))
        named = self.label_at is not None and not is_blank(self.grid.own(row, self.label_at))
        return self.ordered and (is_apart(said) if said else named)

    def _is_counted(self, row: int) -> bool:
        """A number of its own in the column of numbers."""
        return self.ordinal is not None and number(self.grid.own(row, self.ordinal)) is not None

    def _is_group(self, place: int) -> bool:
        """Its group's name and none of its own, above a line with a name of its own and none of a group."""
        if place + 1 >= len(self.rows):
            return False
        own, below = (
            [at for at in self.texts[:4] if not is_blank(self.grid.own(row, at))]
            for row in self.rows[place : place + 2]
        )
        return bool(own and below) and own[0] < below[0] and below[0] not in own

    def _is_larger(self, place: int) -> bool:
        """A town above its villages."""
        if place + 1 >= len(self.rows):
            return False
        own, below = (self.label(row) for row in self.rows[place : place + 2])
        return bool(LARGER.search(own) and SMALLER.search(below))

    def is_certain(self, place: int) -> bool:
        """A section's line whatever it adds up to: numbered apart from lines that are counted, or nearly empty."""
        row = self.rows[place]
        if self.ordinal is None or self._is_counted(row):
            return False
        said = tight(self.grid.laid(row, self.ordinal))
        apart = self.ordered and is_apart(said)
        apart = apart or bool(COUNTS.search(self.label(row)))
        return apart or (bool(ABOVE.fullmatch(said)) and self.is_enumerated(place)) or self._is_sparse(row)

    def stands_out(self, place: int) -> bool:
        """Numbered apart, named over several columns, by its group alone, or as a town above its villages."""
        return self.is_enumerated(place) or self.spans(place) or self._is_group(place) or self._is_larger(place)

    def is_enumerated_apart(self, place: int) -> bool:
        """Its own number is 一 or （二）."""
        return self.ordinal is not None and bool(ABOVE.fullmatch(tight(self.grid.laid(self.rows[place], self.ordinal))))

    def is_left_out(self, place: int) -> bool:
        """Not numbered among lines that are."""
        return self.ordered and not self._is_counted(self.rows[place])

    def has_children(self, place: int) -> bool:
        """Numbered 1 above lines numbered 1.1, 1.2."""
        if place + 1 >= len(self.rows):
            return False
        if self.ordinal is not None:
            own, below = (tight(self.grid.own(row, self.ordinal)) for row in self.rows[place : place + 2])
            if own and below.startswith((own + ".", own + "-")):
                return True
        return self._is_prefix(place)

    def _is_prefix(self, place: int) -> bool:
        """A code that the next line's begins with: 201 above 20101; or 类 alone above 类 and 款."""
        above, below = ([tight(self.grid.own(row, at)) for at in self.codes] for row in self.rows[place : place + 2])
        if len(self.codes) == 1:
            own, its = above[0], below[0]
            return own.isdigit() and its.isdigit() and len(own) >= 2 and its != own and its.startswith(own)
        filled = [at for at, word in enumerate(above) if word]
        more = [at for at, word in enumerate(below) if word]
        same = all(above[at] == below[at] for at in filled if at in more)
        return bool(filled) and len(more) > len(filled) and filled == more[: len(filled)] and same

    def may_be_plain(self, place: int) -> bool:
        """Whether a sum may stand here without a word for it: not among numbered lines, nor among indicators."""
        if not self.is_named(place):
            return True
        return self.ordinal is None and not self.indicators

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
        return bool(INDICATORS.search(name)) or measured * 2 > len(self.rows)
