"""The verbs of the house itself: who is who, who may sign, what the rules are, and which number comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import append_all, hold_chain
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Fact
from luoshi.org import permissions, projections, version
from luoshi.org.acting import By, standing_mandates
from luoshi.org.directory import directory
from luoshi.org.models import (
    Account,
    GroupMembership,
    HolidayTable,
    Mandate,
    NumberDrawn,
    OfficialRevision,
    PortfolioRevision,
    PostRevision,
    Role,
    SettingRevision,
    Tenure,
    UnitRevision,
)
from luoshi.org.rules import SETTINGS


@dataclass(frozen=True, slots=True)
class NewUnit:
    name: str
    short: str
    unit_kind: str
    place: int
    aliases: tuple[str, ...] = ()
    duties: str = ""
    group: str = ""
    unit: UUID = field(default_factory=new_uuid)


@dataclass(frozen=True, slots=True)
class NewPost:
    unit: UUID
    title: str
    role: str
    place: int
    holder: str = ""
    username: str = ""
    post: UUID = field(default_factory=new_uuid)
    official: UUID = field(default_factory=new_uuid)


def _record(facts: Sequence[Fact]) -> None:
    """Facts about the house on the chain; whoever reads the house next reads it anew."""
    with transaction.atomic():
        append_all(facts)
        version.changed(facts)


def found_units(by: By, units: Sequence[NewUnit], since: date) -> None:
    """Enters units in the register, each in its appraisal group, from a day on."""
    permissions.require(by, "appoint")
    facts: list[Any] = []
    for new in units:
        revision = UnitRevision(
            unit=new.unit,
            name=new.name,
            short=new.short,
            aliases=list(new.aliases),
            unit_kind=new.unit_kind,
            duties=new.duties,
            place=new.place,
            since=since,
            **by.stamp(),
        )
        facts.append(revision)
        if new.group:
            facts.append(GroupMembership(unit=new.unit, group=new.group, since=since, **by.stamp()))
    with transaction.atomic():
        _record(facts)
        projections.apply(facts)


def appoint(by: By, posts: Sequence[NewPost], since: date) -> None:
    """Creates posts, puts people in them, and opens an account for each that has a user name (without a password)."""
    permissions.require(by, "appoint")
    facts: list[Any] = []
    accounts = []
    for new in posts:
        facts.append(
            PostRevision(
                post=new.post,
                unit=new.unit,
                title=new.title,
                role=new.role,
                place=new.place,
                since=since,
                **by.stamp(),
            )
        )
        if new.holder:
            facts.append(OfficialRevision(official=new.official, name=new.holder, **by.stamp()))
            facts.append(Tenure(post=new.post, official=new.official, since=since, **by.stamp()))
        if new.username:
            account = Account(username=new.username, official=new.official)
            account.set_unusable_password()
            accounts.append(account)
    with transaction.atomic():
        _record(facts)
        Account.rows.bulk_create(accounts)


def succeed(by: By, post: UUID, holder: str, username: str, since: date) -> UUID:
    """Puts somebody else in a post from a day on. What was done before stays with who was in it then."""
    permissions.require(by, "appoint")
    official = new_uuid()
    account = Account(username=username, official=official)
    account.set_unusable_password()
    with transaction.atomic():
        _record(
            [
                OfficialRevision(official=official, name=holder, **by.stamp()),
                Tenure(post=post, official=official, since=since, **by.stamp()),
            ]
        )
        account.save(force_insert=True)
    return official


def set_portfolio(by: By, post: UUID, units: Sequence[UUID], programmes: Sequence[str], since: date) -> None:
    """Says what a leader's post looks after from a day on."""
    permissions.require(by, "appoint")
    _record(
        [
            PortfolioRevision(
                post=post,
                units=[str(unit) for unit in units],
                programmes=list(programmes),
                since=since,
                **by.stamp(),
            )
        ]
    )


