"""What each fact of the ledger changes in how matters stand. The same functions serve the actions and `rebuild`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from luoshi.core.timing import pace
from luoshi.facts.models import Fact
from luoshi.matters import lights
from luoshi.matters.models import (
    Blocker,
    BlockerStep,
    Claim,
    Desk,
    End,
    Filing,
    LightSpan,
    Line,
    LineRole,
    Matter,
    MatterLine,
    MatterMeasure,
    MatterRevision,
    Measure,
    Node,
    Pending,
    PeriodStep,
    Plan,
    PlanNode,
    Report,
    ReportUndelivered,
    Request,
    Return,
    Ruling,
    Stage,
    Verdict,
    Verification,
)
from luoshi.matters.models.codes import BlockerMove
from luoshi.matters.storing import store
from luoshi.org.models import HolidayTable, SettingRevision, SignOff
from luoshi.org.queries import workdays
from luoshi.org.rules import setting

KINDS: tuple[type[Fact], ...] = (
    MatterRevision,
    Claim,
    Return,
    Plan,
    Report,
    SignOff,
    Verification,
    BlockerStep,
    Request,
    Ruling,
    PeriodStep,
    SettingRevision,
    HolidayTable,
)
TABLES = (LightSpan, Pending, Blocker, Filing, Node, Measure, Line, Matter)
"""In the order in which they can be emptied."""

Touched = set[UUID]


def apply(facts: Sequence[Fact], day: date) -> None:
    """Brings the ledger up to date with facts just recorded on a day, in their order, and then its lights."""
    touched: Touched = set()
    for kind, some in groupby(facts, key=type):
        if kind is PeriodStep:  # a closing looks at the lights as they stand at that moment
            lights.refresh(touched, day)
            touched = set()
        handler = HANDLERS.get(kind)
        if handler:
            touched |= handler(list(some))
    lights.refresh(touched, day)


def _revised(facts: list[MatterRevision]) -> Touched:
    newest = {fact.matter: fact for fact in facts}
    known = Matter.rows.in_bulk(list(newest))
    days = int(setting("objection_days", facts[0].day))
    calendar = workdays(facts[0].day)
    lines, measures = _parts(MatterLine, newest), _parts(MatterMeasure, newest)
    for fact in newest.values():
        matter = known.get(fact.matter) or Matter(
            uuid=fact.matter, stage=Stage.ISSUED, issued_on=fact.day, first_due=fact.due
        )
        for column in COPIED:
            setattr(matter, column, getattr(fact, column))
        if matter.stage == Stage.OBJECTED:
            matter.stage = Stage.ISSUED
        matter.save(force_insert=fact.matter not in known)
        _replace_lines(fact, lines[fact.uuid], calendar.add(fact.day, days))
        _replace_measures(fact, measures[fact.uuid])
    return set(newest)


COPIED = (
    "number",
    "matter_kind",
    "title",
    "text",
    "origin_level",
    "origin_kind",
    "origin_document",
    "origin_words",
    "origin_start",
    "origin_end",
    "upper_due",
    "unit",
    "leader",
    "programme",
    "parent",
    "slice_year",
    "restricted",
    "reported",
    "without_comment",
    "due",
)


def _parts(model: type[Any], newest: dict[UUID, MatterRevision]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in model.rows.filter(fact__in=[fact.uuid for fact in newest.values()]).order_by("id"):
        found[row.fact_id].append(row)
    return found


def _replace_lines(fact: MatterRevision, rows: list[MatterLine], object_until: date) -> None:
    kept = {line.uuid: line for line in Line.rows.filter(matter=fact.matter)}
    for place, row in enumerate(rows):
        line = kept.pop(row.line, None)
        if line is None or line.unit != row.unit:
            line = Line(uuid=row.line, matter_id=fact.matter, object_until=object_until)
        line.unit, line.role, line.duty, line.due, line.place = row.unit, row.role, row.duty, row.due, place
        line.save()
    for gone in kept.values():
        gone.delete()


def _replace_measures(fact: MatterRevision, rows: list[MatterMeasure]) -> None:
    kept = {measure.code: measure for measure in Measure.rows.filter(matter=fact.matter)}
    for row in rows:
        measure = kept.pop(row.code, None) or Measure(matter_id=fact.matter, code=row.code)
        for column in ("name", "op", "value", "unit_of_measure", "measure_kind", "direction", "path"):
            setattr(measure, column, getattr(row, column))
        measure.save()
    for gone in kept.values():
        gone.delete()


def _claimed(facts: list[Claim]) -> Touched:
    silent = [fact for fact in facts if fact.how == Claim.How.SILENCE]
    _wait(facts, "claim", {fact.uuid for fact in silent})
    _take(silent)
    return {fact.matter for fact in silent}


def _take(claims: list[Claim]) -> None:
    lines = Line.rows.select_related("matter").in_bulk([claim.line for claim in claims])
    matters = []
    for claim in claims:
        line = lines[claim.line]
        line.claimed_on, line.claimed_by_silence = claim.day, claim.how == Claim.How.SILENCE
        if line.role == LineRole.LEAD:
            line.matter.stage, line.matter.received_on = Stage.CLAIMED, claim.day
            matters.append(line.matter)
    store(lines.values(), ["claimed_on", "claimed_by_silence"])
    store(matters, ["stage", "received_on"])


def _wait(facts: Sequence[Any], about: str, settled: set[UUID] = frozenset()) -> None:  # type: ignore[assignment]
    """What a unit wrote waits for its head's signature."""
    waiting = [fact for fact in facts if fact.uuid not in settled]
    units = dict(Line.rows.filter(uuid__in=[fact.line for fact in waiting]).values_list("uuid", "unit"))
    Pending.rows.bulk_create(
        [
            Pending(
                ref=fact.uuid,
                about=about,
                desk=Desk.HEAD,
                matter_id=fact.matter,
                unit=units[fact.line],
                since=fact.day,
                period=getattr(fact, "period", ""),
            )
            for fact in waiting
        ]
    )


