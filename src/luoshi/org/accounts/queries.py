"""Whose accounts somebody looks after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from luoshi.facts.models import Entry
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import Directory, PostAsOf, directory
from luoshi.org.models import Account, Role

LOOKED_AFTER = frozenset({Role.REPORTER, Role.DEPUTY})
"""Of her own unit, a head resets these; her own password and other heads' are the administrator's."""


@dataclass(frozen=True, slots=True)
class AccountShown:
    uuid: UUID
    username: str
    name: str
    unit: str
    title: str
    first_password: bool
    is_open: bool
    """Shut ones are the administrator's to see and to open again."""


def may_reset(by: By, official: UUID, names: Directory) -> bool:
    """Whether the actor may give this person a new password: every post of theirs must be one she looks after."""
    if permissions.may(by, "reset_password"):
        return True
    held = names.posts.values()
    posts = [post for post in held if post.official == official]
    headed = {post.unit for post in held if post.official == by.official and post.role == Role.HEAD}
    return bool(posts) and all(post.role in LOOKED_AFTER and post.unit in headed for post in posts)


def accounts(by: By, unit: UUID | None = None) -> list[AccountShown]:
    """The accounts that the actor may reset, of one unit or of all, in the order of units and posts."""
    if not by.has(Role.HEAD, Role.ADMIN, Role.SYSTEM):
        return []
    names, all_units = directory(by.day), permissions.may(by, "reset_password")
    may_shut = permissions.may(by, "appoint")
    known = {
        account.official: account
        for account in Account.rows.order_by("-is_active", "-username")
        if account.is_active or may_shut
    }
    found = []
    for official, post in _first_posts(names).items():
        account = known.get(official)
        if account is None or (unit and post.unit != unit) or not (all_units or post.unit in by.units):
            continue
        if not may_reset(by, official, names):
            continue
        found.append((names.units[post.unit].place, post.place, _shown(account, post, names)))
    return [shown for *_order, shown in sorted(found, key=lambda one: one[:2])]


def _first_posts(names: Directory) -> dict[UUID, PostAsOf]:
    """Each person's first post: somebody in several is listed once."""
    posts: Iterable[PostAsOf] = sorted(names.posts.values(), key=lambda post: post.place, reverse=True)
    return {post.official: post for post in posts if post.official and post.unit in names.units}


def _shown(account: Account, post: PostAsOf, names: Directory) -> AccountShown:
    return AccountShown(
        account.uuid,
        account.username,
        post.holder,
        names.unit_name(post.unit),
        post.title,
        account.must_change,
        account.is_active,
    )


def anybody() -> bool:
    """Whether anybody can sign in, or anything has ever been recorded: until then the county is to be founded."""
    return bool(Account.rows.exists() or Entry.rows.exists())
