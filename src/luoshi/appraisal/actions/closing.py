"""A month is closed and its ranking sealed; with a reason it is closed again, as the next edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.appraisal import projections, rules, sealing
from luoshi.appraisal.actions.schemes import revision_of
from luoshi.appraisal.checking import must_be_checked
from luoshi.appraisal.collecting import Collected, collect
from luoshi.appraisal.models import Clock, Closing, SchemeRevision
from luoshi.core.errors import BadInput, Conflict, Fault
from luoshi.core.scoring import Scheme, score
from luoshi.core.scoring.seal import digest
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

TRIES = 3


@dataclass(frozen=True, slots=True)
class Closed:
    """A month that is closed: which edition of its ranking holds, and the digest of its sealed package."""

    closing: UUID
    period: Period
    edition: int
    package: str
    is_new: bool
    """False: it was closed already, by the same hand's tap before this one."""


def close_month(by: By, period: str, reason: str = "") -> Closed:
    """Closes a work month and seals its ranking. With a reason, a closed month is closed again as the next edition.

    The figures are those that the facts give at this moment. The package is on disk before the fact that names it.
    Raises BadInput: no month, its grace is not over, already closed, nothing to score; NotAllowed; Conflict if facts
    keep coming in meanwhile.
    """
    permissions.require(by, "close")
    month = month_of(period)
    check_over(by, month)
    must_be_checked(month, by.day)
    reason = one_line(reason)[:300]
    for _ in range(TRIES):
        last = last_closing(month)
        if last is not None and _is_same_tap(by, last, reason):
            return Closed(last.uuid, month, last.edition, last.package, is_new=False)
        if last is not None and not reason:
            problem = f"{month.label}已经关账，第 {last.edition} 版已封存"
            raise BadInput(Fault(problem, "要更正就写明理由，另出一版", "理由"))
        up_to = head()
        facts = _prepared(by, month, reason, last, up_to)
        if (closed := _commit(by, month, facts, last, up_to)) is not None:
            return closed
    raise Conflict(Fault("关账时不断有新的填报或审签进来", "稍等一分钟再关"))


def month_of(period: str) -> Period:
    """A month as 2026-06. Raises BadInput for anything else."""
    month = Period.parse(period)
    if month.kind != "month":
        raise BadInput(Fault(f"“{period}”不是一个月", "写成 2026-06", "期别"))
    return month


def last_closing(month: Period) -> Closing | None:
    """The edition of a month's ranking that holds."""
    closings = Closing.rows.filter(scheme=rules.MONTH, clock=Clock.WORK, period=str(month))
    return closings.order_by("edition").last()


def check_over(by: By, month: Period) -> None:
    over = report_calendar(by.day).grace_end(month, workdays())
    if clock.local_time(by.at).replace(tzinfo=None) < over:
        until = f"{over.year}年{over.month}月{over.day}日 {over:%H:%M}"
        raise BadInput(Fault(f"{month.label}的审签宽限到 {until}，还不能关账", "到时再关", "期别"))


def _is_same_tap(by: By, last: Closing, reason: str) -> bool:
    return last.day == by.day and reason in ("", last.reason)


@dataclass(frozen=True, slots=True)
class _Prepared:
    facts: list[Fact]
    closing: Closing


def _prepared(by: By, month: Period, reason: str, last: Closing | None, up_to: int) -> _Prepared:
    """Everything but the writing: figures, scores, package, and the files on disk."""
    revision, text = rules.scheme_text(month)
    scheme = Scheme.from_toml(text)
    new = [] if revision else [revision_of(by, rules.MONTH, scheme, text, date(month.year, 1, 1))]
    revision = revision or new[0]
    collected = collect(scheme, month, by.day)
    if not collected.data.units:
        raise BadInput(Fault(f"{month.label}没有参加排名的单位", "先把单位编入考核分组"))
    result = score(scheme, collected.data, str(month))
    if not any(row.score is not None for ranking in result.rankings for row in ranking.rows):
        raise BadInput(Fault(f"{month.label}没有一个单位有可以计分的数", "核对期别，看这个月有没有在办的事项"))
    why = sealing.reasons_json(collected.reasons)
    edition = last.edition + 1 if last else 1
    manifest = _manifest(by, revision, collected, reason, last, edition, up_to) | {"reasons": digest(why)}
    package = sealing.seal(text, collected.data, result, sealing.facts_csv(up_to), manifest)
    kept = [
        _blob(by, package, "application/zip", f"{rules.MONTH}-{month}-{edition}.zip"),
        _blob(by, why, "application/json", f"{rules.MONTH}-{month}-{edition}-reasons.json"),
    ]
    closing = Closing(
        uuid=new_uuid(),
        scheme=rules.MONTH,
        revision=revision.uuid,
        period=str(month),
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
    return _Prepared([*new, *kept, closing], closing)


def _manifest(
    by: By,
    revision: SchemeRevision,
    collected: Collected,
    reason: str,
    last: Closing | None,
    edition: int,
    up_to: int,
) -> dict[str, Any]:
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
    }


def _blob(by: By, data: bytes, kind: str, name: str) -> Blob:
    return Blob(digest=evidence.store(data), size=len(data), type=kind, name=name, **by.stamp())


def _commit(by: By, month: Period, prepared: _Prepared, last: Closing | None, up_to: int) -> Closed | None:
    """Closes the period and appends the closing, or nothing. None: the ground has moved since the figures were read."""
    with transaction.atomic():
        hold_chain()
        now = last_closing(month)
        moved = Entry.rows.filter(seq__gt=up_to, kind__in=sealing.RESTS_ON).exists()
        if moved or (now and now.uuid) != (last and last.uuid):
            return None
        if not _is_closed(month):
            close_period(by, month, PeriodStep.Clock.WORK)
        kept = {one.digest for one in prepared.facts if isinstance(one, Blob)}
        there = set(Blob.rows.filter(digest__in=kept).values_list("digest", flat=True))
        append_all([one for one in prepared.facts if not (isinstance(one, Blob) and one.digest in there)])
        projections.apply([prepared.closing])
    closing = prepared.closing
    return Closed(closing.uuid, month, closing.edition, closing.package, is_new=True)


def _is_closed(month: Period) -> bool:
    steps = PeriodStep.rows.filter(period=str(month), clock=PeriodStep.Clock.WORK)
    last = steps.order_by("at", "uuid").last()
    return last is not None and last.closed
