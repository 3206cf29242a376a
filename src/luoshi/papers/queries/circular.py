"""The facts of a month's circular, at the cut-off of its work month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import Period, ReportingCalendar
from luoshi.core.timing.workdays import Workdays
from luoshi.facts import clock
from luoshi.facts.models import Entry
from luoshi.matters.queries.extensions import proposed_for_circular
from luoshi.matters.queries.figure import NODES, REPORTS, Figure, Window
from luoshi.matters.queries.figures import month_figures
from luoshi.matters.queries.past import red_on, units_with_red_children
from luoshi.matters.words import short_number
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Role, UnitKind
from luoshi.org.queries import report_calendar, workdays
from luoshi.papers.content import (
    AskedOutOfRule,
    Circular,
    Count,
    Deadlines,
    GroupRanking,
    NodeDue,
    Offices,
    Owed,
    Placed,
    Standing,
)
from luoshi.papers.queries.promises import overdue_promises
from luoshi.papers.queries.standing import standings
from luoshi.papers.writing.typography import tight

ISSUE_DAY = 3
"""The circular of a month lies signed on the 3rd of the next, for the meeting of its first week."""
MISSING_DAYS, LAGGING_DAYS, BLOCKER_DAYS = 3, 5, 3
"""Working days after issue in which a missing report, a red matter and an overdue blocker are answered for."""

MISSING = "未报"
"""How the month's figures name a report that was not filed, or not signed."""


def circular(period: str) -> Circular:
    """What the circular of a month has to say. The same facts give the same circular, on whatever day it is asked for.

    Raises BadInput for what is no month.
    """
    month = _month(period)
    calendar, days = report_calendar(month.last), workdays()
    as_of = calendar.grace_end(month, days).date()
    names = directory(as_of)
    matters = standings(as_of, names)
    figures = month_figures(month)
    reports = tuple(_reports(figures, names, month.year))
    window = Window.of(month)
    nodes = [figure for figure in figures if figure.item == NODES]
    due = [
        NodeDue(
            one.matter,
            short_number(one.number, month.year),
            tight(one.what),
            figure.unit,
            names.unit_name(figure.unit),
            one.counts,
        )
        for figure in nodes
        for one in figure.reasons
        if one.weight
    ]
    return Circular(
        period=str(month),
        label=month.label,
        first=window.first,
        cutoff=window.last,
        as_of=as_of,
        offices=offices(names),
        matters=tuple(matters),
        red_before=red_on(calendar.grace_end(month.previous(), days).date()),
        nodes=tuple(due),
        kept=tuple(_kept(nodes, matters, reports, units_with_red_children(as_of), names)),
        reports=reports,
        promises=tuple(overdue_promises(as_of, names)),
        ranking=tuple(_ranking(str(month))),
        deadlines=_deadlines(month, calendar, days),
        extensions=tuple(_extensions(month, names)),
    )


def _extensions(month: Period, names: Directory) -> Iterable[AskedOutOfRule]:
    for one in proposed_for_circular(month):
        number, title = short_number(one.number, month.year), tight(one.title)
        yield AskedOutOfRule(one.matter, number, title, one.unit, names.unit_name(one.unit), one.late, one.nth)


def _month(period: str) -> Period:
    month = Period.parse(period)
    if month.kind != "month":
        raise BadInput(Fault(f"通报按月出，“{period}”不是一个月", "写成 2026-10 这样"))
    return month


def last_reported(at: datetime) -> Period:
    """The last month whose reporting was over at a moment, the heads' grace included."""
    month = Period.containing(clock.local_day(at), "month")
    while not is_reported(month, at):
        month = month.previous()
    return month


def is_reported(month: Period, at: datetime) -> bool:
    """Whether the grace for the heads' signatures of a month was over at a moment."""
    end = report_calendar(month.last).grace_end(month, workdays())
    return clock.local_time(at).replace(tzinfo=None) >= end


def must_be_reported(period: str, at: datetime) -> Period:
    """The month of a period. Raises BadInput for what is no month, or one whose reporting is not over at a moment."""
    month = _month(period)
    if not is_reported(month, at):
        raise BadInput(Fault(f"{month.label}的填报和审签还没有结束", "填报截止、审签宽限期过后再出通报"))
    return month


def offices(names: Directory) -> Offices:
    """Who compiles, prints and receives the paper, by the posts and offices of the register."""
    director, chief = _unit_of(Role.DIRECTOR, names), _unit_of(Role.CHIEF, names)
    printing, supervision = director or chief, chief or director
    full = names.units[printing].name if printing else ""
    county = next((full.removesuffix(end) for end in ("人民政府办公室", "政府办公室") if full.endswith(end)), "")
    copies = tuple(unit.name for unit in names.units_of(UnitKind.OFFICE) if unit.uuid not in (printing, supervision))
    compiling = names.units[supervision] if supervision else None
    return Offices(county, compiling.name if compiling else "", compiling.short if compiling else "", full, copies)


def _unit_of(role: str, names: Directory) -> UUID | None:
    posts = names.posts_of(role)
    return posts[0].unit if posts and posts[0].unit in names.units else None


def _reports(figures: Iterable[Figure], names: Directory, year: int) -> Iterable[Owed]:
    for figure in figures:
        for one in figure.reasons if figure.item == REPORTS else ():
            state = "in_time" if one.counts else "missing" if one.what == MISSING else "late"
            number, title = short_number(one.number, year), tight(one.title)
            yield Owed(one.matter, number, title, figure.unit, names.unit_name(figure.unit), state)


def _kept(
    nodes: Iterable[Figure],
    matters: Iterable[Standing],
    reports: Iterable[Owed],
    red_children: set[UUID],
    names: Directory,
) -> list[Count]:
    """Units that passed every node due, and have nothing red and no report late or missing: the most nodes first."""
    out = {one.unit for one in matters if one.light == "red"} | {one.unit for one in reports if one.state != "in_time"}
    out |= red_children
    found = [
        Count(figure.unit, names.unit_name(figure.unit), sum(bool(one.weight) for one in figure.reasons))
        for figure in nodes
        if figure.applies and all(one.counts for one in figure.reasons) and figure.unit not in out
    ]
    return sorted(found, key=lambda one: (-one.n, names.units[one.unit].place if one.unit in names.units else 0))


def _ranking(period: str) -> Iterable[GroupRanking]:
    """The sealed ranking of the month by group; nothing where it is not sealed."""
    from luoshi.appraisal.queries import last_closed, ranking_table

    last = last_closed()
    if last is None or period > last:
        return
    for table in ranking_table(period):
        rows = tuple(
            Placed(row.rank, row.unit_name, "—" if row.score is None else str(row.score), row.change)
            for row in table.rows
        )
        if rows:
            yield GroupRanking(table.name, rows, table.compared)


def _deadlines(month: Period, calendar: ReportingCalendar, days: Workdays) -> Deadlines:
    """Who answers by when, counted from the day of issue: the 3rd, or the day of the newest fact if that is later."""
    last_fact: date | None = Entry.rows.order_by("-seq").values_list("day", flat=True).first()
    third = month.next().first.replace(day=ISSUE_DAY)
    issue = days.next_workday(max(third, last_fact or third))
    following = month.next()
    while calendar.cutoff_day_of(following, days) <= issue:
        following = following.next()
    return Deadlines(
        issue,
        days.add(issue, MISSING_DAYS),
        days.add(issue, LAGGING_DAYS),
        days.add(issue, BLOCKER_DAYS),
        following.label,
        calendar.cutoff_day_of(following, days),
    )
