"""Writing back rows of projections that have changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

CHUNK = 300


def store(rows: Collection[Any], columns: Sequence[str]) -> None:
    """Updates these columns of these rows, all of one table: one statement, prepared once and run for each row."""
    if not rows:
        return
    meta = next(iter(rows))._meta
    fields = [meta.get_field(column) for column in columns]
    name = connection.ops.quote_name
    changes = ", ".join(f"{name(field.column)} = %s" for field in fields)
    update = f"UPDATE {name(meta.db_table)} SET {changes} WHERE {name(meta.pk.column)} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(update, [[_stored(field, row) for field in (*fields, meta.pk)] for row in rows])


def _stored(field: Any, row: Any) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)
