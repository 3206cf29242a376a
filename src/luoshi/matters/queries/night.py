"""All that a unit owes for a period, on one page: last period's words beside what is entered now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from luoshi.core.timing.pace import light
from luoshi.core.timing.periods import Period, in_order
from luoshi.facts import clock
from luoshi.facts.canonical import decimal_text
from luoshi.matters.entering import Asked, Entered
from luoshi.matters.lights import asks_report
from luoshi.matters.models import (
    Filing,
    Kind,
    Matter,
    Measure,
    MeasureKind,
    Node,
    Report,
    ReportDraft,
    ReportNode,
    ReportQuantity,
    Stage,
)
from luoshi.matters.queries.night_page import Night, NightRow, NodeAsked, NumberAsked, NumberSupplied
from luoshi.matters.windows import Window, window
from luoshi.matters.words import short_number
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Role
from luoshi.org.rules import setting

KINDS: list[str] = list(Kind.values)
"""The order in which the kinds stand beneath each other."""
SOON = timedelta(days=45)
"""Nodes due later than this after the period stand folded away."""


def owing(by: By, units: Collection[UUID], within: Window, **more: Any) -> list[tuple[Matter, Period]]:
    """The matters of some units that owe a report within the window, each with the period it owes it for. `more`: what
    else is to be known of each."""
    found = []
    mine = Matter.objects.visible_to(by).filter(unit__in=units, stage=Stage.CLAIMED, reported=True).annotate(**more)
    for matter in mine.order_by("number"):
        period = within.of(matter.programme)
        if period is None or not asks_report(matter, period, by.day):
            continue
        if (matter.received_on or by.day) <= within.closes_on(matter.programme, period):
            found.append((matter, period))
    return found


def night(by: By, unit: UUID, wanted: Period | None = None) -> Night:
    """The page of one unit and one of the county's periods: a fixed number of queries."""
    within, names = window(by.day, wanted), directory(by.day)
    rows = _rows(by, unit, within)
    cutoff = within.cutoff("", within.period)
    now = clock.local_time(by.at).replace(tzinfo=None)
    next_cutoff = min((row.cutoff for row in rows if row.state != "filed" and row.cutoff > now), default=cutoff)
    return Night(
        unit=unit,
        unit_name=names.unit_name(unit),
        period=within.period,
        cutoff=cutoff,
        cutoff_day=within.last,
        cutoff_hour=within.calendars.county.cutoff_hour,
        signed_until=within.calendars.county.grace_end(within.period, within.days),
        seconds_left=int((next_cutoff - now).total_seconds()),
        for_another=unit not in by.units,
        signers=_signers(names, unit),
        most=int(setting("report_words", by.day)),
        rows=rows,
    )


def draft_of(by: By, matter: Matter, period: str) -> ReportDraft | None:
    """What the actor's side has entered for a matter so far."""
    mine = ReportDraft.rows.filter(matter=matter.uuid, period=period, office=matter.unit not in by.units)
    return mine.first()


def _signers(names: Directory, unit: UUID) -> list[str]:
    return [post.label for post in names.posts_of(Role.HEAD) if post.unit == unit]


@dataclass(slots=True)
class _Around:
    """What stands around the matters: a SELECT each."""

    measures: dict[UUID, list[Measure]] = field(default_factory=dict)
    nodes: dict[UUID, list[Node]] = field(default_factory=dict)
    now: dict[UUID, Filing] = field(default_factory=dict)
    before: dict[UUID, Filing] = field(default_factory=dict)
    reports: dict[UUID, Report] = field(default_factory=dict)
    figures: dict[UUID, dict[str, Decimal]] = field(default_factory=dict)
    passed: dict[UUID, list[str]] = field(default_factory=dict)
    drafts: dict[UUID, ReportDraft] = field(default_factory=dict)


