"""The verbs of the house itself: who is who, who may sign, what the rules are, and which number comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import append_all, hold_chain, keep_private
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Fact
from luoshi.org import permissions, version
from luoshi.org.acting import By
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
    parent: UUID | None = None
    unit: UUID = field(default_factory=new_uuid)


@dataclass(frozen=True, slots=True)
class NewPost:
    unit: UUID
    title: str
    role: str
    place: int
    holder: str = ""
    username: str = ""
    phone: str = ""
    post: UUID = field(default_factory=new_uuid)
    official: UUID = field(default_factory=new_uuid)


def record_house(facts: Sequence[Fact]) -> None:
    """Facts about the house on the chain; whoever reads the house next reads it anew."""
    with transaction.atomic():
        append_all(facts)
        version.changed(facts)


def found_units(by: By, units: Sequence[NewUnit], since: date) -> None:
    """Enters units in the register, each in its appraisal group, from a day on."""
    permissions.require(by, "appoint")
    record_house([fact for new in units for fact in founding(by, new, since)])


def founding(by: By, new: NewUnit, since: date, paper: str = "") -> list[Fact]:
    """The facts that found a unit."""
    facts: list[Fact] = [
        UnitRevision(
            unit=new.unit,
            name=new.name,
            short=new.short,
            aliases=list(new.aliases),
            unit_kind=new.unit_kind,
            duties=new.duties,
            parent=new.parent,
            place=new.place,
            paper=paper,
            since=since,
            **by.stamp(),
        )
    ]
    if new.group:
        facts.append(GroupMembership(unit=new.unit, group=new.group, since=since, **by.stamp()))
    return facts


def appoint(by: By, posts: Sequence[NewPost], since: date) -> None:
    """Creates posts, puts people in them, and opens an account for each that has a user name (without a password)."""
    permissions.require(by, "appoint")
    with transaction.atomic():
        facts: list[Any] = _people(by, posts)
        for new in posts:
            facts += _post(by, new, since)
        record_house(facts)
        Account.rows.bulk_create([_account(new.username, new.official) for new in posts if new.username])


def _people(by: By, posts: Sequence[NewPost]) -> list[OfficialRevision]:
    """A revision for each person, once however many posts: the name, and where the telephone number is kept."""
    phones = {new.official: new.phone for new in posts if new.phone}
    names = {new.official: new.holder for new in posts if new.holder}
    people = []
    for official, name in names.items():
        phone, digest = keep_private(phones[official]) if official in phones else (None, "")
        people.append(OfficialRevision(official=official, name=name, phone=phone, phone_digest=digest, **by.stamp()))
    return people


def _post(by: By, new: NewPost, since: date) -> list[Fact]:
    revision = PostRevision(
        post=new.post, unit=new.unit, title=new.title, role=new.role, place=new.place, since=since, **by.stamp()
    )
    if not new.holder:
        return [revision]
    return [revision, Tenure(post=new.post, official=new.official, since=since, **by.stamp())]


def _account(username: str, official: UUID) -> Account:
    account = Account(username=username, official=official)
    account.set_unusable_password()
    return account


def succeed(by: By, post: UUID, holder: str, username: str, since: date, phone: str = "") -> UUID:
    """Puts somebody else in a post from a day on. What was done before stays with who was in it then."""
    permissions.require(by, "appoint")
    official = new_uuid()
    account = _account(username, official)
    with transaction.atomic():
        ref, digest = keep_private(phone) if phone else (None, "")
        record_house(
            [
                OfficialRevision(official=official, name=holder, phone=ref, phone_digest=digest, **by.stamp()),
                Tenure(post=post, official=official, since=since, **by.stamp()),
            ]
        )
        account.save(force_insert=True)
    return official


def set_portfolio(by: By, post: UUID, units: Sequence[UUID], programmes: Sequence[str], since: date) -> None:
    """Says what a leader's post looks after from a day on."""
    permissions.require(by, "appoint")
    record_house(
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


def give_mandate(
    by: By,
    holder: UUID,
    post: UUID,
    power: str,
    since: date,
    until: date | None = None,
    *,
    covers_restricted: bool = False,
    paper: str = "",
) -> UUID:
    """Lets somebody act or sign for a post from a day up to, not including, another. A later one takes its place.

    Raises BadInput where nobody is in the post, the holder is in none, or the days are the wrong way round.
    """
    if not permissions.may(by, "mandate"):
        _check_own_deputy(by, holder, post, power, since)
    names = directory(max(since, by.day))
    faults = []
    if post not in names.posts:
        faults.append(Fault("没有选代谁办理", "从岗位里选一个", "代谁"))
    if all(known.official != holder for known in names.posts.values()):
        faults.append(Fault("受托人不在任何岗位上", "先给受托人设岗位", "受托人"))
    elif post in names.posts and names.posts[post].official == holder:
        faults.append(Fault("受托人就是这个岗位的人", "换一个人", "受托人"))
    if power not in Mandate.Power.values:
        faults.append(Fault("没有选代办还是代签", "代签包括代办", "权限"))
    if until is not None and until <= since:
        faults.append(Fault("止日早于起日", "改止日，或留空", "到哪天"))
    if faults:
        raise BadInput.of(faults)
    mandate = Mandate(
        holder=holder,
        post=post,
        power=power,
        covers_restricted=covers_restricted,
        paper=paper,
        since=since,
        until=until,
        **by.stamp(),
    )
    record_house([mandate])
    return mandate.uuid


def _check_own_deputy(by: By, holder: UUID, post: UUID, power: str, since: date) -> None:
    names = directory(by.day)
    own = names.posts.get(post)
    if own is None or own.official != by.official or own.role != Role.HEAD or power != Mandate.Power.SIGN:
        permissions.require(by, "mandate")
        return
    deputies = {one.official for one in names.posts_of(Role.DEPUTY) if one.unit == own.unit}
    if holder not in deputies:
        raise BadInput(Fault("只能授权给本单位的分管负责人", "从列出的分管负责人里选", "授权给"))
    if since < by.day:
        raise BadInput(Fault(f"授权从 {since} 起，已经过了", "从今天或以后的日子起", "自"))


def end_mandate(by: By, mandate: UUID, last_day: date) -> None:
    """Ends a mandate: it still holds on its last day. Raises BadInput for a day gone by, or one beyond its own end."""
    given = Mandate.rows.filter(uuid=mandate).first()
    own = directory(by.day).posts.get(given.post) if given else None
    if own is None or own.official != by.official:
        permissions.require(by, "mandate")
    until = last_day + timedelta(days=1)
    if given is None:
        raise BadInput(Fault("没有这份委托", "刷新页面"))
    if last_day < by.day - timedelta(days=1):
        raise BadInput(Fault(f"{last_day} 已经过了", "写今天或以后的日子；从今天起就不算，写昨天", "到哪天"))
    newest = Mandate.rows.filter(holder=given.holder, post=given.post).order_by("since", "at", "uuid").last()
    if newest is not None and newest.uuid != given.uuid:
        raise BadInput(Fault("这份委托已经终止，或被后来的代替", "刷新页面"))
    if given.until is not None and given.until <= until:
        raise BadInput(Fault("委托本来就到那天为止", "刷新页面", "到哪天"))
    columns = {name: getattr(given, name) for name in ("holder", "post", "power", "covers_restricted", "paper")}
    stamp = by.stamp() | {"supersedes": given.uuid}
    record_house([Mandate(**columns, since=max(until, given.since), until=max(until, given.since), **stamp)])


def change_setting(by: By, key: str, value: Any, since: date) -> SettingRevision:
    """Changes a rule of the county from a day on. What was decided before that day stays as it was.

    Raises BadInput for a rule that there is not, a value of another kind than the default's, or a day to come.
    """
    permissions.require(by, "appoint")
    if key not in SETTINGS:
        raise BadInput(Fault(f"没有“{key}”这项设置", "可用的设置：" + "、".join(SETTINGS)))
    if since > by.day:
        raise BadInput(Fault(f"设置从 {since} 起生效，还没到", f"到那天再改，或从今天 {by.day} 起生效"))
    SETTINGS[key].check(value)
    revision = SettingRevision(key=key, value=SETTINGS[key].kept(value), since=since, **by.stamp())
    record_house([revision])
    return revision


def enter_holidays(by: By, year: int, days: dict[date, bool], source: str) -> HolidayTable:
    """Enters the State Council's notice for a year: day → whether one works on it."""
    permissions.require(by, "appoint")
    faults = [Fault(f"{day} 不在 {year} 年", "改成那一年的日子", "日期") for day in days if day.year != year]
    if not source.strip():
        faults.append(Fault("没有写依据", "写明哪份通知", "依据"))
    if faults:
        raise BadInput.of(faults)
    table = {day.isoformat(): works for day, works in sorted(days.items())}
    notice = HolidayTable(year=year, days=table, source=source.strip()[:100], **by.stamp())
    record_house([notice])
    return notice


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
