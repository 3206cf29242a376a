"""What each line of a table is: data, a sum of others, a part of another, a heading, an empty line."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.core.tabling.grid import Grid
from luoshi.core.tabling.groups import heads_of
from luoshi.core.tabling.labels import Labels
from luoshi.core.tabling.model import Column, Line, Role, Unread
from luoshi.core.tabling.sums import Found, Sums

FEW = 5
"""Digits that must agree with the sum of all other lines before a first or last line is taken for it."""


def lines_of(
    grid: Grid, columns: Sequence[Column], label_at: int | None, rows: list[int]
) -> tuple[list[Line], tuple[Unread, ...]]:
    """The lines, and what is to be asked about some of them."""
    reader = _Reader(grid, columns, label_at, rows)
    lines = [Line(row, reader.labels.label(row), reader.roles[place]) for place, row in enumerate(rows)]
    at = label_at if label_at is not None else columns[0].at
    asked = [
        Unread(
            rows[place],
            at,
            grid.address(*grid.anchors.get((rows[place], at), (rows[place], at))),
            lines[place].label,
            why,
        )
        for place, why in sorted(reader.asked.items())
    ]
    return lines, tuple(asked)


class _Reader:
    """Reads the words of all lines first, then reckons from the bottom up and from the top down."""

    def __init__(self, grid: Grid, columns: Sequence[Column], label_at: int | None, rows: list[int]) -> None:
        self.rows = rows
        self.labels = Labels(grid, columns, label_at, rows)
        self.sums = Sums(grid, columns, rows)
        self.asked: dict[int, str] = {}
        self.unsure: set[int] = set()
        self.roles = [self.labels.said(place) or Role.DATA for place in range(len(rows))]
        for place, role in enumerate(self.roles):
            if place and role == Role.DATA and self.roles[place - 1] == Role.TOTAL and self.labels.compares(place):
                self.roles[place] = Role.TOTAL
        self._mark_parts()
        self._part()
        for place in reversed(range(len(rows))):
            if self.roles[place] == Role.DATA:
                self._look_below(place)
        for place in range(len(rows)):
            if self.roles[place] == Role.DATA:
                self._look_above(place)
        self._settle()
        self._keep_wholes()
        self._ask()

    def _data(self, places: range) -> list[int]:
        return [at for at in places if self.roles[at] == Role.DATA]

    def _below(self, place: int) -> list[int]:
        return self._data(range(place + 1, len(self.rows)))

    def _keep_wholes(self) -> None:
        """Where every unit has a 小计 and below it only parts of it, the 小计 is the unit's line."""
        groups = [group for group in self.labels.groups() if len(group) > 1]
        wholes = [group for group in groups if not self._data(range(group[0], group[-1] + 1))]
        for group in wholes if len(wholes) > 1 else []:
            first = next((at for at in group if self.roles[at] == Role.TOTAL), None)
            if first is not None:
                self.roles[first] = Role.DATA

    def _part(self) -> None:
        """Groups throughout: settled by a total that is the sum of the groups, or by digits enough."""
        labels = self.labels
        lines = self._data(range(len(self.rows)))

        def may_head(place: int) -> bool:
            return labels.is_left_out(place) if labels.ordered else True

        heads, sure = heads_of(self.sums, lines, may_head)
        if not heads or (labels.indicators and not self._is_totalled(heads)):
            return
        if sure or self._is_totalled(heads):
            for place in heads:
                self._take(place, "没有写合计，但各组都正好相加，按合计读")
        else:
            self.asked |= dict.fromkeys(heads, "像是一组的合计：各组都正好相加；现按单独一行读，是合计就改为不取")

    def _is_totalled(self, places: list[int]) -> bool:
        """Whether a line that says 合计 is the sum of these."""
        return any(self._is_worded(at) and self.sums.whole(at, places) for at in range(len(self.rows)))

    def _mark_parts(self) -> None:
        """Lines after 其中 that belong to it: set in as it is, or adding up with it to the line above."""
        for place, role in enumerate(self.roles):
            if role != Role.PART or not self.labels.opens_parts(place):
                continue
            last = max(self._set_in(place), self._make_up(place))
            for at in range(place + 1, last + 1):
                self.roles[at] = Role.PART

    def _set_in(self, place: int) -> int:
        at = place
        while at + 1 < len(self.rows) and self._goes_on(at + 1) and self.labels.lacks_lead(place):
            if not self.labels.lacks_lead(at + 1):
                break
            at += 1
        return at

    def _goes_on(self, place: int) -> bool:
        return self.roles[place] == Role.DATA and self.rows[place] == self.rows[place - 1] + 1

    def _make_up(self, place: int) -> int:
        if place == 0 or not self.sums.own(place - 1):
            return place
        following = [place]
        while following[-1] + 1 < len(self.rows) and self._goes_on(following[-1] + 1):
            following.append(following[-1] + 1)
        found = self.sums.run(place - 1, following, 2)
        sure = len(self.sums.own(place - 1)) > 1 or self.sums.digits(place - 1) >= 3 or self.labels.indicators
        return found.lines[-1] if found and sure else place

    def _look_below(self, place: int) -> None:
        """A section's line above its lines, or a sum of those below that does not say so."""
        labels = self.labels
        if labels.is_above(place) or labels.has_children(place):
            self._look_at_section(place)
        elif labels.may_be_plain(place):
            found = self.sums.run(place, self._below(place), 2) if self.sums.is_sure(place) else None
            if not found and place == 0 and self.sums.digits(place) >= FEW:
                found = self.sums.whole(place, self._below(place))
            if found:
                self._take(place, f"没有写合计，但正好等于下面 {len(found.lines)} 行之和，按合计读")

    def _look_at_section(self, place: int) -> None:
        whole = self._whole_group(place)
        found = whole or self.sums.run(place, self._below(place), 1)
        few = self.sums.digits(place) < FEW
        if found and (whole or not few or self._stands_out(place) or self._ends(found.lines[-1])):
            unsaid = (
                few and not self._stands_out(place) and len(found.lines) + 1 == len(self._data(range(len(self.rows))))
            )
            self._take(place, "没有编号，正好等于下面各行之和，按合计读" if unsaid else "")
            self.unsure |= {place} if few else set()
        elif self.labels.is_certain(place) and self._heads(place):
            doubtful = bool(self.sums.own(place))
            self._take(place, "看作下面各行的合计，但与它们的和不相等，请核对" if doubtful else "")
            self.unsure |= {place} if doubtful else set()
        elif self.sums.own(place) and self._heads(place) and self._may_head(place):
            self.asked[place] = "像是下面各行的合计，但与它们的和不相等；现按单独一行读，是合计就改为不取"
            self.unsure.add(place)

    def _ends(self, place: int) -> bool:
        """Whether a group may end with this line: another section, a total or nothing follows."""
        after = place + 1
        return after >= len(self.rows) or self.roles[after] == Role.TOTAL or after in self.unsure

    def _whole_group(self, place: int) -> Found | None:
        """The lines down to the next total or the next line that may be a section's, if they add up to this one."""
        end = place + 1
        while end < len(self.rows) and self.roles[end] != Role.TOTAL and end not in self.unsure:
            end += 1
        group = [at for at in self._data(range(place + 1, end)) if self.sums.own(at)]
        return self.sums.run(place, group, len(group)) if group else None

    def _stands_out(self, place: int) -> bool:
        return self.labels.stands_out(place) or self.labels.has_children(place)

    def _may_head(self, place: int) -> bool:
        """Numbered apart with two lines below it, or not numbered among lines that are."""
        return len(self._data(self.labels.holds(place))) > 1 or self.labels.is_left_out(place)

    def _heads(self, place: int) -> bool:
        """Whether lines follow that it may be the sum of."""
        at = place + 1
        while at < len(self.rows) and self.roles[at] in (Role.HEADING, Role.PART):
            at += 1
        if at >= len(self.rows):
            return self.labels.is_enumerated_apart(place)
        return self.roles[at] != Role.TOTAL or at in self.unsure or not self._is_worded(at)

    def _is_worded(self, place: int) -> bool:
        return self.labels.said(place) == Role.TOTAL

    def _look_above(self, place: int) -> None:
        """A sum of the lines right above it, or of all of them."""
        labels, above = self.labels, self._data(range(place))
        if len(above) < 2 or not labels.may_be_plain(place):
            return
        last = place == len(self.rows) - 1
        found = self.sums.run(place, reversed(above), 2) if self.sums.is_sure(place) else None
        if not found and last and (self.sums.digits(place) >= FEW or not labels.is_named(place)):
            found = self.sums.whole(place, above)
        if found:
            self._take(place, f"没有写合计，但正好等于上面 {len(found.lines)} 行之和，按合计读")

    def _take(self, place: int, asked: str = "") -> None:
        self.roles[place] = Role.TOTAL
        self.asked.pop(place, None)
        if asked:
            self.asked[place] = asked

    def _settle(self) -> None:
        """A 合计 that comes out says which lines it is the sum of: those in doubt are in doubt no more."""
        data = self._data(range(len(self.rows)))
        totals = {at for at in self.unsure if self.roles[at] == Role.TOTAL}
        lines = self.unsure - totals
        for place in range(len(self.rows)):
            if not self._is_worded(place) or self.roles[place] != Role.TOTAL:
                continue
            for those, role, flipped in (
                (data, Role.DATA, set[int]()),
                (sorted({*data, *totals}), Role.DATA, totals),
                ([at for at in data if at not in lines], Role.TOTAL, lines),
                (sorted(self.unsure), Role.TOTAL, self.unsure),
            ):
                if self.sums.whole(place, those):
                    self.roles = [role if at in flipped else old for at, old in enumerate(self.roles)]
                    self.asked.clear()
                    return

    def _ask(self) -> None:
        """Totals that do not come out, and lines that may be a total."""
        for place, role in enumerate(self.roles):
            if role == Role.TOTAL and self.sums.own(place):
                self._check(place)
        everything = self._data(range(len(self.rows)))
        for place in {0, len(self.rows) - 1} & set(everything):
            others = [at for at in everything if at != place]
            if self.labels.may_be_plain(place) and self.sums.whole(place, others):
                self.asked[place] = "正好等于其余各行之和；现按单独一行读，是合计就改为不取"

    def _check(self, place: int) -> None:
        above = self._data(range(place))
        found = self._whole_group(place) or self.sums.run(place, self._below(place), 1)
        found = found or self.sums.run(place, reversed(above), 1)
        if found and found.typed:
            self.asked[place] = "合计少算了：有的数写成了文字，公式没有加进去"
        elif not found and self.labels.is_grand(place) and len(above) + len(self._below(place)) > 1:
            self.asked[place] = "与各行之和不相等，请核对"
