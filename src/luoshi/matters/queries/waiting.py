"""What waits for whom: the ledger's part of everybody's desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.timing.periods import Period
from luoshi.matters.lights import asks_plan, asks_report
from luoshi.matters.models import (
    Blocker,
    Desk,
    Filing,
    Matter,
    Pending,
    ReportDraft,
    SentBack,
    Stage,
    Verdict,
)
from luoshi.matters.queries.desk import Rare, There, Waiting, may_be
from luoshi.matters.queries.desk import name_of as _name
from luoshi.matters.queries.desk import page_of_matter as _page
from luoshi.matters.queries.handovers import unaccepted
from luoshi.matters.queries.waiting_above import (
    for_the_office,
    for_the_unit,
    for_who_gave_it,
    gave_words,
    is_whole,
    office_looks,
    words_beneath,
)
from luoshi.matters.queries.waiting_closing import is_tonight, missed, owed_before, to_sign, unsigned
from luoshi.matters.queries.waiting_lines import lines_waiting
from luoshi.matters.windows import Window, window
from luoshi.matters.words import spoken, why
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Role
from luoshi.org.permissions import signs_for
from luoshi.org.queries import workdays
from luoshi.org.rules import setting

MOST_RED = 8
TO_APPROVE = UUID(int=15)
NONE = Q(pk__in=[])
REPORTERS = (Role.REPORTER, Role.DEPUTY, Role.HEAD)


def waiting_for(by: By, there: There | None = None) -> list[Waiting]:
    """Everything of the ledger that waits for this person, most urgent first. What there is none of is not asked."""
    names = directory(by.day)
    pending, matters = _pending(by), _matters(by)
    found: list[Waiting] = [*_to_sign(pending, by)]
    if by.has(*REPORTERS) and by.units:
        mine = [one for one in matters if one.unit in by.units and one.stage == Stage.CLAIMED]
        found += lines_waiting(by, names)
        found += _came_back(by) if may_be(there, Rare.SENT_BACK) else []
        found += [*_to_plan_and_report(by, mine), *for_the_unit(mine, by, names)]
    if by.in_office:
        desks = [one for one in pending if one.desk in (Desk.OFFICE, Desk.LEADER)]
        found += [*_to_verify(by, there), *_to_rule(desks, by, names), *_to_approve(desks, by)]
    if may_be(there, Rare.BLOCKER):
        found += _blockers(by, names)
    if by.has(Role.VICE_HEAD, Role.COUNTY_HEAD, Role.SECRETARY):
        found += _red(by, names)
    found += for_who_gave_it(pending, by, names, there)
    if by.in_office:
        found += for_the_office(matters, by, names, there)
    if may_be(there, Rare.HANDOVER):
        found += _to_accept(by)
    return sorted(found, key=lambda one: one.urgent_on)


def _pending(by: By) -> list[Any]:
    """What waits for the own signature, or for that of the own head; for the office or a leader to decide. One SELECT,
    the longest waiting first."""
    units = signs_for(by) or (by.units if by.has(Role.REPORTER) else frozenset())
    which = Q(desk=Desk.HEAD, unit__in=units) if units else NONE
    if by.in_office:
        which |= Q(desk__in=(Desk.OFFICE, Desk.LEADER))
    if gave_words(by):
        which |= Q(desk=Desk.LEADER, decider__in=by.posts)
    if which == NONE:
        return []
    return list(Pending.objects.visible_to(by).filter(which).select_related("matter").order_by("since", "ref"))


def _matters(by: By) -> list[Any]:
    """The own units' matters in hand, and those with which the office has something to do, the first due first: one
    SELECT. Each says whether a plan of it waits."""
    which, looked = NONE, Matter.objects.visible_to(by).annotate(said_beneath=words_beneath())
    if by.has(*REPORTERS) and by.units:
        plan = Pending.objects.visible_to(by).filter(matter=OuterRef("pk"), about="plan")
        looked = looked.annotate(plan_waits=Exists(plan))
        which |= Q(unit__in=by.units, stage=Stage.CLAIMED)
    if by.in_office:
        looked = looked.annotate(is_whole=is_whole(by))
        which |= office_looks(by.day)
    return list(looked.filter(which).order_by("due", "number")) if which != NONE else []


def _to_accept(by: By) -> Iterable[Waiting]:
    for row in unaccepted(by):
        title = _("{giver}移交").format(giver=row.giver)
        sentence = _("{n} 件未了事项，等您接收").format(n=row.items)
        url = reverse("matters:handover", args=[row.uuid])
        yield Waiting(_("移交"), title, sentence, url, _("去接收"), row.since, row.uuid)


def _to_sign(pending: list[Any], by: By) -> Iterable[Waiting]:
    heads = [one for one in pending if one.desk == Desk.HEAD]
    return to_sign(heads, by) if signs_for(by) else unsigned(heads, by)


def came_back(by: By) -> QuerySet[Any]:
    """What the head or the office has sent back to the own units and what has not been answered again."""
    return SentBack.rows.filter(unit__in=by.units).exclude(matter__stage=Stage.ENDED)


def _came_back(by: By) -> Iterable[Waiting]:
    """Claims, plans, returns and requests that the head or the office sent back."""
    for one in came_back(by).select_related("matter"):
        title, url = _name(one.matter, by.day), _page(one.matter_id)
        if one.refused:
            sentence = _("督查室不同意退回：{reason}").format(reason=one.reason)
            yield Waiting(_("认领"), title, sentence, url, _("认领"), one.since, one.ref)
            continue
        who = _("督查室") if one.by_office else _("负责人")
        sentence = _("{who}退回{what}：{reason}").format(who=who, what=one.word, reason=one.reason)
        yield Waiting(_("退回修改"), title, sentence, url, _("修改"), one.since, one.ref)


def _to_approve(pending: list[Any], by: By) -> Iterable[Waiting]:
    plans = [one for one in pending if one.about == "plan" and one.desk == Desk.OFFICE]
    if plans:
        last = days_later(plans[0].since, int(setting("plan_approval_days", by.day)))
        sentence = _("{n} 份等批，最早的 {day}后视为同意").format(n=len(plans), day=f"{last.month}月{last.day}日")
        yield Waiting(_("节点"), _("待批节点计划"), sentence, reverse("matters:plans"), _("去批"), last, TO_APPROVE)


def _to_plan_and_report(by: By, mine: list[Any]) -> Iterable[Waiting]:
    """Of the unit's matters in hand: plans that are owed, reports of the open period, and what came back."""
    within, days = window(by.day), workdays()
    matters = {matter.uuid: matter for matter in mine if not matter.rollup}
    came_back = ~Q(sent_back="") | Q(verdict__in=(Verdict.RETURNED, Verdict.UNTRUE))
    newest = Filing.objects.visible_to(by).filter(matter__in=list(matters), newest=True)
    owed = {}
    for matter in matters.values():
        period = within.of(matter.programme)
        if matter.reported and period and asks_report(matter, period, by.day):
            owed[matter.uuid] = period
    before = owed_before(by, list(matters.values()), within)
    periods = {str(one) for one in (*before.values(), *owed.values())}
    filings = list(newest.filter(Q(period__in=periods) | came_back).order_by("filed_on"))
    for filing in filings:
        if filing.period == str(owed.get(filing.matter_id)):
            del owed[filing.matter_id]
    for filing in filings:
        if filing.sent_back or filing.verdict in (Verdict.RETURNED, Verdict.UNTRUE):
            yield _sent_back(filing, matters[filing.matter_id], within, by)
    for matter in matters.values():
        if _is_put_off(matter, by.day):
            continue
        if matter.plan_on is None and not matter.plan_waits and asks_plan(matter):
            asked = matter.plan_back_on or matter.received_on or matter.issued_on
            yield _plan_owed(matter, days.add(asked, int(setting("plan_days", by.day))), by.day)
    filed = {(filing.matter_id, filing.period) for filing in filings}
    lacking = [(matters[one], due) for one, due in before.items() if (one, str(due)) not in filed]
    ready, forgotten = _unsent(owed, {matter.uuid: due for matter, due in lacking})
    yield from _reports_owed([(matters[one], period) for one, period in owed.items()], ready, within, by)
    yield from missed(lacking, forgotten, within)


