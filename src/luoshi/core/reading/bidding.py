"""What a speaker bids without saying who: 「要加快电商产业园、物流产业园建设，争创国家级示范县。」"""

from __future__ import annotations

import re

from luoshi.core.reading import signs
from luoshi.core.reading.grammar.heads import behind
from luoshi.core.reading.grammar.lexicon import ACTIONS, any_of


def bids_works(words: str) -> bool:
    """Whether works are bidden, one after the other, and one of them is a thing that can be seen to be done."""
    clauses = [_bare(clause) for clause in _STOP.split(words)]
    doing = [clause for clause in clauses if _DOES.match(clause)]
    return len(doing) >= _AT_LEAST and any(_WORK.search(clause) for clause in doing)


def _bare(clause: str) -> str:
    return behind(_HOW, clause)


_AT_LEAST = 2
_STOP = re.compile("[，,；;]")
_HOW = re.compile(rf"^(?:要(?![求素点闻么件领])|必须|务必|确保|{any_of('积极 大力 全面 深入 扎实 切实 着力 全力 持续 进一步 不断 统筹 有序 稳步 加紧 同时 特别是 抓紧 加快 加速')})+")
_DOES = re.compile(rf"(?:{ACTIONS})")
_WORK = re.compile("项目|工程|园区|产业园|基地|线路|示范|行动|活动|试点|办法|经费|平台|中心")
