"""Brings the lights of some matters up to date: everything a light depends on, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.timing.pace import BlockerState, LightRules, Lights, MatterState, NodeState, QuantityState, lights
from luoshi.core.timing.periods import Period, in_order
from luoshi.core.timing.workdays import Workdays
from luoshi.matters import parts, paths, rollups, spans
from luoshi.matters.calendars import Calendars, calendars
from luoshi.matters.counting import Counted, counted, done
from luoshi.matters.models import (
    Blocker,
    Filing,
    Line,
    LineRole,
    Matter,
    Measure,
    Node,
    ReportNode,
    Stage,
    Verdict,
)
from luoshi.matters.models.codes import WITHOUT_PLAN
from luoshi.matters.storing import CHUNK, store
from luoshi.org.directory import Directory, directory
from luoshi.org.queries import workdays as county_workdays
from luoshi.org.rules import all_settings, setting

STANDING_FIELDS = [
    "progress",
    "course",
    "last_progress",
    "last_report",
    "last_period",
    "yellow_from",
    "red_from",
    "causes",
    "light_held",
]


@dataclass(slots=True)
class Around:
    """What stands around one matter."""

    lines: list[Line] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    blockers: list[Blocker] = field(default_factory=list)
    children: list[Matter] = field(default_factory=list)
    """Of a parent: what its units were given each."""
    child_measures: list[Measure] = field(default_factory=list)

    @property
    def parts(self) -> list[Line]:
        """The lines beside the lead's, each with a light of its own."""
        return [line for line in self.lines if line.role != LineRole.LEAD]


@dataclass(frozen=True, slots=True)
class Rules:
    """The county's rules as of a day."""

    lights: LightRules
    calendars: Calendars
    workdays: Workdays
    data_close_day: int

    @classmethod
    def of(cls, day: date) -> Rules:
        values = all_settings(day)
        return cls(
            LightRules.of(values["light_rules"]),
            calendars(day),
            county_workdays(day),
            int(values["data_close_day"]),
        )


_waiting: ContextVar[set[UUID] | None] = ContextVar("luoshi_lights_waiting", default=None)


@contextmanager
def counted_once(day: date) -> Iterator[None]:
    """Many verbs of one day count their lights once, at the end, as `rebuild` does. Within one transaction.

    Until then the lights of what they touched are those of before: whoever reads them comes afterwards.
    """
    token = _waiting.set(set())
    try:
        yield
        settle(day)
    finally:
        _waiting.reset(token)


def settle(day: date) -> None:
    """Counts what `counted_once` has put off."""
    waiting = _waiting.get()
    if waiting:
        _count(waiting, day)
        waiting.clear()


def refresh(matters: Collection[UUID], day: date) -> None:
    """Recounts quantities and nodes, and stores when each of these matters and its parts will turn, as known from now.

    Parents come last: they stand by their children.
    """
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(matters)
    else:
        _count(matters, day)


def _count(matters: Collection[UUID], day: date) -> None:
    if not matters:
        return
    rules, parents = Rules.of(day), set[UUID]()
    for some in _chunks(matters):
        found = list(Matter.rows.filter(uuid__in=some).order_by("uuid"))
        parents |= {matter.uuid for matter in found if matter.rollup}
        parents |= {matter.parent for matter in found if matter.parent is not None}
        _refresh([matter for matter in found if not matter.rollup], day, rules)
    for some in _chunks(parents):
        _refresh(list(Matter.rows.filter(uuid__in=some).exclude(rollup="").order_by("uuid")), day, rules)


def _chunks(matters: Collection[UUID]) -> Iterator[list[UUID]]:
    wanted = sorted(matters)
    return (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))


def _refresh(matters: list[Matter], day: date, rules: Rules) -> None:
    if not matters:
        return
    around = _around(matters)
    words = _recount(around, matters)
    names = directory(day)
    before = {matter.uuid: _standing(matter) for matter in matters}
    lines: list[Line] = []
    for matter in matters:
        beside = around[matter.uuid]
        _stand(matter, beside, rules, names)
        lines += parts.stand(beside.parts, matter, words, rules.lights, rules.workdays)
    store([matter for matter in matters if _standing(matter) != before[matter.uuid]], STANDING_FIELDS)
    store(lines, parts.COLUMNS)
    now = [spans.of_matter(matter, day) for matter in matters]
    now += [spans.of_line(line, matter, day) for matter in matters for line in around[matter.uuid].parts]
    spans.keep(now, day)


def _standing(matter: Matter) -> list[Any]:
    return [getattr(matter, name) for name in STANDING_FIELDS]


