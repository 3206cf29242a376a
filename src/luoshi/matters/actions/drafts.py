"""A document's drafted ledger: taken in, corrected, split, merged, before anything is issued. Working rows only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.core.reading.titling import title_for
from luoshi.facts import clock, evidence
from luoshi.facts.actions import append_all
from luoshi.facts.canonical import digest
from luoshi.facts.models import Blob
from luoshi.matters.actions.evidence import kind_of
from luoshi.matters.actions.recording import one_line
from luoshi.matters.models import Document, DraftRow, Kind, OriginKind, OriginLevel
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it was read: its file, its text, and a row for each sentence, task or not."""

    title: str
    file_name: str
    data: bytes
    text: str
    reader: str
    rows: Sequence[Mapping[str, Any]]
    """Columns of DraftRow, in the order of the text."""
    dated: date | None = None
    origin_kind: str = OriginKind.MEETING
    origin_level: str = OriginLevel.COUNTY
    number: str = ""


def take_document(by: By, read: Read) -> UUID:
    """Keeps a document with its text, and drafts its rows. Nothing reaches a unit."""
    permissions.require(by, "read_document")
    name = evidence.store(read.data)
    with transaction.atomic():
        if not Blob.rows.filter(digest=name).exists():
            kind, called = kind_of(read.data), read.file_name[:200]
            append_all([Blob(digest=name, size=len(read.data), type=kind, name=called, **by.stamp())])
        document = Document(
            title=one_line(read.title)[:200] or read.file_name,
            origin_kind=read.origin_kind,
            origin_level=read.origin_level,
            number=read.number,
            dated=read.dated,
            blob=name,
            file_name=read.file_name[:200],
            text=read.text,
            text_digest=digest(read.text.encode()),
            reader=read.reader,
            **by.stamp(),
        )
        append_all([document])
        DraftRow.rows.bulk_create(
            [DraftRow(document=document.uuid, place=(place + 1) * 10, **row) for place, row in enumerate(read.rows)]
        )
    return document.uuid


# What is only suggested stands in `suggested` as 「column:value」 beside an empty column: nobody is issued a guess.
EDITABLE = ("title", "unit", "others", "leader", "due", "measures", "matter_kind", "rollup", "parts")


def change_row(by: By, row: UUID, version: int, changes: Mapping[str, Any]) -> DraftRow:
    """Corrects cells of a row. Raises Conflict, with what stands there now, if somebody changed it in between."""
    permissions.require(by, "read_document")
    with transaction.atomic():
        known = locked_row(row)
        same_version(known, version, changes)
        _check_changes(by, changes)
        for column in EDITABLE:
            if column in changes:
                setattr(known, column, changes[column])
        known.suggested = [name for name in known.suggested if name.partition(":")[0] not in changes]
        known.sure = {column: sure for column, sure in known.sure.items() if column not in changes}
        known.grounds = {column: words for column, words in known.grounds.items() if column not in changes}
        store(known)
    return known


def vouch_row(by: By, row: UUID, version: int) -> DraftRow:
    """Somebody has looked at a row and stands by it as it was read: nothing in it is doubted any more."""
    permissions.require(by, "read_document")
    with transaction.atomic():
        known = locked_row(row)
        same_version(known, version)
        known.sure = {}
        known.grounds = {column: words for column, words in known.grounds.items() if column != "task"}
        store(known)
    return known


def locked_row(row: UUID) -> DraftRow:
    """A row that may still be changed, held until the transaction ends."""
    known = DraftRow.rows.select_for_update().filter(uuid=row).first()
    if known is None:
        raise BadInput(Fault("没有这一行", "刷新页面"))
    if known.state == DraftRow.State.ISSUED:
        raise BadInput(Fault("这一行已经下发，不能再改草稿", "在事项页里申请调整"))
    if known.state == DraftRow.State.OUT:
        raise BadInput(Fault("这一行已经送出征求意见，不能再改草稿", "在征求意见页里改"))
    return known


def same_version(known: DraftRow, version: int, changes: Mapping[str, Any] | None = None) -> None:
    """Raises Conflict where somebody has changed the row since it was shown."""
    if known.version == version:
        return
    mine = "；".join(f"{COLUMN_WORDS.get(column, column)}：{_said(value)}" for column, value in (changes or {}).items())
    now = "；".join(
        f"{COLUMN_WORDS.get(column, column)}：{_said(getattr(known, column))}" for column in changes or COLUMN_WORDS
    )
    raise Conflict(Fault(f"这一行刚被别人改过，现在是“{now}”", f"您填的是“{mine}”，没有保存；刷新后对照着改"))


COLUMN_WORDS = {
    "title": "任务",
    "unit": "牵头单位",
    "leader": "领导",
    "due": "时限",
    "rollup": "汇总办法",
    "parts": "分解",
}


def _said(value: Any) -> str:
    if isinstance(value, UUID):
        return directory(clock.today()).unit_name(value) or "（领导岗位）"
    if isinstance(value, list) and value:
        return f"{len(value)} 项"
    return str(value) if value not in (None, "", []) else "空"


def _check_changes(by: By, changes: Mapping[str, Any]) -> None:
    faults = []
    if "title" in changes and not one_line(changes["title"]):
        faults.append(Fault("任务内容不能空", "写明做什么", "任务"))
    if changes.get("unit") and UUID(str(changes["unit"])) not in directory(by.day).units:
        faults.append(Fault("牵头单位不在单位名册里", "从名册里选", "牵头"))
    if changes.get("matter_kind") and changes["matter_kind"] not in Kind.values:
        faults.append(Fault("没有这种事项", "选任务、重点项目、民生实事、会议议定或领导批示", "种类"))
    if faults:
        raise BadInput.of(faults)


