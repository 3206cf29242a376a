"""What the org facts amount to today: the units as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.facts.models import Fact
from luoshi.org.models import Unit, UnitRevision

KINDS = (UnitRevision,)
TABLES = (Unit,)


def apply(facts: Sequence[Fact]) -> None:
    """Brings the units up to date with facts just recorded, in their order."""
    newest = {fact.unit: fact for fact in facts if isinstance(fact, UnitRevision)}
    Unit.rows.bulk_create(
        [
            Unit(
                uuid=fact.unit,
                name=fact.name,
                short=fact.short,
                aliases=fact.aliases,
                unit_kind=fact.unit_kind,
                duties=fact.duties,
                parent=fact.parent,
                place=fact.place,
                since=fact.since,
                until=fact.until,
            )
            for fact in newest.values()
        ],
        update_conflicts=True,
        unique_fields=["uuid"],
        update_fields=["name", "short", "aliases", "unit_kind", "duties", "parent", "place", "since", "until"],
    )
