"""Where the year stands: the course of an indicator (序时), the gap to it, its light, and half the year.

Amounts are exact decimals in the indicator's own unit; shares are fractions of the year's target (0.438 is 43.8%); gaps
are percentage points of the target, or of the rate itself. Codes and values only: words are made above.
The defaults are the table of lights in docs/lights.md: yellow when behind at all, red when more than 5 points behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any, Literal

from luoshi.core.errors import BadInput, Fault

Accumulation = Literal["flow", "stock", "rate", "cumulative"]
Basis = Literal["target", "quarters", "season", "months", "none"]
Cycle = Literal["month", "quarter"]

HUNDRED = Decimal(100)
POINT = Decimal("0.01")
FIGURE = Decimal("0.0001")
_WHOLE_YEAR = Decimal("0.001")
"""How far twelve shares may be from one whole: they are typed with two or three decimals."""

JOINED = 2
"""January and February are published together (1—2月): the period of February holds both."""


@dataclass(frozen=True, slots=True)
class CourseRules:
    """From how many percentage points behind its course an indicator turns. A dated setting of the county."""

    behind_yellow_points: Decimal = Decimal(0)
    behind_red_points: Decimal = Decimal(5)

    @classmethod
    def of(cls, changed: Mapping[str, Any]) -> CourseRules:
        """The default rules with some numbers changed. Raises BadInput for an unknown one, or red before yellow."""
        known = {one.name for one in fields(cls)}
        faults = [
            Fault(f"指标亮灯规则里没有“{name}”", "可用的：" + "、".join(sorted(known)))
            for name in changed
            if name not in known
        ]
        faults += [
            Fault(f"指标亮灯规则“{name}”的值 {value!r} 不是数", "填一个不小于 0 的数")
            for name, value in changed.items()
            if name in known and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0)
        ]
        if faults:
            raise BadInput.of(faults)
        rules = cls(**{name: Decimal(str(value)) for name, value in changed.items()})
        if rules.behind_red_points < rules.behind_yellow_points:
            raise BadInput(Fault("滞后的门槛比预警还低，有的情形会同时既黄又红", "把滞后门槛改得不低于预警"))
        return rules


@dataclass(frozen=True, slots=True)
class Course:
    """What should have been reached by the end of each month of a year."""

    accumulation: Accumulation
    target: Decimal
    direction: int = 1
    """-1: less is better, and the target is a ceiling."""
    quarters: tuple[Decimal, ...] = ()
    """The county's own targets at the end of each quarter, as `quarters_of` gives them."""
    season: tuple[Decimal, ...] = ()
    """The share of the year usually reached by the end of each month, as `season_of` gives it."""
    base: Decimal | None = None
    """Last year's end, from which a stock climbs."""

    @property
    def basis(self) -> Basis:
        """By which rule the course is drawn."""
        if self.quarters:
            return "quarters"
        if self.accumulation == "rate":
            return "target"
        if self.accumulation == "stock" and self.base is None:
            return "none"
        return "season" if self.season else "months"

    def expected(self, month: int) -> Decimal | None:
        """The figure that should stand at the end of a month; None where there is no course."""
        if self.quarters:
            return self._by_quarters(month)
        if self.accumulation == "rate":
            return self.target
        share = self.season[month - 1] if self.season else Decimal(month) / 12
        if self.accumulation == "stock":
            return None if self.base is None else self.base + (self.target - self.base) * share
        return self.target * share

    def _by_quarters(self, month: int) -> Decimal:
        quarter, reached = divmod(month - 1, 3)
        if self.accumulation == "rate":
            return self.quarters[quarter]
        start = Decimal(0)
        if self.accumulation == "stock":
            start = self.quarters[0] if self.base is None else self.base
        before = self.quarters[quarter - 1] if quarter else start
        return before + (self.quarters[quarter] - before) * (reached + 1) / 3

    def share(self, figure: Decimal | None) -> Decimal | None:
        """A figure as a share of the year's target. A rate has none, nor has a target of zero or less."""
        if figure is None or self.accumulation == "rate" or self.target <= 0:
            return None
        return figure / self.target

    def gap(self, actual: Decimal, month: int) -> Decimal | None:
        """Percentage points ahead of the course, negative if behind, to two decimals. None: not computable."""
        expected = self.expected(month)
        if expected is None:
            return None
        ahead = (actual - expected) * self.direction
        if self.accumulation == "rate":
            return rounded(ahead, POINT)
        return rounded(ahead / self.target * HUNDRED, POINT) if self.target > 0 else None

    def light(self, actual: Decimal, month: int, rules: CourseRules = CourseRules()) -> str:
        """`green`, `yellow` or `red`; empty where there is nothing to judge by."""
        if self.accumulation != "rate" and self.target == 0 and self.direction == -1:
            return "red" if actual > 0 else "green"  # a ceiling of zero is kept or broken: it has no percentage
        return light_of(self.gap(actual, month), rules)

    def past_half(self, actual: Decimal) -> bool | None:
        """Whether half the year has brought half the target (双过半); of a rate, whether it reaches its target."""
        if self.accumulation == "rate":
            return (actual - self.target) * self.direction >= 0
        half = self.expected(6) if self.accumulation == "stock" else self.target / 2
        return None if half is None else (actual - half) * self.direction >= 0

    def needed_per_month(self, actual: Decimal, month: int) -> Decimal | None:
        """(T − actual) / months left, at least 0: still to do, or still allowed. None for a rate and in December."""
        if self.accumulation == "rate" or month >= 12:
            return None
        return rounded(max(self.target - actual, Decimal(0)) / (12 - month), FIGURE)