def _around(matters: list[Matter]) -> dict[UUID, Around]:
    found: dict[UUID, Around] = defaultdict(Around)
    uuids = [matter.uuid for matter in matters]
    for line in Line.rows.filter(matter__in=uuids).order_by("place"):
        found[line.matter_id].lines.append(line)
    for measure in Measure.rows.filter(matter__in=uuids).order_by("id"):
        found[measure.matter_id].measures.append(measure)
    for node in Node.rows.filter(matter__in=uuids).order_by("day", "uuid"):
        found[node.matter_id].nodes.append(node)
    for filing in Filing.rows.filter(matter__in=uuids, newest=True).order_by("filed_at"):
        found[filing.matter_id].filings.append(filing)
    for one in found.values():
        one.filings.sort(key=lambda filing: in_order(filing.period))
    for blocker in Blocker.rows.filter(matter__in=uuids, cleared_on=None).order_by("since", "uuid"):
        found[blocker.matter_id].blockers.append(blocker)
    _add_children(found, [matter.uuid for matter in matters if matter.rollup])
    return found


def _add_children(found: dict[UUID, Around], parents: list[UUID]) -> None:
    if not parents:
        return
    for child in Matter.rows.filter(parent__in=parents).order_by("number"):
        assert child.parent is not None
        found[child.parent].children.append(child)
    measures = Measure.rows.filter(matter__parent__in=parents).select_related("matter")
    for measure in measures.order_by("matter__number", "id"):
        parent = measure.matter.parent
        assert parent is not None
        found[parent].child_measures.append(measure)


def _recount(around: dict[UUID, Around], matters: list[Matter]) -> parts.Said:
    """What has been counted and passed in the reports that stand. Answers what they say of the parts beside the lead's.

    What a parent counts is what its children have counted.
    """
    standing = {filing.report: filing for one in around.values() for filing in one.filings if filing.stands}
    values = counted(standing)
    passed: dict[UUID, date] = {}
    reports = list(standing)
    for start in range(0, len(reports), CHUNK):
        for node in ReportNode.rows.filter(fact__in=reports[start : start + CHUNK]):
            on = standing[node.fact_id].filed_on
            passed[node.node] = min(passed.get(node.node, on), on)
    measures, nodes = [], []
    for matter in matters:
        uuid = matter.uuid
        for measure in around[uuid].measures:
            now = _counted(measure, matter, around[uuid], values)
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
    return parts.said(filing for one in around.values() if one.parts for filing in one.filings if filing.stands)


def _counted(measure: Measure, matter: Matter, around: Around, values: Counted) -> Decimal | None:
    if not matter.rollup:
        return done(measure, values)
    return rollups.summed(measure, around.child_measures) if matter.rollup == rollups.Rollup.SUM else None


def _stand(matter: Matter, around: Around, rules: Rules, names: Directory) -> None:
    calendar = rules.calendars.of(matter.programme)
    steps = {
        measure.code: paths.steps(measure, matter, calendar, rules.workdays, rules.data_close_day)
        if matter.rollup in ("", rollups.Rollup.SUM)
        else ()
        for measure in around.measures
    }
    # Nodes passed before a plan is known say nothing of the share that is done.
    matter.progress = paths.progress(around.measures, around.nodes if matter.plan_on else ())
    if matter.rollup:
        matter.progress = rollups.progress(matter.rollup, around.measures, around.children)
    matter.course = [list(point) for point in paths.course([one for one in steps.values() if one], around.nodes)]
    matter.last_progress = _last_progress(matter, around)
    last = around.filings[-1] if around.filings else None
    matter.last_report, matter.last_period = (last.report, last.period) if last else (None, "")
    if matter.stage == Stage.REPORTED_UP and matter.light_held:
        return
    known = Lights(None, None, ())
    if matter.stage != Stage.ENDED:
        known = lights(_state(matter, around, steps, rules, names), rules.lights, rules.workdays)
    matter.yellow_from, matter.red_from = known.yellow_from, known.red_from
    matter.causes = [_told(matter, cause.as_dict()) for cause in known.causes]
    if matter.stage == Stage.REPORTED_UP:
        _hold(matter)


def _told(matter: Matter, cause: dict[str, Any]) -> dict[str, Any]:
    """A cause that speaks of the due day names the first one too, where it was moved."""
    moved = cause["code"] in ("near_due", "overdue") and matter.first_due not in (None, matter.due)
    return cause | {"first_due": matter.first_due.isoformat()} if moved and matter.first_due else cause


def _hold(matter: Matter) -> None:
    """Reported up: the light of that day stays, whatever day it is."""
    on, matter.light_held = matter.reported_up_on, True

    def turned(day: Any) -> Any:
        return day if day is not None and str(day) <= str(on) else None

    matter.yellow_from, matter.red_from = turned(matter.yellow_from), turned(matter.red_from)
    causes = [cause | {turn: turned(cause[turn]) for turn in ("yellow_from", "red_from")} for cause in matter.causes]
    matter.causes = [cause for cause in causes if cause["yellow_from"] or cause["red_from"]]


