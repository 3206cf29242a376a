"""The list of matters: filtered, counted and ordered in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from luoshi.core.timing.pace import light
from luoshi.matters import paths
from luoshi.matters.models import Kind, Line, Matter, Stage
from luoshi.matters.words import active, short_number
from luoshi.org.acting import By
from luoshi.org.directory import Directory

LIGHT_CODES = ("red", "yellow", "green", "done")


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address asks of the list. Unknown values ask nothing."""

    light: str = ""
    kind: str = ""
    unit: UUID | None = None
    leader: UUID | None = None
    stage: str = ""
    document: UUID | None = None
    words: str = ""

    @classmethod
    def of(cls, params: Mapping[str, str]) -> Filters:
        return cls(
            light=params.get("light", "") if params.get("light") in LIGHT_CODES else "",
            kind=params.get("kind", "") if params.get("kind") in Kind.values else "",
            unit=_uuid(params.get("unit")),
            leader=_uuid(params.get("leader")),
            stage=params.get("stage", "") if params.get("stage") in Stage.values else "",
            document=_uuid(params.get("document")),
            words=params.get("q", "").strip()[:40],
        )


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A matter as a row: everything the list shows, and nothing more to look up."""

    uuid: UUID
    number: str
    title: str
    kind: str
    stage: str
    unit: UUID
    unit_name: str
    leader_name: str
    due: date | None
    progress: float | None
    expected: float | None
    light: str
    since: date | None
    causes: list[dict[str, Any]]

    @property
    def why(self) -> str:
        return "；".join(cause["words"] for cause in self.causes[:2])


def light_of(day: date) -> Case:
    """The light of a day, in SQL: a comparison of dates."""
    return Case(
        When(stage=Stage.ENDED, then=Value("done")),
        When(red_from__lte=day, then=Value("red")),
        When(yellow_from__lte=day, then=Value("yellow")),
        default=Value("green"),
        output_field=CharField(),
    )


def ledger(by: By, filters: Filters) -> QuerySet[Matter]:
    """The matters that the actor may see and the filters ask for: red ones first, then by how soon they are due."""
    found = _asked(by, filters).annotate(light=light_of(by.day))
    if filters.light:
        found = found.filter(light=filters.light)
    order = Case(When(light="red", then=0), When(light="yellow", then=1), When(light="green", then=2), default=3)
    return found.order_by(order, F("due").asc(nulls_last=True), "number")


def _asked(by: By, filters: Filters) -> QuerySet[Matter]:
    # Every stage by name: the index of stages serves, instead of the table from end to end.
    found = Matter.objects.visible_to(by).filter(stage__in=[filters.stage] if filters.stage else Stage.values)
    if filters.kind:
        found = found.filter(matter_kind=filters.kind)
    if filters.unit:
        found = found.filter(Q(unit=filters.unit) | Q(pk__in=_with_line(by, filters.unit)))
    if filters.leader:
        found = found.filter(leader=filters.leader)
    if filters.document:
        found = found.filter(origin_document=filters.document)
    if filters.words:
        found = found.filter(Q(title__icontains=filters.words) | Q(number__icontains=filters.words))
    return found


def _with_line(by: By, unit: UUID) -> QuerySet[Any]:
    return Line.objects.visible_to(by).filter(unit=unit).values("matter")


@dataclass(frozen=True, slots=True)
class Counts:
    lights: dict[str, int]
    kinds: dict[str, int]
    total: int


def counts(by: By, filters: Filters) -> Counts:
    """How many of each light and kind, for the filters' links: one SELECT."""
    grouped = (
        _asked(by, filters)
        .annotate(light=light_of(by.day))
        .values("light", "matter_kind")
        .annotate(n=Count("uuid"))
        .order_by()
    )
    lights = dict.fromkeys(LIGHT_CODES, 0)
    kinds: dict[str, int] = {}
    for group in grouped:
        lights[group["light"]] += group["n"]
        if not filters.light or filters.light == group["light"]:
            kinds[group["matter_kind"]] = kinds.get(group["matter_kind"], 0) + group["n"]
    return Counts(lights, kinds, sum(lights.values()))


def rows_of(matters: Iterable[Matter], names: Directory, day: date) -> list[LedgerRow]:
    """Rows for the page, with the names of that day."""
    return [_row(matter, names, day) for matter in matters]


def _row(matter: Matter, names: Directory, day: date) -> LedgerRow:
    ended = matter.stage == Stage.ENDED
    causes = [] if ended else active(matter.causes, day)
    code = "done" if ended else light(day, matter.yellow_from, matter.red_from)
    since = matter.ended_on if ended else matter.red_from if code == "red" else matter.yellow_from
    if matter.recalled_on:  # neither done nor late: it has no light
        code, since = "", None
    return LedgerRow(
        matter.uuid,
        short_number(matter.number, day.year),
        matter.title,
        matter.matter_kind,
        matter.stage,
        matter.unit,
        names.unit_name(matter.unit),
        names.post_label(matter.leader),
        matter.due,
        matter.progress,
        paths.expected(matter.course, day),
        code,
        since if code != "green" else None,
        causes,
    )
