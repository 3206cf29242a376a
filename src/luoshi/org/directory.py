"""Who was called what, and who was in which post, on a day: names on any past page are those of that day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from luoshi.org.models import Mandate, OfficialRevision, PortfolioRevision, PostRevision, Tenure, UnitRevision
from luoshi.org.version import version


@dataclass(frozen=True, slots=True)
class UnitAsOf:
    uuid: UUID
    name: str
    short: str
    kind: str
    place: int
    aliases: tuple[str, ...]
    duties: str
    parent: UUID | None = None


@dataclass(frozen=True, slots=True)
class PostAsOf:
    uuid: UUID
    unit: UUID
    title: str
    role: str
    place: int
    official: UUID | None
    holder: str

    @property
    def label(self) -> str:
        """「副县长 周明」: the post, and who is in it."""
        return f"{self.title} {self.holder}".strip()


@dataclass(slots=True)
class Directory:
    """Everything that has a name, as of one day. Four SELECTs, whatever is asked of it afterwards."""

    units: dict[UUID, UnitAsOf] = field(default_factory=dict)
    posts: dict[UUID, PostAsOf] = field(default_factory=dict)
    officials: dict[UUID, str] = field(default_factory=dict)
    former_units: dict[UUID, UnitAsOf] = field(default_factory=dict)
    """Units that no longer stood: what they did before still has a name, their last."""
    former_posts: dict[UUID, PostAsOf] = field(default_factory=dict)

    def unit_name(self, uuid: UUID | None) -> str:
        known = (self.units.get(uuid) or self.former_units.get(uuid)) if uuid else None
        return known.short if known else ""

    def post_label(self, uuid: UUID | None) -> str:
        known = (self.posts.get(uuid) or self.former_posts.get(uuid)) if uuid else None
        return known.label if known else ""

    def signature(self, official: UUID, on_behalf_of: UUID | None) -> str:
        """「王静 代 副县长 周明」, 「督查室 方晓 代 住建局」: who did it, and for whom."""
        name, unit = self.official_name(official), self.unit_name(on_behalf_of)
        if unit:  # a unit is only ever entered for by the supervision office, from the unit's paper
            return f"督查室 {name} 代 {unit}"
        whom = self.post_label(on_behalf_of)
        return f"{name} 代 {whom}" if whom else name

    def official_name(self, uuid: UUID | None) -> str:
        return self.officials.get(uuid, "") if uuid else ""

    def units_of(self, kind: str) -> list[UnitAsOf]:
        return sorted((unit for unit in self.units.values() if unit.kind == kind), key=lambda unit: unit.place)

    def posts_of(self, *roles: str) -> list[PostAsOf]:
        return sorted((post for post in self.posts.values() if post.role in roles), key=lambda post: post.place)


def directory(day: date) -> Directory:
    """The county's names as of a day: one SELECT, unless a unit, a post or a name has changed since the last look."""
    known = version()
    return _directory(turning_day(day, known), known)


def turning_day(day: date, known: str) -> date:
    """The last day up to this one on which anything began or ended: nothing differs between it and this day."""
    turns = _turns(known)
    place = bisect_right(turns, day)
    return turns[place - 1] if place else date.min


@lru_cache(maxsize=16)
def _turns(_version: str) -> list[date]:
    models = (UnitRevision, PostRevision, Tenure, PortfolioRevision, Mandate)
    days = {day for model in models for pair in model.rows.values_list("since", "until") for day in pair if day}
    return sorted(days)


@lru_cache(maxsize=64)
def _directory(day: date, _version: str) -> Directory:
    """Of revisions from the same day on, the later fact outweighs the earlier."""
    found = Directory()
    for unit in begun(UnitRevision.rows.order_by("since", "at", "uuid"), day, "unit"):
        known = UnitAsOf(
            unit.unit,
            unit.name,
            unit.short,
            unit.unit_kind,
            unit.place,
            tuple(unit.aliases),
            unit.duties,
            unit.parent,
        )
        (found.units if holds(unit, day) else found.former_units)[unit.unit] = known
    for person in OfficialRevision.rows.order_by("at", "uuid"):
        found.officials[person.official] = person.name
    tenures = holding(Tenure.rows.order_by("since", "at", "uuid"), day, "post")
    sitting = {tenure.post: tenure.official for tenure in tenures}
    for post in begun(PostRevision.rows.order_by("since", "at", "uuid"), day, "post"):
        held = holds(post, day)
        official = sitting.get(post.post) if held else None
        label = PostAsOf(
            post.post, post.unit, post.title, post.role, post.place, official, found.official_name(official)
        )
        (found.posts if held else found.former_posts)[post.post] = label
    return found


def begun(revisions: Iterable[Any], day: date, about: str) -> list[Any]:
    """Of each thing the newest revision that has begun; `about`: the column that says of which thing it is."""
    return list({getattr(one, about): one for one in revisions if one.since <= day}.values())


def holding(revisions: Iterable[Any], day: date, about: str) -> list[Any]:
    """Of each thing the newest revision that has begun, unless it says that the thing has ended."""
    return [one for one in begun(revisions, day, about) if holds(one, day)]


def holds(revision: Any, day: date) -> bool:
    return revision.until is None or day < revision.until
