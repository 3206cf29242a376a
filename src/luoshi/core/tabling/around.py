"""Words about a table that stand around it: who filled it in, when, in what unit; notes and signatures below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.tabling.grid import Value
from luoshi.core.tabling.values import is_blank, is_day, number, tight

NOTE = re.compile(
    r"[(（]?(?:注|说明|备注|附注|数据来源|资料来源|来源|摘编自|填表说明|填报说明|指标解释|制表|填表人|填报人|审核|"
    r"单位负责人|统计负责人|联系人|联系电话|报出日期|填报日期|note|source)s?[)）]?(?:\d*[:：.、]|$)|摘编自|[①-⑳*＊]\D|\[\d\]|注\d?[:：.、①-⑳]",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"[(（]?(?:单位|计量单位|填报单位|填表单位|编制单位|制表单位|统计单位|填报日期|填表日期|日期|时间|时期|报告期|表号|"
    r"制定机关|批准机关|批准文号|有效期至|文号|填表人|填报人|制表人|联系人|联系电话|审核人?|负责人|单位负责人|统计负责人|"
    r"unit)[)）]?[:：].*|[(（]?单位[)）]?|\([^()]{1,24}\)|(?:19|20)\d\d年.{0,12}|(?:[甲-癸]|表)?\d*[-—]?\d*表|(?:附?[表件])?\d+[-—.]\d+|附?[表件]\d*",
    re.IGNORECASE,
)
_KEYED = re.compile(r"[(]?([^:()]{1,14})(?:\([^()]{1,6}\))?:(.*)")
_KEY = re.compile(
    r"(?:单位|机关|机构|部门|科室|名称|地区|区划|区域|日期|时间|时期|期|号|人|领导|主任|局长|编制|制表|填报|填表|统计|审核|复核|"
    r"审批|电话|签章|盖章|签字|签名|公章|unit)$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:(?:单位|统计|部门)?负责人|(?:审核|复核|填表|制表|填报|经办|联系)人|联系电话|主管领导|分管领导)(?:签[字章名])?"
)
_PART = re.compile(r"其中|[#＃]")
MOST = 6
"""Cells that a line of such words has at most."""


def is_note(text: str) -> bool:
    """Whether a line of words explains the table above it rather than opening something."""
    return bool(NOTE.match(tight(text)))


def is_fact(value: Value) -> bool:
    """填报单位：…, 计量单位：万元, （2026年1—6月）, 表号：T304-2表."""
    return isinstance(value, str) and (bool(_FACT.fullmatch(tight(value))) or bool(_key(value)))


def _key(value: Value) -> str:
    """The word before the colon if it is one that stands before such facts."""
    found = _KEYED.fullmatch(tight(value)) if isinstance(value, str) else None
    key = found[1] if found else ""
    return key if _KEY.search(key) and not _PART.match(key) else ""


def are_facts(values: Sequence[Value]) -> bool:
    """Whether a line says nothing but who, when and in what unit."""
    return len(values) <= MOST and (_all_facts(values) or _all_keyed(values))


def _all_facts(values: Sequence[Value]) -> bool:
    awaited = keyed = False
    for value in values:
        own = is_fact(value)
        if not (own or is_day(value) or awaited):
            return False
        keyed = keyed or (own and (number(value) is None))
        awaited = bool(_key(value)) and tight(value).endswith(":")
    return keyed


def _all_keyed(values: Sequence[Value]) -> bool:
    """局长：…　预算股：…　制表：…: every cell a short word, a colon and what belongs to it; or a day."""
    said = [tight(value) for value in values if not is_day(value)]
    found = [_KEYED.fullmatch(word) for word in said]
    short = [bool(one) and len(one[1]) <= 8 and ":" not in one[2] and not _PART.match(one[1]) for one in found if one]
    return len(values) >= 2 and bool(said) and len(short) == len(said) and all(short) and not any(map(_amount, said))


def _amount(word: str) -> bool:
    """合计：25: a colon before a figure."""
    return number(word.rpartition(":")[2]) is not None


def is_signed(value: Value) -> bool:
    """审核人, before a name in a cell of its own."""
    return bool(_SIGNED.fullmatch(tight(value)))


def has_colon(value: Value) -> bool:
    return isinstance(value, str) and not is_blank(value) and ":" in tight(value) and not _PART.match(tight(value))
