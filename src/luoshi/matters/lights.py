"""Brings the lights of some matters up to date: everything a light depends on, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from luoshi.core.timing.pace import BlockerState, LightRules, Lights, MatterState, NodeState, QuantityState, lights
from luoshi.core.timing.periods import Period
from luoshi.core.timing.workdays import Workdays
from luoshi.matters import paths
from luoshi.matters.calendars import Calendars, calendars
from luoshi.matters.counting import counted, done
from luoshi.matters.models import (
    Blocker,
    Filing,
    LightSpan,
    Line,
    LineRole,
    Matter,
    Measure,
    Node,
    ReportNode,
    Stage,
    Verdict,
)
from luoshi.matters.storing import CHUNK, store
from luoshi.org.directory import Directory, directory
from luoshi.org.queries import workdays as county_workdays
from luoshi.org.rules import all_settings

STANDING_FIELDS = [
    "progress",
    "course",
    "last_progress",
    "last_report",
    "last_period",
    "yellow_from",
    "red_from",
    "causes",
]


@dataclass(slots=True)
class Around:
    """What stands around one matter."""

    lines: list[Line] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    blockers: list[Blocker] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rules:
    """The county's rules as of a day."""

    lights: LightRules
    calendars: Calendars
    workdays: Workdays

    @classmethod
    def of(cls, day: date) -> Rules:
        values = all_settings(day)
        return cls(
            LightRules.of(values["light_rules"]),
            calendars(day),
            county_workdays(day),
        )


def refresh(matters: Collection[UUID], day: date) -> None:
    """Recounts quantities and nodes, and stores when each of these matters will turn, as known from this day on."""
    rules = Rules.of(day) if matters else None
    wanted = sorted(matters)
    for start in range(0, len(wanted), CHUNK):
        assert rules is not None
        _refresh(wanted[start : start + CHUNK], day, rules)


def _refresh(uuids: list[UUID], day: date, rules: Rules) -> None:
    matters = list(Matter.rows.filter(uuid__in=uuids).order_by("uuid"))
    around = _around(uuids)
    _recount(around, uuids)
    names = directory(day)
    before = {matter.uuid: _standing(matter) for matter in matters}
    for matter in matters:
        _stand(matter, around[matter.uuid], rules, names)
    store([matter for matter in matters if _standing(matter) != before[matter.uuid]], STANDING_FIELDS)
    _keep_spans(matters, day)


def _standing(matter: Matter) -> list[Any]:
    return [getattr(matter, name) for name in STANDING_FIELDS]


def _around(uuids: list[UUID]) -> dict[UUID, Around]:
    found: dict[UUID, Around] = defaultdict(Around)
    for line in Line.rows.filter(matter__in=uuids).order_by("place"):
        found[line.matter_id].lines.append(line)
    for measure in Measure.rows.filter(matter__in=uuids).order_by("id"):
        found[measure.matter_id].measures.append(measure)
    for node in Node.rows.filter(matter__in=uuids).order_by("day", "uuid"):
        found[node.matter_id].nodes.append(node)
    for filing in Filing.rows.filter(matter__in=uuids, newest=True).order_by("period", "filed_at"):
        found[filing.matter_id].filings.append(filing)
    for blocker in Blocker.rows.filter(matter__in=uuids, cleared_on=None).order_by("since", "uuid"):
        found[blocker.matter_id].blockers.append(blocker)
    return found


def _recount(around: dict[UUID, Around], uuids: list[UUID]) -> None:
    """What has been counted and passed, in the reports that stand."""
    standing = {filing.report: filing for one in around.values() for filing in one.filings if filing.stands}
    values = counted(standing)
    passed: dict[UUID, date] = {}
    reports = list(standing)
    for start in range(0, len(reports), CHUNK):
        for node in ReportNode.rows.filter(fact__in=reports[start : start + CHUNK]):
            on = standing[node.fact_id].filed_on
            passed[node.node] = min(passed.get(node.node, on), on)
    measures, nodes = [], []
    for uuid in uuids:
        for measure in around[uuid].measures:
            now = done(measure, values)
            if now != measure.done:
                measure.done = now
                measures.append(measure)
        for planned in around[uuid].nodes:
            known = planned.opened_on or passed.get(planned.uuid)
            if planned.passed_on != known:
                planned.passed_on = known
                nodes.append(planned)
    store(measures, ["done"])
    store(nodes, ["passed_on"])


def _stand(matter: Matter, around: Around, rules: Rules, names: Directory) -> None:
    calendar = rules.calendars.of(matter.programme)
    steps = {measure.code: paths.steps(measure, matter, calendar, rules.workdays) for measure in around.measures}
    # Nodes passed before a plan is known say nothing of the share that is done.
    matter.progress = paths.progress(around.measures, around.nodes if matter.plan_on else ())
    matter.course = [list(point) for point in paths.course([one for one in steps.values() if one], around.nodes)]
    matter.last_progress = _last_progress(matter, around)
    last = around.filings[-1] if around.filings else None
    matter.last_report, matter.last_period = (last.report, last.period) if last else (None, "")
    known = Lights(None, None, ())
    if matter.stage != Stage.ENDED:
        known = lights(_state(matter, around, steps, rules, names), rules.lights, rules.workdays)
    matter.yellow_from, matter.red_from = known.yellow_from, known.red_from
    matter.causes = [cause.as_dict() for cause in known.causes]


