"""Enters sheets: the figures of one period from one source, each sheet a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import Period
from luoshi.indicators.actions.shared import choices, find_indicator, place_of, record, unit_faults
from luoshi.indicators.actions.supplying import supply_matters
from luoshi.indicators.actions.wanted import NewCell
from luoshi.indicators.figures import REMEDY, read_figure
from luoshi.indicators.models import (
    Cell,
    Cycle,
    Indicator,
    Observation,
    Sheet,
    SheetStatus,
    Source,
    Status,
)
from luoshi.indicators.queries.doubts import refusals_of
from luoshi.matters.actions.recording import one_line
from luoshi.matters.closings import is_closed
from luoshi.matters.models import PeriodStep
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory

Read = tuple[UUID | None, Decimal | None, str, str]
"""Whose figure, the figure, its status, the cell of a file in which it stands."""


@dataclass(frozen=True, slots=True)
class NewSheet:
    """One sheet to be entered."""

    code: str
    period: str
    source: str
    cells: Sequence[NewCell]
    status: str = SheetStatus.FINAL
    paper: str = ""
    file: str = ""
    """The digest of the statistics table it was read from."""
    reason: str = ""
    """Why figures are right although a rule speaks against them."""


def enter_sheet(
    by: By,
    code: str,
    period: str,
    source: str,
    cells: Sequence[NewCell],
    status: str = SheetStatus.FINAL,
    paper: str = "",
    reason: str = "",
) -> UUID:
    """Enters one sheet: the figures of one period from one source. A unit not named keeps the figure it had.

    Raises BadInput, every fault at once with the unit or the field it is about: unknown code or unit, a period of
    another cycle or one that is not over, a unit twice, text for a number, a cumulative figure that has fallen
    without a reason. Nothing is entered then.
    """
    return enter_sheets(by, [NewSheet(code, period, source, cells, status, paper, reason=reason)])[0]


def enter_sheets(by: By, sheets: Sequence[NewSheet]) -> list[UUID]:
    """Enters several sheets, all or none. Faults of all of them are told at once, with the cell where there is one."""
    permissions.require(by, "observe")
    with transaction.atomic():
        names = directory(by.day)
        ready = [_checked(by, sheet, names) for sheet in sheets]
        if faults := [fault for _, _, found in ready for fault in found]:
            raise BadInput.of(dict.fromkeys(faults))
        facts = []
        parts = []
        for sheet, (indicator, read, _) in zip(sheets, ready, strict=True):
            fact = _fact(by, sheet, indicator)
            facts.append(fact)
            parts += [Cell(fact=fact, unit=unit, value=value, status=said, place=at) for unit, value, said, at in read]
        record(by, facts, parts)
        ours = [(fact, indicator) for fact, (indicator, _, _) in zip(facts, ready, strict=True)]
        statistics = [(one, fact.period, fact.uuid) for fact, one in ours if fact.source == Source.STATISTICS]
        supply_matters(by, statistics)
    return [fact.uuid for fact in facts]


def _fact(by: By, sheet: NewSheet, indicator: Indicator) -> Sheet:
    return Sheet(
        indicator=indicator.uuid,
        period=sheet.period,
        source=sheet.source,
        status=sheet.status,
        paper=one_line(sheet.paper)[:200],
        file=sheet.file,
        reason=one_line(sheet.reason)[:200],
        supersedes=_replaced(indicator, sheet.period, sheet.source, {cell.unit for cell in sheet.cells}),
        **by.stamp(),
    )


def _checked(by: By, sheet: NewSheet, names: Directory) -> tuple[Indicator, list[Read], list[Fault]]:
    """A sheet's figures as they are kept, and everything that is wrong with it."""
    indicator = find_indicator(sheet.code)
    read, faults = _cells(sheet.cells, names)
    if indicator.formula:
        faults.append(Fault(f"“{indicator.name}”由公式算出，不登记", "登记公式里用到的指标", sheet.code))
    faults = [
        *_period_faults(by, indicator, sheet.period, sheet.source),
        *_choice_faults(sheet.source, sheet.status),
        *_closed_faults(sheet.period, sheet.source, sheet.status, sheet.paper),
        *unit_faults([cell.unit for cell in sheet.cells], names, *_last_day(sheet.period)),
        *faults,
    ]
    if not sheet.cells:
        faults.append(Fault("一个数也没有填", "至少填全县或一个单位的数"))
    if not faults:
        faults = _doubtful(by, indicator, sheet, read)
    return indicator, read, faults


