"""Small factories from which the scoring tests build their schemes and figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from luoshi.core.scoring import Result, Row, Scheme, ScoreData, score

PERIOD = "2026-06"


def table(head: str, fields: dict[str, Any]) -> str:
    """One table of TOML."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join([head, *lines, ""])


def leaf(code: str, method: str, parent: str = "total", **more: Any) -> dict[str, Any]:
    return {"code": code, "parent": parent, "method": method, **more}


def node(code: str, parent: str | None = "total", aggregate: str = "sum", **more: Any) -> dict[str, Any]:
    return {"code": code, **({"parent": parent} if parent else {}), "aggregate": aggregate, **more}


def toml(*items: dict[str, Any], total: dict[str, Any] | None = None, **head: Any) -> str:
    """A scheme with a total above the items; `head` goes to [scheme]."""
    fields = {"name": "考核方案", "year": 2026, "decimals": 2, **head}
    root = node("total", None) if total is None else total
    return "\n".join([table("[scheme]", fields), *(table("[[item]]", item) for item in (root, *items))])


def scheme(*items: dict[str, Any], **head: Any) -> Scheme:
    return Scheme.from_toml(toml(*items, **head))


def value(unit: str, item: str, actual: Any = None, target: Any = None, **more: Any) -> dict[str, Any]:
    return {"unit": unit, "item": item, "period": PERIOD, "actual": actual, "target": target, **more}


def data(values: Sequence[dict[str, Any]], groups: dict[str, Iterable[str]] | None = None, **more: Any) -> ScoreData:
    """Figures of the units that occur in `values`, all in one group, or of the units of `groups`."""
    if groups is None:
        groups = {"乡镇": dict.fromkeys(row["unit"] for row in values)}
    units = [{"unit": unit, "group": group} for group, members in groups.items() for unit in members]
    return ScoreData(units=units, values=values, **more)


def row_of(values: Sequence[dict[str, Any]], *items: dict[str, Any], unit: str = "甲", **head: Any) -> Row:
    """The row of one unit under the items."""
    return score(scheme(*items, **head), data(values)).row(unit)


def points_of(item: dict[str, Any], actual: Any, target: Any = None, **more: Any) -> str | None:
    """The points that one unit gets for one figure, as published with two places."""
    row = row_of([value("甲", item["code"], actual, target, **more)], item)
    points = row.line(item["code"]).points
    return None if points is None else str(points)


def scores(result: Result) -> dict[str, str | None]:
    return {row.unit: None if row.score is None else str(row.score) for one in result.rankings for row in one.rows}


def ranks(result: Result) -> dict[str, float | None]:
    return {row.unit: row.rank for one in result.rankings for row in one.rows}
