"""The list of matters: filtered, counted and ordered in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When

from luoshi.core.timing.pace import light
from luoshi.matters import paths
from luoshi.matters.models import End, Kind, Line, LineRole, Matter, Stage
from luoshi.matters.words import active, short_number
from luoshi.org.acting import UNIT_ROLES, By
from luoshi.org.directory import Directory

LIGHT_CODES = ("red", "yellow", "green", "done")
BESIDE = (LineRole.JOINT, LineRole.CO)
"""Parts beside the lead's: each with a light of its own."""
OFF = "off"
"""No light: ended otherwise than done, or postponed until a day to come."""
ENDINGS: dict[str, str] = {Stage.REPORTED_UP: "待销号"} | dict(End.choices)
"""How a matter ended or what it waits for, each counted apart."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address asks of the list. Unknown values ask nothing."""

    light: str = ""
    kind: str = ""
    unit: UUID | None = None
    leader: UUID | None = None
    stage: str = ""
    document: UUID | None = None
    parent: UUID | None = None
    words: str = ""
    ending: str = ""

    @classmethod
    def of(cls, params: Mapping[str, str]) -> Filters:
        return cls(
            light=params.get("light", "") if params.get("light") in LIGHT_CODES else "",
            kind=params.get("kind", "") if params.get("kind") in Kind.values else "",
            unit=_uuid(params.get("unit")),
            leader=_uuid(params.get("leader")),
            stage=params.get("stage", "") if params.get("stage") in Stage.values else "",
            document=_uuid(params.get("document")),
            parent=_uuid(params.get("parent")),
            words=params.get("q", "").strip()[:40],
            ending=params.get("end", "") if params.get("end") in ENDINGS else "",
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
    role: str = "lead"
    """Whose light it is: the lead's, or that of a part beside it (joint, co)."""
    ending: str = ""
    """「转常态」, 「待销号」: in words; empty for what is simply in hand."""
    first_due: date | None = None

    @property
    def moved(self) -> bool:
        """Whether the due day is another than the first one."""
        return self.first_due is not None and self.first_due != self.due

    @property
    def why(self) -> str:
        return "；".join(cause["words"] for cause in self.causes[:2])


def light_of(day: date, *, of_part: bool = False) -> Case:
    """The light of a day, in SQL: a comparison of dates. Of a part where there is one: rows joined as `part`."""
    own = (
        When(part__delivered_on__isnull=False, then=Value("done")),
        When(part__red_from__lte=day, then=Value("red")),
        When(part__yellow_from__lte=day, then=Value("yellow")),
        When(part__role__isnull=False, then=Value("green")),
    )
    return Case(
        When(stage=Stage.ENDED, end=End.DONE, then=Value("done")),
        When(stage=Stage.ENDED, then=Value(OFF)),
        *(own if of_part else ()),
        When(suspended_until__gt=day, then=Value(OFF)),
        When(red_from__lte=day, then=Value("red")),
        When(yellow_from__lte=day, then=Value("yellow")),
        default=Value("green"),
        output_field=CharField(),
    )


def ending_of(day: date) -> Case:
    """Its end, or that it waits to be struck off, or is postponed on a day; empty for what is simply in hand."""
    return Case(
        When(stage=Stage.REPORTED_UP, then=Value(str(Stage.REPORTED_UP))),
        When(~Q(end=""), then=F("end")),
        When(suspended_until__gt=day, then=Value(str(End.POSTPONED))),
        default=Value(""),
        output_field=CharField(),
    )


def ledger(by: By, filters: Filters) -> QuerySet[Matter]:
    """The matters that the actor may see and the filters ask for: red ones first, then by how soon they are due."""
    unit = _viewpoint(by, filters)
    found = _asked(by, filters).annotate(light=light_of(by.day, of_part=unit is not None), ending=ending_of(by.day))
    if unit is not None:
        found = found.annotate(**{f"part_{column}": F(f"part__{column}") for column in PART_COLUMNS})
    if filters.ending:
        found = found.filter(ending=filters.ending)
    if filters.light:
        found = found.filter(light=filters.light)
    order = Case(When(light="red", then=0), When(light="yellow", then=1), When(light="green", then=2), default=3)
    return found.order_by(order, F("due").asc(nulls_last=True), "number")


def _asked(by: By, filters: Filters) -> QuerySet[Matter]:
    # Every stage by name: the index of stages serves, instead of the table from end to end.
    found = Matter.objects.visible_to(by).filter(stage__in=[filters.stage] if filters.stage else Stage.values)
    unit = _viewpoint(by, filters)
    if unit is not None:
        beside = Q(lines__unit=unit, lines__role__in=BESIDE)
        found = found.annotate(part=FilteredRelation("lines", condition=beside))
    if filters.parent:
        found = found.filter(parent=filters.parent)
    elif not filters.unit:
        found = found.filter(_once(by, filters.words))
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


PART_COLUMNS = ("role", "due", "yellow_from", "red_from", "delivered_on", "causes")


def _viewpoint(by: By, filters: Filters) -> UUID | None:
    """The unit whose own part counts wherever it does not lead: the one asked for, else the reader's own."""
    if filters.unit or by.sees_all or not by.has(*UNIT_ROLES):
        return filters.unit
    return next(iter(by.units)) if len(by.units) == 1 else None


def _once(by: By, words: str = "") -> Q:
    """A parent and its children are one: children stand in the list only where their parent does not.

    Asked for by number they are found.
    """
    shown = Q(gatherer=None) | Q(~Exists(Matter.objects.visible_to(by).filter(uuid=OuterRef("parent"))))
    return shown | Q(number__icontains=words) if words else shown


def units_to_filter(by: By, filters: Filters) -> frozenset[UUID] | None:
    """The units with a part in anything that the actor may see, and the one asked for; None: every unit. At most one
    SELECT."""
    if by.sees_all:
        return None
    leading = Matter.objects.visible_to(by).filter(stage__in=Stage.values).order_by().values_list("unit")
    lines = Line.objects.visible_to(by).filter(matter__in=_every_stage(by)).order_by().values_list("unit")
    found = leading.union(lines)
    return frozenset(unit for (unit,) in found) | ({filters.unit} if filters.unit else set())


def _every_stage(by: By) -> QuerySet[Any]:
    return Matter.objects.visible_to(by).filter(stage__in=Stage.values).values("pk")


def _with_line(by: By, unit: UUID) -> QuerySet[Any]:
    return Line.objects.visible_to(by).filter(unit=unit).values("matter")


@dataclass(frozen=True, slots=True)
class Counts:
    lights: dict[str, int]
    kinds: dict[str, int]
    total: int
    endings: dict[str, int]
    restricted: int
    """Of all: those that only people named see, and that stand in no circular and no appraisal."""


def counts(by: By, filters: Filters) -> Counts:
    """How many of each light and kind, for the filters' links: one SELECT."""
    grouped = (
        _asked(by, filters)
        .annotate(light=light_of(by.day, of_part=_viewpoint(by, filters) is not None), ending=ending_of(by.day))
        .values("light", "matter_kind", "ending")
        .annotate(n=Count("uuid"), hidden=Count("uuid", filter=Q(restricted=True)))
        .order_by()
    )
    lights = dict.fromkeys((*LIGHT_CODES, OFF), 0)
    kinds: dict[str, int] = {}
    endings: dict[str, int] = {}
    restricted = 0
    for group in grouped:
        endings[group["ending"]] = endings.get(group["ending"], 0) + group["n"]
        if filters.ending and group["ending"] != filters.ending:
            continue
        lights[group["light"]] += group["n"]
        restricted += group["hidden"]
        if not filters.light or filters.light == group["light"]:
            kinds[group["matter_kind"]] = kinds.get(group["matter_kind"], 0) + group["n"]
    return Counts(lights, kinds, sum(lights.values()), endings, restricted)


def rows_of(matters: Iterable[Matter], names: Directory, day: date) -> list[LedgerRow]:
    """Rows for the page, with the names of that day."""
    return [_row(matter, names, day) for matter in matters]


def _row(matter: Matter, names: Directory, day: date) -> LedgerRow:
    part: dict[str, Any] = {column: getattr(matter, f"part_{column}", None) for column in PART_COLUMNS}
    ended = matter.stage == Stage.ENDED
    ended_on = matter.ended_on if ended else part["delivered_on"]
    put_off = matter.suspended_until is not None and day < matter.suspended_until
    known = (
        part if part["role"] else {column: getattr(matter, column) for column in ("yellow_from", "red_from", "causes")}
    )
    causes = [] if ended_on or put_off else active(known["causes"], day)
    off = put_off or (ended and matter.end != End.DONE)
    code = OFF if off else "done" if ended_on else light(day, known["yellow_from"], known["red_from"])
    ending = str(Stage.REPORTED_UP) if matter.stage == Stage.REPORTED_UP else matter.end
    since = ended_on or known["red_from" if code == "red" else "yellow_from"]
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
        part["due"] or matter.due,
        matter.progress,
        paths.expected(matter.course, day),
        code,
        since if code != "green" else None,
        causes,
        part["role"] or LineRole.LEAD,
        ENDINGS.get(ending or (End.POSTPONED if put_off else ""), ""),
        matter.first_due,
    )
