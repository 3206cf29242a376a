"""A sheet of the workbook as rows, each cell known by its role, each fault by its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from luoshi.core.errors import Fault
from luoshi.core.sheets import Sheet
from luoshi.intake.founding.columns import EXAMPLE, LEDGER, Form
from luoshi.intake.ledgers.columns import role_of

_DEEPEST = 10
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_NUMBER = re.compile(r"(-?\d[\d,，]*(?:\.\d+)?)\s*([^\d\s.,，-]{0,12})")
_NARROW = {ord(full): half for full, half in zip("０１２３４５６７８９．－", "0123456789.-", strict=True)}
_SEPARATORS = re.compile(r"[、，,;；|｜\n]")


def bare(words: str) -> str:
    """A heading or a sheet's name without marks and spaces: 「*1.单位 （必填）」 is 单位."""
    return re.sub(r"\s|[（(].*?[)）]|[:：*＊]|^[\d一二三四五六]+[.、．]", "", words)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its header found. Faults of its rows go into one list with all others."""

    form: Form
    sheet: Sheet
    header: int
    places: Mapping[str, int]
    faults: list[Fault]

    def rows(self) -> Iterator[Row]:
        """The filled rows below the header, without example lines."""
        for at in range(self.header + 1, len(self.sheet.rows)):
            cells = self.sheet.rows[at]
            if any(cells) and not is_example(cells):
                yield Row(self, at)


def is_example(cells: Sequence[str]) -> bool:
    return next((cell for cell in cells if cell), "").replace(":", "：").startswith(EXAMPLE)


@dataclass(frozen=True, slots=True)
class Row:
    table: Table
    at: int

    def words(self, role: str) -> str:
        column = self.table.places.get(role)
        cells = self.table.sheet.rows[self.at]
        return cells[column].strip() if column is not None and column < len(cells) else ""

    def place(self, role: str) -> str:
        return self.table.sheet.address(self.at, self.table.places.get(role, 0))

    def fault(self, role: str, problem: str, remedy: str) -> None:
        self.table.faults.append(Fault(problem, remedy, self.place(role)))

    def needed(self, role: str, most: int) -> str:
        """Words that must be there and fit; a fault otherwise."""
        words = self.words(role)
        if not words:
            name = next(column.name for column in self.table.form.columns if column.role == role)
            self.fault(role, f"没有写{name}", "这一格必填")
        return self.fitting(role, most)

    def fitting(self, role: str, most: int) -> str:
        words = self.words(role)
        if len(words) > most:
            self.fault(role, f"写了 {len(words)} 字，最多 {most} 字", "写短些")
        return words

    def parts(self, role: str) -> list[str]:
        """A cell's names, each once."""
        found = (part.strip() for part in _SEPARATORS.split(self.words(role)))
        return list(dict.fromkeys(part for part in found if part and part not in ("无", "—", "-", "/")))

    def day(self, role: str) -> date | None:
        """A day, whether the cell holds one as a day or as words; a fault for anything else."""
        column = self.table.places.get(role)
        if column is not None and (self.at, column) in self.table.sheet.days:
            return self.table.sheet.days[(self.at, column)]
        words = self.words(role).translate(_NARROW)
        if not words:
            return None
        found = _DAY.fullmatch(words)
        try:
            if found:
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
        self.fault(role, f"“{words}”不是一个日期", "写成 2026-06-30 这样，带上年份")
        return None

    def number(self, role: str, unit: str = "") -> Decimal | None:
        """A figure, with its unit of measure behind it or without; a fault for anything else."""
        words = self.words(role).translate(_NARROW)
        if not words:
            return None
        found = _NUMBER.fullmatch(words)
        try:
            if found and found[2] in ("", unit):
                value = Decimal(re.sub("[,，]", "", found[1]))
                if abs(value) < Decimal(10) ** 13:
                    return value
        except InvalidOperation:
            pass
        self.fault(role, f"“{words}”不是一个数", f"只填数字，单位是{unit}" if unit else "只填数字，如 210 或 12.5")
        return None

    def whole(self, role: str) -> int | None:
        value = self.number(role)
        if value is not None and value != int(value):
            self.fault(role, f"“{value}”不是整数", "填整数")
            return None
        return None if value is None else int(value)


def table_of(form: Form, sheets: Sequence[Sheet], faults: list[Fault]) -> Table | None:
    """The sheet of this form. A fault where it has to be there and is not, or lacks a column it needs."""
    sheet = next((one for one in sheets if bare(one.name) == form.name), None)
    if sheet is None:
        if form.needed:
            faults.append(Fault(f"缺“{form.name}”这张表", "按模板加上；表名要一样", form.name))
        return None
    at, places = max(
        ((at, _places(form, row)) for at, row in enumerate(sheet.rows[:_DEEPEST])),
        key=lambda found: len(found[1]),
        default=(0, {}),
    )
    needed = (column for column in form.columns if column.needed)
    missing = [column for column in needed if places.keys().isdisjoint((column.role, column.or_else))]
    if missing and not any(any(row) for row in sheet.rows) and not form.needed:
        return None
    for column in missing:
        faults.append(Fault(f"表头缺“{column.name}”一栏", "照模板写表头", sheet.address(at, 0)))
    return None if missing else Table(form, sheet, at, places, faults)


def _places(form: Form, row: Sequence[str]) -> dict[str, int]:
    called = {name: column.role for column in form.columns for name in (column.name, *column.also)}
    found: dict[str, int] = {}
    for at, words in enumerate(row):
        role = called.get(bare(words)) or (role_of(words) if form.name == LEDGER else "")
        if role:
            found.setdefault(role, at)
    return found
