"""Which periods can be closed now, and what their ranking will rest on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.checking import asks_check, everybody_confirmed
from luoshi.appraisal.collecting import closed_within, data_months
from luoshi.appraisal.marking import not_marked, standing
from luoshi.appraisal.merits import adjustments, vetoes
from luoshi.appraisal.models import Clock, Closing, Release, Score
from luoshi.appraisal.queries.underway import Underway
from luoshi.appraisal.releases import held_back_of, needs_release, parts_held_back, sees_leads
from luoshi.appraisal.reviews import is_reviewed_term, missing_from, reviewers
from luoshi.appraisal.rules import (
    MONTH,
    composed_items,
    holding_text,
    indicator_items,
    marked_items,
    reviewed_items,
    scheme_text,
    source_of,
)
from luoshi.appraisal.running import Running
from luoshi.appraisal.subjects import subjects_at
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_name, group_place, listed, month_name, term_name
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.teams import LEADS, UNITS
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.facts.models import Entry
from luoshi.indicators.models import Observation, Source
from luoshi.matters.closings import Steps, steps_by_clock
from luoshi.matters.models import Filing, PeriodStep
from luoshi.matters.published import joined
from luoshi.matters.queries import Waiting
from luoshi.matters.queries.calendar import data_day, data_month_due
from luoshi.org.acting import By
from luoshi.org.permissions import may
from luoshi.org.queries import report_calendar, workdays

MOST = 12
"""So many months are offered at once."""
TOLD = 5
"""So many working days a ranking that waits for nothing stands on the heads' desk."""
CLOSE, DATA, RELEASE, NEXT_WORK, NEXT_DATA = UUID(int=2), UUID(int=4), UUID(int=8), UUID(int=9), UUID(int=10)


@dataclass(frozen=True, slots=True)
class Closable:
    """A period that is over and not closed yet."""

    term: Term
    over: datetime
    """When the grace ended, on the county's clock."""
    waits_for: Period | None = None
    """The data month that is not closed yet, of which its indicators are taken."""

    @property
    def period(self) -> Period:
        return self.term.period


def closable(by: By, last: str | None) -> list[Closable]:
    """The months that can be closed now, the newest first: over, and after the last that was closed (2026-09).

    Where none was closed yet, from the first month with a matter.
    """
    first = Period.parse(last).next().first if last else _first_matter()
    if first is None:
        return []
    calendar, days = report_calendar(by.day), workdays()
    now = clock.local_time(by.at).replace(tzinfo=None)
    period = calendar.open_period(by.day, days)
    found: list[Closable] = []
    while calendar.cutoff_day_of(period, days) >= first and len(found) < MOST:
        over = calendar.grace_end(period, days)
        if over <= now:
            found.append(Closable(Term(MONTH, period), over))
        period = period.previous()
    return found


def longer_closable(by: By, running: Running | None = None, steps: Steps | None = None) -> list[Closable]:
    """Of each other scheme that the county runs the newest period that is over, can be ranked and is not closed.

    Three SELECTs. What lacks but the reviewers' marks is offered: the closing says that they are missing.
    """
    return [one for one in _longer_over(by, running or Running.on(by.day), steps) if one.waits_for is None]


def _longer_over(by: By, running: Running, steps: Steps | None) -> list[Closable]:
    """The same, and those that wait for the statistics of their last month."""
    calendar, days = report_calendar(by.day), workdays()
    now = clock.local_time(by.at).replace(tzinfo=None)
    waiting = [term for term in running.terms() if not running.is_closed(term) and running.is_ready(term)]
    over = [(term, calendar.grace_end(term.period, days)) for term in waiting]
    over = [(term, ended) for term, ended in over if ended <= now]
    known = steps or (steps_by_clock() if over else {})
    return [Closable(term, ended, _lacks(by, term, running, known)) for term, ended in over]


def waiting_for_data(by: By, running: Running) -> list[Closable]:
    """Of each other scheme the period that is over and waits for the statistics of its last month. One SELECT."""
    return [one for one in _longer_over(by, running, None) if one.waits_for is not None]


def _lacks(by: By, term: Term, running: Running, steps: Steps) -> Period | None:
    """A circular cannot wait for the statistics of the month; a half-year or a year is judged by all of its months."""
    scheme = running.scheme(term)
    if scheme is None or not indicator_items(scheme):
        return None
    month = joined(Period.containing(term.period.last, "month"))
    months = steps.get(PeriodStep.Clock.DATA, {})
    closed = any(step.closed and Period.parse(period) >= month for period, step in months.items())
    is_in = closed if months else data_day(month, by.day) <= by.day
    return None if is_in else month


