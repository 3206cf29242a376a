"""What is open passes on its day to whoever comes after: the unit's successor, the newcomer to a leader's post."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.facts.models import Fact, FactRow
from luoshi.matters import projections
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.revising import LineAsDecided, Whole, next_revision, whole
from luoshi.matters.models import Blocker, BlockerStep, Line, LineRole, Stage
from luoshi.matters.models.codes import BlockerMove
from luoshi.matters.open_items import of_post, of_unit
from luoshi.org import actions as org
from luoshi.org import permissions, reorganising
from luoshi.org.acting import By, system
from luoshi.org.actions import NewUnit
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Handover, HandoverAccepted, HandoverItem, HandoverRemark, Role, Tenure, UnitRevision

HANDED_ON = frozenset({Role.HEAD, Role.VICE_HEAD, Role.COUNTY_HEAD})
"""Posts whose newcomer accepts what is open."""


def merge_units(
    by: By,
    old: Sequence[UUID],
    into: NewUnit | UUID,
    since: date,
    *,
    paper: str = "",
    moving: Collection[UUID] = (),
) -> UUID:
    """Merges units from a day on. What is open passes to the successor on that day: today's at once."""
    with transaction.atomic():
        successor, facts = reorganising.merge_units(by, old, into, since, paper=paper, moving=moving)
        _take_effect(by, facts)
    return successor


def split_unit(
    by: By,
    unit: UUID,
    parts: Sequence[NewUnit],
    since: date,
    *,
    heir: UUID | None = None,
    taking: Mapping[UUID, Collection[UUID]] | None = None,
    paper: str = "",
) -> None:
    """Founds new units out of one from a day on; those that take matters along now are given them at once.

    Raises BadInput where matters are to pass before the units that take them stand.
    """
    with transaction.atomic():
        if taking and since > by.day:
            raise BadInput(Fault("新单位还没有成立，不能先移交事项", "到那天再移交", "移交事项"))
        facts = reorganising.split_unit(by, unit, parts, since, heir=heir, paper=paper)
        for part, matters in (taking or {}).items():
            if part == heir:
                continue
            hand_over(by, unit, part, matters, paper=paper)
        _take_effect(by, facts)


def rename_unit(by: By, unit: UUID, since: date, **changes: object) -> None:
    """Gives a unit another name from a day on; what names it in the ledger follows."""
    with transaction.atomic():
        _take_effect(by, [reorganising.rename_unit(by, unit, since, **changes)])  # type: ignore[arg-type]


def succeed(by: By, post: UUID, holder: str, username: str, since: date, phone: str = "") -> UUID:
    """Puts somebody else in a post from a day on; of a leader or a head, with the list of what is open."""
    with transaction.atomic():
        official = org.succeed(by, post, holder, username, since, phone)
        hand_over_due(system(by.at))
    return official


def move_official(by: By, official: UUID, post: UUID | None, since: date, *, leaving: UUID | None = None) -> None:
    """Moves somebody from post to post from a day on; of a leader or a head, with the list of what is open."""
    with transaction.atomic():
        reorganising.move_official(by, official, post, since, leaving=leaving)
        hand_over_due(system(by.at))


def _take_effect(by: By, facts: Sequence[Fact]) -> None:
    projections.apply(facts, by.day)
    hand_over_due(system(by.at))


def hand_over_due(by: By) -> int:
    """The day's handovers: units whose successor answers from today, posts whose newcomer begins. Answers how many."""
    with transaction.atomic():
        units = _units_due(by.day)
        for revision in units:
            assert revision.successor is not None
            _hand_unit(by, revision.unit, revision.successor, revision.since, revision.paper)
        posts = _posts_due(by.day)
        for tenure, before in posts:
            _hand_post(by, tenure, before)
    return len(units) + len(posts)


def _units_due(day: date) -> list[UnitRevision]:
    done = set(Handover.rows.filter(post=None).values_list("unit", "successor", "since"))
    ended = UnitRevision.rows.filter(since__lte=day).exclude(successor=None).order_by("since", "at", "uuid")
    return [one for one in ended if (one.unit, one.successor, one.since) not in done]


def _posts_due(day: date) -> list[tuple[Tenure, UUID]]:
    """Newcomers to leaders' and heads' posts, each with who was there before, whose list has not been made."""
    posts = {post.uuid for post in directory(day).posts_of(*HANDED_ON)}
    done = set(Handover.rows.exclude(post=None).values_list("post", "since"))
    last: dict[UUID, Tenure] = {}
    found = []
    for tenure in Tenure.rows.filter(since__lte=day, post__in=posts).order_by("since", "at", "uuid"):
        before = last.get(tenure.post)
        if tenure.until is None:
            if before and before.official != tenure.official and (tenure.post, tenure.since) not in done:
                found.append((tenure, before.official))
            last[tenure.post] = tenure
    return found


def hand_over(by: By, unit: UUID, successor: UUID, matters: Collection[UUID], *, paper: str = "") -> UUID:
    """Hands some of a unit's open matters to another from today on: after a split, or when duties move.

    Raises BadInput where the units do not stand, or a matter is none of the unit's.
    """
    permissions.require(by, "appoint")
    with transaction.atomic():
        names = directory(by.day)
        if successor not in names.units or successor == unit:
            raise BadInput(Fault("没有选移交给哪个单位", "从名册里选一个单位", "接收单位"))
        open_ones = set(_open_matters(unit))
        if not matters or not open_ones.issuperset(matters):
            raise BadInput(Fault("没有选移交哪些事项，或有的不归这个单位", "从列出的事项里勾选", "移交事项"))
        return _hand_unit(system(by.at), unit, successor, by.day, paper, among=frozenset(matters))


