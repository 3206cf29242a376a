"""What each unit finished by the day first set: of all units, for closing."""

from __future__ import annotations

from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.matters.models import End, Matter
from luoshi.matters.queries.as_stood import as_stood
from luoshi.matters.queries.figure import Figure, Reason, Window, folded
from luoshi.matters.queries.figures import NOTHING_ASKED, of_the_year
from luoshi.matters.queries.plans_then import measures_on
from luoshi.matters.queries.pooling import Weights
from luoshi.matters.queries.whose import OF_UNITS, Whose

DONE = "matters_done"


def finished_figures(period: Period, of: UUID | None = None, whose: Whose = OF_UNITS) -> list[Figure]:
    """Matters whose first due day lies in the period's work months: done by its end, of all of them.

    An extension moves the due day, not what is counted here; what was withdrawn, merged or postponed asks nothing.
    What a matter weighs goes by what it counts (`pooling`).
    """
    last = Window.of(Period.containing(period.last, "month")).last
    first = Window.of(period.months()[0]).first
    due = Matter.rows.filter(
        first_due__gte=first, first_due__lte=last, restricted=False, recalled_on=None, rollup=""
    ).exclude(end__in=NOTHING_ASKED, ended_on__lte=last)
    known = {one.uuid: one for one in as_stood(list(due.order_by("number")), last)}
    of_year = of_the_year(period.year, last, first) | known
    weigh = Weights.of if whose.weighed else Weights.even
    weights = weigh(of_year, measures_on(of_year, last)).matters
    found: dict[UUID, Figure] = {}
    for matter in known.values():
        subjects = [one for one in whose.of_matter(matter) if of is None or one == of]
        if not subjects:
            continue
        over = matter.ended_on or matter.routine_from
        done = matter.end in (End.DONE, End.ROUTINE) and over is not None and over <= last
        weight = weights[matter.uuid]
        word = "已办结" if done else "到期未办结"
        what = f"{word}（{matter.first_due:%m-%d}）{folded(weight, '件')}"
        for subject in subjects:
            figure = found.setdefault(subject, Figure(subject, DONE))
            figure.actual += float(done * weight)
            figure.target += float(weight)
            figure.reasons.append(Reason(matter.uuid, matter.number, matter.title, what, done, weight))
    return list(found.values())
