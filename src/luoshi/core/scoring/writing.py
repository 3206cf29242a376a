"""JSON in one form: numbers that are published keep their places (92.50 stays 92.50), and bytes can be compared."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any


def to_json(value: Any, depth: int = 0) -> str:
    """JSON text, two spaces a level, the innermost objects on one line, Decimals as they stand.

    Raises TypeError for what JSON does not know.
    """
    if isinstance(value, dict):
        parts = [f"{_scalar(str(key))}: {to_json(one, depth + 1)}" for key, one in value.items()]
        return _block(
            "{}", parts, depth, inline=not any(isinstance(one, dict | list | tuple) for one in value.values())
        )
    if isinstance(value, list | tuple):
        return _block("[]", [to_json(one, depth + 1) for one in value], depth, inline=False)
    return _scalar(value)


def _block(brackets: str, parts: list[str], depth: int, *, inline: bool) -> str:
    if inline or not parts:
        return brackets[0] + ", ".join(parts) + brackets[1]
    indent = "  " * (depth + 1)
    body = f",\n{indent}".join(parts)
    return f"{brackets[0]}\n{indent}{body}\n{'  ' * depth}{brackets[1]}"


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise TypeError("JSON has no infinite numbers")
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
