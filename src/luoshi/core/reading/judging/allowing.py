"""What may be done, and what must always be so: 「鼓励各类主体捐赠」, 「……时，应……」. Nobody need answer for it."""

from __future__ import annotations

import re

from luoshi.core.reading.signs import bids

_MUST = r"(?:(?<![主需重只首想摘就])要(?![求素点闻么件领])|必须|务必|确保|力争|原则上)"
_ENCOURAGED = re.compile(
    rf"(?:积极|大力|支持和)?鼓励(?![^。]*[，,；](?:[^，。；]{{0,24}}{_MUST}|每[个县市年月]|将|制[定订]|出台))"
)
_MAY = re.compile(
    r"(?![^。]{0,30}(?:由|(?<!申)请))[^。，]{2,40}[，,]?(?:[^，。]{0,30})(?<![许认])可(?:以)?"
    r"(?:对|给予|根据|依据|按照?(?!时)|采取|采用|通过|在(?!线)|由|向|适当|结合|委托|申请|享受|参照|自行|先行|依法|吸收|探索|直接|优先|视情|酌情|实行|选择)"
)
_NOT_ALLOWED = re.compile(
    rf"(?!{_MUST})[^。]{{2,60}}[的时前后内里中][，,](?:[^，。]{{2,16}}[，,])?(?:一律|均|都|坚决)?(?:不得|不予|不能|严禁)"
    r"|[未不无][^，。]{2,16}的[^，。]{1,8}[，,](?:一律)?(?:不得|不予|严禁)"
    r"|[^，。]{2,20}不得[^，。\d]{2,24}$"
)
_WHENEVER = re.compile(
    rf"(?!{_MUST})(?:在)?[^，。\d]{{4,36}}(?<![届同按准及定随平当有何])时[，,](?:应当?|须|不得|一律|全部|必须){{1,2}}(?![急用对])[^，。]{{2,}}"
)
_NEEDED = re.compile("[^。]{4,60}是[^。]{2,40}(?:条件|依据|标准|前提|凭证)$")
_LIES = re.compile(
    r"(?:我|全)[县市区镇乡]?(?:地处(?![置理])|位于|东[临邻接]|素有|享有|历史悠久|拥有|辖)|[^，。]{2,16}(?:地处(?![置理])|素有|得天独厚)|[^。]{4,60}(?:得天独厚|享誉[^，。]{2,6})$"
)
_ARE_SHORT = re.compile(
    rf"(?![^。]*(?:{_MUST}|\d月|[底日周末]前))[^。]{{2,24}}(?:还缺|还差|尚缺|尚差|缺口达?|只有|仅有|空着|闲着)[^。]{{0,8}}(?:\d|[一多大]半|[一二两三四五六七八九]成)"
)
_REGARDED = re.compile("[^，。]{4,40}(?:受到|深受|广受|赢得)[^，。]{0,10}(?:好评|欢迎|肯定|点赞|赞誉|称赞)$")
_BEFALLS = re.compile(
    "对[^，。]{4,30}的(?:单位|部门|个人|企业|乡镇|镇街|村|人员)[，,](?:将|一律|要|坚决|依法)*(?:提请|移交|挂牌|约谈|通报|列入|启动|追究)"
)
_HEARTS = re.compile(
    "[^。，]{2,12}愿(?:做|当|为|意|同)[^。]*|[^。]{4,60}才能[^。]{2,30}$|[^。]{2,12}既要[^。]*[又更也还]要[^。]*$|"
    "[^，。]{2,16}是好事[，,]好事[^。]*$|这?[^，。]{0,20}作为一条(?:铁)?(?:规矩|纪律|原则)|[^，。]{2,30}[，,]这要?(?:作为|是|成为)一条[^，。]{0,4}(?:规矩|纪律)"
)
_HEEDED = re.compile(
    "[^。]{2,60}[，,](?:[县市区]委、?)?[县市区](?:委|政府)[^，。]{0,8}(?:高度重视|十分关心|非常重视|寄予厚望|一直牵挂)$"
)
_SIGNED = re.compile(
    r"(?:印发|编制|制表|填报|主办|发文|报送|整理)(?:单位|机关|部门|人)?[：:][^，。；]{2,24}(?:$|[；;]审核)|[^，。]{2,10}(?:有[两二三多\d]个(?:以上)?的|不止一个的)[，,](?:排名|排|列)[^，。]{0,4}(?:第一|首位|前)"
)
_ITEM_TITLE = re.compile(
    r"(?:督办|交办|办理|转办|重点|整改|议定)?(?:事项|任务|问题|案件)[一二三四五六七八九十\d]{1,3}[：:](?P<what>[^，。；：:]{4,30})$"
)
_OURS = re.compile("以上[^，。]{2,12}[，,](?:我们|县政府)(?:将|要|会)|(?:下面|接下来)[，,]?我(?:讲|说|谈|就)")
_NOT_WEIGHED = re.compile("[^。]{2,40}(?:不|仅|只)作为?[^。]{0,8}(?:考核|评分|考评|依据|参考)")


