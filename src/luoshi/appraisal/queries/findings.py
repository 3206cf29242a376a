"""Suspicions of a month for those who judge them: as found now, as taken up, asked, answered, and judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.models import Finding, FindingSubject, FindingVerdict, Question, QuestionAnswer, Verdict
from luoshi.appraisal.queries.suspicions import KINDS, Subject, Suspicion, suspicions
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Period
from luoshi.matters.models import Matter
from luoshi.matters.queries import Waiting
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import Role
from luoshi.org.permissions import kept_from, may, require


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What a unit said, and who said it."""

    said: QuestionAnswer
    by: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """What a unit was asked, and what it has said."""

    asked: Question
    period: Period
    unit_name: str
    by: str
    answers: tuple[AnswerShown, ...]
    verdict: FindingVerdict | None

    @property
    def is_open(self) -> bool:
        """Whether the unit may still say something."""
        return self.verdict is None or self.verdict.verdict == Verdict.DOUBTFUL

    @property
    def verdict_word(self) -> str:
        return Verdict(self.verdict.verdict).label if self.verdict else ""


@dataclass(frozen=True, slots=True)
class VerdictShown:
    found: FindingVerdict
    word: str
    by: str


@dataclass(frozen=True, slots=True)
class Merger:
    """A matter that was found to be a piece of another one, and the words for ending it so."""

    matter: UUID
    title: str
    into: str
    into_title: str
    reason: str


@dataclass(frozen=True, slots=True)
class FindingShown:
    """One suspicion: its ground, and what has become of it."""

    key: str
    month: Period
    """Of the reports."""
    kind: str
    code: str
    units: tuple[tuple[UUID, str], ...]
    matters: tuple[tuple[UUID, str], ...]
    ground: str
    drafts: tuple[tuple[UUID, str, str], ...]
    """Unit, its name, and what it would be asked; nothing once it has been asked."""
    questions: tuple[QuestionShown, ...]
    verdicts: tuple[VerdictShown, ...]
    mergers: tuple[Merger, ...] = ()
    """Of matters found to be one: which are still to be merged into which."""

    @property
    def state(self) -> str:
        """found, asked, answered, or the verdict."""
        if self.verdicts:
            return self.verdicts[-1].found.verdict
        if not self.questions:
            return "found"
        return "answered" if all(one.answers for one in self.questions) else "asked"

    def may_be_judged(self, day: date) -> bool:
        """Whether anything but dismissal can be said: everybody asked has answered, or had the time to."""
        return bool(self.questions) and all(one.answers or one.asked.until < day for one in self.questions)


FINDING_STATES = ("answered", "asked", "found", Verdict.DOUBTFUL, Verdict.FOUNDED, Verdict.UNFOUNDED)
"""In the order in which they are shown: what waits for us first."""


PERIOD = Subquery(Finding.rows.filter(uuid=OuterRef("finding")).values("period")[:1])


def hidden_findings(by: By) -> QuerySet[FindingSubject]:
    """Those about a matter that has been restricted since, for somebody whom it does not name."""
    hidden = kept_from(by, Matter).values("pk")
    return FindingSubject.rows.filter(matter__in=hidden)


def findings(by: By, period: str) -> list[FindingShown]:
    """The suspicions of a month, or of all months of a longer period, what waits for the office first. At most twelve
    SELECTs. Raises NotAllowed."""
    require(by, "see_findings")
    asked_for = Term.parse(period).period
    now = {one.key: one for one in suspicions(by, asked_for)}
    months = [str(month) for month in asked_for.months()]
    taken = Finding.rows.filter(period__in=months).exclude(uuid__in=hidden_findings(by).values("fact")).order_by("at")
    recorded = {one.key: one for one in taken}
    subjects = _subjects(by, [one.uuid for one in recorded.values()])
    asked = questions_shown(Question.rows.filter(finding__in=[one.uuid for one in recorded.values()]))
    verdicts = _verdicts([one.uuid for one in recorded.values()])
    shown = [
        _shown(by, now.get(key), recorded.get(key), subjects, asked, verdicts)
        for key in [*recorded, *(key for key in now if key not in recorded)]
    ]
    shown = _with_mergers(by, shown)
    return sorted(shown, key=lambda one: (FINDING_STATES.index(one.state), list(KINDS).index(one.code)))


