"""The definition of a score: short, exact, with the standard library alone. Faster engines are checked against it.

Published (the scheme has `decimals`): a leaf's points are computed once in double, snapped to 12 significant digits and
rounded half up to a whole number of 10^-(decimals+2) points; everything above is exact, with one rounding half up at
the end; ties are equality of published integers. Analytical: doubles that are not rounded. See `numbers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from luoshi.core.errors import BadInput
from luoshi.core.scoring.card import Card, fill
from luoshi.core.scoring.cells import Cell, measure
from luoshi.core.scoring.checks import check, chosen_period
from luoshi.core.scoring.computing import compute
from luoshi.core.scoring.data import ScoreData
from luoshi.core.scoring.grades import Standing, grade
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.numbers import Analytical, Numbers
from luoshi.core.scoring.ranking import Place, places
from luoshi.core.scoring.records import Adjustment, Unit, Value
from luoshi.core.scoring.result import Bonus, Line, Ranking, Result, Row
from luoshi.core.scoring.scheme import Scheme
from luoshi.core.scoring.sentences import beyond_cap

ENGINE = "reference"


def score(scheme: Scheme, data: ScoreData, period: str | None = None) -> Result:
    """Scores and ranks the units of each group for one period.

    `period` may be left out if the values are of one period only. Rows of other periods play no part, and periods are
    never added up. Raises BadInput with every fault at once: an item the scheme does not have, a group without units,
    a period without values, a mean that does not exist.
    """
    faults = check(scheme, data, period)
    if faults:
        raise BadInput.of(faults)
    chosen = chosen_period(data, period)
    papers = lay_out(scheme, data, chosen)
    return Result(scheme, chosen, ENGINE, tuple(_rank(papers, group) for group in data.groups()))


@dataclass(frozen=True, slots=True)
class Papers:
    """What lies on the table for one period."""

    scheme: Scheme
    units: Sequence[Unit]
    values: Mapping[str, Mapping[str, Value]]
    """Item → unit → value."""
    adjustments: Mapping[str, Sequence[Bonus]]
    vetoes: Mapping[str, Sequence[str]]


def lay_out(scheme: Scheme, data: ScoreData, period: str) -> Papers:
    """The figures of one period, sorted, computed ones added, what goes beyond the caps of bonuses taken back."""
    values: dict[str, dict[str, Value]] = {}
    for value in data.values:
        if value.period == period:
            values.setdefault(value.item, {})[value.unit] = value
    adjustments: dict[str, list[Bonus]] = {}
    for one in sorted(data.adjustments, key=lambda one: (one.reason, one.points)):
        if one.period == period:
            adjustments.setdefault(one.unit, []).append(_bonus(one, scheme.numbers))
    vetoes: dict[str, list[str]] = {}
    for veto in sorted(data.vetoes, key=lambda veto: veto.reason):
        if veto.period == period:
            vetoes.setdefault(veto.unit, []).append(veto.reason)
    _cap_bonuses(scheme, adjustments)
    compute(scheme, [unit.unit for unit in data.units], period, values)
    return Papers(scheme, sorted(data.units, key=lambda unit: unit.unit), values, adjustments, vetoes)


def _bonus(one: Adjustment, numbers: Numbers) -> Bonus:
    value = numbers.value(float(one.points))
    return Bonus(numbers.points(value), numbers.fine(value), one.reason, value)


def _cap_bonuses(scheme: Scheme, adjustments: Mapping[str, list[Bonus]]) -> None:
    """What goes beyond the scheme's caps is taken back, as a line of its own."""
    caps = [(cap, sign) for cap, sign in ((scheme.bonus_cap, 1), (scheme.penalty_cap, -1)) if cap is not None]
    for bonuses in adjustments.values():
        bonuses += [bonus for cap, sign in caps for bonus in _beyond(cap, sign, bonuses, scheme.numbers)]


def _beyond(cap: Decimal, sign: int, bonuses: Sequence[Bonus], numbers: Numbers) -> list[Bonus]:
    together = sum((max(sign * one.value, Fraction(0)) for one in bonuses), Fraction(0))
    value = -sign * (together - numbers.value(float(cap)))
    if value * sign >= 0:
        return []
    return [Bonus(numbers.points(value), numbers.fine(value), beyond_cap(cap, sign), value)]