def light_of(gap: Decimal | None, rules: CourseRules = CourseRules()) -> str:
    """The light of a gap in percentage points: `green`, `yellow`, `red`; empty where the gap is not computable."""
    if gap is None:
        return ""
    if -gap > rules.behind_red_points:
        return "red"
    return "yellow" if -gap > rules.behind_yellow_points else "green"


def year_on_year(actual: Decimal | None, base: Decimal | None) -> Decimal | None:
    """Growth over last year's same period in per cent. Over a base of 0, missing or negative: None, never 0."""
    if actual is None or base is None or base <= 0:
        return None
    return rounded((actual / base - 1) * HUNDRED, POINT)


@dataclass(frozen=True, slots=True)
class Cumulative:
    """The year's figure up to a month, and the months for which nothing is known."""

    value: Decimal | None
    missing: tuple[int, ...] = ()

    def counting(self, direction: int) -> Decimal | None:
        """What it is good for: where less is better, a month kept silent is no achievement."""
        return None if self.missing and direction == -1 else self.value


def cumulative_of(
    accumulation: Accumulation, values: Mapping[int, Decimal], month: int, cycle: Cycle = "month"
) -> Cumulative:
    """The year's figure up to a month, from the figures of its periods.

    Args:
        accumulation: of a flow the periods' amounts are added up; anything else stands as it was published.
        values: figure by the last month of its period. February's holds January's, even if that came out alone before.
        month: 1 to 12.
        cycle: which periods one expects.
    """
    if accumulation != "flow":
        value = values.get(month)
        return Cumulative(value, () if value is not None else (month,))
    months = months_of(cycle, month)
    known = [values[one] for one in months if one in values]
    missing = tuple(one for one in months if one not in values)
    return Cumulative(sum(known, Decimal(0)) if known else None, missing)


def months_of(cycle: Cycle, month: int) -> tuple[int, ...]:
    """The months at whose end a figure comes out, up to a month: 2, 3, 4 …, or 3, 6, 9, 12."""
    if cycle == "quarter":
        return tuple(range(3, month + 1, 3))
    return tuple(range(JOINED, month + 1)) if month >= JOINED else (month,)


def season_of(shares: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The share of the year reached by the end of each month.

    Args:
        shares: each month's share of the year, or already added up; twelve numbers. None at all: no season.

    Raises:
        BadInput: not twelve, a share below zero, or the year is not one whole.
    """
    if not shares:
        return ()
    faults = []
    if len(shares) != 12:
        faults.append(Fault(f"季节份额有 {len(shares)} 个数", "1 月到 12 月各一个，共 12 个"))
    if any(not share.is_finite() or share < 0 for share in shares):
        faults.append(Fault("季节份额里有小于 0 的数", "每月占全年的份额都不小于 0"))
    if faults:
        raise BadInput.of(faults)
    if abs(shares[-1] - 1) <= _WHOLE_YEAR and all(before <= after for before, after in pairwise(shares)):
        return (*shares[:-1], Decimal(1))
    if abs(sum(shares, Decimal(0)) - 1) > _WHOLE_YEAR:
        raise BadInput(Fault(f"各月份额加起来是 {sum(shares)}", "合计应为 1，如 0.05、0.08……"))
    reached = [sum(shares[:month], Decimal(0)) for month in range(1, 12)]
    return (*reached, Decimal(1))


def quarters_of(values: Sequence[Decimal], target: Decimal, accumulation: Accumulation) -> tuple[Decimal, ...]:
    """The targets at the end of each quarter, counted from the beginning of the year; of a rate or a stock, standing.

    Args:
        values: four targets, added up (the last is the year's) or quarter by quarter (they add up to the year's).

    Raises:
        BadInput: not four, or they end at something else than the year's target.
    """
    if not values:
        return ()
    if len(values) != 4:
        raise BadInput(Fault(f"季度目标有 {len(values)} 个", "一至四季度各一个，共 4 个"))
    if values[-1] == target or accumulation == "rate":
        return tuple(values)
    if sum(values) == target and accumulation != "stock":
        return tuple(sum(values[:quarter], Decimal(0)) for quarter in range(1, 5))
    raise BadInput(
        Fault(f"四个季度的目标到年底是 {values[-1]}，全年目标是 {target}", "填累计数，四季度的数等于全年目标")
    )


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """Half up, and never a minus zero."""
    return value.quantize(step, ROUND_HALF_UP) + 0
