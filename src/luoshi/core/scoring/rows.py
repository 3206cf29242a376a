"""Checks rows and makes records of them. Every bad cell is a fault with file, place and remedy; good rows are kept."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import cast

from luoshi.core.errors import Fault
from luoshi.core.scoring.records import STATUSES, Adjustment, Status, Unit, Value, Veto
from luoshi.core.scoring.tables import Row, Table

PERIOD = re.compile(r"\d{4}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?", re.ASCII)
"""A year, a half, a quarter or a month: 2026, 2026H1, 2026Q1, 2026-03."""
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
SEPARATORS = re.compile(r"[;；|、\s]+")
"""Between the numbers of a cell that has several."""
MOST_MAGNITUDE = 30
"""Powers of ten beyond which nothing is counted, so that no product of figures, weights and shares can overflow."""
ONE_GROUP = "全部"
"""The group of all units where the table has no groups."""


class RowReader:
    """Reads the four tables; `faults` gathers what is wrong in all of them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.known: set[str] = set()

    def units(self, table: Table) -> list[Unit]:
        """The units, each once; without a column `group` all are in one group."""
        units: list[Unit] = []
        grouped = any(_text(row, "group") for _, row in table.rows)
        for place, row in table.rows:
            code, group = _text(row, "unit"), _text(row, "group")
            if not code:
                self._wrong(table, place, "没有写单位", "在 unit 一栏写单位的代码")
            elif code in self.known:
                self._wrong(table, place, f"单位“{code}”已经列过", "每个单位只列一行")
            elif grouped and not group:
                self._wrong(table, place, f"单位“{code}”没有写分组", "在 group 一栏写它参加排名的分组")
            self.known.add(code)
            units.append(Unit(code, _text(row, "name") or code, group or ONE_GROUP))
        if not table.rows and table.file:
            self._wrong(table, "", "没有一个单位", "每个参加考核的单位写一行")
        return units

    def values(self, table: Table) -> list[Value]:
        """The values. A cell without a status is reported if it has a figure; else the scheme says what it is."""
        values: list[Value] = []
        seen: dict[tuple[str, str, str], str] = {}
        for place, row in table.rows:
            unit, period, item = self._unit(table, place, row), self._period(table, place, row), _text(row, "item")
            actual, target, base = (self._number(table, place, row, name) for name in ("actual", "target", "base"))
            parts = self._parts(table, place, row)
            status = self._status(table, place, row, has_figure=actual is not None or bool(parts))
            key = (unit, item, period)
            if not item:
                self._wrong(table, place, "没有写考核项", "在 item 一栏写考核项的代码")
            elif key in seen:
                problem = f"“{unit}”的“{item}” {period} 重复，前一处在{seen[key]}"
                self._wrong(table, place, problem, "同一单位、考核项、期间只留一行")
            seen.setdefault(key, place)
            if item:
                values.append(Value(unit, item, period, actual, target, base, status, parts, table.file, place))
        return values

    def adjustments(self, table: Table) -> list[Adjustment]:
        """The points added or taken; one unit may have several."""
        found: list[Adjustment] = []
        for place, row in table.rows:
            unit, period = self._unit(table, place, row), self._period(table, place, row)
            points = self._number(table, place, row, "points")
            if points is None and not _blank(row, "points"):
                continue
            if points is None:
                self._wrong(table, place, "没有写分值", "在 points 一栏写加减的分数，扣分写负数")
            else:
                found.append(Adjustment(unit, period, points, _text(row, "reason")))
        return found

    def vetoes(self, table: Table) -> list[Veto]:
        """The vetoes; one unit may have several."""
        return [
            Veto(self._unit(table, place, row), self._period(table, place, row), _text(row, "reason"))
            for place, row in table.rows
        ]

    # cells

    def _wrong(self, table: Table, place: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(problem, remedy, place, table.file))

    def _unit(self, table: Table, place: str, row: Row) -> str:
        unit = _text(row, "unit")
        if not unit:
            self._wrong(table, place, "没有写单位", "在 unit 一栏写单位的代码")
        elif unit not in self.known:
            self._wrong(table, place, f"单位“{unit}”不在 units 表里", "改成 units 表里的代码，或在该表加上这个单位")
        return unit

    def _period(self, table: Table, place: str, row: Row) -> str:
        period = _text(row, "period")
        if not PERIOD.fullmatch(period):
            self._wrong(table, place, f"期间“{period}”不合写法", "写成 2026、2026H1、2026Q1 或 2026-03")
        return period

    def _status(self, table: Table, place: str, row: Row, *, has_figure: bool) -> Status | None:
        status = _text(row, "status") or "reported"
        if status not in STATUSES:
            self._wrong(table, place, f"状态“{status}”不认识", f"可用的有 {'、'.join(STATUSES)}，或留空")
        if status == "reported" and not has_figure:
            return None
        return cast(Status, status)

    def _parts(self, table: Table, place: str, row: Row) -> tuple[Decimal, ...]:
        """The several numbers of one cell: a list, or text like 「92；88.5；90」."""
        cell = row.get("parts")
        given = list(cell) if isinstance(cell, list | tuple) else SEPARATORS.split(_text(row, "parts"))
        written = [one for one in given if str(one).strip()]
        numbers = [to_decimal(one) for one in written]
        for number, one in zip(numbers, written, strict=True):
            if number is None:
                self._wrong(
                    table, place, f"parts 一栏里的“{str(one)[:40]}”不是数", "几个数之间用分号隔开，如 92;88.5;90"
                )
        return tuple(number for number in numbers if number is not None)

    def _number(self, table: Table, place: str, row: Row, column: str) -> Decimal | None:
        if _blank(row, column):
            return None
        number = to_decimal(row[column])
        if number is None:
            what = "大得或小得不合常理" if NUMBER.fullmatch(_text(row, column)) else "不是数"
            problem = f"{column} 一栏是“{_text(row, column)[:40]}”，{what}"
            self._wrong(table, place, problem, "只写数字，不带逗号、百分号和单位；没有数就留空")
        return number


def to_decimal(value: object) -> Decimal | None:
    """A number as it was written; None for what is no number, or one beyond all measure (1e31, 1e−31)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = repr(float(value)) if math.isfinite(value) else ""
    text = str(value).strip()
    if not NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    return number if is_countable(number) else None


def is_countable(number: Decimal) -> bool:
    """Whether a number is 0 or of a magnitude that figures have."""
    return number.is_finite() and (number == 0 or abs(number.adjusted()) <= MOST_MAGNITUDE)


def _text(row: Row, column: str) -> str:
    """A cell as one line of text."""
    value = row.get(column)
    return "" if value is None else re.sub(r"[\r\n]+", " ", str(value).strip())


def _blank(row: Row, column: str) -> bool:
    return not _text(row, column)