def _returned(facts: list[Return]) -> Touched:
    _wait(facts, "return")
    return set()


def _planned(facts: list[Plan]) -> Touched:
    _wait(facts, "plan")
    return set()


def _requested(facts: list[Request]) -> Touched:
    _wait(facts, "request")
    return set()


def _reported(facts: list[Report]) -> Touched:
    """A report stands in line from the moment it is filed; it counts when it is signed."""
    for group in _distinct(facts, lambda fact: (fact.matter, fact.period)):
        keys = {(fact.matter, fact.period) for fact in group}
        older = Filing.rows.filter(matter__in={fact.matter for fact in group}, newest=True)
        replaced = [filing for filing in older if (filing.matter_id, filing.period) in keys]
        for filing in replaced:
            filing.newest = filing.stands = False
        store(replaced, ["newest", "stands"])
        Pending.rows.filter(ref__in=[filing.report for filing in replaced]).delete()
        units = dict(Line.rows.filter(uuid__in=[fact.line for fact in group]).values_list("uuid", "unit"))
        Filing.rows.bulk_create(
            [
                Filing(
                    report=fact.uuid,
                    matter_id=fact.matter,
                    unit=units[fact.line],
                    period=fact.period,
                    filed_at=fact.at,
                    filed_on=fact.day,
                    late=fact.late,
                    no_change=fact.no_change is not None,
                )
                for fact in group
            ]
        )
        _wait(group, "report")
    return {fact.matter for fact in facts}


def _distinct(facts: Sequence[Any], key: Callable[[Any], Any]) -> list[list[Any]]:
    """Runs of facts in which no key comes twice, so that each run can be written at once."""
    runs: list[list[Any]] = []
    seen: set[Any] = set()
    for fact in facts:
        if not runs or key(fact) in seen:
            runs.append([])
            seen = set()
        runs[-1].append(fact)
        seen.add(key(fact))
    return runs


def _signed(facts: list[SignOff]) -> Touched:
    touched: Touched = set()
    for about, some in groupby(facts, key=lambda fact: fact.about):
        group = list(some)
        Pending.rows.filter(ref__in=[fact.ref for fact in group]).delete()
        signed = [fact for fact in group if fact.decision == SignOff.Decision.SIGNED]
        touched |= EFFECTS[about](signed, [fact for fact in group if fact not in signed])
    return touched


def _claims_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    claims = Claim.rows.in_bulk([fact.ref for fact in signed])
    _take(list(claims.values()))
    return {claim.matter for claim in claims.values()}


