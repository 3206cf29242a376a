"""The night before the cut-off: all of a unit's reports, kept as they are typed and sent at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.core.timing.periods import Period
from luoshi.facts.identity import new_uuid
from luoshi.matters.actions.replacing import with_what_stood
from luoshi.matters.actions.reports import FiledReport, file_reports
from luoshi.matters.entering import Asked, Entered, nodes_of, numbers_of, wrong
from luoshi.matters.models import Filing, Matter, Measure, Node, Report, ReportDraft
from luoshi.matters.words import place_of
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.rules import setting


def entering_for(by: By, unit: UUID) -> By:
    """The actor as one who enters for this unit: of another unit's, the office acts for it (督查室 代 X局)."""
    permissions.require(by, "report", unit)
    return by if unit in by.units else by.acting_for(unit)


@dataclass(frozen=True, slots=True)
class Basis:
    """What the writer saw: the draft's version, the report that stood there, and in which window it was typed."""

    version: int = 0
    report: UUID | None = None
    writer: str = ""


def save_draft(by: By, matter: UUID, period: str, entered: Entered, basis: Basis) -> ReportDraft:
    """Keeps what is entered, if it is based on the version that stands or was typed in the same window.

    Raises Conflict where somebody else has changed it since.
    """
    unit = Matter.rows.values_list("unit", flat=True).filter(uuid=matter).first()
    if unit is None:
        raise BadInput(Fault("没有这项事项", "刷新页面"))
    permissions.require(by, "report", unit)
    with transaction.atomic():
        known = _draft(by, unit, matter, str(Period.parse(period)))
        same = known.fields == entered.as_json()
        if same and _is_repeated(known, basis):
            return known
        if not same and known.version != basis.version and not (basis.writer and basis.writer == known.writer):
            raise Conflict(Fault("这一行刚被别人改过", "对照两份，选一份留下"))
        if known.filed:
            known.report, known.filed = new_uuid(), False
        known.fields, known.answered, known.based_on = entered.as_json(), entered.answered, basis.report
        known.version, known.by, known.writer, known.updated = known.version + 1, by.official, basis.writer[:40], by.at
        known.save()
    return known


def _is_repeated(known: ReportDraft, basis: Basis) -> bool:
    """Whether the same words only come once more: a retry, not a new wish about a report already filed."""
    return basis.version != known.version if known.filed else known.based_on == basis.report


