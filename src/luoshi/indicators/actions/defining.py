"""Defines indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.core.formula import Formula, order_of, read_formula
from luoshi.core.timing.course import season_of
from luoshi.facts.identity import new_uuid
from luoshi.indicators.actions.shared import choices, decimals, record, texts
from luoshi.indicators.actions.wanted import NewIndicator
from luoshi.indicators.models import Accumulation, Cycle, Indicator, IndicatorRevision, Observation, Part
from luoshi.matters.actions.recording import one_line
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory


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
        record(by, facts)
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
        seasonal=texts(season_of(decimals(new.seasonal))),
        place=place,
        formula=one_line(new.formula),
        part=new.part,
        **by.stamp(),
    )


TAKEN = frozenset({"tables", "completeness", "campaigns"})
"""Words that stand in the place of a code in addresses."""
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
            season_of(decimals(new.seasonal))
        except BadInput as error:
            faults += [Fault(fault.problem, fault.remedy, where) for fault in error.faults]
    faults = faults or _formula_faults(indicators, known, counted)
    if faults:
        raise BadInput.of(faults)


def _formula_faults(
    indicators: Sequence[NewIndicator], known: Mapping[str, Indicator], counted: set[str]
) -> list[Fault]:
    """Formulas that cannot be read, use what is no indicator or counts by another cycle, or go in a circle."""
    cycles = {code: one.cycle for code, one in known.items()} | {new.code: new.cycle for new in indicators}
    texts_ = {code: one.formula for code, one in known.items()} | {new.code: new.formula for new in indicators}
    formulas: dict[str, Formula] = {}
    faults: list[Fault] = []
    for new in indicators:
        if not one_line(new.formula):
            continue
        if new.code in counted and not (known[new.code].formula if new.code in known else ""):
            faults.append(Fault("已经有登记的数，不能再改由公式算出", "另立一个指标", new.name))
        try:
            wanted = read_formula(new.formula).codes
            strange = sorted(wanted - cycles.keys())
            other = sorted(code for code in wanted & cycles.keys() if cycles[code] != new.cycle)
            faults += [Fault(f"公式里的“{code}”不是指标代码", "用已设指标的代码", new.name) for code in strange]
            faults += [
                Fault(f"公式里的“{code}”周期不同", "月度的只用月度的，季度的只用季度的", new.name) for code in other
            ]
        except BadInput as error:
            faults += [replace(fault, place=new.name) for fault in error.faults]
    if faults:
        return faults
    try:
        formulas = {code: read_formula(text) for code, text in texts_.items() if text}
        order_of(formulas)
    except BadInput as error:
        return list(error.faults)
    return []


def _wrong(new: NewIndicator) -> Iterable[tuple[bool, str, str]]:
    yield not one_line(new.name), "没有名称", "填指标名称"
    yield new.code in TAKEN, f"代码“{new.code}”留作他用", "换一个代码"
    yield new.accumulation not in Accumulation.values, f"没有“{new.accumulation}”这种计数方式", choices(Accumulation)
    yield new.cycle not in Cycle.values, f"没有“{new.cycle}”这种周期", choices(Cycle)
    yield new.direction not in (1, -1), f"方向不能是 {new.direction}", "1 越多越好，-1 越少越好"
    yield not 1 <= new.release_day <= 31, f"发布日不能是 {new.release_day}", "填 1 到 31"
    yield new.part not in Part.values, f"没有“{new.part}”这一部分", choices(Part)
    yield not 0 <= new.decimals <= 4, f"小数位不能是 {new.decimals}", "填 0 到 4"
