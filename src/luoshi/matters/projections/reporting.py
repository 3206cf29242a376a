"""What becomes of a report: filed, signed, verified, and whether it still stands."""

from __future__ import annotations

from uuid import UUID

from luoshi.core.timing.periods import in_order
from luoshi.matters.models import Filing, Line, Pending, Report, Verdict, Verification
from luoshi.matters.projections.claiming import wait
from luoshi.matters.projections.runs import distinct
from luoshi.matters.projections.touched import Touched
from luoshi.matters.storing import store
from luoshi.org.models import SignOff


def reported(facts: list[Report]) -> Touched:
    """A report stands in line from the moment it is filed; it counts when it is signed."""
    for group in distinct(facts, lambda fact: (fact.matter, fact.period)):
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
        wait(group, "report")
    return {fact.matter for fact in facts}


def verified(facts: list[Verification]) -> Touched:
    filings = Filing.rows.in_bulk([fact.report for fact in facts])
    changed: dict[UUID, Filing] = {}
    for fact in facts:
        judged = [filings[fact.report]]
        if fact.verdict == Verdict.UNTRUE and fact.untrue_from:
            since, until = in_order(fact.untrue_from), in_order(judged[0].period)
            judged = [one for one in Filing.rows.filter(matter=fact.matter) if since <= in_order(one.period) <= until]
        for filing in judged:
            filing.verdict, filing.verdict_reason = fact.verdict, fact.reason
            filing.stands = filing.newest and filing.signed_on is not None and fact.verdict == Verdict.ACCEPTED
            changed[filing.report] = filing
    store(changed.values(), ["verdict", "verdict_reason", "stands"])
    return {fact.matter for fact in facts}


def reports_signed(signed: list[SignOff], back: list[SignOff]) -> Touched:
    filings = Filing.rows.in_bulk([fact.ref for fact in (*signed, *back)])
    for fact in signed:
        filing = filings[fact.ref]
        filing.signed_by, filing.signed_for = fact.by, fact.on_behalf_of
        filing.signed_on, filing.stands = fact.day, filing.newest and filing.verdict in ("", Verdict.ACCEPTED)
    for fact in back:
        filings[fact.ref].sent_back = fact.reason
    store(filings.values(), ["signed_on", "signed_by", "signed_for", "stands", "sent_back"])
    return {filing.matter_id for filing in filings.values()}
