"""A period's ranking as a workbook: everybody's points item by item, and how each one's quantities were added up."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from luoshi.appraisal.models import Closing
from luoshi.appraisal.rules import is_own, source_of
from luoshi.appraisal.sealing import opened, reasons_of
from luoshi.appraisal.words import amount_of, group_name, subject_word
from luoshi.core.scoring import Row, Scheme
from luoshi.core.scoring.item import Item
from luoshi.core.sheets import NO_CLOCK, letters
from luoshi.matters.queries.figure import QUANTITIES
from luoshi.matters.queries.pooling import CAP, sums

POINTS, SUMS = "得分", "各种量"
SUMMED = ("量", "计量单位", "件数", "完成合计", "序时合计", "完成率", "计", "折几件")
FIRST = 3
"""The column in which the items begin: group, name and place come before."""


def to_sheet(closing: Closing) -> bytes:
    """The workbook of a sealed ranking; the scores and the shares are formulas over the numbers beside them."""
    sealed, target = opened(closing.package), io.BytesIO()
    scheme = sealed.result.scheme
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": scheme.name, "created": NO_CLOCK})
        style = {"border": 1, "font_name": "仿宋", "font_size": 11}
        head = book.add_format({**style, "bold": True, "text_wrap": True, "bg_color": "#F3EDE1"})
        cell, amount = book.add_format(style), book.add_format({**style, "num_format": "0.####"})
        word, leaves = subject_word(scheme.subjects), [one for one in scheme.items if one.is_leaf]
        rows = [(group_name(ranking.group), row) for ranking in sealed.result.rankings for row in ranking.rows]
        names = ("分组", word, "名次", *(one.name for one in leaves), _("加减分、四舍五入"), _("总分"))
        _write(book.add_worksheet(POINTS), names, _points(scheme, leaves, rows), head, cell, amount)
        summed = _sums(leaves, rows, reasons_of(closing.reasons))
        _write(book.add_worksheet(SUMS), (word, "考核项", *SUMMED), summed, head, cell, amount)
    return target.getvalue()


Value = str | Decimal | int | None | tuple[str, float]
"""Words, a number, or a formula with what it gives."""


def _write(sheet: Any, names: Iterable[str], rows: Iterable[list[Value]], head: Any, cell: Any, amount: Any) -> None:
    for column, name in enumerate(names):
        sheet.set_column(column, column, 16 if column < FIRST else 12)
        sheet.write_string(0, column, name, head)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, tuple):
                sheet.write_formula(at, column, value[0], amount, value[1])
            elif value is None or isinstance(value, str):
                sheet.write_string(at, column, value or "", cell)
            else:
                sheet.write_number(at, column, float(value), amount)
    sheet.freeze_panes(1, FIRST - 1)


def _points(scheme: Scheme, leaves: list[Item], rows: Iterable[tuple[str, Row]]) -> Iterator[list[Value]]:
    last, numbers = letters(FIRST + len(leaves)), scheme.numbers
    for at, (group, row) in enumerate(rows, 2):
        brought = {one.item.code: one.brings(numbers) for one in row.lines if one.cell and one.points is not None}
        points: list[Value] = [brought.get(one.code) for one in leaves]
        score: list[Value] = [None, None]
        if row.score is not None:
            formula = f"=ROUND(SUM({letters(FIRST)}{at}:{last}{at}),{scheme.decimals or 0})"
            score = [row.score - sum(brought.values(), Decimal(0)), (formula, float(row.score))]
        yield [group, row.name, None if row.rank is None else Decimal(str(row.rank)), *points, *score]


def _sums(
    leaves: list[Item], rows: Iterable[tuple[str, Row]], reasons: dict[str, dict[str, list[dict[str, Any]]]]
) -> Iterator[list[Value]]:
    """Everybody's quantities: all that was done, of all that should have been, and what each weighs."""
    items, at = [one for one in leaves if is_own(one) and source_of(one) == QUANTITIES], 2
    for _group, row in rows:
        for item in items:
            behind = reasons.get(row.unit, {}).get(item.code, ())
            for one in sums(amount_of(each["amount"]) for each in behind if "amount" in each):
                ratio = (f"=F{at}/G{at}", float(one.ratio))
                counted = (f"=MIN(H{at},{CAP})", float(one.counted))
                numbers: list[Value] = [one.matters, one.done, one.expected, ratio, counted, one.weight]
                yield [row.name, item.name, one.name, one.measure, *numbers]
                at += 1