def _first_matter() -> date | None:
    return Entry.rows.filter(kind="matter_revision").order_by("day").values_list("day", flat=True).first()


def next_closable(by: By) -> Closable:
    """The first month whose grace is not over yet."""
    calendar, days = report_calendar(by.day), workdays()
    now = clock.local_time(by.at).replace(tzinfo=None)
    period = calendar.open_period(by.day, days).previous()
    while calendar.grace_end(period, days) <= now:
        period = period.next()
    return Closable(Term(MONTH, period), calendar.grace_end(period, days))


@dataclass(frozen=True, slots=True)
class Basis:
    """What a month's ranking will rest on, before anybody closes it."""

    scheme: str
    is_adopted: bool
    """False: the default scheme, which the closing adopts."""
    groups: list[tuple[str, int]]
    filed: int
    late: int
    unsigned: int
    indicators: list[tuple[str, str]]
    """Each indicator, and the data month taken for it; without one it is not counted."""
    rankings: list[tuple[str, str]]
    """Each item made of closed rankings, and which."""
    reviewers: int
    reviewed: int
    marked: list[tuple[str, bool]]
    """Each item that the assessment office marks, and whether it has."""
    beside: str
    """What a year adds and takes beside its items."""


def basis(by: By, term: Term, running: Running) -> Basis:
    """Four SELECTs, and one more where the groups have changed; a longer period asks what it is made of."""
    period = term.period
    revision, text = holding_text(running.revisions, period, term.code)
    scheme = Scheme.from_toml(text)
    subjects = subjects_at(scheme, period, term.code)
    members = subjects.members
    counted = Counter(one.group for one in subjects.of.values())
    filings = (
        Filing.objects.visible_to(by)
        .filter(period__in=[str(one) for one in period.months()], newest=True, unit__in=list(members))
        .aggregate(
            filed=Count("pk"), late=Count("pk", filter=Q(late=True)), unsigned=Count("pk", filter=Q(signed_on=None))
        )
    )
    items = indicator_items(scheme)
    months = data_months([source_of(item) for item in items], Period.containing(period.last, "month"), by.day, members)
    posts = reviewers(by.day) if reviewed_items(scheme) else []
    return Basis(
        scheme.name,
        revision is not None,
        [(group_name(group), counted[group]) for group in sorted(counted, key=group_place)],
        filings["filed"],
        filings["late"],
        filings["unsigned"],
        [(item.name, _months_said(months.get(source_of(item), {}), by.day)) for item in items],
        [(item.name, _rankings_said(term, source_of(item), by.day)) for item in composed_items(scheme)],
        len(posts),
        len(posts) - len(missing_from(term, posts)) if posts else 0,
        _marked(term, scheme),
        _beside_said(period.year, by.day) if period.kind == "year" else "",
    )


def _marked(term: Term, scheme: Scheme) -> list[tuple[str, bool]]:
    items = marked_items(scheme)
    known = standing(term) if items else {}
    return [(item.name, item.code in known) for item in items]


def _rankings_said(term: Term, code: str, day: date) -> str:
    return listed((term_name(Term(code, Period.parse(one.period)), day.year) for one in closed_within(term, code)), 12)


def _beside_said(year: int, day: date) -> str:
    found, vetoed = adjustments(year, day), vetoes(year, day)
    plus, minus = sum(not one["points"].startswith("-") for one in found), len(found)
    return _("加分 {plus} 条，扣分 {minus} 条，一票否决 {vetoed} 条").format(
        plus=plus, minus=minus - plus, vetoed=len(vetoed)
    )


def _months_said(of_group: dict[str, Period], day: date) -> str:
    months = sorted(set(of_group.values()), reverse=True)
    return listed(month_name(str(month), day.year) for month in months)


def closing_waiting(by: By, known: Underway, given: Steps | None = None) -> list[Waiting]:
    """The newest month that can be closed and those opened again, for the assessment office."""
    if not may(by, "close"):
        return []
    steps = given or steps_by_clock()
    return [*_data_month(by, steps), *_work_months(by, known, steps), *_reopened(steps)]


