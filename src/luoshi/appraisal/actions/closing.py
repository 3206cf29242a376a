"""A period is closed and its ranking sealed; with a reason it is closed again, as the next edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.appraisal import projections, rules, sealing, words
from luoshi.appraisal.actions.schemes import revision_of
from luoshi.appraisal.checking import must_be_checked
from luoshi.appraisal.collecting import Collected, collect
from luoshi.appraisal.correcting import settled, waiting_appeals
from luoshi.appraisal.made_of import must_be_marked, must_be_reviewed, unmet
from luoshi.appraisal.models import Appeal, Clock, Closing, ClosingAppeal, SchemeRevision
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.core.scoring import Scheme, score
from luoshi.core.scoring.seal import digest
from luoshi.core.scoring.teams import UNITS
from luoshi.core.timing.periods import Period
from luoshi.facts import clock, evidence
from luoshi.facts.actions import append_all, hold_chain
from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Blob, Entry, Fact
from luoshi.facts.queries import head
from luoshi.matters.actions import close_period
from luoshi.matters.actions.recording import one_line
from luoshi.matters.models import PeriodStep
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.org.queries import report_calendar, workdays
from luoshi.org.version import changed

TRIES = 3


@dataclass(frozen=True, slots=True)
class Closed:
    """A period that is closed: which edition of its ranking holds, and the digest of its sealed package."""

    closing: UUID
    term: Term
    edition: int
    package: str
    is_new: bool
    """False: it was closed already, by the same hand's tap before this one."""


def close_ranking(by: By, period: str, reason: str = "") -> Closed:
    """Closes a period (2026-06, 2026Q3, 2026H1, 2026) and seals its ranking; a month's closing closes the work month.

    With a reason, a closed one is closed again as the next edition. The figures are those that the facts give at this
    moment. The package is on disk before the fact that names it. Raises BadInput: no period, its grace is not over,
    the shorter ones it is made of are not closed, already closed, nothing to score; NotAllowed; Conflict if facts
    keep coming in meanwhile.
    """
    permissions.require(by, "close")
    term = Term.parse(period)
    check_over(by, term)
    must_be_checked(term, by.day)
    must_be_reviewed(term)
    must_be_marked(term)
    reason = one_line(reason)[:300]
    for _ in range(TRIES):
        last = last_closing(term)
        if last is not None and _is_same_tap(by, last, reason):
            return Closed(last.uuid, term, last.edition, last.package, is_new=False)
        if last is not None and not reason:
            problem = f"{term.label}已经关账，第 {last.edition} 版已封存"
            raise BadInput(Fault(problem, "要更正就写明理由，另出一版", "理由"))
        up_to = head()
        facts = _prepared(by, term, reason, last, up_to)
        if (closed := _commit(by, term, facts, last, up_to)) is not None:
            return closed
    raise Conflict(Fault("关账时不断有新的填报或审签进来", "稍等一分钟再关"))


def close_month(by: By, month: str, reason: str = "") -> Closed:
    """Closes a work month and seals its ranking. Raises BadInput for what is no month (2026-06)."""
    if Period.parse(month).kind != "month":
        raise BadInput(Fault(f"“{month}”不是一个月", "写成 2026-06", "期别"))
    return close_ranking(by, month, reason)


def last_closing(term: Term) -> Closing | None:
    """The edition of a period's ranking that holds."""
    closings = Closing.rows.filter(scheme=term.code, clock=Clock.WORK, period=str(term.period))
    return closings.order_by("edition").last()


def check_over(by: By, term: Term) -> None:
    """Raises BadInput while a period's grace runs, or what its ranking is made of is not there yet."""
    over = report_calendar(by.day).grace_end(term.period, workdays())
    if clock.local_time(by.at).replace(tzinfo=None) < over:
        until = f"{over.year}年{over.month}月{over.day}日 {over:%H:%M}"
        raise BadInput(Fault(f"{term.label}的审签宽限到 {until}，还不能关账", "到时再关", "期别"))
    faults = unmet(term)
    if faults:
        raise BadInput.of(faults)


def _is_same_tap(by: By, last: Closing, reason: str) -> bool:
    return last.day == by.day and reason in ("", last.reason)


@dataclass(frozen=True, slots=True)
class _Prepared:
    facts: list[Fact]
    closing: Closing
    appeals: list[Appeal]
    """Upheld ones that this edition puts right."""


