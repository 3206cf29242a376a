"""The state of a day, room by room, as rows that another program can check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from luoshi.appraisal.queries import scores_export
from luoshi.facts.models import Entry
from luoshi.matters.queries import export as ledger
from luoshi.org.directory import directory
from luoshi.org.models import Role

Row = dict[str, Any]


def export(kind: str, day: date) -> list[Row]:
    """Rows of a kind as of a day: names are those of that day, lights as they were known then.

    Restricted matters are in none of them.
    """
    return EXPORTS[kind](day)


def _units(day: date) -> list[Row]:
    names = directory(day)
    heads = {post.unit: post.holder for post in reversed(names.posts_of(Role.HEAD))}
    return [
        {
            "uuid": str(unit.uuid),
            "name": unit.name,
            "short": unit.short,
            "kind": unit.kind,
            "aliases": list(unit.aliases),
            "head": heads.get(unit.uuid, ""),
        }
        for unit in sorted(names.units.values(), key=lambda unit: unit.place)
    ]


def _facts(day: date) -> list[Row]:
    return [
        {
            "seq": entry.seq,
            "day": entry.day.isoformat(),
            "at": entry.at.isoformat(),
            "kind": entry.kind,
            "ref": str(entry.ref),
            "form": entry.form,
            "algorithm": entry.algorithm,
            "digest": entry.digest,
            "previous": entry.previous,
        }
        for entry in Entry.rows.filter(day__lte=day).order_by("seq").iterator()
    ]


EXPORTS: dict[str, Callable[[date], list[Row]]] = {
    "units": _units,
    "matters": ledger.matters,
    "reports": ledger.reports,
    "lights": ledger.lights,
    "steps": ledger.steps,
    "scores": scores_export,
    "facts": _facts,
}
