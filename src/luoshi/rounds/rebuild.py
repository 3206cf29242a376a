"""Makes every projection anew from the facts, and says whether that changes anything."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from luoshi.appraisal import projections as appraisal
from luoshi.facts import queries as chain
from luoshi.indicators import projections as indicators
from luoshi.matters import projections as matters

TABLES: tuple[type[models.Model], ...] = (*appraisal.TABLES, *indicators.TABLES, *matters.TABLES)


def rebuild(*, check: bool = False) -> list[str]:
    """Empties the projections and replays all facts, day by day. Answers what differs from before, a line each.

    With `check` everything is put back as it was afterwards: nothing is changed.
    """
    with transaction.atomic():
        before = {table: _contents(table) for table in TABLES}
        for table in TABLES:
            table.rows.all().delete()  # type: ignore[attr-defined]
        _replay()
        differences = [line for table in TABLES for line in _differences(table, before[table], _contents(table))]
        if check:
            transaction.set_rollback(True)
    return differences


def _replay() -> None:
    kinds = [kind.kind for kind in matters.KINDS]
    indicator_kinds = [kind.kind for kind in indicators.KINDS]
    appraisal_kinds = [kind.kind for kind in appraisal.KINDS]
    for day in chain.days([*kinds, *indicator_kinds, *appraisal_kinds]):
        matters.apply(chain.facts_on(day, kinds), day)
        indicators.apply(chain.facts_on(day, indicator_kinds), day)
        appraisal.apply(chain.facts_on(day, appraisal_kinds))


def _contents(table: type[models.Model]) -> dict[Any, dict[str, Any]]:
    """A table's rows by what names them: a row number means nothing after a rebuild."""
    key = NATURAL.get(table._meta.model_name or "", table._meta.pk.attname if table._meta.pk else "pk")
    names = [field.attname for field in table._meta.concrete_fields if field.attname != "id"]
    rows = table.rows.values(*names)  # type: ignore[attr-defined]
    keys = key if isinstance(key, tuple) else (key,)
    return {tuple(str(row[name]) for name in keys): row for row in rows}


NATURAL: dict[str, tuple[str, ...]] = {
    "measure": ("matter_id", "code"),
    "lightspan": ("matter_id", "line", "since"),
    "rowunit": ("item_id", "unit"),
    "unitasked": ("circulation_id", "unit"),
    "reader": ("matter_id", "who"),
    **indicators.NATURAL,
    **appraisal.NATURAL,
}


def _differences(
    table: type[models.Model], before: dict[Any, dict[str, Any]], after: dict[Any, dict[str, Any]]
) -> list[str]:
    name = table._meta.db_table
    lines = [f"{name} {'/'.join(key)}：事实里没有它" for key in before.keys() - after.keys()]
    lines += [f"{name} {'/'.join(key)}：事实里有它，表里没有" for key in after.keys() - before.keys()]
    for key in before.keys() & after.keys():
        for column, value in before[key].items():
            if value != after[key][column]:
                lines.append(f"{name} {'/'.join(key)} {column}：表里是 {value!r}，按事实应为 {after[key][column]!r}")
    return sorted(lines)
