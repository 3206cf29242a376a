"""What the verbs of the indicators share: finding an indicator, naming a unit, recording."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import append_all
from luoshi.facts.canonical import decimal_text
from luoshi.facts.models import Fact, FactRow
from luoshi.indicators import projections
from luoshi.indicators.models import Indicator
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory

COUNTY = "全县"


def unit_faults(units: Sequence[UUID | None], names: Directory, *days: date) -> list[Fault]:
    """Units named twice, and units in the register neither today nor on the days the figures are about."""
    faults, seen = [], set()
    strangers = {unit for unit in units if unit is not None and unit not in names.units}
    for day in days:
        if strangers:
            strangers -= directory(day).units.keys()
    for unit in units:
        if unit in strangers:
            faults.append(Fault("单位名册里没有这个单位", "从名册里选", str(unit)))
        elif unit in seen:
            faults.append(Fault("出现了两次", "一个单位只填一个数", place_of(unit, names)))
        seen.add(unit)
    return faults


def find_indicator(code: str) -> Indicator:
    found = Indicator.rows.filter(code=code).first()
    if found is None:
        raise BadInput(Fault(f"没有代码为“{code}”的指标", "核对指标代码", "指标"))
    return found


def place_of(unit: UUID | None, names: Directory) -> str:
    return COUNTY if unit is None else names.unit_name(unit) or str(unit)


def decimals(numbers: Sequence[Decimal | str]) -> list[Decimal]:
    return [Decimal(str(number)) for number in numbers]


def texts(numbers: Sequence[Decimal]) -> list[str]:
    return [decimal_text(number) for number in numbers]


def record(by: By, facts: Sequence[Fact], parts: Sequence[FactRow] = ()) -> None:
    append_all(facts, parts)
    projections.apply(facts, by.day)


def choices(codes: Any) -> str:
    return "可用：" + "、".join(f"{value}（{label}）" for value, label in codes.choices)
