"""A year's targets on one page: the county's, each unit's beside its last year, and every sheet that set them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from luoshi.indicators.breakdown import Breakdown, breakdowns
from luoshi.indicators.models import Accumulation, Indicator, TargetCell, TargetSheet
from luoshi.indicators.ordering import in_order
from luoshi.indicators.queries.entry import units_by_place
from luoshi.indicators.queries.known import Known
from luoshi.indicators.sharing import proposed
from luoshi.org.directory import Directory, directory
from luoshi.org.models import UnitKind

COUNTY, TOWNS, DEPARTMENTS = "county", "towns", "departments"


@dataclass(frozen=True, slots=True)
class TargetRow:
    """Whose target, what it is, and what last year brought."""

    unit: UUID | None
    name: str
    group: str
    value: Decimal | None
    quarters: tuple[Decimal, ...]
    """At the end of each quarter, counted from January; empty: none set."""
    last_target: Decimal | None
    last_figure: Decimal | None
    """Of last December, by the source the unit is judged by."""

    @property
    def named(self) -> bool:
        return any(one is not None for one in (self.value, self.last_target, self.last_figure))


@dataclass(frozen=True, slots=True)
class SetOnce:
    """One sheet of targets: when, by whom, and what it set. A value of None took one away."""

    uuid: UUID
    day: date
    by: str
    paper: str
    cells: tuple[tuple[str, Decimal | None, tuple[Decimal, ...]], ...]


@dataclass(frozen=True, slots=True)
class TargetPage:
    """A year's targets of an indicator, as they stand."""

    indicator: Indicator
    year: int
    rows: tuple[TargetRow, ...]
    history: tuple[SetOnce, ...]
    kinds: Mapping[UUID, str]

    @property
    def additive(self) -> bool:
        return self.indicator.accumulation != Accumulation.RATE

    @property
    def newest(self) -> str:
        """The sheet that set targets last; empty: none did."""
        return str(self.history[0].uuid) if self.history else ""

    @property
    def standing(self) -> dict[UUID | None, TargetRow]:
        return {row.unit: row for row in self.rows}

    @property
    def last_year(self) -> dict[UUID, Decimal]:
        """What each unit brought last year if the whole year is known of all who promised, else what they promised."""
        figures = {row.unit: row.last_figure for row in self.rows if row.unit and row.last_figure is not None}
        targets = {row.unit: row.last_target for row in self.rows if row.unit and row.last_target is not None}
        return targets if targets.keys() - figures.keys() else figures

    @property
    def by_figures(self) -> bool:
        """Whether last year's shares are those of what was brought."""
        return any(row.unit and row.last_figure is not None for row in self.rows) and all(
            row.last_figure is not None for row in self.rows if row.unit and row.last_target is not None
        )

    def sums(self, values: Mapping[UUID | None, Decimal]) -> list[Breakdown]:
        """How some targets add up to the county's."""
        units = {unit: value for unit, value in values.items() if unit is not None}
        return breakdowns(units, values.get(None), self.kinds, additive=self.additive)

    def proposal(self, wanted: Decimal) -> dict[UUID, Decimal]:
        """The county's target by last year's shares. Nothing for a rate: it is not shared out."""
        last = self.last_year
        whole = next(
            (row.last_figure if self.by_figures else row.last_target for row in self.rows if not row.unit), None
        )
        groups = [one.units for one in breakdowns(last, whole, self.kinds)] if self.additive else []
        return proposed(wanted, groups, last, self.indicator.decimals)


def target_page(indicator: Indicator, year: int, day: date) -> TargetPage:
    """The county, then towns, then departments, each with its last year. A fixed number of SELECTs."""
    known = Known.of(None, (year, year - 1), Q(), [indicator.uuid])
    units = units_by_place(day)
    rows = [_row(known, indicator, year, None, "全县", COUNTY)]
    for unit in units:
        group = TOWNS if unit.kind == UnitKind.TOWN else DEPARTMENTS
        row = _row(known, indicator, year, unit.uuid, unit.short, group)
        if unit.kind != UnitKind.OFFICE or row.named:
            rows.append(row)
    kinds = {unit.uuid: unit.kind for unit in units}
    return TargetPage(indicator, year, tuple(rows), _history(indicator, year, day), kinds)


def _row(known: Known, indicator: Indicator, year: int, unit: UUID | None, name: str, group: str) -> TargetRow:
    now, before = (known.targets.get((indicator.uuid, of, unit)) for of in (year, year - 1))
    total = known.cumulative(indicator, unit, known.source(indicator.uuid, unit), year - 1, 12)
    return TargetRow(
        unit,
        name,
        group,
        now.value if now else None,
        tuple(Decimal(one) for one in now.quarters) if now else (),
        before.value if before else None,
        None if total.missing else total.value,
    )


def _history(indicator: Indicator, year: int, day: date) -> tuple[SetOnce, ...]:
    names = directory(day)
    sheets = TargetSheet.rows.filter(indicator=indicator.uuid, year=year).prefetch_related("cells")
    return tuple(
        SetOnce(
            sheet.uuid,
            sheet.day,
            names.official_name(sheet.by),
            sheet.paper,
            tuple(_cell(cell, names) for cell in sorted(sheet.cells.all(), key=lambda cell: cell.pk)),
        )
        for sheet in reversed(list(in_order(sheets)))
    )


def _cell(cell: TargetCell, names: Directory) -> tuple[str, Decimal | None, tuple[Decimal, ...]]:
    name = names.unit_name(cell.unit) if cell.unit else "全县"
    return name, cell.value, tuple(Decimal(one) for one in cell.quarters)