def _prepared(by: By, term: Term, reason: str, last: Closing | None, up_to: int) -> _Prepared:
    """Everything but the writing: figures, scores, package, and the files on disk."""
    revision, text = rules.scheme_text(term.period, term.code)
    scheme = Scheme.from_toml(text)
    new = [] if revision else [revision_of(by, term.code, scheme, text, date(term.period.year, 1, 1))]
    revision = revision or new[0]
    collected = collect(scheme, term.period, by.day, term.code, again=last.package if last else "")
    if not collected.data.units:
        raise BadInput(_nobody(term, scheme.subjects))
    result = score(scheme, collected.data, str(term.period))
    if not any(row.score is not None for ranking in result.rankings for row in ranking.rows):
        raise BadInput(Fault(f"{term.label}没有一个单位有可以计分的数", "核对期别，看这一期有没有在办的事项"))
    appeals = settled(waiting_appeals(term), collected.data) if last else []
    why = sealing.reasons_json(collected.reasons)
    edition = last.edition + 1 if last else 1
    manifest = _manifest(by, revision, collected, reason, last, edition, up_to) | {"reasons": digest(why)}
    manifest |= {"appeals": [_named(one) for one in appeals]} if appeals else {}
    package = sealing.seal(text, collected.data, result, sealing.facts_csv(up_to), manifest)
    kept = [
        _blob(by, package, "application/zip", f"{term.code}-{term.period}-{edition}.zip"),
        _blob(by, why, "application/json", f"{term.code}-{term.period}-{edition}-reasons.json"),
    ]
    closing = Closing(
        uuid=new_uuid(),
        scheme=term.code,
        revision=revision.uuid,
        period=str(term.period),
        clock=Clock.WORK,
        edition=edition,
        up_to_seq=up_to,
        result_digest=digest(result.to_json().encode()),
        package=kept[0].digest,
        reasons=kept[1].digest,
        reason=reason,
        supersedes=last.uuid if last else None,
        **by.stamp(),
    )
    return _Prepared([*new, *kept, closing], closing, appeals)


def _nobody(term: Term, kind: str) -> Fault:
    if kind == UNITS:
        return Fault(f"{term.label}没有参加排名的单位", "先把单位编入考核分组")
    return Fault(f"{term.label}没有可以排的{words.subject_word(kind)}", "核对期别，看这一期有没有在办的事项")


def _named(one: Appeal) -> dict[str, str]:
    return {"appeal": str(one.uuid), "unit": str(one.unit), "item": one.item, "claimed": one.claimed}


def _manifest(
    by: By,
    revision: SchemeRevision,
    collected: Collected,
    reason: str,
    last: Closing | None,
    edition: int,
    up_to: int,
) -> dict[str, Any]:
    subjects = collected.subjects
    beside: dict[str, Any] = {"rankings": collected.rankings, "grounds": collected.grounds}
    if subjects.kind != UNITS:
        beside |= {"ranks": subjects.kind, "subjects": subjects.as_sealed()}
    return {
        "clock": clock.local_time(by.at).isoformat(timespec="seconds"),
        "basis": Clock.WORK.value,
        "edition": edition,
        "reason": reason,
        "corrects": last.package if last else None,
        "scheme_code": revision.code,
        "scheme_revision": str(revision.uuid),
        "up_to_seq": up_to,
        "head": sealing.link_at(up_to),
        "indicators": collected.sources,
    } | {name: found for name, found in beside.items() if found}


def _blob(by: By, data: bytes, kind: str, name: str) -> Blob:
    return Blob(digest=evidence.store(data), size=len(data), type=kind, name=name, **by.stamp())


def _commit(by: By, term: Term, prepared: _Prepared, last: Closing | None, up_to: int) -> Closed | None:
    """Closes the period and appends the closing, or nothing. None: the ground has moved since the figures were read."""
    with transaction.atomic():
        hold_chain()
        now = last_closing(term)
        moved = Entry.rows.filter(seq__gt=up_to, kind__in=sealing.RESTS_ON).exists()
        if moved or (now and now.uuid) != (last and last.uuid):
            return None
        if term.code == rules.MONTH and not _is_closed(term.period):
            close_period(by, term.period, PeriodStep.Clock.WORK)
        kept = {one.digest for one in prepared.facts if isinstance(one, Blob)}
        there = set(Blob.rows.filter(digest__in=kept).values_list("digest", flat=True))
        facts = [one for one in prepared.facts if not (isinstance(one, Blob) and one.digest in there)]
        append_all(facts, [ClosingAppeal(fact=prepared.closing, appeal=one.uuid) for one in prepared.appeals])
        changed([one for one in facts if isinstance(one, SchemeRevision)])
        projections.apply([prepared.closing])
    closing = prepared.closing
    return Closed(closing.uuid, term, closing.edition, closing.package, is_new=True)


def _is_closed(month: Period) -> bool:
    steps = PeriodStep.rows.filter(period=str(month), clock=PeriodStep.Clock.WORK)
    last = steps.order_by("at", "uuid").last()
    return last is not None and last.closed
