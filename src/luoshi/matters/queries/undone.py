"""Who has not claimed, planned, signed, reported or answered: by unit, with whom to call and a text for the group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.timing.periods import Period
from luoshi.facts.models import Private
from luoshi.matters import goals
from luoshi.matters.calendars import Calendars, calendars
from luoshi.matters.lights import asks_report
from luoshi.matters.models import (
    Blocker,
    Circulating,
    Desk,
    Filing,
    Line,
    LineRole,
    Matter,
    Pending,
    Stage,
    Step,
    UnitAsked,
    Verdict,
)
from luoshi.matters.models.codes import WITHOUT_PLAN
from luoshi.matters.queries.claiming import unclaimed
from luoshi.matters.queries.signing import GROUPS
from luoshi.matters.words import short_number
from luoshi.org.acting import UNIT_ROLES, By
from luoshi.org.directory import Directory, PostAsOf, directory
from luoshi.org.models import OfficialRevision, Role, UnitKind
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that a unit has not done, and till when: of a matter, or of a draft that is out for comment."""

    unit: UUID
    matter: Matter | None
    what: str
    until: date | None
    circulation: Circulating | None = None

    @property
    def title(self) -> str:
        about = self.matter or self.circulation
        return str(about.title) if about else ""

    @property
    def url(self) -> str:
        if self.circulation is not None:
            return reverse("matters:comments", args=[self.circulation.uuid]) + f"?unit={self.unit}"
        return reverse("matters:page", args=[self.matter.uuid]) if self.matter else ""

    @property
    def restricted(self) -> bool:
        return self.matter is not None and self.matter.restricted


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to call: a unit's head and its reporters."""

    title: str
    name: str
    phone: str


@dataclass(slots=True)
class UnitLacks:
    unit: UUID
    name: str
    kind: str = ""
    rows: list[tuple[Lacking, str, str]] = field(default_factory=list)
    """Each with its matter's number and the person its claim names."""
    people: list[Person] = field(default_factory=list)

    @property
    def until(self) -> date | None:
        return min((row.until for row, _number, _contact in self.rows if row.until), default=None)


@dataclass(frozen=True, slots=True)
class Tab:
    code: str
    word: str
    opening: str
    """How the text for the work group begins; empty: nobody but the office is late here."""
    ask: str
    """What it asks for."""


TABS: tuple[Tab, ...] = (
    Tab("comment", "未反馈", "以下征求意见稿还没有反馈", "没有意见点一下“全部无意见”即可，逾期未反馈视为无意见"),
    Tab(
        "claim",
        "未认领",
        "以下任务还没有认领",
        "请尽早认领，不属本单位职责的在期限内退回并写明依据",
    ),
    Tab("complete", "认领不全", "以下任务的认领信息还没有补齐", "请补上责任领导、股室、经办人和各季目标"),
    Tab("plan", "未报节点", "以下任务的节点计划还没有报", "请按季排好节点，写成看得见、能核对的事"),
    Tab("sign", "未审签", "以下事项已经填好，还没有审签", "请负责同志抽空审签，审签后才算报出"),
    Tab(
        "report",
        "未填报",
        "以下事项本期进展还没有填报",
        "请抓紧填，没有变化的写明原因即可，负责同志审签后才算报出",
    ),
    Tab("answer", "未答复", "以下堵点在等贵单位答复或解决", "请给一个解决的日子；不属本单位职责的，写明依据转回"),
    Tab("rule", "未批复", "", ""),
)
KNOWN: dict[str, Tab] = {tab.code: tab for tab in TABS}


def counts(by: By, known: Mapping[str, int]) -> dict[str, int]:
    """How many of each, for the tabs; what is known is not asked for again."""
    return {tab.code: known[tab.code] if tab.code in known else COUNTED[tab.code](by) for tab in TABS}


