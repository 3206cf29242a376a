"""Sentences that tell nobody to do anything: what is, how a list is read, what becomes of good and bad, maxims."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import behind, by_first, held, searched
from luoshi.core.reading.grammar.lexicon import ACTIONS, UNITS_OF_MEASURE

_TITLE = re.compile(
    r"(?:当前|目前|眼下|现在|如今|现阶段|事实上|近年来)[，,]|\s*[\u4e00-\u9fff“”]{2,8}[\u3000 ]+(?=[\u4e00-\u9fff])"
)
"""「就餐更暖　全区老人……」: a title, and a blank behind it."""
_BIDS = re.compile(
    r"(?<![主需重只首想摘就次显])要(?![求素点闻么件领务塞])|必须|务必|应当?(?![急用收保])|须|请|确保|力争|争取|由(?!于|此)|牵头|负责|(?<!已)(?<!已经)完成|前[，。]|对[^，。]{2,20}的|不得|不少于|不低于|(?<!成)以上$"
)
_ACTS = re.compile(rf"(?:全面|集中|一律|逐[户个项]|抓紧|尽快)*(?:{by_first(ACTIONS)})")
_WITHIN = searched(
    by_first("|".join(word for word in ACTIONS.split("|") if len(word) > 1 and word not in ("综合", "重点", "集中")))
)
_DEEDS = re.compile(by_first("|".join(word for word in ACTIONS.split("|") if len(word) > 1 and word != "坚持")))
_COUNTED = re.compile(
    rf"[^，。]{{0,24}}(?:共有|现有|尚有|仍有|还有|约有|仅有|只有|已有|有|占比?|占到?|达到?|超过?|均?为|仅|近|约|共|已)[^，。\d]{{0,8}}\d"
    rf"|[^，。]{{2,20}}?\d[\d.,]*(?:{UNITS_OF_MEASURE})(?:以上|左右|多)?$"
    r"|[^，。]{0,12}(?:缺口|关系|事关|涉及|影响)[^，。\d]{0,4}\d|[^，。]{0,10}平均[^，。\d]{2,10}\d"
    r"|[^，。]{2,20}占[^，。]{0,6}(?:[一二三四五六七八九]成|过?半|多数|三分之)"
)
"""「老人5.1万人」, 「空巢独居占三成以上」."""
_HOW = searched(
    r"时有发生|(?:很|较|十分|比较|极|非常|太)?不(?:方便|便|低|高|强|均|畅|稳|齐|平衡|协调)$|(?:意见|矛盾|反映|诉求|呼声)[^，。]{0,4}(?:大|集中|强烈|突出|多|高)$"
    r"|普遍(?:性)?$|(?:问题|矛盾|短板|现象|压力|隐患)[^，。]{0,8}(?:突出|严重|较[大多重]|明显|普遍|不少|存在)$|老化(?:严重)?$|(?:超期|带病)[^，。]{2}$|偏[高低少多大小弱慢晚差]$"
    r"|(?:能力|供给|设施|力量|后劲|基础|活力|车位|学位|床位|水平)[^，。]{0,4}(?:不足|薄弱|滞后|短缺|紧张|不够)$|只能[^，。]{2,12}$|(?:至今|长期|一直|仍然?|尚未|还没有?)[^，。]{2,20}$"
    r"|是[^，。]{0,14}(?:的事|根子|原因|问题|期盼|心愿|盼头|痛点|难点|堵点|瓶颈|短板|软肋|大事|小事|方向|症结|通病|老大难)$|[靠在]“[^”]{1,6}”$|解决不了[^，。]{0,6}$|倒数(?:第[一二三四五]|靠后)?|亟[待需][^，。]{2,6}$|(?:严重|破损|开裂|坍塌|堵塞|怨声载道|捉襟见肘)$|高达\d|未(?:厘清|解决|开工|启用|投用|完工|通车)$"
)
_STANDS = re.compile(
    rf"^(?:至今|现已|目前|眼下|仍|一直|多年来|长期以来|前期|此前|近[几两]?年来?|去年|上年|前年)|[已未]|{_HOW.pattern}"
)
"""What is said of a deed done, or not done, or wanting."""
_EVENT = re.compile(
    r"近[一二三四五两几\d]{1,2}年来?[^。，]{0,12}(?:发生|累计|共)|(?:(?:20\d\d年)?\d{1,2}月(?:份|\d{1,2}日)|去年|上年|今年(?:以来|上半年)|前不久|日前)[^。]{0,30}(?:发生|冲毁|出现|同比|造成|爆发|受[淹损]|教训|通报)"
)
"""「5月9日邻县发生中毒事故，教训极其惨痛」."""
_PARTS = re.compile("[，,；;。]")


def is_fact(words: str) -> bool:
    """「全区60岁以上老人5.1万人，空巢独居占三成以上。」: entirely about what is, and nothing to be done."""
    if len(words) > _LONGEST:
        return False
    plain = words.strip("。；;！ \u3000\n")
    if _ACTS.match(plain):
        return False
    last = plain[plain.rfind("，") + 1 :]
    stated = (_FIGURE.search(last) and _COUNTED.match(last)) or _HOW.search(last)
    if not (stated or (plain.startswith(_EVENT_FIRST) and _EVENT.match(plain))):
        return False
    plain = behind(_TITLE, plain)
    if _ACTS.match(plain) or _BIDS.search(plain):
        return False
    if _EVENT.match(plain):
        return True
    clauses = [one for one in _PARTS.split(plain) if one]
    if any(_ACTS.match(one) or (_WITHIN.search(one) and not _STANDS.search(one)) for one in clauses):
        return False
    states = sum(1 for one in clauses if _COUNTED.match(one) or _HOW.search(one))
    return bool(stated and clauses) and states * 2 >= len(clauses) and _is_sure(plain, clauses)


_FIGURE = re.compile(r"\d|占")
_EVENT_FIRST = tuple("0123456789去上今前日近")


def _is_sure(plain: str, clauses: list[str]) -> bool:
    """A bare figure may be one to be reached: something must say that it is how things are."""
    return bool(_SURE.search(plain)) or any(_HOW.search(one) for one in clauses)


def without_facts(words: str) -> str:
    """An item's words with blanks for its sentences about what is: their figures are none to be reached."""
    pieces = _SENTENCE_END.split(words)
    return "".join("\u3000" * len(one) if is_fact(one) else one for one in pieces)