def _to_the_office(signed: list[SignOff], asked: dict[UUID, Any]) -> None:
    """What a unit's head has signed waits for the office's ruling."""
    Pending.rows.bulk_create(
        [
            Pending(
                ref=fact.ref,
                about=fact.about,
                desk=Desk.OFFICE,
                matter_id=asked[fact.ref].matter,
                unit=fact.unit,
                since=fact.day,
            )
            for fact in signed
        ]
    )


def _returns_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    returns = Return.rows.in_bulk([fact.ref for fact in signed])
    _to_the_office(signed, returns)
    matters = {one.matter for one in returns.values()}
    leads = Line.rows.filter(uuid__in=[one.line for one in returns.values()], role=LineRole.LEAD)
    Matter.rows.filter(uuid__in=leads.values("matter")).update(stage=Stage.OBJECTED)
    return matters


def _plans_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    plans = Plan.rows.in_bulk([fact.ref for fact in signed])
    if signed and setting("plan_approval", signed[0].day):
        _to_the_office(signed, plans)
        return set()
    for fact in signed:
        _adopt(plans[fact.ref], fact.day)
    return {plan.matter for plan in plans.values()}


def _adopt(plan: Plan, day: date) -> None:
    """The plan becomes the matter's nodes; a node that stays keeps its first day."""
    first_days = dict(Node.rows.filter(matter=plan.matter).values_list("uuid", "first_day"))
    Node.rows.filter(matter=plan.matter).delete()
    Node.rows.bulk_create(
        [
            Node(
                uuid=row.node,
                matter_id=plan.matter,
                title=row.title,
                day=row.day,
                first_day=first_days.get(row.node, row.day),
                weight=row.weight,
            )
            for row in PlanNode.rows.filter(fact=plan).order_by("day", "id")
        ]
    )
    Matter.rows.filter(uuid=plan.matter, plan_on=None).update(plan_on=day)


def _reports_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    filings = Filing.rows.in_bulk([fact.ref for fact in (*signed, *back)])
    for fact in signed:
        filing = filings[fact.ref]
        filing.signed_on, filing.stands = fact.day, filing.newest and filing.verdict in ("", Verdict.ACCEPTED)
    for fact in back:
        filings[fact.ref].sent_back = fact.reason
    store(filings.values(), ["signed_on", "stands", "sent_back"])
    _undelivered([fact.ref for fact in signed], filings)
    return {filing.matter_id for filing in filings.values()}


def _undelivered(reports: list[UUID], filings: dict[UUID, Filing]) -> None:
    """The lead's newest word on its co-units: a part is undelivered since a day, or no longer."""
    since: dict[tuple[UUID, UUID], date] = {}
    for row in ReportUndelivered.rows.filter(fact__in=reports):
        since[(filings[row.fact_id].matter_id, row.unit)] = row.since
    matters = {filings[report].matter_id for report in reports}
    lines = list(Line.rows.filter(matter__in=matters).exclude(role=LineRole.LEAD))
    changed = []
    for line in lines:
        now = since.get((line.matter_id, line.unit))
        if line.undelivered_since != now:
            line.undelivered_since = now
            changed.append(line)
    store(changed, ["undelivered_since"])


def _requests_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    _to_the_office(signed, Request.rows.in_bulk([fact.ref for fact in signed]))
    return set()


EFFECTS: dict[str, Callable[[list[SignOff], list[SignOff]], Touched]] = {
    SignOff.About.CLAIM: _claims_signed,
    SignOff.About.RETURN: _returns_signed,
    SignOff.About.PLAN: _plans_signed,
    SignOff.About.REPORT: _reports_signed,
    SignOff.About.REQUEST: _requests_signed,
}


def _verified(facts: list[Verification]) -> Touched:
    filings = Filing.rows.in_bulk([fact.report for fact in facts])
    changed: dict[UUID, Filing] = {}
    for fact in facts:
        judged = [filings[fact.report]]
        if fact.verdict == Verdict.UNTRUE and fact.untrue_from:
            judged = list(
                Filing.rows.filter(matter=fact.matter, period__gte=fact.untrue_from, period__lte=judged[0].period)
            )
        for filing in judged:
            filing.verdict, filing.verdict_reason = fact.verdict, fact.reason
            filing.stands = filing.newest and filing.signed_on is not None and fact.verdict == Verdict.ACCEPTED
            changed[filing.report] = filing
    store(changed.values(), ["verdict", "verdict_reason", "stands"])
    return {fact.matter for fact in facts}


