"""Measures of a drafted task as one line of words: 「开工 ≥ 9 个」."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

SIGNS: dict[str, str] = {">=": "≥", "<=": "≤", "=": "=", ">": ">", "<": "<", "+": "+", "x": "×"}


def shown(found: Mapping[str, Any]) -> str:
    """「开工 ≥ 9 个」; a masked figure as X; one without a figure as 「… 全部」."""
    what, op, value, unit = (str(found.get(key) or "") for key in ("what", "op", "value", "unit"))
    if op == "all" or (not value and not unit):
        return f"{what} 全部".strip()
    sign = "" if op == "=" and not what else SIGNS.get(op, op)
    return " ".join(part for part in (what, sign, value or "X", unit) if part)


def all_shown(found: Sequence[Mapping[str, Any]]) -> str:
    return "；".join(shown(one) for one in found)
