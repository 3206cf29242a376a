"""What last year's fund-seeking brings each unit in next year's budget: a proposal for the meeting's reference."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

import xlsxwriter
from django.utils.translation import gettext as _

from luoshi.appraisal.subjects import groups_at
from luoshi.appraisal.words import group_name, group_place
from luoshi.core.errors import Fault, NotAllowed
from luoshi.core.scoring.sentences import percent, plain
from luoshi.core.sheets import NO_CLOCK
from luoshi.core.timing.course import cumulative_of
from luoshi.core.timing.periods import Period
from luoshi.indicators.models import Indicator, Observation
from luoshi.indicators.queries import scheme_values
from luoshi.indicators.queries.known import known_on
from luoshi.org.acting import By
from luoshi.org.rules import setting

CODE = "sought_funds"
"""The indicator of the funds that a unit has secured."""
TEN_THOUSANDS = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal("0.0001")}
"""Unit of measure → so many 万元."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One unit: what it secured of its target, and what is proposed; all in 万元."""

    unit: UUID
    name: str
    group: str
    actual: Decimal | None
    target: Decimal
    proposed: Decimal | None
    """None: it reported nothing, so nothing is proposed without asking."""
    reckoning: str

    @property
    def rate(self) -> str:
        return percent(float(self.actual / self.target)) if self.actual is not None and self.target else "—"


@dataclass(frozen=True, slots=True)
class Reward:
    """A year's proposals by the county's rule, said in words."""

    year: int
    """Of the result; the budget is the next one's."""
    rule: str
    rows: list[Proposal]
    as_of: date
    is_known: bool
    """False: no such indicator, or a unit of measure that is no money."""
    lacking: tuple[int, ...] = ()
    """The months of which no unit has a figure: until they are there nothing is proposed."""

    @property
    def lacking_said(self) -> str:
        """「12月」, 「2—10月」."""
        return spans(self.lacking)

    @property
    def total(self) -> Decimal:
        return sum((one.proposed for one in self.rows if one.proposed is not None), Decimal(0))


def reward(by: By, year: int) -> Reward:
    """Every unit with a target of the year, by group. Raises NotAllowed for who does not see all. Six SELECTs."""
    if not by.sees_all:
        raise NotAllowed(Fault("预算建议供会议研究，不对各单位公开", "会议定了以后以文件为准"))
    rule = setting("reward_rule", by.day)
    known = Indicator.rows.filter(code=CODE).first()
    factor = TEN_THOUSANDS.get(known.unit_of_measure) if known else None
    if known is None or factor is None:
        return Reward(year, said(rule), [], by.day, is_known=False)
    units = groups_at(Period.parse(f"{year}-12"))
    found = scheme_values([CODE], f"{year}-12", known_on=by.day, whole_year=True)
    months = _months_with_figures(known, year, by.day)
    lacking = _missing(known, set().union(*months.values()))
    rows = [
        _proposal(rule, row, factor, *units[row["unit"]], _missing(known, months[row["unit"]]), lacking)
        for row in found
        if row["unit"] in units and row["target"]
    ]
    return Reward(year, said(rule), sorted(rows, key=_order), by.day, is_known=True, lacking=lacking)


def _months_with_figures(known: Indicator, year: int, day: date) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    figures = Observation.rows.filter(
        known_on(day), indicator=known, year=year, unit__isnull=False, value__isnull=False
    )
    for unit, month in figures.values_list("unit", "month"):
        if unit is not None:
            found[unit].add(month)
    return found


def _missing(known: Indicator, months: Collection[int]) -> tuple[int, ...]:
    values = dict.fromkeys(months, Decimal(0))
    return cumulative_of(known.accumulation, values, 12, known.cycle).missing  # type: ignore[arg-type]


def spans(months: Sequence[int]) -> str:
    """「2—10月、12月」."""
    found: list[list[int]] = []
    for month in months:
        if found and month == found[-1][-1] + 1:
            found[-1].append(month)
        else:
            found.append([month])
    return "、".join(f"{one[0]}月" if len(one) == 1 else f"{one[0]}—{one[-1]}月" for one in found)


def _order(one: Proposal) -> tuple[Any, ...]:
    return (group_place(one.group), -(one.proposed or Decimal(0)), one.name)