def _blocker_moved(facts: list[BlockerStep]) -> Touched:
    for fact in facts:
        if fact.move == BlockerMove.RAISED:
            _raise(fact)
        else:
            blocker = Blocker.rows.get(uuid=fact.blocker)
            MOVES[fact.move](blocker, fact)
            blocker.save()
    return {fact.matter for fact in facts}


def _raise(fact: BlockerStep) -> None:
    Blocker.rows.create(
        uuid=fact.blocker,
        matter_id=fact.matter,
        blocker_kind=fact.blocker_kind,
        title=fact.title,
        words=fact.words,
        raised_by=Matter.rows.values_list("unit", flat=True).get(uuid=fact.matter),
        holder=fact.holder,
        since=fact.day,
        holder_since=fact.day,
        needed_by=fact.needed_by,
    )


def _promise(blocker: Blocker, fact: BlockerStep) -> None:
    if blocker.promised is not None and fact.promised is not None and fact.promised > blocker.promised:
        blocker.times_moved += 1
    blocker.promised = fact.promised


def _disown(blocker: Blocker, fact: BlockerStep) -> None:
    blocker.disowned = fact.words


def _assign(blocker: Blocker, fact: BlockerStep) -> None:
    if blocker.holder != fact.holder:
        blocker.times_passed_on += 1
        blocker.holder, blocker.holder_since, blocker.promised = fact.holder, fact.day, None
    blocker.disowned = ""


def _clear(blocker: Blocker, fact: BlockerStep) -> None:
    blocker.cleared_on = fact.day


MOVES: dict[str, Callable[[Blocker, BlockerStep], None]] = {
    BlockerMove.ANSWERED: _promise,
    BlockerMove.NOT_OURS: _disown,
    BlockerMove.ASSIGNED: _assign,
    BlockerMove.CLEARED: _clear,
}


def _ruled(facts: list[Ruling]) -> Touched:
    Pending.rows.filter(ref__in=[fact.ref for fact in facts]).delete()
    for fact in facts:
        matter = Matter.rows.get(uuid=fact.matter)
        if fact.about == Ruling.About.PLAN and fact.granted:
            _adopt(Plan.rows.get(uuid=fact.ref), fact.day)
            continue
        if fact.about == Ruling.About.RETURN and not fact.granted:
            matter.stage = Stage.ISSUED if matter.received_on is None else Stage.CLAIMED
        if fact.granted and fact.new_due is not None:
            _postpone(matter, fact)
        elif fact.granted and fact.end:
            matter.stage, matter.end, matter.ended_on = Stage.ENDED, fact.end, fact.day
        matter.save()
    return {fact.matter for fact in facts}


def _postpone(matter: Matter, fact: Ruling) -> None:
    if fact.end == End.POSTPONED:
        matter.suspended_until = fact.new_due
    else:
        matter.due = fact.new_due


def _period_stepped(facts: list[PeriodStep]) -> Touched:
    """At each closing of the work month: which matters were yellow or red at it, and at the one before it."""
    touched: Touched = set()
    for fact in facts:
        if fact.clock != PeriodStep.Clock.WORK or not fact.closed:
            continue
        live = list(Matter.rows.exclude(stage=Stage.ENDED))
        for matter in live:
            lit = _lit_by_its_own(matter, fact.day)
            matter.yellow_run = [*matter.yellow_run, fact.day.isoformat()] if lit else []
        store(live, ["yellow_run"])
        touched |= {matter.uuid for matter in live}
    return touched


def _lit_by_its_own(matter: Matter, day: date) -> bool:
    turned = (
        cause[turn]
        for cause in matter.causes
        if cause["code"] not in pace.NEVER_ALONE
        for turn in ("yellow_from", "red_from")
    )
    return any(turn is not None and turn <= day.isoformat() for turn in turned)


def _rules_changed(facts: list[Fact]) -> Touched:
    return set(Matter.rows.exclude(stage=Stage.ENDED).values_list("uuid", flat=True))


HANDLERS: dict[type[Any], Callable[[list[Any]], Touched]] = {
    MatterRevision: _revised,
    Claim: _claimed,
    Return: _returned,
    Plan: _planned,
    Report: _reported,
    SignOff: _signed,
    Verification: _verified,
    BlockerStep: _blocker_moved,
    Request: _requested,
    Ruling: _ruled,
    PeriodStep: _period_stepped,
    SettingRevision: _rules_changed,
    HolidayTable: _rules_changed,
}