_NEAR = 14
_BEFORE_THINGS = "对在以把将从向按根结通"
"""With such words a sentence begins that may be of a case, and not of a deed."""


def is_signature(plain: str) -> bool:
    """「印发单位：……」, and how a list of two leads is to be read."""
    return _SIGNED.match(plain) is not None


def is_item_title(plain: str) -> bool:
    """「督办事项一：锦绣家园办证难」: what the item is called; what is to be done of it stands under it."""
    title = _ITEM_TITLE.match(plain)
    return title is not None and bids.ACTION.match(title["what"]) is None


def allowed(plain: str, *, due: bool, owner: bool, measure: bool) -> str | None:
    """Why a sentence is nobody's task: it allows, forbids for good, or tells what is. None if it may be one."""
    if owner and (due or measure):
        return None
    if not due and (reason := _for_good(plain, owner=owner, measure=measure)):
        return reason
    if plain.startswith("对") and _BEFALLS.match(plain):
        return "norm"
    if plain.endswith(_AT_HEART) and not measure and _HEEDED.match(plain):
        return "slogan"
    if not (measure or (due and owner)) and _MAY_TOUCH.search(plain) and _HEARTS.match(plain):
        return "slogan"
    if not owner and _MAY_STAND.search(plain) and (_LIES.match(plain) or _ARE_SHORT.match(plain)):
        return "analysis"
    return "slogan" if not due and plain.startswith(("以上", "下面", "接下来")) and _OURS.match(plain) else None


def _for_good(plain: str, *, owner: bool, measure: bool) -> str | None:
    """What has no day: leave and prohibition, and how it is counted."""
    if not measure and plain.startswith(("鼓励", "积极鼓励", "大力鼓励")) and _ENCOURAGED.match(plain):
        return "norm"
    may = not owner and _MAY_RULE.search(plain) and not _is_deed(plain)
    if may and (_MAY.match(plain) or _NOT_ALLOWED.match(plain) or _WHENEVER.match(plain)):
        return "norm"
    if "作" in plain and _MAY_COUNT.search(plain) and _NOT_WEIGHED.match(plain):
        return "note"
    if plain.endswith(("条件", "依据", "前提", "凭证", "标准")) and _NEEDED.match(plain):
        return "analysis"
    return "review" if plain.endswith(_LIKED) and not measure and _REGARDED.match(plain) else None


def _is_deed(plain: str) -> bool:
    deed = bids.ACTION.match(plain) and plain[0] not in _BEFORE_THINGS
    return bool(deed) and plain.find("可以", 0, _NEAR) < 0


_MAY_RULE = re.compile("可(?=[以对给根依按采通在由向适结委申享参自先吸探直优视酌实选])|不[得予能]|严禁|时[，,]")
_MAY_COUNT = re.compile("考核|评分|考评|依据|参考")
_MAY_TOUCH = re.compile("愿|才能|既要|好事|一条")
_MAY_STAND = re.compile(
    "地处|位于|东临|东邻|东接|素有|享有|享誉|历史|拥有|辖|得天|还缺|还差|尚缺|尚差|缺口|只有|仅有|空着|闲着"
)
_AT_HEART = ("重视", "关心", "厚望", "牵挂")
_LIKED = ("好评", "欢迎", "肯定", "点赞", "赞誉", "称赞")
"""Cheap looks for each of the forms."""
