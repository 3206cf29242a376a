"""The papers that there are, by month, and one of them as it was kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from luoshi.core.timing.periods import Period
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.papers.keeping import text_of
from luoshi.papers.models import Paper, PaperKind
from luoshi.papers.queries.circular import last_reported
from luoshi.papers.writing.sheet import Sheet

MOST = 24


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper as a row: what it is, who made it, whether it still stands."""

    uuid: UUID
    period: str
    label: str
    title: str
    number: int | None
    day: date
    at: datetime
    who: str
    stands: bool
    """No later draft and no signed paper has taken its place."""

    @property
    def signed(self) -> bool:
        return self.number is not None


@dataclass(frozen=True, slots=True)
class Month:
    """A month's circular: the one that stands, if there is one, and the drafts before it."""

    period: str
    label: str
    standing: Shown | None
    before: list[Shown]


def months(by: By) -> list[Month]:
    """The months with a circular, newest first, and in any case the last month whose reporting is over."""
    last = str(last_reported(by.at))
    papers = Paper.rows.filter(paper_kind=PaperKind.CIRCULAR).order_by("-period", "-at", "-uuid")
    rows: dict[str, list[Shown]] = {last: []}
    for shown in _rows(list(papers[:200])):
        rows.setdefault(shown.period, []).append(shown)
    found = []
    for period in sorted(rows, reverse=True)[:MOST]:
        standing = next((one for one in rows[period] if one.stands), None)
        before = [one for one in rows[period] if one is not standing]
        found.append(Month(period, Period.parse(period).label, standing, before))
    return found


def paper_shown(uuid: UUID) -> tuple[Shown, Paper, Sheet] | None:
    """A paper and its set text as it was kept. None where there is none."""
    paper = Paper.rows.filter(uuid=uuid).first()
    if paper is None:
        return None
    return next(iter(_rows([paper]))), paper, text_of(paper.text)


def standing_paper(period: str) -> Paper | None:
    """The month's circular that stands: the one that no other has taken the place of."""
    return standing_papers(period).order_by("-at", "-uuid").first()


def standing_papers(period: str) -> QuerySet[Paper]:
    papers = Paper.rows.filter(paper_kind=PaperKind.CIRCULAR, period=period)
    return papers.exclude(uuid__in=papers.exclude(supersedes=None).values("supersedes"))


def _rows(papers: list[Paper]) -> Iterable[Shown]:
    replaced = set(Paper.rows.filter(supersedes__in=[one.uuid for one in papers]).values_list("supersedes", flat=True))
    for paper in papers:
        yield Shown(
            paper.uuid,
            paper.period,
            Period.parse(paper.period).label,
            paper.title,
            paper.number,
            paper.day,
            paper.at,
            directory(paper.day).signature(paper.by, paper.on_behalf_of),
            paper.uuid not in replaced,
        )
