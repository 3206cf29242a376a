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
    mandates: dict[UUID, UUID] = field(default_factory=dict)
    """Posts the actor may act for → the mandate that says so."""
    signs_for: dict[UUID, UUID] = field(default_factory=dict)
    """Units whose head has authorised the actor to sign → the head's post."""

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

    def acting_for(self, post_or_unit: UUID) -> By:
        """The same person, acting for another: 「X 代 Y」."""
        return replace(self, on_behalf_of=post_or_unit, mandate=self.mandates.get(post_or_unit))

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
    written = standing_mandates(day, holder=official)
    mandates = {mandate.post: mandate.uuid for mandate in written}
    signing = [mandate.post for mandate in written if mandate.power == Mandate.Power.SIGN]
    leading = {post.uuid for post in held if post.role == Role.VICE_HEAD} | set(mandates)
    portfolio: dict[UUID, list[str]] = {}
    if leading:
        revisions = PortfolioRevision.rows.filter(post__in=leading).order_by("since", "at", "uuid")
        portfolio = {revision.post: revision.units for revision in holding(revisions, day)}
    return By(
        official,
        names.official_name(official),
        clock.moment(day),
        roles=frozenset(post.role for post in held),
        posts=frozenset(post.uuid for post in held) | frozenset(mandates),
        units=frozenset(post.unit for post in held),
        portfolio=frozenset(UUID(unit) for units in portfolio.values() for unit in units),
        title=held[0].title if held else "",
        unit_name=names.unit_name(held[0].unit) if held else "",
        mandates=mandates,
        signs_for={
            names.posts[post].unit: post
            for post in signing
            if post in names.posts and names.posts[post].role == Role.HEAD
        },
    )


def standing_mandates(day: date, **whose: Any) -> list[Mandate]:
    """The mandates that hold on a day, but those that a later one has replaced or ended."""
    replaced = Mandate.rows.filter(supersedes__isnull=False).values("supersedes")
    return holding(Mandate.rows.filter(**whose).exclude(uuid__in=replaced).order_by("since", "at", "uuid"), day)


def group_of(day: date) -> dict[UUID, str]:
    """The appraisal group of each unit on a day."""
    groups: dict[UUID, str] = {}
    for membership in holding(GroupMembership.rows.order_by("since", "at", "uuid"), day):
        groups[membership.unit] = membership.group
    return groups
