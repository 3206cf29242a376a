"""A scheme as an Excel workbook and back: the same rules, one row an item."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from luoshi.appraisal.words import GROUPS
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.aggregates import AGGREGATES
from luoshi.core.scoring.methods import METHODS
from luoshi.core.sheets import NO_CLOCK, Sheet, read_sheets

HEAD, TEAMS, ITEMS, GRADES, INPUTS = "方案", "专班", "考核项", "等次", "计算用数"
COLUMNS: dict[str, tuple[str, int]] = {
    "code": ("代码", 18),
    "name": ("名称", 22),
    "parent": ("上级", 16),
    "weight": ("权重", 8),
    "method": ("计分方法", 16),
    "aggregate": ("汇总方法", 12),
    "direction": ("方向", 8),
    "groups": ("适用分组", 18),
}
"""Key of an item → its heading and width. Every other key stands in the column of parameters, as in the text."""
REST = "参数"
LISTS = {"team": TEAMS, "grade": GRADES, "input": INPUTS}
_NAMES = {method.title: code for code, method in METHODS.items()}
_WAYS = {aggregate.title: code for code, aggregate in AGGREGATES.items()}
_GROUPS = {name: code for code, name in GROUPS.items()}


def to_workbook(text: str) -> bytes:
    """The workbook of a scheme's text, which must be sound."""
    document = tomllib.loads(text)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"title": str(document["scheme"].get("name", "")), "created": NO_CLOCK})
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#F3EDE1", "font_name": "仿宋", "font_size": 12})
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "font_name": "仿宋", "font_size": 12})
        _write(book.add_worksheet(HEAD), ("设置", "值"), (28, 40), _pairs(document["scheme"]), head, cell)
        headings = [*(heading for heading, _width in COLUMNS.values()), REST]
        widths = [*(width for _heading, width in COLUMNS.values()), 44]
        _write(book.add_worksheet(ITEMS), headings, widths, map(_row, document.get("item", ())), head, cell)
        for key, title in LISTS.items():
            for number, table in enumerate(document.get(key, ())):
                sheet = book.get_worksheet_by_name(title) or book.add_worksheet(title)
                if not number:
                    sheet.write_string(0, 0, REST, head)
                    sheet.set_column(0, 0, 60)
                sheet.write_string(number + 1, 0, _parameters(table), cell)
        _write(book.add_worksheet("写法"), ("写法", "意思"), (18, 60), _legend(), head, cell)
    return target.getvalue()


def _write(
    sheet: Any, headings: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]], head: Any, cell: Any
) -> None:
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    for at, row in enumerate(rows, 1):
        for column, words in enumerate(row):
            sheet.write_string(at, column, words, cell)
    sheet.freeze_panes(1, 0)


def _pairs(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key, _value(value)) for key, value in table.items()]


def _row(item: Mapping[str, Any]) -> list[str]:
    words = {key: str(item[key]) if key in item else "" for key in COLUMNS}
    if "method" in item:
        words["method"] = METHODS[item["method"]].title
    if "aggregate" in item:
        words["aggregate"] = AGGREGATES[item["aggregate"]].title
    words["groups"] = "、".join(GROUPS.get(group, group) for group in item.get("groups", ()))
    return [*words.values(), _parameters({key: value for key, value in item.items() if key not in COLUMNS})]


def _parameters(table: Mapping[str, Any]) -> str:
    return "；".join(f"{key} = {_value(value)}" for key, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value)


def _legend() -> list[tuple[str, str]]:
    return [
        *((method.title, f"计分方法，方案文本里写 {code}") for code, method in METHODS.items()),
        *((aggregate.title, f"汇总方法，方案文本里写 {code}") for code, aggregate in AGGREGATES.items()),
        *((name, f"适用分组，方案文本里写 {code}；适用全部时不填") for code, name in GROUPS.items()),
    ]


def from_workbook(name: str, data: bytes) -> str:
    """The text of the scheme in a workbook. Raises BadInput, naming sheet and cell, for what cannot be its text.

    Whether the rules hold together is for the text's own check.
    """
    sheets = {sheet.name: sheet for sheet in read_sheets(name, data)}
    missing = [title for title in (HEAD, ITEMS) if title not in sheets]
    if missing:
        raise BadInput(Fault(f"没有“{missing[0]}”这张表", "在下载的方案表上改，不要改表名", file=name))
    faults: list[Fault] = []
    parts = ["[scheme]", *_head_lines(sheets[HEAD], name, faults)]
    for item in _items(sheets[ITEMS], name, faults):
        parts += ["", "[[item]]", *item]
    for key, title in LISTS.items():
        if title in sheets:
            for at, row in enumerate(sheets[title].rows[1:], 1):
                if row and row[0]:
                    parts += ["", f"[[{key}]]", *_split(row[0], sheets[title].address(at, 0), name, faults)]
    if faults:
        raise BadInput.of(faults)
    return "\n".join(parts) + "\n"


def _head_lines(sheet: Sheet, file: str, faults: list[Fault]) -> list[str]:
    found = []
    for at, row in enumerate(sheet.rows[1:], 1):
        if row and row[0]:
            words = row[1] if len(row) > 1 else ""
            found += _split(f"{row[0]} = {words}", sheet.address(at, 1), file, faults)
    return found


def _items(sheet: Sheet, file: str, faults: list[Fault]) -> Iterable[list[str]]:
    headings = {heading: key for key, (heading, _width) in COLUMNS.items()} | {REST: REST}
    first = sheet.rows[0] if sheet.rows else []
    keys = [headings.get(heading, "") for heading in first]
    if "code" not in keys:
        faults.append(Fault("第一行没有“代码”这一栏", "保留下载的表头", sheet.address(0, 0), file))
        return
    for at, row in enumerate(sheet.rows[1:], 1):
        lines: list[str] = []
        for column, (key, words) in enumerate(zip(keys, row, strict=False)):
            if words and key:
                lines += _cell(key, words, sheet.address(at, column), file, faults)
        if lines:
            yield lines


def _cell(key: str, words: str, place: str, file: str, faults: list[Fault]) -> list[str]:
    if key == REST:
        return _split(words, place, file, faults)
    if key == "groups":
        groups = [_GROUPS.get(one, one) for one in re.split(r"[、,，;；\s]+", words) if one]
        return [f"groups = {_value(groups)}"]
    if key in ("method", "aggregate"):
        known = _NAMES if key == "method" else _WAYS
        return [f"{key} = {_value(known.get(words, words))}"]
    if key in ("weight", "direction"):
        if re.fullmatch(r"[-+]?\d+(\.\d+)?", words):
            return [f"{key} = {words}"]
        faults.append(Fault(f"“{words}”不是一个数", "只填数字，如 15 或 12.5", place, file))
        return []
    return [f"{key} = {_value(words)}"]


def _split(words: str, place: str, file: str, faults: list[Fault]) -> list[str]:
    """`cap = 1.2；floor = 0` as lines of the text, each one sound by itself."""
    found = []
    for part in re.split(r"[；;]\s*", words):
        line = part.strip()
        if not line:
            continue
        try:
            tomllib.loads(line)
        except ValueError:
            faults.append(Fault(f"“{line}”看不懂", '写成 cap = 1.2；文字要加双引号，如 ties = "dense"', place, file))
        else:
            found.append(line)
    return found