def _is_put_off(matter: Matter, day: date) -> bool:
    """Postponed: nothing is asked until its day."""
    return matter.suspended_until is not None and day < matter.suspended_until


def _plan_owed(matter: Matter, owed: date, day: date) -> Waiting:
    sentence = _("节点计划应于 {day} 前报").format(day=spoken(owed, day.year))
    return Waiting(_("节点"), _name(matter, day), sentence, _page(matter.uuid), _("报节点"), owed, matter.uuid)


def _reports_owed(owed: list[tuple[Matter, Period]], ready: Counter[UUID], within: Window, by: By) -> Iterable[Waiting]:
    """One line for all of a unit's reports: they are written on one page. What is written but not sent is said."""
    closes = {matter.uuid: within.closes_on(matter.programme, period) for matter, period in owed}
    some = [matter for matter, _period in owed if (matter.received_on or by.day) <= closes[matter.uuid]]
    for unit, n in Counter(matter.unit for matter in some).items():
        days = sorted({closes[matter.uuid] for matter in some if matter.unit == unit})
        yield _line(unit, n, ready[unit], days, within, by)


def _unsent(owed: dict[UUID, Period], before: dict[UUID, Period]) -> tuple[Counter[UUID], set[UUID]]:
    """What is written and not sent: how much by unit for the open period, and which matters of the one before."""
    drafts = ReportDraft.rows.filter(matter__in={*owed, *before}, office=False, answered=True, filed=False)
    ready: Counter[UUID] = Counter()
    forgotten: set[UUID] = set()
    for unit, matter, period in drafts.values_list("unit", "matter", "period"):
        if str(owed.get(matter)) == period:
            ready[unit] += 1
        elif str(before.get(matter)) == period:
            forgotten.add(matter)
    return ready, forgotten


