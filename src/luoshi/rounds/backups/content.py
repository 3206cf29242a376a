"""What a backup holds: every table of ours as lines of JSON, every piece of evidence as it is, and a manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

FORM = 1
MANIFEST = "manifest.json"
TABLES, EVIDENCE = "tables/", "evidence/"
OURS = "luoshi."
"""Sessions are not among ours: whoever is signed in signs in again. What Django itself needs, its migrations make."""


def tables() -> list[type[models.Model]]:
    """Every table of ours, those before which another points at."""
    found = [model for model in apps.get_models() if model._meta.app_config.name.startswith(OURS)]
    ordered: list[type[models.Model]] = []

    def put(model: type[models.Model]) -> None:
        if model in ordered:
            return
        for field in model._meta.concrete_fields:
            target = field.related_model
            if isinstance(target, type) and target is not model and target in found:
                put(target)
        ordered.append(model)

    for model in sorted(found, key=lambda one: one._meta.label):
        put(model)
    return ordered


def entry_of(model: type[models.Model]) -> str:
    """The name of a table's entry in the package: tables/matters.Matter.jsonl."""
    return f"{TABLES}{model._meta.label}.jsonl"


def columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """A table's rows, a line each, in the order of their keys."""
    names = columns(model)
    rows: Any = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield (
            json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain).encode() + b"\n"
        )


def _plain(value: object) -> str:
    """Moments to the microsecond: the digests of the chain depend on them."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"no spelling in a backup for {type(value).__name__}")


def instance(model: type[models.Model], names: list[str], line: bytes) -> models.Model:
    """The row that a line spells."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values = dict(zip(names, json.loads(line), strict=True))
    return model(**{name: _value(fields[name], value) for name, value in values.items()})


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, models.JSONField) or value is None:
        return value
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)