_SENTENCE_END = re.compile("(?<=。)")
_LONGEST = 120
_SURE = re.compile(
    "缺口|关系|事关|涉及|平均[^，。]{2,8}(?:达|超过|长达|高达)|(?:老人|老年人|居民|群众|学生|儿童|人口|职工|农民工|残疾人|车辆|电动车|电梯|住户)\\d|共有|现有|尚有|仍有|还有|约有|仅有|只有|已有|[，,][^，,]{0,16}占|至今|目前|眼下|去年|上年|尚未|仍(?!要)|工程共|共计|已[^，]{2,6}\\d"
)
_OF_LIST = re.compile(
    r"(?:本|此|该)(?:清单|表|方案|分解表?|任务书|目录|要点|计划)[^。]{0,8}(?:依据|根据|按照)[^。]{2,60}(?:制定|编制|形成|梳理|确定|起草)$"
    r"|[^。，]{0,14}[加标带注画打][注有]?[“\"]?[★☆▲△※＊*◎●√][”\"]?(?:号|符号)?(?:的|者)?[^。]{0,30}[为是系指]|[“\"]?[★☆▲△※＊*◎●√][”\"]?(?:号)?(?:的|者)?(?:表示|代表|为|是|系|指)"
    r"|[^。，]{0,16}(?:排|列|位)(?:名|在)?(?:首位|第一位?|最前)的?(?:单位|部门)?[为是](?:牵头|首责|主责|责任|主办)[^。]{0,12}|[^。，]{0,16}按(?:自然日|工作日|姓氏笔[画划])(?:计算|排序)$"
    r"|[^。]{0,30}可(?:登录|通过|在|到|扫码)[^。]{2,40}(?:查询|查看|查阅|下载|了解|反映)$|[^。]{0,16}(?:如有|有)[^。]{0,10}[，,]可?(?:拨打|登录|扫码|联系)"
)
"""How a list is to be read, and where more can be read."""
_GOOD_AND_BAD = re.compile(
    r"(?![^，。]{0,12}[局委办室组镇]对)[^，。；]{2,20}(?<!目)的(?:单位|部门|干部|个人|乡镇|镇街|项目|同志)?[，,]?(?:一律|坚决|全部|要|由(?:(?!由)[^，。]){2,10}|将|在(?:(?!在)[^，。]){2,12}[中里]|优先|按规定|年[终底]){0,4}(?:予以|给予|进行|向[^，。]{2,10})?"
    r"(?:加分|扣分|减分|返工|重来|重干|推倒重来|重用|提拔|调整岗位|挪位置?|评先|表扬|表彰|奖励|嘉奖|通报(?:批评|表扬)?|约谈|问责|说明情况|作(?:出)?(?:说明|检讨|检查)|表态发言|亮黄牌|摘帽)"
    r"|[^。]{0,16}(?:评先树优|评先评优)[，,]|[^，。；]{0,4}[\u4e00-\u9fff]{2}(?:单位|部门)要?对[^，。；\d]{2,16}负(?:总|主|全|首)?责"
)
"""What becomes of those who do it well, and of those who do not."""
_MAXIM = re.compile(
    r"(?:要|就是要)?(?:始终|坚持|一定要)?(?:把|将)[^，。\d]{2,20}(?:作为|当作|当成|看作|摆在|放在)[^，。\d]{2,20}(?:来抓|抓好|抓实|位置|首位|[”])(?:[，,][^，。\d]{2,20})?$"
    r"|[^，。\d]{2,16}[，,]要(?:当成|当作|变成|作为)[^，。\d]{2,16}$|[^，。]{2,16}再[^，。]{1,4}也(?:不能|要|得)[^，。\d]{2,12}$"
    r"|[^，。\d]{0,8}坚持[^，。\d]{2,12}[，,](?:不|杜绝|防止|避免|力戒)[^，。\d]{2,16}$"
    r"|[^，。\d]{1,10}(?:主要|关键|根本|全)?[靠在]“[^”]{1,6}”[，,][^，。\d]{1,10}[靠在]“[^”]{1,6}”$"
)
"""How one shall look at it."""


def tells_nothing(plain: str) -> str | None:
    """The reason, if a sentence of which nobody is bidden is such a one."""
    if ("的" in plain or "责" in plain or "评先" in plain) and _GOOD_AND_BAD.match(plain):
        return "norm"
    if _DEEDS.match(plain) and "：" not in plain[:8]:
        return None
    if _OF_LIST.match(plain):
        return "note"
    return "slogan" if _MAY_TEACH.search(plain) and _MAXIM.match(plain) else None


def idle(plain: str) -> str | None:
    """The same, or that it only says what is."""
    if reason := tells_nothing(plain):
        return reason
    return "analysis" if not _DEEDS.match(plain) and is_fact(plain) else None


_MAY_TEACH = held("作为|当[作成]|看作|[摆放]在|变成|再|坚持|[靠在]“")
"""What the forms hold: a cheap look before the dear one."""