def _last_progress(matter: Matter, around: Around) -> date:
    """The day of the last node passed. Where a matter was taken over without its plan, nobody was asked before that."""
    days = [node.passed_on for node in around.nodes if node.passed_on]
    if matter.opened_on is not None and matter.plan_on != matter.opened_on:
        days.append(matter.opened_on)
    return max(days, default=matter.received_on or matter.issued_on)


def _state(
    matter: Matter, around: Around, steps: dict[str, tuple[Any, ...]], rules: Rules, names: Directory
) -> MatterState:
    owed, unsigned = _owed(matter, around, rules)
    return MatterState(
        issued_on=matter.issued_on,
        due=matter.due,
        received_on=_plan_asked_from(matter),
        plan_on=matter.plan_on,
        nodes=tuple(NodeState(node.title, node.day, node.passed_on) for node in around.nodes),
        quantities=tuple(
            QuantityState(measure.name, paths.share_done(measure), steps[measure.code])
            for measure in around.measures
            if steps[measure.code]
        ),
        owed_report=owed,
        unsigned_report=unsigned,
        blockers=tuple(
            BlockerState(
                blocker.title,
                blocker.promised or blocker.needed_by,
                blocker.holder == matter.unit,
                names.unit_name(blocker.holder),
            )
            for blocker in around.blockers
        ),
        last_progress=matter.last_progress,
        yellow_closings=tuple(date.fromisoformat(day) for day in matter.yellow_run),
        suspended_until=matter.suspended_until,
    )


def _plan_asked_from(matter: Matter) -> date | None:
    """The day from which a plan is owed: received, or the day on which the last one came back."""
    days = [day for day in (matter.received_on, matter.plan_back_on) if day is not None]
    return max(days, default=None)


def _owed(matter: Matter, around: Around, rules: Rules) -> tuple[tuple[date, str] | None, tuple[date, str] | None]:
    """The first period for which a report is owed, and the one filed whose signature is still missing."""
    if not matter.reported or matter.stage == Stage.OBJECTED:
        return None, None
    lead = next((line for line in around.lines if line.role == LineRole.LEAD), None)
    begins = matter.received_on or (lead.object_until if lead else matter.issued_on)
    calendar = rules.calendars.of(matter.programme)
    period = calendar.open_period(begins, rules.workdays)
    unsigned = None
    for filing in around.filings:
        filed = Period.parse(filing.period)
        if filing.sent_back or filing.verdict in (Verdict.RETURNED, Verdict.UNTRUE):
            if filed >= period:
                late = calendar.late_from(filed, rules.workdays)
                return (late, filed.label), unsigned
            continue
        if filing.signed_on is None:
            grace = calendar.grace_end(filed, rules.workdays).date()
            unsigned = (grace + timedelta(days=1), filed.label)
        period = max(period, filed.next())
    return (calendar.late_from(period, rules.workdays), period.label), unsigned


def _keep_spans(matters: list[Matter], day: date) -> None:
    """Records from which day on these turning days were known, one span for each day at most."""
    uuids = [matter.uuid for matter in matters]
    open_spans = {span.matter_id: span for span in LightSpan.rows.filter(matter__in=uuids, until=None)}
    fresh, closed, changed = [], [], []
    for matter in matters:
        now = _span_of(matter, day)
        last = open_spans.get(matter.uuid)
        if last is None:
            fresh.append(now)
        elif _said(last) != _said(now):
            if last.since == day:
                _copy(now, last)
                changed.append(last)
            else:
                last.until = day
                closed.append(last)
                fresh.append(now)
    store(closed, ["until"])
    store(changed, ["yellow_from", "red_from", "lit", "causes"])
    LightSpan.rows.bulk_create(fresh)
    if changed:
        _join(changed, day)


def _join(changed: Iterable[LightSpan], day: date) -> None:
    """A span of today that says again what the one before it said is no span of its own."""
    before = {
        span.matter_id: span for span in LightSpan.rows.filter(matter__in=[s.matter_id for s in changed], until=day)
    }
    for span in changed:
        earlier = before.get(span.matter_id)
        if earlier is not None and _said(earlier) == _said(span):
            span.delete()
            earlier.until = None
            earlier.save(update_fields=["until"])


def _span_of(matter: Matter, day: date) -> LightSpan:
    return LightSpan(
        matter=matter,
        since=day,
        yellow_from=matter.yellow_from,
        red_from=matter.red_from,
        lit=matter.stage != Stage.ENDED,
        causes=matter.causes,
    )


def _said(span: LightSpan) -> tuple[Any, ...]:
    return (span.yellow_from, span.red_from, span.lit, span.causes)


def _copy(source: LightSpan, target: LightSpan) -> None:
    target.yellow_from, target.red_from = source.yellow_from, source.red_from
    target.lit, target.causes = source.lit, source.causes
