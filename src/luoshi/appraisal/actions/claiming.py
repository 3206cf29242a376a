"""Bonus claims: filed with the document, reviewed by two, shown to all units, decided where one objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from luoshi.appraisal.merits import LEVELS, REVIEWERS, Claimed, claims, same
from luoshi.appraisal.models import BonusClaim, BonusShare, BonusStep, Level, Merit
from luoshi.core.errors import BadInput, Fault
from luoshi.facts.actions import append_all
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Blob
from luoshi.matters.actions.recording import said
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.rules import setting

What = BonusStep.What
NO_MORE = ("returned", "refused", "withdrawn")
"""States in which a claim does not stand in the way of another."""


@dataclass(frozen=True, slots=True)
class Honour:
    """What a unit claims points for. `shares`: each contributor's part, together 1."""

    unit: UUID
    merit: str
    level: str
    subject: str
    honour: str
    reference: str
    on: date | None
    paper: str
    shares: Sequence[tuple[UUID, Decimal]] = ()


def claim_bonus(by: By, wanted: Honour) -> UUID:
    """Files a claim for the year of its document. Raises BadInput with every fault: the window is closed, no document,
    shares that are not 1, the matter claimed already at this level or a higher one; NotAllowed."""
    permissions.require(by, "claim_bonus", wanted.unit)
    faults: list[Fault] = []
    words = {
        place: _words(text, most, place, faults)
        for place, text, most in (
            ("事项", wanted.subject, 80),
            ("荣誉", wanted.honour, 120),
            ("文件和文号", wanted.reference, 80),
        )
    }
    faults += [*_kind_faults(wanted), *_day_faults(by, wanted.on), *_share_faults(by, wanted)]
    if faults or wanted.on is None:
        raise BadInput.of(faults)
    with transaction.atomic():
        _claimed_once(by, wanted.on.year, words["事项"], wanted.level)
        claim = BonusClaim(
            uuid=new_uuid(),
            year=wanted.on.year,
            unit=wanted.unit,
            merit=wanted.merit,
            level=wanted.level,
            subject=words["事项"],
            honour=words["荣誉"],
            reference=words["文件和文号"],
            on=wanted.on,
            paper=wanted.paper,
            **by.speaking_for(wanted.unit).stamp(),
        )
        shares = wanted.shares or [(wanted.unit, Decimal(1))]
        append_all([claim], [BonusShare(fact=claim, unit=unit, share=share) for unit, share in shares])
    return claim.uuid


def _words(text: str, most: int, place: str, faults: list[Fault]) -> str:
    try:
        words = said(text, most, place)
    except BadInput as error:
        faults += error.faults
        return ""
    if not words:
        faults.append(Fault(f"没有写{place}", "照文件上的写", place))
    return words


def _kind_faults(wanted: Honour) -> list[Fault]:
    faults = []
    if wanted.merit not in Merit.values:
        faults.append(Fault("没有选是哪一类", "选表彰荣誉、现场会、经验推介或试点示范", "类别"))
    if wanted.level not in LEVELS:
        faults.append(Fault("没有选级别", "选国家级、省级或市级", "级别"))
    if not wanted.paper or not Blob.rows.filter(digest=wanted.paper).exists():
        faults.append(Fault("没有附文件", "附表彰决定、会议通知或简报的扫描件", "文件"))
    return faults


def _day_faults(by: By, on: date | None) -> list[Fault]:
    if on is None:
        return [Fault("没有写文件的日期", "照文件落款写", "日期")]
    if on > by.day:
        return [Fault(f"文件日期 {on.isoformat()} 在今天以后", "照文件落款写", "日期")]
    window = setting("bonus_window", by.day)
    last = date(on.year, int(window["month"]), int(window["day"]))
    if by.day > last:
        return [Fault(f"{on.year}年的加分申报到{last.month}月{last.day}日，已经过了", "下一年得的荣誉下一年报", "日期")]
    return []


def _share_faults(by: By, wanted: Honour) -> list[Fault]:
    faults, units = [], directory(by.day).units
    shared = [unit for unit, _share in wanted.shares]
    if any(unit not in units for unit in shared):
        faults.append(Fault("有一个贡献单位认不得", "从列出的单位里选", "贡献单位"))
    if len(set(shared)) != len(shared):
        faults.append(Fault("同一个单位写了两次", "并成一行", "贡献单位"))
    whole = sum((share for _unit, share in wanted.shares), Decimal(0))
    if wanted.shares and (whole != 1 or any(share <= 0 for _unit, share in wanted.shares)):
        faults.append(Fault(f"各单位的份额合计 {whole:.0%}", "每家大于 0，合计 100%", "贡献单位"))
    if any(share != round(share, 3) for _unit, share in wanted.shares):
        faults.append(Fault("份额的小数太多", "写到千分之一", "贡献单位"))
    return faults


