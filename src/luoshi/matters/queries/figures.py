"""What the loop itself says of each unit's work month: nodes kept, quantities against their path, reports in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from uuid import UUID

from django.db.models import Q

from luoshi.core.timing.pace import LightRules
from luoshi.core.timing.periods import Period
from luoshi.matters import paths
from luoshi.matters.calendars import calendars
from luoshi.matters.counting import counted, done, supplied_on
from luoshi.matters.lights import asks_plan, owed_from
from luoshi.matters.models import Blocker, Filing, Matter, Measure, Node, Stage, Verdict
from luoshi.matters.queries.past import as_decided
from luoshi.org.models import HandoverItem
from luoshi.org.queries import report_calendar, workdays
from luoshi.org.rules import setting

NODES, QUANTITIES, REPORTS = "nodes_kept", "quantities", "late_reports"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing behind a figure: which matter, and what of it."""

    matter: UUID
    number: str
    title: str
    what: str
    counts: bool
    """Whether it counts for the unit (a node kept) or against it (a node missed)."""


@dataclass(slots=True)
class Figure:
    """A unit's figure for the month: actual of target, and everything behind it. No target: nothing was asked."""

    unit: UUID
    item: str
    actual: float = 0.0
    target: float = 0.0
    reasons: list[Reason] = field(default_factory=list)

    @property
    def applies(self) -> bool:
        return self.target > 0


def month_figures(period: Period, unit: UUID | None = None) -> list[Figure]:
    """The figures of every unit that leads a matter (or of one), for one work month, as the facts stand now.

    Of a task of many units each answers for its own child; their parent is nobody's figure.

    nodes_kept: nodes due in the month that were passed by its cut-off, of those due; nodes of matters that wait for
    another unit beyond its promised day, or in vain for one, are left out, and a plan that is owed and not there is a
    node missed.
    quantities: percent of the path that the counted quantities have reached, each at most 120, averaged over the
    unit's measures, of 100; without a report in time it is 0, or silence about a fall would pay, unless the statistics
    give the figure: it is not the unit's to keep back. late_reports: reports missing or late, of those owed.
    """
    window = Window.of(period)
    issued = Matter.rows.filter(issued_on__lte=window.last, restricted=False, recalled_on=None, rollup="")
    live = [matter for matter in issued if matter.ended_on is None or matter.ended_on >= window.first]
    decided = as_decided(live, window.last)
    matters = {matter.uuid: matter for matter in decided if unit is None or matter.unit == unit}
    reported = _reported(matters, window)
    found: dict[tuple[UUID, str], Figure] = {}
    every = chain(_nodes(matters, window), _quantities(matters, window, reported), _reports(matters, reported))
    for unit, item, actual, target, reason in every:
        figure = found.setdefault((unit, item), Figure(unit, item))
        figure.actual += actual
        figure.target += target
        figure.reasons.append(reason)
    for figure in found.values():
        if figure.item == QUANTITIES and figure.target:
            figure.actual, figure.target = round(100 * figure.actual / figure.target, 2), 100.0
    return sorted(found.values(), key=lambda figure: (str(figure.unit), figure.item))


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a work month: from the day after the last cut-off through this one."""

    period: Period
    first: date
    last: date

    @classmethod
    def of(cls, period: Period) -> Window:
        calendar, days = report_calendar(period.last), workdays()
        before = calendar.cutoff_day_of(period.previous(), days)
        return cls(period, before + timedelta(days=1), calendar.cutoff_day_of(period, days))

    def asked(self, programmes: Iterable[str]) -> dict[str, tuple[str, date]]:
        """Programme → the last period for which its reports fell due in this window, and on which day; none where
        none did."""
        known, days = calendars(self.last), workdays()
        closing = {code: known.closing_within(code, self.first, self.last, days) for code in programmes}
        return {
            code: (str(period), known.of(code).cutoff_day_of(period, days))
            for code, period in closing.items()
            if period is not None
        }


Rows = Iterable[tuple[UUID, str, float, float, Reason]]


def _nodes(matters: dict[UUID, Matter], window: Window) -> Rows:
    held = _held(matters, window)
    due = Node.rows.filter(day__gte=window.first, day__lte=window.last, matter__in=list(matters)).order_by(
        "day", "uuid"
    )
    handed = _answers_from(window)
    for node in due:
        matter = matters[node.matter_id]
        if _is_routine(matter, window) or node.day < handed.get(matter.uuid, window.first):
            continue
        kept = node.passed_on is not None and node.passed_on <= window.last
        if not kept and matter.uuid in held:
            continue
        what = f"{node.title}（{node.day:%m-%d}）"
        yield matter.unit, NODES, float(kept), 1.0, Reason(matter.uuid, matter.number, matter.title, what, kept)
    days, within = workdays(), setting("plan_days", window.last)
    for matter in matters.values():
        planned = matter.plan_on is not None and matter.plan_on <= window.last
        if planned or not _owed(matter, window) or matter.received_on is None or not asks_plan(matter):
            continue
        if days.add(matter.received_on, within) <= window.last:
            yield matter.unit, NODES, 0.0, 1.0, Reason(matter.uuid, matter.number, matter.title, "节点计划未报", False)


def _held(matters: dict[UUID, Matter], window: Window) -> set[UUID]:
    """Matters that wait for another unit beyond its promised day, or for so long that one should have been promised."""
    days, within = workdays(), LightRules.of(setting("light_rules", window.last)).blocker_red_workdays
    waiting = Blocker.rows.filter(Q(cleared_on=None) | Q(cleared_on__gt=window.last), matter__in=list(matters))
    return {
        blocker.matter_id
        for blocker in waiting.filter(since__lte=window.last)
        if blocker.holder != matters[blocker.matter_id].unit
        and (blocker.promised or days.add(blocker.since, within)) < window.last
    }


def _answers_from(window: Window) -> dict[UUID, date]:
    """Matters that a merger brought their unit within the month → its day, where the county counts from then on."""
    if setting("merged_year", window.last) != "from_merger":
        return {}
    handed = HandoverItem.rows.filter(about=HandoverItem.About.LEADS, fact__post=None)
    within = handed.filter(fact__since__gte=window.first, fact__since__lte=window.last)
    return {item.matter: item.fact.since for item in within.select_related("fact") if item.matter}


def _quantities(matters: dict[UUID, Matter], window: Window, reported: dict[UUID, Answered]) -> Rows:
    known, days = calendars(window.last), workdays()
    stood = Filing.rows.filter(matter__in=list(matters), stands=True)
    values = counted({one.report: one for one in stood if _is_of(one, matters[one.matter_id], window)})
    judged_on, close_day = window.last + timedelta(days=1), int(setting("data_close_day", window.last))
    measures = list(Measure.rows.filter(matter__in=list(matters)).order_by("matter", "id"))
    given = supplied_on(measures, judged_on, close_day, days)
    for measure in measures:
        matter = matters[measure.matter_id]
        measure.supplied, measure.supplied_value = given.get((matter.uuid, measure.code), ("", None))
        steps = paths.steps(measure, matter, known.of(matter.programme), days, close_day)
        expected = max((share for at, share in steps if at <= judged_on), default=0.0)
        if expected <= 0 or _is_routine(matter, window):
            continue
        measure.done = done(measure, values)  # as of the month, not of the day on which it is closed again
        answered = NOT_ASKED if measure.supplied else reported.get(matter.uuid, NOT_ASKED)
        reached = min(paths.share_done(measure) / expected, 1.2) if answered.counts else 0.0
        source = "（统计数）" if measure.supplied else ""
        standing = f"{paths.share_done(measure):.1%}{source}，序时 {expected:.1%}"
        what = f"{measure.name} {standing}" if answered.counts else f"{measure.name} 本月不计（{answered.what}）"
        yield (
            matter.unit,
            QUANTITIES,
            reached,
            1.0,
            Reason(matter.uuid, matter.number, matter.title, what, reached >= 1),
        )


def _is_of(filing: Filing, matter: Matter, window: Window) -> bool:
    """Whether it speaks of the month or of earlier ones: a week that runs on into the next month by its cut-off."""
    period = Period.parse(filing.period)
    if period.is_short:
        return calendars(window.last).of(matter.programme).cutoff_day_of(period, workdays()) <= window.last
    return period.last <= window.period.last


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a report that was owed: in words, whether it came in time, and whether its figures count."""

    what: str
    in_time: bool
    counts: bool


