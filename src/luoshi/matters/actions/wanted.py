"""What is to be issued, before it is a fact: a matter, whose it is besides, and how much is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.facts.identity import new_uuid
from luoshi.matters.models import MeasureKind, OriginKind, OriginLevel


@dataclass(frozen=True, slots=True)
class LineWanted:
    unit: UUID
    role: str
    duty: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureWanted:
    code: str
    name: str
    op: str
    value: Decimal | None
    unit_of_measure: str = ""
    measure_kind: str = MeasureKind.FLOW
    direction: int = 1
    path: tuple[tuple[date, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A matter as it is to be issued: who, by when, to what extent, and where it comes from."""

    title: str
    unit: UUID
    matter_kind: str
    due: date | None = None
    text: str = ""
    leader: UUID | None = None
    others: tuple[LineWanted, ...] = ()
    measures: tuple[MeasureWanted, ...] = ()
    origin_level: str = OriginLevel.COUNTY
    origin_kind: str = OriginKind.MEETING
    origin_document: UUID | None = None
    origin_number: str = ""
    origin_day: date | None = None
    origin_leader: UUID | None = None
    origin_words: str = ""
    origin_start: int | None = None
    origin_end: int | None = None
    upper_due: date | None = None
    programme: str = ""
    parent: UUID | None = None
    rollup: str = ""
    papers: tuple[str, ...] = ()
    """Digests of the paper it came on."""
    slice_year: int | None = None
    """The year it is answered for; left out: that of its issue."""
    carried_from: UUID | None = None
    about: UUID | None = None
    """The matter that the leader's words were said of."""
    reported: bool = True
    restricted: bool = False
    readers: tuple[UUID, ...] = ()
    """Of a restricted matter: posts and persons who may see it; without any, those who answer for it."""
    matter: UUID = field(default_factory=new_uuid)
