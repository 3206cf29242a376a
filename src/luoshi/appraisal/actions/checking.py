"""Units check their raw figures before a ranking is sealed: asked, answered, decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from luoshi.appraisal.actions.closing import check_over, last_closing
from luoshi.appraisal.checking import asks_check, checked, opened_check
from luoshi.appraisal.figures import UnitFigure, digest_of, unit_figures
from luoshi.appraisal.models import CheckObjection, CheckOpened, CheckRuling, DataCheck
from luoshi.appraisal.releases import parts_held_back
from luoshi.appraisal.rules import scheme_text
from luoshi.appraisal.subjects import ranked_in
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Scheme
from luoshi.facts.actions import append_all
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Blob
from luoshi.matters.actions.recording import said
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


@dataclass(frozen=True, slots=True)
class Objection:
    """One figure that is wrong: what it should be, and why."""

    item: str
    claimed: str
    reason: str


def open_check(by: By, period: str) -> UUID:
    """Asks the units to check a period's figures. Twice is once.

    Raises BadInput: no period, its grace is not over, already closed, a ranking it is made of is not out, or the county
    wants no check; NotAllowed.
    """
    permissions.require(by, "close")
    term = Term.parse(period)
    check_over(by, term)
    days = int(setting("data_check_days", by.day))
    if not days:
        raise BadInput(Fault("县里设置的是不经核对，直接关账", "要核对，在设置里写明核对的工作日"))
    if not asks_check(term, by.day):
        raise BadInput(Fault("包抓领导的排名不交核对", "直接关账；数都出自各事项，有误在事项里更正"))
    if last_closing(term) is not None:
        raise BadInput(Fault(f"{term.label}已经关账", "对已发布的数有异议，走申诉"))
    held = parts_held_back(term, Scheme.from_toml(scheme_text(term.period, term.code)[1]), by.day)
    if held:
        named = "、".join(one.label for one in held)
        raise BadInput(Fault(f"{named}的排名还没有发布，核对会先看到得分", "发布以后再交核对"))
    with transaction.atomic():
        before = opened_check(term)
        if before is not None:
            return before.uuid
        opened = CheckOpened(
            scheme=term.code, period=str(term.period), until=workdays().add(by.day, days), **by.stamp()
        )
        append_all([opened])
    return opened.uuid


def check_figures(by: By, unit: UUID, period: str, objections: Sequence[Objection] = (), paper: str = "") -> UUID:
    """A unit's word on its own figures, by who signs for it or entered by the office: no objections is a confirmation.

    For a project the unit that leads it gives its word, for a team the first that is named.
    A later word takes an earlier one's place while the days run. Raises BadInput with every fault: not asked, over,
    an objection without a figure or a reason; NotAllowed.
    """
    term = Term.parse(period)
    subject = ranked_in(term).of.get(unit)
    speaks = subject.units[0] if subject and subject.units else unit
    permissions.require(by, "check_figures", speaks)
    with transaction.atomic():
        found = checked(term)
        if found is None or subject is None or not subject.units:
            raise BadInput(Fault(f"{term.label}没有要本单位核对的数据", "刷新页面"))
        if found.is_over(by.day) or last_closing(term) is not None:
            until = found.opened.until
            problem = f"核对已于{until.month}月{until.day}日结束，未提异议的视为确认"
            raise BadInput(Fault(problem, "仍有异议的，排名发布后可以申诉"))
        shown = unit_figures(term, unit, by.day)
        parts = _objections(shown, objections)
        if paper and not Blob.rows.filter(digest=paper).exists():
            raise BadInput(Fault("没有收到依据的文件", "重新上传", "依据"))
        before = found.words.get(unit)
        word = DataCheck(
            uuid=new_uuid(),
            opened=found.opened.uuid,
            unit=unit,
            agrees=not parts,
            figures=digest_of(shown),
            paper=paper,
            supersedes=before.uuid if before else None,
            **by.speaking_for(speaks).stamp(),
        )
        for part in parts:
            part.fact = word
        append_all([word], parts)
    return word.uuid


def _objections(shown: Sequence[UnitFigure], given: Sequence[Objection]) -> list[CheckObjection]:
    figures = {one.item: one for one in shown}
    faults, parts = [], []
    for one in given:
        figure = figures.get(one.item)
        place = figure.name if figure else one.item
        if figure is None:
            faults.append(Fault(f"没有“{one.item}”这一项数据", "刷新页面，从列出的里选", place))
        elif not one.claimed.strip() or not one.reason.strip():
            faults.append(Fault("有异议的，应为多少和理由都要写", "写明数字和依据；没有异议就不填", place))
        else:
            claimed, reason = said(one.claimed, 60, place), said(one.reason, 300, place)
            parts.append(CheckObjection(item=one.item, shown=figure.said[:60], claimed=claimed, reason=reason))
    if faults:
        raise BadInput.of(faults)
    return parts


def rule_objection(by: By, check: UUID, item: str, *, upheld: bool, reason: str) -> UUID:
    """The assessment office decides an objection. Upheld: the figure is then put right at its source, by its own verb.

    Raises BadInput: no such objection, decided already, no reason; NotAllowed.
    """
    permissions.require(by, "close")
    words = said(reason, 300, "答复")
    if not words:
        raise BadInput(Fault("没有写答复", "写明核对的结果和依据", "答复"))
    with transaction.atomic():
        if not CheckObjection.rows.filter(fact=check, item=item).exists():
            raise BadInput(Fault("没有这条异议", "刷新页面"))
        if DataCheck.rows.filter(supersedes=check).exists():
            raise BadInput(Fault("单位刚改了自己的意见", "刷新页面，看新的一份"))
        if CheckRuling.rows.filter(check_fact=check, item=item).exists():
            raise BadInput(Fault("这条异议已经答复过", "刷新页面"))
        ruling = CheckRuling(check_fact=check, item=item, upheld=upheld, reason=words, **by.stamp())
        append_all([ruling])
    return ruling.uuid
