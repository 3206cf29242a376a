"""Cells that say no number where a number should stand, each with its address and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.tabling.grid import Grid
from luoshi.core.tabling.model import Column, Line, Role, Unread
from luoshi.core.tabling.values import is_blank, is_day, mark, number, tight, words

_ERROR = re.compile(r"#(?:REF|DIV/0|N/A|VALUE|NAME|NUM|NULL|DIV0|GETTING_DATA|SPILL|CALC)[!?]?|#+", re.IGNORECASE)
_COMMAS = re.compile(r"[-+]?[\d,]+(?:\.\d*)?")
_WITH_WORDS = re.compile(r"[-+]?[\d,.]+\s*[^\d\s,.]{1,8}")
_NOTED = re.compile(r"[-+]?[\d,.]+\s*[①-⑳¹²³*＊†]+|[\[(（<]\d+[\])）>]")
_LOOKALIKE = re.compile(r"[-+\dOoQlI|SBZ,.]+")
_NO_NUMBER, _A_DAY = "不是数", "是日期，不是数"


def unread_of(
    grid: Grid, columns: Sequence[Column], lines: Sequence[Line]
) -> tuple[tuple[Unread, ...], tuple[Unread, ...]]:
    """What cannot be read in the columns of figures and days; and the signs that stand for no number."""
    wrong: list[Unread] = []
    marks: list[Unread] = []
    for line in lines:
        if line.role in (Role.HEADING, Role.EMPTY):
            continue
        for column in columns:
            if column.kind not in ("number", "percent", "date"):
                continue
            value = grid.own(line.at, column.at)
            if is_blank(value):
                continue
            cell = (line.at, column.at, grid.address(line.at, column.at), words(value))
            if (said := mark(value)) and number(value) is None:
                marks.append(Unread(*cell, said))
            elif column.kind == "date":
                if not is_day(value) and number(value) is None:
                    wrong.append(Unread(*cell, "看不出是哪一天"))
            elif number(value) is None:
                wrong.append(Unread(*cell, why_not(tight(value))))
    return tuple(wrong), tuple(marks)


def is_damaged(text: str) -> bool:
    """Words that were meant as a number."""
    return why_not(text) not in (_NO_NUMBER, _A_DAY)


def why_not(text: str) -> str:
    """Why words in a column of figures are no number."""
    if _ERROR.fullmatch(text):
        return "公式出错，没有算出数"
    if is_day(text):
        return _A_DAY
    if _NOTED.fullmatch(text):
        return "数的旁边有注释符号"
    if text.count(".") > 1 or _COMMAS.fullmatch(text):
        return "千分号或小数点的位置不对"
    if _LOOKALIKE.fullmatch(text) and any(sign.isdigit() or sign in "OolI" for sign in text):
        return "字母混在数里，像是认错的数字"
    if _WITH_WORDS.fullmatch(text):
        return "数后面带了字"
    return _NO_NUMBER
