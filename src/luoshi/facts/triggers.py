"""The databases themselves refuse to change a fact. Put back after every migration, which may have rebuilt a table."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from luoshi.facts.models import Entry, Fact, FactRow

REFUSAL = "facts are appended, never changed"


def fact_tables() -> list[type[models.Model]]:
    """Every table that only ever grows."""
    return [model for model in apps.get_models() if issubclass(model, Fact | FactRow | Entry)]


def install(connection: BaseDatabaseWrapper) -> None:
    """Creates the triggers on each fact table of this database that exists, replacing those that stand."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for model in fact_tables():
            table = model._meta.db_table
            if table in present:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"CREATE OR REPLACE FUNCTION luoshi_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION '{REFUSAL}'; END$$",
            f'CREATE OR REPLACE TRIGGER luoshi_refuse_change BEFORE UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION luoshi_refuse()",
            f'CREATE OR REPLACE TRIGGER luoshi_refuse_truncate BEFORE TRUNCATE ON "{table}" '
            f"FOR EACH STATEMENT EXECUTE FUNCTION luoshi_refuse()",
        ]
    statements = []
    for event in ("UPDATE", "DELETE"):
        name = f"luoshi_{table}_{event.lower()}"
        statements.append(f'DROP TRIGGER IF EXISTS "{name}"')
        statements.append(
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" BEGIN SELECT RAISE(ABORT, \'{REFUSAL}\'); END'
        )
    return statements


def after_migrate(using: str, **_: Any) -> None:
    from django.db import connections

    install(connections[using])
