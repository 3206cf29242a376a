"""A file, or words pasted, become a document with drafted rows: read in memory, nothing kept until it is taken in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.files import read_file
from luoshi.core.reading.model import Reading, Task
from luoshi.core.reading.secrecy import refuse_if_secret
from luoshi.intake.names import Names, is_vague, names_of
from luoshi.intake.reader import read
from luoshi.matters.actions import Read
from luoshi.matters.models import Kind, OriginKind, OriginLevel

READER = "reading-1"
PASTED = "粘贴的文字.txt"
ENDINGS = (".txt", ".md", ".docx", ".doc", ".pdf", ".html", ".htm", ".xlsx", ".xls")
KIND_OF_ORIGIN: dict[str, str] = {OriginKind.MEETING: Kind.TASK, OriginKind.INSTRUCTION: Kind.INSTRUCTION}
"""What sort of matter the tasks of a document are, by where it comes from; tasks if nothing else is said."""
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔［\[]20\d\d[〕］\]]\s?\d{1,4}\s?号")


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody hands in: a file or pasted words, and where it comes from."""

    name: str = ""
    data: bytes = field(default=b"", repr=False)
    words: str = ""
    origin_kind: str = OriginKind.MEETING
    origin_level: str = OriginLevel.COUNTY


def read_upload(upload: Upload, day: date) -> Read:
    """The document with a row for each task and each sentence that is none.

    Raises BadInput where there is nothing to read, the file is damaged or of a wrong kind, or it bears a secrecy mark.
    """
    name, data = _given(upload)
    source = read_file(name, data)
    refuse_if_secret(name, source.text, data)
    names = names_of(day)
    found = read(source.text, registry=names.registry, tables=source.tables)
    if found.year is None:
        found = read(source.text, year=day.year, registry=names.registry, tables=source.tables)
    number = _NUMBER.search(source.text[:1500])
    return Read(
        title=found.title,
        file_name=name,
        data=data,
        text=source.text,
        reader=READER,
        rows=rows_of(source.text, found, names, KIND_OF_ORIGIN.get(upload.origin_kind, Kind.TASK)),
        dated=date.fromisoformat(found.date) if found.date else None,
        origin_kind=upload.origin_kind,
        origin_level=upload.origin_level,
        number=number[0][:60] if number else "",
    )


def _given(upload: Upload) -> tuple[str, bytes]:
    words = upload.words.replace("\x00", "").strip()
    if upload.name and words:
        raise BadInput(Fault("文件和粘贴的文字都有", "只交一样：选文件，或粘贴文字", "文件"))
    if words:
        return PASTED, words.encode()
    if not upload.name:
        raise BadInput(Fault("没有选文件，也没有粘贴文字", "选一个文件，或把文字粘贴进来", "文件"))
    if not upload.name.lower().endswith(ENDINGS):
        raise BadInput(Fault("这种文件读不了", f"交 {'、'.join(ENDINGS)} 文件；图片先做文字识别", file=upload.name))
    return upload.name, upload.data


def rows_of(text: str, found: Reading, names: Names, matter_kind: str) -> list[dict[str, Any]]:
    """Tasks and passed sentences as columns of drafted rows, in the order of the text."""
    rows = [(task.start, drafted(task, names, matter_kind)) for task in found.tasks]
    rows += [
        (
            one.start,
            {
                "state": "passed",
                "why_not": one.reason[:20],
                "start": one.start,
                "end": one.end,
                "text": text[one.start : one.end],
                "matter_kind": matter_kind,
            },
        )
        for one in found.passed
        if text[one.start : one.end].strip()
    ]
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def drafted(task: Task, names: Names, matter_kind: str) -> dict[str, Any]:
    """One task as a drafted row: whom the names mean, and the words that each column was read from."""
    unit = names.unit(task.lead_units[0]) if task.lead_units else None
    leader = next((post for words in task.leaders if (post := names.leader(words, unit))), None)
    row = {
        "start": task.start,
        "end": task.end,
        "title": task.title[:200] or task.text[:60],
        "text": task.text,
        "section": list(task.section),
        "unit": unit,
        "unit_words": "、".join(task.lead_units)[:100],
        "others": others(task, names, unit),
        "leader": leader,
        "leader_words": "、".join(task.leaders)[:60],
        "due": date.fromisoformat(task.due) if task.due else None,
        "due_text": task.due_text[:60],
        "repeats": (task.repeats or "")[:20],
        "measures": [measure.as_dict() for measure in task.measures],
        "matter_kind": matter_kind,
        "confidence": task.confidence,
        "evidence": evidence(task),
    }
    return row | {"sure": sureness(task, row, names)}


