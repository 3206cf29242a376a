"""Sentences that nobody carries out: how a list is to be read, how things stand, maxims, and rules for a case."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.lexicon import ACTIONS, DOINGS

_STARRED = "“?[★☆△▲◆●※＊*#]”?"
_CLASSES = "(?:挂帅|包联|包抓|包案|包保|牵头|分管|责任|领办|主办|承办|主责|首责|首接|联系|挂点|经办|协办|第一责任)"
_MUST = r"(?![^。]*(?:要(?![求素点])|必须|须|务必|确保|力争|请|由))"
_OF_LIST = re.compile(
    r"[^，。\d]{2,14}以[^，。]{2,16}为准$"
    rf"|(?:加|标注?|带|注|打)?有?{_STARRED}[^，。]{{0,8}}(?:为|表示|代表|系|是)[^，。]{{2,20}}"
    r"|[^，。]{0,8}(?:编号|序号|代码|字母)[^，。]{0,6}(?:为|表示|代表|是)[^，。]{2,12}(?:[，、]|$)"
    r"|(?:本|此|上|下)(?:表|清单|台账|目录|单)(?:所列|所称|所涉|中|内|里)?[^，。由]{0,16}(?:依据|根据|按照|系|指|包括|统一|采用|来源|不含|口径|制定|编制)"
    r"|[^，。]{0,14}(?:进展|进度|情况|结果|详情|内容|名单|政策)[，]?(?:均|都)?可(?:在|通过|登录|扫描|关注)?[^，。]{2,24}(?:查询|查看|查阅|下载|了解)$"
    r"|[\u4e00-\u9fff]{2,14}[〔\[（(]20\d\d[〕\])）](?:第)?\d{1,4}号$"
)
"""「加“★”者为首责单位」, 「总投资以批复为准」, 「×政办发〔2026〕11号」."""
_RULE = re.compile(
    rf"[^，。\d]{{2,24}}(?:问题|事项|困难|矛盾)[，,]?由(?:各)?{_CLASSES}(?:县|市|区)?(?:领导|单位|部门|人)[^，。\d]{{0,4}}(?:协调|负责|研究|解释|牵头|处理|解决)[^，。\d]{{0,6}}$"
    rf"|各?{_CLASSES}单位对[^，。\d]{{2,16}}(?:负总责|负首责|负主责|负全责|负责)"
    r"|(?:一旦)?(?:发生|出现|遇到?|碰到)[^，。\d]{1,16}(?:时|的)[，,]"
    r"|[^，。\d]{0,14}(?:确需|确因|如需|因故|确有|确实|未能|不能|不宜)[^，。\d]{1,14}的[，,][^，。]{0,8}(?:须|应|要|可|由|按|报|经)"
    r"|[^，。\d]{2,6}过程中[，,]?(?:要|应当?|须|必须|不得)"
    r"|[^。\d]{2,30}[，,][^，。\d]{0,10}(?:予以|给予|适当|酌情)(?:加分|奖励|扣分|减分|通报表扬)$"
    r"|[^，。\d]{2,20}[，,]?(?:一律|坚决|必须|全部)(?:返工|推倒重来|重来|退回重办|打回重办)"
)
"""「实施中确需调整的，须报……审议」, 「不合格的一律返工」."""
_STANDS = re.compile(
    r"(?P<told>(?:但是?|不过|然而|可是)[，,][^。]*(?:不容乐观|严峻|复杂|偏[多少高低弱]|不足|不够|短板|压力|困难|没有|仍)"
    r"|\d{1,2}月\d{1,2}日[，,][^。]{0,30}(?:带队|率队|率)(?:到|赴|深入|前往|去|专程))"
    rf"|{_MUST}[^，。\d]{{2,12}}(?:涉及千家万户|关乎|事关|关系到?|牵动|牵着|连着)[^。，]"
    rf"|{_MUST}[^，。\d]{{2,14}}(?<![就还不都别其若凡只但可总点键务标要一二三四五])是(?!否)(?!{ACTIONS})[^，。\d]{{2,20}}(?:[，,]|$)"
    rf"|{_MUST}[^。]*一头(?:连着|系着|牵着|挑着)"
)
"""「消费是最终需求，一头连着……」: how things are, or were."""
_WHAT_ALL_SEE = "(?:最清楚|最有发言权|看得见|看在眼里|说了算|最公道|心里有(?:数|杆秤|本账))"
_MAXIM = re.compile(
    rf"[^。]*(?:群众|百姓|大家)[^，。]{{0,6}}{_WHAT_ALL_SEE}$"
    r"|[^。]*[一][茬任年锤届](?:接着|接)[一][茬任年锤届](?:接着)?干$"
    r"|(?:坚决|认真|全面|严格|迅速|抓好)*(?:落实|贯彻|执行)好?[^，。\d]{2,16}(?:批示|指示|要求|讲话|部署)(?:精神|要求)?$"
    r"|(?:下半年|今年|明年|新的一年|下一步|接下来|未来)[，,]?我们(?:将|要|必须|一定)(?:继续|始终|更加|坚定)?(?:坚持|以|锚定|紧盯|紧扣|保持)[^。\d]*$"
    r"|[^。\d]*作为[^，。]{2,10}[，,](?:要|应|须|必须)(?:切实|真正|主动|坚决|始终|牢牢)*(?:担负|扛|负|履行|承担|发挥)[起好]?[^，。\d]{2,14}(?:责任|职责|作用|担子)$"
    r"|(?:下面|这里|在此|首先|最后|借此机会)?[，,]?我(?:先|再|也|就|想|还)*(?:表个态|说[一几两]句|讲[一几两]|交个底|打个招呼|提个醒|谈[一几两]|作个说明)"
)
"""「好不好，群众心里最清楚」, 「坚决落实×书记批示要求。」"""


def remark(plain: str, *, due: bool, owner: bool, measure: bool) -> str | None:
    """Why a sentence is nobody's task, by its form; None if it may be one. What has a day and somebody is one."""
    if due and owner:
        return None
    listed = not due and (plain.endswith(_ENDS_OF_LIST) or _MAY_BE_OF_LIST.search(plain, 0, _NEAR))
    if listed and _OF_LIST.match(plain):
        return "note"
    if (plain.endswith(_ENDS_OF_MAXIM) or "我" in plain[:10]) and _MAXIM.match(plain):
        return None if due and measure else "slogan"
    stands = _STANDS.match(plain) if _MAY_STAND.search(plain, 0, _NEAR) else None
    if stands and not (owner and measure) and (stands["told"] or not (due or measure)):
        return "analysis"
    return "norm" if not (due or measure) and _MAY_BE_RULE.search(plain, 0, 2 * _NEAR) and _RULE.match(plain) else None


