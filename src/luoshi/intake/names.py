"""Whom the names in a document mean: units by every name they have had, leaders by title, by name and by portfolio."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from luoshi.core.reading.registry import Official, Registry, Unit
from luoshi.org.directory import Directory, PostAsOf, directory, holding
from luoshi.org.models import PortfolioRevision, Role, UnitKind, UnitRevision
from luoshi.org.version import version

LEADERS = (Role.COUNTY_HEAD, Role.VICE_HEAD)
READER_KINDS: dict[str, str] = {
    UnitKind.TOWN: "town",
    UnitKind.ECONOMIC: "department",
    UnitKind.GENERAL: "department",
    UnitKind.VERTICAL: "department",
}
"""Our kinds of unit → those of the reader: 各镇办 and 县直各部门 are read by them."""

_BY_PORTFOLIO = re.compile(
    r"(?:由)?(?:县政府|县级|县)?(?:分管|联系|包抓|包联)(?:该?(?:项)?(?:工作)?的?)(?:副县长|县长|县?级?领导|领导同志)"
)
_EACH = re.compile(r"^(?:各|各位|各分管|全体)")


@dataclass(frozen=True, slots=True)
class Names:
    """The county's names as of a day, as the reader wants them."""

    directory: Directory
    registry: Registry
    by_full_name: Mapping[str, UUID]
    in_charge: Mapping[UUID, tuple[UUID, ...]]
    """Unit → the leaders' posts that look after it."""

    def units(self, name: str) -> list[UUID]:
        """The units a name means: all towns for 各镇办, none if nobody knows it or it could be several."""
        return [self.by_full_name[found] for found in self.registry.resolve(name)]

    def unit(self, name: str) -> UUID | None:
        """The one unit a name means."""
        found = self.units(name)
        return found[0] if len(found) == 1 else None

    def nearest(self, name: str) -> str:
        """The known name that looks most like one that nobody knows; empty if none does."""
        known = {
            called: unit.short
            for unit in self.directory.units.values()
            for called in (unit.name, unit.short, *unit.aliases)
        }
        found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
        return known[found[0]] if found else ""

    @property
    def leaders(self) -> list[PostAsOf]:
        return self.directory.posts_of(*LEADERS)

    def leader(self, words: str, unit: UUID | None = None) -> UUID | None:
        """The leader's post that words mean: 周明, 周县长, 常务副县长; 分管副县长 by the lead unit's portfolio."""
        words = re.sub(r"\s", "", words)
        if not words or _EACH.match(words):
            return None
        named = [post for post in self.leaders if post.holder and post.holder in words]
        if len(named) == 1:
            return named[0].uuid
        if _BY_PORTFOLIO.fullmatch(words):
            return self.leader_of(unit)
        return self._by_title(words)

    def _by_title(self, words: str) -> UUID | None:
        bare = words.removeprefix("县政府").removeprefix("县人民政府")
        titled = [post for post in self.leaders if bare in (post.title, *re.split(r"[、，,]", post.title))]
        called = [
            post
            for post in self.leaders
            if post.holder[:1] == bare[:1] and len(bare) > 2 and any(part.endswith(bare[1:]) for part in _parts(post))
        ]
        found = titled or called
        return found[0].uuid if len(found) == 1 else None

    def leader_of(self, unit: UUID | None) -> UUID | None:
        """The one leader whose portfolio holds a unit."""
        found = self.in_charge.get(unit, ()) if unit else ()
        return found[0] if len(found) == 1 else None


def _parts(post: PostAsOf) -> list[str]:
    return re.split(r"[、，,]", re.sub(r"（.*?）", "", post.title))


def names_of(day: date) -> Names:
    """The names of a day: one SELECT, unless units, posts or people have changed since the last look."""
    return _names(day, version())


@lru_cache(maxsize=8)
def _names(day: date, _version: str) -> Names:
    known = directory(day)
    return names_from(known, _former_names(known), _portfolios(known, day))


def names_from(
    known: Directory, former: Mapping[UUID, Sequence[str]], in_charge: Mapping[UUID, tuple[UUID, ...]]
) -> Names:
    """The names of a register, whether it stands already or is only about to be entered."""
    units = [
        Unit(
            unit.name,
            tuple(dict.fromkeys((unit.short, *unit.aliases, *former.get(unit.uuid, ())))),
            READER_KINDS.get(unit.kind, unit.kind),
            unit.duties,
        )
        for unit in known.units.values()
    ]
    officials = [Official(post.holder, post.title) for post in known.posts_of(*LEADERS) if post.holder]
    return Names(
        known,
        Registry(units, officials),
        {unit.name: unit.uuid for unit in known.units.values()},
        in_charge,
    )


def _former_names(known: Directory) -> dict[UUID, list[str]]:
    """What units were called before, and what those were called that have been merged into them."""
    revisions = list(UnitRevision.rows.order_by("at", "uuid"))
    successors = {one.unit: one.successor for one in revisions if one.successor}
    now = {name for unit in known.units.values() for name in (unit.name, unit.short, *unit.aliases)}
    found: dict[UUID, list[str]] = {}
    for one in revisions:
        unit, steps = one.unit, 0
        while unit not in known.units and unit in successors and steps < len(successors):
            unit, steps = successors[unit], steps + 1
        if unit in known.units:
            found.setdefault(unit, []).extend(
                name for name in (one.name, one.short, *one.aliases) if name and name not in now
            )
    return found


def _portfolios(known: Directory, day: date) -> dict[UUID, tuple[UUID, ...]]:
    looks_after = {
        revision.post: revision.units
        for revision in holding(PortfolioRevision.rows.order_by("since", "at", "uuid"), day, "post")
        if revision.post in known.posts
    }
    found: dict[UUID, list[UUID]] = {}
    for post, units in looks_after.items():
        for unit in units:
            found.setdefault(UUID(str(unit)), []).append(post)
    return {unit: tuple(posts) for unit, posts in found.items()}
