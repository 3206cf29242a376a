"""Cells that say no number where a number should stand, each with its address and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.tabling.grid import Grid, Value
from luoshi.core.tabling.model import Column, Line, Role, Unread
from luoshi.core.tabling.values import is_blank, is_day, mark, noted, number, tight, words

_ERROR = re.compile(r"#(?:REF|DIV/0|N/A|VALUE|NAME|NUM|NULL|DIV0|GETTING_DATA|SPILL|CALC)[!?]?|#+", re.IGNORECASE)
_COMMAS = re.compile(r"[-+]?[\d,]+(?:\.\d*)?")
_HEDGED = re.compile(r"[约近超逾达共≈~<>≤≥＜＞]+\d[\d,.]*\D{0,4}")
_WITH_WORDS = re.compile(r"[-+]?[\d,.]+\s*[^\d\s,.]{1,8}")
_RAISED = re.compile(r"[-+]?[\d,.]+[⁰¹²³⁴-⁹]+")
_IN_WORDS = re.compile(r"[约近超逾共]?[〇零一二三四五六七八九十百千万亿两半余多]+[^\d\s]{0,3}")
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
            wanted, why = _against(value, column.kind == "date")
            if why:
                cell = Unread(line.at, column.at, grid.address(line.at, column.at), _shown(value), why)
                (wrong if wanted else marks).append(cell)
    return tuple(wrong), tuple(marks)


def _against(value: Value, day: bool) -> tuple[bool, str]:
    """Whether something that should be read is not, and what to say of the cell; nothing where there is nothing."""
    found, said = number(value), mark(value)
    if is_blank(value):
        return False, ""
    if found is None and said:
        return False, said
    if day and (is_day(value) or found is not None):
        return False, ""
    if day:
        return (False, "写的是字，没有日期") if is_word(tight(value)) else (True, "看不出是哪一天")
    if found is not None:
        sign = noted(value)
        return False, f"读作 {found}，“{sign}”是注释" if sign else ""
    return (False, "写的是字，没有数") if is_word(tight(value)) else (True, why_not(tight(value)))


def _shown(value: Value) -> str:
    """As it stands, on one line: wide signs stay wide."""
    return " ".join(value.split()) if isinstance(value, str) else words(value)


def is_word(text: str) -> bool:
    """A word in the place of a number that hides none: 停产, 未开工, 不涉及; not 三十, not lo."""
    chinese = all("一" <= sign <= "鿿" or sign in "（）()、，," for sign in text)
    return chinese and not _IN_WORDS.fullmatch(text)


def is_damaged(text: str) -> bool:
    """Words that were meant as a number."""
    return why_not(text) not in (_NO_NUMBER, _A_DAY)


def why_not(text: str) -> str:
    """Why words in a column of figures are no number."""
    if _ERROR.fullmatch(text):
        return "公式出错，没有算出数"
    if is_day(text):
        return _A_DAY
    if _RAISED.fullmatch(text):
        return "数的右上角有小字，分不清是注释还是乘方"
    if text.count(".") > 1 or _COMMAS.fullmatch(text):
        return "千分号或小数点的位置不对"
    if _LOOKALIKE.fullmatch(text) and any(sign.isdigit() or sign in "OolI" for sign in text):
        return "字母混在数里，像是认错的数字"
    if _WITH_WORDS.fullmatch(text):
        return "数后面带了字"
    if _HEDGED.fullmatch(text):
        return "数前面带了字，不是准数"
    return _NO_NUMBER
