"""Whom one can name to see a restricted matter: the leaders, the offices, and the posts of its own units."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from luoshi.org.directory import Directory, PostAsOf
from luoshi.org.models import Role, UnitKind

LEADERS = (Role.VICE_HEAD, Role.COUNTY_HEAD)


def groups_to_name(names: Directory, units: Iterable[UUID]) -> list[tuple[str, list[PostAsOf]]]:
    """Posts with somebody in them, by group: the matter's own units first, then leaders, then the county's offices."""
    held = [post for post in sorted(names.posts.values(), key=lambda post: post.place) if post.holder]
    own = list(dict.fromkeys(units))
    groups = [(names.unit_name(unit), [post for post in held if post.unit == unit]) for unit in own]
    groups.append(("县领导", [post for post in held if post.role in LEADERS and post.unit not in own]))
    offices = {unit.uuid for unit in names.units_of(UnitKind.OFFICE)} - set(own)
    groups.append(("县级机关", [post for post in held if post.unit in offices and post.role not in LEADERS]))
    return [group for group in groups if group[1]]


def label(names: Directory, who: UUID) -> str:
    """How somebody named is called: a post with its holder and unit, or a person."""
    post = names.posts.get(who) or names.former_posts.get(who)
    return f"{names.unit_name(post.unit)} {post.label}" if post else names.official_name(who)
