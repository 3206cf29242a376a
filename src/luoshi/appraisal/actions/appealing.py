"""An appeal against a number of a published ranking: filed, answered by the office that has the figure, decided."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from luoshi.appraisal.actions.closing import last_closing
from luoshi.appraisal.models import Appeal, AppealStep, Closing
from luoshi.appraisal.models.appealed import DECIDED
from luoshi.appraisal.queries.why import why
from luoshi.appraisal.releases import appeal_until, ranks_of
from luoshi.appraisal.speaking import speaker_of
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.teams import LEADS
from luoshi.facts.actions import append_all
from luoshi.facts.models import Blob
from luoshi.matters.actions.recording import said
from luoshi.org import permissions
from luoshi.org.acting import By


def appeal(by: By, unit: UUID, period: str, item: str, claimed: str, reason: str, paper: str = "") -> UUID:
    """A unit's appeal against one number of its card, by who signs for it or entered by the office with the paper.

    For a project the unit that leads it appeals, for a team the first that is named.

    Raises BadInput: not published, the days are over, no such item, one of it is open already; NotAllowed.
    """
    term = Term.parse(period)
    speaks = speaker_of(last_closing(term), unit)
    permissions.require(by, "check_figures", speaks)
    claimed, reason = said(claimed, 60, "应为"), said(reason, 300, "理由")
    with transaction.atomic():
        closing = last_closing(term)
        _must_be_in_time(by, closing)
        assert closing is not None
        if ranks_of(closing) == LEADS:
            raise BadInput(Fault("包抓领导的排名不走申诉", "有误的数在事项里更正，由考核办另出一版"))
        card = why(by, str(term), unit)
        line = next((one for one in card.lines if one.code == item and one.is_leaf), None) if card else None
        faults = _faults(line is not None, claimed, reason, paper)
        if _open(unit, closing, item):
            faults.append(Fault("这一项的申诉正在办理", "等答复；要改就先撤回", "考核项"))
        if faults:
            raise BadInput.of(faults)
        assert line is not None
        fact = Appeal(
            closing=closing.uuid,
            period=str(term.period),
            unit=unit,
            item=item,
            shown=f"{line.actual or '—'}（{line.points if line.points is not None else '—'}分）"[:60],
            claimed=claimed,
            reason=reason,
            paper=paper,
            **by.speaking_for(speaks).stamp(),
        )
        append_all([fact])
    return fact.uuid


def _must_be_in_time(by: By, closing: Closing | None) -> None:
    last = appeal_until(closing, by.day) if closing else None
    if last is None:
        raise BadInput(Fault("这一期的排名还没有发布", "发布以后再申诉"))
    if by.day > last:
        raise BadInput(
            Fault(f"申诉期到{last.month}月{last.day}日，已经过了", "确有错误的，直接与考核办联系，由考核办更正")
        )


def _faults(is_there: bool, claimed: str, reason: str, paper: str) -> list[Fault]:
    faults = []
    if not is_there:
        faults.append(Fault("得分表里没有这一项", "从列出的考核项里选", "考核项"))
    if not claimed:
        faults.append(Fault("没有写应为多少", "写明数字，如 7 个、2.35 亿元", "应为"))
    if not reason:
        faults.append(Fault("没有写理由", "写明凭什么文件、哪里算错", "理由"))
    if paper and not Blob.rows.filter(digest=paper).exists():
        faults.append(Fault("没有收到依据的文件", "重新上传", "依据"))
    return faults


def _open(unit: UUID, closing: Closing, item: str) -> bool:
    editions = Closing.rows.filter(scheme=closing.scheme, period=closing.period).values("uuid")
    filed = set(Appeal.rows.filter(unit=unit, closing__in=editions, item=item).values_list("uuid", flat=True))
    return bool(
        filed - set(AppealStep.rows.filter(appeal__in=filed, what__in=DECIDED).values_list("appeal", flat=True))
    )


def answer_appeal(by: By, appeal: UUID, words: str) -> UUID:
    """What the office that has the figure says to an appeal: the assessment office, or the figure's owner."""
    permissions.require(by, "observe")
    return _step(by, appeal, AppealStep.What.ANSWERED, words, "答复")


def decide_appeal(by: By, appeal: UUID, *, upheld: bool, words: str) -> UUID:
    """The assessment office decides. Upheld: the figure is put right at its source, and the month closed again."""
    permissions.require(by, "close")
    return _step(by, appeal, AppealStep.What.UPHELD if upheld else AppealStep.What.DISMISSED, words, "理由")


def withdraw_appeal(by: By, appeal: UUID, words: str = "") -> UUID:
    """The unit takes its appeal back."""
    filed = Appeal.rows.filter(uuid=appeal).first()
    if filed is None:
        raise BadInput(Fault("没有这件申诉", "刷新页面"))
    speaks = speaker_of(Closing.rows.filter(uuid=filed.closing).first(), filed.unit)
    permissions.require(by, "check_figures", speaks)
    return _step(by.speaking_for(speaks), appeal, AppealStep.What.WITHDRAWN, words or "自行撤回", "理由")


def _step(by: By, appeal: UUID, what: AppealStep.What, words: str, place: str) -> UUID:
    words = said(words, 300, place)
    if not words:
        raise BadInput(Fault(f"没有写{place}", "写明结果和依据", place))
    with transaction.atomic():
        if not Appeal.rows.filter(uuid=appeal).exists():
            raise BadInput(Fault("没有这件申诉", "刷新页面"))
        if AppealStep.rows.filter(appeal=appeal, what__in=DECIDED).exists():
            raise BadInput(Fault("这件申诉已经办结", "刷新页面"))
        step = AppealStep(appeal=appeal, what=what, words=words, **by.stamp())
        append_all([step])
    return step.uuid