def _rank(papers: Papers, group: str) -> Ranking:
    """The ranking of one group, the best first; equal ones by the code of the unit."""
    scheme, units = papers.scheme, [unit for unit in papers.units if unit.group == group]
    cells, left_out = _measure(papers, group, [unit.unit for unit in units])
    tree = scheme.tree(group, left_out)
    strict = scheme.decimals is None and scheme.missing == "exclude"
    cards = fill(tree, cells, scheme.numbers, strict=strict)
    totals = [_total(papers, unit, cards[unit.unit].values.get(tree.root or "")) for unit in units]
    finals = [_after_veto(papers, unit, total) for unit, total in zip(units, totals, strict=True)]
    ranks = places(_keys(papers, units, finals, [cards[unit.unit] for unit in units]), scheme.ties)
    shown = [item for item in scheme.items if item.code in scheme.tree(group).items]
    rows = [
        row_of(papers, shown, unit, cells[unit.unit], cards[unit.unit], total, final, place)
        for unit, total, final, place in zip(units, totals, finals, ranks, strict=True)
    ]
    rows = graded(scheme, rows) if scheme.grades else rows
    return Ranking(group, tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.unit))))


def _measure(papers: Papers, group: str, units: Sequence[str]) -> tuple[dict[str, dict[str, Cell]], set[str]]:
    """Unit → leaf → cell, and the leaves that are not published yet."""
    scheme = papers.scheme
    missing = scheme.missing if scheme.decimals is None else None
    cells: dict[str, dict[str, Cell]] = {unit: {} for unit in units}
    left_out: set[str] = set()
    for leaf in scheme.tree(group).leaves():
        for unit, cell in measure(leaf, units, papers.values.get(leaf.code, {}), missing).items():
            cells[unit][leaf.code] = cell
            if cell.status == "not_published":
                left_out.add(leaf.code)
    return cells, left_out


def _total(papers: Papers, unit: Unit, root: Fraction | None) -> Fraction | None:
    """Root and adjustments; None if nothing of the unit could be scored."""
    if root is None:
        return None
    return root + sum((bonus.value for bonus in papers.adjustments.get(unit.unit, ())), Fraction(0))


def _after_veto(papers: Papers, unit: Unit, total: Fraction | None) -> Fraction | None:
    """Under the veto `zero` a vetoed unit has 0 points, or keeps what is less."""
    if total is None or papers.scheme.veto != "zero" or not papers.vetoes.get(unit.unit):
        return total
    return min(total, Fraction(0))


def _keys(
    papers: Papers, units: Sequence[Unit], finals: Sequence[Fraction | None], cards: Sequence[Card]
) -> list[tuple[int, ...] | None]:
    """What is compared: under the veto `last` those vetoed stand behind all others; then score, then named items."""
    breaking = [
        papers.scheme.numbers.keys([card.values.get(code) if code in card.counted else None for card in cards])
        for code in papers.scheme.tie_break
    ]
    broken = [[part for key in keys for part in _present_first(key)] for keys in zip(*breaking, strict=True)]
    vetoed = [papers.scheme.veto == "last" and bool(papers.vetoes.get(unit.unit)) for unit in units]
    keys = papers.scheme.numbers.keys(finals)
    return [
        None if key is None else (0 if behind else 1, key, *rest)
        for behind, key, rest in zip(vetoed, keys, broken or [[]] * len(keys), strict=True)
    ]


def _present_first(key: int | None) -> tuple[int, int]:
    return (0, 0) if key is None else (1, key)


def graded(scheme: Scheme, rows: list[Row]) -> list[Row]:
    """The rows with their grades."""
    standings = [Standing(row.rank, row.score, row.vetoed) for row in rows]
    names = grade(scheme.grades, standings, scheme.veto)
    return [replace(row, grade=name) for row, name in zip(rows, names, strict=True)]


def row_of(
    papers: Papers,
    shown: Sequence[Item],
    unit: Unit,
    cells: Mapping[str, Cell],
    card: Card,
    total: Fraction | None,
    final: Fraction | None,
    place: Place | None,
) -> Row:
    """A unit's row in the ranking."""
    numbers = papers.scheme.numbers
    return Row(
        unit=unit.unit,
        name=unit.name,
        score=None if final is None else numbers.points(final),
        rank=place,
        lines=tuple(_line(item, cells.get(item.code), card, numbers) for item in shown),
        adjustments=tuple(papers.adjustments.get(unit.unit, ())),
        vetoes=tuple(papers.vetoes.get(unit.unit, ())),
        before_veto=numbers.points(total) if total is not None and final != total else None,
    )


def _line(item: Item, cell: Cell | None, card: Card, numbers: Numbers) -> Line:
    is_shown = item.code in card.counted or isinstance(numbers, Analytical)
    value, full = (card.values.get(item.code), card.full.get(item.code)) if is_shown else (None, None)
    return Line(
        item=item,
        cell=cell,
        full=None if full is None else numbers.mark(full),
        points=None if value is None else numbers.points(value),
        fine=None if value is None else numbers.fine(value),
        contribution=card.contributions.get(item.code, Fraction(0)),
    )
