"""The register of indicators: each as it stands, when it was last revised, and what each revision changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.indicators.models import INDICATOR_COLUMNS, Indicator, IndicatorRevision
from luoshi.indicators.ordering import in_order
from luoshi.org.directory import directory


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An indicator in the register."""

    indicator: Indicator
    owner_name: str
    revised: date
    revisions: int


@dataclass(frozen=True, slots=True)
class Revised:
    """One revision: who, on which day, and field → before and after. The first one changes nothing."""

    day: date
    by: str
    changed: tuple[tuple[str, object, object], ...]


def register(day: date) -> list[RegisterRow]:
    """Every indicator in the county's order. Two SELECTs besides the directory."""
    names = directory(day)
    days: dict[object, list[date]] = {}
    for uuid, on in IndicatorRevision.rows.order_by("day").values_list("indicator", "day"):
        days.setdefault(uuid, []).append(on)
    return [
        RegisterRow(one, names.unit_name(one.owner) if one.owner else "", days[one.uuid][-1], len(days[one.uuid]))
        for one in Indicator.rows.order_by("place", "code")
    ]


def revisions_of(indicator: Indicator, day: date) -> list[Revised]:
    """How an indicator came to be what it is, the newest revision first."""
    facts: list[IndicatorRevision] = list(in_order(IndicatorRevision.rows.filter(indicator=indicator.uuid)))
    names = directory(day)
    found = []
    for before, after in zip([None, *facts], facts, strict=False):
        changed = tuple(
            (name, getattr(before, name), getattr(after, name))
            for name in INDICATOR_COLUMNS
            if before is not None and getattr(before, name) != getattr(after, name)
        )
        found.append(Revised(after.day, names.official_name(after.by), changed))
    return found[::-1]
