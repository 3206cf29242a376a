"""Rules that a new figure should keep: within its range, no leap, adding up, never falling within the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, Literal

from luoshi.core.errors import BadInput, Fault

Accumulation = Literal["flow", "stock", "rate", "cumulative"]


@dataclass(frozen=True, slots=True)
class CheckRules:
    """From where a figure is questioned. A dated setting of the county; 0 puts a rule out of use."""

    rate_most: Decimal = Decimal(100)
    """Per cent beyond which a rate is questioned."""
    leap_times: Decimal = Decimal(3)
    """How many times the usual month an addition may be."""
    growth_most: Decimal = Decimal(100)
    """Per cent over last year's same period beyond which an amount is questioned."""
    sum_permille: Decimal = Decimal(1)
    """By how many thousandths the units may differ from the county."""
    falling_refused: Decimal = Decimal(1)
    """1: a cumulative figure below that of an earlier period is refused unless a reason is given; 0: questioned."""

    @classmethod
    def of(cls, changed: Mapping[str, Any]) -> CheckRules:
        """The default rules with some numbers changed. Raises BadInput for an unknown one or what is no number."""
        known = {one.name for one in fields(cls)}
        faults = [
            Fault(f"数据核对规则里没有“{name}”", "可用的：" + "、".join(sorted(known)))
            for name in changed
            if name not in known
        ]
        faults += [
            Fault(f"数据核对规则“{name}”的值 {value!r} 不是数", "填一个不小于 0 的数")
            for name, value in changed.items()
            if name in known and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0)
        ]
        if faults:
            raise BadInput.of(faults)
        return cls(**{name: Decimal(str(value)) for name, value in changed.items()})


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure to be entered, and what is known around it."""

    whose: str
    value: Decimal
    month: int
    """The last month of its period."""
    earlier: Mapping[int, Decimal] = field(default_factory=dict)
    """Figures of the same year and source by month, before this one."""
    last_year: Decimal | None = None
    """Of the same period a year ago."""
    is_county: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is odd about a figure, with the numbers in it. One that is refused needs a reason."""

    rule: str
    """range, leap, growth, falling or sum."""
    whose: str
    words: str
    refused: bool = False


def doubts(figures: Sequence[NewFigure], accumulation: Accumulation, unit: str, rules: CheckRules) -> list[Doubt]:
    """What is odd about the figures of one sheet; those that keep every rule are not named."""
    found = [doubt for figure in figures for doubt in _of_one(figure, accumulation, unit, rules)]
    return [*found, *_sum(figures, accumulation, unit, rules)]


def _of_one(figure: NewFigure, accumulation: Accumulation, unit: str, rules: CheckRules) -> Iterable[Doubt]:
    yield from _range(figure, accumulation, unit, rules)
    if accumulation == "cumulative":
        yield from _falling(figure, unit, rules)
    if accumulation in ("cumulative", "flow"):
        yield from _leap(figure, accumulation, unit, rules)
    if accumulation != "rate":
        yield from _growth(figure, unit, rules)


def _range(figure: NewFigure, accumulation: Accumulation, unit: str, rules: CheckRules) -> Iterable[Doubt]:
    if accumulation == "rate":
        if rules.rate_most and abs(figure.value) > rules.rate_most:
            yield Doubt("range", figure.whose, f"{_said(figure.value, unit)}，绝对值超过 {rules.rate_most:f}{unit}")
    elif figure.value < 0:
        yield Doubt("range", figure.whose, f"{_said(figure.value, unit)}，是负数")


def _falling(figure: NewFigure, unit: str, rules: CheckRules) -> Iterable[Doubt]:
    before = [(month, value) for month, value in figure.earlier.items() if month < figure.month]
    if not before:
        return
    month, value = max(before)
    if figure.value < value:
        words = f"累计 {_said(figure.value, unit)}，比 1—{month} 月的 {_said(value, unit)} 还少"
        yield Doubt("falling", figure.whose, words, refused=bool(rules.falling_refused))


def _leap(figure: NewFigure, accumulation: Accumulation, unit: str, rules: CheckRules) -> Iterable[Doubt]:
    before = sorted((month, value) for month, value in figure.earlier.items() if month < figure.month)
    if not rules.leap_times or not before:
        return
    month, value = before[-1]
    if accumulation == "cumulative":
        added, usual = (figure.value - value) / (figure.month - month), value / month
    else:
        added, usual = figure.value, sum((one for _, one in before), Decimal(0)) / len(before)
    if usual > 0 and added > usual * rules.leap_times:
        now, before_now = _said(_short(added), unit), _said(_short(usual), unit)
        yield Doubt("leap", figure.whose, f"本期增加 {now}，是此前月均 {before_now} 的 {_short(added / usual)} 倍")


def _growth(figure: NewFigure, unit: str, rules: CheckRules) -> Iterable[Doubt]:
    base = figure.last_year
    if not rules.growth_most or not base or base < 0:
        return
    growth = (figure.value / base - 1) * 100
    if abs(growth) > rules.growth_most:
        words = f"{_said(figure.value, unit)}，上年同期 {_said(base, unit)}，相差 {_short(growth)}%"
        yield Doubt("growth", figure.whose, words)


def _sum(figures: Sequence[NewFigure], accumulation: Accumulation, unit: str, rules: CheckRules) -> Iterable[Doubt]:
    whole = next((figure for figure in figures if figure.is_county), None)
    parts = [figure for figure in figures if not figure.is_county]
    if accumulation == "rate" or whole is None or len(parts) < 2 or not rules.sum_permille:
        return
    total = sum((figure.value for figure in parts), Decimal(0))
    gap = total - whole.value
    if abs(gap) * 1000 > abs(whole.value) * rules.sum_permille:
        side, off = "多" if gap > 0 else "少", _said(abs(gap), unit)
        county = f"{whole.whose} {_said(whole.value, unit)}"
        words = f"{len(parts)} 个单位合计 {_said(total, unit)}，比{county} {side} {off}"
        yield Doubt("sum", whole.whose, words)


def _short(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def _said(value: Decimal, unit: str) -> str:
    text = f"{value.normalize():f}"
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"
