"""The heading of a table: which rows it takes, what each column is called, in what it is measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.tabling.grid import Grid, Region, Value
from luoshi.core.tabling.lines import Look, Looks, begins, is_label, is_numbering, is_scale
from luoshi.core.tabling.values import is_blank, is_day, is_year, number, tight, words

MOST = 15
"""Rows a heading may take."""


def rows_of(looks: Looks, row: int) -> tuple[list[int], int]:
    """The rows of the heading that begins here, and the first row after it. No heading: none."""
    if looks[row] == Look.FIGURES:
        return [], row
    last = _merged_to(looks, row)
    figures = _first_figures(looks, row, last)
    if figures is None:
        last = max(last, _group_to(looks, row, last))
    else:
        last = _labelled_to(looks, row, last, figures)
    if _numbers_all(looks, row, last + 1):
        last += 1
    header = [at for at in range(row, last + 1) if looks[at] != Look.BLANK]
    return header, last + 1


def _numbers_all(looks: Looks, row: int, at: int) -> bool:
    """A row that numbers every column from 1, the one of names too."""
    if at > looks.region.bottom or looks[at] == Look.BLANK or _is_ordinal(looks, row, looks.region.left):
        return False
    headed = [
        column
        for column in looks.region.columns
        if any(not is_blank(looks.grid.laid(above, column)) for above in range(row, at))
    ]
    numbers = [number(looks.grid.own(at, column)) for column in headed]
    return looks.filled(at) == headed and len(headed) > 1 and numbers == list(range(1, len(headed) + 1))


def _merged_to(looks: Looks, row: int) -> int:
    """Down to where the merged cells of the heading reach."""
    last = at = row
    while at <= last:
        for column in looks.region.columns:
            bottom, right = looks.grid.extent(at, column)
            if bottom - at < MOST and right <= looks.region.right and not is_blank(looks.grid.own(at, column)):
                last = max(last, bottom)
        at += 1
    return min(last, looks.region.bottom)


def _first_figures(looks: Looks, row: int, last: int) -> int | None:
    for at in range(last + 1, min(row + MOST, looks.region.bottom) + 1):
        if looks.has_figures(at):
            return at
        if looks[at] in (Look.WORDS, Look.FACTS) and at > last + 1 and looks[at - 1] == Look.BLANK:
            return None
    return None


def _labelled_to(looks: Looks, row: int, last: int, figures: int) -> int:
    """Rows of words above the first figures belong to the heading if they name the columns of figures."""
    numeric = [
        at
        for at in looks.region.columns
        if number(looks.grid.own(figures, at)) is not None and not _is_ordinal(looks, row, at)
    ]
    for at in range(last + 1, figures):
        alone = looks[at] == Look.WORDS and looks.filled(at)[0] in numeric
        if looks[at] not in (Look.LABELS, Look.FACTS) and not alone:
            continue
        if _is_line(looks, row, at, numeric):
            break
        first = looks.region.left
        named = [column for column in numeric if is_label(looks.grid, at, column)]
        open_label = is_blank(looks.grid.own(at, first)) or is_scale(looks.grid, at, looks.filled(at))
        if not (numeric and (len(named) * 2 >= len(numeric) or (named and open_label))) and not is_scale(
            looks.grid, at, looks.filled(at)
        ):
            break
        last = at
    return last


_NONE_YET = re.compile(r"[未停待无不暂免缓没尚]")


def _is_line(looks: Looks, row: int, at: int, numeric: list[int]) -> bool:
    """A line without figures yet, right below a heading that says what names lines: 甲厂 | 停产 | 停产."""
    said = [tight(looks.grid.own(at, column)) for column in numeric if is_label(looks.grid, at, column)]
    name = tight(looks.grid.own(at, looks.region.left))
    if not "一" <= name[:1] <= "鿿" or begins(looks.grid, at, [looks.region.left]) or unit_in(name):
        return False
    if len(said) > 1 and len(set(said)) == 1:
        return True
    return begins(looks.grid, row, [looks.region.left]) and bool(said) and all(map(_NONE_YET.match, said))


def _is_ordinal(looks: Looks, row: int, column: int) -> bool:
    return bool(re.match(r"序号|编号|no", tight(looks.grid.laid(row, column)), re.IGNORECASE))


def _group_to(looks: Looks, row: int, last: int) -> int:
    """In a list without figures a second row belongs to the heading only below headings of groups."""
    grouped = any(looks.grid.extent(row, at)[1] > at for at in looks.filled(row))
    return row + 1 if grouped and last == row and row < looks.region.bottom else last


def path_of(grid: Grid, region: Region, header: list[int], column: int) -> tuple[str, ...]:
    """The headings over a column, from the top, each said once."""
    path: list[str] = []
    for row in header:
        if len(header) > 1 and is_numbering(grid, row, region):
            continue
        said = _said(grid, region, header, row, column)
        if said and (not path or tight(path[-1]) != tight(said)):
            path.append(said)
    return tuple(path)


def _said(grid: Grid, region: Region, header: list[int], row: int, column: int) -> str:
    value = grid.laid(row, column)
    if is_blank(value) and row != header[-1] and not _has_merges(grid, region, header):
        value = _to_the_left(grid, region, header, row, column)
    if is_year(value) and number(value) is not None and not isinstance(value, str):
        return f"{int(number(value) or 0)}"
    return _plain(value)


def _plain(value: Value) -> str:
    """As it stands, on one line: wide brackets stay wide."""
    return " ".join(value.split()) if isinstance(value, str) else words(value)


def _has_merges(grid: Grid, region: Region, header: list[int]) -> bool:
    return any((row, at) in grid.merges for row in header for at in region.columns)


def _to_the_left(grid: Grid, region: Region, header: list[int], row: int, column: int) -> str:
    """In a file that cannot merge cells (CSV), a heading of a group stands over its first column only."""
    below = header[header.index(row) + 1 :]
    for at in range(column, region.left - 1, -1):
        if all(is_blank(grid.own(under, at)) for under in below):
            return ""
        if not is_blank(grid.own(row, at)):
            return _plain(grid.own(row, at))
    return ""


_SCALE = r"(?:[十百千万亿]|百万|千万|万亿|10\s?000\s?)?"
_THING = (
    r"(?:元|美元|吨|吨标准煤|公斤|千克|公顷|亩|平方米|平方公里|平方千米|立方米|公里|千米|米|人|人次|人年|户|户次|家|个|件|项|"
    r"台|套|辆|部|头|只|羽|匹|株|张|份|条|处|所|座|名|次|天|日|小时|年|月|度|千瓦|千瓦时|吨/年|元/人|元/吨|人/户|股|组|床|"
    r"个百分点|百分点|位|分|村|宗|起|例|剂|剂次|人份|件/万人|m2|m3|m|t|kg|km)"
)
UNIT = re.compile(rf"{_SCALE}{_THING}|[%‰％]|%|百分比", re.IGNORECASE)
_BRACKET = re.compile(r"[(（\[【]\s*(?:单位[:：])?\s*([^()（）\[\]【】]{1,12}?)\s*[)）\]】]")
_UNIT_LINE = re.compile(r"(?:计量)?单位[:：]\s*([^\s:：]{1,20})")
RATE = re.compile(r"增速|增幅|增长|同比|环比|比重|占比|比率|比例|进度|百分比|率(?:$|/|\()|\(%\)|%$")
_FITTING = (
    (re.compile(r"额|投资|资金|收入|支出|产值|利润|税|经费|费用|造价"), re.compile("元")),
    (re.compile(r"人数|人口|用工|人员"), re.compile("人|名")),
    (re.compile(r"户数|农户"), re.compile("户")),
    (re.compile(r"面积|播种|耕地"), re.compile("亩|公顷|平方")),
    (re.compile(r"[个家项件]数|数量|企业数"), re.compile("[个家项件]$")),
)
"""Which of several units named above a table a heading fits: 单位：个、万元."""
_RANK = re.compile(r"排名|排位|位次|名次")
AMOUNT = re.compile(r"增长额|增加额|增量|绝对")


def unit_in(text: str) -> str:
    """The unit of measure that a heading names: 「总动力(万千瓦)」 → 万千瓦; 「亿元」 alone → 亿元."""
    whole = tight(text).strip("()[]")
    if UNIT.fullmatch(whole):
        return whole
    for found in reversed(_BRACKET.findall(words(text))):
        if UNIT.fullmatch(tight(found)):
            return tight(found)
    return "%" if whole.endswith("%") else ""


def unit_of_labels(labels: Sequence[str]) -> str:
    """The unit that nearly every line names in its own words: 「城镇固定资产投资(亿元)」."""
    units = [unit_in(label) for label in labels if label]
    most = max(set(units), key=units.count, default="")
    return most if units.count(most) * 10 >= len(units) * 9 else ""


def unit_of_table(grid: Grid, rows: list[int], columns: range) -> list[str]:
    """The units named above a table: 单位：万元、%; or at the end of one of its titles: …(亿元)."""
    lines = [[words(grid.own(row, at)) for at in grid.filled(row, columns)] for row in reversed(rows)]
    for line in [*lines, list(grid.before)]:
        if units := _named_units(" ".join(line)):
            return units
    ends = [unit_in(line[0]) for line in lines if len(line) == 1 and line[0].endswith(")")]
    return [unit for unit in ends if unit][:1]


def _named_units(line: str) -> list[str]:
    for found in _UNIT_LINE.finditer(line):
        parts = [part.strip("()") for part in re.split(r"[、,，/;；]", found[1])]
        if units := [part for part in parts if UNIT.fullmatch(part)]:
            return units
    return []


def unit_of(path: tuple[str, ...], table: list[str]) -> str:
    """A column's unit: its own heading's, else the table's; a rate is in per cent whatever the table says."""
    for said in reversed(path):
        if (own := unit_in(said)) and not is_day(said) and not (own in ("年", "月", "日") and len(path) > 1):
            return own
    name = tight("/".join(path))
    if _RANK.search(name):
        return ""
    if RATE.search(name) and not AMOUNT.search(name):
        return "%" if "%" in table or not table or RATE.search(tight(path[-1])) else table[0]
    units = [unit for unit in table if unit != "%"]
    if len(units) > 1 and (fitting := next((kinds for names, kinds in _FITTING if names.search(name)), None)):
        units = [unit for unit in units if fitting.search(unit)] or units
    return next(iter(units), table[0] if table else "")
