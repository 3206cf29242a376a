"""Which month can be closed now, and what its ranking will rest on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.checking import checked, everybody_confirmed, needs_check
from luoshi.appraisal.collecting import data_months, groups_at
from luoshi.appraisal.models import Closing
from luoshi.appraisal.queries.ranking import last_closed
from luoshi.appraisal.releases import needs_release, released_on
from luoshi.appraisal.rules import MONTH, indicator_codes, scheme_text
from luoshi.appraisal.words import group_name, group_place, listed, month_name
from luoshi.core.scoring import Scheme
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.facts.models import Entry
from luoshi.indicators.models import Observation, Source
from luoshi.matters.closings import newest_steps
from luoshi.matters.models import Filing, PeriodStep
from luoshi.matters.published import joined
from luoshi.matters.queries import Waiting
from luoshi.matters.queries.calendar import data_day, data_month_due
from luoshi.org.acting import By
from luoshi.org.permissions import may
from luoshi.org.queries import report_calendar, workdays

MOST = 12
"""So many months are offered at once."""
CLOSE, DATA, RELEASE, NEXT_WORK, NEXT_DATA = UUID(int=2), UUID(int=4), UUID(int=8), UUID(int=9), UUID(int=10)


@dataclass(frozen=True, slots=True)
class Closable:
    """A month that is over and not closed yet."""

    period: Period
    over: datetime
    """When the grace ended, on the county's clock."""


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
            found.append(Closable(period, over))
        period = period.previous()
    return found


def _first_matter() -> date | None:
    return Entry.rows.filter(kind="matter_revision").order_by("day").values_list("day", flat=True).first()


def next_closable(by: By) -> Closable:
    """The first month whose grace is not over yet."""
    calendar, days = report_calendar(by.day), workdays()
    now = clock.local_time(by.at).replace(tzinfo=None)
    period = calendar.open_period(by.day, days).previous()
    while calendar.grace_end(period, days) <= now:
        period = period.next()
    return Closable(period, calendar.grace_end(period, days))


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


def basis(by: By, period: Period) -> Basis:
    """Four SELECTs, and one more where the groups have changed."""
    revision, text = scheme_text(period)
    scheme = Scheme.from_toml(text)
    units = groups_at(period)
    counted = Counter(group for group, _name in units.values())
    filings = (
        Filing.objects.visible_to(by)
        .filter(period=str(period), newest=True, unit__in=list(units))
        .aggregate(
            filed=Count("pk"), late=Count("pk", filter=Q(late=True)), unsigned=Count("pk", filter=Q(signed_on=None))
        )
    )
    codes = indicator_codes(scheme)
    months = data_months(codes, period, by.day, units)
    return Basis(
        scheme.name,
        revision is not None,
        [(group_name(group), counted[group]) for group in sorted(counted, key=group_place)],
        filings["filed"],
        filings["late"],
        filings["unsigned"],
        [(scheme.item(code).name, _months_said(months.get(code, {}), by.day)) for code in codes],
    )


def _months_said(of_group: dict[str, Period], day: date) -> str:
    months = sorted(set(of_group.values()), reverse=True)
    return listed(month_name(str(month), day.year) for month in months)


def closing_waiting(by: By) -> list[Waiting]:
    """The newest month that can be closed and those opened again, for the assessment office."""
    if not may(by, "close"):
        return []
    return [*_data_month(by), *_work_months(by), *_reopened()]


def coming_for(by: By) -> list[Waiting]:
    """What closes next and when, for whoever closes: to know, where nothing waits yet."""
    if not may(by, "close"):
        return []
    work, page = next_closable(by), reverse("matters:calendar")
    at = f"{work.over.month}月{work.over.day}日 {work.over:%H:%M}"
    months = newest_steps(PeriodStep.Clock.DATA)
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


def _reopened() -> list[Waiting]:
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
        for period, step in newest_steps(PeriodStep.Clock.WORK).items()
        if not step.closed
    ]


def _data_month(by: By) -> list[Waiting]:
    """The data month that waits to be closed, once there are statistics of it."""
    month = data_month_due(by)
    if month is None:
        return []
    counted = Observation.rows.filter(year=month.year, month=month.number, source=Source.STATISTICS)
    if not counted.exists():
        return []
    sentence = _("统计数据应已出齐；关账后只能凭文件更正，考核取最近一个已关账的数据月")
    title = _("{month}的数据月可以关账了").format(month=month.label)
    page = reverse("matters:calendar")
    return [Waiting(_("关账"), title, sentence, page, _("去关账"), data_day(month, by.day), DATA)]


def _work_months(by: By) -> list[Waiting]:
    return [_next_step(by, one) for one in closable(by, last_closed())[:1]]


def _next_step(by: By, one: Closable) -> Waiting:
    """A month that is over: first its figures go to the units, when they have checked them it can be closed."""
    label, day, page = one.period.label, one.over.date(), reverse("appraisal:list") + "#close"
    found = checked(str(one.period)) if needs_check(by.day) else None
    if needs_check(by.day) and found is None:
        title, why = _("{month}的数据可以交各单位核对了").format(month=label), _("审签宽限已过；核对以后关账")
        return Waiting(_("关账"), title, why, page, _("去交核对"), day, CLOSE)
    if found is not None and not found.is_over(by.day) and not everybody_confirmed(found, one.period):
        until = found.opened.until
        title = _("{month}正在核对，{on}月{day}日到期").format(month=label, on=until.month, day=until.day)
        why = _("到期没有异议的视为确认，就可以关账")
        page = reverse("appraisal:checks", args=[one.period])
        return Waiting(_("关账"), title, why, page, _("看进展"), until, CLOSE, to_know=True)
    title = _("{month}可以关账了").format(month=label)
    return Waiting(_("关账"), title, _after(by), page, _("去关账"), day, CLOSE)


def _after(by: By) -> str:
    if needs_release(by.day):
        return _("关账后排名封存，领导发布后各单位看到")
    return _("审签宽限已过；关账后排名封存，各单位即可看到")


def releases_waiting(by: By) -> list[Waiting]:
    """A sealed ranking that nobody has let out, for who may."""
    if not may(by, "release") or not needs_release(by.day):
        return []
    closing = Closing.rows.filter(scheme=MONTH).order_by("-period", "-edition").first()
    if closing is None or released_on(closing) is not None:
        return []
    label = Period.parse(closing.period).label
    title, why = _("{month}排名已封存，等发布").format(month=label), _("发布以后各单位看到；签发通报即一并发布")
    page = reverse("appraisal:ranking", args=[closing.period]) + "#release"
    return [Waiting(_("发布"), title, why, page, _("去看看"), closing.day, RELEASE)]
