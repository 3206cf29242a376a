"""The parts beside the lead's: what the lead's standing reports say of them, and when each turns by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from luoshi.core.timing.pace import LightRules, Lights, LineState, line_lights
from luoshi.core.timing.periods import in_order
from luoshi.core.timing.workdays import Workdays
from luoshi.matters.models import Filing, Line, Matter, ReportDelivered, ReportUndelivered, Stage
from luoshi.matters.storing import CHUNK

COLUMNS = ["undelivered_since", "delivered_on", "yellow_from", "red_from", "causes"]

Said = dict[tuple[UUID, UUID], tuple[date | None, date | None]]
"""(matter, unit) → (undelivered since, delivered on): the last word of the lead."""


def said(standing: Iterable[Filing]) -> Said:
    """The lead's last word on each part, by the periods of the reports that stand. What a report leaves out stays."""
    filings = {filing.report: filing for filing in standing}
    reports = list(filings)
    undelivered: dict[UUID, list[tuple[UUID, date]]] = {}
    delivered: dict[UUID, list[UUID]] = {}
    for start in range(0, len(reports), CHUNK):
        some = reports[start : start + CHUNK]
        for mark in ReportUndelivered.rows.filter(fact__in=some):
            undelivered.setdefault(mark.fact_id, []).append((mark.unit, mark.since))
        for done in ReportDelivered.rows.filter(fact__in=some):
            delivered.setdefault(done.fact_id, []).append(done.unit)
    found: Said = {}
    for filing in sorted(filings.values(), key=lambda one: in_order(one.period)):
        for unit in delivered.get(filing.report, ()):
            before = found.get((filing.matter_id, unit), (None, None))[1]
            found[(filing.matter_id, unit)] = (None, before or filing.filed_on)
        for unit, since in undelivered.get(filing.report, ()):
            found[(filing.matter_id, unit)] = (since, None)
    return found


def stand(lines: Sequence[Line], matter: Matter, words: Said, rules: LightRules, workdays: Workdays) -> list[Line]:
    """Brings the parts of one matter up to date. Answers those that have changed."""
    changed = []
    for line in lines:
        before = [getattr(line, column) for column in COLUMNS]
        line.undelivered_since, line.delivered_on = words.get((matter.uuid, line.unit), (None, None))
        known = Lights(None, None, ())
        if matter.stage != Stage.ENDED:
            known = line_lights(_state(line, matter), rules, workdays)
        line.yellow_from, line.red_from = known.yellow_from, known.red_from
        line.causes = [cause.as_dict() for cause in known.causes]
        if before != [getattr(line, column) for column in COLUMNS]:
            changed.append(line)
    return changed


def _state(line: Line, matter: Matter) -> LineState:
    return LineState(
        issued_on=matter.issued_on,
        due=line.due,
        confirm_by=None if matter.stage == Stage.OBJECTED else line.object_until,  # nobody confirms what may yet move
        confirmed_on=line.claimed_on,
        undelivered_since=line.undelivered_since,
        delivered_on=line.delivered_on,
        suspended_until=matter.suspended_until,
    )
