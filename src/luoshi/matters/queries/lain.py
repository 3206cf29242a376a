"""With whom each blocker has lain, from when to when, and for when it was first promised: as of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from luoshi.core.timing.pace import LightRules
from luoshi.core.timing.workdays import Workdays
from luoshi.matters.models import Blocker, BlockerStep
from luoshi.matters.models.codes import BlockerMove
from luoshi.org.directory import directory
from luoshi.org.rules import setting


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days on which a blocker lay with a unit without a break. `promised`: the first day that it named."""

    holder: UUID
    since: date
    until: date | None = None
    promised: date | None = None
    promised_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lain:
    """A blocker and its stretches in order; the last one ends with its clearing, if it was cleared."""

    blocker: Blocker
    cleared: date | None
    stretches: tuple[Stretch, ...]
    is_answered: bool = False
    """Whether whom it lay with has named a day, or the office has ruled whose it is."""
    cleared_by: BlockerStep | None = None

    def is_cleared_by(self, unit: UUID) -> bool:
        """Whether it was somebody of this unit who said that it no longer holds anything up."""
        step = self.cleared_by
        if step is None:
            return False
        names = directory(step.day)
        if step.on_behalf_of is not None:
            post = names.posts.get(step.on_behalf_of)
            return unit == (post.unit if post else step.on_behalf_of)
        return any(post.unit == unit and post.official == step.by for post in names.posts.values())

    def overdue_from(self, workdays: Workdays, within: int) -> date:
        """The day on which others should have cleared it: the first that was promised in time, however often it was
        moved since; else so many working days after it was raised."""
        silent = workdays.add(self.stretches[0].since, within)
        first = next((one for one in self.stretches if one.promised), None)
        if first is None or first.promised is None or first.promised_on is None or first.promised_on > silent:
            return silent
        return first.promised


def lain(blockers: Iterable[Blocker], last: date) -> list[Lain]:
    """One SELECT."""
    known = {blocker.uuid: blocker for blocker in blockers}
    steps: dict[UUID, list[BlockerStep]] = defaultdict(list)
    for step in BlockerStep.rows.filter(blocker__in=list(known), day__lte=last).order_by("at", "uuid"):
        steps[step.blocker].append(step)
    return [_lain(known[uuid], some) for uuid, some in steps.items()]


def _lain(blocker: Blocker, steps: list[BlockerStep]) -> Lain:
    found: list[Stretch] = []
    cleared = cleared_by = None
    for step in steps:
        if step.move == BlockerMove.CLEARED:
            cleared, cleared_by = step.day, step
            found[-1] = replace(found[-1], until=step.day)
        elif not found or step.holder != found[-1].holder:
            handed = found[-1] if found and step.move == BlockerMove.HANDED else None
            if found:
                found[-1] = replace(found[-1], until=step.day)
            promised = (handed.promised, handed.promised_on) if handed else (None, None)
            found.append(Stretch(step.holder, step.day, None, *promised))
        elif step.move == BlockerMove.ANSWERED and found[-1].promised is None:
            found[-1] = replace(found[-1], promised=step.promised, promised_on=step.day)
    is_answered = any(step.move in (BlockerMove.ANSWERED, BlockerMove.ASSIGNED) for step in steps)
    return Lain(blocker, cleared, tuple(found), is_answered, cleared_by)


def days_given(day: date) -> int:
    """Working days in which a blocker should be cleared by whom it lies with, where no day was promised."""
    return LightRules.of(setting("light_rules", day)).blocker_red_workdays
