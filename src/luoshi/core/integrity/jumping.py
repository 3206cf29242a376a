"""Progress that comes all at once: more in one report than the own plan and the own course make likely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from luoshi.core.integrity.finding import Finding


@dataclass(frozen=True, slots=True)
class Step:
    """What a subject's report brought it to, as a share of its target, and what its plan says of it."""

    subject: str
    day: date
    share: float
    asked: float = 0.0
    """The share that the plan had reached when the report's period closed."""
    pace: float = 0.0
    """The most that the plan asks of any one period; 0: there is no plan."""


@dataclass(frozen=True, slots=True)
class Leap:
    """From one report to the next: what it gained, and what was to be expected."""

    before: Step
    after: Step
    usual: float
    """The most that any earlier report gained upon the one before it."""

    @property
    def gained(self) -> float:
        return self.after.share - self.before.share

    @property
    def planned(self) -> float:
        """What the plan asks between the two, and no less than in its busiest period."""
        return max(self.after.asked - self.before.asked, self.after.pace)

    @property
    def crosses(self) -> bool:
        """Whether it brings what lay behind its plan to it, or to the target."""
        line = self.after.asked or 1.0
        return self.before.share < line <= self.after.share


def jumps(
    steps: Iterable[Step],
    closing: date,
    *,
    days: int = 31,
    least: float = 0.3,
    part: float = 0.5,
    times: float = 3.0,
    own: float = 2.0,
) -> list[Finding]:
    """Subjects of which one report of the last `days` gained what neither plan nor course make likely.

    At least `least` of the target and `part` of all it has; `times` what the plan asks in as long and in any one
    period; `own` times what any earlier report gained. And it must have served: it reached the line of the plan, or
    came on the last day. Not compared: what had counted nothing before (delivery and acceptance are done in one step),
    and what has neither a plan nor two earlier reports.
    """
    since = closing - timedelta(days=days)
    of_subject: dict[str, list[Step]] = {}
    for step in sorted(steps, key=lambda one: one.day):
        if step.day <= closing:
            of_subject.setdefault(step.subject, []).append(step)
    found = []
    for subject, reports in sorted(of_subject.items()):
        leaps = [
            one
            for one in _leaps(reports)
            if one.after.day > since
            and one.gained >= max(least, part * one.after.share, times * one.planned, own * one.usual)
            and (one.crosses or one.after.day == closing)
        ]
        if leaps:
            found.append(_finding(subject, max(leaps, key=lambda one: one.gained), closing))
    return found


def _leaps(reports: Sequence[Step]) -> Iterator[Leap]:
    """Each report upon the one before it, where there is something to compare it with."""
    usual = 0.0
    for place, (before, after) in enumerate(pairwise(reports)):
        if before.share > 0 and (after.pace or place):
            yield Leap(before, after, usual)
        usual = max(usual, after.share - before.share)


def _finding(subject: str, leap: Leap, closing: date) -> Finding:
    grounds = {
        "before": _percent(leap.before.share),
        "after": _percent(leap.after.share),
        "share": leap.gained / leap.after.share,
        "reported": (leap.before.day, leap.after.day),
        "planned": leap.planned,
        "crosses": leap.crosses,
        "last_day": leap.after.day == closing,
    }
    return Finding("jump", (subject,), grounds)


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"
