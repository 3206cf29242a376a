"""A unit's page as a workbook: the matters with their numbers, added up and scored by formulas that anybody can follow.

Where a formula would not give the sealed figure (other methods, packages without the numbers) the figure itself stands.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from luoshi.appraisal.offered import OFFERED
from luoshi.appraisal.queries.why import ReasonShown, Why
from luoshi.appraisal.rules import is_own, source_of
from luoshi.appraisal.sealing import Sealed, opened
from luoshi.appraisal.words import measure_word
from luoshi.core.scoring import Line
from luoshi.core.sheets import NO_CLOCK
from luoshi.matters.queries.figure import BLOCKERS, QUANTITIES, REPORTS
from luoshi.matters.queries.pooling import CAP, percent, sums

SCORE, GROUNDS, SUMS = "得分", "依据", "各种量"
HEADINGS = {
    SCORE: ("考核项", "实际", "目标", "计量单位", "完成率", "满分", "得分", "规则", "说明"),
    GROUNDS: ("考核项", "编号", "事项", "情况", "计入（1 计 0 不计）", "折几件", "量", "单位", "完成", "序时应完成"),
    SUMS: ("考核项", "量", "单位", "件数", "完成合计", "序时合计", "完成率", "计", "折几件"),
}
WIDTHS = {
    SCORE: (20, 12, 12, 10, 10, 8, 10, 30, 40),
    GROUNDS: (16, 14, 36, 48, 12, 10, 14, 8, 14, 14),
    SUMS: (16, 14, 8, 8, 14, 14, 10, 10, 10),
}
BY_COUNT = (REPORTS, BLOCKERS)
"""Sources of which each thing against the unit is one, whatever it weighs."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A formula with what it gives, or only a number."""

    value: float
    formula: str = ""


@dataclass(slots=True)
class _Book:
    """The three sheets while they are written."""

    book: Any
    sheets: dict[str, Any]
    text: Any
    amount: Any
    rows: dict[str, int]

    def write(self, sheet: str, cells: Sequence[str | Cell | Decimal | int | None]) -> int:
        """One more row; answers its number as a formula names it."""
        row = self.rows[sheet]
        for column, one in enumerate(cells):
            self._write(self.sheets[sheet], row, column, one)
        self.rows[sheet] = row + 1
        return row + 1

    def _write(self, sheet: Any, row: int, column: int, one: str | Cell | Decimal | int | None) -> None:
        if one is None or isinstance(one, str):
            sheet.write_string(row, column, one or "", self.text)
        elif isinstance(one, Cell) and one.formula:
            sheet.write_formula(row, column, one.formula, self.amount, one.value)
        else:
            sheet.write_number(row, column, one.value if isinstance(one, Cell) else float(one), self.amount)


def to_sheet(card: Why) -> bytes:
    """The workbook of a unit's page: the score, the matters behind it, and how its quantities were added up."""
    sealed, target = opened(card.package), io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": f"{card.unit_name} {card.term.label}", "created": NO_CLOCK})
        made = _begun(book)
        _ranking, row = sealed.result.find(str(card.unit))
        leaves = {line.item.code: line for line in row.lines if line.cell is not None}
        names = _names(card)
        shown = [one for one in card.lines if one.is_leaf]
        for one in shown:
            for reason in one.reasons:
                made.write(GROUNDS, _ground(names[one.code], reason))
        for one in shown:
            line = leaves[one.code]
            actual, goal = _figures(made, line, names[one.code], one.reasons)
            measure = sealed.manifest.get("indicators", {}).get(one.code, {}).get("unit_of_measure")
            at = made.rows[SCORE] + 1
            words = (measure or measure_word(line.item), one.rule)
            rate = Cell(float(actual.value / goal.value), f"=B{at}/C{at}") if actual and goal and goal.value else None
            points = _points(line, one.points, at)
            made.write(SCORE, (names[one.code], actual, goal, words[0], rate, one.full, points, words[1], one.note))
        _total(made, card, sealed)
    return target.getvalue()


