"""Reads a backup back into an empty database: every entry checked before anything is written."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction

from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.facts import evidence, queries
from luoshi.facts.models import Entry
from luoshi.rounds.backups.content import EVIDENCE, FORM, MANIFEST, columns, entry_of, instance, tables

_CHUNK = 1 << 20
_BATCH = 500
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Restored:
    facts: int
    rows: int
    files: int


def restore(file: Path) -> Restored:
    """Restores a backup, all or nothing, and checks the chain.

    Raises BadInput with the entry that is damaged, Conflict where the database is not empty.
    """
    _refuse_unless_empty()
    try:
        package = zipfile.ZipFile(file)
    except FileNotFoundError:
        raise BadInput(Fault("没有这个备份文件", "给出备份文件的路径", file=str(file))) from None
    except _BROKEN as error:
        raise BadInput(Fault("这不是备份文件，或已损坏", "换一份备份", file=str(file))) from error
    with package:
        entries = _checked(package, file)
        files = _put_evidence(package, entries)
        with transaction.atomic():
            _refuse_unless_empty()
            rows = sum(_put_rows(package, model, entries, file) for model in tables())
            _count_on()
            _check_chain(file)
    return Restored(queries.head(), rows, files)


def _refuse_unless_empty() -> None:
    filled = next((model for model in tables() if model._base_manager.exists()), None)
    if filled is not None:
        raise Conflict(Fault("这个库不是空的，没有恢复", "备份只恢复到空库：用 --db 指一个新文件，或新建一个库"))


def _checked(package: zipfile.ZipFile, file: Path) -> dict[str, dict[str, Any]]:
    """The manifest's entries, each there and as it was written. Raises BadInput naming every one that is not."""
    manifest = _manifest(package, file)
    entries: dict[str, dict[str, Any]] = manifest["entries"]
    known = set(package.namelist())
    faults = [Fault("备份里缺这一项", "换一份备份", name, str(file)) for name in entries if name not in known]
    for name in known - entries.keys() - {MANIFEST}:
        faults.append(Fault("清单里没有这一项", "换一份备份", name, str(file)))
    for name in entries.keys() & known:
        if _digest(package, name) != entries[name]["digest"]:
            faults.append(Fault("内容与清单对不上，已损坏", "换一份备份", name, str(file)))
    if faults:
        raise BadInput.of(sorted(faults, key=lambda fault: fault.place))
    return entries


def _manifest(package: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(package.read(MANIFEST))
        form, entries = found["form"], dict(found["entries"])
    except (KeyError, TypeError, ValueError, *_BROKEN) as error:
        raise BadInput(Fault("清单读不出来", "换一份备份", MANIFEST, str(file))) from error
    if form != FORM:
        raise BadInput(Fault(f"备份的格式是第 {form} 版", f"本程序认得第 {FORM} 版", MANIFEST, str(file)))
    missing = [entry_of(model) for model in tables() if entry_of(model) not in entries]
    others = [
        entry_of(model)
        for model in tables()
        if entry_of(model) not in missing and entries[entry_of(model)].get("columns") != columns(model)
    ]
    if missing or others:
        remedy = f"用备份时的版本 {found.get('luoshi')} 恢复，再升级"
        faults = [Fault("备份与本程序的表不一样", remedy, name, str(file)) for name in (*missing, *others)]
        raise BadInput.of(faults)
    return found


def _digest(package: zipfile.ZipFile, name: str) -> str:
    known = hashlib.sha256()
    try:
        with package.open(name) as entry:
            while chunk := entry.read(_CHUNK):
                known.update(chunk)
    except _BROKEN:
        return ""
    return known.hexdigest()


def _put_evidence(package: zipfile.ZipFile, entries: dict[str, dict[str, Any]]) -> int:
    """Files lie under their digest: those that are there already are the same."""
    names = [name for name in entries if name.startswith(EVIDENCE)]
    for name in names:
        evidence.store(package.read(name))
    return len(names)


def _put_rows(
    package: zipfile.ZipFile, model: type[models.Model], entries: dict[str, dict[str, Any]], file: Path
) -> int:
    name, number = entry_of(model), 0
    try:
        for batch in _batches(package, model, entries[name]["columns"]):
            model._base_manager.bulk_create(batch)
            number += len(batch)
    except (ValueError, TypeError, DatabaseError) as error:
        raise BadInput(Fault("这一项的内容写不进表", "换一份备份", name, str(file))) from error
    return number


def _batches(package: zipfile.ZipFile, model: type[models.Model], names: list[str]) -> Iterator[list[models.Model]]:
    with package.open(entry_of(model)) as entry:
        rows = (instance(model, names, line) for line in entry)
        while batch := list(islice(rows, _BATCH)):
            yield batch


def _count_on() -> None:
    """PostgreSQL counts its row numbers apart: on from the highest restored."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(tables()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _check_chain(file: Path) -> None:
    """A backup whose chain does not hold is no backup: nothing of it stays."""
    breaks = queries.verify()
    if breaks:
        raise BadInput.of(Fault(one.sentence(), "换一份备份", entry_of(Entry), str(file)) for one in breaks[:20])