def _last_progress(matter: Matter, around: Around) -> date:
    """The day of the last node passed. Where a matter was taken over without its plan, nobody was asked before that."""
    days = [node.passed_on for node in around.nodes if node.passed_on]
    days += [child.last_progress for child in around.children if child.last_progress]
    if matter.opened_on is not None and matter.plan_on != matter.opened_on:
        days.append(matter.opened_on)
    return max(days, default=matter.received_on or matter.issued_on)


def _state(
    matter: Matter, around: Around, steps: dict[str, tuple[Any, ...]], rules: Rules, names: Directory
) -> MatterState:
    owed, unsigned = _owed(matter, around, rules)
    if matter.routine_from is not None:
        return MatterState(
            matter.issued_on, owed_report=owed, unsigned_report=unsigned, suspended_until=matter.suspended_until
        )
    return MatterState(
        issued_on=matter.issued_on,
        due=_own_due(matter, around),
        received_on=_plan_asked_from(matter),
        plan_on=matter.plan_on,
        plan_asked=asks_plan(matter),
        nodes=tuple(NodeState(node.title, node.day, node.passed_on) for node in around.nodes),
        quantities=tuple(
            QuantityState(_named(measure, around, names), paths.share_done(measure), steps[measure.code])
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
        last_progress=None if matter.rollup else matter.last_progress,
        yellow_closings=tuple(date.fromisoformat(day) for day in matter.yellow_run),
        suspended_until=matter.suspended_until,
        members=rollups.members(around.children, names),
        rollup=matter.rollup,
    )


def _plan_asked_from(matter: Matter) -> date | None:
    """The day from which a plan is owed: received, or the day on which the last one came back."""
    days = [day for day in (matter.received_on, matter.plan_back_on) if day is not None]
    return max(days, default=None)


def _own_due(matter: Matter, around: Around) -> date | None:
    """A parent judged by the worst has no day of its own; nor has one whose children have all ended."""
    by_worst = matter.rollup == rollups.Rollup.WORST
    over = bool(around.children) and all(child.stage == Stage.ENDED for child in around.children)
    return None if by_worst or over else matter.due


def _named(measure: Measure, around: Around, names: Directory) -> str:
    if not around.children:
        return measure.name
    units = {child.uuid: names.unit_name(child.unit) for child in around.children}
    return rollups.slowest(measure, around.child_measures, units)


def _owed(matter: Matter, around: Around, rules: Rules) -> tuple[tuple[date, str] | None, tuple[date, str] | None]:
    """The first period for which a report is owed, and the one filed whose signature is still missing."""
    if not matter.reported or matter.stage == Stage.OBJECTED:
        return None, None
    lead = next((line for line in around.lines if line.role == LineRole.LEAD), None)
    begins = matter.routine_from or matter.received_on or (lead.object_until if lead else matter.issued_on)
    calendar = rules.calendars.of(matter.programme)
    period = owed_from(matter, calendar.open_period(begins, rules.workdays))
    unsigned = None
    for filing in around.filings:
        filed = Period.parse(filing.period)
        if filing.sent_back or filing.verdict in (Verdict.RETURNED, Verdict.UNTRUE):
            if filed.last >= period.last:
                late = calendar.late_from(filed, rules.workdays)
                return (late, filed.label), unsigned
            continue
        if filing.signed_on is None:
            grace = calendar.grace_end(filed, rules.workdays).date()
            unsigned = (grace + timedelta(days=1), filed.label)
        following = filed.following(calendar.cycle)
        period = owed_from(matter, following if following.first > period.first else period)
    return (calendar.late_from(period, rules.workdays), period.label), unsigned


def asks_plan(matter: Matter) -> bool:
    """Whether a plan of nodes is asked for it: not of what is answered in days, of what is routine, nor of a parent."""
    return not matter.rollup and matter.matter_kind not in WITHOUT_PLAN and matter.routine_from is None


def asks_report(matter: Matter, period: Period, day: date) -> bool:
    """Whether a report is asked for: of a routine matter by the quarter, of one put off not before its day."""
    put_off = matter.suspended_until is not None and day < matter.suspended_until
    return not put_off and owed_from(matter, period) == period


def owed_from(matter: Matter, period: Period) -> Period:
    """The first period, from this one on, for which a report is owed: of a routine matter those that end a quarter."""
    every = int(setting("routine_months", matter.routine_from)) if matter.routine_from else 1
    while every > 1 and not _ends_months(period, every):
        period = period.next()
    return period


def _ends_months(period: Period, every: int) -> bool:
    """Whether a period is the last one of each so many months; what is longer than a month is asked as it comes."""
    if period.is_short:
        return period.last.month % every == 0 and period.next().last.month != period.last.month
    return period.kind != "month" or period.number % every == 0
