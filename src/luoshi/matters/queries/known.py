"""What the office found a matter to be known by: links to other matters, and documents that say it once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from luoshi.matters.models import Document, DraftRow, KnownMatter, Matter
from luoshi.org.acting import By

How = KnownMatter.How


@dataclass(frozen=True, slots=True)
class Mention:
    """A document in which the same stands once more, or by which it was changed."""

    how: str
    changed: bool
    """The matter was changed by it: then it concerns everybody who sees the matter, else the office alone."""
    document: UUID
    title: str
    row: UUID
    day: date


def _told(matter: Any, within: Any) -> QuerySet[KnownMatter]:
    """What was said of a matter, or of the row it was issued from. within: the matter as an inner query sees it."""
    mine = DraftRow.rows.filter(matter=within).values("uuid")
    return KnownMatter.rows.filter(Q(row__in=mine) | Q(matter=matter))


TOLD = Exists(_told(OuterRef("uuid"), OuterRef(OuterRef("uuid"))))
"""Whether anything was said of a matter at all: asked with the matter itself."""


def known_by_words(by: By, matter: Matter) -> tuple[list[tuple[str, Matter]], list[Mention]]:
    """Matters linked by the office, on both sides; and what says this one once more: two SELECTs."""
    issued = DraftRow.rows.filter(uuid=OuterRef("row")).values("matter")[:1]
    title = Document.rows.filter(uuid=OuterRef("origin_document")).values("title")[:1]
    told = list(
        _told(matter.uuid, matter.uuid).annotate(issued=Subquery(issued), title=Subquery(title)).order_by("at", "uuid")
    )
    replaced = {one.supersedes for one in told}
    standing = [one for one in told if one.uuid not in replaced and one.how != How.NONE]
    others = {uuid for one in standing if one.how == How.RELATED for uuid in (one.matter, one.issued) if uuid}
    return _linked(by, others - {matter.uuid}), [_mention(one) for one in standing if one.how != How.RELATED]


def _linked(by: By, matters: set[UUID]) -> list[tuple[str, Matter]]:
    if not matters:
        return []
    known = Matter.objects.visible_to(by).filter(uuid__in=matters).order_by("number")
    return [(str(How.RELATED.label), one) for one in known]


def _mention(one: Any) -> Mention:
    changed = one.how == How.UPDATE
    return Mention(one.get_how_display(), changed, one.origin_document, one.title or "", one.row, one.day)
