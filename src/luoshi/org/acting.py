"""Who acts, in what posts, for whom, and when: the stamp that every action puts on its facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from luoshi.facts import clock
from luoshi.org.directory import directory, holding, turning_day
from luoshi.org.models import Account, GroupMembership, Mandate, PortfolioRevision, Role
from luoshi.org.version import version

SYSTEM = UUID(int=0)
"""The daily round's own hand: what silence settles and what goes out by itself."""

OFFICE = frozenset({Role.CLERK, Role.CHIEF, Role.DIRECTOR})
SEES_ALL = OFFICE | {Role.ASSESSMENT, Role.COUNTY_HEAD, Role.PROJECTS, Role.AUDITOR, Role.SYSTEM}
UNIT_ROLES = frozenset({Role.REPORTER, Role.HEAD, Role.DEPUTY})


@dataclass(frozen=True, slots=True)
class Mandated:
    """A mandate that holds: for which post, and what that post is and looks after."""

    mandate: UUID
    post: UUID
    label: str
    role: str
    unit: UUID
    portfolio: frozenset[UUID]
    power: str
    covers_restricted: bool


@dataclass(frozen=True, slots=True)
class By:
    """The actor at a moment. Posts and portfolio are those of that moment's day, so the moment belongs to it."""

    official: UUID
    name: str
    at: datetime
    roles: frozenset[str] = frozenset()
    posts: frozenset[UUID] = frozenset()
    units: frozenset[UUID] = frozenset()
    """Own units: those in which the actor holds a post."""
    portfolio: frozenset[UUID] = frozenset()
    """Units that a leader's post, or the leader acted for, looks after."""
    title: str = ""
    unit_name: str = ""
    on_behalf_of: UUID | None = None
    mandate: UUID | None = None
    power: str = ""
    """What the mandate in use lets the actor do: act, or sign as well."""
    mandates: dict[UUID, Mandated] = field(default_factory=dict)
    """Posts the actor may act for → the mandate that says so."""
    named: frozenset[UUID] = frozenset()
    """What a restricted matter may name the actor by: the person, own posts, posts whose mandate covers such."""

    @property
    def day(self) -> date:
        return clock.local_day(self.at)

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def in_office(self) -> bool:
        return self.has(*OFFICE)

    @property
    def sees_all(self) -> bool:
        return self.has(*SEES_ALL)

    def stamp(self) -> dict[str, Any]:
        """What every fact records of its maker."""
        return {
            "at": self.at,
            "day": self.day,
            "by": self.official,
            "on_behalf_of": self.on_behalf_of,
            "mandate": self.mandate,
        }

    @property
    def signs(self) -> bool:
        """Whether a signature of this actor counts: one's own, or by a mandate to sign."""
        return self.mandate is None or self.power == Mandate.Power.SIGN

    @property
    def acts_for(self) -> str:
        """The post in whose name this person acts now, with its holder; empty: in the own name."""
        mandated = self.mandates.get(self.on_behalf_of) if self.on_behalf_of else None
        return mandated.label if mandated else ""

    def acting_for(self, post_or_unit: UUID) -> By:
        """The same person, acting for another: 「X 代 Y」.

        By a mandate the actor holds that post's role and nothing of the own office's; without one (the office enters
        what a unit has handed in) only the facts say for whom.
        """
        mandated = self.mandates.get(post_or_unit)
        if mandated is None:
            return replace(self, on_behalf_of=post_or_unit)
        return replace(
            self,
            on_behalf_of=post_or_unit,
            mandate=mandated.mandate,
            power=mandated.power,
            roles=frozenset({mandated.role}) | (self.roles & {Role.SECRETARY}),
            posts=frozenset({post_or_unit}),
            units=frozenset({mandated.unit}),
            portfolio=mandated.portfolio,
        )

    @property
    def signs_for(self) -> dict[UUID, UUID]:
        """Units whose head has authorised the actor to sign → the head's post."""
        return {
            mandated.unit: post
            for post, mandated in self.mandates.items()
            if mandated.role == Role.HEAD and mandated.power == Mandate.Power.SIGN
        }

    def speaking_for(self, unit: UUID) -> By:
        """The same person as a unit's word is recorded: the office for the unit, a deputy for the head.

        Whoever speaks as the unit's own head or reporter speaks for nobody else.
        """
        if unit not in self.units:
            return self.acting_for(unit) if self.in_office else self
        post = self.signs_for.get(unit)
        return self.acting_for(post) if post and not self.has(Role.HEAD) else self


