"""A drafted task of a whole group of units: who gathers it, how it adds up, and what each of them is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.matters.actions.drafts import change_row
from luoshi.matters.actions.families import Rollup, Share, counted
from luoshi.matters.actions.issuing import measure_wanted
from luoshi.matters.actions.wanted import MeasureWanted
from luoshi.matters.models import DraftRow
from luoshi.org.acting import By
from luoshi.org.directory import directory


def measures_of(row: DraftRow) -> list[MeasureWanted]:
    return [measure_wanted(place, found) for place, found in enumerate(row.measures, 1)]


def decompose(by: By, row: DraftRow, version: int, unit: UUID | None, rollup: str, shares: Sequence[Share]) -> DraftRow:
    """Sets what each unit of a drafted row's group is given, and who gathers it. None of the units: one task again.

    Raises BadInput by unit, and Conflict where somebody has changed the row in between.
    """
    if shares:
        _check(row, unit, rollup, shares, by.day)
    else:
        unit, rollup = None, ""
    parts = [share.as_dict() for share in shares]
    return change_row(by, row.uuid, version, {"unit": unit, "rollup": rollup, "parts": parts})


def _check(row: DraftRow, unit: UUID | None, rollup: str, shares: Sequence[Share], day: date) -> None:
    names = {unit.uuid: unit.short for unit in directory(day).units.values()}
    codes = [one.code for one in counted(measures_of(row))]
    faults = []
    if unit not in names:
        faults.append(Fault("没有选由谁汇总", "选督查机构或主管部门", "汇总单位"))
    if rollup not in Rollup.values:
        faults.append(Fault("没有选怎样汇总", "选合计、全部完成或以最差者计", "汇总办法"))
    if len({share.unit for share in shares}) < max(len(shares), 2):
        faults.append(Fault("分解的单位少于两个，或有重复", "至少留两个单位，每个一行", "分解"))
    for share in shares:
        where = names.get(share.unit, str(share.unit))
        if share.unit not in names:
            faults.append(Fault("单位不在名册里", "从名册里选", where))
        faults += [
            Fault("没有写目标，或不是正数", "填一个大于 0 的数，或去掉这个单位", where)
            for code in codes
            if share.values.get(code, Decimal(0)) <= 0
        ]
        if share.due and row.due and share.due > row.due:
            faults.append(Fault(f"{share.due} 晚于总的时限 {row.due}", "改早些", where))
    if faults:
        raise BadInput.of(faults)
