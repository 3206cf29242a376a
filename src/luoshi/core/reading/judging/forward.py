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
_BIDS = re.compile(
    rf"\s*[“\"]?(?:{BEGINS}|(?:{_EFFORT})|以[^，。]{{2,24}}[，,]?|在[^，。]{{2,20}}[上中][，,]?|让[^，。]{{2,16}})"
)
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
_SUMS_UP = re.compile(
    "总结(?:推广|提升|评估|验收|表彰|阶段|巩固|评比|考核|上报|完善|深化)|(?:验收|考核|评估|巩固|提升|推广)总结"
)


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


def looks_back_in(plain: str, word: re.Pattern[str]) -> re.Match[str] | None:
    """The first word of looking back that is not a part of what is to be done."""
    for found in word.finditer(plain):
        if _is_named(plain, found):
            continue
        before = _CLAUSES_BEFORE.match(plain, 0, found.start())
        since = before.end() if before else 0
        if not (_is_attribute(plain, since, found) or _is_wished(plain, since, found)):
            return found
    return None


_CLAUSES_BEFORE = re.compile("(?s:.*)[，,；;。：:]")


def _is_named(plain: str, found: re.Match[str]) -> bool:
    """「实施空气质量持续改善行动」: a part of what is carried out is called so."""
    return _OF_NAME.match(plain, found.end()) is not None


_OF_NAME = re.compile(
    "[^，。；的]{0,6}(?:行动|工程|计划|方案|机制|制|攻坚战|专项|活动|政策|奖)(?![^，。]{0,4}(?:取得|成效|完成))"
)


def _is_attribute(plain: str, since: int, found: re.Match[str]) -> bool:
    """「督促已签约项目」, 「完成去年洪灾中倒损民房的重建」: of which things, behind the verb that is said of them."""
    if _WHICH_MUST.match(plain, found.end()):
        return True
    if _OF_THOSE.match(plain, since) and _THOSE.match(plain, found.end()):
        return True
    if found.start() == since:
        return False
    deed = _DEED.match(plain, since, found.start())
    return deed is not None and _TO_NOUN.match(plain, found.end()) is not None


_WHICH_MUST = re.compile(
    "[^，。；]{0,8}的[^，。；]{1,20}(?:应(?![对急用])|要(?![求素点])|须|必须|务必|原则上|尽快|抓紧|限期)"
)
"""「已建成的幼儿园应及时移交」."""
_OF_THOSE = re.compile("对|凡|将|把|由")
_THOSE = re.compile("[^，。；]{0,24}的[，,]")
_DEED = re.compile(
    rf"[“]?(?:要|必须|务必|须|请|再|重点|同时|并)?(?:(?:{_EFFORT}|全部|逐[一项个户]|抓紧|尽快|加快)(?:地)?){{0,2}}(?:{BEGINS}|督促|跟踪|抓|盯)"
)
_TO_NOUN = re.compile(
    "(?:[^，。；]{0,20}的[^，。；]|[^，。；\\d]{0,3}(?:项目|工程|企业|园区|基地|设施|路段|地块|小区|房屋|问题|事项|成果|机制|平台|厂房|线路|道路|用户|农户|标准|资金|产业园|载体|规划|合同))"
)


def _is_wished(plain: str, since: int, found: re.Match[str]) -> bool:
    """「争取东营港项目获批实施」, 「能耗降低3%以上，生态环境质量持续改善」: a result to be reached."""
    if plain[found.start() - 1 : found.start()] in "较比" and found.start() and found[0].startswith(("去", "上")):
        return _GOAL.search(plain) is not None and not _DONE_BY.search(plain)
    if not _RESULT.match(found[0]):
        return False
    return _WISHES.match(plain, since) is not None or (_GOAL.search(plain) is not None and not _OVER.search(plain))


_RESULT = re.compile(
    "取得(?:积极|明显|显著|新|重大)|持续(?:改善|向好)|获批|荣获|获评|稳中|迈上|居|首次|上升为|成功|圆满"
)
_WISHES = re.compile(
    "(?:同时|并)?(?:争取|力争|力促|促进|推动|确保|支持|帮助|助力|全力|努力|积极|指导|让|使|推进|保持|实现|争创|加快)"
)
_GOAL = re.compile(
    r"\d[\d.]*(?:[%％]|个百分点|[\u4e00-\u9fff]{1,4})?(?:以上|以内|以下|左右)|控制在|不(?:低|少|高|超)[于过]|力争|确保|增长\d|与[^，。]{2,10}同步"
)
_DONE_BY = re.compile("了|[已曾]|同比|完成\\d|实现\\d|达到?\\d")
_OVER = re.compile("了|[已曾]|同比|去年|上年|以来|达到?(?!\\d)|总体平稳|居[^，。]{0,8}第")