def system(at: datetime) -> By:
    return By(SYSTEM, "系统", at, roles=frozenset({Role.SYSTEM}), title="自动")


def acting(account: Account, at: datetime) -> By:
    """The actor behind an account at a moment."""
    return acting_as(account.official, at)


def acting_as(official: UUID, at: datetime) -> By:
    """A person at a moment: one SELECT, unless something about posts or people has changed since the last look."""
    known = version()
    return replace(_acting(official, turning_day(clock.local_day(at), known), known), at=at)


@lru_cache(maxsize=2000)
def _acting(official: UUID, day: date, known: str) -> By:
    names = directory(day)
    held = sorted((post for post in names.posts.values() if post.official == official), key=lambda post: post.place)
    given = _given(official, day) if held else []
    own = frozenset(post.uuid for post in held)
    leading = {post.uuid for post in held if post.role == Role.VICE_HEAD} | {mandate.post for mandate in given}
    held_by = portfolios(leading, day)
    mandates = {
        mandate.post: Mandated(
            mandate.uuid,
            mandate.post,
            names.post_label(mandate.post),
            names.posts[mandate.post].role,
            names.posts[mandate.post].unit,
            held_by.get(mandate.post, frozenset()),
            mandate.power,
            mandate.covers_restricted,
        )
        for mandate in given
        if mandate.post in names.posts
    }
    covered = {post for post, mandated in mandates.items() if mandated.covers_restricted}
    return By(
        official,
        names.official_name(official),
        clock.moment(day),
        roles=frozenset(post.role for post in held),
        posts=own | frozenset(mandates),
        units=frozenset(post.unit for post in held),
        portfolio=frozenset(unit for units in held_by.values() for unit in units),
        title=held[0].title if held else "",
        unit_name=names.unit_name(held[0].unit) if held else "",
        mandates=mandates,
        named=frozenset({official}) | own | covered,
    )


def _given(official: UUID, day: date) -> list[Mandate]:
    """The mandates that a person holds: whoever is in no post holds none."""
    return holding(Mandate.rows.filter(holder=official).order_by("since", "at", "uuid"), day, "post")


def portfolios(posts: set[UUID], day: date) -> dict[UUID, frozenset[UUID]]:
    """Post → the units in its charge on a day."""
    if not posts:
        return {}
    revisions = PortfolioRevision.rows.filter(post__in=posts).order_by("since", "at", "uuid")
    return {one.post: frozenset(UUID(unit) for unit in one.units) for one in holding(revisions, day, "post")}


def in_whose_name(by: By, chosen: str) -> By:
    """The actor as chosen on the page: for a post by its mandate, or in the own name (`self`).

    Whoever is a secretary and nothing else, and serves one leader, acts for that leader without choosing.
    """
    wanted = next((post for post in by.mandates if str(post) == chosen), None)
    if wanted is None and chosen != "self" and len(by.mandates) == 1 and by.roles == {Role.SECRETARY}:
        wanted = next(iter(by.mandates))
    return by.acting_for(wanted) if wanted else by


def group_of(day: date) -> dict[UUID, str]:
    """The appraisal group of each unit on a day; read again when the house has changed."""
    return dict(_groups(day, version()))


@lru_cache(maxsize=64)
def _groups(day: date, _version: str) -> dict[UUID, str]:
    groups: dict[UUID, str] = {}
    for membership in holding(GroupMembership.rows.order_by("since", "at", "uuid"), day, "unit"):
        groups[membership.unit] = membership.group
    return groups
