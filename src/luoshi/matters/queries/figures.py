"""What the loop itself says of each unit's work month: nodes kept, quantities against their path, reports in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.facts.clock import local_day
from luoshi.matters.closings import closed_at, first_closed_at
from luoshi.matters.lights import asks_plan, owed_from
from luoshi.matters.models import End, Filing, Matter, Node, Stage, Verdict
from luoshi.matters.queries.amounts import Known, quantities
from luoshi.matters.queries.as_stood import as_stood
from luoshi.matters.queries.figure import (
    NODES,
    QUANTITIES,
    REPORTS,
    Answered,
    Figure,
    Reason,
    Window,
    folded,
    is_routine,
    sums_of,
)
from luoshi.matters.queries.held_up import held_up
from luoshi.matters.queries.plans_then import measures_on, nodes_on
from luoshi.matters.queries.pooling import Weights, percent
from luoshi.matters.queries.waits import NEVER, Waits, waits
from luoshi.matters.queries.whose import OF_UNITS, Whose
from luoshi.org.models import HandoverItem
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


def month_figures(
    period: Period, unit: UUID | None = None, whose: Whose = OF_UNITS, sealed: datetime | None = None
) -> list[Figure]:
    """The figures of every unit that leads a matter (or of one), for one work month: of plans, targets
    and ends as they had been decided by its cut-off, of reports as they are known now.

    `whose`: of other subjects than units each has the figures of the matters that belong to it. `sealed`: when the
    ranking was sealed for the first time that they are for; a plan adopted since is none of theirs.

    Of a task of many units each answers for its own child; their parent is nobody's figure. What a matter weighs
    goes by what it counts (`pooling`): splitting one changes nothing.

    nodes_kept: nodes due in the month that were passed by its cut-off, of those due; nodes of matters that wait for
    another unit beyond its promised day, or in vain for one, are left out, and a plan that is owed and not there is a
    node missed. A ceremony is shown and counts for nothing: nobody can check what it has done.
    quantities: of each quantity all that was counted, in percent of all that its path asks, at most 120, averaged over
    the unit's quantities by what they weigh, of 100; without a report in time nothing is counted, or silence about a
    fall would pay, unless the statistics give the figure: it is not the unit's to keep back. late_reports: reports
    missing or late, of those owed. blockers_held: of the blockers of others that lay with the unit, those it held up.
    """
    window = Window.of(period)
    of_year = of_the_year(window.period.year, window.last, window.first)
    measures = measures_on(of_year, window.last)
    weights = (Weights.of if whose.weighed else Weights.even)(of_year, measures)
    live = [one for one in of_year.values() if one.ended_on is None or one.ended_on >= window.first]
    owners = {one.uuid: tuple(whose.of_matter(one)) for one in live}
    matters = {one.uuid: one for one in live if owners[one.uuid] and unit in (None, *owners[one.uuid])}
    closed = closed_at(str(period))
    reported, waiting = answered_of(matters, window, closed), waits(matters, window.last)
    nodes = nodes_on(matters, window.last, _planned_by(period, sealed))
    found: dict[tuple[UUID, str], Figure] = {}
    rows = chain(_nodes(matters, nodes, weights.matters, waiting, window), _reports(matters, reported))
    for item, actual, reason in rows:
        for one in owners[reason.matter]:
            figure = found.setdefault((one, item), Figure(one, item))
            figure.actual += actual * float(reason.weight)
            figure.target += float(reason.weight)
            figure.reasons.append(reason)
    measures = [measure for measure in measures if measure.matter_id in matters]
    for one, reason in quantities(matters, measures, Known(weights, waiting, reported, closed), window, whose):
        found.setdefault((one, QUANTITIES), Figure(one, QUANTITIES, target=100.0)).reasons.append(reason)
    for figure in found.values():
        if figure.item == QUANTITIES:
            figure.actual = percent(sums_of(figure.reasons))
    figures = [*found.values(), *held_up(window, unit, whose)]
    asked = [one for one in figures if unit in (None, one.unit)]
    return sorted(asked, key=lambda figure: (str(figure.unit), figure.item))


NOTHING_ASKED = (End.WITHDRAWN, End.MERGED, End.POSTPONED)


def of_the_year(year: int, last: date, since: date) -> dict[UUID, Matter]:
    """The matters of all units as they stood on a day: open since another, or ended in the year by doing. One taken
    over from an older ledger is asked of from that day on."""
    issued = Matter.rows.filter(issued_on__lte=last, restricted=False, recalled_on=None, rollup="").order_by("number")
    issued = issued.exclude(ended_on__lt=min(date(year, 1, 1), since)).exclude(opened_on__gt=last)
    asked = [one for one in issued if one.end not in NOTHING_ASKED or one.ended_on is None or one.ended_on >= since]
    return {one.uuid: one for one in as_stood(asked, last)}


Rows = Iterable[tuple[str, float, Reason]]


def _planned_by(period: Period, sealed: datetime | None) -> datetime | None:
    """The moment up to which plans count: the month was closed, or the ranking sealed, whichever was first."""
    return min((at for at in (first_closed_at(str(period)), sealed) if at is not None), default=None)


def _nodes(
    matters: dict[UUID, Matter],
    nodes: Iterable[Node],
    weights: Mapping[UUID, Decimal],
    waiting: Mapping[UUID, Waits],
    window: Window,
) -> Rows:
    due = [node for node in nodes if window.first <= node.day <= window.last]
    handed = _answers_from(window)
    ceremonies = [word for word in setting("ceremony_words", window.last).split("、") if word]
    for node in due:
        matter = matters[node.matter_id]
        if is_routine(matter, window) or node.day < handed.get(matter.uuid, window.first):
            continue
        if any(word in node.title for word in ceremonies):
            yield _node(matter, f"{node.title}（{node.day:%m-%d}），仪式不计，看实际做成的节点", True, NOTHING)
            continue
        kept = node.passed_on is not None and node.passed_on <= window.last
        if not kept and waiting.get(matter.uuid, NEVER).is_held(window.last):
            continue
        yield _node(matter, f"{node.title}（{node.day:%m-%d}）", kept, weights[matter.uuid])
    days, within = workdays(), setting("plan_days", window.last)
    for matter in matters.values():
        planned = matter.plan_on is not None and matter.plan_on <= window.last
        if planned or not _owed(matter, window) or matter.received_on is None or not asks_plan(matter):
            continue
        if days.add(matter.received_on, within) <= window.last:
            yield _node(matter, "节点计划未报", False, weights[matter.uuid])


NOTHING = Decimal(0)


def _node(matter: Matter, what: str, kept: bool, weight: Decimal) -> tuple[str, float, Reason]:
    reason = Reason(matter.uuid, matter.number, matter.title, what + folded(weight, "个"), kept, weight)
    return NODES, float(kept), reason


def _answers_from(window: Window) -> dict[UUID, date]:
    """Matters that a merger brought their unit within the month → its day, where the county counts from then on."""
    if setting("merged_year", window.last) != "from_merger":
        return {}
    handed = HandoverItem.rows.filter(about=HandoverItem.About.LEADS, fact__post=None)
    within = handed.filter(fact__since__gte=window.first, fact__since__lte=window.last)
    return {item.matter: item.fact.since for item in within.select_related("fact") if item.matter}


FALLEN = {Verdict.UNTRUE: "填报不实", Verdict.RETURNED: "填报被退回"}


def answered_of(matters: dict[UUID, Matter], window: Window, closed: datetime | None) -> dict[UUID, Answered]:
    """Of matters that owed a report: what became of it. One found untrue or returned gives the month no figures, or
    keeping back the report before it would pay. What came, or was signed, after the month was closed is in the next."""
    asked = window.asked({matter.programme for matter in matters.values()})
    periods = {programme: period for programme, (period, _day) in asked.items()}
    filings = list(Filing.rows.filter(period__in=set(periods.values()), matter__in=list(matters)).order_by("filed_at"))
    filings = [
        filing
        for filing in filings
        if filing.period == periods.get(matters[filing.matter_id].programme)
        and (closed is None or filing.filed_at <= closed)
    ]
    last_filed = {filing.matter_id: filing for filing in filings}
    first_filed = {filing.matter_id: filing for filing in reversed(filings)}
    return {
        matter.uuid: _answered(first_filed.get(matter.uuid), last_filed.get(matter.uuid), closed)
        for matter in matters.values()
        if matter.programme in asked and _owed(matter, window, asked[matter.programme][1])
    }


def _answered(first: Filing | None, last: Filing | None, closed: datetime | None) -> Answered:
    signed = last.signed_on if last else None
    if first is None or last is None or signed is None or (closed and signed > local_day(closed)):
        return Answered("未报", in_time=False, counts=False)
    if first.late:
        return Answered(f"逾期，{first.filed_on:%m-%d} 报", in_time=False, counts=False)
    fallen = FALLEN.get(Verdict(last.verdict)) if last.verdict else None
    return Answered(fallen or "按时填报", in_time=True, counts=fallen is None)


def _reports(matters: dict[UUID, Matter], reported: dict[UUID, Answered]) -> Rows:
    for uuid, answered in reported.items():
        matter = matters[uuid]
        reason = Reason(uuid, matter.number, matter.title, answered.what, answered.in_time)
        yield REPORTS, float(not answered.in_time), reason


def _rests(matter: Matter, window: Window) -> bool:
    """Nothing is asked of it: it waits to be struck off by those who gave it, or is postponed past the month."""
    gone_up = matter.reported_up_on is not None and matter.reported_up_on <= window.last
    return gone_up or (matter.suspended_until is not None and matter.suspended_until > window.last)


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
