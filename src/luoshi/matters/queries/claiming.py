"""A unit's new tasks as one table to claim, what a claim still owes, and what came back from the head or the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.core.timing.periods import Period
from luoshi.core.timing.workdays import Workdays
from luoshi.facts.models import Private
from luoshi.matters import goals, paths
from luoshi.matters.calendars import Calendars, calendars
from luoshi.matters.models import ClaimDraft, Line, LineRole, Measure, Pending, Stage
from luoshi.matters.words import short_number
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Role
from luoshi.org.queries import workdays
from luoshi.org.rules import setting

GATHERS = Q(role=LineRole.LEAD) & ~Q(matter__rollup="")
COMMON = ("leader_in_charge", "section", "contact")
"""Written once for all rows of the table."""


@dataclass(frozen=True, slots=True)
class GoalCell:
    """One quarter of one row: what to write in, and what the course would suggest."""

    quarter: str
    word: str
    words_name: str
    value_name: str
    words: str
    value: str
    suggested: str

    @property
    def place(self) -> str:
        """What a fault of it is placed at."""
        return f"{self.word}目标"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    line: Line
    number: str
    counted: Measure | None
    cells: list[GoalCell]
    missing: str
    completes: bool
    """Settled by silence, or claimed with something left open: this completes it."""

    @property
    def day(self) -> date | None:
        """Its own due day, else the matter's."""
        return self.line.due or self.line.matter.due


@dataclass(frozen=True, slots=True)
class ClaimTable:
    unit: UUID
    unit_name: str
    rows: list[ClaimRow]
    common: Mapping[str, str]
    leaders: list[str]
    needs: list[str] = field(default_factory=list)


def unanswered(by: By) -> QuerySet[Any]:
    """Lines of the actor's sight that nobody has claimed or sent back, nor written an answer for."""
    return (
        Line.objects.visible_to(by)
        .select_related("matter")
        .annotate(answered=answered(by))
        .filter(claimed_on=None, answered=False, matter__stage__in=(Stage.ISSUED, Stage.CLAIMED))
        .order_by("object_until", "matter__number")
    )


def unclaimed(by: By) -> QuerySet[Any]:
    """Of these, the ones that are claimed: not the lead of a parent, whose units claim their own."""
    return unanswered(by).exclude(GATHERS)


def answered(by: By) -> Exists:
    """Whether the unit has written an answer for a line, which waits for its head or for the office."""
    waiting = Pending.objects.visible_to(by).filter(about__in=("claim", "return"))
    return Exists(waiting.filter(matter=OuterRef("matter"), unit=OuterRef("unit")))


def _claimed_open(by: By, units: Iterable[UUID]) -> QuerySet[Any]:
    return (
        Line.objects.visible_to(by)
        .select_related("matter")
        .annotate(answered=answered(by))
        .filter(unit__in=list(units), claimed_on__isnull=False, answered=False)
        .exclude(matter__stage=Stage.ENDED)
        .exclude(lacks=[])
        .order_by("claimed_on", "matter__number")
    )


def claim_table(by: By, unit: UUID, typed: Mapping[str, str] | None = None) -> ClaimTable:
    """Everything of a unit that is to be claimed or completed, with what was typed before."""
    needs = setting("claim_needs", by.day)
    lines = [*unclaimed(by).filter(unit=unit)]
    lines += [line for line in _claimed_open(by, [unit]) if goals.asked_of(line.lacks, needs)]
    drafts = {draft.ref: draft.values for draft in ClaimDraft.rows.filter(unit=unit)}
    names = directory(by.day)
    common = {key: (typed or drafts.get(unit, {})).get(key, "") for key in COMMON}
    values = dict(typed) if typed is not None else _joined(drafts, lines)
    counted = goals.counted_measures([line.matter_id for line in lines])
    known, days = calendars(by.day), workdays()
    rows = [_row(line, values, common, counted.get(line.matter_id), needs, by.day, known, days) for line in lines]
    return ClaimTable(unit, names.unit_name(unit), rows, common, leaders_of(names, unit), needs)


