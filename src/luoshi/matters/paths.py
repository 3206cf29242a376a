"""What should have been reached by when: the steps of a measure and the course of a whole matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from luoshi.core.timing.pace import Step
from luoshi.core.timing.periods import Period, ReportingCalendar
from luoshi.core.timing.workdays import Workdays
from luoshi.matters.models import Matter, Measure, MeasureKind, Node
from luoshi.matters.published import data_day, published_periods

COUNTED = (MeasureKind.FLOW, MeasureKind.STOCK)


def judged(measure: Measure) -> bool:
    """Whether a measure has a path: a counted quantity with a positive target, of which more is better."""
    return (
        measure.measure_kind in COUNTED and measure.value is not None and measure.value > 0 and measure.direction == 1
    )


def share_done(measure: Measure) -> float:
    """The share of the target counted so far."""
    return float(measure.done or 0) / float(measure.value) if measure.value else 0.0


def asked_from(measure: Measure, matter: Matter) -> date:
    """From when its reports can be expected: of a matter taken over without its figures, from that day on."""
    unknown = matter.opened_on is not None and measure.opened is None
    return matter.opened_on if unknown and matter.opened_on else matter.issued_on


def _never(day: date) -> int:
    return 0


def steps(
    measure: Measure,
    matter: Matter,
    calendar: ReportingCalendar,
    workdays: Workdays,
    data_close_day: int,
    stood: Callable[[date], int] = _never,
) -> tuple[Step, ...]:
    """What the reports should show once each period has closed: the path climbs only where somebody was asked.

    The county's own path if there is one; else evenly from the day of issue to the due day. What the statistics give is
    the year so far, whenever the matter was issued: its path begins with the year. It also comes later: what was due by
    a period's end is asked for once its statistics should be in. `stood`: on how many days up to one the path stood
    still.
    """
    since, due = matter.issued_on, matter.due
    if due is None or not judged(measure):
        return ()
    begun = date(matter.slice_year - 1, 12, 31) if measure.supplied else since
    points = [(date.fromisoformat(day), float(share)) for day, share in measure.path] or [(begun, 0.0), (due, 1.0)]

    def walked(day: date) -> date:
        return day - timedelta(days=stood(day))

    if measure.supplied:
        periods = published_periods(since, due, Period.parse(measure.supplied).kind)
        return tuple((data_day(one, data_close_day, workdays), share_at(points, walked(one.last))) for one in periods)
    climbed = [
        (calendar.late_from(period, workdays), share_at(points, walked(calendar.cutoff_day_of(period, workdays))))
        for period in calendar.due_periods(asked_from(measure, matter), due, workdays)
    ]
    if climbed and climbed[-1][0] <= due:
        climbed.append((due + timedelta(days=1), share_at(points, walked(due)) if stood(due) else 1.0))
    return tuple(climbed)


def share_at(points: Sequence[Step], day: date) -> float:
    """The path's height on a day, straight between its points."""
    before = (points[0][0], 0.0)
    for point in points:
        if point[0] >= day:
            span = (point[0] - before[0]).days
            reached = (day - before[0]).days / span if span > 0 and day > before[0] else 0.0
            return before[1] + (point[1] - before[1]) * reached if point[0] != day else point[1]
        before = point
    return points[-1][1]


def progress(measures: Sequence[Measure], nodes: Sequence[Node]) -> float | None:
    """The share of the work that is done: from quantities counted, else from nodes passed by their weights."""
    counted = [min(share_done(measure), 1.0) for measure in measures if judged(measure)]
    if counted:
        return round(sum(counted) / len(counted), 4)
    whole = sum(node.weight for node in nodes)
    if not whole:
        return None
    return round(sum(node.weight for node in nodes if node.passed_on) / whole, 4)


def course(quantity_steps: Sequence[Sequence[Step]], nodes: Sequence[Node]) -> list[tuple[str, float]]:
    """What should be done by each day, to stand beside the progress: of the quantities, else of the nodes."""
    if quantity_steps:
        days = sorted({day for one in quantity_steps for day, _ in one})
        return [(day.isoformat(), round(_mean_at(quantity_steps, day), 4)) for day in days]
    whole, reached, points = sum(node.weight for node in nodes), 0, []
    for node in sorted(nodes, key=lambda one: one.day):
        reached += node.weight
        points.append((node.day.isoformat(), round(reached / whole, 4)))
    return points


def _mean_at(quantity_steps: Sequence[Sequence[Step]], day: date) -> float:
    return sum(max((share for at, share in one if at <= day), default=0.0) for one in quantity_steps) / len(
        quantity_steps
    )


def expected(course_points: Sequence[tuple[str, float]], day: date) -> float | None:
    """The course's height on a day: the last step that has come. None where there is no course."""
    if not course_points:
        return None
    return max((share for at, share in course_points if at <= day.isoformat()), default=0.0)