def _open_matters(unit: UUID) -> list[UUID]:
    lines = Line.rows.filter(unit=unit).exclude(matter__stage=Stage.ENDED)
    return list(lines.order_by("matter__number").values_list("matter", flat=True).distinct())


def _hand_unit(
    by: By, unit: UUID, successor: UUID, since: date, paper: str, among: frozenset[UUID] | None = None
) -> UUID:
    """The list, and then everything on it: lines, blockers held, what waits for a signature or a ruling."""
    handover = Handover(unit=unit, successor=successor, since=since, paper=paper, **by.stamp())
    items: list[FactRow] = [HandoverItem(fact=handover, **one._asdict()) for one in of_unit(unit, by.day, among)]
    facts: list[Fact] = [handover]
    names = directory(by.day)
    because = f"{names.unit_name(unit)}的事项移交{names.unit_name(successor)}"
    for matter in _open_matters(unit):
        if among is None or matter in among:
            fact, parts = next_revision(by, _passed_on(whole(matter), unit, successor, names), because)
            facts.append(fact)
            items += parts
    facts += [_handed(by, blocker, successor) for blocker in _held(unit, among)]
    record(by, facts, items)
    return handover.uuid


def _held(unit: UUID, among: frozenset[UUID] | None) -> Iterable[Blocker]:
    """Blockers that lie with the unit: all of them when it ends, else those of the matters that go."""
    held = Blocker.rows.filter(holder=unit, cleared_on=None).order_by("since", "uuid")
    return held if among is None else held.filter(matter__in=among)


RANK = {LineRole.LEAD: 0, LineRole.JOINT: 1, LineRole.CO: 2}


def _passed_on(state: Whole, unit: UUID, successor: UUID, names: Directory) -> Whole:
    """The state with the successor in the unit's place; a successor in it already keeps one part, the higher."""
    lines: dict[UUID, LineAsDecided] = {}
    for line in state.lines:
        now = replace(line, unit=successor) if line.unit == unit else line
        other = lines.get(now.unit)
        if other is None or RANK[LineRole(now.role)] < RANK[LineRole(other.role)]:
            lines[now.unit] = now
    lead = state.columns["unit"]
    heads = [post.uuid for post in names.posts_of(Role.HEAD) if post.unit == successor]
    readers = [*state.readers, *heads] if state.columns["restricted"] else []
    return state.but(lines=list(lines.values()), unit=successor if lead == unit else lead).read_by(readers)


def _handed(by: By, blocker: Blocker, successor: UUID) -> BlockerStep:
    return BlockerStep(
        blocker=blocker.uuid,
        matter=blocker.matter_id,
        move=BlockerMove.HANDED,
        blocker_kind=blocker.blocker_kind,
        title=blocker.title,
        holder=successor,
        needed_by=blocker.needed_by,
        promised=blocker.promised,
        **by.stamp(),
    )


def _hand_post(by: By, tenure: Tenure, before: UUID) -> None:
    """The list for the newcomer. Matters belong to the post: nothing moves."""
    post = directory(by.day).posts[tenure.post]
    handover = Handover(
        unit=post.unit,
        post=post.uuid,
        successor=tenure.official,
        leaver=before,
        since=tenure.since,
        **by.stamp(),
    )
    record(by, [handover], [HandoverItem(fact=handover, **one._asdict()) for one in of_post(post, by.day)])


def accept_handover(by: By, handover: UUID, remarks: Mapping[UUID, str] | None = None) -> None:
    """The successor accepts everything on the list, with remarks where something is not as it should be."""
    with transaction.atomic():
        given = Handover.rows.filter(uuid=handover).first()
        if given is None:
            raise BadInput(Fault("没有这份移交清单", "刷新页面"))
        if not may_accept(by, given):
            raise NotAllowed(Fault("移交由接收单位负责人或新任领导接收", "请接收人登录办理"))
        if HandoverAccepted.rows.filter(handover=handover).exists():
            raise BadInput(Fault("这份移交已经接收了", "刷新页面"))
        listed = set(HandoverItem.rows.filter(fact=given).values_list("ref", flat=True))
        wanted = {ref: one_line(words) for ref, words in (remarks or {}).items() if one_line(words)}
        if not listed.issuperset(wanted):
            raise BadInput(Fault("备注的事项不在清单上", "刷新页面"))
        accepted = HandoverAccepted(handover=handover, **by.stamp())
        rows = [HandoverRemark(fact=accepted, ref=ref, words=said(words, 300, "备注")) for ref, words in wanted.items()]
        record(by, [accepted], rows)


def may_accept(by: By, handover: Handover) -> bool:
    """The head of the unit that takes over; of a post whoever is in it, or acts for it."""
    if handover.post is not None:
        return handover.post in by.posts and (handover.successor == by.official or by.mandate is not None)
    return handover.successor in by.units and by.has(Role.HEAD)
