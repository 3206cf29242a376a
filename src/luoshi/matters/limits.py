"""The county's limits, as its settings have them on a day: for an instruction, a task from above, an extension."""

from __future__ import annotations

from datetime import date

from luoshi.core.timing import limits
from luoshi.core.timing.limits import ExtensionRule
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


def instruction_limits(day: date) -> list[tuple[str, int, date]]:
    """(特急, 1, the due day if it is issued on this day), the shortest first."""
    days, known = workdays(), setting("instruction_limits", day)
    return [(word, int(n), days.add(day, int(n))) for word, n in sorted(known.items(), key=lambda one: one[1])]


def due_below(upper_due: date, received: date) -> date:
    """Our own due day of a task from above."""
    return limits.due_below(upper_due, received, int(setting("upper_margin_days", received)), workdays())


def asked_in_time(asked: date, issued: date, due: date) -> bool:
    """Whether an extension is asked for in time, by the rule of the day on which it is asked."""
    value = setting("extension_rule", asked)
    rule = ExtensionRule((value["parts_gone"], value["of_parts"]), value["workdays_before"], value["given_over"])
    return limits.asked_in_time(asked, issued, due, rule, workdays())
