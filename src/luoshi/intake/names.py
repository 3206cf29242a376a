"""Whom the names in a document mean: units by every name they have had, leaders by title, by name and by portfolio."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from luoshi.core.reading.registry import Official, Registry, Unit
from luoshi.intake.models import Lesson
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
_VAGUE = re.compile(
    r"^(?:各|有关|相关|其他|全体|涉及|所有|上述)|(?:等|有关|相关|责任|成员|牵头|配合)(?:部门|单位|领导)|等$"
)
_LEAST_ENDING = 3
"""「资源局」 is enough of a name's end to mean it; 「中心」 is not."""


@dataclass(frozen=True, slots=True)
class Taught:
    """Whom a name means because the office said so once: a unit, or a leader's post."""

    who: UUID
    lesson: UUID
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The county's names as of a day, as the reader wants them."""

    directory: Directory
    registry: Registry
    by_full_name: Mapping[str, UUID]
    in_charge: Mapping[UUID, tuple[UUID, ...]]
    """Unit → the leaders' posts that look after it."""
    called: frozenset[str] = frozenset()
    """Every name that stands in the register, without its county and blanks."""
    taught: Mapping[str, Taught] = field(default_factory=dict)
    """Names that the office's corrections have taught, likewise bare."""
    taught_leaders: Mapping[str, Taught] = field(default_factory=dict)

    def units(self, name: str) -> list[UUID]:
        """The units a name means: all towns for 各镇办, none if nobody knows it or it could be several."""
        if lesson := self.lesson(name):
            return [lesson.who]
        return [self.by_full_name[found] for found in self.registry.resolve(name)] or self._by_ending(name)

    def lesson(self, name: str) -> Taught | None:
        """What was taught of a name that the register does not hold; of a unit that is no more, nothing."""
        found = None if self.registered(name) else self.taught.get(bare(name))
        return found if found and found.who in self.directory.units else None

    def registered(self, name: str) -> bool:
        """Whether it is a name that stands in the register, new or former, full or short."""
        return bare(name) in self.called

    def _by_ending(self, name: str) -> list[UUID]:
        """「资源局」 for the one unit whose name ends so."""
        ending = bare(name)
        if len(ending) < _LEAST_ENDING or self.registered(name) or is_vague(name):
            return []
        found = [unit.uuid for unit in self.directory.units.values() if unit.name.endswith(ending)]
        return found if len(found) == 1 else []

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
        if (found := self._by_title(words)) is None and (lesson := self.leader_lesson(words)):
            return lesson.who
        return found

    def leader_lesson(self, words: str) -> Taught | None:
        """What was taught of words for a leader."""
        found = self.taught_leaders.get(re.sub(r"\s", "", words))
        return found if found and found.who in {post.uuid for post in self.leaders} else None

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


def bare(name: str) -> str:
    """A name without blanks and without the county before it."""
    return re.sub(r"^(?:[\u4e00-\u9fff]{2,4})?[县市区州旗](?=[\u4e00-\u9fff]{2})", "", re.sub(r"\s", "", name))


def is_vague(name: str) -> bool:
    """Whether it names no unit of its own: 有关部门, 各镇办, 等部门."""
    return bool(_VAGUE.search(name))


def is_vague_leader(words: str) -> bool:
    """Whether words mean another leader with every task: 分管副县长, 各位副县长, 包抓领导."""
    return bool(_EACH.match(words) or _BY_PORTFOLIO.fullmatch(words) or re.search(r"分管|联系|包抓|包联|领导", words))


def _parts(post: PostAsOf) -> list[str]:
    return re.split(r"[、，,]", re.sub(r"（.*?）", "", post.title))


def names_of(day: date) -> Names:
    """The names of a day: one SELECT, unless units, posts or people have changed since the last look."""
    return _names(day, version())


@lru_cache(maxsize=8)
def _names(day: date, _version: str) -> Names:
    known = directory(day)
    told = standing(Lesson.rows.filter(what__in=(Lesson.What.ALIAS, Lesson.What.LEADER), day__lte=day))
    names = names_from(known, _former_names(known), _portfolios(known, day))
    return replace(names, taught=_taught(told), taught_leaders=_taught_leaders(told, known))


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
        frozenset(bare(name) for unit in units for name in (unit.name, *unit.aliases)),
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


def _taught(told: Iterable[Lesson]) -> dict[str, Taught]:
    return {bare(one.words): _of(one, one.unit) for one in told if one.unit}


def _taught_leaders(told: Iterable[Lesson], known: Directory) -> dict[str, Taught]:
    """Words for leaders; those with a surname hold for the one who bore it, not for who follows in the post."""
    found = {}
    for one in told:
        now = known.posts.get(one.post) if one.post else None
        then = directory(one.day).posts.get(one.post) if one.post else None
        surname = then.holder[:1] if then else ""
        if one.post and now and not (surname and one.words.startswith(surname) and now.holder[:1] != surname):
            found[one.words] = _of(one, one.post)
    return found


def _of(lesson: Lesson, who: UUID) -> Taught:
    return Taught(who, lesson.lesson, lesson.state == Lesson.State.KEPT)


def standing(lessons: Iterable[Lesson]) -> list[Lesson]:
    """The newest of each lesson, which no other supersedes, without those undone."""
    told = sorted(lessons, key=lambda one: (one.at, str(one.uuid)))
    replaced = {one.supersedes for one in told}
    return [one for one in told if one.uuid not in replaced and one.state != Lesson.State.UNDONE]


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
