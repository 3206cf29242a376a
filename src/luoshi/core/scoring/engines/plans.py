"""What a scheme comes to for one pattern of missing figures: exact whole numbers, made once for all units that have it.

Thousands of units share a few patterns. The definition's own respread gives each pattern its full marks and shares;
the database multiplies and adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from luoshi.core.scoring.aggregates import Member
from luoshi.core.scoring.card import ONE, Filling
from luoshi.core.scoring.cells import Cell
from luoshi.core.scoring.methods import METHODS
from luoshi.core.scoring.scheme import Scheme, Tree

OUT, MISSING, PRESENT, EMPTY = 0, 1, 2, 3
"""How a leaf stands in a pattern: not in the tree, in it without a figure, with one, ruled by an analytical scheme."""


@dataclass(frozen=True, slots=True)
class NodePlan:
    """How the value of a present node is made of those of its members: Σ coefficient × numerator, over a denominator.

    Under a mean that is not linear `weights` are what it takes; under a contest whole numbers.
    """

    coefficients: Mapping[str, int]
    weights: Mapping[str, float]
    denominator: int = 1
    grown: float = 1.0
    """By how much the cap of a sum has grown."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One pattern: the tree, what is present, multipliers of leaves, makings of nodes."""

    filling: Filling
    factors: Mapping[str, float]
    """Leaf → what its counted figure is multiplied by, once, in double."""
    nodes: Mapping[str, NodePlan]
    denominators: Mapping[str, int] = field(default_factory=dict)

    @property
    def root(self) -> str | None:
        root = self.filling.tree.root
        return root if root in self.filling.present else None


def plan(scheme: Scheme, group: str, pattern: Mapping[str, int]) -> Plan:
    """The plan for units of a group whose leaves stand as the pattern says."""
    left_out = {code for code, state in pattern.items() if state == OUT}
    tree = scheme.tree(group, left_out)
    cells = {code: _cell(state) for code, state in pattern.items()}
    strict = scheme.decimals is None and scheme.missing == "exclude"
    filling = Filling(tree, cells, scheme.numbers, strict)
    if tree.root is not None:
        filling.find_present(tree.root)
        filling.respread(tree.root, ONE)
    nodes: dict[str, NodePlan] = {}
    denominators: dict[str, int] = {}
    for code in from_below(tree):
        if code in filling.present:
            nodes |= {} if tree.items[code].is_leaf else {code: _node(filling, code, denominators)}
            denominators[code] = nodes[code].denominator if code in nodes else 1
    factors = {item.code: _factor(filling, item.code) for item in tree.leaves() if item.code in filling.present}
    return Plan(filling, factors, nodes, denominators)


def from_below(tree: Tree) -> list[str]:
    """The items of a tree, members before their node."""

    def below(code: str) -> list[str]:
        return [one for member in tree.members.get(code, ()) for one in below(member)] + [code]

    return [] if tree.root is None else below(tree.root)


def _cell(state: int) -> Cell:
    status = {MISSING: "not_applicable", PRESENT: "reported", EMPTY: "empty"}.get(state, "not_published")
    return Cell(status, counted=0.0 if state == PRESENT else None)


def _factor(filling: Filling, code: str) -> float:
    """The definition: weight × share, or the points themselves; under a mean the value itself."""
    item, tree = filling.tree.items[code], filling.tree
    if item.parent is not None and not tree.aggregate(item.parent).adds_points:
        return 1.0
    is_share = METHODS[item.method or ""].yields(item) == "share"
    return float(filling.card.full[code] if is_share else filling.scales[code])


def _node(filling: Filling, code: str, denominators: Mapping[str, int]) -> NodePlan:
    tree, there = filling.tree, filling.there(code)
    aggregate = tree.aggregate(code)
    members = [Member(0.0, tree.weights[one], filling.pending(one)) for one in there]
    grown = float(filling.scales[code]) if aggregate.adds_points else 1.0
    if aggregate.shares is not None:
        shares = dict(zip(there, aggregate.shares(members), strict=True))
        filling.shares.update(shares)
        parts = {one: share / denominators[one] for one, share in shares.items()}
        denominator = lcm(*(part.denominator for part in parts.values()))
        coefficients = {one: int(part * denominator) for one, part in parts.items()}
        return NodePlan(coefficients, {one: float(share) for one, share in shares.items()}, denominator, grown)
    whole = sum((member.weight for member in members), Fraction(0))
    weights = {one: float(member.weight / whole) for one, member in zip(there, members, strict=True)}
    common = lcm(*(member.weight.denominator for member in members))
    return NodePlan({one: int(m.weight * common) for one, m in zip(there, members, strict=True)}, weights, 1, grown)