def coming_for(by: By, given: Steps | None = None) -> list[Waiting]:
    """What closes next and when, for whoever closes: to know, where nothing waits yet."""
    if not may(by, "close"):
        return []
    steps = given or steps_by_clock()
    work, page = next_closable(by), reverse("matters:calendar")
    at = f"{work.over.month}月{work.over.day}日 {work.over:%H:%M}"
    months = steps[PeriodStep.Clock.DATA]
    closed = [Period.parse(period) for period, step in months.items() if step.closed]
    data = joined(max(closed).next() if closed else Period.containing(by.day, "month").previous())
    found = [
        Waiting(
            _("关账"),
            _("下一个工作月：{month}").format(month=work.period.label),
            _("{at} 审签宽限结束后可以关账").format(at=at),
            page,
            _("看日历"),
            work.over.date(),
            NEXT_WORK,
            to_know=True,
        )
    ]
    day = data_day(data, by.day)
    if day > by.day:
        sentence = _("统计数据应在 {month}月{day}日 出齐，出齐后关账").format(month=day.month, day=day.day)
        title = _("下一个数据月：{month}").format(month=data.label)
        known = Waiting(_("关账"), title, sentence, page, _("看日历"), day, NEXT_DATA, to_know=True)
        found.append(known)
    return found


def _reopened(steps: Steps) -> list[Waiting]:
    """Months that were opened again: until they close once more, their ranking stands as it was."""
    return [
        Waiting(
            _("关账"),
            _("{month}已重开，等再关账").format(month=Period.parse(period).label),
            _("{reason}；补报完再关账，另出一版").format(reason=step.reason),
            reverse("appraisal:ranking", args=[period]) + "#again",
            _("去关账"),
            step.day,
            step.uuid,
        )
        for period, step in steps[PeriodStep.Clock.WORK].items()
        if not step.closed
    ]


def _data_month(by: By, steps: Steps) -> list[Waiting]:
    """The data month that waits to be closed, once there are statistics of it."""
    month = data_month_due(by, steps)
    if month is None:
        return []
    counted = Observation.rows.filter(year=month.year, month=month.number, source=Source.STATISTICS)
    if not counted.exists():
        return []
    sentence = _("统计数据应已出齐；关账后只能凭文件更正，考核取最近一个已关账的数据月")
    title = _("{month}的数据月可以关账了").format(month=month.label)
    page = reverse("matters:calendar")
    return [Waiting(_("关账"), title, sentence, page, _("去关账"), data_day(month, by.day), DATA)]


def _work_months(by: By, known: Underway, steps: Steps) -> list[Waiting]:
    months = (one.period for one in known.closings if one.scheme == MONTH and one.clock == Clock.WORK)
    ready = closable(by, max(months, default=None))[:1]
    longer = _longer_over(by, known.running, steps)
    return [_wait_for_data(by, one) if one.waits_for else _next_step(by, one, known) for one in (*ready, *longer)]


def _wait_for_data(by: By, one: Closable) -> Waiting:
    month = one.waits_for
    assert month is not None
    day = data_day(month, by.day)
    title = _("{period}关账，等{month}的统计数据").format(period=one.term.label, month=month.label)
    why = _("应在 {month}月{day}日 出齐；数据月关账以后交各单位核对、关账").format(month=day.month, day=day.day)
    page = reverse("matters:calendar")
    return Waiting(_("关账"), title, why, page, _("看日历"), day, uuid5(CLOSE, str(one.term)), to_know=True)


def _next_step(by: By, one: Closable, known: Underway) -> Waiting:
    """A month that is over: first its figures go to the units, when they have checked them it can be closed."""
    label, day, page = one.term.label, one.over.date(), reverse("appraisal:list") + f"?close={one.term}#close"
    line = CLOSE if one.term.code == MONTH else uuid5(CLOSE, str(one.term))
    given = known.given_of(one.term)
    if waiting := not_marked(one.term, dict.fromkeys(given)):
        title = _("{month}的{items}等考核办打分").format(month=label, items="、".join(item.name for item in waiting))
        marks = reverse("appraisal:marks", args=[one.term])
        return Waiting(_("关账"), title, _("打了分才能关账"), marks, _("去打分"), day, line)
    asks = asks_check(one.term, by.day)
    found = known.checks.get(one.term) if asks else None
    if asks and found is None and (held := _held_back(by, one.term, known)):
        title, why = (
            _("{period}核对，等{months}的排名发布").format(period=label, months=held),
            _("发布以后交各单位核对"),
        )
        ranking = reverse("appraisal:list")
        return Waiting(_("关账"), title, why, ranking, _("看排名"), day, line, to_know=True)
    if asks and found is None:
        title, why = _("{month}的数据可以交各单位核对了").format(month=label), _("审签宽限已过；核对以后关账")
        return Waiting(_("关账"), title, why, page, _("去交核对"), day, line)
    if found is not None and not found.is_over(by.day) and not everybody_confirmed(found.words, one.term):
        until = found.until
        title = _("{month}正在核对，{on}月{day}日到期").format(month=label, on=until.month, day=until.day)
        why = _("到期没有异议的视为确认，就可以关账")
        page = reverse("appraisal:checks", args=[one.term])
        return Waiting(_("关账"), title, why, page, _("看进展"), until, line, to_know=True)
    if is_reviewed_term(one.term) and not any(str(post.uuid) in given for post in reviewers(by.day)):
        title, why = _("{period}等领导点评打分").format(period=label), _("打了分才能关账；可以由督查室代录")
        review = reverse("appraisal:review", args=[one.term])
        return Waiting(_("关账"), title, why, review, _("看进展"), day, line, to_know=True)
    title = _closable_said(one.term)
    return Waiting(_("关账"), title, _after(by), page, _("去关账"), day, line)