def _line(unit: UUID, n: int, ready: int, days: list[date], within: Window, by: By) -> Waiting:
    until = _("{day} {hour}:00 截止").format(
        day=f"{days[0].month}月{days[0].day}日", hour=within.calendars.county.cutoff_hour
    )
    sentence = _("最早的 {until}").format(until=until) if len(days) > 1 else until
    if ready:
        sentence = _("已填 {n} 项还没有报送；").format(n=ready) + sentence
    tonight = is_tonight(by, days[0])
    if tonight:
        sentence = _("今晚截止：") + sentence
    title = _("{period} {n} 项待填报").format(period=within.period.label, n=n)
    url = reverse("matters:night") + f"?unit={unit}"
    return Waiting(_("填报"), title, sentence, url, _("去填报"), days[0], unit, tonight=tonight)


def _sent_back(filing: Filing, matter: Matter, within: Window, by: By) -> Waiting:
    reason = filing.sent_back or filing.verdict_reason
    sentence = _("{period} 的填报被退回：{reason}").format(period=filing.period, reason=reason)
    period = within.of(matter.programme)
    open_still = period is not None and filing.period == str(period)
    tonight = period is not None and open_still and is_tonight(by, within.closes_on(matter.programme, period))
    if tonight:
        sentence = _("今晚截止：") + sentence
    url = reverse("matters:report", args=[matter.uuid]) + f"?period={filing.period}"
    title = _name(matter, by.day)
    return Waiting(_("填报"), title, sentence, url, _("重报"), filing.filed_on, filing.report, tonight=tonight)


def _blockers(by: By, names: Directory) -> list[Waiting]:
    """Those that the own units can clear, and for who assigns them those that nobody says are hers."""
    which = astray_or_own(by)
    found = list(which.order_by("since", "uuid")) if which is not None else []
    mine = [one for one in found if one.disowned == "" and one.holder in by.units]
    return [*_to_answer(mine, by, names), *_to_assign([one for one in found if one.disowned], names)]


def astray_or_own(by: By) -> QuerySet[Any] | None:
    """Blockers that stand with the own units, and for who assigns them those disowned; None for whom neither
    concerns."""
    which = Q(holder__in=by.units, disowned="") if by.has(*REPORTERS) and by.units else NONE
    if by.in_office or by.has(Role.VICE_HEAD, Role.COUNTY_HEAD):
        which |= ~Q(disowned="")
    return Blocker.objects.visible_to(by).filter(which, cleared_on=None) if which != NONE else None


