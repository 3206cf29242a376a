"""What the loop itself says of each unit's work month: nodes kept, quantities against their path, reports in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.matters import paths
from luoshi.matters.calendars import calendars
from luoshi.matters.counting import counted, done
from luoshi.matters.models import Blocker, Filing, Matter, Measure, Node, Stage
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


def month_figures(period: Period) -> list[Figure]:
    """The figures of every unit that leads a matter, for one work month, as the facts stand now.

    nodes_kept: nodes due in the month that were passed by its cut-off, of those due; nodes of matters that wait for
    another unit beyond its promised day are left out, and a plan that is owed and not there is a node missed.
    quantities: percent of the path that the counted quantities have reached, each at most 120, averaged over the
    unit's measures, of 100; without a report in time it is 0, or silence about a fall would pay. late_reports: reports
    missing or late, of those owed.
    """
    window = Window.of(period)
    matters = {
        matter.uuid: matter
        for matter in Matter.rows.filter(issued_on__lte=window.last, restricted=False)
        if matter.ended_on is None or matter.ended_on >= window.first
    }
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

    def asked(self, programmes: Iterable[str]) -> dict[str, str]:
        """Programme → the period for which its reports fell due in this window; none where none did."""
        known, days = calendars(self.last), workdays()
        closing = {code: known.closing_within(code, self.first, self.last, days) for code in programmes}
        return {code: str(period) for code, period in closing.items() if period is not None}


Rows = Iterable[tuple[UUID, str, float, float, Reason]]


def _nodes(matters: dict[UUID, Matter], window: Window) -> Rows:
    waiting = Blocker.rows.filter(cleared_on=None, promised__lt=window.last, since__lte=window.last)
    held = {
        blocker.matter_id
        for blocker in waiting
        if blocker.matter_id in matters and blocker.holder != matters[blocker.matter_id].unit
    }
    due = Node.rows.filter(day__gte=window.first, day__lte=window.last, matter__in=list(matters)).order_by(
        "day", "uuid"
    )
    for node in due:
        matter = matters[node.matter_id]
        kept = node.passed_on is not None and node.passed_on <= window.last
        if not kept and matter.uuid in held:
            continue
        what = f"{node.title}（{node.day:%m-%d}）"
        yield matter.unit, NODES, float(kept), 1.0, Reason(matter.uuid, matter.number, matter.title, what, kept)
    days, within = workdays(), setting("plan_days", window.last)
    for matter in matters.values():
        planned = matter.plan_on is not None and matter.plan_on <= window.last
        if planned or not _owed(matter, window) or matter.received_on is None:
            continue
        if days.add(matter.received_on, within) <= window.last:
            yield matter.unit, NODES, 0.0, 1.0, Reason(matter.uuid, matter.number, matter.title, "节点计划未报", False)


def _quantities(matters: dict[UUID, Matter], window: Window, reported: dict[UUID, tuple[str, bool]]) -> Rows:
    known, days = calendars(window.last), workdays()
    stood = Filing.rows.filter(matter__in=list(matters), stands=True)
    until = window.period.last
    values = counted({filing.report: filing for filing in stood if Period.parse(filing.period).last <= until})
    for measure in Measure.rows.filter(matter__in=list(matters)).order_by("matter", "id"):
        matter = matters[measure.matter_id]
        steps = paths.steps(measure, matter.issued_on, matter.due, known.of(matter.programme), days)
        expected = max((share for at, share in steps if at <= window.last + timedelta(days=1)), default=0.0)
        if expected <= 0:
            continue
        measure.done = done(measure, values)  # as of the month, not of the day on which it is closed again
        silence, in_time = reported.get(matter.uuid, ("", True))
        reached = min(paths.share_done(measure) / expected, 1.2) if in_time else 0.0
        standing = f"{paths.share_done(measure):.1%}，序时 {expected:.1%}"
        what = f"{measure.name} {standing}" if in_time else f"{measure.name} 本月不计（{silence}）"
        yield (
            matter.unit,
            QUANTITIES,
            reached,
            1.0,
            Reason(matter.uuid, matter.number, matter.title, what, reached >= 1),
        )


def _reported(matters: dict[UUID, Matter], window: Window) -> dict[UUID, tuple[str, bool]]:
    """Of matters that owed a report: what became of it, and whether it came in time and was signed."""
    asked = window.asked({matter.programme for matter in matters.values()})
    filings = list(Filing.rows.filter(period__in=set(asked.values()), matter__in=list(matters)).order_by("filed_at"))
    filings = [filing for filing in filings if filing.period == asked.get(matters[filing.matter_id].programme)]
    last_filed = {filing.matter_id: filing for filing in filings}
    first_filed = {filing.matter_id: filing for filing in reversed(filings)}
    found = {}
    for matter in matters.values():
        if not _owed(matter, window) or matter.programme not in asked:
            continue
        filing = first_filed.get(matter.uuid)
        missing = filing is None or last_filed[matter.uuid].signed_on is None
        late = filing is not None and filing.late
        what = "未报" if missing else f"逾期，{filing.filed_on:%m-%d} 报" if late and filing else "按时填报"
        found[matter.uuid] = (what, not (missing or late))
    return found


def _reports(matters: dict[UUID, Matter], reported: dict[UUID, tuple[str, bool]]) -> Rows:
    for uuid, (what, in_time) in reported.items():
        matter = matters[uuid]
        reason = Reason(uuid, matter.number, matter.title, what, in_time)
        yield matter.unit, REPORTS, float(not in_time), 1.0, reason


def _owed(matter: Matter, window: Window) -> bool:
    """Whether a report was owed for the month: taken on in time, and not ended before its cut-off."""
    return (
        matter.reported
        and matter.received_on is not None
        and matter.received_on <= window.last
        and (matter.ended_on is None or matter.ended_on > window.last)
        and matter.stage != Stage.OBJECTED
    )
