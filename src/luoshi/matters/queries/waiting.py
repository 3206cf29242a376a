"""What waits for whom: the ledger's part of everybody's desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.timing.periods import Period
from luoshi.matters.goals import gathers
from luoshi.matters.lights import asks_plan, asks_report
from luoshi.matters.models import (
    Blocker,
    Desk,
    Filing,
    Line,
    LineRole,
    Matter,
    Pending,
    ReportDraft,
    SentBack,
    Stage,
    Verdict,
)
from luoshi.matters.queries.claiming import incomplete, unanswered
from luoshi.matters.queries.desk import Waiting
from luoshi.matters.queries.desk import name_of as _name
from luoshi.matters.queries.desk import page_of_matter as _page
from luoshi.matters.queries.handovers import unaccepted
from luoshi.matters.queries.waiting_above import for_the_office, for_the_unit, for_who_gave_it
from luoshi.matters.queries.waiting_closing import is_tonight, missed, owed_before, to_sign, unsigned
from luoshi.matters.windows import Window, window
from luoshi.matters.words import spoken, why
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Role
from luoshi.org.permissions import signs_for
from luoshi.org.queries import workdays
from luoshi.org.rules import setting

MOST_RED = 8
TO_COMPLETE, TO_APPROVE = UUID(int=14), UUID(int=15)
MOST_TO_CLAIM = 3
"""Up to here each new task stands on the desk by itself."""
REPORTERS = (Role.REPORTER, Role.DEPUTY, Role.HEAD)


def waiting_for(by: By) -> list[Waiting]:
    """Everything of the ledger that waits for this person, most urgent first."""
    names = directory(by.day)
    found: list[Waiting] = []
    found += _to_sign(by)
    if by.has(*REPORTERS) and by.units:
        mine = _in_hand(by)
        found += [*_to_claim(by), *_to_complete(by), *_came_back(by), *_parts(by, names)]
        found += [*_to_plan_and_report(by, mine), *for_the_unit(mine, by, names)]
    if by.in_office:
        pending = _with_the_office(by)
        found += [*_to_verify(by, names), *_to_rule(pending, by, names), *_to_approve(pending, by)]
    found += _blockers(by, names)
    if by.has(Role.VICE_HEAD, Role.COUNTY_HEAD, Role.SECRETARY):
        found += _red(by, names)
    found += for_who_gave_it(by, names)
    if by.in_office:
        found += for_the_office(by, names)
    found += _to_accept(by)
    return sorted(found, key=lambda one: one.urgent_on)


def _to_accept(by: By) -> Iterable[Waiting]:
    for row in unaccepted(by):
        title = _("{giver}移交").format(giver=row.giver)
        sentence = _("{n} 件未了事项，等您接收").format(n=row.items)
        url = reverse("matters:handover", args=[row.uuid])
        yield Waiting(_("移交"), title, sentence, url, _("去接收"), row.since, row.uuid)


def _to_sign(by: By) -> Iterable[Waiting]:
    signing = signs_for(by)
    if signing:
        yield from to_sign(Pending.objects.visible_to(by).filter(desk=Desk.HEAD, unit__in=signing), by)
    elif by.units and by.has(Role.REPORTER):
        yield from unsigned(Pending.objects.visible_to(by).filter(desk=Desk.HEAD, unit__in=by.units), by)


def _to_claim(by: By) -> Iterable[Waiting]:
    back = SentBack.rows.filter(matter=OuterRef("matter"), unit=OuterRef("unit"), about__in=("claim", "return"))
    lines = list(unanswered(by).filter(~Exists(back), unit__in=by.units))  # what came back stands there with its reason
    yield from (_to_gather(line, by) for line in lines if gathers(line))
    lines = [line for line in lines if not gathers(line)]
    if len(lines) > MOST_TO_CLAIM:
        yield _claim_together(lines)
        return
    for line in lines:
        until = f"{line.object_until.month}月{line.object_until.day}日"
        if line.role == LineRole.CO:  # a part cannot be sent back
            sentence = _("本单位配合的部分，{day}前不确认即视为确认").format(day=until)
        else:
            sentence = _("{role}；{day}前不退回即视为认领").format(role=line.get_role_display(), day=until)
            if line.matter.reportable:
                sentence += _("；领导批示，可以直接报办理情况")
        group, do = (_("认领"), _("认领")) if line.role == LineRole.LEAD else (_("配合"), _("确认"))
        yield Waiting(
            group, _name(line.matter, by.day), sentence, _page(line.matter_id), do, line.object_until, line.uuid
        )


def _to_gather(line: Line, by: By) -> Waiting:
    """A parent is not claimed: its lead looks on, or sends it back in the days for it."""
    until = f"{line.object_until.month}月{line.object_until.day}日"
    sentence = _("牵头汇总，各单位各报各的；不归本单位的{day}前退回").format(day=until)
    title = _name(line.matter, by.day)
    return Waiting(_("汇总"), title, sentence, _page(line.matter_id), _("查看"), line.object_until, line.uuid)


def _claim_together(lines: list[Line]) -> Waiting:
    """Many new tasks at once are claimed in one table."""
    first = lines[0].object_until
    sentence = _("最早 {day}前不退回即视为认领；一张表填完").format(day=f"{first.month}月{first.day}日")
    title = _("{n} 项新任务等认领").format(n=len(lines))
    return Waiting(_("认领"), title, sentence, reverse("matters:claim_table"), _("认领"), first, lines[0].unit)


def _to_complete(by: By) -> Iterable[Waiting]:
    """What claims still owe, most of them settled by silence: one line for all of them."""
    lines = incomplete(by)
    if lines:
        sentence = _("{n} 项的责任领导、股室、经办人或季度目标没写全").format(n=len(lines))
        title, do = _("补齐认领信息"), _("去补齐")
        yield Waiting(_("认领"), title, sentence, reverse("matters:claim_table"), do, by.day, TO_COMPLETE)


def _came_back(by: By) -> Iterable[Waiting]:
    """Claims, plans, returns and requests that the head or the office sent back."""
    for one in SentBack.rows.select_related("matter").filter(unit__in=by.units).exclude(matter__stage=Stage.ENDED):
        title, url = _name(one.matter, by.day), _page(one.matter_id)
        if one.refused:
            sentence = _("督查室不同意退回：{reason}").format(reason=one.reason)
            yield Waiting(_("认领"), title, sentence, url, _("认领"), one.since, one.ref)
            continue
        who = _("督查室") if one.by_office else _("负责人")
        sentence = _("{who}退回{what}：{reason}").format(who=who, what=one.word, reason=one.reason)
        yield Waiting(_("退回修改"), title, sentence, url, _("修改"), one.since, one.ref)


def _with_the_office(by: By) -> list[Pending]:
    """What lies with the office or with a leader for whom it may enter her word, the longest waiting first."""
    both = Pending.objects.visible_to(by).filter(desk__in=(Desk.OFFICE, Desk.LEADER))
    return list(both.select_related("matter").order_by("since", "ref"))


def _to_approve(pending: list[Pending], by: By) -> Iterable[Waiting]:
    plans = [one for one in pending if one.about == "plan" and one.desk == Desk.OFFICE]
    if plans:
        last = days_later(plans[0].since, int(setting("plan_approval_days", by.day)))
        sentence = _("{n} 份等批，最早的 {day}后视为同意").format(n=len(plans), day=f"{last.month}月{last.day}日")
        yield Waiting(_("节点"), _("待批节点计划"), sentence, reverse("matters:plans"), _("去批"), last, TO_APPROVE)


def _parts(by: By, names: Directory) -> Iterable[Waiting]:
    """The unit's parts in what others lead, that the lead calls undelivered or whose own day comes near."""
    lines = (
        Line.objects.visible_to(by)
        .select_related("matter")
        .filter(unit__in=by.units, yellow_from__lte=by.day, claimed_on__isnull=False)
        .order_by("yellow_from", "matter__number")
    )
    for line in lines:
        sentence = _("{lead}牵头；{why}").format(
            lead=names.unit_name(line.matter.unit), why=why(line.causes, by.day) or line.duty
        )
        urgent = line.red_from or line.yellow_from or by.day
        yield Waiting(
            _("配合"), _name(line.matter, by.day), sentence, _page(line.matter_id), _("查看"), urgent, line.uuid
        )


