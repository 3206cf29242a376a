"""The ledger's state of a day, as rows that another program can check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from luoshi.core.timing.pace import light
from luoshi.matters.models import (
    BlockerStep,
    Claim,
    End,
    Filing,
    LeaderMark,
    LightSpan,
    Matter,
    MatterLine,
    MatterRevision,
    Recall,
    Report,
    ReportEvidence,
    ReportNode,
    ReportQuantity,
    Request,
    Return,
    Ruling,
    Stage,
    UpperStep,
    Verification,
)
from luoshi.matters.queries.past import dues_on, parts_on, revisions_on
from luoshi.org.directory import directory

Row = dict[str, Any]


def matters(day: date) -> list[Row]:
    """Every matter that is not restricted, as decided by a day: its title, units, leader and due day of that day."""
    names = directory(day)
    spans, revisions = _spans(day), revisions_on(day)
    open_to_all = {matter.uuid: matter for matter in Matter.rows.filter(restricted=False, recalled_on=None)}
    dues, lines = dues_on(revisions.values(), day), _lines(revisions.values())
    rows = []
    for revision in revisions.values():
        matter, span = open_to_all.get(revision.matter), spans.get(revision.matter)
        if matter is None:
            continue
        rows.append(
            {
                "uuid": str(revision.matter),
                "number": revision.number,
                "title": revision.title,
                "kind": revision.matter_kind,
                "stage": _stage(matter, day),
                "end": _end(matter, _ended(matter, day), day),
                "unit": names.unit_name(revision.unit),
                "leader": names.post_label(revision.leader),
                "issued_on": matter.issued_on.isoformat(),
                "due": _iso(dues[revision.matter]),
                "parent": str(revision.parent) if revision.parent else None,
                "rollup": revision.rollup,
                "first_due": _iso(matter.first_due),
                "upper_due": _iso(revision.upper_due),
                "extended": matter.extended,
                "level": revision.origin_level,
                "reported_up_on": _iso(matter.reported_up_on),
                "carried_from": str(revision.carried_from) if revision.carried_from else None,
                "about": str(revision.about) if revision.about else None,
                "light": _light(span, day, matter.end),
                "yellow_from": _iso(span.yellow_from) if span else None,
                "red_from": _iso(span.red_from) if span else None,
                "co_units": [names.unit_name(unit) for unit in lines.get(revision.uuid, [])],
            }
        )
    return sorted(rows, key=lambda row: row["number"])


def _ended(matter: Matter, day: date) -> bool:
    return matter.ended_on is not None and matter.ended_on <= day


def _stage(matter: Matter, day: date) -> str:
    """The stage on a day, as far as its days tell: what stands now, unless it had not come to that yet."""
    if _ended(matter, day):
        return Stage.ENDED
    if matter.received_on is not None and matter.received_on > day:
        return Stage.ISSUED
    return Stage.CLAIMED if matter.stage == Stage.ENDED else matter.stage


def _lines(revisions: Iterable[MatterRevision]) -> dict[UUID, list[UUID]]:
    """Revision → the units beside the lead."""
    wanted = {one.uuid for one in revisions}
    found: dict[UUID, list[UUID]] = {}
    for fact, unit in MatterLine.rows.exclude(role="lead").order_by("id").values_list("fact", "unit"):
        if fact in wanted:
            found.setdefault(fact, []).append(unit)
    return found


def _spans(day: date) -> dict[Any, LightSpan]:
    known = LightSpan.rows.filter(since__lte=day, matter__restricted=False, matter__recalled_on=None, line=None)
    held = known.filter(Q(until=None) | Q(until__gt=day))
    return {span.matter_id: span for span in held}


def _end(matter: Matter, ended: bool, day: date) -> str:
    """How it had ended by a day; what was made routine goes on, and is named so."""
    routine = matter.routine_from is not None and matter.routine_from <= day and matter.ended_on is None
    return matter.end if ended or routine else ""


def _light(span: LightSpan | None, day: date, end: str) -> str | None:
    """Its light on a day, ✓ for done; none before its issue, after another end, or while it is postponed."""
    if span is None or (span.lit and span.off_until and day < span.off_until):
        return None
    if not span.lit:
        return "done" if end == End.DONE else None
    return light(day, span.yellow_from, span.red_from)


def lights(day: date) -> list[Row]:
    """Each matter's light, and under `lines` that of every part beside the lead's."""
    numbers = _numbers()
    beside = _parts_lit(day)
    ends = dict(Matter.rows.values_list("uuid", "end"))
    return [
        {
            "matter": str(matter),
            "number": numbers[matter],
            "light": _light(span, day, ends[matter]),
            "yellow_from": _iso(span.yellow_from),
            "red_from": _iso(span.red_from),
            "causes": [cause for cause in span.causes if _turned(cause, day)],
            "lines": beside.get(matter, []),
        }
        for matter, span in sorted(_spans(day).items(), key=lambda item: numbers[item[0]])
    ]


def _parts_lit(day: date) -> dict[Any, list[Row]]:
    names = directory(day)
    found: dict[Any, list[Row]] = {}
    for part in parts_on(day):
        found.setdefault(part.matter, []).append(
            {
                "line": str(part.line),
                "unit": names.unit_name(part.unit),
                "role": part.role,
                "light": _light(part.span, day, End.DONE),
                "yellow_from": _iso(part.span.yellow_from),
                "red_from": _iso(part.span.red_from),
                "causes": [cause for cause in part.span.causes if _turned(cause, day)],
            }
        )
    return found


def _numbers() -> dict[UUID, str]:
    """The numbers of the matters that are not restricted: nothing of the others leaves the house."""
    return dict(Matter.rows.filter(restricted=False).values_list("uuid", "number"))


def _turned(cause: Row, day: date) -> bool:
    return any(cause[key] and cause[key] <= day.isoformat() for key in ("yellow_from", "red_from"))


def reports(day: date) -> list[Row]:
    names = directory(day)
    filings = {filing.report: filing for filing in Filing.rows.all()}
    numbers = _numbers()
    nodes, quantities, evidence = _report_parts()
    return [
        {
            "uuid": str(report.uuid),
            "matter": str(report.matter),
            "number": numbers[report.matter],
            "unit": names.unit_name(filings[report.uuid].unit),
            "period": report.period,
            "words": report.words,
            "no_change": report.no_change,
            "nodes": nodes.get(report.uuid, []),
            "quantities": quantities.get(report.uuid, {}),
            "evidence": evidence.get(report.uuid, []),
            "by": names.official_name(report.by),
            "at": report.at.isoformat(),
            "late": report.late,
            "newest": filings[report.uuid].newest,
            "signed_off": filings[report.uuid].signed_on is not None,
            "verdict": filings[report.uuid].verdict,
        }
        for report in Report.rows.filter(day__lte=day).order_by("at", "uuid")
        if report.matter in numbers
    ]


def _report_parts() -> tuple[dict[Any, list[str]], dict[Any, dict[str, float]], dict[Any, list[str]]]:
    nodes: dict[Any, list[str]] = {}
    for row in ReportNode.rows.order_by("id"):
        nodes.setdefault(row.fact_id, []).append(str(row.node))
    quantities: dict[Any, dict[str, float]] = {}
    for quantity in ReportQuantity.rows.order_by("id"):
        quantities.setdefault(quantity.fact_id, {})[quantity.code] = float(quantity.value)
    evidence: dict[Any, list[str]] = {}
    for file in ReportEvidence.rows.order_by("id"):
        evidence.setdefault(file.fact_id, []).append(file.digest)
    return nodes, quantities, evidence


STEPS: tuple[tuple[type[Any], str], ...] = (
    (Claim, "how"),
    (Return, "reason"),
    (BlockerStep, "move"),
    (Verification, "verdict"),
    (Request, "asks"),
    (Ruling, "about"),
    (Recall, "reason"),
    (LeaderMark, "mark"),
    (UpperStep, "move"),
)
"""What happened to matters beside reports: the fact, and the column that says what it was."""


def steps(day: date) -> list[Row]:
    rows, hidden = [], set(Matter.rows.filter(restricted=True).values_list("uuid", flat=True))
    for model, column in STEPS:
        for fact in model.rows.filter(day__lte=day).exclude(matter__in=hidden):
            rows.append(
                {
                    "uuid": str(fact.uuid),
                    "at": fact.at.isoformat(),
                    "kind": model.kind,
                    "matter": str(fact.matter),
                    "what": getattr(fact, column),
                    "by": str(fact.by),
                }
            )
    return sorted(rows, key=lambda row: (row["at"], row["uuid"]))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
