"""What a decision changes: matters with their lines and measures."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.matters.models import (
    Blocker,
    Line,
    LineRole,
    Matter,
    MatterLine,
    MatterMeasure,
    MatterReader,
    MatterRevision,
    Measure,
    Pending,
    Reader,
    Stage,
)
from luoshi.matters.projections.touched import Touched
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


def revised(facts: list[MatterRevision]) -> Touched:
    newest = {fact.matter: fact for fact in facts}
    known = Matter.rows.in_bulk(list(newest))
    days = int(setting("objection_days", facts[0].day))
    calendar = workdays(facts[0].day)
    lines, measures, readers = (_parts(model, newest) for model in (MatterLine, MatterMeasure, MatterReader))
    gatherers = _gatherers(list(newest.values()))
    left: Touched = set()
    """Parents that lose a child to another: they add up anew."""
    for fact in newest.values():
        matter = known.get(fact.matter) or Matter(
            uuid=fact.matter,
            stage=Stage.ISSUED,
            # The slice of a year to come begins with that year.
            issued_on=max(fact.day, date(fact.slice_year, 1, 1)),
            first_due=fact.due,
        )
        if matter.parent and matter.parent != fact.parent:
            left.add(matter.parent)
        for column in COPIED:
            setattr(matter, column, getattr(fact, column))
        matter.gatherer = gatherers.get(fact.parent) if fact.parent else None
        matter.decider = fact.origin_leader or fact.leader
        matter.save(force_insert=fact.matter not in known)
        passed_on = _replace_lines(fact, lines[fact.uuid], calendar.add(fact.day, days))
        if matter.stage == Stage.OBJECTED and passed_on is None:
            matter.stage = Stage.ISSUED
            matter.save(update_fields=["stage"])
        _follow(fact.matter, passed_on or {})
        _replace_measures(fact, measures[fact.uuid])
        _replace_readers(fact, readers[fact.uuid])
    for fact in newest.values():
        if fact.rollup:
            Matter.rows.filter(parent=fact.matter).update(gatherer=fact.unit)
    return set(newest) | left


def _gatherers(facts: list[MatterRevision]) -> dict[UUID, UUID]:
    """Parent → the unit that leads it."""
    parents = [fact.parent for fact in facts if fact.parent]
    known = dict(Matter.rows.filter(uuid__in=parents).exclude(rollup="").values_list("uuid", "unit")) if parents else {}
    return known | {fact.matter: fact.unit for fact in facts if fact.rollup}


COPIED = (
    "number",
    "matter_kind",
    "title",
    "text",
    "origin_level",
    "origin_kind",
    "origin_document",
    "origin_number",
    "origin_day",
    "origin_leader",
    "origin_words",
    "origin_start",
    "origin_end",
    "upper_due",
    "unit",
    "leader",
    "programme",
    "parent",
    "rollup",
    "slice_year",
    "carried_from",
    "about",
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


def _replace_lines(fact: MatterRevision, rows: list[MatterLine], object_until: date) -> dict[UUID, UUID] | None:
    """The lines as decided. Answers which units' parts have passed to which; None where the lead is a new one.

    The same line in another unit's hand was handed over, with all that was claimed; a new line is to be claimed anew.
    """
    kept = {line.uuid: line for line in Line.rows.filter(matter=fact.matter)}
    passed_on: dict[UUID, UUID] = {}
    begins_anew = False
    for place, row in enumerate(rows):
        line = kept.pop(row.line, None)
        if line is None:
            line = Line(uuid=row.line, matter_id=fact.matter, object_until=object_until)
            begins_anew |= row.role == LineRole.LEAD
        elif line.unit != row.unit:
            passed_on[line.unit] = row.unit
        line.unit, line.role, line.duty, line.due, line.place = row.unit, row.role, row.duty, row.due, place
        line.save()
    for gone in kept.values():
        Pending.rows.filter(matter=fact.matter, unit=gone.unit, about="claim").delete()
        gone.delete()
    return None if begins_anew else passed_on


def _follow(matter: UUID, passed_on: dict[UUID, UUID]) -> None:
    """What waits in a unit, and what it has raised, goes with its part."""
    for old, new in passed_on.items():
        Pending.rows.filter(matter=matter, unit=old).update(unit=new)
        Blocker.rows.filter(matter=matter, raised_by=old, cleared_on=None).update(raised_by=new)


def _replace_readers(fact: MatterRevision, rows: list[MatterReader]) -> None:
    wanted = {row.who for row in rows}
    Reader.rows.filter(matter=fact.matter).exclude(who__in=wanted).delete()
    there = set(Reader.rows.filter(matter=fact.matter).values_list("who", flat=True)) if wanted else set()
    Reader.rows.bulk_create([Reader(matter_id=fact.matter, who=who) for who in sorted(wanted - there)])


def _replace_measures(fact: MatterRevision, rows: list[MatterMeasure]) -> None:
    kept = {measure.code: measure for measure in Measure.rows.filter(matter=fact.matter)}
    for row in rows:
        measure = kept.pop(row.code, None) or Measure(matter_id=fact.matter, code=row.code)
        for column in ("name", "op", "value", "unit_of_measure", "measure_kind", "direction", "path"):
            setattr(measure, column, getattr(row, column))
        measure.save()
    for gone in kept.values():
        gone.delete()
