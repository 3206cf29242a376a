"""Writes a backup: one moment of the database, while others go on writing, and all evidence."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from luoshi import __version__
from luoshi.core.errors import BadInput, Fault
from luoshi.facts import clock, queries
from luoshi.rounds.backups.content import EVIDENCE, FORM, MANIFEST, columns, entry_of, lines, tables

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Made:
    facts: int
    rows: int
    files: int
    size: int


def backup(file: Path) -> Made:
    """Writes everything into a new file. It bears its name only when it is whole. Raises BadInput where it cannot."""
    if file.exists():
        raise BadInput(Fault("这个文件已经有了，没有覆盖", "换一个文件名", file=str(file)))
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with _private(partial) as target:
            made = _write(target)
        partial.replace(file)
    except OSError as error:
        raise BadInput(Fault(f"写不了备份：{error.strerror}", "换一个写得下的位置", file=str(file))) from error
    finally:
        partial.unlink(missing_ok=True)
    return Made(*made, file.stat().st_size)


@contextmanager
def _private(file: Path) -> Iterator[Any]:
    """A file for its owner's eyes alone, on the platter when it is closed."""
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as target:
        yield target
        target.flush()
        os.fsync(target.fileno())


def _write(target: Any) -> tuple[int, int, int]:
    entries: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        with one_moment():
            facts = queries.head()
            for model in tables():
                entries[entry_of(model)] = _entry(package, entry_of(model), lines(model)) | {"columns": columns(model)}
        # Evidence is written before any fact that names it, and never changed: it is read after the rows.
        for path in _evidence():
            name = f"{EVIDENCE}{path.name}"
            entries[name] = _entry(package, name, _chunks(path))
        manifest = {
            "form": FORM,
            "luoshi": __version__,
            "made_at": clock.now().isoformat(),
            "facts": facts,
            "entries": entries,
        }
        package.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    files = sum(name.startswith(EVIDENCE) for name in entries)
    return facts, sum(one["parts"] for name, one in entries.items() if not name.startswith(EVIDENCE)), files


def _entry(package: zipfile.ZipFile, name: str, parts: Iterable[bytes]) -> dict[str, Any]:
    known, size, number = hashlib.sha256(), 0, 0
    with package.open(name, "w", force_zip64=True) as entry:
        for part in parts:
            entry.write(part)
            known.update(part)
            size, number = size + len(part), number + 1
    return {"digest": known.hexdigest(), "size": size, "parts": number}


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _evidence() -> list[Path]:
    folder = Path(settings.EVIDENCE)
    found = folder.glob("??/*") if folder.exists() else ()
    return sorted(path for path in found if not path.name.startswith("."))


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of the same moment; writers are not held up.

    Django's own transactions would take the writers' lock: this one only reads.
    """
    begin = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    if connection.in_atomic_block:  # a caller's transaction is one moment already
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
