"""Who acts, in what posts, for whom, and when: the stamp that every action puts on its facts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from luoshi.facts import clock
from luoshi.org.models import (
    Account,
    GroupMembership,
    Mandate,
    OfficialRevision,
    PortfolioRevision,
    PostRevision,
    Role,
    Tenure,
)

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


def system(at: datetime) -> By:
    return By(SYSTEM, "系统", at, roles=frozenset({Role.SYSTEM}), title="自动")


def acting(account: Account, at: datetime) -> By:
    """The actor behind an account at a moment: five SELECTs."""
    return acting_as(account.official, at)


def acting_as(official: UUID, at: datetime) -> By:
    day = clock.local_day(at)
    name = OfficialRevision.rows.filter(official=official).order_by("at").values_list("name", flat=True).last() or ""
    held = _posts_held(official, day)
    mandates = {mandate.post: mandate.uuid for mandate in Mandate.rows.filter(holder=official) if _holds(mandate, day)}
    leading = {post.post for post in held if post.role == Role.VICE_HEAD} | set(mandates)
    portfolio: dict[UUID, PortfolioRevision] = {}
    for revision in PortfolioRevision.rows.filter(post__in=leading).order_by("since", "at") if leading else ():
        if _holds(revision, day):
            portfolio[revision.post] = revision
    first = min(held, key=lambda post: post.place, default=None)
    return By(
        official,
        name,
        at,
        roles=frozenset(post.role for post in held),
        posts=frozenset(post.post for post in held) | frozenset(mandates),
        units=frozenset(post.unit for post in held),
        portfolio=frozenset(UUID(unit) for revision in portfolio.values() for unit in revision.units),
        title=first.title if first else "",
        mandates=mandates,
    )


def _posts_held(official: UUID, day: date) -> list[PostRevision]:
    """The posts somebody is in on a day: a post is left as soon as another's tenure of it has begun."""
    mine = [tenure.post for tenure in Tenure.rows.filter(official=official) if _holds(tenure, day)]
    if not mine:
        return []
    sitting: dict[UUID, UUID] = {}
    for tenure in Tenure.rows.filter(post__in=mine).order_by("since", "at", "uuid"):
        if _holds(tenure, day):
            sitting[tenure.post] = tenure.official
    held: dict[UUID, PostRevision] = {}
    for post in PostRevision.rows.filter(post__in=mine).order_by("at", "uuid"):
        if _holds(post, day) and sitting.get(post.post) == official:
            held[post.post] = post
    return list(held.values())


def _holds(valid: Any, day: date) -> bool:
    return valid.since <= day and (valid.until is None or day < valid.until)


def group_of(day: date) -> dict[UUID, str]:
    """The appraisal group of each unit on a day."""
    groups: dict[UUID, str] = {}
    for membership in GroupMembership.rows.order_by("since", "at", "uuid"):
        if _holds(membership, day):
            groups[membership.unit] = membership.group
    return groups
