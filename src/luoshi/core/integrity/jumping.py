"""Progress that comes all at once, just before the books are closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.core.integrity.finding import Finding


@dataclass(frozen=True, slots=True)
class Step:
    """What a subject had reached by a day, as a share of its target."""

    subject: str
    day: date
    share: float


def jumps(
    steps: Iterable[Step], closing: date, *, days: int = 3, least: float = 0.3, part: float = 0.5
) -> list[Finding]:
    """Subjects that gained at least `least` of their target, and `part` of all they have, in the last days.

    A subject whose first report falls into those days is not compared: nothing is known of it before.
    """
    since = closing - timedelta(days=days)
    of_subject: dict[str, list[Step]] = {}
    for step in steps:
        if step.day <= closing:
            of_subject.setdefault(step.subject, []).append(step)
    found = []
    for subject, own in sorted(of_subject.items()):
        own.sort(key=lambda step: step.day)
        earlier = [step for step in own if step.day <= since]
        if not earlier:
            continue
        before, after = earlier[-1].share, own[-1].share
        gained = after - before
        if gained >= least and gained >= part * after:
            grounds = {"days": days, "before": _percent(before), "after": _percent(after), "share": gained / after}
            found.append(Finding("jump", (subject,), grounds))
    return found


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"
