"""What sounds like a look back and looks forward: 「推进美丽中国先行区建设取得新成效」 over a section of works,
「督促已签约项目」, 「实施空气质量持续改善行动」."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import by_first
from luoshi.core.reading.grammar.lexicon import ACTIONS

_EFFORT = (
    "全面|全力|全域|奋力|大力|深入|扎实|着力|持续|坚定不移|毫不动摇|毫不放松|千方百计|持之以恒|一以贯之|统筹|纵深|有力|有效|有序|加力|聚力|"
    "高[质水标][量平准]|高效能?|更[大高实强深优好加多快严][\u4e00-\u9fff]{0,3}|进一步|积极|切实|加紧|牢牢|不断|稳步|精心|务实|坚决"
)
BEGINS = rf"(?:(?:{_EFFORT})(?:地|、)?){{0,3}}(?:{by_first(ACTIONS)}|提速|抓|促|强|优|治|守|稳|扩|保|兴|富|惠)"
"""A verb, perhaps behind how it is to be done."""
_BIDS = re.compile(rf"\s*[“\"]?(?:{BEGINS}|(?:{_EFFORT})|以[^，。]{{2,24}}[，,]?|在[^，。]{{2,20}}[上中][，,]?|让[^，。]{{2,16}})")
_REACHED = re.compile("取得了|成效(?:显著|明显|突出|初显|凸显|斐然|显现|喜人|如下)")
_AIMED = re.compile(
    "(?:新的?|见|求|出|促|抓|要|更[大多好]的?|实实在在的?|(?:提升|提高|巩固|扩大|增强|放大|确保)[^，。]{0,12})成效"
)
_MENDS = re.compile(
    r"\s*(?:着力|加快|推动|抓紧|全力|逐[一项个]|深入|切实|持续|聚焦|坚决|限期|彻底|集中|全面|积极|主动)*"
    r"(?:解决|整改|化解|破解|纠治|攻克|消除|回应|适应|应对|服务|顺应|补齐|抓好|狠抓|抓实|整治)"
)
_TELLS = re.compile(
    r"\s*(?:及时|严格|定期|按时|按期|按月|每[月周旬季]|加强|强化|建立|健全|实行|完善|做好|跟踪|开展)"
    r"[^，。]{0,12}(?:调度|报送|报告|通报|反馈|评估|制度|跟踪|公开|总结)"
)
"""「定期通报工作情况」: to be told of, and not told."""
_SUMS_UP = re.compile("总结(?:推广|提升|评估|验收|表彰|阶段|巩固|评比|考核|上报|完善|深化)|(?:验收|考核|评估|巩固|提升|推广)总结")


def heading_bids(heading: str, found: str) -> bool:
    """Whether a heading with a word of looking back tells what is to be reached. found: that word."""
    if found.endswith("成效"):
        aimed = _AIMED.search(heading) is not None and _REACHED.search(heading) is None
        return aimed and _BIDS.match(heading) is not None
    if found == "总结":
        return _SUMS_UP.search(heading) is not None
    if found.endswith("情况"):
        return _TELLS.match(heading) is not None
    return (found.endswith("问题") or found == "形势") and _MENDS.match(heading) is not None
