"""The demonstration's indicators: defined, given targets, and counted month by month, so that the towns add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.core.timing.workdays import Workdays
from luoshi.demo.people import People
from luoshi.demo.script import county_file
from luoshi.facts import clock
from luoshi.indicators.actions import NewCell, NewIndicator, NewTarget, define, enter_sheet, set_targets
from luoshi.indicators.models import SheetStatus

STATISTICS_LAG = 80
"""So many days after its beginning January and February are out, the slowest figures of all."""
WHO = "考核办/assessment"


@dataclass
class Observing:
    """The figures of the county's year and of the year before it."""

    people: People
    seed: int
    today: date
    _moved: dict[tuple[str, int], tuple[int, Mapping[UUID | None, Decimal]]] = field(default_factory=dict)
    """Indicator and year → from which month on a correction holds, and what it moved."""

    def begin(self, day: date) -> None:
        """Defines the indicators, sets the targets, and enters the county's figures of the months before the play; of
        what is added up over the year each unit's too."""
        by = self.people.by(WHO, clock.moment(day, 9, 30))
        with clock.at(by.at):
            define(by, [self._defined(place, found) for place, found in enumerate(self._all)])
            for found in self._all:
                for year in sorted({day.year, self.today.year}):
                    set_targets(by, found["code"], year, self._targets(found, year), f"{year}年目标责任书")
        for found in self._all:
            for year, month in _months(self._compared_since(), day):
                if self._published(found, month) and self._out_on(found, year, month) <= day:
                    self._enter(found, year, month, day, units=found["accumulation"] == "flow")

    def _compared_since(self) -> date:
        """The newest year with figures is compared with the one before it."""
        newest = self.today - timedelta(days=STATISTICS_LAG)
        return date(newest.year - 1, 1, 1)

    def days(self, since: date) -> dict[date, list[tuple[dict[str, Any], int, int]]]:
        """Day → the figures that come out on it, after a day and before today."""
        found: dict[date, list[tuple[dict[str, Any], int, int]]] = {}
        for one in self._all:
            for year, month in _months(date(since.year - 1, 12, 1), self.today):
                out = self._out_on(one, year, month)
                if self._published(one, month) and since < out < self.today:
                    found.setdefault(out, []).append((one, year, month))
        return found

    def enter(self, day: date, some: list[tuple[dict[str, Any], int, int]]) -> None:
        """Enters the figures that come out on a day."""
        for found, year, month in some:
            self._enter(found, year, month, day, units=True)

    def last_out(self, code: str, day: date) -> Period:
        """The newest month of an indicator that has come out by a day."""
        found = next(one for one in self._all if one["code"] == code)
        out = [
            (year, month)
            for year, month in _months(date(day.year - 1, 1, 1), day)
            if self._published(found, month) and self._out_on(found, year, month) <= day
        ]
        return Period(out[-1][0], "month", out[-1][1])

    def put_right(self, code: str, month: Period, day: date, moved: Mapping[UUID | None, Decimal]) -> None:
        """Corrects published figures of some units, which still add up; later months rest on the correction."""
        found = next(one for one in self._all if one["code"] == code)
        self._moved[code, month.year] = month.number, moved
        by = self.people.by(WHO, clock.moment(day, 16, 30))
        cells = [cell for cell in self._cells(found, month.year, month.number) if cell.unit in moved]
        with clock.at(by.at):
            paper = f"县统计局关于更正{month.label}固定资产投资分镇数的函"
            enter_sheet(by, code, str(month), "statistics", cells, status=SheetStatus.REVISED, paper=paper)

    @property
    def _all(self) -> list[dict[str, Any]]:
        indicators: list[dict[str, Any]] = county_file("indicators")["indicator"]
        return indicators

    def _defined(self, place: int, found: dict[str, Any]) -> NewIndicator:
        return NewIndicator(
            found["code"],
            found["name"],
            found["unit"],
            found["accumulation"],
            cycle=found["cycle"],
            direction=found["direction"],
            decimals=found["decimals"],
            owner=self.people.units.get(found["owner"]),
            seasonal=tuple(str(share) for share in found.get("shares", ())),
            place=place,
            part=found.get("part", "economy"),
            source="statistics" if found["source"] == "statistics" else "unit",
        )

    def _targets(self, found: dict[str, Any], year: int) -> list[NewTarget]:
        whole = self._target(found, year)
        cells = [NewTarget(None, whole)]
        for breakdown in _breakdowns(found["code"]):
            for unit, weight in breakdown["units"].items():
                part = (whole * Decimal(str(weight))).quantize(_grain(found))
                cells.append(NewTarget(self.people.units[unit], part))
        return cells

    def _target(self, found: dict[str, Any], year: int) -> Decimal:
        """This year's target; the year before aimed at what it reached, rounded up a little."""
        if year == self.today.year:
            return Decimal(str(found["target"]))
        return (Decimal(str(found["last_year"])) * Decimal("1.01")).quantize(_grain(found))

    def _published(self, found: dict[str, Any], month: int) -> bool:
        return month % 3 == 0 if found["cycle"] == "quarter" else month != 1

    def _out_on(self, found: dict[str, Any], year: int, month: int) -> date:
        after = date(year + month // 12, month % 12 + 1, 19)
        return Workdays().next_workday(after)

    def _enter(self, found: dict[str, Any], year: int, month: int, day: date, *, units: bool) -> None:
        by = self.people.by(WHO, clock.moment(day, 16, 0))
        period = f"{year}Q{month // 3}" if found["cycle"] == "quarter" else f"{year}-{month:02d}"
        cells = self._cells(found, year, month) if units else self._cells(found, year, month)[:1]
        own = "statistics" if found["source"] == "statistics" else "unit"
        with clock.at(by.at):
            enter_sheet(by, found["code"], period, own, cells, paper=f"{period}统计快报" if own == "statistics" else "")
            if found.get("reported_ratio") and units:
                ratio = Decimal(str(found["reported_ratio"]))
                grown = [
                    NewCell(cell.unit, (Decimal(str(cell.value)) * ratio).quantize(_grain(found))) for cell in cells
                ]
                enter_sheet(by, found["code"], period, "unit", grown)

    def _cells(self, found: dict[str, Any], year: int, month: int) -> list[NewCell]:
        """The county's figure, and each breakdown's, which adds up to it."""
        if found["accumulation"] == "rate":
            chance = self._chance(found, year, month)
            base = found["path"][month - 1] if year == self.today.year else found["last_year"]
            value = Decimal(str(round(base + (0 if year == self.today.year else chance.uniform(-0.4, 0.4)), 1)))
            return [NewCell(None, value)]
        first = 1 if found["accumulation"] == "cumulative" else month
        if found["accumulation"] == "flow" and (found["cycle"] == "quarter" or month == 2):
            first = 1 if month == 2 else month - 2
        county = sum((self._month_total(found, year, one) for one in range(first, month + 1)), Decimal(0))
        cells = [NewCell(None, county)]
        for breakdown in _breakdowns(found["code"]):
            parts: dict[str, Decimal] = {}
            for one in range(first, month + 1):
                for unit, part in self._split(found, breakdown, year, one).items():
                    parts[unit] = parts.get(unit, Decimal(0)) + part
            cells += [NewCell(self.people.units[unit], part) for unit, part in parts.items()]
        since, moved = self._moved.get((found["code"], year), (13, {}))
        if month < since:
            return cells
        return [NewCell(one.unit, Decimal(str(one.value)) + moved.get(one.unit, 0)) for one in cells]

    def _month_total(self, found: dict[str, Any], year: int, month: int) -> Decimal:
        """What one month brought to the county."""
        chance = self._chance(found, year, month)
        rough = 1 + chance.uniform(-1, 1) * found["noise"]
        if year == self.today.year:
            amount = found["target"] * found["shares"][month - 1] * found["pace"][month - 1] * rough
        else:
            amount = found["last_year"] * found["shares"][month - 1] * rough
        return Decimal(str(amount)).quantize(_grain(found))

    def _split(self, found: dict[str, Any], breakdown: dict[str, Any], year: int, month: int) -> dict[str, Decimal]:
        """One month's amount over the units, by weights and by how each goes; the biggest takes what rounding left."""
        whole = self._month_total(found, year, month)
        chance = Random(f"{self.seed}/{found['code']}/{breakdown['by']}/{year}/{month}")
        shares: dict[str, float] = {}
        for unit, weight in breakdown["units"].items():
            going = breakdown.get("going", {}).get(unit, 1.0) if year == self.today.year else 1.0
            nothing = year == self.today.year and self._still_zero(breakdown, unit, month)
            shares[unit] = 0.0 if nothing else weight * going * chance.uniform(0.92, 1.08)
        total = sum(shares.values()) or 1.0
        grain = _grain(found)
        parts = {unit: (whole * Decimal(str(share / total))).quantize(grain) for unit, share in shares.items()}
        biggest = max(shares, key=lambda unit: shares[unit])
        parts[biggest] += whole - sum(parts.values(), Decimal(0))
        return parts

    def _still_zero(self, breakdown: dict[str, Any], unit: str, month: int) -> bool:
        if unit not in breakdown.get("zero", ()):
            return False
        return bool(month < breakdown.get("zero_breaks", {}).get(unit, 13))

    def _chance(self, found: dict[str, Any], year: int, month: int) -> Random:
        return Random(f"{self.seed}/{found['code']}/{year}/{month}")


def _breakdowns(code: str) -> list[dict[str, Any]]:
    return [one for one in county_file("indicators")["breakdown"] if one["indicator"] == code]


def _grain(found: dict[str, Any]) -> Decimal:
    """Units' parts are kept a little finer than what is published, so that small towns are not rounded away."""
    return Decimal(1).scaleb(-int(found["decimals"]) - (2 if found["decimals"] else 0))


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
