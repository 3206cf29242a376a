"""Who is there, as the workbook has it: what the first four sheets come to, and what names in cells mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from uuid import UUID

from luoshi.intake.founding.columns import PROGRAMMES
from luoshi.intake.founding.tables import Row
from luoshi.intake.names import Names, names_from
from luoshi.matters.actions import NewProgramme
from luoshi.org.actions import NewPost, NewUnit
from luoshi.org.directory import Directory, PostAsOf, UnitAsOf


@dataclass(slots=True)
class House:
    """Who is there: what the first four sheets say."""

    units: list[NewUnit] = field(default_factory=list)
    posts: list[NewPost] = field(default_factory=list)
    portfolios: dict[UUID, tuple[list[UUID], list[str]]] = field(default_factory=dict)
    """Leader's post → units and programmes' codes."""
    mandates: list[tuple[UUID, UUID]] = field(default_factory=list)
    """(secretary, leader's post acted for)."""
    programmes: list[NewProgramme] = field(default_factory=list)

    def names(self) -> Names:
        """The names of the house, as the readers of ledgers want them."""
        known = Directory(
            {
                one.unit: UnitAsOf(one.unit, one.name, one.short, one.unit_kind, one.place, one.aliases, one.duties)
                for one in self.units
            },
            {
                one.post: PostAsOf(one.post, one.unit, one.title, one.role, one.place, one.official, one.holder)
                for one in self.posts
            },
        )
        in_charge: dict[UUID, tuple[UUID, ...]] = {}
        for post, (units, _programmes) in self.portfolios.items():
            for unit in units:
                in_charge[unit] = (*in_charge.get(unit, ()), post)
        return names_from(known, {}, in_charge)

    def programme(self, words: str) -> str | None:
        """The code of the programme that words mean."""
        return next((one.code for one in self.programmes if words in (one.code, one.name)), None)


def unit_of(row: Row, role: str, names: Names) -> UUID | None:
    """The one unit that a cell names, by any of its names; a fault with the nearest one otherwise."""
    words = row.words(role)
    found = names.unit(words) if words else None
    if words and found is None:
        nearest = names.nearest(words)
        row.fault(role, f"“{words}”不在“单位”表里", f"是不是“{nearest}”" if nearest else "先在“单位”表里加上")
    return found


def leader_of(row: Row, role: str, names: Names) -> UUID | None:
    words = row.words(role)
    found = leader_named(words, names)
    if words and found is None:
        known = "、".join(post.label for post in names.leaders[:6])
        row.fault(role, f"“{words}”对不上哪位县领导", f"写“岗位人员”里的岗位或姓名，如 {known}" if known else "先加上")
    return found


def leader_named(words: str, names: Names, unit: UUID | None = None) -> UUID | None:
    """The leader's post that words mean: a title, a name, or both together as our own lists write them."""
    joined = re.sub(r"\s", "", words)
    exact = [post.uuid for post in names.leaders if joined in (post.holder, f"{post.title}{post.holder}")]
    return exact[0] if exact else names.leader(words, unit)


def programme_named(row: Row, role: str, words: str, house: House) -> str | None:
    code = house.programme(words)
    if code is None:
        row.fault(role, f"“{words}”不在“专项”表里", f"写专项的名称或代码，或先在“{PROGRAMMES}”表里加上")
    return code