def _joined(drafts: Mapping[UUID, Mapping[str, str]], lines: Sequence[Line]) -> dict[str, str]:
    return {name: text for line in lines for name, text in drafts.get(line.uuid, {}).items()}


def written_claim(line: Line) -> dict[str, str]:
    """What a line's claim says so far: as kept in a draft or sent back by the head, else as the claim that holds."""
    drafts = {one.ref: one.values for one in ClaimDraft.rows.filter(ref__in=(line.uuid, line.unit), unit=line.unit)}
    if line.uuid in drafts:
        return {**drafts.get(line.unit, {}), **drafts[line.uuid]}
    held = {key: str(line.bound.get(key) or "") for key in COMMON}
    if held["contact"]:
        held["contact"] = Private.rows.filter(ref=held["contact"]).values_list("text", flat=True).first() or ""
    return held


def leaders_of(names: Directory, unit: UUID) -> list[str]:
    """Who may be a unit's responsible leader: its head and deputies."""
    return [post.holder for post in names.posts_of(Role.HEAD, Role.DEPUTY) if post.unit == unit and post.holder]


def _row(
    line: Line,
    values: Mapping[str, str],
    common: Mapping[str, str],
    counted: Measure | None,
    needs: list[str],
    day: date,
    known: Calendars,
    days: Workdays,
) -> ClaimRow:
    cells = goal_cells(line, values, counted, day, known, days)
    words = goals.ClaimWords(**common, goals=tuple(_goal(cell) for cell in cells))
    lacks = goals.missing(line, words, day, counted, needs)
    return ClaimRow(
        line,
        short_number(line.matter.number, day.year),
        counted,
        cells,
        goals.said(lacks),
        line.claimed_on is not None,
    )


def _goal(cell: GoalCell) -> goals.Goal:
    return (cell.quarter, cell.words, Decimal(0) if cell.value.strip() else None)


def goal_cells(
    line: Line,
    values: Mapping[str, str],
    counted: Measure | None,
    day: date,
    known: Calendars,
    days: Workdays,
) -> list[GoalCell]:
    """A cell for each quarter left, filled with what was typed, or with the claim that is being completed."""
    before = {quarter: (words, value or "") for quarter, words, value in line.bound.get("goals", [])}
    cells = []
    for quarter in goals.goals_wanted(line, day):
        words_name, value_name = f"words:{line.uuid}:{quarter}", f"value:{line.uuid}:{quarter}"
        words, value = before.get(quarter, ("", ""))
        cells.append(
            GoalCell(
                quarter,
                goals.quarter_word(quarter),
                words_name,
                value_name,
                values.get(words_name, words),
                values.get(value_name, value),
                _suggested(line, counted, quarter, known, days),
            )
        )
    return cells


def _suggested(line: Line, counted: Measure | None, quarter: str, known: Calendars, days: Workdays) -> str:
    """Where the course stands at the quarter's end: the number that keeps the light green."""
    if counted is None or counted.value is None:
        return ""
    steps = paths.steps(counted, line.matter, known.of(line.matter.programme), days, known.data_close_day)
    last = min(Period.parse(quarter).last, line.matter.due or date.max)
    reached = max((share for day, share in steps if day <= last), default=None)
    if line.matter.due is not None and last == line.matter.due:
        reached = 1.0
    return "" if reached is None else f"{round(float(counted.value) * reached, 2):g}"


@dataclass(frozen=True, slots=True)
class ToClaimIn:
    """A unit with lines to claim, for the office that enters for it."""

    unit: UUID
    name: str
    lines: int
    until: date


def units_to_claim(by: By) -> list[ToClaimIn]:
    """The units with lines that nobody has claimed, the one whose days end first before the others."""
    names = directory(by.day)
    found: dict[UUID, list[date]] = {}
    for unit, until in unclaimed(by).filter(~Q(unit=None)).values_list("unit", "object_until"):
        found.setdefault(unit, []).append(until)
    rows = [ToClaimIn(unit, names.unit_name(unit), len(days), min(days)) for unit, days in found.items()]
    return sorted(rows, key=lambda row: (row.until, row.name))
