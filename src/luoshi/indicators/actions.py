"""The verbs of the indicators: what is measured, what was promised, what was counted. Each one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.course import quarters_of, season_of
from luoshi.core.timing.periods import Period
from luoshi.facts.actions import append_all
from luoshi.facts.canonical import decimal_text
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Fact, FactRow
from luoshi.indicators import projections
from luoshi.indicators.breakdown import Breakdown, breakdowns
from luoshi.indicators.figures import REMEDY, read_figure
from luoshi.indicators.models import (
    Accumulation,
    Cell,
    Cycle,
    Indicator,
    IndicatorRevision,
    Observation,
    Sheet,
    SheetStatus,
    Source,
    Status,
    Target,
    TargetCell,
    TargetSheet,
)
from luoshi.indicators.queries.known import standing
from luoshi.matters.actions import supply
from luoshi.matters.actions.recording import one_line
from luoshi.matters.closings import is_closed
from luoshi.matters.models import PeriodStep
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory

Figure = Decimal | int | str
COUNTY = "全县"


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """An indicator to be defined, or defined anew: the code says which."""

    code: str
    name: str
    unit_of_measure: str
    accumulation: str
    cycle: str = Cycle.MONTH
    direction: int = 1
    decimals: int = 2
    release_day: int = 20
    owner: UUID | None = None
    seasonal: tuple[Decimal | str, ...] = ()
    """Each month's share of the year, or the shares added up: twelve numbers; empty: months/12."""
    place: int | None = None
    """Where it stands in the list; left out: at the end, or where it was."""


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target of a year: of a unit, or without one of the county. A value of None takes the target away."""

    unit: UUID | None
    value: Figure | None
    quarters: tuple[Figure, ...] = ()
    """Four: at the end of each quarter counted from January, or quarter by quarter."""


@dataclass(frozen=True, slots=True)
class NewCell:
    """A figure of a unit, or without one of the county. Text is read as people type it: "1,234.5", "未报"."""

    unit: UUID | None
    value: Figure | None
    status: str = ""
    """Left out: reported, or what the word in place of the figure says."""


@dataclass(frozen=True, slots=True)
class TargetsSet:
    """What was recorded, and how the units' targets now add up to the county's."""

    sheet: UUID
    breakdowns: tuple[Breakdown, ...]

    @property
    def differences(self) -> dict[str, Decimal]:
        """Breakdown → the units' targets minus the county's, where that is not zero."""
        return {one.code: one.difference for one in self.breakdowns if one.difference}


def define(by: By, indicators: Sequence[NewIndicator]) -> list[UUID]:
    """Defines indicators, or changes what describes them. Answers their uuids in the order given.

    Raises BadInput: a code twice or unfit for an address, an unknown kind, a season that is not one whole year, or
    another way of counting for an indicator that has figures already.
    """
    permissions.require(by, "observe")
    with transaction.atomic():
        known = {one.code: one for one in Indicator.rows.all()}
        _check_definitions(by, indicators, known)
        last = max((one.place for one in known.values()), default=0)
        facts = []
        for new in indicators:
            old = known.get(new.code)
            if new.place is None and old is None:
                last += 1
            place = new.place if new.place is not None else old.place if old else last
            facts.append(_revision(by, new, old.uuid if old else new_uuid(), place))
        _record(by, facts)
    return [fact.indicator for fact in facts]


def _revision(by: By, new: NewIndicator, indicator: UUID, place: int) -> IndicatorRevision:
    return IndicatorRevision(
        indicator=indicator,
        code=new.code,
        name=one_line(new.name),
        unit_of_measure=one_line(new.unit_of_measure),
        decimals=new.decimals,
        direction=new.direction,
        accumulation=new.accumulation,
        cycle=new.cycle,
        release_day=new.release_day,
        owner=new.owner,
        seasonal=_texts(season_of(_decimals(new.seasonal))),
        place=place,
        **by.stamp(),
    )


_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")


def _check_definitions(by: By, indicators: Sequence[NewIndicator], known: dict[str, Indicator]) -> None:
    units = directory(by.day).units
    counted = set(Observation.rows.values_list("indicator__code", flat=True).distinct())
    faults: list[Fault] = []
    seen: set[str] = set()
    for new in indicators:
        where = new.name or new.code
        if not _CODE.fullmatch(new.code):
            faults.append(Fault(f"代码“{new.code}”不能用", "用字母、数字、横线或下划线，最多 40 个", where))
        if new.code in seen:
            faults.append(Fault(f"代码“{new.code}”出现了两次", "一个指标一个代码", where))
        seen.add(new.code)
        faults += [Fault(problem, remedy, where) for wrong, problem, remedy in _wrong(new) if wrong]
        if new.owner is not None and new.owner not in units:
            faults.append(Fault("责任单位不在单位名册里", "从名册里选", where))
        old = known.get(new.code)
        if old and new.code in counted and (old.accumulation, old.cycle) != (new.accumulation, new.cycle):
            faults.append(Fault("已经有数，不能再改计数方式或周期", "另立一个指标，旧的保留", where))
        try:
            season_of(_decimals(new.seasonal))
        except BadInput as error:
            faults += [Fault(fault.problem, fault.remedy, where) for fault in error.faults]
    if faults:
        raise BadInput.of(faults)


def _wrong(new: NewIndicator) -> Iterable[tuple[bool, str, str]]:
    yield not one_line(new.name), "没有名称", "填指标名称"
    yield new.accumulation not in Accumulation.values, f"没有“{new.accumulation}”这种计数方式", _choices(Accumulation)
    yield new.cycle not in Cycle.values, f"没有“{new.cycle}”这种周期", _choices(Cycle)
    yield new.direction not in (1, -1), f"方向不能是 {new.direction}", "1 越多越好，-1 越少越好"
    yield not 1 <= new.release_day <= 31, f"发布日不能是 {new.release_day}", "填 1 到 31"
    yield not 0 <= new.decimals <= 4, f"小数位不能是 {new.decimals}", "填 0 到 4"


def _choices(codes: Any) -> str:
    return "可用：" + "、".join(f"{value}（{label}）" for value, label in codes.choices)


def set_targets(by: By, indicator_code: str, year: int, cells: Sequence[NewTarget], paper: str = "") -> TargetsSet:
    """Sets targets of a year. A unit not named keeps the target it had.

    Nothing is refused for not adding up: the answer says by how much. Raises BadInput for an unknown code or unit, a
    unit twice, text for a number, quarters that do not end at the year's target.
    """
    permissions.require(by, "observe")
    with transaction.atomic():
        indicator = _indicator(indicator_code)
        names = directory(by.day)
        faults = [] if 1990 <= year <= 2100 else [Fault(f"年份不能是 {year}", "填四位数的年份，如 2026", "年份")]
        faults += _unit_faults([cell.unit for cell in cells], names, by.day)
        fact = TargetSheet(indicator=indicator.uuid, year=year, paper=one_line(paper)[:200], **by.stamp())
        parts = []
        for cell in cells:
            value, quarters = _target(cell, indicator, names, faults)
            parts.append(TargetCell(fact=fact, unit=cell.unit, value=value, quarters=quarters))
        if faults:
            raise BadInput.of(faults)
        last = TargetSheet.rows.filter(indicator=indicator.uuid, year=year).order_by("day", "at", "uuid").last()
        fact.supersedes = last.uuid if last else None
        _record(by, [fact], parts)
        return TargetsSet(fact.uuid, tuple(_sums(indicator, year, names)))


def _target(
    cell: NewTarget, indicator: Indicator, names: Directory, faults: list[Fault]
) -> tuple[Decimal | None, list[str]]:
    where = _place(cell.unit, names)
    if cell.value is None:
        return None, []
    try:
        value, _ = read_figure(cell.value)
        if value is None:
            raise BadInput(Fault(f"目标“{cell.value}”不是一个数", "填数字；取消目标就不填"))
        quarters = [read_figure(quarter)[0] or Decimal(0) for quarter in cell.quarters]
        return value, _texts(quarters_of(quarters, value, indicator.accumulation))  # type: ignore[arg-type]
    except BadInput as error:
        faults += [Fault(fault.problem, fault.remedy, where) for fault in error.faults]
        return None, []


def _sums(indicator: Indicator, year: int, names: Directory) -> list[Breakdown]:
    standing = Target.rows.filter(indicator=indicator, year=year, until=None).values_list("unit", "value")
    targets = {unit: value for unit, value in standing if unit is not None}
    county = next((value for unit, value in standing if unit is None), None)
    kinds = {unit.uuid: unit.kind for unit in names.units.values()}
    return breakdowns(targets, county, kinds, additive=indicator.accumulation != Accumulation.RATE)


def enter_sheet(
    by: By,
    code: str,
    period: str,
    source: str,
    cells: Sequence[NewCell],
    status: str = SheetStatus.FINAL,
    paper: str = "",
) -> UUID:
    """Enters one sheet: the figures of one period from one source. A unit not named keeps the figure it had.

    Raises BadInput, every fault at once with the unit or the field it is about: unknown code or unit, a period of
    another cycle or one that is not over, a unit twice, text for a number. Nothing is entered then.
    """
    permissions.require(by, "observe")
    with transaction.atomic():
        indicator = _indicator(code)
        names = directory(by.day)
        read, faults = _cells(cells, names)
        faults = [
            *_period_faults(by, indicator, period, source),
            *_choice_faults(source, status),
            *_closed_faults(period, source, status, paper),
            *_unit_faults([cell.unit for cell in cells], names, *_last_day(period)),
            *faults,
        ]
        if not cells:
            faults.append(Fault("一个数也没有填", "至少填全县或一个单位的数"))
        if faults:
            raise BadInput.of(faults)
        fact = Sheet(
            indicator=indicator.uuid,
            period=period,
            source=source,
            status=status,
            paper=one_line(paper)[:200],
            supersedes=_replaced(indicator, period, source, {cell.unit for cell in cells}),
            **by.stamp(),
        )
        _record(by, [fact], [Cell(fact=fact, unit=unit, value=value, status=said) for unit, value, said in read])
        if source == Source.STATISTICS:
            _supply(by, indicator, period, fact.uuid)
    return fact.uuid


def _supply(by: By, indicator: Indicator, period: str, sheet: UUID) -> None:
    """Units are not asked again for what the statistics have: of a flow, a correction moves the later totals too."""
    for at, values in standing(indicator, period).items():
        if at == period or indicator.accumulation == Accumulation.FLOW:
            own = given_to(values, indicator.owner)
            supply(by, indicator.code, at, sheet, own, indicator.unit_of_measure)


def given_to(values: Mapping[UUID | None, Decimal], owner: UUID | None) -> dict[UUID, Decimal]:
    """Each unit's own figure; the bureau that answers for the indicator has the county's."""
    own = {unit: value for unit, value in values.items() if unit is not None}
    return {owner: values[None], **own} if owner is not None and None in values else own


def _cells(
    cells: Sequence[NewCell], names: Directory
) -> tuple[list[tuple[UUID | None, Decimal | None, str]], list[Fault]]:
    read: list[tuple[UUID | None, Decimal | None, str]] = []
    faults: list[Fault] = []
    for cell in cells:
        where = _place(cell.unit, names)
        if cell.status and cell.status not in Status.values:
            faults.append(Fault(f"没有“{cell.status}”这种状态", _choices(Status), where))
        elif cell.value is None:
            if cell.status in ("", Status.REPORTED):
                faults.append(Fault("没有填数", REMEDY, where))
            read.append((cell.unit, None, cell.status))
        else:
            try:
                value, said = read_figure(cell.value)
                read.append((cell.unit, value, cell.status or said))
            except BadInput as error:
                faults += [Fault(fault.problem, fault.remedy, where) for fault in error.faults]
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
        faults.append(Fault(f"没有“{source}”这种来源", _choices(Source), "来源"))
    if status not in SheetStatus.values:
        faults.append(Fault(f"没有“{status}”这种数据性质", _choices(SheetStatus), "数据性质"))
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


def _unit_faults(units: Sequence[UUID | None], names: Directory, *days: date) -> list[Fault]:
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
            faults.append(Fault("出现了两次", "一个单位只填一个数", _place(unit, names)))
        seen.add(unit)
    return faults


def _indicator(code: str) -> Indicator:
    found = Indicator.rows.filter(code=code).first()
    if found is None:
        raise BadInput(Fault(f"没有代码为“{code}”的指标", "核对指标代码", "指标"))
    return found


def _place(unit: UUID | None, names: Directory) -> str:
    return COUNTY if unit is None else names.unit_name(unit) or str(unit)


def _decimals(numbers: Sequence[Decimal | str]) -> list[Decimal]:
    return [Decimal(str(number)) for number in numbers]


def _texts(numbers: Sequence[Decimal]) -> list[str]:
    return [decimal_text(number) for number in numbers]


def _record(by: By, facts: Sequence[Fact], parts: Sequence[FactRow] = ()) -> None:
    append_all(facts, parts)
    projections.apply(facts, by.day)
