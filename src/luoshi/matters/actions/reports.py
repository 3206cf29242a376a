"""Reports: what the owner says happened in a period. One door for pages, phones without signal and other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.core.timing.periods import Period
from luoshi.facts import clock, evidence
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import FactRow
from luoshi.matters.actions.blockers import raise_blocker
from luoshi.matters.actions.recording import one_line, record, said
from luoshi.matters.actions.signing import sign_if_head
from luoshi.matters.calendars import calendars
from luoshi.matters.closings import reopened
from luoshi.matters.entering import SUPPLIED
from luoshi.matters.models import (
    Filing,
    Line,
    LineRole,
    Measure,
    Node,
    Report,
    ReportDelivered,
    ReportDraft,
    ReportEvidence,
    ReportNode,
    ReportQuantity,
    ReportUndelivered,
    Stage,
)
from luoshi.matters.words import place_of
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.models import SignOff
from luoshi.org.queries import workdays

MOST = Decimal(10) ** 13


@dataclass(frozen=True, slots=True)
class Stuck:
    """What holds the matter up, said in the same breath as the report: becomes a blocker on the clearer's desk."""

    title: str
    blocker_kind: str
    holder: UUID
    needed_by: date | None = None


@dataclass(frozen=True, slots=True)
class FiledReport:
    """A report as it arrives. `uuid` is the client's own: sent twice, it is one."""

    matter: UUID
    period: str
    words: str = ""
    no_change: str | None = None
    nodes: tuple[UUID, ...] = ()
    quantities: tuple[tuple[str, Decimal], ...] = ()
    evidence: tuple[str, ...] = ()
    undelivered: tuple[tuple[UUID, date], ...] = ()
    delivered: tuple[UUID, ...] = ()
    """Co-units that have delivered their parts. What is said of neither stays as it was said before."""
    stuck: Stuck | None = None
    based_on: UUID | None = None
    uuid: UUID | None = None


def file_reports(by: By, filed: Sequence[FiledReport]) -> list[tuple[UUID, bool]]:
    """Files reports, all or none. Answers for each its uuid, and whether it is new (False: it was there already).

    Raises BadInput (what is wrong, by matter), Conflict (based on one that is no longer the newest), NotAllowed.
    """
    with transaction.atomic():
        there = set(Report.rows.filter(uuid__in=[one.uuid for one in filed if one.uuid]).values_list("uuid", flat=True))
        fresh = [one for one in filed if one.uuid not in there]
        leads = _leads(fresh)
        known = _Known.of([one.matter for one in fresh])
        _check(by, fresh, leads, known)
        facts, parts = [], []
        for one in fresh:
            fact = _fact(by, one, leads[one.matter], known)
            facts.append(fact)
            parts += _parts(fact, one)
        record(by, facts, parts)
        sign_if_head(by, SignOff.About.REPORT, [(fact.uuid, leads[fact.matter].unit) for fact in facts])
        _raise_blockers(by, fresh)
        ReportDraft.rows.filter(report__in=[fact.uuid for fact in facts]).update(filed=True)
    made = iter(facts)
    return [(one.uuid, False) if one.uuid in there else (next(made).uuid, True) for one in filed]


def _raise_blockers(by: By, filed: Sequence[FiledReport]) -> None:
    for one in filed:
        if one.stuck:
            stuck = one.stuck
            raise_blocker(
                by,
                one.matter,
                stuck.blocker_kind,
                stuck.title,
                stuck.holder,
                words=one.words,
                needed_by=stuck.needed_by,
            )


def _leads(filed: Sequence[FiledReport]) -> dict[UUID, Line]:
    lines = Line.rows.select_related("matter").filter(matter__in=[one.matter for one in filed], role=LineRole.LEAD)
    return {line.matter_id: line for line in lines}


@dataclass(slots=True)
class _Known:
    """What a report may name: the matters' nodes and measures, and the newest report of each period."""

    nodes: dict[UUID, set[UUID]]
    codes: dict[UUID, set[str]]
    supplied: set[tuple[UUID, str]]
    """(matter, code) of what the statistics give."""
    newest: dict[tuple[UUID, str], UUID]
    beside: set[tuple[UUID, UUID]]
    """(matter, unit) of the parts beside the lead's."""
    reopened: frozenset[str]
    """The county's periods that were closed and stand open again: what comes for them is in time."""

    @classmethod
    def of(cls, matters: Sequence[UUID]) -> _Known:
        known = cls({}, {}, set(), {}, set(), reopened())
        for matter, node in Node.rows.filter(matter__in=matters).values_list("matter", "uuid"):
            known.nodes.setdefault(matter, set()).add(node)
        for measure in Measure.rows.filter(matter__in=matters):
            known.codes.setdefault(measure.matter_id, set()).add(measure.code)
            if measure.supplied:
                known.supplied.add((measure.matter_id, measure.code))
        newest = Filing.rows.filter(matter__in=matters, newest=True).values_list("matter", "period", "report")
        lines = Line.rows.filter(matter__in=matters).exclude(role=LineRole.LEAD)
        known.beside = set(lines.values_list("matter", "unit"))
        known.newest = {(matter, period): report for matter, period, report in newest}
        return known


def _check(by: By, filed: Sequence[FiledReport], leads: dict[UUID, Line], known: _Known) -> None:
    faults: list[Fault] = []
    for one in filed:
        line = leads.get(one.matter)
        if line is None:
            faults.append(Fault("没有这项事项", "核对事项编号"))
            continue
        permissions.require(by, "report", line.unit)
        faults += _faults(by, one, line, known)
    if faults:
        raise BadInput.of(faults)
    for one in filed:
        newest = known.newest.get((one.matter, one.period))
        if one.based_on is not None and one.based_on != newest:
            number = leads[one.matter].matter.number
            raise Conflict(
                Fault(
                    f"{number} {one.period} 的填报已被别人改过", "对照两份内容，以新的一份为底再报", str(newest or "")
                )
            )


