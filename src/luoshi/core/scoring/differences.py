"""Where two JSON documents differ, in words: a path and the two values."""

from __future__ import annotations

from typing import Any

MOST = 20
"""More differences than this are not listed."""


def between(stored: Any, computed: Any) -> list[str]:
    """The first differences, each as 「rankings[0].rows[2].score：存 92.50，算 91.50」. Empty if there is none."""
    found: list[str] = []
    _walk(stored, computed, "", found)
    return found


def _walk(stored: Any, computed: Any, path: str, found: list[str]) -> None:
    if len(found) >= MOST:
        return
    if isinstance(stored, dict) and isinstance(computed, dict):
        for key in [*computed, *(key for key in stored if key not in computed)]:
            _walk(stored.get(key), computed.get(key), f"{path}.{key}" if path else str(key), found)
    elif isinstance(stored, list) and isinstance(computed, list) and len(stored) == len(computed):
        for number, (one, other) in enumerate(zip(stored, computed, strict=True)):
            _walk(one, other, f"{path}[{_named(other, number)}]", found)
    elif stored != computed or isinstance(stored, bool) != isinstance(computed, bool):
        found.append(f"{path}：存 {_shown(stored)}，算 {_shown(computed)}")


def _named(entry: Any, number: int) -> str:
    """A list's entry by the name it bears: the unit, the item, the group; else its number."""
    if isinstance(entry, dict):
        for key in ("group", "unit", "item"):
            if isinstance(entry.get(key), str):
                return str(entry[key])
    return str(number)


def _shown(value: Any) -> str:
    text = "空" if value is None else str(value)
    return text if len(text) <= 60 else text[:60] + "…"
