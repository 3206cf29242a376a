"""A measure as one line of words, read back from what somebody types: 「开工 ≥ 9 个」."""

from __future__ import annotations

import re
from typing import Any

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.grammar.measures import measures as read_measures
from luoshi.matters.measured import SIGNS

_OPS = {sign: op for op, sign in SIGNS.items()} | {
    ">=": ">=",
    "<=": "<=",
    "＞": ">",
    "＜": "<",
    "＝": "=",
    "＋": "+",
    "不少于": ">=",
    "不低于": ">=",
    "至少": ">=",
    "不超过": "<=",
    "不高于": "<=",
    "增长": "+",
    "": "=",
}
_LINE = re.compile(
    r"(?P<what>.*?)\s*(?P<op>>=|<=|[≥≤=><＞＜＝+＋×]|不少于|不低于|至少|不超过|不高于|增长)?\s*"
    r"(?P<value>-?\d[\d,，]*(?:\.\d+)?|[XxＸ]+)\s*(?P<unit>[^\d\s≥≤=><]{0,12})"
)
_WHOLE = re.compile(r"(?P<what>.+?)\s*(?:全部完成|完成|全部|是)")
_NARROW = {ord(full): half for full, half in zip("０１２３４５６７８９．％", "0123456789.%", strict=True)}
_MOST_DIGITS = 13
"""A measure's figure has 18 digits, four of them behind the point."""


def read_back(text: str, place: str = "目标") -> list[dict[str, Any]]:
    """What somebody typed as measures, one for each 「；」. Raises BadInput for what is none."""
    pieces = [piece.strip() for piece in re.split(r"[;；\n]", text.translate(_NARROW)) if piece.strip()]
    found = [_one(piece) for piece in pieces]
    faults = [
        Fault(f"“{piece}”看不出是多少", "写成“开工 ≥ 9 个”；几个目标之间用“；”隔开", place)
        for piece, one in zip(pieces, found, strict=True)
        if one is None
    ]
    if faults:
        raise BadInput.of(faults)
    return [one for one in found if one]


def _one(piece: str) -> dict[str, Any] | None:
    line = _LINE.fullmatch(piece)
    if line:
        value = None if line["value"][0] in "XxＸ" else line["value"].replace(",", "").replace("，", "")
        if value and len(value.partition(".")[0]) > _MOST_DIGITS:
            return None
        what = line["what"].strip("：: ")
        return {"what": what, "op": _OPS[line["op"] or ""], "value": value, "unit": line["unit"], "text": piece}
    said = read_measures(piece)
    if len(said) == 1:
        return said[0].as_dict()
    whole = _WHOLE.fullmatch(piece)
    return {"what": whole["what"], "op": "all", "value": None, "unit": "", "text": piece} if whole else None
