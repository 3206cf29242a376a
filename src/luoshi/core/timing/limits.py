"""Days that follow from days: our own due day under an upper level's, and whether more time is asked for in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.core.timing.workdays import Workdays


def due_below(upper_due: date, received: date, margin: int, workdays: Workdays) -> date:
    """The county's due day of a task from above: some working days before the upper one, after the day of receipt.

    Args:
        upper_due: the day by which the upper level wants it.
        received: the day on which the county has it; ours is the day after it at the earliest.
        margin: working days kept back.
    """
    return max(workdays.add(upper_due, -margin), received + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """Until when more time may be asked for."""

    share: tuple[int, int] = (2, 3)
    """Asked before this share of the time given is gone…"""
    workdays_before: int = 5
    """…and at least so many working days before the due day…"""
    given_over: int = 15
    """…where more than so many working days were given."""


def asked_in_time(asked: date, issued: date, due: date, rule: ExtensionRule, workdays: Workdays) -> bool:
    """Whether an extension is asked for in time. On the very day on which the share is reached it is gone."""
    part, whole = rule.share
    if (asked - issued).days * whole >= (due - issued).days * part:
        return False
    if workdays.between(issued, due) > rule.given_over:
        return workdays.between(asked, due) >= rule.workdays_before
    return True
