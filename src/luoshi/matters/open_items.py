"""Everything open of a unit or of a leader's post on a day, each in the words it has then: the list of a handover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from luoshi.matters.models import Blocker, Desk, Line, LineRole, Matter, Pending, Stage
from luoshi.org.directory import Directory, PostAsOf, directory, holding
from luoshi.org.models import HandoverItem, Mandate, PortfolioRevision, Role

About = HandoverItem.About
MOST = 300
"""Characters of an item's words: a heading to find it by, its own page says the rest."""


class OpenItem(NamedTuple):
    """One open thing, as a handover lists it."""

    about: str
    ref: UUID
    matter: UUID | None
    words: str


def of_unit(unit: UUID, day: date, among: frozenset[UUID] | None = None) -> list[OpenItem]:
    """A unit's lines, the blockers it holds, what waits for its head or for a ruling, mandates of its posts."""
    some = Q() if among is None else Q(matter__in=among)
    names = directory(day)
    items = [*_lines(some & Q(unit=unit)), *_blockers(some & Q(holder=unit)), *_pending(some & Q(unit=unit))]
    if among is None:
        posts = {*names.posts.values(), *names.former_posts.values()}
        items += _mandates({post.uuid for post in posts if post.unit == unit}, names, day)
    return items


def of_post(post: PostAsOf, day: date) -> list[OpenItem]:
    """Of a head all that is the unit's; of a leader the matters in charge, disowned blockers, mandates."""
    if post.role == Role.HEAD:
        return of_unit(post.unit, day)
    names = directory(day)
    revisions = PortfolioRevision.rows.filter(post=post.uuid).order_by("since", "at", "uuid")
    units = [UUID(unit) for one in holding(revisions, day, "post") for unit in one.units]
    led = Q(matter__leader=post.uuid) | Q(matter__unit__in=units)
    disowned = Q(cleared_on=None) & ~Q(disowned="")
    return [
        *_lines(Q(role=LineRole.LEAD) & led),
        *_blockers(disowned & led),
        *_mandates({post.uuid}, names, day),
    ]


def _name(matter: Matter) -> str:
    due = f"，时限 {matter.due}" if matter.due else ""
    return f"{matter.number} {matter.title}（{Stage(matter.stage).label}{due}）"


def _lines(which: Q) -> Iterator[OpenItem]:
    lines = Line.rows.filter(which).exclude(matter__stage=Stage.ENDED).select_related("matter")
    for line in sorted(lines, key=lambda line: (line.role != LineRole.LEAD, line.matter.number, line.place)):
        about = About.LEADS if line.role == LineRole.LEAD else About.LINE
        yield OpenItem(about, line.uuid, line.matter_id, _short(_name(line.matter)))


def _blockers(which: Q) -> Iterator[OpenItem]:
    for one in Blocker.rows.filter(which, cleared_on=None).select_related("matter").order_by("since", "uuid"):
        until = f"，答复 {one.promised}" if one.promised else "，未答复"
        words = f"{one.title}（{one.matter.number} {one.matter.title}，{one.since} 提出{until}）"
        yield OpenItem(About.BLOCKER, one.uuid, one.matter_id, _short(words))


def _pending(which: Q) -> Iterator[OpenItem]:
    for one in Pending.rows.filter(which).select_related("matter", "circulation").order_by("desk", "since", "ref"):
        about = About.PENDING if one.desk == Desk.HEAD else About.REQUEST
        of = f"{one.matter.number} {one.matter.title}" if one.matter else str(getattr(one.circulation, "title", ""))
        yield OpenItem(about, one.ref, one.matter_id, _short(f"{of}：{one.words}"))


def _mandates(posts: set[UUID], names: Directory, day: date) -> Iterator[OpenItem]:
    given: dict[tuple[UUID, UUID], Mandate] = {}
    for one in Mandate.rows.filter(post__in=posts, since__lte=day).order_by("since", "at", "uuid"):
        given[one.post, one.holder] = one
    for one in given.values():
        if one.until is None or day < one.until:
            power = Mandate.Power(one.power).label
            words = f"{names.official_name(one.holder)} {power} {names.post_label(one.post)}，自 {one.since}"
            yield OpenItem(About.MANDATE, one.uuid, None, words)


def _short(words: str) -> str:
    return words if len(words) <= MOST else f"{words[: MOST - 1]}…"


def open_matters(unit: UUID) -> list[Matter]:
    """The matters in which a unit has a part and that have not ended, for whoever splits it; no restricted ones."""
    lines = Line.rows.filter(unit=unit).values("matter")
    return list(Matter.rows.filter(uuid__in=lines, restricted=False).exclude(stage=Stage.ENDED).order_by("number"))
