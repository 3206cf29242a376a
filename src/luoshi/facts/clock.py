"""The one clock. Nothing else in Luoshi may ask what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
"""A fact's day is the county's: 00:30 on 1 July here is still June in UTC, and the half-year would be counted wrong."""

_offset = timedelta(0)
_set: ContextVar[datetime | None] = ContextVar("luoshi_moment", default=None)


def now() -> datetime:
    """This moment, aware, in UTC. In the demonstration: of the day it was asked to show."""
    return _set.get() or datetime.now(UTC) + _offset


def start_on(day: date) -> None:
    """Lets this process live on another day: the demonstration's `--today`. Of a mere day at the hour it really is; of
    a local moment without a zone from that hour on."""
    global _offset
    real = datetime.now(UTC)
    if isinstance(day, datetime):
        _offset = day.replace(tzinfo=LOCAL) - real
    else:
        _offset = timedelta(days=(day - local_day(real)).days)


def day_or_moment(text: str) -> date:
    """A day as 2026-11-30, or a local moment as 2026-11-30T21:30. Raises ValueError for anything else."""
    if "T" not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError(text)
    return moment


def today() -> date:
    """The county's day of this moment."""
    return local_day(now())


def local_day(at: datetime) -> date:
    """The county's day of a moment."""
    return at.astimezone(LOCAL).date()


def local_time(at: datetime) -> datetime:
    """A moment on the county's own clock."""
    return at.astimezone(LOCAL)


def moment(day: date, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """The moment at which the county's clocks show this hour on this day, in UTC."""
    return datetime.combine(day, time(hour, minute, second), LOCAL).astimezone(UTC)


@contextmanager
def at(fixed: datetime) -> Iterator[None]:
    """Holds the clock at a moment: for the demonstration, days caught up, and tests."""
    token = _set.set(fixed.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
