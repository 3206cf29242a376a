"""From a table and what its parts stand for to figures: each with its cell, its unit of measure reckoned over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from luoshi.core.errors import Fault
from luoshi.core.tabling.heading import UNIT, unit_in
from luoshi.core.tabling.likeness import Thing
from luoshi.core.tabling.meaning import Proposal
from luoshi.core.tabling.model import Column, Role, Table
from luoshi.core.tabling.unread import why_not
from luoshi.core.tabling.values import is_blank, mark, tight, words

_TENS: dict[str, int] = {"十": 1, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_WORDS = {"未报": "not_reported", "不适用": "not_applicable", "未发布": "not_published"}


@dataclass(frozen=True, slots=True)
class Placed:
    """One figure of a sheet, or the word in its place: whose, of what, of which period."""

    row: int
    column: int
    address: str
    indicator: str
    unit: str
    period: str
    value: Decimal | None
    status: str = ""
    """What stands in the place of a figure: not_reported, not_applicable, not_published."""


def scale_of(unit: str) -> tuple[str, int]:
    """A unit as its kernel and powers of ten: 万元 → 元, 4."""
    plain = tight(unit)
    for prefix in sorted(_TENS, key=len, reverse=True):
        if plain.startswith(prefix) and len(plain) > len(prefix):
            return plain.removeprefix(prefix), _TENS[prefix]
    return plain, 0


def factor(sheet: str, indicator: str) -> Decimal | None:
    """What a figure of the sheet is multiplied by: 万元 → 亿元 is 0.0001. None where they measure different things."""
    if not sheet or not indicator or tight(sheet) == tight(indicator):
        return Decimal(1)
    (one, ten), (other, tens) = scale_of(sheet), scale_of(indicator)
    percents = {"%", "百分点", "个百分点"}
    if one in percents and other in percents:
        return Decimal(1)
    return Decimal(1).scaleb(ten - tens) if one == other else None


def period_for(thing: Thing, month: str) -> str:
    """A month as this indicator writes its periods; "" where it has none that ends then."""
    if thing.cycle != "quarter":
        return month
    year, _, last = month.partition("-")
    return f"{year}Q{int(last) // 3}" if int(last) % 3 == 0 else ""


def place(table: Table, proposal: Proposal, things: Mapping[str, Thing]) -> tuple[list[Placed], list[Fault]]:
    """The figures that a settled proposal takes from a table, and what stands against some of them.

    Nothing is dropped in silence: a cell that would be taken and cannot be read, a unit of measure that does not fit
    and a figure that stands twice are named by their address.
    """
    found: dict[tuple[str, str, str], Placed] = {}
    faults: list[Fault] = []
    units = _line_units(table)
    for line in table.lines:
        if line.role == Role.EMPTY:
            continue
        for column in table.columns:
            meaning = proposal.of(line.at, column.at)
            if not meaning.taken or not meaning.indicator or column.kind in ("text", "ordinal", "code", "date"):
                continue
            one = _read(table, proposal, line.at, column, things, units.get(line.at, ""), faults)
            if one is None:
                continue
            key = (one.indicator, one.unit, one.period)
            if key in found:
                faults.append(_twice(found[key], one))
            found.setdefault(key, one)
    return list(found.values()), faults


def _line_units(table: Table) -> dict[int, str]:
    """Units of measure that stand in a column of their own, line by line; or in the lines' own words."""
    at = next((column.at for column in table.columns if tight(column.name) in ("计量单位", "单位", "单位名称")), None)
    said = {line.at: tight(table.grid.laid(line.at, at)) for line in table.lines} if at is not None else {}
    units = {row: unit for row, unit in said.items() if UNIT.fullmatch(unit)}
    return units or {line.at: unit for line in table.lines if (unit := unit_in(line.label))}


def _read(
    table: Table,
    proposal: Proposal,
    row: int,
    column: Column,
    things: Mapping[str, Thing],
    line_unit: str,
    faults: list[Fault],
) -> Placed | None:
    meaning, value = proposal.of(row, column.at), table.grid.own(row, column.at)
    address = table.grid.address(row, column.at)
    thing = things.get(meaning.indicator)
    if is_blank(value) or thing is None:
        return None
    if not meaning.period:
        faults.append(Fault("看不出是哪一期", "在上面填期别，如 2026-06", address))
        return None
    period = period_for(thing, meaning.period)
    if not period:
        faults.append(Fault(f"“{thing.name}”按季公布，{meaning.period} 不是季末", "改期别，或不取这一列", address))
        return None
    read = table.figure(row, column.at)
    if read is None:
        return _word(address, row, column, meaning.indicator, meaning.unit, period, words(value), faults)
    unit = column.unit if column.unit == "%" else line_unit or column.unit
    times = factor(unit, thing.unit)
    if times is None:
        said = Fault(f"表上是“{unit}”，“{thing.name}”是“{thing.unit}”", "核对这一列取的是哪项指标", address)
        faults.append(said)
        return None
    times *= proposal.factors.get(column.at, Decimal(1))
    return Placed(row, column.at, address, meaning.indicator, meaning.unit, period, read * times)


def _word(
    address: str,
    row: int,
    column: Column,
    indicator: str,
    unit: str,
    period: str,
    text: str,
    faults: list[Fault],
) -> Placed | None:
    if status := _WORDS.get(tight(text)):
        return Placed(row, column.at, address, indicator, unit, period, None, status)
    if not mark(text):
        faults.append(Fault(f"“{text}”{why_not(tight(text))}", "改成数字，或写“未报”“不适用”“未发布”", address))
    return None


def _twice(first: Placed, second: Placed) -> Fault:
    return Fault(
        f"与 {first.address} 是同一个单位、同一期的同一项数", "只留一处，另一行或另一列改为“不取”", second.address
    )