def _draft(by: By, unit: UUID, matter: UUID, period: str) -> ReportDraft:
    """The draft, locked; a fresh one is empty and stands at version 0."""
    fresh = {"unit": unit, "version": 0, "by": by.official, "updated": by.at, "fields": Entered().as_json()}
    found, _new = ReportDraft.rows.select_for_update().get_or_create(
        matter=matter, period=period, office=unit not in by.units, defaults=fresh
    )
    return found


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a sending: reports filed by it, and those that an earlier try had filed already."""

    filed: int
    already: int


def send_drafts(by: By, wanted: Mapping[UUID, int], papers: Sequence[str] = ()) -> Sent:
    """Files drafts, all or none: uuid of the report → the version that was on the screen.

    papers: digests of what the unit handed in; the office may not enter for a unit without one.
    Raises BadInput and Conflict with each fault at its matter (`place_of`).
    """
    if not wanted:
        raise BadInput(Fault("一项也没有填", "先填，再报送"))
    with transaction.atomic():
        drafts = list(ReportDraft.rows.select_for_update().filter(report__in=list(wanted)).order_by("matter"))
        fresh = [draft for draft in drafts if not draft.filed]
        lost = set(wanted) - {draft.report for draft in drafts}
        lost -= set(Report.rows.filter(uuid__in=lost).values_list("uuid", flat=True))
        if lost:
            raise BadInput(Fault(f"有 {len(lost)} 项草稿已被改动", "刷新页面，看过再报"))
        matters = Matter.rows.in_bulk([draft.matter for draft in fresh])
        _same_versions(fresh, wanted, matters)
        for unit in sorted({draft.unit for draft in fresh}):
            mine = [draft for draft in fresh if draft.unit == unit]
            _file(entering_for(by, unit), mine, matters, papers)
    return Sent(len(fresh), len(wanted) - len(fresh))


def _same_versions(drafts: Sequence[ReportDraft], wanted: Mapping[UUID, int], matters: Mapping[UUID, Matter]) -> None:
    changed = [draft for draft in drafts if draft.version != wanted[draft.report]]
    if changed:
        raise Conflict(
            *(Fault("这一行刚被别人改过", "看过新的一份再报", place_of(matters[draft.matter])) for draft in changed)
        )


def _file(by: By, drafts: Sequence[ReportDraft], matters: Mapping[UUID, Matter], papers: Sequence[str]) -> None:
    if by.on_behalf_of and not papers:
        raise BadInput(Fault("没有附单位交来的表或照片", "拍照或选文件附上，再代为报送", "单位交来的纸"))
    if any(draft.office != bool(by.on_behalf_of) for draft in drafts):
        raise BadInput(Fault("草稿不是您这边填的", "刷新页面"))
    asked = asked_of([draft.matter for draft in drafts], by)
    faults, filed = [], []
    for draft in drafts:
        where = place_of(matters[draft.matter])
        # A number typed before the statistics gave it no longer stands on the page.
        entered = Entered.of(draft.fields).without(asked[draft.matter].supplied)
        found = wrong(entered, asked[draft.matter])
        faults += [Fault(fault.problem, fault.remedy, f"{where} {fault.place}") for _field, fault in found]
        if not found:
            filed.append(
                as_report(
                    draft.matter,
                    draft.period,
                    entered,
                    asked[draft.matter],
                    papers=papers,
                    based_on=draft.based_on,
                    uuid=draft.report,
                )
            )
    if faults:
        raise BadInput.of(faults)
    _refuse_if_filed_meanwhile(drafts, matters)
    file_reports(by, with_what_stood(filed))


def asked_of(matters: Sequence[UUID], by: By) -> dict[UUID, Asked]:
    """What may be entered for each of some matters."""
    measures: dict[UUID, dict[str, tuple[str, str]]] = {}
    supplied: dict[UUID, set[str]] = {}
    for measure in Measure.rows.filter(matter__in=matters):
        measures.setdefault(measure.matter_id, {})[measure.code] = (measure.name, measure.unit_of_measure)
        if measure.supplied:
            supplied.setdefault(measure.matter_id, set()).add(measure.code)
    nodes: dict[UUID, set[str]] = {}
    for matter, node in Node.rows.filter(matter__in=matters).values_list("matter", "uuid"):
        nodes.setdefault(matter, set()).add(str(node))
    most = int(setting("report_words", by.day))
    return {
        one: Asked(measures.get(one, {}), frozenset(nodes.get(one, ())), most, frozenset(supplied.get(one, ())))
        for one in matters
    }


def as_report(
    matter: UUID,
    period: str,
    entered: Entered,
    asked: Asked,
    *,
    papers: Sequence[str] = (),
    based_on: UUID | None = None,
    uuid: UUID | None = None,
) -> FiledReport:
    """What was entered, as it is filed."""
    return FiledReport(
        matter=matter,
        period=period,
        words="" if entered.no_change is not None else entered.words,
        no_change=entered.no_change,
        nodes=nodes_of(entered),
        quantities=numbers_of(entered, asked),
        evidence=tuple(papers),
        based_on=based_on,
        uuid=uuid,
    )


def _refuse_if_filed_meanwhile(drafts: Sequence[ReportDraft], matters: Mapping[UUID, Matter]) -> None:
    """Somebody has reported on the full form since the draft was begun: she has not seen it."""
    newest = Filing.rows.filter(matter__in=[draft.matter for draft in drafts], newest=True)
    standing = {(matter, period): report for matter, period, report in newest.values_list("matter", "period", "report")}
    faults = [
        Fault("这项这期已有一份填报，是在您填的时候报的", "刷新页面，对照两份选一份", place_of(matters[draft.matter]))
        for draft in drafts
        if standing.get((draft.matter, draft.period)) != draft.based_on
    ]
    if faults:
        raise Conflict(*faults)
