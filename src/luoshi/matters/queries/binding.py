"""What binds a matter: its stage goals and what was reached, what came back, what the office entered for the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from luoshi.core.timing.periods import Period
from luoshi.matters import goals
from luoshi.matters.calendars import calendars
from luoshi.matters.models import Line, Matter, Measure, MeasureKind, Node, Pending, Plan, PlanNode, SentBack
from luoshi.matters.queries.claiming import GoalCell, goal_cells, leaders_of, written_claim
from luoshi.org.acting import By
from luoshi.org.directory import Directory
from luoshi.org.permissions import may
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


@dataclass(frozen=True, slots=True)
class GoalShown:
    """One quarter's goal and what was reached by its end."""

    quarter: str
    word: str
    words: str
    value: Decimal | None
    unit: str
    reached: Decimal | None
    nodes_passed: int
    nodes: int
    begun: bool
    over: bool

    @property
    def kept(self) -> bool | None:
        """Whether the number was reached; None where there is none to reach, or its quarter runs."""
        return None if self.value is None or not self.over else (self.reached or 0) >= self.value


@dataclass(frozen=True, slots=True)
class Entered:
    """Something that the office wrote down for the unit: 「督查室 代 住建局」, and the paper behind it."""

    what: str
    who: str
    unit: str
    paper: str


RETURNED = Exists(SentBack.rows.filter(matter=OuterRef("uuid")))
"""Whether anything of a matter was sent back and has not come again: few have."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What stands on a matter's page beside its report: made from rows that the page has read, and one SELECT."""

    goals: list[GoalShown]
    leader_in_charge: str
    section: str
    owed: str
    """What the claim still owes, in words."""
    sent_back: list[SentBack]
    entered: list[Entered]
    plan_waits: str
    """Where a plan lies that does not hold yet: head, office."""
    planned: list[PlanNode]
    """The nodes of the plan that waits or came back."""
    cells: list[GoalCell]
    """The quarters to write goals for, while the lead's claim is open."""
    leaders: list[str]
    written: dict[str, str]
    """What the lead's claim says so far, while it is open."""


def goal_of(shown: Sequence[GoalShown], period: Period) -> GoalShown | None:
    """The goal of the quarter in which a period ends."""
    quarter = str(Period.containing(period.last, "quarter"))
    return next((goal for goal in shown if goal.quarter == quarter), None)


def bound(
    by: By,
    names: Directory,
    matter: Matter,
    lead: Line | None,
    measures: Sequence[Measure],
    nodes: Sequence[Node],
    counted: dict[str, dict[str, Decimal]],
    pending: Sequence[Pending],
    *,
    returned: bool,
) -> Bound:
    """`counted`: measure's code → period → what the reports that stand say. `returned`: whether anything came back."""
    claim = lead.bound if lead else {}
    back = [
        one
        for one in (SentBack.rows.filter(matter=matter).order_by("since") if returned else ())
        if one.by_office or one.unit in by.units  # what a head sends back stays within her unit
    ]
    written = written_claim(lead) if lead and _is_open(lead) and may(by, "claim", lead.unit) else {}
    plan_waits = next((one.desk for one in pending if one.about == "plan"), "")
    return Bound(
        goals=goals_shown(claim, measures, nodes, counted, by.day),
        leader_in_charge=claim.get("leader_in_charge", ""),
        section=claim.get("section", ""),
        owed=goals.said(_owed(lead, matter, by.day)),
        sent_back=back,
        entered=_entered(names, (("认领", claim), ("节点计划", matter.plan_entered))),
        plan_waits=plan_waits,
        planned=_planned(pending, back),
        cells=_cells(lead, matter, measures, by.day, written) if lead else [],
        leaders=_leaders(by, names, lead),
        written=written,
    )


def _is_open(lead: Line) -> bool:
    return lead.claimed_on is None or bool(lead.lacks)


def _cells(
    lead: Line, matter: Matter, measures: Sequence[Measure], day: date, written: dict[str, str]
) -> list[GoalCell]:
    lead.matter = matter
    if not _is_open(lead):
        return []
    return goal_cells(lead, written, first_counted(measures), day, calendars(day), workdays())


def _leaders(by: By, names: Directory, lead: Line | None) -> list[str]:
    """Who may be named responsible: of the actor's own unit, or of the one that the office enters for."""
    if by.in_office or not by.units:
        return leaders_of(names, lead.unit) if lead else []
    return [name for unit in by.units for name in leaders_of(names, unit)]


def first_counted(measures: Sequence[Measure]) -> Measure | None:
    return next((one for one in measures if one.value is not None and one.measure_kind != MeasureKind.YES_NO), None)


def _owed(lead: Line | None, matter: Matter, day: date) -> list[str]:
    if lead is None:
        return []
    lead.matter = matter
    return goals.still_owed(lead, setting("claim_needs", day))


def goals_shown(
    claim: dict[str, Any],
    measures: Sequence[Measure],
    nodes: Sequence[Node],
    counted: dict[str, dict[str, Decimal]],
    day: date,
) -> list[GoalShown]:
    """Each quarter's goal with what was reached: of the reports that stand, and of the nodes passed."""
    measure = first_counted(measures)
    shown = []
    for quarter, words, value in claim.get("goals", []):
        period = Period.parse(quarter)
        within = [node for node in nodes if period.first <= node.day <= period.last]
        shown.append(
            GoalShown(
                quarter,
                goals.quarter_word(quarter),
                words,
                Decimal(value) if value is not None else None,
                measure.unit_of_measure if measure else "",
                _reached(measure, counted.get(measure.code, {}), period) if measure else None,
                sum(1 for node in within if node.passed_on),
                len(within),
                period.first <= day,
                period.last < day,
            )
        )
    return shown


def _reached(measure: Measure, by_period: dict[str, Decimal], quarter: Period) -> Decimal | None:
    """What had been counted by a quarter's end."""
    until = {period: value for period, value in by_period.items() if Period.parse(period).last <= quarter.last}
    if not until:
        return None
    return sum(until.values(), Decimal(0)) if measure.measure_kind == MeasureKind.FLOW else until[max(until)]


def _entered(names: Directory, facts: Sequence[tuple[str, dict[str, Any]]]) -> list[Entered]:
    found = []
    for what, fact in facts:
        if fact.get("on_behalf_of"):
            who = names.official_name(UUID(fact["by"]))
            found.append(Entered(what, who, names.unit_name(UUID(fact["on_behalf_of"])), fact["paper"]))
    return found


def _planned(pending: Sequence[Pending], back: Sequence[SentBack]) -> list[PlanNode]:
    """The nodes of a plan that does not hold, asked for only where there is one."""
    refs = [one.ref for one in pending if one.about == "plan"] or [one.ref for one in back if one.about == "plan"]
    plan = Plan.rows.filter(uuid__in=refs).order_by("at").last() if refs else None
    return list(PlanNode.rows.filter(fact=plan).order_by("day", "id")) if plan else []
