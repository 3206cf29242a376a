"""How matters stood on a day, as it was known on that day. Restricted matters are not read at all."""

from __future__ import annotations

from datetime import date
from typing import Any

from luoshi.core.timing.pace import light
from luoshi.matters.models import LightSpan, Matter
from luoshi.matters.queries.past import stood_on
from luoshi.matters.words import short_number
from luoshi.org.directory import Directory
from luoshi.papers.content import Standing
from luoshi.papers.queries.reasons import group_of, reason
from luoshi.papers.writing.typography import tight


def standings(day: date, names: Directory) -> list[Standing]:
    """Every matter issued by a day and not ended before its year, with the light of that day."""
    return [_standing(matter, span, day, names) for matter, span in stood_on(day)]


def _standing(matter: Matter, span: LightSpan | None, day: date, names: Directory) -> Standing:
    ended_on = matter.ended_on if matter.ended_on and matter.ended_on <= day else None
    lit = span if span is not None and not ended_on else None
    code = matter.end if ended_on else _light(lit, day)
    since = {"red": lit.red_from, "yellow": lit.yellow_from}.get(code) if lit else None
    causes: list[dict[str, Any]] = lit.causes if lit and code == "red" else []
    return Standing(
        matter.uuid,
        short_number(matter.number, day.year),
        tight(matter.title),
        matter.unit,
        names.unit_name(matter.unit),
        code,
        since,
        matter.due,
        ended_on,
        reason=reason(causes, day) if causes else "",
        group=group_of(causes, day) if causes else "",
    )


def _light(span: LightSpan | None, day: date) -> str:
    """Its light, or that it is postponed."""
    if span is None:
        return "green"
    if span.off_until is not None and day < span.off_until:
        return "postponed"
    return light(day, span.yellow_from, span.red_from)