def _begun(book: Any) -> _Book:
    style = {"border": 1, "font_name": "仿宋", "font_size": 11, "valign": "top"}
    head = book.add_format({**style, "bold": True, "text_wrap": True, "bg_color": "#F3EDE1"})
    text, amount = book.add_format({**style, "text_wrap": True}), book.add_format({**style, "num_format": "0.####"})
    sheets = {}
    for name, headings in HEADINGS.items():
        sheet = sheets[name] = book.add_worksheet(name)
        for column, (heading, width) in enumerate(zip(headings, WIDTHS[name], strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, head)
        sheet.freeze_panes(1, 0)
    return _Book(book, sheets, text, amount, dict.fromkeys(HEADINGS, 1))


def _names(card: Why) -> dict[str, str]:
    """Item → its name, with its code where two are called the same: formulas find their rows by it."""
    every = [one.name for one in card.lines]
    return {one.code: one.name if every.count(one.name) == 1 else f"{one.name}（{one.code}）" for one in card.lines}


def _ground(name: str, one: ReasonShown) -> tuple[str | Decimal | int, ...]:
    told = (name, one.number, one.title, one.what, int(one.counts))
    if one.amount is None:
        return (*told, one.weight)
    quantity, measure, done, expected, weight = one.amount
    return (*told, weight, quantity, measure, done, expected)


def _figures(made: _Book, line: Line, name: str, reasons: Sequence[ReasonShown]) -> tuple[Cell | None, Cell | None]:
    """What was reached of what was asked: by formulas over the matters, where they give the sealed figures."""
    cell = line.cell
    if cell is None or cell.actual is None:
        return None, None
    goal = None if cell.target is None else Cell(float(cell.target))
    found = _added(made, line, name, reasons) if is_own(line.item) and reasons else (None, None)
    actual = Cell(float(cell.actual))
    if found[0] is not None and _same(found[0].value, actual.value):
        actual = found[0]
    if found[1] is not None and goal is not None and _same(found[1].value, goal.value):
        goal = found[1]
    return actual, goal


def _added(made: _Book, line: Line, name: str, reasons: Sequence[ReasonShown]) -> tuple[Cell | None, Cell | None]:
    source, mine = source_of(line.item), f'{GROUNDS}!A:A,"{name}"'
    if source == QUANTITIES:
        return _quantities(made, name, reasons), None
    weights, marks = f"{GROUNDS}!F:F", f"{GROUNDS}!E:E"
    whole = float(sum((one.weight for one in reasons), Decimal(0)))
    kept = float(sum((one.weight for one in reasons if one.counts), Decimal(0)))
    if source in BY_COUNT:
        return Cell(sum(not one.counts for one in reasons), f"=COUNTIFS({mine},{marks},0)"), None
    if OFFERED[source].is_against:
        return Cell(whole, f"=SUMIFS({weights},{mine})"), None
    return (
        Cell(kept, f"=ROUND(SUMIFS({weights},{mine},{marks},1),4)"),
        Cell(whole, f"=ROUND(SUMIFS({weights},{mine}),4)"),
    )


def _quantities(made: _Book, name: str, reasons: Sequence[ReasonShown]) -> Cell | None:
    """A row for each quantity; what was reached is their mean by what they weigh, each at most at its cap."""
    found = sums(one.amount for one in reasons if one.amount is not None)
    if not found:
        return None
    first = made.rows[SUMS] + 1
    for one in found:
        at = made.rows[SUMS] + 1
        mine = f"{GROUNDS}!A:A,A{at},{GROUNDS}!G:G,B{at},{GROUNDS}!H:H,C{at}"
        sums_of = {column: f"=SUMIFS({GROUNDS}!{column}:{column},{mine})" for column in "IJF"}
        cells = (
            Cell(one.matters, f"=COUNTIFS({mine})"),
            Cell(float(one.done), sums_of["I"]),
            Cell(float(one.expected), sums_of["J"]),
            Cell(float(one.ratio), f"=E{at}/F{at}"),
            Cell(float(one.counted), f"=MIN(G{at},{CAP})"),
            Cell(float(one.weight), sums_of["F"]),
        )
        made.write(SUMS, (name, one.name, one.measure, *cells))
    last = made.rows[SUMS]
    counted, weights = f"{SUMS}!H{first}:H{last}", f"{SUMS}!I{first}:I{last}"
    return Cell(percent(found), f"=ROUND(100*SUMPRODUCT({counted},{weights})/SUM({weights}),2)")


def _points(line: Line, points: Decimal | None, at: int) -> Cell | None:
    """What the item brings: by its rule as a formula, where the rule is a plain one."""
    cell, item = line.cell, line.item
    if points is None or cell is None or line.full is None:
        return None
    given = Cell(float(points))
    if cell.actual is None:
        return given
    actual = float(cell.actual)
    floor, full, places = item.number("floor") or 0.0, float(line.full), max(-_exponent(points), 2)
    if item.method == "completion" and item.direction > 0 and cell.target and not _with_bonus(line):
        cap = item.number("cap")
        rate = actual / float(cell.target)
        value = full * max(rate if cap is None else min(rate, cap), floor)
        cut = f"B{at}/C{at}" if cap is None else f"MIN(B{at}/C{at},{cap:g})"
        formula = f"=ROUND(F{at}*MAX({cut},{floor:g}),{places})"
    elif item.method == "deduction" and cell.target is None and item.weight == line.full:
        per = item.number("per") or 0.0
        value = max(full - per * actual, floor)
        formula = f"=ROUND(MAX(F{at}-{per:g}*B{at},{floor:g}),{places})"
    else:
        return given
    return Cell(given.value, formula) if abs(value - given.value) < 10.0**-places else given


def _with_bonus(line: Line) -> bool:
    return line.item.number("slope_above") is not None or line.item.number("bonus_cap") is not None


def _exponent(points: Decimal) -> int:
    return int(points.as_tuple().exponent)


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 1e-4


def _total(made: _Book, card: Why, sealed: Sealed) -> None:
    """All that was added or taken beside the items, the last rounding, and the score as the sum of them all."""
    for words, points in card.extras:
        made.write(SCORE, (words, None, None, "", None, None, points, "", ""))
    if card.rounding:
        made.write(SCORE, (_("四舍五入"), None, None, "", None, None, card.rounding, "", ""))
    if card.score is not None:
        decimals = sealed.result.scheme.decimals or 0
        total = Cell(float(card.score), f"=ROUND(SUM(G2:G{made.rows[SCORE]}),{decimals})")
        made.write(SCORE, (_("总分"), None, None, "", None, None, total, "", ""))
    made.write(SCORE, (_("封存包"), None, None, "", None, None, None, "", card.package))