def undone(by: By, what: str) -> list[UnitLacks]:
    """What the actor may see of it, by unit, the one with the most first; a unit's own people see their own."""
    names = directory(by.day)
    found = LISTED[what](by)
    contacts = _contacts(by, found)
    groups: dict[UUID, UnitLacks] = {}
    for row in found:
        group = groups.setdefault(row.unit, _lacks_of(row.unit, names))
        number = short_number(row.matter.number, by.day.year) if row.matter else ""
        group.rows.append((row, number, contacts.get(row.matter.uuid, "") if row.matter else ""))
    _add_people(by, names, groups)
    return sorted(groups.values(), key=lambda group: (-len(group.rows), group.name))


def _lacks_of(unit: UUID, names: Directory) -> UnitLacks:
    known = names.units.get(unit)
    return UnitLacks(unit, names.unit_name(unit), str(UnitKind(known.kind).label) if known else "")


@dataclass(frozen=True, slots=True)
class KindLacks:
    """The units of one kind: how many things in all, and by when the first."""

    word: str
    units: list[UnitLacks]

    @property
    def items(self) -> int:
        return sum(len(unit.rows) for unit in self.units)

    @property
    def until(self) -> date | None:
        return min((unit.until for unit in self.units if unit.until), default=None)


def by_kind(groups: Sequence[UnitLacks]) -> list[KindLacks]:
    """Departments and towns apart, in the register's order of kinds."""
    order = [str(label) for label in UnitKind.labels] + [""]
    found = [KindLacks(word, [group for group in groups if group.kind == word]) for word in order]
    return [one for one in found if one.units]


def own_units(by: By) -> frozenset[UUID] | None:
    """The units whose things are listed; None: of all that the actor sees."""
    wide = by.sees_all or by.has(Role.VICE_HEAD, Role.SECRETARY)
    return by.units if by.has(*UNIT_ROLES) and not wide else None


def _of_units(by: By, rows: QuerySet[Any], column: str = "unit") -> QuerySet[Any]:
    own = own_units(by)
    return rows if own is None else rows.filter(**{f"{column}__in": list(own)})


def _unclaimed(by: By) -> QuerySet[Any]:
    return _of_units(by, unclaimed(by))


def _incomplete(by: By) -> QuerySet[Any]:
    """Claims that leave anything open; whether the county asks for it is seen row by row."""
    lines = Line.objects.visible_to(by).filter(claimed_on__isnull=False).exclude(lacks=[])
    return _of_units(by, lines.exclude(matter__stage=Stage.ENDED).select_related("matter"))


def _unplanned(by: By) -> QuerySet[Any]:
    waits = Exists(Pending.objects.visible_to(by).filter(matter=OuterRef("pk"), about="plan"))
    owed = Matter.objects.visible_to(by).filter(~waits, stage=Stage.CLAIMED, plan_on=None, rollup="")
    put_off = Q(suspended_until__gt=by.day)
    return _of_units(by, owed.filter(routine_from=None).exclude(put_off | Q(matter_kind__in=WITHOUT_PLAN)))


def _unsigned(by: By) -> QuerySet[Any]:
    """Comments on a draft only for those who may open them: the unit itself and the office."""
    waiting = Pending.objects.visible_to(by).filter(desk=Desk.HEAD).select_related("matter", "circulation")
    if not by.in_office:
        waiting = waiting.filter(Q(circulation=None) | Q(unit__in=by.units))
    return _of_units(by, waiting)


def _unreported(by: By) -> QuerySet[Any]:
    """Matters whose report of the open period is missing, or came back: each by its programme's calendar."""
    known = calendars(by.day)
    missing = Q(pk__in=[])
    for programme in ("", *known.own):
        period, cutoff = _open_period(by, known, programme)
        if cutoff > by.day + NOT_YET:
            continue
        filed = Filing.objects.visible_to(by).filter(matter=OuterRef("pk"), period=str(period), newest=True)
        stands = Exists(filed.filter(sent_back="").exclude(verdict=Verdict.RETURNED))
        its_own = Q(programme=programme) if programme else ~Q(programme__in=list(known.own))
        missing |= its_own & ~stands & (Q(received_on=None) | Q(received_on__lte=cutoff))
    owed = Matter.objects.visible_to(by).filter(missing, stage=Stage.CLAIMED, reported=True, rollup="")
    return _of_units(by, owed)