def _in_hand(by: By) -> list[Any]:
    """The own units' matters, the first due first; each says whether a plan of it waits."""
    plan = Pending.objects.visible_to(by).filter(matter=OuterRef("pk"), about="plan")
    mine = Matter.objects.visible_to(by).filter(unit__in=by.units, stage=Stage.CLAIMED)
    return list(mine.annotate(plan_waits=Exists(plan)).order_by("due", "number"))


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
    live = list(matters.values())
    ready, forgotten = _unsent(live, owed, before)
    yield from _reports_owed([(matters[one], period) for one, period in owed.items()], ready, within, by)
    filed = {(filing.matter_id, filing.period) for filing in filings}
    owing = [(one, before[one.uuid]) for one in live if one.uuid in before]
    yield from missed([(one, due) for one, due in owing if (one.uuid, str(due)) not in filed], forgotten, within)


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


def _unsent(
    live: list[Matter], owed: dict[UUID, Period], before: dict[UUID, Period]
) -> tuple[Counter[UUID], set[UUID]]:
    """What is written and not sent: how much by unit for the open period, and which matters of the one before."""
    drafts = ReportDraft.rows.filter(matter__in=[one.uuid for one in live], office=False, answered=True, filed=False)
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
    assigns = by.in_office or by.has(Role.VICE_HEAD, Role.COUNTY_HEAD)
    answers = bool(by.has(*REPORTERS) and by.units)
    if not (assigns or answers):
        return []
    which = Q(pk__in=[])
    which |= Q(holder__in=by.units, disowned="") if answers else Q()
    which |= ~Q(disowned="") if assigns else Q()
    found = list(Blocker.objects.visible_to(by).filter(which, cleared_on=None).order_by("since", "uuid"))
    mine = [one for one in found if one.disowned == "" and one.holder in by.units]
    astray = [one for one in found if one.disowned]
    return [*_to_answer(mine, by, names), *_to_assign(astray if assigns else [], names)]


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


def _to_verify(by: By, names: Directory) -> Iterable[Waiting]:
    waiting = to_verify(by).count()
    if waiting:
        sentence = _("{n} 份填报已审签，等核实").format(n=waiting)
        yield Waiting(_("核实"), _("待核实"), sentence, reverse("matters:verify"), _("去核实"), by.day, UUID(int=2))


def _to_rule(pending: list[Pending], by: By, names: Directory) -> Iterable[Waiting]:
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


def to_verify(by: By) -> Any:
    """Signed reports that nobody has verified yet, the longest waiting first."""
    return (
        Filing.objects.visible_to(by)
        .filter(newest=True, verdict="", signed_on__isnull=False)
        .order_by("signed_on", "filed_at")
    )
