"""What became of the reports that a month asked for: those that stood, of all that were owed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.matters.closings import closed_at
from luoshi.matters.models import Filing, Verdict
from luoshi.matters.queries.counting import Counted, Month, counted
from luoshi.matters.queries.figures import FALLEN, answered_of

QUALITY = "report_quality"


def report_quality(month: Month, repeated: Collection[UUID] = ()) -> Iterator[Counted]:
    """Reports owed for the month: in time, not sent back, not found untrue, not judged to repeat empty words.

    Of all that were owed, not of those filed: or keeping a bad one back would pay. One that came back counts as such,
    however well it was written again. `repeated`: matters of whose report somebody has found that it
    says what others say; what nobody has judged is not there. Weighs by what its matter counts (`pooling`), or a good
    report in three pieces would cover a bad one.
    """
    window = month.window
    closed = closed_at(str(window.period))
    live = {uuid: one for uuid, one in month.matters.items() if one.ended_on is None or one.ended_on >= window.first}
    answers = answered_of(live, window, closed)
    periods = {code: period for code, (period, _day) in window.asked({one.programme for one in live.values()}).items()}
    came_back = Filing.rows.filter(matter__in=list(answers), period__in=set(periods.values()), newest=False)
    came_back = came_back.filter(verdict__in=list(FALLEN), **({"filed_at__lte": closed} if closed else {}))
    earlier = {(one.matter_id, one.period): Verdict(one.verdict) for one in came_back.order_by("filed_at")}
    for uuid, answered in answers.items():
        matter, key = live[uuid], (uuid, periods[live[uuid].programme])
        what, counts = answered.what, answered.in_time and answered.counts
        if counts and key in earlier:
            what, counts = f"{FALLEN[earlier[key]]}，已重报", False
        elif counts and uuid in repeated:
            what, counts = "认定为雷同", False
        yield counted(matter, f"{Period.parse(key[1]).label}{what}", month.weight(matter), counts=counts)
