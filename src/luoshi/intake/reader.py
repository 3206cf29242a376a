"""The reader of documents, loaded with the first text: its grammar would make every start of a server twice as long."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.core.reading.files import Table
from luoshi.core.reading.model import Reading
from luoshi.core.reading.registry import Registry


def read(
    text: str, *, year: int | None = None, registry: Registry | None = None, tables: Sequence[Table] = ()
) -> Reading:
    from luoshi.core.reading.draft import read as read_draft

    return read_draft(text, year=year, registry=registry, tables=tables)
