"""The handovers: which there are, what each lists, and which wait to be accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from luoshi.matters.actions.handover import may_accept
from luoshi.matters.models import Matter
from luoshi.matters.queries.past import hidden_from
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import Handover, HandoverAccepted, HandoverItem, HandoverRemark, Role


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A handover: from whom, to whom, from which day; and whether it has been accepted."""

    uuid: UUID
    giver: str
    taker: str
    since: date
    paper: str
    items: int
    accepted_on: date | None
    accepted_by: str
    waits_for_me: bool


@dataclass(frozen=True, slots=True)
class HandoverPage:
    row: HandoverRow
    groups: list[tuple[str, list[tuple[HandoverItem, str]]]]
    """By kind: each thing, and what the successor has remarked on it."""
    seen: frozenset[UUID] = field(default_factory=frozenset)
    """The matters that the reader may open."""


def handovers(by: By) -> list[HandoverRow]:
    """Those that concern the reader, the newest first; all for those who see all. Three SELECTs."""
    return _rows(by, list(_mine(by).order_by("-since", "-at", "-uuid")))


def unaccepted(by: By) -> list[HandoverRow]:
    """Those that wait for this reader to accept them."""
    if not accepts(by):
        return []
    found = _counted(by, open_handovers(by)).order_by("since", "uuid")
    return [row for row in _rows(by, list(found), is_open=True) if row.waits_for_me]


def accepts(by: By) -> bool:
    """Whether handovers are made to somebody like this at all."""
    return by.has(Role.HEAD, Role.VICE_HEAD, Role.COUNTY_HEAD)


def open_handovers(by: By) -> QuerySet[Any]:
    """Those that concern the reader and that nobody has accepted."""
    open_still: QuerySet[Any] = _concerning(by).filter(day__lte=by.day)
    return open_still.exclude(uuid__in=HandoverAccepted.rows.values("handover"))


def handover_page(by: By, uuid: UUID) -> HandoverPage | None:
    """One handover with all it lists, restricted matters left out for those whom they do not name. None: not theirs."""
    found = list(_mine(by).filter(uuid=uuid))
    if not found:
        return None
    items = list(HandoverItem.rows.filter(fact=uuid).order_by("id"))
    matters = {item.matter for item in items if item.matter}
    hidden = set(hidden_from(by).filter(uuid__in=matters).values_list("uuid", flat=True))
    remarks = dict(HandoverRemark.rows.filter(fact__handover=uuid).values_list("ref", "words"))
    groups: dict[str, list[tuple[HandoverItem, str]]] = {}
    for item in items:
        if item.matter not in hidden:
            groups.setdefault(item.get_about_display(), []).append((item, remarks.get(item.ref, "")))
    return HandoverPage(_rows(by, found)[0], list(groups.items()), frozenset(_shown(by, matters)))


def _shown(by: By, matters: set[UUID]) -> set[UUID]:
    return set(Matter.objects.visible_to(by).filter(uuid__in=matters).values_list("uuid", flat=True))


def _mine(by: By) -> Any:
    return _counted(by, _concerning(by))


def _counted(by: By, found: Any) -> Any:
    """Each with how many of its things the reader may see."""
    shown = Count("items", filter=~Q(items__matter__in=hidden_from(by)) | Q(items__matter=None))
    return found.annotate(n=shown)


def _concerning(by: By) -> Any:
    if by.sees_all or by.has(Role.ADMIN):
        return Handover.rows.all()
    units, posts = sorted(by.units), sorted(by.posts)
    of_units = Q(post=None) & (Q(unit__in=units) | Q(successor__in=units))
    return Handover.rows.filter(of_units | Q(post__in=posts) | Q(successor=by.official) | Q(leaver=by.official))


def _rows(by: By, found: Sequence[Any], *, is_open: bool = False) -> list[HandoverRow]:
    taken: dict[UUID, HandoverAccepted] = {}
    if found and not is_open:
        accepted = HandoverAccepted.rows.filter(handover__in=[one.uuid for one in found])
        taken = {one.handover: one for one in accepted}
    return [_row(by, one, taken.get(one.uuid)) for one in found]


def _row(by: By, one: Any, accepted: HandoverAccepted | None) -> HandoverRow:
    before, after = directory(one.since - timedelta(days=1)), directory(one.since)
    if one.post is None:
        giver, taker = before.unit_name(one.unit), after.unit_name(one.successor)
    else:
        post = after.posts.get(one.post) or before.posts.get(one.post) or after.former_posts.get(one.post)
        title = post.title if post else ""
        giver = f"{title} {before.official_name(one.leaver)}"
        taker = f"{title} {after.official_name(one.successor)}"
    return HandoverRow(
        one.uuid,
        giver,
        taker,
        one.since,
        one.paper,
        one.n,
        accepted.day if accepted else None,
        directory(accepted.day).signature(accepted.by, accepted.on_behalf_of) if accepted else "",
        accepted is None and may_accept(by, one),
    )