_NEAR = 26
_ENDS_OF_LIST = ("为准", "号", "查询", "查看", "查阅", "下载", "了解")
_MAY_BE_OF_LIST = re.compile("[★☆△▲◆●※＊*#]|编号|序号|代码|字母|[本此](?:表|清单|台账|目录|单)")
_ENDS_OF_MAXIM = (
    *("清楚", "发言权", "看得见", "看在眼里", "说了算", "公道", "有数", "杆秤", "本账", "干", "批示", "指示", "要求"),
    *("讲话", "部署", "精神", "责任", "职责", "作用", "担子"),
)
_MAY_STAND = re.compile("但|不过|然而|可是|涉及|关[乎系]|事关|牵[动着]|连着|是|一头|带队|率")
_MAY_BE_RULE = re.compile(
    "由(?=[^，。]{2,10}(?:领导|单位|部门|人))|单位对|发生|出现|遇|碰到|确[需因有实]|如需|因故|未能|不能|不宜|过程中|加分|奖励|扣分|减分|表扬|返工|重来|重办"
)
"""A cheap look for each of the forms."""


_LONGEST = 120
_HOW_IT_IS = re.compile(
    r"现有|共有|尚有|仅有|只有|至今|目前|建于|始建|不[足够便畅通]|严重|突出|集中(?=[。；;]|$)|旺盛|老化|缺口|困难(?=较|很|重重|多|大|突出|。|$)|偏[低少弱慢]|较[差低少大]|没有|无法|去年|上年|近年|多年|年久失修|破损|落后|滞后|拥堵|垮塌"
)
_OF_ALL = re.compile(r"(?:全[县市区镇乡州旗]|我[县市区]|辖区)[^，。]{2,14}\d")
_DOES = re.compile(
    rf"(?:^|[，,；;、：:。])(?:[\d年月日底前内旬上中下之]*|今年|年内|全年|要|拟|将|计划|力争)(?:{ACTIONS}|{DOINGS})|要(?![求素点])|必须|须|务必|确保|力争|请|由|负责|牵头|会同|拟|计划|完成|建成|实施|为\d|逐[个一户]"
)


def is_background(words: str) -> bool:
    """「全县60岁以上老人5.1万人，助餐需求旺盛。」: how things are, where what is to be done stands behind it."""
    if len(words) > _LONGEST or not (_HOW_IT_IS.search(words) or _OF_ALL.match(words)):
        return False
    return _DOES.search(words) is None