def said(rule: dict[str, Any]) -> str:
    """The formula in a sentence, with the county's numbers."""
    return _(
        "完成率达到 {least} 的，按到位资金的 {share} 奖，最多 {most} 万元；"
        "没有达到的，按差额的 {short} 减，最多也减这么多。"
    ).format(
        least=percent(float(rule["least"])),
        share=percent(float(rule["share"])),
        most=plain(Decimal(str(rule["most"]))),
        short=percent(float(rule["short"])),
    )


def _proposal(
    rule: dict[str, Any],
    row: dict[str, Any],
    factor: Decimal,
    group: str,
    name: str,
    missing: Sequence[int],
    lacking: Sequence[int],
) -> Proposal:
    """A month that nobody has figures of is waited for; one that this unit alone keeps back brings it nothing."""
    target = row["target"] * factor
    if lacking:
        actual = row["actual"] * factor if row["actual"] is not None else None
        return Proposal(
            row["unit"], name, group, actual, target, None, _("等{months}的数").format(months=spans(lacking))
        )
    if row["actual"] is None:
        return Proposal(row["unit"], name, group, None, target, None, _("未报，先核实"))
    actual = row["actual"] * factor
    most, least = Decimal(str(rule["most"])), Decimal(str(rule["least"]))
    if actual >= target * least:
        part, sign, base = Decimal(str(rule["share"])), 1, actual
    else:
        part, sign, base = Decimal(str(rule["short"])), -1, target - actual
    whole = base * part
    points = min(whole, most).quantize(Decimal("0.01"), ROUND_HALF_UP) * sign
    reckoning = f"{plain(base)}×{percent(float(part))}＝{plain(whole.quantize(Decimal('0.01'), ROUND_HALF_UP))}"
    if whole > most:
        reckoning += _("，封顶 {most}").format(most=plain(most))
    if missing:
        reckoning += _("；{months}未报，没有计入").format(months=spans(missing))
    return Proposal(row["unit"], name, group, actual, target, points, reckoning)


HEADINGS = ("序号", "分组", "单位", "目标（万元）", "到位（万元）", "完成率", "建议增减（万元）", "怎么算的")
WIDTHS = (6, 12, 16, 14, 14, 10, 16, 34)


def to_sheet(found: Reward) -> bytes:
    """The proposals as a workbook for the meeting: amounts are numbers, the rule stands below."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": f"{found.year + 1}年预算建议", "created": NO_CLOCK})
        style = {"border": 1, "font_name": "仿宋", "font_size": 12}
        head, cell = book.add_format({**style, "bold": True, "text_wrap": True}), book.add_format(style)
        amount = book.add_format({**style, "num_format": "#,##0.00"})
        title = book.add_format({"bold": True, "font_name": "方正小标宋简体", "font_size": 16, "align": "center"})
        note = book.add_format({"font_name": "仿宋", "font_size": 11, "text_wrap": True})
        sheet = book.add_worksheet("预算建议")
        sheet.merge_range(
            0, 0, 0, len(HEADINGS) - 1, f"{found.year}年争取资金结果运用：{found.year + 1}年预算建议", title
        )
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, heading, head)
        for number, one in enumerate(found.rows, 1):
            _write_row(sheet, number, one, cell, amount)
        last = len(found.rows) + 2
        sheet.write_string(last, 2, "合计", head)
        sheet.write_number(last, 6, float(found.total), amount)
        below = f"{found.rule}供会议研究参考，截至 {found.as_of.isoformat()} 已知的数。"
        sheet.merge_range(last + 1, 0, last + 1, len(HEADINGS) - 1, below, note)
        sheet.set_row(last + 1, 36)
    return target.getvalue()


def _write_row(sheet: Any, number: int, one: Proposal, cell: Any, amount: Any) -> None:
    row = number + 1
    sheet.write_number(row, 0, number, cell)
    sheet.write_string(row, 1, group_name(one.group), cell)
    sheet.write_string(row, 2, one.name, cell)
    for column, value in ((3, one.target), (4, one.actual), (6, one.proposed)):
        if value is None:
            sheet.write_string(row, column, "—", cell)
        else:
            sheet.write_number(row, column, float(value), amount)
    sheet.write_string(row, 5, one.rate, cell)
    sheet.write_string(row, 7, one.reckoning, cell)