COLUMN_OF = {
    "lead_units": "unit",
    "co_units": "others",
    "joint_units": "others",
    "leaders": "leader",
    "due": "due",
    "measures": "measures",
}
"""The reader's field → the column of a drafted row."""


def evidence(task: Task) -> dict[str, list[list[int]]]:
    """Column → the places of the words it was read from."""
    found: dict[str, list[list[int]]] = {}
    for name, spans in task.evidence.items():
        if column := COLUMN_OF.get(name):
            found.setdefault(column, []).extend([start, end] for start, end in spans)
    return found


_NOBODY, _GUESSED, _HALF = 0.0, 0.6, 0.3
"""How sure one may be of a name that nobody knows, of one just learnt or cut short, and of a time without a day."""


def sureness(task: Task, row: dict[str, Any], names: Names) -> dict[str, float]:
    """Column → how sure the reader is of it, less where its words mean no one unit, or no day."""
    said: dict[str, float] = getattr(task, "sure", None) or {}
    sure = {column: round(float(value), 3) for name, value in said.items() if (column := COLUMN_OF.get(name))}
    least = {
        "unit": _least_sure(task.lead_units[:1], names),
        "others": min((_NOBODY for one in row["others"] if not (one["unit"] or is_vague(one["words"]))), default=1.0),
        "leader": _of_leader(task.leaders, row["leader"], names),
        "due": _HALF if task.due_text and not task.due and not task.repeats else 1.0,
    }
    return sure | {column: min(sure.get(column, 1.0), value) for column, value in least.items() if value < 1.0}


def _of_leader(words: list[str], leader: UUID | None, names: Names) -> float:
    if leader is None:
        return 1.0 if all(map(is_vague, words)) else _NOBODY
    taught = [lesson for one in words if (lesson := names.leader_lesson(one)) and lesson.who == leader]
    return _GUESSED if taught and not taught[0].reviewed else 1.0


def _least_sure(words: list[str], names: Names) -> float:
    """Of the name for the lead: whether the register holds it, a lesson was reviewed, or it only ends like one."""
    if not words or len(names.units(words[0])) > 1 or names.registered(words[0]):
        return 1.0
    lesson = names.lesson(words[0])
    if lesson is None:
        return _GUESSED if names.unit(words[0]) else _NOBODY
    return 1.0 if lesson.reviewed else _GUESSED


def others(task: Task, names: Names, lead: UUID | None) -> list[dict[str, Any]]:
    """Units beside the lead, 各镇办 as its towns; a name that nobody knows keeps its words."""
    named = [(name, "joint") for name in task.lead_units[1:]]
    named += [(name, "joint" if name in task.joint_units else "co") for name in task.co_units]
    return lines(named, names, lead)


def lines(named: Iterable[tuple[str, str]], names: Names, lead: UUID | None) -> list[dict[str, Any]]:
    """(name, role) as units beside the lead, each once."""
    found: dict[str, dict[str, Any]] = {}
    for words, role in named:
        units = [unit for unit in names.units(words) if unit != lead]
        for unit in units:
            found.setdefault(str(unit), {"unit": str(unit), "words": words, "role": role})
        if not units and names.unit(words) is None:
            found.setdefault(words, {"unit": None, "words": words, "role": role})
    return list(found.values())