def give_mandate(by: By, holder: UUID, post: UUID, power: str, since: date, until: date | None = None) -> UUID:
    """Lets somebody act or sign for a post from a day to a day. A unit's head lets her deputy sign for her own post.

    Raises BadInput for days that end before they begin, or where the head names somebody who is not her deputy.
    """
    if until is not None and until <= since:
        raise BadInput(Fault(f"授权到 {until} 为止，早于开始的 {since}", "止日写在起日之后，或留空", "至"))
    if not permissions.may(by, "appoint"):
        _check_own_deputy(by, holder, post, power, since)
    standing = standing_mandates(by.day, holder=holder, post=post, power=power) if since <= by.day else []
    mandate = Mandate(
        holder=holder,
        post=post,
        power=power,
        since=since,
        until=until,
        **(by.stamp() | {"supersedes": standing[-1].uuid if standing else None}),
    )
    _record([mandate])
    return mandate.uuid


def _check_own_deputy(by: By, holder: UUID, post: UUID, power: str, since: date) -> None:
    names = directory(by.day)
    own = names.posts.get(post)
    if own is None or own.official != by.official or own.role != Role.HEAD or power != Mandate.Power.SIGN:
        permissions.require(by, "appoint")
        return
    deputies = {one.official for one in names.posts_of(Role.DEPUTY) if one.unit == own.unit}
    if holder not in deputies:
        raise BadInput(Fault("只能授权给本单位的分管负责人", "从列出的分管负责人里选", "授权给"))
    if since < by.day:
        raise BadInput(Fault(f"授权从 {since} 起，已经过了", "从今天或以后的日子起", "自"))


def end_mandate(by: By, mandate: UUID) -> None:
    """Takes a mandate back from today on: by whoever holds the post it was given for, or by the administration."""
    given = Mandate.rows.filter(uuid=mandate).first()
    if given is None or Mandate.rows.filter(supersedes=mandate).exists():
        raise BadInput(Fault("这份授权已经收回或到期", "刷新页面"))
    own = directory(by.day).posts.get(given.post)
    if own is None or own.official != by.official:
        permissions.require(by, "appoint")
    ended = Mandate(
        holder=given.holder,
        post=given.post,
        power=given.power,
        covers_restricted=given.covers_restricted,
        paper=given.paper,
        since=given.since,
        until=by.day,
        **(by.stamp() | {"supersedes": given.uuid}),
    )
    _record([ended])


def change_setting(by: By, key: str, value: Any, since: date) -> None:
    """Changes a rule of the county from a day on. What was decided before that day stays as it was."""
    permissions.require(by, "appoint")
    if key not in SETTINGS:
        raise BadInput(Fault(f"没有“{key}”这项设置", "可用的设置：" + "、".join(SETTINGS)))
    if since > by.day:
        raise BadInput(Fault(f"设置从 {since} 起生效，还没到", f"到那天再改，或从今天 {by.day} 起生效"))
    _record([SettingRevision(key=key, value=value, since=since, **by.stamp())])


def enter_holidays(by: By, year: int, days: dict[date, bool], source: str) -> None:
    """Enters the State Council's notice for a year: day → whether one works on it."""
    permissions.require(by, "appoint")
    table = {day.isoformat(): works for day, works in sorted(days.items())}
    _record([HolidayTable(year=year, days=table, source=source, **by.stamp())])


def draw_numbers(by: By, series: str, year: int, refs: Sequence[UUID]) -> list[int]:
    """Draws the next numbers of a series, one for each ref, in order. Called inside the action's transaction."""
    with transaction.atomic():
        hold_chain()
        last = NumberDrawn.rows.filter(series=series, year=year).aggregate(last=Max("number"))["last"] or 0
        numbers = [last + step for step in range(1, len(refs) + 1)]
        append_all(
            [
                NumberDrawn(series=series, year=year, number=number, ref=ref, **by.stamp())
                for number, ref in zip(numbers, refs, strict=True)
            ]
        )
    return numbers
