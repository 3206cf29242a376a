"""What the office found a matter to be known by: links to other matters, and documents that say it once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

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


def known_by_words(by: By, matter: Matter) -> tuple[list[tuple[str, Matter]], list[Mention]]:
    """Matters linked by the office, on both sides; and what says this one once more. One SELECT, a few more if any."""
    mine = DraftRow.rows.filter(matter=matter.uuid).values("uuid")
    told = list(KnownMatter.rows.filter(Q(row__in=mine) | Q(matter=matter.uuid)).order_by("at", "uuid"))
    replaced = {one.supersedes for one in told}
    standing = [one for one in told if one.uuid not in replaced and one.how != How.NONE]
    related = [one for one in standing if one.how == How.RELATED]
    return _linked(by, matter, related), _mentions([one for one in standing if one.how != How.RELATED])


def _linked(by: By, matter: Matter, facts: Sequence[KnownMatter]) -> list[tuple[str, Matter]]:
    if not facts:
        return []
    issued = DraftRow.rows.filter(uuid__in=[one.row for one in facts]).values_list("matter", flat=True)
    others = {one.matter for one in facts} | {uuid for uuid in issued if uuid}
    known = Matter.objects.visible_to(by).filter(uuid__in=others - {matter.uuid}).order_by("number")
    return [(str(How.RELATED.label), one) for one in known]


def _mentions(facts: Sequence[KnownMatter]) -> list[Mention]:
    if not facts:
        return []
    titles = dict(Document.rows.filter(uuid__in={one.origin_document for one in facts}).values_list("uuid", "title"))
    return [
        Mention(
            one.get_how_display(),
            one.how == How.UPDATE,
            one.origin_document,
            titles.get(one.origin_document, ""),
            one.row,
            one.day,
        )
        for one in facts
    ]
