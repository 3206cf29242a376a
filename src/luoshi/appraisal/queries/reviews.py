"""A reviewer's sheet to fill, who has filled theirs, and the words that stand beside a ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.models import Review, ReviewDraft, ReviewMark
from luoshi.appraisal.queries.ranking import scores
from luoshi.appraisal.queries.underway import Underway
from luoshi.appraisal.reviews import can_be_reviewed, cast, given, is_reviewed_term, reviewers
from luoshi.appraisal.subjects import ranked_in
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_name, group_place
from luoshi.core.errors import Fault, NotAllowed
from luoshi.matters.queries import Waiting
from luoshi.org.acting import By
from luoshi.org.directory import PostAsOf, directory
from luoshi.org.models import Role
from luoshi.org.permissions import may
from luoshi.org.queries import workdays

WITHIN = 5
"""Working days after the period's end at which a mark that is not given stands at the head of the desk."""


@dataclass(frozen=True, slots=True)
class ToMark:
    """A unit on a reviewer's sheet: what she has typed or given, and the month ranks that she may look at."""

    unit: UUID
    name: str
    mark: Decimal | None
    words: str
    ranks: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reviewer's page of a period."""

    term: Term
    post: UUID
    label: str
    groups: list[tuple[str, list[ToMark]]]
    given_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Who reviews a period and who has; the sheet of the reviewer who looks, or of the one chosen to be entered."""

    term: Term
    reviewers: list[tuple[PostAsOf, bool]]
    is_open: bool
    sheet: Sheet | None
    enters: bool
    """Whether who looks may fill another's sheet from her paper."""


def review_page(by: By, period: str, post: UUID | None = None) -> ReviewPage | None:
    """None where the scheme takes no marks. Raises NotAllowed for who neither reviews nor enters for who does.

    Seven SELECTs. What another has given is hers: the office sees who has, and fills a sheet only from her paper.
    """
    term = Term.parse(period)
    if not is_reviewed_term(term):
        return None
    posts = reviewers(by.day)
    mine = [one for one in posts if one.uuid in by.posts]
    enters = by.in_office or by.has(Role.ASSESSMENT)
    if not mine and not enters:
        raise NotAllowed(Fault("点评由县领导打分", "关账发布以后看排名页"))
    chosen = next((one for one in (posts if enters else mine) if one.uuid == post), mine[0] if mine else None)
    is_open, done = can_be_reviewed(term, by.day), cast(term)
    shown = [(one, one.uuid in done) for one in posts]
    sheet = _sheet(term, chosen, done.get(chosen.uuid), is_open=is_open, own=chosen in mine) if chosen else None
    return ReviewPage(term, shown, is_open, sheet, enters)


def _sheet(term: Term, post: PostAsOf, done: Review | None, *, is_open: bool, own: bool) -> Sheet:
    typed = ReviewDraft.rows.filter(scheme=term.code, period=str(term.period), post=post.uuid)
    found: dict[UUID, tuple[Decimal | None, str]] = {}
    if done is not None and own:
        marks = ReviewMark.rows.filter(fact=done.uuid)
        found = {one.unit: (one.mark, one.words) for one in marks}
    found |= {one.unit: (one.mark, one.words) for one in typed}
    ranks = _month_ranks(term)
    groups: dict[str, list[ToMark]] = {}
    for unit, (group, name) in ranked_in(term).named.items():
        mark, words = found.get(unit, (None, ""))
        groups.setdefault(group, []).append(ToMark(unit, name, mark, words, "、".join(ranks.get(unit, ()))))
    ordered = [(group_name(group), groups[group]) for group in sorted(groups, key=group_place)]
    return Sheet(term, post.uuid, post.label, ordered, done.at if done else None, is_open)


def _month_ranks(term: Term) -> dict[UUID, list[str]]:
    """Where each unit stood in the period's months: a reviewer judges beside the figures, not without them."""
    months = [str(month) for month in term.period.months()]
    found: dict[UUID, list[str]] = {}
    for score in scores().filter(period__in=months, rank__isnull=False).order_by("period").defer("items"):
        found.setdefault(score.unit, []).append(f"{int(score.period[5:])}月第{score.rank}")
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """What the reviewers said of a unit in a sealed period."""

    unit: UUID
    unit_name: str
    words: list[tuple[str, str]]
    """Who, and what."""


def review_words(by: By, term: Term) -> list[Said]:
    """The reviewers' words of a sealed ranking: of all units for who sees all and for leaders' portfolios, else the
    own. Three SELECTs."""
    if term.period.kind == "month":
        return []
    stood = scores(by, term.code).filter(period=str(term.period)).values_list("unit", "group", "place")
    order = {unit: (group_place(group), place) for unit, group, place in stood}
    names = ranked_in(term).named if order else {}
    found = [
        Said(unit, names[unit][1], [(directory(one.day).post_label(one.post), one.words) for one in marks if one.words])
        for unit, marks in (given(term) if order else {}).items()
        if unit in order
        and unit in names
        and (by.sees_all or unit in by.units or unit in by.portfolio)
        and any(one.words for one in marks)
    ]
    return sorted(found, key=lambda one: order[one.unit])


def reviews_waiting(by: By, known: Underway) -> list[Waiting]:
    """Marks that a reviewer has not given yet, from the period's end until it is sealed. No SELECT."""
    mine = [post for post in reviewers(by.day) if post.uuid in by.posts] if may(by, "review") else []
    if not mine:
        return []
    running = known.running
    terms = [
        term
        for term in running.terms()
        if not running.is_closed(term) and running.is_reviewed(term) and running.has_begun(term)
    ]
    return [_to_mark(term, post) for term in terms for post in mine if str(post.uuid) not in known.given_of(term)]


def _to_mark(term: Term, post: PostAsOf) -> Waiting:
    return Waiting(
        _("点评"),
        _("{period}各单位请点评打分").format(period=term.label),
        _("每个单位一个分、一句话，可以分次打，打完一并提交"),
        reverse("appraisal:review", args=[term]),
        _("去打分"),
        workdays().add(term.period.last, WITHIN),
        uuid5(post.uuid, str(term)),
    )
