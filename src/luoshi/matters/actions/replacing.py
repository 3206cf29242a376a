"""A new version of a report that was written where not everything is asked: what it does not ask goes along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from luoshi.matters.actions.reports import FiledReport
from luoshi.matters.models import Line, LineRole, ReportDelivered, ReportEvidence, ReportUndelivered


def with_what_stood(filed: Sequence[FiledReport]) -> list[FiledReport]:
    """Each with the marks of co-units and the files of the report of the same period that it is based on."""
    earlier = [one.based_on for one in filed if one.based_on]
    beside = _beside([one.matter for one in filed if one.based_on])
    undelivered: dict[UUID, list[tuple[UUID, date]]] = {}
    delivered: dict[UUID, list[UUID]] = {}
    files: dict[UUID, list[str]] = {}
    for mark in ReportUndelivered.rows.filter(fact__in=earlier):
        undelivered.setdefault(mark.fact_id, []).append((mark.unit, mark.since))
    for done in ReportDelivered.rows.filter(fact__in=earlier):
        delivered.setdefault(done.fact_id, []).append(done.unit)
    for row in ReportEvidence.rows.filter(fact__in=earlier).order_by("id"):
        files.setdefault(row.fact_id, []).append(row.digest)
    return [
        replace(
            one,
            undelivered=tuple(mark for mark in undelivered.get(one.based_on, ()) if (one.matter, mark[0]) in beside),
            delivered=tuple(unit for unit in delivered.get(one.based_on, ()) if (one.matter, unit) in beside),
            evidence=(*files.get(one.based_on, ()), *one.evidence),
        )
        if one.based_on
        else one
        for one in filed
    ]


def _beside(matters: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
    """A unit that has left the matter since is no longer spoken of."""
    lines = Line.rows.filter(matter__in=matters).exclude(role=LineRole.LEAD)
    return set(lines.values_list("matter", "unit"))
