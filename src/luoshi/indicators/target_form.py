"""A year's targets as they are typed or stand in a workbook, and what of them is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from django.http import QueryDict

from luoshi.core.errors import BadInput, Fault
from luoshi.indicators import book
from luoshi.indicators.actions import COUNTY, NewTarget
from luoshi.indicators.figures import read_figure
from luoshi.indicators.queries.targets import TargetPage, TargetRow
from luoshi.indicators.register import unit_of
from luoshi.org.directory import Directory
from luoshi.shell.answers import uuid_field

UNIT, YEAR = "单位", "全年目标"
QUARTERS = ("一季度", "上半年", "前三季度")
"""The fourth is the year's."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One target as it was written. Without quarters nothing was asked about them."""

    value: str = ""
    quarters: tuple[str, ...] | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    """"value" or the place of a quarter → the cell of a file."""


def typed_of(data: QueryDict) -> dict[UUID | None, Typed]:
    """The form's fields: value:UNIT and 0:UNIT, 1:UNIT, 2:UNIT for the quarters; `county` for a unit is the county."""
    found: dict[UUID | None, Typed] = {}
    for key, value in data.items():
        kind, _colon, unit = key.partition(":")
        if kind == "value" and unit:
            quarters = tuple(data.get(f"{at}:{unit}", "") for at in range(3)) if f"0:{unit}" in data else None
            found[None if unit == "county" else uuid_field(unit, "单位")] = Typed(str(value), quarters)
    return found


def numbers(typed: Mapping[UUID | None, Typed]) -> dict[UUID | None, Decimal]:
    """Those that are numbers: what can be added up while others are still wrong."""
    found = {}
    for unit, one in typed.items():
        try:
            value = read_figure(one.value)[0]
        except BadInput:
            continue
        if value is not None:
            found[unit] = value
    return found


def changes(page: TargetPage, typed: Mapping[UUID | None, Typed]) -> list[NewTarget]:
    """What is to be set: only what is not so already. An empty field where a target stood takes it away.

    Raises BadInput with each fault at its cell, or at the name of the unit.
    """
    faults: list[Fault] = []
    found = []
    for unit, one in typed.items():
        row = page.standing.get(unit)
        cell = _cell(unit, one, row, faults)
        if cell is not None and not _stands(cell, row):
            found.append(cell)
    if not found and not faults:
        faults.append(Fault("没有改动", "改了目标再保存"))
    if faults:
        raise BadInput.of(faults)
    return found


def _cell(unit: UUID | None, one: Typed, row: TargetRow | None, faults: list[Fault]) -> NewTarget | None:
    name = row.name if row else COUNTY
    value = _number(one.value, one.places.get("value", name), faults)
    said = [quarter.strip() for quarter in one.quarters or ()]
    if not one.value.strip():
        if any(said):
            where = one.places.get("value", name)
            faults.append(Fault("有季度目标，没有全年目标", "填全年目标，或清空季度目标", where))
        return NewTarget(unit, None)
    quarters = [_number(quarter, one.places.get(str(at), name), faults) for at, quarter in enumerate(said) if quarter]
    if quarters and len(quarters) < len(QUARTERS):
        faults.append(Fault("季度目标没有填全", f"{'、'.join(QUARTERS)}都填，或都不填", one.places.get("0", name)))
    if value is None or None in quarters:
        return None
    if one.quarters is None and row and row.quarters and row.value == value:
        return NewTarget(unit, value, row.quarters)
    whole = (*(quarter for quarter in quarters if quarter is not None), value) if quarters else ()
    return NewTarget(unit, value, whole, one.places.get("value", ""))


def _number(said: str, place: str, faults: list[Fault]) -> Decimal | None:
    if not said.strip():
        return None
    try:
        value, _status = read_figure(said)
        if value is None:
            raise BadInput(Fault(f"“{said.strip()}”不是一个数", "填数字；取消目标就清空"))
        return value
    except BadInput as error:
        faults += [replace(fault, remedy="填数字；取消目标就清空", place=place) for fault in error.faults]
        return None


def _stands(cell: NewTarget, row: TargetRow | None) -> bool:
    """Whether it is so already."""
    if row is None:
        return cell.value is None
    return cell.value == row.value and tuple(cell.quarters) == row.quarters


def to_workbook(page: TargetPage) -> bytes:
    """Every unit a row, the county first."""
    headings = [book.Heading(UNIT, 18), book.Heading(YEAR, 14), *(book.Heading(name, 12) for name in QUARTERS)]
    rows = ([row.name, row.value, *(row.quarters[:3] or (None,) * 3)] for row in page.rows)
    return book.write(f"{page.year}年目标", headings, rows)


def from_workbook(name: str, data: bytes, names: Directory) -> dict[UUID | None, Typed]:
    """The targets of a file. Raises BadInput with each fault at its cell."""
    faults: list[Fault] = []
    found: dict[UUID | None, Typed] = {}
    for line in book.read(name, data, [UNIT, YEAR, *QUARTERS], [UNIT, YEAR]):
        who, where = line.words[UNIT], line.places[UNIT]
        try:
            unit = None if who == COUNTY else unit_of(who, names)
        except BadInput as error:
            faults += [replace(fault, place=where) for fault in error.faults]
            continue
        if not who or unit in found:
            problem = f"“{who}”出现了两次" if who else "这一行没有写单位"
            faults.append(Fault(problem, "一个单位一行" if who else "写上单位", where))
            continue
        quarters = tuple(line.words[one] for one in QUARTERS) if all(one in line.words for one in QUARTERS) else None
        places = {"value": line.places[YEAR]}
        places |= {str(at): line.places[one] for at, one in enumerate(QUARTERS) if one in line.places}
        found[unit] = Typed(line.words[YEAR], quarters, places)
    if faults:
        raise BadInput.of(faults)
    return found
