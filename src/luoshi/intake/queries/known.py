"""What is known already: matters of this year and the last, and drafts of other documents; found by their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from luoshi.core.reading.likeness import Likeness
from luoshi.intake.covering import touches
from luoshi.matters.models import Document, DraftRow, Matter, OriginLevel, Stage
from luoshi.matters.words import short_number
from luoshi.org.acting import By
from luoshi.org.permissions import kept_from

LEAST = 0.5
"""What shares less of its rare words is another task."""
MOST = 2
"""So many are offered beside a row: who has to read five compares none."""


@dataclass(frozen=True, slots=True)
class Known:
    """A matter, or the drafted row of another document."""

    ref: UUID
    matter: bool
    title: str
    unit: UUID | None
    number: str = ""
    year: int = 0


class Ledger:
    """All that is known, to be asked by words. Drafts, which may say the same for every town, weigh by themselves."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._matters = [one for one in known if one.matter]
        self._drafts = [one for one in known if not one.matter]
        self._like_matters = Likeness([one.title for one in self._matters])
        self._like_drafts = Likeness([one.title for one in self._drafts])

    def like(self, title: str, text: str, *, least: float, most: int = 4) -> list[tuple[Known, float]]:
        """The matters that say the same as a task, with the share of its words."""
        found = self._like_matters.most_alike(title, text, least=least, most=most)
        return [(self._matters[one.place], one.share) for one in found]

    def _drafted(self, title: str, text: str) -> list[tuple[Known, float]]:
        found = self._like_drafts.most_alike(title, text, least=LEAST, most=8)
        return [(self._drafts[one.place], one.share) for one in found]

    def offered(self, row: Mapping[str, Any], towns: frozenset[UUID]) -> list[dict[str, Any]]:
        """What a drafted row may be the same as: matters, and one draft at most. What another town does is not."""
        unit = row.get("unit")

        def near(found: Iterable[tuple[Known, float]]) -> list[tuple[Known, float]]:
            return [one for one in found if one[0].unit == unit or unit not in towns or one[0].unit not in towns]

        drafts = near(self._drafted(row["title"], row["text"]))[:1]
        matters = near(self.like(row["title"], row["text"], least=LEAST, most=8))[: MOST - len(drafts)]
        return [
            {"matter" if one.matter else "row": str(one.ref), "share": round(share, 2)}
            for one, share in [*matters, *drafts]
        ]


def known_ledger(by: By, document: UUID | None = None) -> Ledger:
    """Matters that run or were of this year or the last, and drafts of other documents: two SELECTs.

    What only some may see is never compared: its title would show in a draft.
    """
    matters = (
        Matter.objects.visible_to(by)
        .filter(restricted=False, gatherer=None, slice_year__gte=by.day.year - 1)
        .order_by("-slice_year", "number")
        .values_list("uuid", "title", "unit", "number", "slice_year")
    )
    drafts = (
        DraftRow.rows.filter(state__in=(DraftRow.State.DRAFT, DraftRow.State.OUT))
        .exclude(document__in=[document] if document else [])
        .order_by("document", "place")
        .values_list("uuid", "title", "unit")
    )
    return Ledger(
        [Known(uuid, True, title, unit, number, year) for uuid, title, unit, number, year in matters]
        + [Known(uuid, False, title, unit) for uuid, title, unit in drafts]
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing known already, beside the row that looks the same."""

    ref: UUID
    matter: bool
    number: str
    title: str
    unit: UUID | None
    due: date | None
    share: float
    ended: bool = False
    from_above: str = ""
    document: UUID | None = None
    document_title: str = ""

    @property
    def open(self) -> bool:
        """It can still be changed by new words."""
        return self.matter and not self.ended


def offers(by: By, rows: Sequence[DraftRow]) -> dict[UUID, list[Offer]]:
    """Row → what it may be the same as, as that stands now: four SELECTs. A draft issued since is its matter."""
    asked = {row.uuid: [*row.alike, *_chosen(row)] for row in rows if row.alike or row.known_as}
    refs = {
        name: {UUID(one[name]) for some in asked.values() for one in some if name in one} for name in ("matter", "row")
    }
    drafts = _drafts(by, refs["row"])
    wanted = refs["matter"] | {one.matter for one in drafts.values() if one.matter}
    matters = Matter.objects.visible_to(by).in_bulk(list(wanted)) if wanted else {}
    papers = _titles({one.document for one in drafts.values()})
    return {row: _offered(some, matters, drafts, papers, by.day.year) for row, some in asked.items()}


def _drafts(by: By, rows: set[UUID]) -> dict[UUID, DraftRow]:
    """Other documents' rows, but those that share words with a matter that the actor may not see."""
    if not rows:
        return {}
    asked = DraftRow.rows.filter(uuid__in=rows).values("document")
    columns = ("uuid", "title", "unit", "due", "document", "matter", "state", "start", "end")
    there = DraftRow.rows.filter(Q(uuid__in=rows) | Q(document__in=asked, state=DraftRow.State.ISSUED)).only(*columns)
    by_document: dict[UUID, list[DraftRow]] = {}
    for row in there:
        by_document.setdefault(row.document, []).append(row)
    issued = {row.matter for row in there if row.matter}
    kept = set(kept_from(by, Matter).filter(uuid__in=issued).values_list("uuid", flat=True)) if issued else set()
    found: dict[UUID, DraftRow] = {}
    for some in by_document.values():
        spans = [(row.start, row.end) for row in some if row.matter in kept]
        found |= {row.uuid: row for row in some if row.uuid in rows and not touches((row.start, row.end), spans)}
    return found


def _chosen(row: DraftRow) -> list[dict[str, Any]]:
    """What the clerk has chosen, where it is no longer among the offers."""
    names = (("matter", row.known_matter), ("row", row.known_row))
    listed = {one.get(name) for one in row.alike for name, _uuid in names}
    return [{name: str(uuid), "share": 1.0} for name, uuid in names if uuid and str(uuid) not in listed]


def _titles(documents: set[UUID]) -> dict[UUID, str]:
    if not documents:
        return {}
    return dict(Document.rows.filter(uuid__in=documents).values_list("uuid", "title"))


def _offered(
    some: Sequence[Mapping[str, Any]],
    matters: Mapping[UUID, Matter],
    drafts: Mapping[UUID, DraftRow],
    papers: Mapping[UUID, str],
    year: int,
) -> list[Offer]:
    found: dict[UUID, Offer] = {}
    for one in some:
        draft = drafts.get(UUID(one["row"])) if "row" in one else None
        matter = matters.get(UUID(one["matter"]) if "matter" in one else (draft.matter if draft else None))  # type: ignore[arg-type]
        if matter:
            found.setdefault(matter.uuid, _of_matter(matter, one["share"], year))
        elif draft and draft.matter is None:
            title = papers.get(draft.document, "")
            found.setdefault(
                draft.uuid,
                Offer(
                    draft.uuid,
                    False,
                    "",
                    draft.title,
                    draft.unit,
                    draft.due,
                    one["share"],
                    document=draft.document,
                    document_title=title,
                ),
            )
    return list(found.values())


def _of_matter(matter: Matter, share: float, year: int) -> Offer:
    above = "" if matter.origin_level == OriginLevel.COUNTY else str(OriginLevel(matter.origin_level).label)
    return Offer(
        matter.uuid,
        True,
        short_number(matter.number, year),
        matter.title,
        matter.unit,
        matter.due,
        share,
        ended=matter.stage == Stage.ENDED,
        from_above=above,
    )
