"""The ledger's state of a day, as rows that another program can check."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from luoshi.core.timing.pace import light
from luoshi.matters.models import (
    BlockerStep,
    Claim,
    End,
    Filing,
    LeaderMark,
    LightSpan,
    Line,
    Matter,
    MatterRevision,
    Report,
    ReportEvidence,
    ReportNode,
    ReportQuantity,
    Request,
    Return,
    Ruling,
    UpperStep,
    Verification,
)
from luoshi.org.directory import directory

Row = dict[str, Any]


def matters(day: date) -> list[Row]:
    names = directory(day)
    spans = _spans(day)
    matters = {matter.uuid: matter for matter in Matter.rows.all()}
    rows = []
    for revision in _revisions(day).values():
        matter, span = matters[revision.matter], spans.get(revision.matter)
        ended = matter.ended_on is not None and matter.ended_on <= day
        rows.append(
            {
                "uuid": str(revision.matter),
                "number": revision.number,
                "title": revision.title,
                "kind": revision.matter_kind,
                "stage": "ended" if ended else matter.stage if matter.ended_on is None else "claimed",
                "end": _end(matter, ended, day),
                "unit": names.unit_name(revision.unit),
                "leader": names.post_label(revision.leader),
                "issued_on": matter.issued_on.isoformat(),
                "due": _iso(matter.due),
                "first_due": _iso(matter.first_due),
                "upper_due": _iso(revision.upper_due),
                "extended": matter.extended,
                "level": revision.origin_level,
                "reported_up_on": _iso(matter.reported_up_on),
                "carried_from": str(revision.carried_from) if revision.carried_from else None,
                "light": _light(span, day, matter.end),
                "yellow_from": _iso(span.yellow_from) if span else None,
                "red_from": _iso(span.red_from) if span else None,
                "co_units": [names.unit_name(line.unit) for line in _lines().get(revision.matter, [])],
            }
        )
    return sorted(rows, key=lambda row: row["number"])


def _lines() -> dict[Any, list[Line]]:
    found: dict[Any, list[Line]] = {}
    for line in Line.rows.exclude(role="lead").order_by("place"):
        found.setdefault(line.matter_id, []).append(line)
    return found


def _revisions(day: date) -> dict[Any, MatterRevision]:
    """Each matter's newest revision up to a day."""
    return {one.matter: one for one in MatterRevision.rows.filter(day__lte=day).order_by("at", "uuid")}


def _spans(day: date) -> dict[Any, LightSpan]:
    held = LightSpan.rows.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))
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
    numbers = dict(Matter.rows.values_list("uuid", "number"))
    ends = dict(Matter.rows.values_list("uuid", "end"))
    return [
        {
            "matter": str(matter),
            "number": numbers[matter],
            "light": _light(span, day, ends[matter]),
            "yellow_from": _iso(span.yellow_from),
            "red_from": _iso(span.red_from),
            "causes": [cause for cause in span.causes if _turned(cause, day)],
        }
        for matter, span in sorted(_spans(day).items(), key=lambda item: numbers[item[0]])
    ]


def _turned(cause: Row, day: date) -> bool:
    return any(cause[key] and cause[key] <= day.isoformat() for key in ("yellow_from", "red_from"))


def reports(day: date) -> list[Row]:
    names = directory(day)
    filings = {filing.report: filing for filing in Filing.rows.all()}
    numbers = dict(Matter.rows.values_list("uuid", "number"))
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
    (LeaderMark, "mark"),
    (UpperStep, "move"),
)
"""What happened to matters beside reports: the fact, and the column that says what it was."""


def steps(day: date) -> list[Row]:
    rows = []
    for model, column in STEPS:
        for fact in model.rows.filter(day__lte=day):
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