def _with_mergers(by: By, shown: list[FindingShown]) -> list[FindingShown]:
    """What was found to be one thing can be made one: each piece that is still open, into the first of them. One
    SELECT where there is any."""
    founded = [one for one in shown if one.code == "split" and one.state == Verdict.FOUNDED]
    about = [matter for one in founded for matter, _title in one.matters]
    known = Matter.objects.visible_to(by).filter(uuid__in=about, ended_on=None) if about else []
    still_open = {one.uuid: one for one in known}
    return [replace(one, mergers=_mergers(one, still_open)) if one in founded else one for one in shown]


def _mergers(one: FindingShown, still_open: dict[UUID, Matter]) -> tuple[Merger, ...]:
    own = [still_open[matter] for matter, _title in one.matters if matter in still_open]
    kept = own[0] if own else None
    reason = _("认定为同一件：{reason}").format(reason=one.verdicts[-1].found.reason)[:300]
    return tuple(Merger(each.uuid, each.title, kept.number, kept.title, reason) for each in own[1:] if kept)


def _shown(
    by: By,
    now: Suspicion | None,
    recorded: Finding | None,
    subjects: dict[UUID, list[Subject]],
    asked: Iterable[QuestionShown],
    verdicts: dict[UUID, list[VerdictShown]],
) -> FindingShown:
    names = directory(by.day)
    about = subjects[recorded.uuid] if recorded else list(now.subjects) if now else []
    one = recorded or now
    assert one is not None
    questions = tuple(each for each in asked if recorded and each.asked.finding == recorded.uuid)
    drafts = now.questions.items() if now and not questions else ()
    return FindingShown(
        one.key,
        Period.parse(one.period),
        _(KINDS[one.code]),
        one.code,
        tuple(dict.fromkeys((each.unit, names.unit_name(each.unit)) for each in about)),
        tuple((each.matter, each.title) for each in about if each.matter is not None),
        one.ground,
        tuple((unit, names.unit_name(unit), words) for unit, words in drafts),
        questions,
        tuple(verdicts.get(recorded.uuid, ())) if recorded else (),
    )


def _subjects(by: By, findings: list[UUID]) -> dict[UUID, list[Subject]]:
    rows: list[Any] = list(FindingSubject.rows.filter(fact__in=findings).order_by("pk"))
    about = {one.matter for one in rows if one.matter}
    titles = dict(Matter.objects.visible_to(by).filter(uuid__in=about).values_list("uuid", "title")) if about else {}
    found: dict[UUID, list[Subject]] = defaultdict(list)
    for row in rows:
        known = row.matter if row.matter in titles else None
        found[row.fact_id].append(Subject(row.unit, known, titles.get(known, "")))
    return found


def _verdicts(findings: list[UUID]) -> dict[UUID, list[VerdictShown]]:
    found: dict[UUID, list[VerdictShown]] = defaultdict(list)
    for one in FindingVerdict.rows.filter(finding__in=findings).order_by("at", "uuid"):
        signed = directory(one.day).signature(one.by, one.on_behalf_of)
        found[one.finding].append(VerdictShown(one, Verdict(one.verdict).label, signed))
    return found


def questions_shown(asked: QuerySet[Question]) -> list[QuestionShown]:
    """Questions with their answers and how they ended, the newest first. Three SELECTs."""
    questions: list[Any] = list(asked.annotate(period=PERIOD).order_by("-at", "uuid"))
    findings = {one.finding for one in questions}
    answers: dict[UUID, list[AnswerShown]] = defaultdict(list)
    for one in QuestionAnswer.rows.filter(question__in=[each.uuid for each in questions]).order_by("at", "uuid"):
        answers[one.question].append(AnswerShown(one, directory(one.day).signature(one.by, one.on_behalf_of)))
    verdicts = {one.finding: one for one in FindingVerdict.rows.filter(finding__in=findings).order_by("at", "uuid")}
    return [
        QuestionShown(
            one,
            Period.parse(one.period),
            directory(one.day).unit_name(one.unit),
            directory(one.day).signature(one.by, one.on_behalf_of),
            tuple(answers[one.uuid]),
            verdicts.get(one.finding),
        )
        for one in questions
    ]


