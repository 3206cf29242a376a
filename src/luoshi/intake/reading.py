"""A file, or words pasted, become a document with drafted rows: read in memory, nothing kept until it is taken in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.draft import read
from luoshi.core.reading.files import read_file
from luoshi.core.reading.model import Reading, Task
from luoshi.core.reading.secrecy import refuse_if_secret
from luoshi.intake.names import Names, names_of
from luoshi.intake.suggesting import Duties
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
    duties = Duties(names.directory.units.values())
    rows = [(task.start, drafted(task, names, duties, matter_kind)) for task in found.tasks]
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


def drafted(task: Task, names: Names, duties: Duties, matter_kind: str) -> dict[str, Any]:
    """One task as a drafted row: whom the names mean, and what is only a suggestion."""
    unit = names.unit(task.lead_units[0]) if task.lead_units else None
    leader = next((post for words in task.leaders if (post := names.leader(words, unit))), None)
    return {
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
        "suggested": suggestions(task, names, duties, unit, leader),
    }


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


def suggestions(task: Task, names: Names, duties: Duties, unit: UUID | None, leader: UUID | None) -> list[str]:
    """「unit:UUID」 by duties where no unit is named, 「leader:UUID」 by portfolio where no leader is known."""
    found = []
    likely = duties.whose(task.text) if not task.lead_units else None
    if likely:
        found.append(f"unit:{likely}")
    if leader is None and (in_charge := names.leader_of(unit)):
        found.append(f"leader:{in_charge}")
    return found
