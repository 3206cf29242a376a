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
from luoshi.indicators.actions.supplying import supply_reckoned
from luoshi.indicators.actions.wanted import NewIndicator
from luoshi.indicators.models import (
    INDICATOR_COLUMNS,
    Accumulation,
    Cycle,
    Indicator,
    IndicatorRevision,
    Observation,
    Part,
    Source,
)
from luoshi.matters.actions.recording import one_line
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory


def define(by: By, indicators: Sequence[NewIndicator]) -> list[UUID]:
    """Defines indicators, or changes what describes them. Answers their uuids in the order given.

    What is as it was is no revision. Raises BadInput: a code twice or unfit for an address, no unit of measure, an
    unknown kind, a season that is not one whole year, a formula that cannot be reckoned, or another way of counting
    for an indicator that has figures already.
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
        changed = [fact for fact in facts if not _as_it_was(fact, known.get(fact.code))]
        if changed:
            record(by, changed)
            supply_reckoned(by, {fact.code for fact in changed})
    return [fact.indicator for fact in facts]


def _as_it_was(fact: IndicatorRevision, old: Indicator | None) -> bool:
    return old is not None and all(getattr(fact, name) == getattr(old, name) for name in INDICATOR_COLUMNS)


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
        source=new.source,
        **by.stamp(),
    )


TAKEN = frozenset({"tables", "completeness", "campaigns", "register"})
"""Words that stand in the place of a code in addresses."""
_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
LONGEST_NAME, LONGEST_UNIT, LONGEST_FORMULA = 40, 20, 200


def _check_definitions(by: By, indicators: Sequence[NewIndicator], known: dict[str, Indicator]) -> None:
    units = directory(by.day).units
    counted = set(Observation.rows.values_list("indicator__code", flat=True).distinct())
    faults: list[Fault] = []
    seen: set[str] = set()
    for new in indicators:
        faults += [Fault(problem, remedy, _where(new, field)) for wrong, problem, remedy, field in _wrong(new) if wrong]
        if new.code in seen:
            faults.append(Fault(f"代码“{new.code}”出现了两次", "一个指标一个代码", _where(new, "code")))
        seen.add(new.code)
        if new.owner is not None and new.owner not in units:
            faults.append(Fault("责任单位不在单位名册里", "从名册里选", _where(new, "owner")))
        faults += _recounted(new, known.get(new.code) if new.code in counted else None)
        try:
            season_of(decimals(new.seasonal))
        except BadInput as error:
            faults += [replace(fault, place=_where(new, "seasonal")) for fault in error.faults]
    faults = faults or _formula_faults(indicators, known, counted)
    if faults:
        raise BadInput.of(faults)


def _where(new: NewIndicator, field: str) -> str:
    return new.places.get(field) or new.name or new.code


def _recounted(new: NewIndicator, counted: Indicator | None) -> Iterable[Fault]:
    """What may not change once there are figures."""
    for field, words in (("accumulation", "累计方式"), ("cycle", "周期")):
        if counted and getattr(counted, field) != getattr(new, field):
            yield Fault(f"已经有数，不能再改{words}", "另立一个指标，旧的保留", _where(new, field))


def _formula_faults(
    indicators: Sequence[NewIndicator], known: Mapping[str, Indicator], counted: set[str]
) -> list[Fault]:
    """Formulas that cannot be read, use what is no indicator or counts by another cycle, or go in a circle."""
    cycles = {code: one.cycle for code, one in known.items()} | {new.code: new.cycle for new in indicators}
    faults: list[Fault] = []
    for new in indicators:
        if not one_line(new.formula):
            continue
        where = _where(new, "formula")
        if new.code in counted and not (known[new.code].formula if new.code in known else ""):
            faults.append(Fault("已经有登记的数，不能再改由公式算出", "另立一个指标", where))
        try:
            wanted = read_formula(new.formula).codes
            strange = sorted(wanted - cycles.keys())
            other = sorted(code for code in wanted & cycles.keys() if cycles[code] != new.cycle)
            faults += [Fault(f"公式里的“{code}”不是指标代码", "用已设指标的代码", where) for code in strange]
            faults += [
                Fault(f"公式里的“{code}”周期不同", "月度的只用月度的，季度的只用季度的", where) for code in other
            ]
        except BadInput as error:
            faults += [replace(fault, place=where) for fault in error.faults]
    return faults or _circle(indicators, known)


def _circle(indicators: Sequence[NewIndicator], known: Mapping[str, Indicator]) -> list[Fault]:
    """A circle is told at the first of the new formulas that lies in one."""
    texts_ = {code: one.formula for code, one in known.items()} | {new.code: new.formula for new in indicators}
    formulas = {code: read_formula(text) for code, text in texts_.items() if one_line(text)}
    try:
        order_of(formulas)
    except BadInput as error:
        at = next((new for new in indicators if new.code in _reached(new.code, formulas)), None)
        return [replace(fault, place=_where(at, "formula")) if at else fault for fault in error.faults]
    return []


def _reached(code: str, formulas: Mapping[str, Formula]) -> set[str]:
    """Every indicator that a formula rests on, directly or not."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        for other in formulas[waiting.pop()].codes & formulas.keys() - found:
            found.add(other)
            waiting.append(other)
        waiting = [one for one in waiting if one in formulas]
    return found


def _wrong(new: NewIndicator) -> Iterable[tuple[bool, str, str, str]]:
    fit = _CODE.fullmatch(new.code) is not None
    yield not fit, f"代码“{new.code}”不能用", "用字母、数字、横线或下划线，最多 40 个", "code"
    yield new.code in TAKEN, f"代码“{new.code}”留作他用", "换一个代码", "code"
    yield not one_line(new.name), "没有名称", "填指标名称", "name"
    yield len(one_line(new.name)) > LONGEST_NAME, "名称太长", f"最多 {LONGEST_NAME} 个字", "name"
    yield not one_line(new.unit_of_measure), "没有计量单位", "如 亿元、万人、%", "unit_of_measure"
    yield (
        len(one_line(new.unit_of_measure)) > LONGEST_UNIT,
        "计量单位太长",
        f"最多 {LONGEST_UNIT} 个字",
        "unit_of_measure",
    )
    yield (
        new.accumulation not in Accumulation.values,
        f"没有“{new.accumulation}”这种累计方式",
        choices(Accumulation),
        "accumulation",
    )
    yield new.cycle not in Cycle.values, f"没有“{new.cycle}”这种周期", choices(Cycle), "cycle"
    yield new.direction not in (1, -1), f"方向不能是 {new.direction}", "1 越多越好，-1 越少越好", "direction"
    yield not 1 <= new.release_day <= 31, f"发布日不能是 {new.release_day}", "填 1 到 31", "release_day"
    yield new.part not in Part.values, f"没有“{new.part}”这一部分", choices(Part), "part"
    yield new.source not in Source.values, f"没有“{new.source}”这种来源", choices(Source), "source"
    yield not 0 <= new.decimals <= 4, f"小数位不能是 {new.decimals}", "填 0 到 4", "decimals"
    yield len(one_line(new.formula)) > LONGEST_FORMULA, "公式太长", f"最多 {LONGEST_FORMULA} 个字符", "formula"