def _claimed_once(by: By, year: int, subject: str, level: str) -> None:
    """One matter once: a second claim only for a higher level, which then counts alone."""
    for one in claims(year, by.day):
        if same(one.claim.subject) != same(subject) or one.state(by.day) in NO_MORE:
            continue
        if LEVELS.index(one.claim.level) <= LEVELS.index(level):
            known = Level(one.claim.level).label
            problem = f"“{one.claim.subject}”已按{known}申报"
            raise BadInput(Fault(problem, "同一事项只按最高一级加一次；更高一级的可以再报", "事项"))


def pass_bonus(by: By, claim: UUID, words: str = "") -> UUID:
    """One of two reviewers finds a claim in order; the second one's word shows it to all units for some days."""
    permissions.require(by, "review_bonus")
    with transaction.atomic():
        one = _claim(by, claim, ("filed", "passed"), "这件不在审核中")
        if by.official in one.passed_by():
            raise BadInput(Fault("您已经审过", "由另一位同志复审"))
        is_last = len(one.passed_by()) + 1 >= REVIEWERS
        until = by.day + timedelta(days=int(setting("bonus_public_days", by.day))) if is_last else None
        return _step(by, one, What.PASSED, said(words, 300, "意见"), until=until)


def return_bonus(by: By, claim: UUID, words: str) -> UUID:
    """A reviewer sends a claim back; what is put right is claimed anew."""
    permissions.require(by, "review_bonus")
    with transaction.atomic():
        one = _claim(by, claim, ("filed", "passed"), "这件不在审核中")
        return _step(by, one, What.RETURNED, _needed(words, "理由"))


def object_to_bonus(by: By, claim: UUID, unit: UUID, words: str, paper: str = "") -> UUID:
    """A unit objects to another's claim while it is shown, itself or on paper by the office. One objection at a time.

    Raises BadInput: shown no more, its own claim, its objection waits already, no words, no such file; NotAllowed.
    """
    permissions.require(by, "claim_bonus", unit)
    with transaction.atomic():
        one = _claim(by, claim, ("shown", "objected"), "这件不在公示中")
        if one.until is not None and by.day > one.until:
            raise BadInput(Fault("公示已经结束", "确有问题的，向考核办反映"))
        if unit == one.claim.unit:
            raise BadInput(Fault("这是本单位自己申报的", "要改就撤回，改好再报", "异议单位"))
        if unit in {step.unit for step in one.open_objections()}:
            raise BadInput(Fault("这个单位的异议正在办理", "等考核办答复", "异议单位"))
        if paper and not Blob.rows.filter(digest=paper).exists():
            raise BadInput(Fault("没有收到依据的文件", "重新上传", "依据"))
        step = BonusStep(
            claim=claim,
            what=What.OBJECTED,
            words=_needed(words, "异议"),
            unit=unit,
            paper=paper,
            **by.speaking_for(unit).stamp(),
        )
        append_all([step])
    return step.uuid


def decide_bonus(by: By, claim: UUID, *, keeps: bool, words: str) -> UUID:
    """The assessment office decides on what was objected: the claim is kept, or refused. It may refuse without one."""
    permissions.require(by, "close")
    states = ("objected",) if keeps else ("filed", "passed", "shown", "objected", "counts", "outranked")
    with transaction.atomic():
        one = _claim(by, claim, states, "这件现在不用裁定")
        return _step(by, one, What.KEPT if keeps else What.REFUSED, _needed(words, "理由"))


def withdraw_bonus(by: By, claim: UUID, words: str = "") -> UUID:
    """The unit takes its claim back."""
    with transaction.atomic():
        one = _claim(by, claim, ("filed", "passed", "shown", "objected"), "这件不能再撤回")
        permissions.require(by, "claim_bonus", one.claim.unit)
        return _step(by.speaking_for(one.claim.unit), one, What.WITHDRAWN, said(words, 300, "理由") or "自行撤回")


def _claim(by: By, claim: UUID, states: Sequence[str], otherwise: str) -> Claimed:
    filed = BonusClaim.rows.filter(uuid=claim).first()
    found = claims(filed.year, by.day) if filed else []
    one = next((one for one in found if one.claim.uuid == claim), None)
    if one is None:
        raise BadInput(Fault("没有这件申报", "刷新页面"))
    if one.state(by.day) not in states:
        raise BadInput(Fault(otherwise, "刷新页面"))
    return one


def _needed(text: str, place: str) -> str:
    words = said(text, 300, place)
    if not words:
        raise BadInput(Fault(f"没有写{place}", "写明依据", place))
    return words


def _step(by: By, one: Claimed, what: BonusStep.What, words: str, until: date | None = None) -> UUID:
    step = BonusStep(claim=one.claim.uuid, what=what, words=words, until=until, **by.stamp())
    append_all([step])
    return step.uuid
