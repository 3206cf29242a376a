"""The appraisal as other programs get it: published points are numbers, exactly as they were published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.appraisal.queries import (
    AppealShown,
    Changed,
    ClosingRow,
    CountyCheck,
    GroupTable,
    Preview,
    SchemeShown,
    UnitCheck,
    Why,
    WhyLine,
)
from luoshi.appraisal.queries.checks import ObjectionShown
from luoshi.core.scoring.teams import UNITS


def ranking_json(
    period: str, tables: Sequence[GroupTable], editions: Iterable[ClosingRow], grades: Mapping[UUID, str] | None = None
) -> dict[str, Any]:
    return {
        "period": period,
        "ranks": next((row.ranks for table in tables for row in table.rows), UNITS),
        "groups": [
            {
                "group": table.group,
                "name": table.name,
                "compared": table.compared,
                "rows": [
                    {
                        "rank": row.rank,
                        "unit": row.unit_name,
                        "uuid": str(row.unit),
                        "score": number(row.score),
                        "grade": (grades or {}).get(row.unit),
                        "change": row.change,
                        "before": number(row.before),
                    }
                    for row in table.rows
                ],
            }
            for table in tables
        ],
        "editions": [closing_json(one) for one in editions],
    }


def closing_json(one: ClosingRow) -> dict[str, Any]:
    return {
        "period": str(one.term),
        "edition": one.edition,
        "closed_at": one.at.isoformat(),
        "by": one.by,
        "reason": one.reason,
        "package": one.package,
        "result": one.result_digest,
        "up_to_seq": one.up_to_seq,
        "newest": one.newest,
        "appeals": [{"appeal": str(uuid), "words": words} for uuid, words in one.appeals],
    }


def changed_json(found: Changed) -> dict[str, Any]:
    return {
        "period": str(found.term),
        "edition": found.edition,
        "other_rules": found.other_rules,
        "appeals": [{"appeal": str(uuid), "words": words} for uuid, words in found.appeals],
        "figures": [
            {
                "unit": one.unit_name,
                "uuid": str(one.unit),
                "item": one.item,
                "name": one.item_name,
                "before": one.before,
                "after": one.after,
            }
            for one in found.figures
        ],
        "places": [
            {
                "unit": one.unit_name,
                "uuid": str(one.unit),
                "rank_before": one.rank_before,
                "rank_after": one.rank_after,
                "score_before": number(one.score_before),
                "score_after": number(one.score_after),
            }
            for one in found.places
        ],
    }


def why_json(found: Why) -> dict[str, Any]:
    return {
        "period": str(found.term),
        "unit": found.unit_name,
        "uuid": str(found.unit),
        "ranks": found.ranks,
        "group": found.group,
        "score": number(found.score),
        "rank": found.rank,
        "grade": found.grade or None,
        "ranked": found.ranked,
        "edition": found.edition,
        "package": found.package,
        "scheme": found.scheme,
        "items": [_line(line) for line in found.lines],
        "extras": [{"name": name, "points": number(points)} for name, points in found.extras],
        "rounding": number(found.rounding),
        "costliest": [{"item": one.code, "name": one.name, "lost": number(one.lost)} for one in found.costliest],
        "gap": found.gap,
        "derivation": list(found.sentences),
        "change": _change(found),
    }


def _line(line: WhyLine) -> dict[str, Any]:
    return {
        "item": line.code,
        "name": line.name,
        "is_leaf": line.is_leaf,
        "actual": line.actual,
        "target": line.target,
        "rule": line.rule,
        "full": number(line.full),
        "points": number(line.points),
        "lost": number(line.lost),
        "note": line.note,
        "reasons": [
            {
                "matter": str(one.matter),
                "number": one.number,
                "title": one.title,
                "what": one.what,
                "counts": one.counts,
            }
            for one in line.reasons
        ],
        "added_up": list(line.added_up),
    }


def _change(found: Why) -> dict[str, Any] | None:
    if found.change is None:
        return None
    return {
        "since": str(found.last_period),
        "before": number(found.change.before),
        "after": number(found.change.after),
        "delta": number(found.change.delta),
        "rank_before": found.change.rank_before,
        "parts": [
            {
                "item": part.code,
                "name": part.name,
                "before": number(part.before),
                "after": number(part.after),
                "delta": number(part.delta),
                "sentence": part.sentence(),
            }
            for part in found.change.parts
        ],
    }


def number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def check_json(found: UnitCheck) -> dict[str, Any]:
    return {
        "period": str(found.term),
        "unit": found.unit_name,
        "uuid": str(found.unit),
        "until": found.until.isoformat(),
        "state": None if found.word is None else "confirmed" if found.word.agrees else "objected",
        "figures": [
            {
                "item": one.item,
                "name": one.name,
                "actual": one.actual,
                "target": one.target,
                "status": one.status,
                "source": one.source,
                "reasons": one.reasons,
            }
            for one in found.figures
        ],
        "objections": [_objection(one) for one in found.objections.values()],
    }


def county_check_json(found: CountyCheck) -> dict[str, Any]:
    units = [
        {"unit": name, "uuid": str(unit), "group": group, "state": state}
        for group, rows in found.groups
        for unit, name, state in rows
    ]
    return {
        "period": str(found.term),
        "until": found.until.isoformat(),
        "units": units,
        "total": len(units),
        "objections": [_objection(one) for one in found.objections],
    }


def _objection(one: ObjectionShown) -> dict[str, Any]:
    return {
        "unit": one.unit_name,
        "item": one.said.item,
        "name": one.name,
        "shown": one.said.shown,
        "claimed": one.said.claimed,
        "reason": one.said.reason,
        "ruling": None if one.ruling is None else {"upheld": one.ruling.upheld, "reason": one.ruling.reason},
    }


def appeal_json(one: AppealShown) -> dict[str, Any]:
    return {
        "uuid": str(one.filed.uuid),
        "period": str(one.term),
        "unit": one.unit_name,
        "item": one.filed.item,
        "name": one.item_name,
        "shown": one.filed.shown,
        "claimed": one.filed.claimed,
        "reason": one.filed.reason,
        "state": one.state,
        "corrected_in": one.corrected_in,
        "sources": [{"words": each.words, "url": each.url} for each in one.sources],
        "steps": [{"what": step.step.what, "words": step.step.words, "by": step.by} for step in one.steps],
    }


def scheme_json(found: SchemeShown) -> dict[str, Any]:
    return {
        "code": found.code,
        "cycle": found.cycle,
        "name": found.scheme.name,
        "year": found.scheme.year,
        "is_default": found.is_default,
        "subjects": found.scheme.subjects,
        "teams": [
            {"name": one.name, "lead": one.lead, "units": list(one.units), "programme": one.programme}
            for one in found.scheme.teams
        ],
        "toml": found.toml,
        "revisions": [{"since": one.since.isoformat(), "by": one.by, "digest": one.digest} for one in found.revisions],
    }


def preview_json(found: Preview) -> dict[str, Any]:
    return {
        "faults": [{"place": one.place, "problem": one.problem, "remedy": one.remedy} for one in found.faults],
        "period": str(found.term) if found.term else None,
        "groups": [
            {
                "name": name,
                "rows": [
                    {"unit": one.name, "rank": one.rank, "score": number(one.score), "moved": one.moved} for one in rows
                ],
            }
            for name, rows in found.tables
        ],
    }
