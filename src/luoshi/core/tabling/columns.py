"""The columns of a table: what they are called, of what kind they are, which one names the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from luoshi.core.tabling.grid import Grid, Region, Value
from luoshi.core.tabling.heading import UNIT, path_of, unit_of, unit_of_labels, unit_of_table
from luoshi.core.tabling.model import Column
from luoshi.core.tabling.unread import is_damaged, is_word
from luoshi.core.tabling.values import is_blank, is_day, is_percent, mark, number, tight, words

ORDINAL = re.compile(r"(?:.*/)?(?:序号?|户?编号|户号|序列|no\.?|行次)", re.IGNORECASE)
_COUNTED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.]?$|[（(]?\d")
_MEASURED = re.compile(r"[-+]?[\d,]+(?:\.\d+)?([^\d,.]{1,4})")
_CODE = re.compile(r"代码|编码|代号|证号|账号|文号|电话|手机|邮编|身份证|(?:^|/)[类款项]$")
_PERIOD = re.compile(r"日期|时间|年份|年度|月份|年月|时期")
_NAMES = re.compile(
    r"单位|名称|地区|区域|乡镇|镇|街道|部门|项目|指标|科目|行业|企业|县|市|region|name|姓名|责任单位|牵头单位",
    re.IGNORECASE,
)


def columns_of(grid: Grid, region: Region, titles: list[int], header: list[int], rows: list[int]) -> tuple[Column, ...]:
    table = unit_of_table(grid, titles, region.columns) or unit_of_table(grid, titles, grid.region.columns)
    paths = {at: path_of(grid, region, header, at) for at in region.columns}
    kinds = {at: _kind(paths[at], [grid.own(row, at) for row in rows]) for at in region.columns}
    labels = next((at for at in region.columns if kinds[at] == "text"), None)
    if not table and labels is not None:
        table = [unit for unit in [unit_of_labels([words(grid.own(row, labels)) for row in rows])] if unit]
    return tuple(
        Column(at, paths[at], kinds[at], unit_of(paths[at], table) if kinds[at] in ("number", "percent") else "")
        for at in region.columns
    )


def _kind(path: tuple[str, ...], values: Sequence[Value]) -> str:
    name = tight("/".join(path))
    said = [value for value in values if not is_blank(value) and not mark(value)]
    if not said:
        return "empty"
    figures = [value for value in said if number(value) is not None]
    days = [value for value in said if is_day(value)]
    if len(days) * 2 > len(said) and (len(days) >= len(figures) or _PERIOD.search(name)):
        return "date"
    counted = figures or all(isinstance(value, str) and _COUNTED.match(tight(value)) for value in said)
    if counted and (ORDINAL.fullmatch(name) or (not name and _counts_up(figures))):
        return "ordinal"
    others = [tight(value) for value in said if number(value) is None]
    if len(others) > 1 and _share_a_unit(others):
        return "number"  # 1,000人 in every line: each is named as not read
    meant = len(figures) + sum(map(is_damaged, others))
    alike = {word for word in others if is_word(word)}
    differing = meant + len(alike) + sum(not is_damaged(word) and not is_word(word) for word in others)
    if meant * 2 <= differing or len(figures) * 4 < len(said):
        return "text"
    if _CODE.search(name):
        return "code"
    if _PERIOD.search(name) and all(_may_be_day(value) for value in figures):
        return "date"
    rate = "%" in name.rpartition("/")[2]
    return "percent" if rate or sum(is_percent(value) for value in figures) * 2 > len(figures) else "number"


def _may_be_day(value: Value) -> bool:
    """A year, a year and month written as 2025.1, or a day as Excel counts them."""
    found = number(value) or 0
    return 1949 <= found < 2101 or 30_000 < found < 60_000


def _counts_up(values: Sequence[Value]) -> bool:
    numbers = [number(value) for value in values]
    return len(numbers) > 2 and numbers == [numbers[0] + at for at in range(len(numbers))]  # type: ignore[operator]


def _share_a_unit(texts: Sequence[str]) -> bool:
    """Numbers with one and the same unit behind each."""
    found = [_MEASURED.fullmatch(text) for text in texts]
    units = {str(one[1]) for one in found if one}
    return all(found) and len(units) == 1 and all(map(UNIT.fullmatch, units))


def is_share(grid: Grid, column: Column, rows: list[int]) -> bool:
    """Whether a column holds shares of 1 (a spreadsheet's own per cent) beside words like 83.9%."""
    values = [grid.own(row, column.at) for row in rows]
    typed = [abs(number(value) or Decimal(0)) for value in values if is_percent(value)]
    plain = [value for value in values if isinstance(value, Decimal)]
    if not typed or not plain or max(typed) <= 2 or any(abs(value) > 2 for value in plain):
        return False
    fine = any(-int(value.normalize().as_tuple().exponent) > 2 for value in plain)
    return fine or "%" not in tight(column.name)


def label_column(grid: Grid, columns: Sequence[Column], rows: list[int]) -> int | None:
    """The column whose words name the lines: the first of names, else of the first columns the one with most words."""
    texts = [column for column in columns if column.kind == "text"]
    figures = [column.at for column in columns if column.is_figure]
    before = [column for column in texts if not figures or column.at < max(figures)]
    if not before:
        return next((column.at for column in columns if column.kind == "date"), None)

    def variety(column: Column) -> int:
        return len({tight(grid.own(row, column.at)) for row in rows} - {""})

    named = [column for column in before if column.path and _NAMES.search(tight(column.path[-1]))]
    alone = [column for column in named if not _reaches_down(grid, column, rows)]
    named = alone if alone and variety(alone[0]) > variety(named[0]) else named
    if named and variety(named[0]) * 2 >= len(rows):
        return named[0].at
    most = max(variety(column) for column in before)
    return next(column.at for column in before if variety(column) * 10 >= most * 9)


def _reaches_down(grid: Grid, column: Column, rows: list[int]) -> bool:
    """Whether one of its cells is merged over several lines: it names their group."""
    return any(grid.extent(row, column.at)[0] > row for row in rows)