def _unanswered(by: By) -> QuerySet[Any]:
    late = Q(promised=None) | Q(promised__lt=by.day)
    blockers = (
        Blocker.objects.visible_to(by).filter(late, cleared_on=None, disowned="").exclude(matter__stage=Stage.ENDED)
    )
    return _of_units(by, blockers.select_related("matter"), "holder")


def _unruled(by: By) -> QuerySet[Any]:
    return _of_units(by, Pending.objects.visible_to(by).filter(desk=Desk.OFFICE).select_related("matter"))


NOT_YET = timedelta(days=31)
"""A quarterly programme asks for nothing in the months between."""


def _open_period(by: By, known: Calendars, programme: str) -> tuple[Period, date]:
    calendar, days = known.of(programme), workdays()
    period = calendar.open_period(by.day, days)
    return period, calendar.cutoff_day_of(period, days)


def _unheard(by: By) -> QuerySet[Any]:
    """Units that have written nothing of a draft that is out: for the unit itself and the office."""
    asked = UnitAsked.objects.visible_to(by).filter(circulation__ended_on=None, circulation__step=Step.COMMENT)
    if not by.in_office:
        asked = asked.filter(unit__in=by.units)
    return asked.filter(answered_on=None, written_on=None).select_related("circulation")


def _comment_rows(by: By) -> list[Lacking]:
    return [
        Lacking(one.unit, None, _("征求意见反馈"), one.circulation.comment_until, one.circulation)
        for one in _unheard(by).order_by("circulation__comment_until", "unit")
    ]


def _claim_rows(by: By) -> list[Lacking]:
    return [Lacking(line.unit, line.matter, line.get_role_display(), line.object_until) for line in _unclaimed(by)]


def _complete_rows(by: By) -> list[Lacking]:
    needs = setting("claim_needs", by.day)
    open_lines = [(line, goals.asked_of(line.lacks, needs)) for line in _incomplete(by).order_by("matter__number")]
    return [
        Lacking(line.unit, line.matter, _("缺{what}").format(what=goals.said(lacks)), None)
        for line, lacks in open_lines
        if lacks
    ]


def _plan_rows(by: By) -> list[Lacking]:
    days, limit = workdays(), int(setting("plan_days", by.day))
    rows = []
    for matter in _unplanned(by).order_by("received_on", "number"):
        asked = matter.plan_back_on or matter.received_on or matter.issued_on
        rows.append(Lacking(matter.unit, matter, _("节点计划"), days.add(asked, limit)))
    return rows


def _sign_rows(by: By) -> list[Lacking]:
    words = dict(GROUPS)
    return [
        Lacking(
            one.unit,
            one.matter,
            f"{_(words.get(one.about, one.about))} {one.period}".strip(),
            one.circulation.comment_until if one.circulation else None,
            one.circulation,
        )
        for one in _unsigned(by).order_by("since", "matter__number")
    ]


def _report_rows(by: By) -> list[Lacking]:
    known = calendars(by.day)
    rows = []
    for one in _unreported(by).order_by("number"):
        period, cutoff = _open_period(by, known, one.programme)
        if asks_report(one, period, by.day):
            rows.append(Lacking(one.unit, one, period.label, cutoff))
    return rows


def _answer_rows(by: By) -> list[Lacking]:
    return [
        Lacking(one.holder, one.matter, one.title, one.promised or one.needed_by)
        for one in _unanswered(by).order_by("promised", "since")
    ]


