"""Score cards of a group: presence, respread of weights, values of leaves and nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.aggregates import Aggregate, Member
from luoshi.core.scoring.cells import Cell
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods import METHODS
from luoshi.core.scoring.numbers import Numbers
from luoshi.core.scoring.scheme import Tree

ONE = Fraction(1)


@dataclass(slots=True)
class Card:
    """What a unit got, item by item. Items that are missing are not in it."""

    counted: set[str] = field(default_factory=set)
    """Items that go into the score: they are present, and so is every node above them."""

    full: dict[str, Fraction] = field(default_factory=dict)
    """Full marks (in a mean: weights) after the weight of missing siblings has been spread, in points."""
    values: dict[str, Fraction] = field(default_factory=dict)
    """Values as `numbers` counts them; above the leaves sums are exact."""
    contributions: dict[str, Fraction] = field(default_factory=dict)
    """What each leaf, and the cap of each node, brings into the score: they add up to the value of the root."""


def fill(
    tree: Tree, cells: Mapping[str, Mapping[str, Cell]], numbers: Numbers, *, strict: bool = False
) -> dict[str, Card]:
    """The cards of a group: unit → card, from unit → leaf → cell.

    `strict`: a node is missing as soon as one of its members is empty. Raises BadInput, naming units and items, if a
    mean does not exist.
    """
    fillings = {unit: Filling(tree, of_unit, numbers, strict) for unit, of_unit in cells.items()}
    root = tree.root
    if root is None:
        return {unit: filling.card for unit, filling in fillings.items()}
    known: dict[tuple[tuple[bool, bool], ...], Filling] = {}
    for filling in fillings.values():
        # Units that miss the same figures have the same full marks: they are respread once.
        filling.take(known.setdefault(filling.pattern(), filling), root)
    for code in _from_below(tree, root):
        _evaluate(tree.items[code], {unit: one for unit, one in fillings.items() if code in one.present})
    for filling in fillings.values():
        if root in filling.present:
            filling.contribute(root, ONE)
    return {unit: filling.card for unit, filling in fillings.items()}


def _from_below(tree: Tree, code: str) -> Iterator[str]:
    """The items of a tree, members before their node."""
    for member in tree.members.get(code, ()):
        yield from _from_below(tree, member)
    yield code


def _evaluate(item: Item, fillings: Mapping[str, Filling]) -> None:
    """Values one item for all units that have it: most for each unit alone, a contest between them."""
    refused = [
        Fault(
            f"“{unit}”的“{member}”是 {value:g}，这种平均要求大于 0",
            "改用 arithmetic，或换一种折算方法使数值为正",
            f"考核项“{item.code}”",
        )
        for unit, filling in fillings.items()
        for member, value in filling.refused(item)
    ]
    if refused:
        raise BadInput.of(refused)
    contested: Mapping[str, float] = {}
    for filling in fillings.values():
        contest = None if item.is_leaf else filling.tree.aggregate(item.code).contest
        if contest is not None and not contested:
            contested = contest({unit: one.standing(item.code) for unit, one in fillings.items()})
    for unit, filling in fillings.items():
        try:
            filling.evaluate(item, contested.get(unit))
        except OverflowError:
            problem, remedy = f"“{unit}”的数太大，{item.aggregate or item.method} 算不出", "检查 power 和数值"
            raise BadInput(Fault(problem, remedy, f"考核项“{item.code}”")) from None


def _part(share: Fraction, value: Fraction) -> Fraction:
    """share × value; in sums the share is nearly always 1, and exact products are slow."""
    return value if share == 1 else share * value


class Filling:
    """One unit's card while it is filled: present, respread, evaluate (from below), contribute."""

    def __init__(self, tree: Tree, cells: Mapping[str, Cell], numbers: Numbers, strict: bool) -> None:
        self.tree, self.cells, self.numbers, self.strict = tree, cells, numbers, strict
        self.card = Card()
        self.present: set[str] = set()
        self.scales: dict[str, Fraction] = {}
        """By how much each full mark has grown."""
        self.shares: dict[str, Fraction] = {}
        """What one unit of a member is worth in its node; none under a mean that is not linear."""

    def pattern(self) -> tuple[tuple[bool, bool], ...]:
        """Which leaves count, and which are empty: what presence and respread depend on."""
        return tuple((cell.counted is not None, cell.status == "empty") for cell in self.cells.values())

    def take(self, first: Filling, root: str) -> None:
        """Presence and full marks, from the first filling with the same pattern if that is another."""
        if first is self:
            self.find_present(root)
            self.respread(root, ONE)
        else:
            self.present, self.scales, self.shares = first.present, first.scales, first.shares
            self.card.full = first.card.full

    def find_present(self, code: str) -> bool:
        """A leaf is present if something of it counts; a node if enough of its members are."""
        item = self.tree.items[code]
        present = self.cells[code].counted is not None if item.is_leaf else self._enough(item)
        if present:
            self.present.add(code)
        return present

    def _enough(self, item: Item) -> bool:
        members = self.tree.members[item.code]
        there = [member for member in members if self.find_present(member)]
        if not there or len(there) < item.min_present * len(members):
            return False
        if self.strict and any(self._is_empty(member) for member in members):
            return False
        return self._aggregate(item).adds_points or sum(self.tree.weights[member] for member in there) != 0

    def _is_empty(self, code: str) -> bool:
        """Whether an item is missing for want of a figure, and not because it does not apply."""
        cell = self.cells.get(code)
        return code not in self.present and (cell is None or cell.status == "empty")

    def respread(self, code: str, scale: Fraction) -> None:
        """The weight of missing members moves to the present ones, in proportion. A weight of 0 receives nothing.

        Only a sum hands growth down to its members; a mean divides by the weights that are present anyway.
        """
        self.scales[code] = scale
        if code in self.present:
            self.card.full[code] = self.tree.weights[code] * scale
        item = self.tree.items[code]
        if item.is_leaf:
            return
        weights = self.tree.weights
        whole = sum((weights[member] for member in self.tree.members[code]), Fraction(0))
        present = sum((weights[member] for member in self.there(code)), Fraction(0))
        for member in self.tree.members[code]:
            grows = member in self.present and weights[member] > 0 and self._aggregate(item).adds_points
            self.respread(member, scale * whole / present if grows else ONE)

    def refused(self, item: Item) -> list[tuple[str, float]]:
        """Members of a node with which its mean does not exist."""
        if item.is_leaf:
            return []
        found = [(member, self._double(member)) for member in self.there(item.code)]
        return [(member, value) for member, value in found if self._aggregate(item).refuses(item, value)]

    def standing(self, code: str) -> dict[str, tuple[Fraction, float]]:
        """What a unit enters a contest with: its present members, each with weight and value."""
        return {member: (self.tree.weights[member], self._double(member)) for member in self.there(code)}

    def evaluate(self, item: Item, contested: float | None) -> None:
        """Values an item whose members are valued; `contested` is what the unit got in a contest, if it is one."""
        code = item.code
        if item.is_leaf:
            self.card.values[code] = self.numbers.value(self._leaf_points(item))
        elif contested is not None:
            self.card.values[code] = self._capped(item, self.numbers.value(contested))
        else:
            self.card.values[code] = self._capped(item, self._aggregated(item))

    def _aggregated(self, item: Item) -> Fraction:
        aggregate, there = self._aggregate(item), self.there(item.code)
        if aggregate.shares is not None and all(one in self.shares for one in there):
            return self._whole(item.code)
        members = [Member(self._double(one), self.tree.weights[one], self.pending(one)) for one in there]
        if aggregate.shares is not None:
            self.shares.update(zip(there, aggregate.shares(members), strict=True))
            return self._whole(item.code)
        assert aggregate.mean is not None, "an aggregate is exact, a mean or a contest"
        return self.numbers.value(aggregate.mean(item, members))

    def contribute(self, code: str, share: Fraction) -> None:
        """Follows every leaf, and what a cap takes away, up into the score, as far as the way is linear."""
        item = self.tree.items[code]
        self.card.counted.add(code)
        if item.is_leaf:
            self.card.contributions[code] = _part(share, self.card.values[code])
            return
        if self._aggregate(item).shares is None:
            self.card.contributions[code] = share * self.card.values[code]
            for member in self.there(code):
                self.contribute(member, Fraction(0))
            return
        cut = self.card.values[code] - self._whole(code)
        if cut:
            self.card.contributions[code] = share * cut
        for member in self.there(code):
            self.contribute(member, _part(share, self.shares.get(member, ONE)))

    def _aggregate(self, item: Item) -> Aggregate:
        return self.tree.aggregate(item.code)

    def there(self, code: str) -> list[str]:
        """The present members of a node."""
        return [member for member in self.tree.members[code] if member in self.present]

    def _double(self, code: str) -> float:
        return self.numbers.double(self.card.values[code])

    def _whole(self, code: str) -> Fraction:
        """A linear node before its cap."""
        return sum((_part(self.shares[member], self.card.values[member]) for member in self.there(code)), Fraction(0))

    def _leaf_points(self, item: Item) -> float:
        """weight × share, or the points themselves, in one multiplication of doubles; under a mean the value itself."""
        counted = self.cells[item.code].counted
        assert counted is not None, "only present leaves are evaluated"
        if item.parent is not None and not self.tree.aggregate(item.parent).adds_points:
            return counted
        if METHODS[item.method or ""].yields(item) == "share":
            return float(self.card.full[item.code]) * counted
        return float(self.scales[item.code]) * counted

    def pending(self, member: str) -> Fraction:
        """The growth that a mean below a sum has not taken in; leaves and sums have."""
        item = self.tree.items[member]
        return ONE if item.is_leaf or self._aggregate(item).adds_points else self.scales[member]

    def _capped(self, item: Item, value: Fraction) -> Fraction:
        """Not more than the cap of a node. In a sum the cap grows with the full mark it was written for."""
        cap = item.number("cap")
        if cap is None:
            return value
        grown = float(self.scales[item.code]) if self._aggregate(item).adds_points else 1.0
        return min(value, self.numbers.value(cap * grown))