NOT_ASKED = Answered("", in_time=True, counts=True)
FALLEN = {Verdict.UNTRUE: "填报不实", Verdict.RETURNED: "填报被退回"}


def _reported(matters: dict[UUID, Matter], window: Window) -> dict[UUID, Answered]:
    """Of matters that owed a report: what became of it. One found untrue or returned gives the month no figures, or
    keeping back the report before it would pay."""
    asked = window.asked({matter.programme for matter in matters.values()})
    periods = {programme: period for programme, (period, _day) in asked.items()}
    filings = list(Filing.rows.filter(period__in=set(periods.values()), matter__in=list(matters)).order_by("filed_at"))
    filings = [filing for filing in filings if filing.period == periods.get(matters[filing.matter_id].programme)]
    last_filed = {filing.matter_id: filing for filing in filings}
    first_filed = {filing.matter_id: filing for filing in reversed(filings)}
    return {
        matter.uuid: _answered(first_filed.get(matter.uuid), last_filed.get(matter.uuid))
        for matter in matters.values()
        if matter.programme in asked and _owed(matter, window, asked[matter.programme][1])
    }


def _answered(first: Filing | None, last: Filing | None) -> Answered:
    if first is None or last is None or last.signed_on is None:
        return Answered("未报", in_time=False, counts=False)
    if first.late:
        return Answered(f"逾期，{first.filed_on:%m-%d} 报", in_time=False, counts=False)
    fallen = FALLEN.get(Verdict(last.verdict)) if last.verdict else None
    return Answered(fallen or "按时填报", in_time=True, counts=fallen is None)


def _reports(matters: dict[UUID, Matter], reported: dict[UUID, Answered]) -> Rows:
    for uuid, answered in reported.items():
        matter = matters[uuid]
        reason = Reason(uuid, matter.number, matter.title, answered.what, answered.in_time)
        yield matter.unit, REPORTS, float(not answered.in_time), 1.0, reason


def _rests(matter: Matter, window: Window) -> bool:
    """Nothing is asked of it: it waits to be struck off by those who gave it, or is postponed past the month."""
    gone_up = matter.reported_up_on is not None and matter.reported_up_on <= window.last
    return gone_up or (matter.suspended_until is not None and matter.suspended_until > window.last)


def _is_routine(matter: Matter, window: Window) -> bool:
    """Made routine by the end of the month: neither its nodes nor its quantities are counted any more."""
    return matter.routine_from is not None and matter.routine_from <= window.last


def _owed(matter: Matter, window: Window, closed_on: date | None = None) -> bool:
    """Whether a report was owed for the month: taken on in time, and not ended before its cut-off.

    Its programme may have closed its last period earlier: what came to the unit after that was not asked for.
    """
    return (
        matter.reported
        and matter.received_on is not None
        and matter.received_on <= (closed_on or window.last)
        and (matter.ended_on is None or matter.ended_on > window.last)
        and matter.stage != Stage.OBJECTED
        and owed_from(matter, window.period) == window.period
        and not _rests(matter, window)
    )
