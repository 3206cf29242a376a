"""The verbs by which the house changes from a day on: units renamed, merged and split, posts closed, people moved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.models import Fact
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.actions import NewUnit, founding, record_house
from luoshi.org.directory import Directory, directory, holding
from luoshi.org.models import GroupMembership, PortfolioRevision, PostRevision, Role, Tenure, UnitRevision


def rename_unit(
    by: By,
    unit: UUID,
    since: date,
    *,
    name: str,
    short: str,
    aliases: Sequence[str] = (),
    unit_kind: str = "",
    duties: str = "",
    place: int | None = None,
    group: str = "",
    paper: str = "",
) -> UnitRevision:
    """Gives a unit another name, kind or place from a day on; its former names stay known to the reader."""
    known = _ready(by, since)
    old = _standing(known, unit)
    if not name.strip() or not short.strip():
        raise BadInput(Fault("没有写名称", "全称和简称都要填", "名称"))
    taken = [one for one in known.units.values() if one.uuid != unit and one.short == short.strip()]
    if taken:
        raise BadInput(Fault(f"简称“{short}”已经有单位在用", "换一个简称", "简称"))
    revision = UnitRevision(
        unit=unit,
        name=name.strip(),
        short=short.strip(),
        aliases=list(aliases or old.aliases),
        unit_kind=unit_kind or old.kind,
        duties=duties or old.duties,
        parent=old.parent,
        place=old.place if place is None else place,
        paper=paper,
        since=since,
        **by.stamp(),
    )
    facts: list[Fact] = [revision]
    if group:
        facts.append(GroupMembership(unit=unit, group=group, since=since, **by.stamp()))
    record_house(facts)
    return revision


def merge_units(
    by: By,
    old: Sequence[UUID],
    into: NewUnit | UUID,
    since: date,
    *,
    paper: str = "",
    moving: Collection[UUID] = (),
) -> tuple[UUID, list[Fact]]:
    """Ends units from a day on and names their successor: a new unit, or one that stands.

    Posts in `moving` go along with their people, the others close; leaders who looked after the old units look after
    the successor. What is open passes to it on the day (matters' `hand_over_due`).
    """
    known = _ready(by, since)
    successor = into.unit if isinstance(into, NewUnit) else into
    ending = [unit for unit in dict.fromkeys(old) if unit != successor]
    if not ending:
        raise BadInput(Fault("没有选并入的单位", "至少选一个要撤并的单位", "撤并单位"))
    if not isinstance(into, NewUnit):
        _standing(known, into)
    facts: list[Fact] = founding(by, into, since, paper) if isinstance(into, NewUnit) else []
    facts += [_ended(by, known, unit, successor, since, paper) for unit in ending]
    facts += [
        _post(by, known, post.uuid, successor, since, closes=post.uuid not in moving)
        for post in known.posts.values()
        if post.unit in ending
    ]
    facts += _portfolios(by, ending, successor, since)
    record_house(facts)
    return successor, facts


def split_unit(
    by: By, unit: UUID, parts: Sequence[NewUnit], since: date, *, heir: UUID | None = None, paper: str = ""
) -> list[Fact]:
    """Founds new units out of one from a day on. With an heir the old unit ends, and the heir takes the rest.

    Which matters the others take is said by handing them over; leaders look after the parts as after the whole.
    """
    known = _ready(by, since)
    _standing(known, unit)
    if not parts:
        raise BadInput(Fault("没有写分出哪个单位", "写新单位的名称", "新单位"))
    if heir is not None and heir not in [part.unit for part in parts]:
        raise BadInput(Fault("承接其余事项的不是新单位", "从新单位里选一个", "承接单位"))
    facts: list[Fact] = [fact for part in parts for fact in founding(by, part, since, paper)]
    if heir is not None:
        facts.append(_ended(by, known, unit, heir, since, paper))
        facts += [
            _post(by, known, post.uuid, heir, since, closes=False) for post in known.posts.values() if post.unit == unit
        ]
    for revision in _looking_after([unit], since):
        kept = [one for one in revision.units if one != str(unit) or heir is None]
        units = [*kept, *(str(part.unit) for part in parts)]
        facts.append(_portfolio(by, revision, units, since))
    record_house(facts)
    return facts


def close_post(by: By, post: UUID, since: date) -> None:
    """Does away with a post from a day on; whoever was in it acts in it no more."""
    known = _ready(by, since)
    if post not in known.posts:
        raise BadInput(Fault("没有这个岗位", "刷新页面", "岗位"))
    record_house([_post(by, known, post, known.posts[post].unit, since, closes=True)])


def change_post(by: By, post: UUID, since: date, *, title: str, role: str, unit: UUID | None = None) -> None:
    """Gives a post another title, role or unit from a day on."""
    known = _ready(by, since)
    if post not in known.posts:
        raise BadInput(Fault("没有这个岗位", "刷新页面", "岗位"))
    if not title.strip() or role not in Role.values or role == Role.SYSTEM:
        raise BadInput(Fault("岗位名称和角色都要填", "补上再改", "岗位"))
    old = known.posts[post]
    where = _standing(known, unit or old.unit).uuid
    columns = {"post": post, "unit": where, "title": title.strip()[:40], "role": role, "place": old.place}
    record_house([PostRevision(**columns, since=since, **by.stamp())])


def move_official(by: By, official: UUID, post: UUID | None, since: date, *, leaving: UUID | None = None) -> list[Fact]:
    """Puts somebody in another post from a day on, out of the post left; without another: only out of it.

    Raises BadInput where the post left is not that person's.
    """
    known = _ready(by, since)
    facts: list[Fact] = []
    if leaving is not None:
        if leaving not in known.posts or known.posts[leaving].official != official:
            raise BadInput(Fault("这个岗位上不是这个人", "刷新页面", "原岗位"))
        facts.append(Tenure(post=leaving, official=official, since=since, until=since, **by.stamp()))
    if post is not None:
        if post not in known.posts:
            raise BadInput(Fault("没有选到哪个岗位", "从岗位里选一个", "新岗位"))
        facts.append(Tenure(post=post, official=official, since=since, **by.stamp()))
    if not facts:
        raise BadInput(Fault("没有选岗位", "选原岗位或新岗位", "岗位"))
    record_house(facts)
    return facts


def _ready(by: By, since: date) -> Directory:
    """The house as it will be on the day. What is past is told, not made: no change begins before today."""
    permissions.require(by, "appoint")
    if since < by.day:
        raise BadInput(Fault(f"{since} 已经过了", "从今天或以后的日子起；过去的名称照旧", "从哪天起"))
    return directory(since)


def _standing(known: Directory, unit: UUID) -> Any:
    if unit not in known.units:
        raise BadInput(Fault("没有这个单位，或到那天已经撤并", "从名册里选一个单位", "单位"))
    return known.units[unit]


def _ended(by: By, known: Directory, unit: UUID, successor: UUID, since: date, paper: str) -> UnitRevision:
    old = _standing(known, unit)
    return UnitRevision(
        unit=unit,
        name=old.name,
        short=old.short,
        aliases=list(old.aliases),
        unit_kind=old.kind,
        duties=old.duties,
        parent=old.parent,
        place=old.place,
        successor=successor,
        paper=paper,
        since=since,
        until=since,
        **by.stamp(),
    )


def _post(by: By, known: Directory, post: UUID, unit: UUID, since: date, *, closes: bool) -> PostRevision:
    old = known.posts[post]
    columns = {"post": post, "unit": unit, "title": old.title, "role": old.role, "place": old.place}
    return PostRevision(**columns, since=since, until=since if closes else None, **by.stamp())


def _looking_after(units: Sequence[UUID], day: date) -> list[PortfolioRevision]:
    wanted = {str(unit) for unit in units}
    revisions = holding(PortfolioRevision.rows.order_by("since", "at", "uuid"), day, "post")
    return [one for one in revisions if wanted & set(one.units)]


def _portfolios(by: By, old: Sequence[UUID], successor: UUID, since: date) -> list[Fact]:
    gone = {str(unit) for unit in old}
    found: list[Fact] = []
    for revision in _looking_after(old, since):
        units = [str(successor) if unit in gone else unit for unit in revision.units]
        found.append(_portfolio(by, revision, list(dict.fromkeys(units)), since))
    return found


def _portfolio(by: By, old: PortfolioRevision, units: list[str], since: date) -> PortfolioRevision:
    return PortfolioRevision(post=old.post, units=units, programmes=old.programmes, since=since, **by.stamp())