def held_back(by: By, term: Term) -> str:
    """The rankings it is made of that are sealed and not out yet, in words."""
    if term.code == MONTH:
        return ""
    _revision, text = scheme_text(term.period, term.code)
    return "、".join(one.label for one in parts_held_back(term, Scheme.from_toml(text), by.day))


def _held_back(by: By, term: Term, known: Underway) -> str:
    if term.code == MONTH:
        return ""
    _revision, text = scheme_text(term.period, term.code)
    held = held_back_of(term, Scheme.from_toml(text), by.day, known.closings, known.let_out)
    return "、".join(one.label for one in held)


def _closable_said(term: Term) -> str:
    """A month has two clocks: this is the one of the units' reports, not of the statistics."""
    said = _("{month}的工作月可以关账了") if term.period.kind == "month" else _("{month}可以关账了")
    return said.format(month=term.label)


def _after(by: By) -> str:
    if needs_release(by.day):
        return _("关账后排名封存，领导发布后各单位看到")
    return _("审签宽限已过；关账后排名封存，各单位即可看到")


def releases_waiting(by: By, *, are_sealed: bool) -> list[Waiting]:
    """Of each scheme the newest sealed ranking, where nobody has let it out, for who may."""
    if not are_sealed or not may(by, "release"):
        return []
    ranks = Score.rows.filter(closing=OuterRef("uuid")).values("ranks")[:1]
    rows: QuerySet[Any] = not_let_out(by.day).annotate(ranks=Subquery(ranks)).order_by("scheme")
    found = [(one, one.ranks or UNITS) for one in rows]
    told = [_to_read(one) for one, kind in found if kind == LEADS and sees_leads(by) and _is_new(one, by.day)]
    return [*(_to_release(one) for one, kind in found if kind != LEADS and needs_release(one.day, kind)), *told]


def not_let_out(day: date) -> QuerySet[Closing]:
    """Of each scheme the newest ranking sealed up to a day, where nobody has let it out."""
    newer = Q(period__gt=OuterRef("period")) | Q(period=OuterRef("period"), edition__gt=OuterRef("edition"))
    later = Closing.rows.filter(newer, day__lte=day, scheme=OuterRef("scheme"))
    let_out = Release.rows.filter(closing=OuterRef("uuid"))
    return Closing.rows.filter(~Exists(later), ~Exists(let_out), day__lte=day)


def _is_new(closing: Closing, day: date) -> bool:
    return workdays().add(closing.day, TOLD) >= day


def _to_read(closing: Closing) -> Waiting:
    """What ranks lead officials waits for nothing: the heads let it out if they want to."""
    term = Term(closing.scheme, Period.parse(closing.period))
    title = _("{period}排名已封存，只有主要领导看得到").format(period=term.label)
    page, line = reverse("appraisal:ranking", args=[term]), uuid5(RELEASE, str(term))
    return Waiting(_("参阅"), title, _("要公布的，在排名页发布"), page, _("去看看"), closing.day, line, to_know=True)


def _to_release(closing: Closing) -> Waiting:
    term = Term(closing.scheme, Period.parse(closing.period))
    title, why = _("{month}排名已封存，等发布").format(month=term.label), _("发布以后各单位看到")
    if term.code == MONTH:
        why = _("发布以后各单位看到；签发通报即一并发布")
    page = reverse("appraisal:ranking", args=[term]) + "#release"
    line = RELEASE if term.code == MONTH else uuid5(RELEASE, str(term))
    return Waiting(_("发布"), title, why, page, _("去看看"), closing.day, line)
