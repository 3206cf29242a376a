"""The past of lights: from which day on these turning days were known, one span for each day at most."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.matters.models import LightSpan, Line, Matter, Stage
from luoshi.matters.storing import store

Key = tuple[UUID, UUID | None]
"""(matter, the part beside the lead's or none)."""


def of_matter(matter: Matter, day: date) -> LightSpan:
    return _span(matter, None, matter, day, lit=matter.stage != Stage.ENDED)


def of_line(line: Line, matter: Matter, day: date) -> LightSpan:
    return _span(matter, line.uuid, line, day, lit=matter.stage != Stage.ENDED and line.delivered_on is None)


def _span(matter: Matter, line: UUID | None, known: Matter | Line, day: date, *, lit: bool) -> LightSpan:
    return LightSpan(
        matter=matter,
        line=line,
        since=day,
        yellow_from=known.yellow_from,
        red_from=known.red_from,
        lit=lit,
        causes=known.causes,
    )


def keep(now: Collection[LightSpan], day: date) -> None:
    """Records what is known from a day on, of matters with all their parts; a part that is gone has its span closed."""
    matters = {span.matter_id for span in now}
    last = {_key(span): span for span in LightSpan.rows.filter(matter__in=matters, until=None)}
    fresh, closed, changed = [], [], []
    for span in now:
        before = last.pop(_key(span), None)
        if before is None:
            fresh.append(span)
        elif _said(before) != _said(span):
            if before.since == day:
                _copy(span, before)
                changed.append(before)
            else:
                before.until = day
                closed.append(before)
                fresh.append(span)
    for gone in last.values():
        if gone.since == day:
            gone.delete()
        else:
            gone.until = day
            closed.append(gone)
    store(closed, ["until"])
    store(changed, ["yellow_from", "red_from", "lit", "causes"])
    LightSpan.rows.bulk_create(fresh)
    if changed:
        _join(changed, day)


def _join(changed: Iterable[LightSpan], day: date) -> None:
    """A span of today that says again what the one before it said is no span of its own."""
    matters = {span.matter_id for span in changed}
    before = {_key(span): span for span in LightSpan.rows.filter(matter__in=matters, until=day)}
    for span in changed:
        earlier = before.get(_key(span))
        if earlier is not None and _said(earlier) == _said(span):
            span.delete()
            earlier.until = None
            earlier.save(update_fields=["until"])


def _key(span: LightSpan) -> Key:
    return (span.matter_id, span.line)


def _said(span: LightSpan) -> tuple[Any, ...]:
    return (span.yellow_from, span.red_from, span.lit, span.causes)


def _copy(source: LightSpan, target: LightSpan) -> None:
    target.yellow_from, target.red_from = source.yellow_from, source.red_from
    target.lit, target.causes = source.lit, source.causes
