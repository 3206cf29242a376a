"""Which state of the house holds: changes whenever a fact about units, posts, people, rules or schemes is recorded.

What is read of the house is kept by it in memory; one page asks for it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from luoshi.facts.models import Fact, Stamp

KEY = "house"
_held: ContextVar[str | None] = ContextVar("luoshi_house_version", default=None)


def version() -> str:
    """The newest fact about the house: one SELECT by its key, or none within `held`."""
    held_now = _held.get()
    return held_now if held_now is not None else _read()


def _read() -> str:
    return Stamp.rows.filter(key=KEY).values_list("value", flat=True).first() or ""


@contextmanager
def held() -> Iterator[None]:
    """For the length of one page the house stands still, unless the page itself changes it."""
    token = _held.set(_read())
    try:
        yield
    finally:
        _held.reset(token)


def changed(facts: Sequence[Fact]) -> None:
    """Facts about the house were recorded: whoever reads it next reads it anew. Within their transaction."""
    if facts:
        now = str(facts[-1].uuid)
        Stamp.rows.update_or_create(key=KEY, defaults={"value": now})
        if _held.get() is not None:
            _held.set(now)
