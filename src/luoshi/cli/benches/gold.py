"""Annotated documents: what a seasoned clerk reads in them, as data. `docs/annotation.md` is the guide."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luoshi.cli.benches.rendering import document_of
from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.files import read_file
from luoshi.core.reading.files.source import Table
from luoshi.core.reading.model import Span

NO_TABLES: tuple[Table, ...] = ()
ENDING = ".gold.json"
TEXTS = (".txt", ".md", ".html", ".toml")
TABLES = ".toml"
"""A table is kept as its rows and made into a Word, Excel or web file when it is read."""


@dataclass(frozen=True, slots=True)
class GoldTask:
    """One task as annotated."""

    anchors: tuple[Span, ...]
    """Its core, which every good reading of it covers; any of them if there are several."""
    lead_units: tuple[str, ...]
    co_units: tuple[str, ...]
    leaders: tuple[str, ...]
    due: str | None
    due_texts: tuple[str, ...]
    repeats: str | None
    measures: tuple[tuple[str, str | None, str], ...] | None
    """(op, value, unit); None where the annotation says nothing of measures."""
    dated: bool
    """Whether the day is annotated, and not its words alone."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated document."""

    name: str
    kind: str
    text: str
    tables: tuple[Table, ...]
    tasks: tuple[GoldTask, ...]
    judged: Span | None
    """Where every task is annotated; None if some may be missing, so that what is found besides says nothing."""


def load(folder: Path, texts: Path | None = None, change: Change | None = None) -> list[Gold]:
    """All annotated documents of a folder, sorted by name.

    texts: where the texts are that the annotations name by digest and do not bring along; if None, or if a text is not
    there, its annotation is left out. change: what becomes of every document before it is read.
    """
    files = sorted(folder.glob(f"*{ENDING}"))
    if not files:
        raise BadInput(Fault("文件夹里没有标注", f"放入 名称.txt 和 名称{ENDING}", file=str(folder)))
    return [gold for file in files for gold in _documents(file, texts, change or unchanged)]


Place = Callable[[Span], Span]


@dataclass(frozen=True, slots=True)
class Changed:
    """A document as it is read: its text, its annotation, and where a place of the old text lies in the new."""

    text: str
    notes: Mapping[str, Any]
    place: Place


Change = Callable[[str, Mapping[str, Any]], Changed]


def unchanged(text: str, notes: Mapping[str, Any]) -> Changed:
    return Changed(text, notes, lambda span: span)


def _documents(file: Path, texts: Path | None, change: Change) -> Iterator[Gold]:
    """The document of one annotation; none if its text is not there."""
    notes = _notes(file)
    source = _source(file, notes, texts)
    if source is None:
        return
    name, written = source
    changed = change(written, notes)
    if name.endswith(".txt"):
        text, tables, place = changed.text, NO_TABLES, changed.place
    else:
        read = read_file(*document_of(name, changed.text))
        text, tables, place = read.text, read.tables, None
    tasks = tuple(_task(file, text, each, place) for each in changed.notes["tasks"])
    named = file.name.removesuffix(ENDING)
    yield Gold(named, str(notes.get("kind", "")), text, tables, tasks, _judged(notes, text, place))


def _notes(file: Path) -> dict[str, Any]:
    try:
        notes = json.loads(file.read_text(encoding="utf-8"))
        notes["tasks"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(Fault("标注读不了", "写成 JSON，tasks 是任务的列表", file=str(file))) from error
    return dict(notes)


def _source(file: Path, notes: Mapping[str, Any], texts: Path | None) -> tuple[str, str] | None:
    """Name and content of the document that is annotated; None if it is not there."""
    if digest := notes.get("sha256"):
        path = texts / notes["text"] if texts else None
        if path is None or not path.is_file():
            return None
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise BadInput(Fault("原文与标注的不是同一份", "换回标注时的原文", file=str(path)))
        return path.name, data.decode("utf-8")
    stem = file.name.removesuffix(ENDING)
    for ending in TEXTS:
        if (path := file.with_name(stem + ending)).is_file():
            return path.name, path.read_bytes().decode("utf-8")
    raise BadInput(Fault("没有与标注同名的原文", f"放入 {stem}.txt", file=str(file)))


def _judged(notes: Mapping[str, Any], text: str, place: Place | None) -> Span | None:
    """complete: true, or the start and end of the passage in which every task is annotated."""
    complete = notes.get("complete", False)
    if complete is True:
        return (0, len(text))
    return place((complete[0], complete[1])) if complete and place else None


def _task(file: Path, text: str, note: Mapping[str, Any], place: Place | None) -> GoldTask:
    measures = note.get("measures")
    return GoldTask(
        _anchors(file, text, note, place),
        tuple(note["lead_units"]),
        tuple(note["co_units"]),
        tuple(note.get("leaders", ())),
        note.get("due"),
        tuple(note.get("due_texts_all") or ([note["due_text"]] if note.get("due_text") else [])),
        note.get("repeats"),
        tuple((one["op"], one["value"], one["unit"]) for one in measures) if measures is not None else None,
        "due" in note,
    )


def _anchors(file: Path, text: str, note: Mapping[str, Any], place: Place | None) -> tuple[Span, ...]:
    if place and "start" in note:
        return (place((note["start"], note["end"])),)
    words = note["anchor"]
    return tuple(_only(file, text, one) for one in ([words] if isinstance(words, str) else words))


def _only(file: Path, text: str, words: str) -> Span:
    """The one place where the words stand."""
    if text.count(words) != 1:
        raise BadInput(
            Fault(
                f"“{words}”在原文里出现 {text.count(words)} 次",
                "换一段只出现一次的原话，或写 start、end",
                file=str(file),
            )
        )
    start = text.index(words)
    return (start, start + len(words))