def _faults(by: By, one: FiledReport, line: Line, known: _Known) -> list[Fault]:
    where = place_of(line.matter)
    faults = []
    if line.matter.stage == Stage.ENDED:
        faults.append(Fault("这项已经了结，不用再报", "如需补报请联系督查室", where))
    faults += _period_faults(by, one, line, where)
    if not one_line(one.words) and not one_line(one.no_change) and not one.nodes and not one.quantities:
        faults.append(Fault("什么也没有填", "写一句进展，或写“无变化，因为……”", where))
    if one.no_change is not None and not one_line(one.no_change):
        faults.append(Fault("只说了无变化，没有说原因", "写明因为什么", where))
    for node in one.nodes:
        if node not in known.nodes.get(one.matter, ()):
            faults.append(Fault(f"节点 {node} 不是这项事项的", "从本事项的节点里勾选", where))
    for code, value in one.quantities:
        if code not in known.codes.get(one.matter, ()):
            faults.append(Fault(f"“{code}”不是这项事项的目标", "只填本事项列出的数", where))
        elif (one.matter, code) in known.supplied:
            faults.append(Fault(f"“{code}”{SUPPLIED}", "去掉这个数再报", where))
        elif not value.is_finite() or abs(value) >= MOST:
            faults.append(Fault(f"“{code}”的数 {value} 不对", "填一个普通的数", where))
    if line.matter.rollup:
        faults.append(Fault("这是汇总的事项，由各单位各报各的", "到各单位的分项里填报", where))
    faults += _part_faults(by, one, line, known, where)
    for digest in one.evidence:
        if not (len(digest) == 64 and digest.isalnum() and evidence.path_of(digest).exists()):
            faults.append(Fault("佐证没有传上来", "先上传佐证，再报送", where))
    return faults


def _part_faults(by: By, one: FiledReport, line: Line, known: _Known, where: str) -> list[Fault]:
    """What is said of the parts beside the lead's: of units that have one, and of days that have come."""
    faults = [
        Fault("未交部分的单位不是这项的责任或配合单位", "只写列在这项里的单位", where)
        for unit in {*one.delivered, *(unit for unit, _ in one.undelivered)}
        if (one.matter, unit) not in known.beside
    ]
    faults += [
        Fault(f"未交付的日子 {since} 还没有到，或早于下发", f"写 {line.matter.issued_on} 到今天之间的日子", where)
        for _, since in one.undelivered
        if not line.matter.issued_on <= since <= by.day
    ]
    if set(one.delivered) & {unit for unit, _ in one.undelivered}:
        faults.append(Fault("同一单位既写已交付，又写未交付", "只写一样", where))
    return faults


def _period_faults(by: By, one: FiledReport, line: Line, where: str) -> list[Fault]:
    try:
        period = Period.parse(one.period)
    except BadInput as error:
        return [Fault(fault.problem, fault.remedy, where) for fault in error.faults]
    calendar = calendars(by.day).of(line.matter.programme)
    if period.kind != calendar.cycle:
        return [Fault(f"“{one.period}”不是填报的期别", f"写成“{calendar.open_period(by.day, workdays())}”", where)]
    days = workdays()
    begun = period.is_short and period.first <= by.day  # a long holiday may close two weeks on one day
    if period > calendar.open_period(by.day, days) and not begun:
        return [Fault(f"{period.label}还没有开始填报", f"现在填报的是 {calendar.open_period(by.day, days)}", where)]
    if period < calendar.open_period(line.matter.opened_on or line.matter.issued_on, days):
        if line.matter.opened_on:
            return [Fault(f"{period.label}的情况已随原台账录入", "从录入后的一期报起", where)]
        return [Fault(f"{period.label}时这项还没有下发", "核对期别", where)]
    return []


def _fact(by: By, one: FiledReport, line: Line, known: _Known) -> Report:
    held, period, programme = calendars(by.day), Period.parse(one.period), line.matter.programme
    cutoff = held.of(programme).cutoff(period, workdays())
    is_open_again = str(held.month_of(programme, period, workdays())) in known.reopened
    return Report(
        uuid=one.uuid or new_uuid(),
        matter=one.matter,
        line=line.uuid,
        period=one.period,
        words=one.words.replace("\x00", "").strip(),
        no_change=said(one.no_change, 300, "无变化的原因") if one.no_change is not None else None,
        based_on=one.based_on,
        supersedes=_newest(one),
        late=clock.local_time(by.at).replace(tzinfo=None) >= cutoff and not is_open_again,
        **by.speaking_for(line.unit).stamp(),
    )


def _newest(one: FiledReport) -> UUID | None:
    return (
        Filing.rows.filter(matter=one.matter, period=one.period, newest=True).values_list("report", flat=True).first()
    )


def _parts(fact: Report, one: FiledReport) -> list[FactRow]:
    parts: list[FactRow] = [ReportNode(fact=fact, node=node) for node in dict.fromkeys(one.nodes)]
    parts += [
        ReportQuantity(fact=fact, code=code, value=value.quantize(Decimal("0.0001"))) for code, value in one.quantities
    ]
    parts += [ReportEvidence(fact=fact, digest=digest) for digest in dict.fromkeys(one.evidence)]
    parts += [ReportUndelivered(fact=fact, unit=unit, since=since) for unit, since in dict(one.undelivered).items()]
    parts += [ReportDelivered(fact=fact, unit=unit) for unit in dict.fromkeys(one.delivered)]
    return parts
