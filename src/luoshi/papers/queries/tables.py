"""The decomposition tables: of a draft on its way, of one that was signed, and the sheet for one unit's comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from luoshi.facts import clock
from luoshi.matters.models import Circulating, Document, DraftRow, LineRole, Matter, RowOut, Step
from luoshi.matters.queries import CommentPage
from luoshi.matters.queries.circulating.shown import RowShown, others_named, rows_out
from luoshi.org.acting import By, system
from luoshi.org.directory import Directory, directory
from luoshi.org.models import Role
from luoshi.org.permissions import kept_from
from luoshi.papers.models import Paper, PaperKind
from luoshi.papers.queries.circular import offices
from luoshi.papers.writing.table_sheet import TableSheet, TaskLine, comment_sheet, decomposition_sheet


@dataclass(frozen=True, slots=True)
class TablePage:
    """A draft's table: as it would be signed now, or the signed paper."""

    out: Circulating
    sheet: TableSheet
    paper: Paper | None
    back: list[RowShown]
    """Rows that a leader sent back: they stop the signature."""
    signed_by: str = ""
    """Who signed for the leader: 「王静 代 县长 高原」; empty: the leader, or the office where nobody signs."""


def _may_read(by: By, out: Circulating) -> bool:
    """Before it is issued the office and the county head, or who acts for her; afterwards all who see everything."""
    heads = {post.uuid for post in directory(by.day).posts_of(Role.COUNTY_HEAD)}
    drafted = by.in_office or by.has(Role.SYSTEM) or bool(heads & by.posts)
    return drafted or (by.sees_all and out.step == Step.DONE)


def table_page(by: By, circulation: UUID) -> TablePage | None:
    """The table of a draft that went round. None: there is none, or it is not to be seen."""
    out = Circulating.rows.filter(uuid=circulation).first()
    if out is None or not _may_read(by, out):
        return None
    names = directory(by.day)
    items = RowOut.objects.visible_to(system(by.at)).filter(circulation=out).order_by("place")
    items = items.exclude(matter__in=kept_from(by, Matter).values("uuid"))
    rows = rows_out(items, [], names)
    sheet = decomposition_sheet(out.title, [*_lines(rows)], offices(names).supervision, by.day.year)
    paper = signed_table(circulation)
    return TablePage(out, sheet, paper, [row for row in rows if row.item.sent_back], _signed_by(paper))


def _signed_by(paper: Paper | None) -> str:
    if paper is None or paper.on_behalf_of is None:
        return ""
    return directory(paper.day).signature(paper.by, paper.on_behalf_of)


def signed_table(circulation: UUID) -> Paper | None:
    """The signed table of a draft that went round."""
    return Paper.rows.filter(about=circulation, paper_kind=PaperKind.DECOMPOSITION).first()


def last_table(document: UUID) -> Paper | None:
    """The newest signed table of a document."""
    rounds = Circulating.rows.filter(origin_document=document).values("uuid")
    tables = Paper.rows.filter(paper_kind=PaperKind.DECOMPOSITION, about__in=rounds)
    return tables.order_by("-at", "-uuid").first()


def signed_tables(limit: int = 50) -> list[Paper]:
    """The signed tables, newest first."""
    return list(Paper.rows.filter(paper_kind=PaperKind.DECOMPOSITION).order_by("-at", "-uuid")[:limit])


def _lines(rows: Iterable[RowShown]) -> Iterable[TaskLine]:
    for row in rows:
        item = row.item
        yield TaskLine(
            item.place,
            str(item.section[0]) if item.section else "",
            item.title,
            row.leader or row.confirmer,
            tuple(row.leads),
            tuple(row.co),
            item.due,
            item.due_text,
            str(item.matter or ""),
        )


def unit_sheet(found: CommentPage) -> TableSheet:
    """The sheet on which one unit writes its comments: its own rows and nobody else's."""
    until = found.out.comment_until or found.out.started_on
    return comment_sheet(found.out.title, [*_lines(found.rows)], found.unit, until, offices(found.names).supervision)


def document_table(document: UUID, day: date) -> TableSheet:
    """The table of a document as it stands where it never went round; without what is restricted."""
    names = directory(day)
    kept = Matter.objects.visible_to(system(clock.moment(day))).filter(restricted=True)
    title = Document.rows.values_list("title", flat=True).get(uuid=document)
    wanted = (DraftRow.State.DRAFT, DraftRow.State.OUT, DraftRow.State.ISSUED)
    rows = DraftRow.rows.filter(document=document, state__in=wanted).order_by("place", "start")
    rows = rows.exclude(matter__in=kept.values("uuid"))
    lines = [_drafted(place, row, names) for place, row in enumerate(rows, 1)]
    return decomposition_sheet(title, lines, offices(names).supervision, day.year)


def _drafted(place: int, row: DraftRow, names: Directory) -> TaskLine:
    return TaskLine(
        place,
        str(row.section[0]) if row.section else "",
        row.title,
        names.post_label(row.leader) or row.leader_words,
        (names.unit_name(row.unit) or row.unit_words, *others_named(row.others, LineRole.JOINT, names)),
        tuple(others_named(row.others, LineRole.CO, names)),
        row.due,
        row.due_text,
        str(row.matter or ""),
    )
