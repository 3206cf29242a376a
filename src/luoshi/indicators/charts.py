"""The course of a year as a drawing: the path, what the statistics recognise, what units report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from luoshi.indicators.models import Source
from luoshi.indicators.queries import BoardRow, Point, UnitRow
from luoshi.indicators.queries.board import OTHER
from luoshi.indicators.words.figures import figure

WIDE = 600
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT = 18, 20, 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the drawing with words beside it."""

    x: float
    y: float
    words: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    """Where everything lies, in the drawing's own units."""

    width: int
    height: int
    right: float
    floor: float
    course: str
    statistics: str
    unit: str
    dots: tuple[Mark, ...]
    """Figures of the series it is judged by."""
    now: Mark | None
    beside: Mark | None
    """The end of the other series, on a drawing wide enough for words."""
    goal: Mark | None
    ticks: tuple[Mark, ...]
    judged_by_units: bool


def chart(row: BoardRow | UnitRow, *, width: int, height: int, rate: bool, decimals: int, judged_by: str) -> Chart:
    """Draws a row's year. The course of amounts starts from nothing in January; that of a rate is level."""
    right = width - 64.0
    scale = _Scale.of(row.series, row.target, rate, right, height)
    judged = [(point.month, _value(point, judged_by)) for point in row.series]
    dots = tuple(Mark(*scale.at(month, value)) for month, value in judged if value is not None)
    course = [(point.month, point.expected) for point in row.series if point.expected is not None]
    if course and not rate and scale.low <= 0:
        course.insert(0, (0, Decimal(0)))
    last = next(((month, value) for month, value in reversed(judged) if value is not None), None)
    now = beside = goal = None
    if last is not None:
        x, y = scale.at(*last)
        behind = row.gap is not None and row.gap < 0
        level = min(y + 16, height - MARGIN_BOTTOM - 4) if behind else max(y - 8, 11)
        now = Mark(x, level, figure(last[1], decimals), "end" if last[0] > 9 else "middle")
    other = [(point.month, _value(point, OTHER[judged_by])) for point in row.series]
    end = next(((month, value) for month, value in reversed(other) if value is not None), None)
    if end is not None and width >= WIDE:
        x, y = scale.at(*end)
        beside = Mark(x - 8, max(y - 6, 11), f"{_(Source(OTHER[judged_by]).label)} {figure(end[1], decimals)}", "end")
    if course:
        x, y = scale.at(*course[-1])
        goal = Mark(x + 6, y + 4, figure(course[-1][1], decimals), "start")
    return Chart(
        width,
        height,
        round(right, 1),
        height - MARGIN_BOTTOM,
        _line(scale, course),
        _line(scale, ((point.month, point.statistics) for point in row.series)),
        _line(scale, ((point.month, point.unit) for point in row.series)),
        dots,
        now,
        beside,
        goal,
        tuple(Mark(scale.at(month, scale.low)[0], height - 4, f"{month}月") for month in (3, 6, 9, 12)),
        judged_by == Source.UNIT,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    low: Decimal
    high: Decimal
    right: float
    height: int

    @classmethod
    def of(cls, series: Sequence[Point], target: Decimal | None, rate: bool, right: float, height: int) -> _Scale:
        values = [value for point in series for value in (point.expected, point.statistics, point.unit)]
        known = [value for value in (*values, target) if value is not None]
        low, high = min(known, default=Decimal(0)), max(known, default=Decimal(1))
        if not rate:
            low = min(low, Decimal(0))
        room = (high - low) / 5 if rate else Decimal(0)
        return cls(low - room, high + room if high > low else low + 1, right, height)

    def at(self, month: int, value: Decimal) -> tuple[float, float]:
        share = float((value - self.low) / (self.high - self.low))
        tall = self.height - MARGIN_TOP - MARGIN_BOTTOM
        return (
            round(MARGIN_LEFT + (self.right - MARGIN_LEFT) * month / 12, 1),
            round(MARGIN_TOP + tall * (1 - share), 1),
        )


def _value(point: Point, source: str) -> Decimal | None:
    return point.unit if source == Source.UNIT else point.statistics


def _line(scale: _Scale, points: Iterable[tuple[int, Decimal | None]]) -> str:
    """Points of a polyline; a month nobody knows is bridged, and one point alone is no line."""
    known = [scale.at(month, value) for month, value in points if value is not None]
    return " ".join(f"{x},{y}" for x, y in known) if len(known) > 1 else ""
