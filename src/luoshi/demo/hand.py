"""A unit's hand on a matter that a station takes through its days by itself: taken on, told of, signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.demo.company import CALENDAR, Company
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.calendars import calendars
from luoshi.matters.models import Line, LineRole, Node, Verdict
from luoshi.matters.queries.claiming import goal_cells
from luoshi.org.queries import workdays

CHECKED = 4
"""What was reported in so many last working days still waits to be checked."""


def take_on(company: Company, unit: str, matter: UUID, day: date, nodes: Sequence[tuple[str, date, int]] = ()) -> None:
    """The unit's head takes the lead, and plans its nodes where there are any; the office approves that evening."""
    line = Line.rows.select_related("matter").get(matter=matter, role=LineRole.LEAD)
    head = company.head(unit, day, 15, 10)
    cells = goal_cells(line, {}, None, day, calendars(day), workdays())
    goals = tuple((cell.quarter, _goal(nodes, cell.quarter), None) for cell in cells)
    contact = f"{head.name} {company.people.phones[f'{unit}/head']}"
    with clock.at(head.at):
        actions.claim(head, [line.uuid], actions.ClaimWords(head.name, "办公室", contact, goals))
    if nodes:
        with clock.at(head.at):
            made = actions.plan(head, line.uuid, nodes)
        chief = company.people.by("督查办/chief", clock.moment(day, 17, 10))
        with clock.at(chief.at):
            actions.rule_plans(chief, [made], True)


def _goal(nodes: Sequence[tuple[str, date, int]], quarter: str) -> str:
    """The nodes that are due by the end of a quarter."""
    within = [title for title, day, _weight in nodes if day <= Period.parse(quarter).last]
    return "、".join(within) or "方案定下来，开始实施"


def tell(company: Company, unit: str, matter: UUID, day: date, words: str, **more: Any) -> None:
    """The unit's head reports on a matter, which signs it at once; the office has found true all but the last ones."""
    head = company.head(unit, day, 17, 30)
    period = str(CALENDAR.open_period(day, company.days))
    with clock.at(head.at):
        ((report, _new),) = actions.file_reports(head, [actions.FiledReport(matter, period, words, **more)])
    if day < company.ago(CHECKED):
        clerk = company.people.by("督查办/clerk", clock.moment(day, 18, 10))
        with clock.at(clerk.at):
            actions.verify(clerk, [actions.Finding(report, Verdict.ACCEPTED, "佐证齐全，情况属实")])


def all_nodes(matter: UUID) -> tuple[UUID, ...]:
    return tuple(Node.rows.filter(matter=matter).order_by("day", "title").values_list("uuid", flat=True))


def cuts_off(company: Company, day: date) -> bool:
    """Whether the month's reports are due on this day."""
    return day == CALENDAR.cutoff_day_of(CALENDAR.open_period(day, company.days), company.days)