def _to_answer(blockers: list[Blocker], by: By, names: Directory) -> Iterable[Waiting]:
    for blocker in sorted(blockers, key=lambda one: (one.promised or date.min, one.since)):
        asker = names.unit_name(blocker.raised_by)
        promised = blocker.promised
        if promised is not None and promised >= by.day:
            continue
        sentence = (
            _("{asker}等您单位解决，答复的 {day} 已过").format(asker=asker, day=spoken(promised, by.day.year))
            if promised
            else _("{asker}等您单位答复时限").format(asker=asker)
        )
        urgent = promised or days_later(blocker.holder_since, 3)
        yield Waiting(_("堵点"), blocker.title, sentence, _page_of_blocker(blocker), _("答复"), urgent, blocker.uuid)


def _page_of_blocker(blocker: Blocker) -> str:
    return reverse("matters:blockers") + f"#b{blocker.uuid}"


def days_later(day: date, n: int) -> date:
    return workdays().add(day, n)


def _to_verify(by: By, there: There | None) -> Iterable[Waiting]:
    waiting = to_verify(by).count() if there is None else there.get(Rare.VERIFY, 0)
    if waiting:
        sentence = _("{n} 份填报已审签，等核实").format(n=waiting)
        yield Waiting(_("核实"), _("待核实"), sentence, reverse("matters:verify"), _("去核实"), by.day, UUID(int=2))


def _to_rule(pending: list[Any], by: By, names: Directory) -> Iterable[Waiting]:
    limit = int(setting("objection_ruling_days", by.day))
    for one in pending:
        if one.about == "plan":
            continue
        assert one.matter is not None
        group, do, urgent = _("申请"), _("批复"), one.since
        sentence = f"{names.unit_name(one.unit)}：{one.words}"
        if one.about == "return":
            group, do, urgent = _("退回"), _("裁定"), days_later(one.since, limit)
            until = _("应于 {day} 前裁定").format(day=f"{urgent.month}月{urgent.day}日")
            sentence = f"{sentence}；{until}"
        if one.decider:  # the leader's to decide; the office may enter what she said
            sentence, do = _("等{leader}批").format(leader=names.post_label(one.decider)) + f"；{sentence}", _("代录")
        yield Waiting(group, _name(one.matter, by.day), sentence, _page(one.matter.uuid), do, urgent, one.ref)


def _to_assign(blockers: list[Blocker], names: Directory) -> Iterable[Waiting]:
    for blocker in sorted(blockers, key=lambda one: one.holder_since):
        sentence = _("{holder}称不归本单位：{because}").format(
            holder=names.unit_name(blocker.holder), because=blocker.disowned
        )
        yield Waiting(
            _("堵点"),
            blocker.title,
            sentence,
            _page_of_blocker(blocker),
            _("裁定"),
            blocker.holder_since,
            blocker.uuid,
        )


def _red(by: By, names: Directory) -> Iterable[Waiting]:
    red = Matter.objects.visible_to(by).filter(red_from__lte=by.day, gatherer=None)
    matters = red.exclude(stage=Stage.ENDED).order_by("red_from", "number")
    address = reverse("matters:list") + "?light=red"
    if not by.has(Role.COUNTY_HEAD) and by.posts:  # a vice-head's own, not all that a unit of hers has a part in
        matters = matters.filter(leader__in=by.posts)
        address += f"&leader={min(by.posts)}"
    found = list(matters)
    if len(found) > MOST_RED:
        rest = _("还有 {n} 项滞后").format(n=len(found) - MOST_RED)
        words, n = _("在事项清单里按滞后查看"), len(found) - MOST_RED
        yield Waiting(_("滞后"), rest, words, address, _("查看"), by.day, UUID(int=3), to_know=True, n=n)
    for matter in found[:MOST_RED]:
        assert matter.red_from is not None
        sentence = f"{names.unit_name(matter.unit)}：{why(matter.causes, by.day)}"
        yield Waiting(
            _("滞后"),
            _name(matter, by.day),
            sentence,
            _page(matter.uuid),
            _("查看"),
            matter.red_from,
            matter.uuid,
            to_know=True,
        )


def to_verify(by: By) -> QuerySet[Any]:
    """Signed reports that nobody has verified yet, the longest waiting first."""
    return (
        Filing.objects.visible_to(by)
        .filter(newest=True, verdict="", signed_on__isnull=False)
        .order_by("signed_on", "filed_at")
    )
