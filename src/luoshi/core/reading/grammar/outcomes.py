"""What becomes of a thing, and what nobody does: 「市民中心年底前完成主体工程」."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.doers import Subject

_BECOMES = re.compile("通过[^，。]{0,12}(?:验收|评审|评估|认证|复审|认定)|投用|投入使用|挂牌|开业|启用|封顶")
"""「急诊急救中心通过市级验收」."""
_THING = re.compile("(?:中心|馆|园|厂|场|院|校|区|小学|中学|站|[一二三四五六七八九十]中|村|段)$")
_IS_BUILT = re.compile(
    r"(?:[^，。；]{1,12}[前底内日月年])?(?:全面|正式|全部|基本)?(?:主体)?"
    r"(?:建成(?:供水|投用|运行|开放)?|完成主体(?:工程|施工|结构|建设)?|投用|投入(?:使用|运行|运营)|开放|开馆|开园|封顶|完工|竣工|投产|投运|交付(?:使用)?|开工|动工|通水|供水)"
    r"(?=[，,。；;！]|$)"
)
"""What is built builds nothing."""


def becomes(words: str, found: Subject, end: int, *, bare: bool) -> bool:
    """Whether a clause says what becomes of its subject. bare: a unit before its verb counts as one that must do it."""
    if found.role == "bare" and bare and _BECOMES.match(words, found.end, end):
        return True
    thing = len(found.names) == 1 and _THING.search(found.names[0].text)
    return bool(thing) and _IS_BUILT.match(words, found.end, end) is not None
