"""A workbook of ours as a spreadsheet would reckon it: its formulas alone, none of the values kept beside them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

from python_calamine import CalamineWorkbook

REFERENCE = re.compile(r'("[^"]*")|(?:(\w+)!)?\b([A-Z])(\d*)(?::([A-Z])(\d*))?(?![\w(])')


def recalculated(data: bytes) -> Callable[[str, str], Any]:
    """(Sheet, cell) → what stands there once everything has been reckoned anew."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    kept = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    formulas: dict[tuple[str, str], str] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for number, name in enumerate(book.sheet_names, 1):
            text = file.read(f"xl/worksheets/sheet{number}.xml").decode()
            for cell, formula in re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>(.*?)</f>', text):
                formulas[name, cell] = formula.replace("&quot;", '"')

    @cache
    def value(sheet: str, cell: str) -> Any:
        formula = formulas.get((sheet, cell))
        if formula is None:
            rows, row, column = kept[sheet], int(cell[1:]) - 1, ord(cell[0]) - ord("A")
            return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        python = REFERENCE.sub(lambda found: _python(found, sheet), formula)
        return eval(python, {**FUNCTIONS, "V": value, "R": block})

    def block(sheet: str, column: str, first: int, to: str, last: int) -> list[Any]:
        rows = range(first, (last or len(kept[sheet])) + 1)
        return [value(sheet, f"{chr(one)}{row}") for row in rows for one in range(ord(column), ord(to) + 1)]

    return value


def _python(found: re.Match[str], here: str) -> str:
    text, sheet, column, first, to, last = found.groups()
    if text:
        return text
    if to:
        return f"R('{sheet or here}','{column}',{first or 1},'{to}',{last or 0})"
    return f"V('{sheet or here}','{column}{first}')"


def _where(pairs: tuple[Any, ...]) -> list[int]:
    wanted = list(zip(pairs[::2], pairs[1::2], strict=True))
    return [row for row in range(len(pairs[0])) if all(column[row] == want for column, want in wanted)]


def _numbers(*values: Any) -> list[float]:
    every = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return [one for one in every if isinstance(one, int | float)]


FUNCTIONS: dict[str, Any] = {
    "SUMIFS": lambda of, *pairs: sum(_numbers(*(of[row] for row in _where(pairs)))),
    "COUNTIFS": lambda *pairs: len(_where(pairs)),
    "SUMPRODUCT": lambda one, other: sum(a * b for a, b in zip(one, other, strict=True)),
    "SUM": lambda *values: sum(_numbers(*values)),
    "MIN": lambda *values: min(_numbers(*values)),
    "MAX": lambda *values: max(_numbers(*values)),
    "ROUND": lambda value, places: round(value + 1e-12, places),
}
