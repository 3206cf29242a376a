"""What was done by its day, of what fell due: the days on which a unit waited for another are not its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from luoshi.matters.models import Matter
from luoshi.matters.queries.counting import NOTHING, Counted, Month, counted
from luoshi.matters.queries.figures import NOTHING_ASKED
from luoshi.matters.queries.settled import settled
from luoshi.matters.queries.waits import Waits, waits

ON_TIME = "on_time"


def on_time(month: Month) -> Iterator[Counted]:
    """Matters whose day fell in the month, done by it or not: each in one month only.

    The day is the first that was set: an extension moves none. What another unit's overdue blocker held up has its
    day as much later; while it is held, it has none. What was said to be done by its day counts once that is decided,
    in the month of the decision; what was withdrawn, merged or postponed by its day asks nothing. Weighs by what it
    counts (`pooling`).
    """
    first, last = month.window.first, month.window.last
    due = {uuid: one for uuid, one in month.matters.items() if _may_count(one, first, last)}
    waiting, ends = waits(due, last), settled(due, last)
    for uuid, matter in due.items():
        own = waiting.get(uuid)
        day = moved(matter, own)
        if _nothing_asked(matter, day or last) or (day is not None and day > last):
            continue
        done = ends[uuid].by(day or last)
        if done.in_time:
            if first <= max(done.day, _first(matter)) <= last:
                yield counted(matter, f"{_said(matter, own)}，已办结", month.weight(matter), counts=True)
        elif day is None or done.in_time is None:
            if day is None or first <= day:
                why = "等别的单位解决堵点" if day is None else "已申请办结，等批"
                yield counted(matter, f"{_said(matter, own)}，{why}，暂不计", NOTHING, counts=True)
        elif first <= done.day <= last:
            yield counted(matter, f"{_said(matter, own)}，到期未办结", month.weight(matter), counts=False)


def moved(matter: Matter, own: Waits | None, due: date | None = None) -> date | None:
    """A matter's day, later by the days on which another unit held it up before it; none while it does."""
    start = due or _first(matter)
    if own is None:
        return start
    day = start
    while (later := start + timedelta(days=own.days(day))) > day:
        day = later
    return None if own.is_held(day) else day


def _first(matter: Matter) -> date:
    return matter.first_due or date.max


def _may_count(matter: Matter, first: date, last: date) -> bool:
    """Nothing that was over before the month, and due before it, can fall into it."""
    due, over = matter.first_due, matter.ended_on
    return due is not None and due <= last and (due >= first or over is None or over >= first)


def _nothing_asked(matter: Matter, day: date) -> bool:
    if matter.end in NOTHING_ASKED and matter.ended_on is not None and matter.ended_on <= day:
        return True
    return matter.suspended_until is not None and matter.suspended_until > day


def _said(matter: Matter, own: Waits | None) -> str:
    """时限 03-20, 时限 03-20，等别的单位 12 天."""
    day = moved(matter, own)
    days = (day - _first(matter)).days if day else 0
    return f"时限 {_first(matter):%m-%d}" + (f"，等别的单位 {days} 天" if days else "")