def questions(by: By) -> list[QuestionShown]:
    """What the actor's own units were asked."""
    own = Question.rows.filter(unit__in=sorted(by.units)).exclude(finding__in=hidden_findings(by).values("fact"))
    return questions_shown(own)


def answer_paper(by: By, answer: UUID) -> str:
    """The digest of the paper behind an answer that the actor may see; nothing where there is none. Two SELECTs."""
    said = QuestionAnswer.rows.filter(uuid=answer).first()
    seen = Question.rows.exclude(finding__in=hidden_findings(by).values("fact"))
    if not may(by, "see_findings"):
        seen = seen.filter(unit__in=sorted(by.units))
    return said.paper if said is not None and seen.filter(uuid=said.question).exists() else ""


def unanswered(by: By) -> QuerySet[Question]:
    """What the actor's own units were asked and have not answered."""
    own = [unit for unit in by.units if may(by, "answer_question", unit)]
    waiting = Question.rows.filter(unit__in=own).exclude(finding__in=hidden_findings(by).values("fact"))
    waiting = waiting.exclude(finding__in=FindingVerdict.rows.exclude(verdict=Verdict.DOUBTFUL).values("finding"))
    return waiting.exclude(uuid__in=QuestionAnswer.rows.values("question"))


def questions_waiting(by: By, *, are_asked: bool) -> list[Waiting]:
    """For a unit, what it is asked. One SELECT, and none where nothing is asked."""
    rows: Iterable[Any] = unanswered(by).annotate(period=PERIOD).order_by("until", "uuid") if are_asked else ()
    return [
        Waiting(
            _("核查"),
            _("{month}填报有一个问题要说明").format(month=Period.parse(one.period).label),
            one.words,
            reverse("appraisal:questions") + f"#{one.uuid}",
            _("去答复"),
            one.until,
            one.uuid,
        )
        for one in rows
    ]


def not_judged(by: By) -> QuerySet[Any]:
    """Questions asked of findings on which there is no verdict yet."""
    rows: QuerySet[Any] = Question.rows.exclude(finding__in=FindingVerdict.rows.values("finding"))
    return rows.exclude(finding__in=hidden_findings(by).values("fact"))


def findings_waiting(by: By, *, are_open: bool) -> list[Waiting]:
    """For the assessment office, what has been answered, or was not in time, and is not judged. One SELECT."""
    if not are_open or not by.has(Role.ASSESSMENT):
        return []
    answered = Exists(QuestionAnswer.rows.filter(question=OuterRef("uuid")))
    return list(_to_judge(by, not_judged(by).annotate(answered=answered, period=PERIOD).order_by("until", "uuid")))


def _to_judge(by: By, rows: Iterable[Any]) -> Iterable[Waiting]:
    by_finding: dict[UUID, list[Any]] = defaultdict(list)
    for one in rows:
        by_finding[one.finding].append(one)
    names = directory(by.day)
    for finding, asked in by_finding.items():
        if not all(one.answered or one.until < by.day for one in asked):
            continue
        units = "、".join(names.unit_name(one.unit) for one in asked)
        silent = any(not one.answered for one in asked)
        why = _("过了期限没有答复，等认定") if silent else _("单位已答复，等认定")
        title = _("{month}{units}的疑点").format(month=Period.parse(asked[0].period).label, units=units)
        url = reverse("appraisal:findings", args=[asked[0].period])
        until = max(one.until for one in asked)
        yield Waiting(_("核查"), title, why, url, _("去认定"), until, finding)
