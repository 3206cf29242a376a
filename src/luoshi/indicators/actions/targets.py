"""Sets targets, and says how they add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.course import quarters_of
from luoshi.indicators.actions.shared import find_indicator, place_of, record, texts, unit_faults
from luoshi.indicators.actions.wanted import Figure, NewTarget, TargetsSet
from luoshi.indicators.breakdown import Breakdown, breakdowns
from luoshi.indicators.figures import read_figure
from luoshi.indicators.models import Accumulation, Indicator, Target, TargetCell, TargetSheet
from luoshi.matters.actions.recording import one_line
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory


def set_targets(by: By, indicator_code: str, year: int, cells: Sequence[NewTarget], paper: str = "") -> TargetsSet:
    """Sets targets of a year. A unit not named keeps the target it had.

    Nothing is refused for not adding up: the answer says by how much. Raises BadInput for an unknown code or unit, a
    unit twice, text for a number, quarters that do not end at the year's target.
    """
    permissions.require(by, "observe")
    with transaction.atomic():
        indicator = find_indicator(indicator_code)
        names = directory(by.day)
        faults = [] if 1990 <= year <= 2100 else [Fault(f"年份不能是 {year}", "填四位数的年份，如 2026", "年份")]
        faults += unit_faults([cell.unit for cell in cells], names, by.day)
        fact = TargetSheet(indicator=indicator.uuid, year=year, paper=one_line(paper)[:200], **by.stamp())
        parts = []
        for cell in cells:
            value, quarters = _target(cell, indicator, names, faults)
            parts.append(TargetCell(fact=fact, unit=cell.unit, value=value, quarters=quarters))
        if faults:
            raise BadInput.of(faults)
        last = TargetSheet.rows.filter(indicator=indicator.uuid, year=year).order_by("day", "at", "uuid").last()
        fact.supersedes = last.uuid if last else None
        record(by, [fact], parts)
        return TargetsSet(fact.uuid, tuple(_sums(indicator, year, names)))


def _target(
    cell: NewTarget, indicator: Indicator, names: Directory, faults: list[Fault]
) -> tuple[Decimal | None, list[str]]:
    where = cell.place or place_of(cell.unit, names)
    if cell.value is None:
        return None, []
    try:
        value, *quarters = [_number(one) for one in (cell.value, *cell.quarters)]
        return value, texts(quarters_of(quarters, value, indicator.accumulation))  # type: ignore[arg-type]
    except BadInput as error:
        faults += [Fault(fault.problem, fault.remedy, where) for fault in error.faults]
        return None, []


def _number(given: Figure) -> Decimal:
    value, _status = read_figure(given)
    if value is None:
        raise BadInput(Fault(f"目标“{given}”不是一个数", "填数字；取消目标就不填"))
    return value


def _sums(indicator: Indicator, year: int, names: Directory) -> list[Breakdown]:
    standing = Target.rows.filter(indicator=indicator, year=year, until=None).values_list("unit", "value")
    targets = {unit: value for unit, value in standing if unit is not None}
    county = next((value for unit, value in standing if unit is None), None)
    kinds = {unit.uuid: unit.kind for unit in names.units.values()}
    return breakdowns(targets, county, kinds, additive=indicator.accumulation != Accumulation.RATE)