def store(row: DraftRow) -> None:
    """Keeps a row as its next version."""
    row.version += 1
    row.save()


def discard_row(by: By, row: UUID, version: int, why: str = "clerk") -> DraftRow:
    """Takes a row out of the ledger. Its sentence stays in view, and it can be put back."""
    return _turn(by, row, version, DraftRow.State.DISCARDED, why)


def restore_row(by: By, row: UUID, version: int) -> DraftRow:
    """Puts a discarded row back, or makes a task of a sentence that the reader passed over."""
    return _turn(by, row, version, DraftRow.State.DRAFT, "")


def _turn(by: By, row: UUID, version: int, state: str, why: str) -> DraftRow:
    permissions.require(by, "read_document")
    with transaction.atomic():
        known = locked_row(row)
        same_version(known, version)
        known.state, known.why_not = state, why
        known.title = known.title or known.text[:60]
        store(known)
    return known


def merge_rows(by: By, rows: Sequence[UUID]) -> DraftRow:
    """Makes one task of several: the first keeps its place and takes over words, units and measures of the others."""
    permissions.require(by, "read_document")
    with transaction.atomic():
        known = [locked_row(row) for row in rows]
        known.sort(key=lambda one: one.place)
        if len(known) < 2 or len({one.document for one in known}) > 1:
            raise BadInput(Fault("没有选两行以上", "勾选同一份文件里要并在一起的几行"))
        first, rest = known[0], known[1:]
        for other in rest:
            _absorb(first, other)
            other.state = DraftRow.State.MERGED
            store(other)
        store(first)
    return first


def _absorb(first: DraftRow, other: DraftRow) -> None:
    first.title = f"{first.title}；{other.title}"[:200]
    first.text = f"{first.text}{other.text}"
    first.end = max(first.end or 0, other.end or 0) or None
    first.measures = [*first.measures, *other.measures]
    named = {one["unit"] for one in first.others} | {str(first.unit)}
    extra = [{"unit": str(other.unit), "words": other.unit_words, "role": "co"}] if other.unit else []
    first.others = [*first.others, *(one for one in [*extra, *other.others] if one["unit"] not in named)]
    columns = dict.fromkeys([*first.evidence, *other.evidence])
    first.evidence = {name: [*first.evidence.get(name, []), *other.evidence.get(name, [])] for name in columns}
    first.due = first.due or other.due
    first.leader = first.leader or other.leader
    first.unit = first.unit or other.unit


def split_row(by: By, row: UUID, version: int, at: int) -> tuple[DraftRow, DraftRow]:
    """Makes two tasks of one: at a character of its words. Both keep units, leader and day."""
    permissions.require(by, "read_document")
    with transaction.atomic():
        known = locked_row(row)
        same_version(known, version)
        if not 0 < at < len(known.text):
            raise BadInput(Fault("没有指明从哪里分开", "在任务原文中间点一下"))
        DraftRow.rows.filter(document=known.document, place__gt=known.place).update(place=F("place") + 1)
        whole, start = known.text, known.start
        second = DraftRow(
            document=known.document,
            place=known.place + 1,
            state=known.state,
            text=whole[at:],
            title=_title(whole[at:]),
            start=_second_start(known, at),
            end=known.end,
            section=known.section,
            unit=known.unit,
            unit_words=known.unit_words,
            others=known.others,
            leader=known.leader,
            leader_words=known.leader_words,
            due=known.due,
            due_text=known.due_text,
            repeats=known.repeats,
            measures=[one for one in known.measures if _said_after(one, whole, at)],
            matter_kind=known.matter_kind,
            confidence=known.confidence,
            suggested=known.suggested,
            grounds=known.grounds,
            evidence=known.evidence,
            sure=known.sure,
        )
        second.save(force_insert=True)
        known.measures = [one for one in known.measures if not _said_after(one, whole, at)]
        known.text, known.title = whole[:at], _title(whole[:at])
        known.end = start + at if start is not None else None
        store(known)
    return known, second


def _second_start(row: DraftRow, at: int) -> int | None:
    """Where the second part begins in the document: of a merged row, whose words have gaps, counted from its end."""
    if row.start is None or row.end is None:
        return None
    whole = row.end - row.start == len(row.text)
    return row.start + at if whole else max(row.start, row.end - len(row.text) + at)


def _said_after(measure: Mapping[str, Any], whole: str, at: int) -> bool:
    """Whether a measure's own words stand behind a place in the text."""
    words = str(measure.get("text") or "")
    return bool(words) and words not in whole[:at] and words in whole[at:]


def _title(text: str) -> str:
    return title_for(text)[:60] or text.strip(" ，。；、\n")[:60] or "（无字）"


def add_row(by: By, document: UUID, start: int, end: int) -> DraftRow:
    """Makes a task of a passage that was missed: by its offsets in the document's text."""
    permissions.require(by, "read_document")
    with transaction.atomic():
        text = Document.rows.values_list("text", flat=True).get(uuid=document)
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise BadInput(Fault("没有选中原文", "在左边选中一段文字"))
        start, end = end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
        before = DraftRow.rows.filter(document=document, start__lte=start).aggregate(last=Max("place"))["last"] or 0
        DraftRow.rows.filter(document=document, place__gt=before).update(place=F("place") + 1)
        row = DraftRow(
            document=document,
            place=before + 1,
            start=start,
            end=end,
            text=text[start:end],
            title=_title(text[start:end]),
            confidence=1.0,
        )
        row.save(force_insert=True)
    return row