def _rule_rows(by: By) -> list[Lacking]:
    words = dict(GROUPS)
    return [
        Lacking(one.unit, one.matter, _(words.get(one.about, one.about)), None)
        for one in _unruled(by).order_by("since", "matter__number")
    ]


LISTED: dict[str, Callable[[By], list[Lacking]]] = {
    "comment": _comment_rows,
    "claim": _claim_rows,
    "complete": _complete_rows,
    "plan": _plan_rows,
    "sign": _sign_rows,
    "report": _report_rows,
    "answer": _answer_rows,
    "rule": _rule_rows,
}


COUNTED: dict[str, Callable[[By], int]] = {
    "comment": lambda by: _unheard(by).count(),
    "claim": lambda by: _unclaimed(by).count(),
    "complete": lambda by: len(_complete_rows(by)),
    "plan": lambda by: _unplanned(by).count(),
    "sign": lambda by: _unsigned(by).count(),
    "report": lambda by: len(_report_rows(by)),
    "answer": lambda by: _unanswered(by).count(),
    "rule": lambda by: _unruled(by).count(),
}


def _contacts(by: By, rows: Sequence[Lacking]) -> dict[UUID, str]:
    """The person whom the lead's claim names, for the office and the unit itself."""
    matters = [row.matter.uuid for row in rows if row.matter]
    lines = Line.objects.visible_to(by).filter(matter__in=matters, role=LineRole.LEAD)
    refs = {
        line.matter_id: line.bound["contact"]
        for line in lines
        if line.bound.get("contact") and (by.in_office or line.unit in by.units)
    }
    kept = {str(one.ref): one.text for one in Private.rows.filter(ref__in=set(refs.values()))} if refs else {}
    return {matter: kept.get(ref, "") for matter, ref in refs.items()}


def _add_people(by: By, names: Directory, groups: dict[UUID, UnitLacks]) -> None:
    posts = [post for post in names.posts_of(Role.HEAD, Role.REPORTER) if post.unit in groups and post.official]
    phones = phones_of(by, [post for post in posts if by.in_office or post.unit in by.units])
    for post in posts:
        groups[post.unit].people.append(Person(post.title, post.holder, phones.get(post.uuid, "")))


def phones_of(by: By, posts: Sequence[PostAsOf]) -> dict[UUID, str]:
    """The telephone numbers of who is in these posts, as far as they are kept."""
    people = {post.uuid: post.official for post in posts if post.official}
    revisions = OfficialRevision.rows.filter(official__in=set(people.values()), phone__isnull=False, day__lte=by.day)
    refs = {one.official: one.phone for one in revisions.order_by("at", "uuid") if one.phone}
    kept = Private.rows.in_bulk(list(refs.values()))
    known = {official: kept[ref].text for official, ref in refs.items() if ref in kept}
    return {post: known[official] for post, official in people.items() if official in known}


MOST_TITLES, LONGEST_TITLE = 3, 18


def nudge(what: str, groups: Sequence[UnitLacks], link: str) -> str:
    """The text for the work group: who lacks what, till when, and where to do it. Restricted matters are not in it."""
    tab = KNOWN[what]
    lines = [line for group in groups if (line := _line(group))]
    if not tab.opening or not lines:
        return ""
    return "\n".join([f"{tab.opening}：", *lines, f"{tab.ask}。谢谢。", link])


def _line(group: UnitLacks) -> str:
    """「住建局 6 项（3月28日前）：城西管网、老旧小区改造等」."""
    open_rows = [row for row, _number, _contact in group.rows if not row.restricted]
    if not open_rows:
        return ""
    until = min((row.until for row in open_rows if row.until), default=None)
    till = f"（{until.month}月{until.day}日前）" if until else ""
    titles = list(dict.fromkeys(_short(row.title) for row in open_rows))
    more = "等" if len(titles) > MOST_TITLES else ""
    return f"{group.name} {len(open_rows)} 项{till}：{'、'.join(titles[:MOST_TITLES])}{more}"


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}……"
