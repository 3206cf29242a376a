"""Names stand as the text has them, though they are read with wide marks: 县委(县政府)督查办."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.core.reading.model import Task

_WIDE = str.maketrans("(),:;", "（），：；")
_FIELDS = ("lead_units", "co_units", "joint_units", "leaders")


def as_written(tasks: Iterable[Task], text: str) -> None:
    """Gives names the marks of the words they come from. A text without narrow brackets has none to give."""
    if "(" not in text and ")" not in text:
        return
    for task in tasks:
        for field in _FIELDS:
            names: list[str] = getattr(task, field)
            if not names:
                continue
            for at, name in enumerate(names):
                if "（" in name or "）" in name:
                    names[at] = _in([text[start:end] for start, end in task.evidence.get(field, ())], name)


def _in(said: Iterable[str], name: str) -> str:
    """The name as one of the stretches has it."""
    for words in said:
        if (at := words.translate(_WIDE).find(name)) >= 0:
            return words[at : at + len(name)]
    return name
