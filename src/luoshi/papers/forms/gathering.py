"""Everything a form may ask about some matters, read in a fixed number of SELECTs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.matters.models import (
    Blocker,
    Claim,
    Document,
    End,
    Kind,
    Line,
    LineRole,
    Matter,
    Measure,
    Node,
    OriginKind,
    Report,
)
from luoshi.matters.queries import Filters, LedgerRow, ledger, rows_of
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory

MOST = 500
"""So many matters fit into one form."""
LIGHTS = {"red": "滞后", "yellow": "预警", "green": "正常推进"}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A matter as a form sees it: words only, an attribute for each field."""

    serial: str
    number: str
    title: str
    kind: str
    leader: str
    lead: str
    text: str
    origin: str
    units: str
    co: str
    due: str
    first_due: str
    goal: str
    done: str
    progress: str
    latest: str
    problem: str
    next: str
    state: str
    in_charge: str
    section: str


@dataclass(slots=True)
class _Around:
    """What stands around the matters, by matter."""

    lines: dict[UUID, list[Line]]
    measures: dict[UUID, list[Measure]]
    nodes: dict[UUID, list[Node]]
    blockers: dict[UUID, list[Blocker]]
    reports: dict[UUID, Report]
    documents: dict[UUID, Document]
    claims: dict[UUID, Claim]


def gathered(by: By, filters: Filters) -> list[Gathered]:
    """The matters that the actor may see and the filters ask for, in the ledger's order; restricted ones never."""
    matters = list(ledger(by, filters).filter(restricted=False)[:MOST])
    names, around = directory(by.day), _around(by, matters)
    rows = rows_of(matters, names, by.day)
    return [
        _one(place, matter, row, around, names, by.day)
        for place, (matter, row) in enumerate(zip(matters, rows, strict=True), 1)
    ]


def _around(by: By, matters: Sequence[Matter]) -> _Around:
    uuids = [matter.uuid for matter in matters]
    mine = Line.objects.visible_to(by).filter(matter__in=uuids)
    blockers = Blocker.objects.visible_to(by).filter(matter__in=uuids, cleared_on=None).order_by("since")
    leads = [line.uuid for line in mine.filter(role=LineRole.LEAD)]
    claims = Claim.rows.filter(line__in=leads).order_by("at")
    return _Around(
        _by_matter(mine.order_by("place")),
        _by_matter(Measure.rows.filter(matter__in=uuids).order_by("id")),
        _by_matter(Node.rows.filter(matter__in=uuids).order_by("day", "uuid")),
        _by_matter(blockers),
        Report.rows.in_bulk([matter.last_report for matter in matters if matter.last_report]),
        Document.rows.defer("text").in_bulk([matter.origin_document for matter in matters if matter.origin_document]),
        {claim.matter: claim for claim in claims},
    )


def _by_matter(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.matter_id].append(row)
    return found


def _one(place: int, matter: Matter, row: LedgerRow, around: _Around, names: Directory, day: date) -> Gathered:
    lines = around.lines[matter.uuid]
    claim = around.claims.get(matter.uuid)
    following = next((node for node in around.nodes[matter.uuid] if node.passed_on is None), None)
    return Gathered(
        serial=str(place),
        number=row.number,
        title=row.title,
        leader=row.leader_name,
        lead=row.unit_name,
        kind=_(str(Kind(matter.matter_kind).label)),
        text=matter.text or matter.origin_words or matter.title,
        origin=_origin(matter, around.documents),
        units=_named(names, [line for line in lines if line.role != LineRole.CO]),
        co=_named(names, [line for line in lines if line.role == LineRole.CO]),
        due=_day(matter.due),
        first_due=_day(matter.first_due),
        goal="；".join(_goal(one) for one in around.measures[matter.uuid] if one.value is not None),
        done="；".join(_done(one) for one in around.measures[matter.uuid] if one.done is not None),
        progress="" if row.progress is None else f"{row.progress * 100:.0f}%",
        latest=_latest(around.reports.get(matter.last_report) if matter.last_report else None),
        problem="；".join(_blocked(one, names) for one in around.blockers[matter.uuid]),
        next=f"{following.title}（{_day(following.day)}）" if following and row.light != "done" else "",
        state=_(str(End(matter.end).label)) if matter.end else _(LIGHTS.get(row.light, "办结")),
        in_charge=claim.leader_in_charge if claim else "",
        section=claim.section if claim else "",
    )


def _origin(matter: Matter, documents: dict[UUID, Document]) -> str:
    document = documents.get(matter.origin_document) if matter.origin_document else None
    if document is not None:
        return document.title + (f"（{document.number}）" if document.number else "")
    return _(str(OriginKind(matter.origin_kind).label))


def _named(names: Directory, lines: Iterable[Line]) -> str:
    return "、".join(names.unit_name(line.unit) for line in lines)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def _goal(measure: Measure) -> str:
    return f"{measure.name}{_plain(measure.value)}{measure.unit_of_measure}"


def _done(measure: Measure) -> str:
    return f"{measure.name}{_plain(measure.done)}{measure.unit_of_measure}"


def _plain(value: Any) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _latest(report: Report | None) -> str:
    if report is None:
        return ""
    return report.words or (_("无变化，因为{because}").format(because=report.no_change) if report.no_change else "")


def _blocked(blocker: Blocker, names: Directory) -> str:
    return _("{title}（待{holder}解决）").format(title=blocker.title, holder=names.unit_name(blocker.holder))