def _doubtful(by: By, indicator: Indicator, sheet: NewSheet, read: Sequence[Read]) -> list[Fault]:
    """Figures that a rule refuses where nobody has said why they are right."""
    if one_line(sheet.reason) or sheet.status == SheetStatus.REVISED:
        return []
    values = {unit: value for unit, value, _, _ in read if value is not None}
    places = {unit: at for unit, _, _, at in read}
    return [
        Fault(f"{one.whose}{one.words}", "核对；数没有错就在“说明”里写原因", places.get(unit, "") or one.whose)
        for unit, one in refusals_of(indicator, sheet.period, sheet.source, values, by.day)
    ]


def _cells(cells: Sequence[NewCell], names: Directory) -> tuple[list[Read], list[Fault]]:
    read: list[Read] = []
    faults: list[Fault] = []
    for cell in cells:
        where = cell.place or place_of(cell.unit, names)
        if cell.status and cell.status not in Status.values:
            faults.append(Fault(f"没有“{cell.status}”这种状态", choices(Status), where))
        elif cell.value is None:
            if cell.status in ("", Status.REPORTED):
                faults.append(Fault("没有填数", REMEDY, where))
            read.append((cell.unit, None, cell.status, cell.place))
        else:
            try:
                value, said = read_figure(cell.value)
                read.append((cell.unit, value, cell.status or said, cell.place))
            except BadInput as error:
                faults += [replace(fault, place=where) for fault in error.faults]
    return read, faults


def _period_faults(by: By, indicator: Indicator, text: str, source: str) -> list[Fault]:
    place = "期别"
    quarterly = indicator.cycle == Cycle.QUARTER
    how = "按季公布，写成“2026Q2”" if quarterly else "按月公布，写成“2026-06”；1—2月合并公布的写“2026-02”"
    try:
        period = Period.parse(text)
    except BadInput as error:
        return [Fault(fault.problem, f"“{indicator.name}”{how}", place) for fault in error.faults]
    if period.kind != indicator.cycle:
        return [Fault(f"“{text}”不是“{indicator.name}”的期别", how, place)]
    begun = period.last if source == Source.STATISTICS else period.first  # units close their month on the 28th
    if begun > by.day:
        return [Fault(f"{period.label}还没有{'过完' if period.first <= by.day else '到'}", "核对期别", place)]
    return []


def _closed_faults(period: str, source: str, status: str, paper: str) -> list[Fault]:
    """Once the data month is closed, statistics change only by a correction that says on what paper it rests."""
    if source != Source.STATISTICS or (status == SheetStatus.REVISED and one_line(paper)):
        return []
    days = _last_day(period)
    if not days or not is_closed(str(Period.containing(days[0], "month")), PeriodStep.Clock.DATA):
        return []
    return [Fault(f"{period} 的数据月已经关账", "只收修订数，并在“依据”里写明凭哪份文件更正", "数据性质")]


def _choice_faults(source: str, status: str) -> list[Fault]:
    faults = []
    if source not in Source.values:
        faults.append(Fault(f"没有“{source}”这种来源", choices(Source), "来源"))
    if status not in SheetStatus.values:
        faults.append(Fault(f"没有“{status}”这种数据性质", choices(SheetStatus), "数据性质"))
    return faults


def _replaced(indicator: Indicator, period: str, source: str, units: set[UUID | None]) -> UUID | None:
    """The newest sheet of which this one replaces a figure."""
    standing = Observation.rows.filter(indicator=indicator, period=period, source=source, until=None)
    sheets = {sheet for unit, sheet in standing.values_list("unit", "sheet") if unit in units}
    return Sheet.rows.filter(uuid__in=sheets).order_by("day", "at", "uuid").values_list("uuid", flat=True).last()


def _last_day(period: str) -> list[date]:
    try:
        return [Period.parse(period).last]
    except BadInput:
        return []
