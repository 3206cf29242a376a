"""An appraisal scheme (考核方案): its groups, items, weights, methods; and the tree that they make for one group."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.core.errors import BadInput
from luoshi.core.scoring.aggregates import AGGREGATES, Aggregate
from luoshi.core.scoring.grades import Grade
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods import METHODS
from luoshi.core.scoring.numbers import Numbers, numbers_for
from luoshi.core.scoring.scheme_checks import Draft, read
from luoshi.core.scoring.teams import UNITS, Team


@dataclass(frozen=True, slots=True)
class Scheme:
    """The rules of one appraisal. Made by `Scheme.from_toml`, which refuses whatever does not hold together."""

    name: str
    year: int
    items: tuple[Item, ...]
    decimals: int | None = None
    """Places of the published score; None: analytical."""
    ties: str = "competition"
    missing: str = "respread"
    veto: str = "no_grade"
    bonus_cap: Decimal | None = None
    """The most that all bonuses of a unit bring together."""
    penalty_cap: Decimal | None = None
    """The most that all penalties of a unit take together."""
    tie_break: tuple[str, ...] = ()
    """Items by whose points ties are broken, the first first; what is still equal shares a place."""
    grades: tuple[Grade, ...] = ()
    """From the best down."""
    inputs: tuple[str, ...] = ()
    """Figures that are not scored themselves: formulas are made of them."""
    subjects: str = UNITS
    """What is ranked: units, projects, leads or teams."""
    teams: tuple[Team, ...] = ()

    @property
    def numbers(self) -> Numbers:
        """The arithmetic: published or analytical."""
        return numbers_for(self.decimals)

    @classmethod
    def from_toml(cls, text: str, file: str = "") -> Scheme:
        """Reads a scheme. Raises BadInput with every fault of it at once; `file` is named in the faults."""
        draft, faults = read(text, file)
        if faults:
            raise BadInput.of(faults)
        return cls.from_draft(draft)

    @classmethod
    def from_draft(cls, draft: Draft) -> Scheme:
        """The scheme of a draft that has no faults."""
        return cls(
            name=draft.name,
            year=draft.year,
            items=tuple(draft.items),
            decimals=draft.decimals,
            ties=draft.ties,
            missing=draft.missing,
            veto=draft.veto,
            bonus_cap=draft.bonus_cap,
            penalty_cap=draft.penalty_cap,
            tie_break=draft.tie_break,
            grades=tuple(draft.grades),
            inputs=tuple(draft.inputs),
            subjects=draft.subjects,
            teams=tuple(draft.teams),
        )

    def item(self, code: str) -> Item:
        """The item of this code. Raises KeyError if there is none."""
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(code)

    def tree(self, group: str, left_out: Collection[str] = ()) -> Tree:
        """The items that count for a group, without the leaves that are not published yet (未发布)."""
        return Tree.grow(self.items, group, left_out)


@dataclass(frozen=True, slots=True)
class Tree:
    """The items of one group. A node none of whose members apply is not in it; `root` is None if nothing applies."""

    root: str | None
    items: Mapping[str, Item]
    members: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Fraction]

    @classmethod
    def grow(cls, items: tuple[Item, ...], group: str, left_out: Collection[str]) -> Tree:
        below: dict[str, list[Item]] = {}
        for item in items:
            below.setdefault(item.parent or "", []).append(item)
        kept: dict[str, Item] = {}
        members: dict[str, tuple[str, ...]] = {}
        weights: dict[str, Fraction] = {}

        def keep(item: Item) -> bool:
            if item.groups is not None and group not in item.groups:
                return False
            if not item.is_leaf:
                own = tuple(member.code for member in below.get(item.code, ()) if keep(member))
                members[item.code] = own
            if item.code in left_out or not (item.is_leaf or members[item.code]):
                return False
            kept[item.code] = item
            weights[item.code] = _weight(item, [weights[code] for code in members.get(item.code, ())])
            return True

        root = below[""][0]
        return cls(root.code if keep(root) else None, kept, members, weights)

    def leaves(self) -> list[Item]:
        """The leaves, in the order of the scheme."""
        return [item for item in self.items.values() if item.is_leaf]

    def aggregate(self, code: str) -> Aggregate:
        """How the node of this code is made of its members."""
        return AGGREGATES[self.items[code].aggregate or "sum"]


def _weight(item: Item, below: list[Fraction]) -> Fraction:
    """What the scheme writes; else the full mark of the method; else, of a node, what its members weigh together."""
    if item.weight is not None:
        return Fraction(item.weight)
    if item.method is not None:
        return Fraction(METHODS[item.method].full_mark(item.parameters) or 0)
    return sum(below, Fraction(0))