def _around(by: By, unit: UUID, owed: Sequence[tuple[Matter, Period]]) -> _Around:
    found = _Around()
    periods = {matter.uuid: str(period) for matter, period in owed}
    for measure in Measure.rows.filter(matter__in=periods).order_by("id"):
        found.measures.setdefault(measure.matter_id, []).append(measure)
    newest = Filing.objects.visible_to(by).filter(matter__in=periods, newest=True)
    for filing in sorted(newest, key=lambda one: in_order(one.period)):
        if in_order(filing.period) <= in_order(periods[filing.matter_id]):
            now = filing.period == periods[filing.matter_id]
            (found.now if now else found.before)[filing.matter_id] = filing
    _contents(found)
    ticked = [node for nodes in found.passed.values() for node in nodes]
    open_nodes = Node.rows.filter(matter__in=periods).filter(Q(passed_on=None) | Q(uuid__in=ticked))
    for node in open_nodes.order_by("day", "uuid"):
        found.nodes.setdefault(node.matter_id, []).append(node)
    drafts = ReportDraft.rows.filter(matter__in=periods, office=unit not in by.units)
    found.drafts = {draft.matter: draft for draft in drafts if draft.period == periods[draft.matter]}
    return found


def _contents(found: _Around) -> None:
    """What the reports of this period and the last ones say."""
    wanted = [filing.report for filing in (*found.now.values(), *found.before.values())]
    found.reports = Report.rows.in_bulk(wanted)
    for row in ReportQuantity.rows.filter(fact__in=wanted):
        found.figures.setdefault(row.fact_id, {})[row.code] = row.value
    for passed in ReportNode.rows.filter(fact__in=[filing.report for filing in found.now.values()]):
        found.passed.setdefault(passed.fact_id, []).append(str(passed.node))


def _rows(by: By, unit: UUID, within: Window) -> list[NightRow]:
    owed = sorted(owing(by, [unit], within), key=lambda one: (KINDS.index(one[0].matter_kind), one[0].number))
    around = _around(by, unit, owed)
    most = int(setting("report_words", by.day))
    return [_row(matter, period, around, by, within, most) for matter, period in owed]


def _row(matter: Matter, period: Period, around: _Around, by: By, within: Window, most: int) -> NightRow:
    draft, filing = around.drafts.get(matter.uuid), around.now.get(matter.uuid)
    measures = around.measures.get(matter.uuid, [])
    supplied = frozenset(one.code for one in measures if one.supplied)
    reported = _reported(filing, around).without(supplied) if filing else None
    entered = _entered(draft, reported).without(supplied)
    last = around.before.get(matter.uuid)
    figures = around.figures.get(last.report, {}) if last else {}
    unpassed = around.nodes.get(matter.uuid, [])
    nodes = [NodeAsked(node, str(node.uuid) in entered.nodes) for node in unpassed]
    cutoff = within.closes_on(matter.programme, period)
    return NightRow(
        matter=matter,
        period=period,
        closes=cutoff,
        cutoff=within.cutoff(matter.programme, period),
        number=short_number(matter.number, by.day.year),
        light=light(by.day, matter.yellow_from, matter.red_from),
        before=around.reports.get(last.report) if last else None,
        asked=Asked(
            {one.code: (one.name, one.unit_of_measure) for one in measures},
            frozenset(str(node.uuid) for node in unpassed),
            most,
            supplied,
        ),
        numbers=[
            NumberAsked(one, figures.get(one.code), entered.quantities.get(one.code, ""))
            for one in measures
            if one.measure_kind != MeasureKind.YES_NO and not one.supplied
        ],
        supplied=[NumberSupplied(one) for one in measures if one.supplied],
        nodes=[one for place, one in enumerate(nodes) if _soon(one, place, cutoff)],
        later=[one for place, one in enumerate(nodes) if not _soon(one, place, cutoff)],
        entered=entered,
        draft=draft,
        filing=filing,
        report=around.reports.get(filing.report) if filing else None,
        reported=reported,
    )


def _soon(one: NodeAsked, place: int, cutoff: date) -> bool:
    return place == 0 or one.ticked or one.node.day <= cutoff + SOON


def _entered(draft: ReportDraft | None, reported: Entered | None) -> Entered:
    """What stands in the row: the draft until it is filed, then the report itself."""
    if draft is not None and not draft.filed:
        return Entered.of(draft.fields)
    return reported or Entered()


def _reported(filing: Filing, around: _Around) -> Entered:
    report = around.reports[filing.report]
    words = f"无变化，因为{report.no_change}" if report.no_change is not None else report.words
    numbers = {code: decimal_text(value) for code, value in around.figures.get(report.uuid, {}).items()}
    return Entered(words, dict(sorted(numbers.items())), tuple(sorted(around.passed.get(report.uuid, ()))))
