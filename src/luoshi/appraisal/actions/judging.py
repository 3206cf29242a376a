"""A suspicion is taken up: the unit is asked, answers, and somebody finds. Points are never changed by any of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from luoshi.appraisal.models import Finding, FindingSubject, FindingVerdict, Question, QuestionAnswer, Verdict
from luoshi.appraisal.queries.findings import FindingShown, findings, hidden_findings
from luoshi.appraisal.queries.suspicions import Suspicion, month_of, suspicions
from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import Period
from luoshi.facts.actions import append_all
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Blob
from luoshi.matters.actions.recording import said
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


def ask_units(by: By, period: str, key: str, words: Mapping[UUID, str] | None = None) -> UUID:
    """Takes a suspicion up and asks each unit concerned, in the given words or the proposed ones. Twice is once.

    Raises BadInput: no such suspicion any more, judged already, empty or long words; NotAllowed.
    """
    permissions.require(by, "judge_findings")
    month = month_of(period)
    with transaction.atomic():
        found = _suspicion(by, month, key)
        taken = Finding.rows.filter(key=key).first()
        if taken and Question.rows.filter(finding=taken.uuid).exists():
            return taken.uuid
        if taken and FindingVerdict.rows.filter(finding=taken.uuid).exists():
            raise BadInput(Fault("这个疑点已经认定", "刷新页面"))
        finding, parts = (taken, []) if taken else _taken_up(by, month, found)
        until = workdays().add(by.day, int(setting("question_days", by.day)))
        asked = [
            Question(finding=finding.uuid, unit=unit, words=_worded(words or {}, unit, own), until=until, **by.stamp())
            for unit, own in sorted(found.questions.items())
        ]
        append_all([*([] if taken else [finding]), *asked], parts)
    return finding.uuid


def _worded(words: Mapping[UUID, str], unit: UUID, proposed: str) -> str:
    found = said(words.get(unit, proposed), 300, "问题")
    if not found:
        raise BadInput(Fault("没有写要问什么", "写明问哪件事、要什么凭据", "问题"))
    return found


def _suspicion(by: By, month: Period, key: str) -> Suspicion:
    found = next((one for one in suspicions(by, month) if one.key == key), None)
    if found is None:
        raise BadInput(Fault("现在的数据里已经没有这个疑点", "刷新页面"))
    return found


def _taken_up(by: By, month: Period, found: Suspicion) -> tuple[Finding, list[FindingSubject]]:
    finding = Finding(
        uuid=new_uuid(), period=str(month), code=found.code, key=found.key, ground=found.ground, **by.stamp()
    )
    return finding, [FindingSubject(fact=finding, unit=one.unit, matter=one.matter) for one in found.subjects]


def answer_question(by: By, question: UUID, words: str, paper: str = "") -> UUID:
    """What a unit says to what it was asked, with its paper; the office may enter what came on paper.

    Raises BadInput: no such question, judged already, no words, no such file; NotAllowed.
    """
    asked = Question.rows.filter(uuid=question).exclude(finding__in=hidden_findings(by).values("fact")).first()
    if asked is None:
        raise BadInput(Fault("没有这个问题", "刷新页面"))
    permissions.require(by, "answer_question", asked.unit)
    answer = said(words, 500, "答复")
    faults = []
    if not answer:
        faults.append(Fault("没有写答复", "写明做了什么、按什么计的", "答复"))
    if paper and not Blob.rows.filter(digest=paper).exists():
        faults.append(Fault("没有收到凭据的文件", "重新上传", "凭据"))
    if faults:
        raise BadInput.of(faults)
    with transaction.atomic():
        ended = FindingVerdict.rows.filter(finding=asked.finding).order_by("at", "uuid").last()
        if ended is not None and ended.verdict != Verdict.DOUBTFUL:
            raise BadInput(Fault("这个问题已经认定", "还有要说的，直接与督查室联系"))
        fact = QuestionAnswer(question=question, words=answer, paper=paper, **by.speaking_for(asked.unit).stamp())
        append_all([fact])
    return fact.uuid


def judge(by: By, period: str, key: str, verdict: str, reason: str) -> UUID:
    """What was found of a suspicion. Without asking it can only be dismissed; another verdict supersedes this one.

    Raises BadInput: no such suspicion, no verdict or reason, nobody asked or not answered in time yet; NotAllowed.
    """
    permissions.require(by, "judge_findings")
    month = month_of(period)
    words = said(reason, 300, "理由")
    with transaction.atomic():
        shown = next((one for one in findings(by, str(month)) if one.key == key), None)
        faults = _faults(by, shown, verdict, words)
        if faults:
            raise BadInput.of(faults)
        finding = Finding.rows.filter(key=key).first()
        new, parts = _taken_up(by, month, _suspicion(by, month, key)) if finding is None else (finding, [])
        last = FindingVerdict.rows.filter(finding=new.uuid).order_by("at", "uuid").last()
        if last is not None and (last.verdict, last.reason) == (verdict, words):
            return last.uuid
        found = FindingVerdict(
            finding=new.uuid,
            verdict=verdict,
            reason=words,
            supersedes=last.uuid if last else None,
            **by.stamp(),
        )
        append_all([*([new] if finding is None else []), found], parts)
    return found.uuid


def _faults(by: By, shown: FindingShown | None, verdict: str, words: str) -> list[Fault]:
    if shown is None:
        return [Fault("没有这个疑点", "刷新页面")]
    faults = []
    if verdict not in Verdict.values:
        faults.append(Fault("没有选认定的结果", "选问题属实、不属实或存疑", "认定"))
    elif verdict != Verdict.UNFOUNDED and not shown.questions:
        faults.append(Fault("还没有问过单位", "先问单位，听了说明再认定", "认定"))
    elif verdict != Verdict.UNFOUNDED and not shown.may_be_judged(by.day):
        until = max(one.asked.until for one in shown.questions)
        faults.append(Fault("单位还没有答复", f"期限到{until.month}月{until.day}日，答复或到期以后再认定", "认定"))
    if not words:
        faults.append(Fault("没有写理由", "写明核对了什么、凭什么", "理由"))
    return faults
