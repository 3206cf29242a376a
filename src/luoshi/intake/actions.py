"""The verbs of intake: take a document or a ledger in as drafts, and make a task of a passage that was missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.draft import read
from luoshi.indicators.models import Indicator
from luoshi.indicators.queries.matching import all_indicators
from luoshi.intake import queries
from luoshi.intake.counting import counted_by, shares_kept, sources
from luoshi.intake.covering import touches
from luoshi.intake.ledgers.rows import read_ledger
from luoshi.intake.names import names_of
from luoshi.intake.queries.sharing import gatherer
from luoshi.intake.reading import Upload, drafted, read_upload
from luoshi.intake.suggesting import Duties
from luoshi.matters import actions
from luoshi.matters.models import Document, DraftRow
from luoshi.org import permissions
from luoshi.org.acting import By


def take_in(by: By, upload: Upload) -> UUID:
    """Reads a document and keeps it with its drafted rows. A marked or unreadable one is refused, and nothing kept."""
    permissions.require(by, "read_document")
    return actions.take_document(by, read_upload(upload, by.day))


def take_ledger(
    by: By, name: str, data: bytes, matter_kind: str = "", *, dry_run: bool = False
) -> tuple[UUID | None, int]:
    """Takes a ledger in as drafts ready to issue, all rows or none.

    Answers the document (None if only tried) and how many rows. Raises BadInput with each fault by its cell.
    """
    permissions.require(by, "read_document")
    found = read_ledger(name, data, by.day, matter_kind, gatherer(by, names_of(by.day)))
    return None if dry_run else actions.take_document(by, found), len(found.rows)


def adopt(by: By, rows: Sequence[tuple[UUID, int]]) -> int:
    """Takes what is suggested for rows, each as of the version it was shown at. Answers how many had a suggestion."""
    permissions.require(by, "read_document")
    with transaction.atomic():
        known, indicators = DraftRow.rows.in_bulk([row for row, _version in rows]), all_indicators()
        wanted = {row: _suggested(known[row], indicators) for row, _version in rows if row in known}
        some = [(row, version) for row, version in rows if wanted.get(row)]
        if not some:
            raise BadInput(Fault("选中的几行没有建议", "勾选带虚线建议的行"))
        for row, version in some:
            actions.change_row(by, row, version, wanted[row])
    return len(some)


def _suggested(row: DraftRow, indicators: Sequence[Indicator]) -> dict[str, Any]:
    """What is suggested for a row: whose it is, and which of its figures the statistics have."""
    found: dict[str, Any] = {column: UUID(value) for column, value in (name.split(":", 1) for name in row.suggested)}
    measures: list[dict[str, Any]] = row.measures
    for one in sources(measures, indicators):
        if one.proposed:
            measures = counted_by(measures, one.place, one.proposed.code, indicators)
    return found | _counted(row, measures)


def count_by(by: By, row: UUID, version: int, place: int, code: str) -> DraftRow:
    """Has a measure of a row counted by the statistics (an indicator's code), or by the unit itself (empty)."""
    permissions.require(by, "read_document")
    with transaction.atomic():
        known = DraftRow.rows.select_for_update().filter(uuid=row).first()
        if known is None:
            raise BadInput(Fault("没有这一行", "刷新页面"))
        measures = counted_by(known.measures, place, code, all_indicators())
        return actions.change_row(by, row, version, _counted(known, measures))


def _counted(row: DraftRow, measures: list[dict[str, Any]]) -> dict[str, Any]:
    """The changes that give a row these measures, and its units' shares their codes."""
    if measures == row.measures:
        return {}
    changes: dict[str, Any] = {"measures": measures}
    return changes | ({"parts": shares_kept(row.parts, row.measures, measures)} if row.parts else {})


def put_aside(by: By, rows: Sequence[tuple[UUID, int]]) -> int:
    """Takes rows out of the ledger, all or none. Answers how many."""
    with transaction.atomic():
        for row, version in rows:
            actions.discard_row(by, row, version)
    if not rows:
        raise BadInput(Fault("没有选中行", "勾选要剔除的几行"))
    return len(rows)


def add_passage(by: By, document: UUID, start: int, end: int) -> DraftRow:
    """Makes a task of a passage that was missed, with whom, when and how much as far as its own words say so."""
    rows = list(DraftRow.rows.filter(document=document))
    hidden = queries.hidden_rows(by, rows)
    if touches((start, end), [(row.start, row.end) for row in rows if row.uuid in hidden]):
        raise BadInput(Fault("选中的一段里有限知的内容", "避开那一段再选"))
    return _as_it_says(by, actions.add_row(by, document, start, end))


def is_kept_from(by: By, row: DraftRow) -> bool:
    """Whether a row shares its words with a matter that the actor may not see."""
    return row.uuid in queries.hidden_rows(by, list(DraftRow.rows.filter(document=row.document)))


def put_back(by: By, row: UUID, version: int) -> DraftRow:
    """Puts a row back into the ledger; of a sentence that was passed over, also whom, when and how much it names."""
    known = DraftRow.rows.filter(uuid=row).first()
    if known is not None and is_kept_from(by, known):
        raise BadInput(Fault("没有这一行", "刷新页面"))
    return _as_it_says(by, actions.restore_row(by, row, version))


def _as_it_says(by: By, row: DraftRow) -> DraftRow:
    """The row with those empty cells filled that its own words fill."""
    paper = Document.rows.only("dated", "day").get(uuid=row.document)
    names = names_of(by.day)
    found = read(row.text, year=(paper.dated or paper.day).year, registry=names.registry)
    if len(found.tasks) != 1:
        return row
    said = drafted(found.tasks[0], names, Duties(()), row.matter_kind)
    columns = ("unit", "others", "leader", "due", "measures")
    changes = {column: said[column] for column in columns if said[column] and not getattr(row, column)}
    return actions.change_row(by, row.uuid, row.version, changes) if changes else row
