"""Campaigns: begun with a part for each unit, counted day by day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.facts.identity import new_uuid
from luoshi.indicators.actions.shared import place_of, record, unit_faults
from luoshi.indicators.actions.wanted import Figure
from luoshi.indicators.figures import read_figure
from luoshi.indicators.models import (
    Campaign,
    CampaignDay,
    CampaignFigure,
    CampaignRevision,
    CampaignShare,
    CampaignSheet,
    CampaignUnit,
)
from luoshi.matters.actions.recording import one_line
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import Directory, directory

_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
TAKEN = frozenset({"new"})


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A campaign to be begun, or changed: the code says which."""

    code: str
    name: str
    unit_of_measure: str
    begins: date
    ends: date
    shares: Mapping[UUID, Figure]
    """Unit → how many are concerned there."""
    wanted: Figure = 100
    """The coverage to be reached, per cent."""
    owner: UUID | None = None


def begin_campaign(by: By, new: NewCampaign) -> UUID:
    """Begins a campaign, or changes what describes it. What was counted stays.

    Raises BadInput, every fault at once: no name, an end before the beginning, a coverage that is none, a unit that is
    none or has nobody concerned.
    """
    permissions.require(by, "observe")
    with transaction.atomic():
        names = directory(by.day)
        faults = [Fault(problem, remedy, place) for wrong, problem, remedy, place in _wrong(new) if wrong]
        faults += unit_faults(list(new.shares), names, by.day)
        wanted = _number(new.wanted, "覆盖率", faults)
        if not 0 < wanted <= 100:
            faults.append(Fault(f"要达到的覆盖率不能是 {wanted}%", "填 1 到 100", "覆盖率"))
        shares = {unit: _number(value, place_of(unit, names), faults) for unit, value in new.shares.items()}
        faults += [
            Fault("应办数要大于 0", "没有应办对象的单位不列", place_of(unit, names))
            for unit, value in shares.items()
            if value <= 0
        ]
        if faults:
            raise BadInput.of(dict.fromkeys(faults))
        old = Campaign.rows.filter(code=new.code).first()
        fact = CampaignRevision(
            campaign=old.uuid if old else new_uuid(),
            code=new.code,
            name=one_line(new.name)[:40],
            unit_of_measure=one_line(new.unit_of_measure)[:20],
            begins=new.begins,
            ends=new.ends,
            wanted=wanted,
            owner=new.owner,
            **by.stamp(),
        )
        record(by, [fact], [CampaignShare(fact=fact, unit=unit, concerned=value) for unit, value in shares.items()])
    return fact.campaign


def _wrong(new: NewCampaign) -> Iterable[tuple[bool, str, str, str]]:
    yield not _CODE.fullmatch(new.code) or new.code in TAKEN, f"代码“{new.code}”不能用", "用字母、数字、横线", "代码"
    yield not one_line(new.name), "没有名称", "填专项的名称", "名称"
    yield not one_line(new.unit_of_measure), "没有计量单位", "如 人、户、剂次", "计量单位"
    yield new.ends < new.begins, "结束日早于开始日", "核对起止日", "结束日"
    yield not new.shares, "没有一个单位", "至少列一个镇或部门和它的应办数", "各单位应办数"


def count_day(
    by: By, code: str, on: date, figures: Sequence[tuple[UUID, Figure]], paper: str = "", reason: str = ""
) -> UUID:
    """Counts what had been reached by the end of a day. A unit not named keeps its figure.

    Raises BadInput, every fault at once: a day outside the campaign or to come, a unit without a part in it, more than
    are concerned, or less than on an earlier day without a reason.
    """
    permissions.require(by, "observe")
    with transaction.atomic():
        campaign = Campaign.rows.filter(code=code).first()
        if campaign is None:
            raise BadInput(Fault(f"没有代码为“{code}”的专项", "核对代码", "专项"))
        names, faults = directory(by.day), list(_day_faults(campaign, on, by.day))
        parts = dict(CampaignUnit.rows.filter(campaign=campaign).values_list("unit", "concerned"))
        faults += unit_faults([unit for unit, _ in figures], names, by.day)
        read = {unit: _number(value, place_of(unit, names), faults) for unit, value in figures}
        faults += _figure_faults(campaign, on, read, parts, names, reason)
        if not read:
            faults.append(Fault("一个数也没有填", "至少填一个单位的数"))
        if faults:
            raise BadInput.of(dict.fromkeys(faults))
        fact = CampaignSheet(
            campaign=campaign.uuid,
            on=on,
            paper=one_line(paper)[:200],
            reason=one_line(reason)[:200],
            **by.stamp(),
        )
        record(by, [fact], [CampaignFigure(fact=fact, unit=unit, reached=value) for unit, value in read.items()])
    return fact.uuid


def _day_faults(campaign: Campaign, on: date, today: date) -> Iterable[Fault]:
    if on > today:
        yield Fault("这一天还没有到", "填今天或以前的日子", "日期")
    if on < campaign.begins:
        yield Fault(f"专项 {campaign.begins.isoformat()} 才开始", "核对日期", "日期")


def _figure_faults(
    campaign: Campaign,
    on: date,
    read: Mapping[UUID, Decimal],
    parts: Mapping[UUID, Decimal],
    names: Directory,
    reason: str,
) -> Iterable[Fault]:
    before: dict[UUID, Decimal] = {}
    for unit, value in (
        CampaignDay.rows.filter(campaign=campaign, on__lt=on).order_by("on").values_list("unit", "reached")
    ):
        before[unit] = value
    for unit, value in read.items():
        where = place_of(unit, names)
        if unit not in parts:
            yield Fault("这个单位不在专项里", "只填有应办数的单位", where)
        elif value < 0 or value > parts[unit]:
            yield Fault(
                f"{value.normalize():f} 超出应办数 {parts[unit].normalize():f}", "核对；应办数变了先改专项", where
            )
        elif value < before.get(unit, Decimal(0)) and not one_line(reason):
            yield Fault(f"比前一次的 {before[unit].normalize():f} 还少", "填累计数；确实核减的写明原因", where)


def _number(value: Figure, place: str, faults: list[Fault]) -> Decimal:
    try:
        found, _status = read_figure(value)
        if found is None:
            raise BadInput(Fault(f"“{value}”不是一个数", "填数字"))
        return found
    except BadInput as error:
        faults += [Fault(fault.problem, fault.remedy, place) for fault in error.faults]
        return Decimal(1)
