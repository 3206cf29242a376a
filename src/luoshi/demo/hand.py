"""A unit's hand on a matter that a station takes through its days by itself: taken on, told of, signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.demo.company import CALENDAR, Company
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Line, LineRole, Node


def take_on(company: Company, unit: str, matter: UUID, day: date, nodes: Sequence[tuple[str, date, int]] = ()) -> None:
    """The unit's head takes the lead, and plans its nodes where there are any."""
    line = Line.rows.values_list("uuid", flat=True).get(matter=matter, role=LineRole.LEAD)
    head = company.head(unit, day, 15, 10)
    with clock.at(head.at):
        actions.claim(head, [line], actions.ClaimWords(head.name, "办公室", head.name))
        if nodes:
            actions.plan(head, line, nodes)


def tell(company: Company, unit: str, matter: UUID, day: date, words: str, **more: Any) -> None:
    """The unit's head reports on a matter, which signs it at once."""
    head = company.head(unit, day, 17, 30)
    period = str(CALENDAR.open_period(day, company.days))
    with clock.at(head.at):
        actions.file_reports(head, [actions.FiledReport(matter, period, words, **more)])


def all_nodes(matter: UUID) -> tuple[UUID, ...]:
    return tuple(Node.rows.filter(matter=matter).order_by("day", "title").values_list("uuid", flat=True))


def cuts_off(company: Company, day: date) -> bool:
    """Whether the month's reports are due on this day."""
    return day == CALENDAR.cutoff_day_of(CALENDAR.open_period(day, company.days), company.days)
