"""All that a unit owes for a period, on one page: last period's words beside what is entered now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from luoshi.core.timing.pace import light
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.facts.canonical import decimal_text
from luoshi.matters.actions.reports import place_of
from luoshi.matters.entering import Asked, Entered, wrong
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
    Verdict,
)
from luoshi.matters.words import short_number
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Role
from luoshi.org.queries import report_calendar, workdays
from luoshi.org.rules import setting

KINDS: list[str] = list(Kind.values)
"""The order in which the kinds stand beneath each other."""
SOON = timedelta(days=45)
"""Nodes due later than this after the period stand folded away."""


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """A number to enter, and the last one beside it."""

    measure: Measure
    before: Decimal | None
    typed: str


@dataclass(frozen=True, slots=True)
class NodeAsked:
    node: Node
    ticked: bool


@dataclass(frozen=True, slots=True)
class NightRow:
    """One matter: what was said last, what is entered now, and what has become of it."""

    matter: Matter
    number: str
    light: str
    before: Report | None
    asked: Asked
    numbers: list[NumberAsked]
    nodes: list[NodeAsked]
    later: list[NodeAsked]
    entered: Entered
    draft: ReportDraft | None
    filing: Filing | None
    report: Report | None
    """What was filed for this period, with its content."""
    reported: Entered | None

    @property
    def place(self) -> str:
        return place_of(self.matter)

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 0

    @property
    def sent_back(self) -> str:
        """Why the report of this period came back, if it did."""
        filing = self.filing
        if filing is None or not (filing.sent_back or filing.verdict == Verdict.RETURNED):
            return ""
        return filing.sent_back or filing.verdict_reason

    @property
    def overtaken(self) -> bool:
        """Whether somebody has filed another report while this was being written."""
        draft, filing = self.draft, self.filing
        if draft is None or draft.filed or not draft.answered:
            return False
        return filing is not None and filing.report != draft.based_on

    @property
    def state(self) -> str:
        """filed: has left her hands; ready: entered, not sent; empty: still to be entered."""
        if self.draft is not None and self.draft.answered and not self.draft.filed:
            return "ready"
        return "filed" if self.filing is not None and not self.sent_back else "empty"

    @property
    def faults(self) -> list[tuple[str, Any]]:
        return wrong(self.entered, self.asked) if self.state == "ready" else []

    @property
    def stood_still(self) -> bool:
        return self.before is not None and self.before.no_change is not None


@dataclass(frozen=True, slots=True)
class Night:
    """A unit's evening before the cut-off."""

    unit: UUID
    unit_name: str
    period: Period
    cutoff: datetime
    """Local wall time without zone."""
    cutoff_day: date
    cutoff_hour: int
    signed_until: datetime
    seconds_left: int
    for_another: bool
    """Entered by the office for the unit, with the unit's paper."""
    signers: list[str]
    most: int
    rows: list[NightRow] = field(default_factory=list)

    def count(self, state: str) -> int:
        return sum(1 for row in self.rows if row.state == state)

    @property
    def entered(self) -> int:
        return len(self.rows) - self.count("empty")

    @property
    def empty(self) -> int:
        return self.count("empty")

    @property
    def ready(self) -> int:
        return self.count("ready")

    @property
    def filed(self) -> int:
        return self.count("filed")

    @property
    def lit(self) -> int:
        return sum(1 for row in self.rows if row.light in ("red", "yellow"))

    @property
    def stood_still(self) -> int:
        return sum(1 for row in self.rows if row.stood_still)

    @property
    def restricted(self) -> int:
        return sum(1 for row in self.rows if row.matter.restricted)


def owing(by: By, unit: UUID, cutoff: date) -> QuerySet[Matter]:
    """The matters of a unit that owe a report for the period that closes on a day."""
    there = Q(received_on__lte=cutoff)
    if by.day <= cutoff:
        there |= Q(received_on=None)
    found: QuerySet[Matter] = Matter.objects.visible_to(by).filter(there, unit=unit, stage=Stage.CLAIMED, reported=True)
    return found


