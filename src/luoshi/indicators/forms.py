"""A sheet as the entry page sends it, kept as it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.http import QueryDict

from luoshi.core.errors import Fault
from luoshi.core.timing.course import JOINED
from luoshi.core.timing.periods import Period
from luoshi.indicators.actions import NewCell
from luoshi.indicators.models import Indicator, SheetStatus, Source
from luoshi.indicators.queries import EntryRow
from luoshi.shell.answers import uuid_field

COUNTY = "county"
PREFIX = "figure:"
PERIODS = 15
"""How many periods back one may choose from."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the fields."""

    period: str
    source: str = Source.STATISTICS
    status: str = SheetStatus.FINAL
    paper: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: QueryDict) -> Typed:
        return cls(
            data.get("period", ""),
            data.get("source", ""),
            data.get("status", ""),
            data.get("paper", ""),
            {key.removeprefix(PREFIX): str(value) for key, value in data.items() if key.startswith(PREFIX)},
        )

    def cells(self) -> list[NewCell]:
        """The figures; a field left empty says nothing about its unit. Raises BadInput for a unit that is no unit."""
        return [NewCell(_unit(key), value) for key, value in self.figures.items() if value.strip()]


def _unit(key: str) -> UUID | None:
    return None if key == COUNTY else uuid_field(key, "单位")


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form: who, what stands, what was typed, and what is wrong with it."""

    row: EntryRow
    name: str
    typed: str
    fault: Fault | None


def fields(rows: Iterable[EntryRow], typed: Typed, faults: Sequence[Fault]) -> list[Field]:
    wrong = {fault.place: fault for fault in faults if not fault.file}
    found = []
    for row in rows:
        key = COUNTY if row.unit is None else str(row.unit)
        found.append(Field(row, PREFIX + key, typed.figures.get(key, ""), wrong.get(row.name)))
    return found


def loose(faults: Sequence[Fault], shown: Iterable[Field]) -> list[Fault]:
    """Faults that no line of the form shows."""
    beside = {line.fault for line in shown if line.fault}
    return [fault for fault in faults if fault not in beside]


def periods(indicator: Indicator, day: date, chosen: str) -> list[str]:
    """The periods to choose from, the newest first; the one chosen is always among them."""
    kind = "quarter" if indicator.cycle == "quarter" else "month"
    period = Period.containing(day, kind)  # type: ignore[arg-type]
    found = []
    for _ in range(PERIODS):
        if kind == "quarter" or period.number >= JOINED:
            found.append(str(period))
        period = period.previous()
    return found if chosen in found else [chosen, *found]
