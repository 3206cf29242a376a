"""What each unit finished by the day first set: of all units, for closing."""

from __future__ import annotations

from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.matters.models import End, Matter
from luoshi.matters.queries.figures import Figure, Reason, Window

DONE = "matters_done"


def finished_figures(period: Period, of: UUID | None = None) -> list[Figure]:
    """Matters whose first due day lies in the period's work months: done by its end, of all of them.

    An extension moves the due day, not what is counted here; what was withdrawn, merged or postponed asks nothing.
    """
    last = Window.of(Period.containing(period.last, "month")).last
    first = Window.of(period.months()[0]).first
    due = Matter.rows.filter(
        first_due__gte=first, first_due__lte=last, restricted=False, recalled_on=None, rollup=""
    ).exclude(end__in=(End.WITHDRAWN, End.MERGED, End.POSTPONED))
    if of is not None:
        due = due.filter(unit=of)
    found: dict[UUID, Figure] = {}
    for matter in due.order_by("number"):
        done = matter.end in (End.DONE, End.ROUTINE) and matter.ended_on is not None and matter.ended_on <= last
        figure = found.setdefault(matter.unit, Figure(matter.unit, DONE))
        figure.actual += done
        figure.target += 1
        word = "已办结" if done else "到期未办结"
        what = f"{word}（{matter.first_due:%m-%d}）"
        figure.reasons.append(Reason(matter.uuid, matter.number, matter.title, what, bool(done)))
    return list(found.values())