def night(by: By, unit: UUID, wanted: Period | None = None) -> Night:
    """The page of one unit and period: a fixed number of queries."""
    calendar, days = report_calendar(by.day), workdays()
    period = wanted or calendar.open_period(by.day, days)
    cutoff = calendar.cutoff(period, days)
    names = directory(by.day)
    rows = _rows(by, unit, period, calendar.cutoff_day_of(period, days))
    return Night(
        unit=unit,
        unit_name=names.unit_name(unit),
        period=period,
        cutoff=cutoff,
        cutoff_day=calendar.cutoff_day_of(period, days),
        cutoff_hour=calendar.cutoff_hour,
        signed_until=calendar.grace_end(period, days),
        seconds_left=int((cutoff - clock.local_time(by.at).replace(tzinfo=None)).total_seconds()),
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


def _around(by: By, unit: UUID, matters: Sequence[UUID], period: Period) -> _Around:
    found = _Around()
    for measure in Measure.rows.filter(matter__in=matters).order_by("id"):
        found.measures.setdefault(measure.matter_id, []).append(measure)
    newest = Filing.objects.visible_to(by).filter(matter__in=matters, newest=True, period__lte=str(period))
    for filing in newest.order_by("period"):
        (found.now if filing.period == str(period) else found.before)[filing.matter_id] = filing
    wanted = [filing.report for filing in (*found.now.values(), *found.before.values())]
    found.reports = Report.rows.in_bulk(wanted)
    for row in ReportQuantity.rows.filter(fact__in=wanted):
        found.figures.setdefault(row.fact_id, {})[row.code] = row.value
    for passed in ReportNode.rows.filter(fact__in=[filing.report for filing in found.now.values()]):
        found.passed.setdefault(passed.fact_id, []).append(str(passed.node))
    ticked = [node for nodes in found.passed.values() for node in nodes]
    open_nodes = Node.rows.filter(matter__in=matters).filter(Q(passed_on=None) | Q(uuid__in=ticked))
    for node in open_nodes.order_by("day", "uuid"):
        found.nodes.setdefault(node.matter_id, []).append(node)
    office = unit not in by.units
    drafts = ReportDraft.rows.filter(matter__in=matters, period=str(period), office=office)
    found.drafts = {draft.matter: draft for draft in drafts}
    return found


def _rows(by: By, unit: UUID, period: Period, cutoff: date) -> list[NightRow]:
    matters = sorted(owing(by, unit, cutoff), key=lambda one: (KINDS.index(one.matter_kind), one.number))
    around = _around(by, unit, [matter.uuid for matter in matters], period)
    most = int(setting("report_words", by.day))
    return [_row(matter, around, by, cutoff, most) for matter in matters]


def _row(matter: Matter, around: _Around, by: By, cutoff: date, most: int) -> NightRow:
    draft, filing = around.drafts.get(matter.uuid), around.now.get(matter.uuid)
    reported = _reported(filing, around) if filing else None
    entered = _entered(draft, reported)
    last = around.before.get(matter.uuid)
    figures = around.figures.get(last.report, {}) if last else {}
    measures = around.measures.get(matter.uuid, [])
    unpassed = around.nodes.get(matter.uuid, [])
    nodes = [NodeAsked(node, str(node.uuid) in entered.nodes) for node in unpassed]
    return NightRow(
        matter=matter,
        number=short_number(matter.number, by.day.year),
        light=light(by.day, matter.yellow_from, matter.red_from),
        before=around.reports.get(last.report) if last else None,
        asked=Asked(
            {one.code: (one.name, one.unit_of_measure) for one in measures},
            frozenset(str(node.uuid) for node in unpassed),
            most,
        ),
        numbers=[
            NumberAsked(one, figures.get(one.code), entered.quantities.get(one.code, ""))
            for one in measures
            if one.measure_kind != MeasureKind.YES_NO
        ],
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
