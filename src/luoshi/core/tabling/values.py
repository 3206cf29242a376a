"""What a cell says: a number however it is written, a sign that there is none, or words."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from luoshi.core.tabling.grid import Value

MARKS: dict[str, str] = {
    "": "空白",
    "-": "没有数",
    "—": "没有数",
    "/": "没有数",
    "\\": "没有数",
    "*": "没有数",
    "x": "没有数",
    "×": "没有数",
    "无": "没有数",
    "空": "没有数",
    "n/a": "没有数",
    "na": "没有数",
    "…": "数太小或不详",
    "未报": "未报",
    "不适用": "不适用",
    "未发布": "未发布",
}
"""What stands where a number would stand, and what it means."""

_NARROW = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x3000: 0x20}
"""Wide signs only: what Unicode calls compatible would also make 12.3① into 12.31 and m² into m2."""
_DASHES = str.maketrans(dict.fromkeys("−–―─－‐‑﹣﹘ー", "-"))
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,2})?")
_NOTE_SIGN = re.compile(
    r"(?<=[\d%])\s*(?:[①-⑳*＊†‡]{1,3}|[\[〔【]注?\d{1,2}[\]〕】]|[(（]注?[①-⑳注]\d?[)）]|注[①-⑳\d]?)$"
)
"""A reference to a note behind a number: 1985①, 128*, 2117[2], 36(注1). 36(1) may be two numbers."""
_SPACED = re.compile(r"[-+]?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]*)?")
"""Thousands set apart by spaces; two numbers in one cell are not one."""
_DAY = re.compile(r"(?:19|20)\d\d([-./年])(?:0?[1-9]|1[0-2])(?:(?:[-./月])(?:0?[1-9]|[12]\d|3[01])日?|月)?(?:\s.*)?")


def words(value: Value) -> str:
    """A cell's words on one line, in narrow digits and signs."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = format(value, "f") if isinstance(value, Decimal) else value
    return " ".join(text.translate(_NARROW).split())


def tight(value: Value) -> str:
    """Words without spaces: 「地  区」 is 「地区」."""
    return "".join(words(value).split())


def noted(value: Value) -> str:
    """The sign behind a number that refers to a note: ① of 1985①; "" if there is none."""
    found = _NOTE_SIGN.search(words(value)) if isinstance(value, str) else None
    return tight(found[0]) if found and number(value) is not None else ""


def number(value: Value) -> Decimal | None:
    """The number of a cell: 1,234.5, １２３, 12.3% (as 12.3), 12.3① (as 12.3). None for what is no plain number."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, datetime.date):
        return None
    text = _NOTE_SIGN.sub("", words(value)).lstrip("'¥￥").translate(_DASHES).removesuffix("%").strip()
    text = text.replace(" ", ",") if _SPACED.fullmatch(text) else re.sub(r"^([-+])\s+", r"\1", text)
    if not any(sign in "0123456789" for sign in text) or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", ""))


def is_percent(value: Value) -> bool:
    return isinstance(value, str) and tight(value).endswith("%") and number(value) is not None


def mark(value: Value) -> str:
    """What a sign in the place of a number means: "空白" for nothing at all, "" if it is no such sign."""
    if not isinstance(value, str):
        return ""
    text = tight(value).lower().translate(_DASHES).rstrip("①②③④⑤⑥⑦⑧⑨⑩")
    short = re.sub(r"[-—]+", "-", text)
    short = re.sub(r"[.…·。]{2,}|…", "…", short) if set(short) <= set(".…·。") else short
    return MARKS.get(short, "")


def is_blank(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()


def is_day(value: Value) -> bool:
    """A day or a month: a date cell, 2025.1.1, 2025-03, 2025年3月."""
    if isinstance(value, datetime.date):
        return True
    return isinstance(value, str) and bool(_DAY.fullmatch(tight(value).lstrip("'")))


def is_year(value: Value) -> bool:
    """A bare year, as headings have it."""
    found = number(value)
    return found is not None and found == found.to_integral_value() and 1949 <= found <= 2100
