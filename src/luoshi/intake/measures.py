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
_BEFORE = r"(?:之前|以前|之内|以内|前|内|止)"
_TIME = re.compile(
    r"(?:在|于|到|至|每)?\s*(?:"
    rf"(?:20\d\d\s*年)?\s*\d{{1,2}}\s*月份?(?:\s*\d{{1,2}}\s*[日号]|[底末初]|[上中下]旬)?{_BEFORE}?"
    rf"|20\d\d\s*[-./]\s*\d{{1,2}}(?:\s*[-./]\s*\d{{1,2}})?[日号]?{_BEFORE}?"
    rf"|\d{{1,2}}[-./]\d{{1,2}}[日号]?{_BEFORE}"
    rf"|20\d\d\s*年(?:[底末]|上半年|下半年)?{_BEFORE}?"
    rf"|(?:本|下|当|每)?月(?:\d{{1,2}}\s*[日号]|[底末]){_BEFORE}?"
    rf"|\d{{1,3}}\s*(?:个?工作日|个月|个星期|小时|日|天|周|年){_BEFORE}"
    r")"
)
"""A time limit in figures: 12月20日前, 2026-12-20, 10天内, 每月5日前. Its figures measure nothing."""
_DONE_BY = re.compile(
    r"(?:完成时[限间]|时[限间])?[\s：:，,]*(?:要|须|应)?(?:全部|全面|如期)?(?:完成|办结|建成|完工|报送|回复|落实|到位)?"
)
"""What is left of words that say no more than by when."""
_NARROW = {ord(full): half for full, half in zip("０１２３４５６７８９．％", "0123456789.%", strict=True)}
_MOST_DIGITS = 13
"""A measure's figure has 18 digits, four of them behind the point."""


def read_back(text: str, place: str = "目标") -> list[dict[str, Any]]:
    """What somebody typed as measures, one for each 「；」. Raises BadInput for what is none."""
    pieces = pieces_of(text)
    found = [_one(piece) for piece in pieces]
    faults = [_fault(piece, place) for piece, one in zip(pieces, found, strict=True) if one is None]
    if faults:
        raise BadInput.of(faults)
    return [one for one in found if one]


def pieces_of(text: str) -> list[str]:
    """The measures somebody typed, one by one."""
    return [piece.strip() for piece in re.split(r"[;；\n]", text.translate(_NARROW)) if piece.strip()]


def only_when(piece: str) -> bool:
    """Whether words say no more than by when: 「12月20日前完成」."""
    rest = _TIME.sub("", piece)
    return rest != piece and _DONE_BY.fullmatch(rest.strip()) is not None


def _fault(piece: str, place: str) -> Fault:
    if only_when(piece):
        return Fault(f"“{piece}”是时限，不是目标", "时限写在“时限”一栏；目标写成“开工 ≥ 9 个”", place)
    return Fault(f"“{piece}”看不出是多少", "写成“开工 ≥ 9 个”；几个目标之间用“；”隔开", place)


def _one(piece: str) -> dict[str, Any] | None:
    if only_when(piece):
        return None
    rest = _TIME.sub("", piece).strip(" ，,、")
    if rest == piece:
        return _line(piece)
    said = [one.as_dict() for one in read_measures(piece)]
    if len(said) == 1 and said[0]["value"] and said[0]["what"]:
        return said[0]
    found = _line(rest) if re.search(r"\d", rest) else None
    return found or {"what": rest.removeprefix("完成"), "op": "all", "value": None, "unit": "", "text": piece}


def _line(piece: str) -> dict[str, Any] | None:
    """A line without a time limit: what, how it is meant, how much of what unit."""
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
