"""The verbs of intake: take a document or a ledger in as drafts, correct them, and say what is known already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.indicators.models import Indicator
from luoshi.indicators.queries.matching import all_indicators
from luoshi.intake import queries
from luoshi.intake.counting import counted_by, shares_kept, sources
from luoshi.intake.covering import touches
from luoshi.intake.learning.actions import count_uses, learn_from_change, learn_from_discards, overrule_doubts
from luoshi.intake.learning.lessons import named_in
from luoshi.intake.ledgers.rows import read_ledger
from luoshi.intake.models import Lesson
from luoshi.intake.names import bare, names_of
from luoshi.intake.proposing import propose
from luoshi.intake.queries.known import Ledger, known_ledger
from luoshi.intake.queries.sharing import gatherer
from luoshi.intake.reader import read
from luoshi.intake.reading import Upload, drafted, read_upload
from luoshi.intake.suggesting import leader_in_charge
from luoshi.matters import actions
from luoshi.matters.actions import Read
from luoshi.matters.models import Document, DraftRow, KnownMatter
from luoshi.org import permissions
from luoshi.org.acting import By


def take_in(by: By, upload: Upload) -> UUID:
    """Reads a document and keeps it with its drafted rows. A marked or unreadable one is refused, and nothing kept."""
    permissions.require(by, "read_document")
    return _take(by, read_upload(upload, by.day))


def _take(by: By, found: Read) -> UUID:
    """Keeps what was read, with what is suggested and known of it."""
    rows, uses = propose(by, [dict(row) for row in found.rows])
    with transaction.atomic():
        document = actions.take_document(by, replace(found, rows=rows))
        count_uses(uses)
    return document


def take_ledger(
    by: By, name: str, data: bytes, matter_kind: str = "", *, dry_run: bool = False
) -> tuple[UUID | None, int]:
    """Takes a ledger in as drafts ready to issue, all rows or none.

    Answers the document (None if only tried) and how many rows. Raises BadInput with each fault by its cell.
    """
    permissions.require(by, "read_document")
    found = read_ledger(name, data, by.day, matter_kind, gatherer(by, names_of(by.day)))
    return None if dry_run else _take(by, found), len(found.rows)


def correct(by: By, row: UUID, version: int, changes: Mapping[str, Any]) -> tuple[DraftRow, list[Lesson], int]:
    """Corrects cells of a row, and learns from it. What was learnt of a name holds for the document's other rows too.

    Answers the row, what was learnt, and how many other rows took it.
    """
    with transaction.atomic():
        before = DraftRow.rows.filter(uuid=row).first()
        known = actions.change_row(by, row, version, changes)
        assert before is not None
        if "unit" in changes:
            _suggest_leader(by, known)
        lessons = learn_from_change(by, before, known, changes)
        return known, lessons, sum(_spread(by, before, one) for one in lessons)


def _suggest_leader(by: By, row: DraftRow) -> None:
    """Of a row that has another lead now: the leader whose portfolio holds it, if none was named."""
    row.suggested = [name for name in row.suggested if not name.startswith("leader:")]
    row.grounds = {column: words for column, words in row.grounds.items() if column != "leader"}
    likely = leader_in_charge(row.unit, names_of(by.day)) if row.unit and row.leader is None else None
    if likely:
        row.suggested.append(f"leader:{likely.unit}")
        row.grounds["leader"] = likely.ground
    row.save(update_fields=["suggested", "grounds"])


def _spread(by: By, before: DraftRow, lesson: Lesson) -> int:
    """The document's other drafts that say the same name and took it as this one did: for the lead, beside it, or of
    the leader. Answers how many."""
    if lesson.what not in (Lesson.What.ALIAS, Lesson.What.LEADER):
        return 0
    uses = []
    words = bare(lesson.words)
    others = DraftRow.rows.filter(document=before.document, state=DraftRow.State.DRAFT).exclude(uuid=before.uuid)
    for other in others.order_by("place"):
        changes: dict[str, Any] = {}
        if lesson.what == Lesson.What.LEADER:
            changes = {"leader": lesson.post} if (other.leader, other.leader_words) == (None, lesson.words) else {}
        elif other.unit in (None, before.unit) and words in (bare(other.unit_words), _named(other)):
            changes["unit"] = lesson.unit
        beside = [
            one | {"unit": str(lesson.unit)} if not one.get("unit") and bare(str(one.get("words"))) == words else one
            for one in other.others
        ]
        if lesson.unit and beside != other.others and lesson.unit not in (other.unit, changes.get("unit")):
            changes["others"] = beside
        if changes:
            _suggest_leader(by, actions.change_row(by, other.uuid, other.version, changes))
            uses.append((lesson.lesson, other.uuid))
    count_uses(uses)
    return len(uses)


def _named(row: DraftRow) -> str:
    """The name that stands where a lead would, in a row of which the reader knew none."""
    found = named_in(row.text) if row.unit is None and not row.unit_words else None
    return bare(found[0]) if found else ""


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
            correct(by, row, version, wanted[row])
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


def put_aside(by: By, rows: Sequence[tuple[UUID, int]]) -> list[Lesson]:
    """Takes rows out of the ledger, all or none, and answers what was learnt from it."""
    if not rows:
        raise BadInput(Fault("没有选中行", "勾选要剔除的几行"))
    with transaction.atomic():
        for row, version in rows:
            actions.discard_row(by, row, version)
        return learn_from_discards(by, [row for row, _version in rows])


def vouch(by: By, rows: Sequence[tuple[UUID, int]]) -> int:
    """Stands by rows as they were read, all or none. Answers how many."""
    if not rows:
        raise BadInput(Fault("没有选中行", "勾选核过的几行"))
    with transaction.atomic():
        for row, version in rows:
            actions.vouch_row(by, row, version)
        overrule_doubts(row for row, _version in rows)
    return len(rows)


def say_known(by: By, row: UUID, version: int, how: str, ref: UUID) -> DraftRow:
    """Says what a row is to a matter, or to the drafted row of another document, that looks the same."""
    if how == KnownMatter.How.NONE:
        return actions.say_unlike(by, row, version)
    if DraftRow.rows.filter(uuid=ref).exists():
        if how != KnownMatter.How.SAME:
            raise BadInput(Fault("另一份草稿还没有下发", "选重复，或先下发那一份"))
        return actions.say_same_draft(by, row, version, ref)
    return actions.say_known(by, row, version, how, ref)


def add_passage(by: By, document: UUID, start: int, end: int) -> DraftRow:
    """Makes a task of a passage that was missed, with whom, when and how much as far as its own words say so."""
    rows = list(DraftRow.rows.filter(document=document))
    hidden = queries.hidden_rows(by, rows)
    if touches((start, end), [(row.start, row.end) for row in rows if row.uuid in hidden]):
        raise BadInput(Fault("选中的一段里有限知的内容", "避开那一段再选"))
    with transaction.atomic():
        return _as_it_says(by, actions.add_row(by, document, start, end), {})


def is_kept_from(by: By, row: DraftRow) -> bool:
    """Whether a row shares its words with a matter that the actor may not see."""
    return row.uuid in queries.hidden_rows(by, list(DraftRow.rows.filter(document=row.document)))


def put_back(by: By, row: UUID, version: int) -> DraftRow:
    """Puts a row back into the ledger; of a sentence that was passed over, also whom, when and how much it names."""
    with transaction.atomic():
        return _put_back(by, row, version, {})


def put_all_back(by: By, rows: Sequence[tuple[UUID, int]]) -> int:
    """Puts rows back into the ledger, all or none. Answers how many."""
    if not rows:
        raise BadInput(Fault("没有选中行", "勾选要列为任务的几句"))
    ledgers: dict[UUID, Ledger] = {}
    with transaction.atomic():
        for row, version in rows:
            _put_back(by, row, version, ledgers)
    return len(rows)


def _put_back(by: By, row: UUID, version: int, ledgers: dict[UUID, Ledger]) -> DraftRow:
    """ledgers: what is known already, by the document it is asked for; gathered once for all its rows."""
    known = DraftRow.rows.filter(uuid=row).first()
    if known is not None and is_kept_from(by, known):
        raise BadInput(Fault("没有这一行", "刷新页面"))
    if known and (known.known_matter or known.known_row):
        version = actions.say_unlike(by, row, version).version
    if known and known.why_not == "learnt":
        overrule_doubts([row])
    return _as_it_says(by, actions.restore_row(by, row, version), ledgers)


def _as_it_says(by: By, row: DraftRow, ledgers: dict[UUID, Ledger]) -> DraftRow:
    """The row with those empty cells filled that its own words fill, and with what looks the same."""
    paper = Document.rows.only("dated", "day").get(uuid=row.document)
    names = names_of(by.day)
    found = read(row.text, year=(paper.dated or paper.day).year, registry=names.registry)
    said: dict[str, Any] = drafted(found.tasks[0], names, row.matter_kind) if len(found.tasks) == 1 else {}
    columns = ("unit", "others", "leader", "due", "measures")
    changes = {column: said[column] for column in columns if said.get(column) and not getattr(row, column)}
    known = actions.change_row(by, row.uuid, row.version, changes) if changes else row
    if not known.known_as and not known.alike:
        if known.document not in ledgers:
            ledgers[known.document] = known_ledger(by, known.document)
        offered = ledgers[known.document].offered({"title": known.title, "text": known.text}, frozenset())
        if offered:
            known.alike = offered
            known.save(update_fields=["alike"])
    return known
