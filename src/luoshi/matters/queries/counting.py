"""Rows of a month's figures: what each matter brings to one, folded at one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.matters.models import Matter
from luoshi.matters.queries.as_stood import as_stood
from luoshi.matters.queries.figure import Figure, Reason, Window, folded
from luoshi.matters.queries.figures import NOTHING_ASKED, of_the_year
from luoshi.matters.queries.plans_then import measures_on
from luoshi.matters.queries.pooling import Weights
from luoshi.matters.queries.whose import OF_UNITS, Whose

ONE, NOTHING = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True)
class Counted:
    """What one matter brings to a figure: so much of so much."""

    matter: Matter
    actual: Decimal
    target: Decimal
    reason: Reason
    holder: UUID | None = None
    """The unit that answers for it, where that is not the matter's own."""

    @property
    def unit(self) -> UUID:
        return self.holder or self.matter.unit


@dataclass(frozen=True, slots=True)
class Month:
    """A work month with its matters, as decided by its cut-off, and what each weighs."""

    window: Window
    matters: Mapping[UUID, Matter]
    weights: Mapping[UUID, Decimal]
    raises: bool = True
    """Whether those for whom it is counted tell themselves what holds their matters up."""

    @classmethod
    def of(cls, period: Period, whose: Whose = OF_UNITS) -> Month:
        """The matters of the year, and those that were done before it and fall due in it. A fixed number of SELECTs."""
        window = Window.of(period)
        early = Matter.rows.filter(first_due__gte=window.first, first_due__lte=window.last, ended_on__lt=window.first)
        early = (
            early.filter(restricted=False, recalled_on=None, rollup="")
            .exclude(end__in=NOTHING_ASKED)
            .order_by("number")
        )
        of_year = of_the_year(period.year, window.last, window.first)
        others = as_stood(list(early.exclude(uuid__in=list(of_year))), window.last)
        matters = of_year | {one.uuid: one for one in others}
        weigh = Weights.of if whose.weighed else Weights.even
        return cls(window, matters, weigh(matters, measures_on(matters, window.last)).matters, whose.raises)

    def weight(self, matter: Matter) -> Decimal:
        return self.weights.get(matter.uuid, ONE)


Rows = Iterable[Counted]
Source = Callable[[Month], Rows]


def counted(matter: Matter, what: str, weight: Decimal, *, counts: bool, measure: str = "件") -> Counted:
    """A row that is either wholly for its unit or wholly against it; of no weight it only tells."""
    reason = Reason(matter.uuid, matter.number, matter.title, what + folded(weight, measure), counts, weight)
    return Counted(matter, weight if counts else NOTHING, weight, reason)


def folded_up(item: str, rows: Rows, of: UUID | None = None, whose: Whose = OF_UNITS) -> list[Figure]:
    """The rows added up: each unit's figure (or other subject's), or only one's."""
    found: dict[UUID, Figure] = {}
    for row in rows:
        is_own = row.unit == row.matter.unit
        told = () if is_own or whose.raises else whose.of_matter(row.matter)  # what is theirs already, counts once
        for subject in whose.of_matter(row.matter) if is_own else whose.of_holder(row.unit):
            if subject not in told and of in (None, subject):
                figure = found.setdefault(subject, Figure(subject, item))
                figure.actual += float(row.actual)
                figure.target += float(row.target)
                figure.reasons.append(row.reason)
    return list(found.values())
