"""What is bidden without saying of whom, or of whomever it concerns: 「要加快电商产业园建设，争创国家级示范县。」"""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import behind, by_first, searched
from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.signs import bids

_STOP = re.compile("[，,；;]")
_AT_LEAST = 2
_HOW = re.compile(
    "^(?:要(?![求素点闻么件领])|必须|务必|确保|积极|大力|全面|深入|扎实|切实|着力|全力|持续|进一步|不断|统筹|有序|稳步|"
    "加紧|同时|特别是|抓紧|加快|加速)+"
)
_DOES = re.compile(f"(?:{by_first(ACTIONS)})")
_WORK = searched(
    "项目|工程|园区|产业园|基地|线路|示范|行动|活动|试点|办法|经费|平台|中心|排查|整治|创建|现场会|规划|方案|清单|台账|"
    "补贴|协议|专班|执法|招标|验收|园建设|馆建设|厂建设"
)


def bids_works(words: str) -> bool:
    """Whether works are bidden, one after the other, and one of them is a thing that can be seen to be done."""
    if _WORK.search(words) is None:
        return False
    clauses = [behind(_HOW, clause) for clause in _STOP.split(words)]
    doing = [clause for clause in clauses if _DOES.match(clause)]
    return len(doing) >= _AT_LEAST and any(_WORK.search(clause) for clause in doing)


def works_first(words: str) -> bool:
    """「开展专项培训、评选和竞赛，提高机手的意识」: a thing to be done, before what it is good for."""
    first = _STOP.split(words, maxsplit=1)[0]
    return bids.ACTION.match(first) is not None and _EVENT.search(first) is not None


_EVENT = re.compile(
    "(?:开展|组织|举办|实施|启动|建设|建立|办好|推行|推进|制定|出台|编制)[^，。]*(?:培训|竞赛|评选|活动|行动|工程|项目|试点|"
    "检查|整治|排查|轮训|演练|论坛|办法|方案|清单|平台|基地|中心|站|馆)"
)


def behind_topic(words: str) -> bool:
    """「机场，加快……改扩建」: a thing is named, and behind the comma the verb of what is to be done with it."""
    comma = words.find("，", 2, _LONGEST_TOPIC)
    front = _TOPIC.match(words) if comma > 0 else None
    return front is not None and bids.ACTION.match(words[front.end() : front.end() + _VERB]) is not None


_LONGEST_TOPIC, _VERB = 11, 16
_TOPIC = re.compile(
    "(?!会议|会上|同时|其中|此外|另外|首先|其次|最后|如果|只[要有]|大家|同志|[今明昨当近目为因由我他按据不])"
    "[\u4e00-\u9fff“”、]{2,10}(?<![来时前后上下中里间期日天年月午外此是了的说为到])[，,]"
)


def is_duty(words: str) -> bool:
    """「各地要参照建立相应工作机制」: whoever it be, there is a paper, a list or a telephone to be had of him."""
    return _DUTY.search(words) is not None


_PAPERS = "清单|台账|方案|机制|制度|办法|细则|热线|电话|信箱|名录库?|计划|名单|答复|报告|规划"
_DUTY = re.compile(
    "(?:建立|制定|制订|出台|编制|起草|拟定|公布|公示|设立|开通|填写|填报|汇总|列出)"
    f"(?!(?:和|并|好)?(?:具体|详细|周密|细化|切实可行|相关|科学)的?(?:工作|实施)?(?:{_PAPERS}))"
    f"[^，。；]{{1,24}}(?:{_PAPERS})(?![的上中内])"
    "|(?:纳入|列入)[^，。；]{0,8}预算"
    "|(?:办理|补办|完善)[^，。；]{2,24}手续"
    "|(?:报送|上报|抄送|反馈)(?:至|给|到)?[^，。；]{2,24}(?:办公室|[局委办室厅部]|政府)|送[到交][^，。；]{2,12}手[中上里]"
)
_TO_COME = re.compile(
    "[^，,。]{0,24}(?:办法|细则|标准|政策|方案|清单|目录|名单)(?:[与和及][^，,。]{2,8})?(?:由[^，。]{2,40})?(?:共同|再|另文|另行)*"
    "(?:制[订定]|修订|明确|出台|印发|公布|发布|研究确定)"
)


def is_paper_to_come(words: str) -> bool:
    """「具体实施细则另行制订」, 「具体办法由人力社保、教育等部门制订」: somebody has yet to write it."""
    return ("另" in words or "由" in words) and _TO_COME.match(words) is not None


_ROLE_ONLY = re.compile("(?:请)?各?(?:牵头|责任)(?:单位|部门)")


def is_role_duty(words: str) -> bool:
    """The same of those who are only named by their part; who leads or answers for it shall do so anyway."""
    return _ROLE_ONLY.match(words) is None and is_duty(words)


def somebody_must(words: str) -> bool:
    """「国家融资担保基金和省级再担保机构要加强业务培训」: whoever it is, by his kind, and he must."""
    if "财政" in words and _FINANCED.match(words):
        return True
    if "应" in words and _BY_WHOM.search(words, 0, _REACH):
        return True
    for must in _MUST.finditer(words, 0, _REACH):
        if words[: must.start()].rstrip("）”)也都均").endswith(_KINDS):
            return _ANYBODY.match(words) is None and _FRONT.fullmatch(words, 0, must.start()) is not None
    return False


_REACH = 80
_BY_WHOM = re.compile("应当?由[^，。]{2,16}(?:部门|机构|单位|政府|[局委])[^，。的]{2}")
"""「幼儿园移交后，应当由教育部门办成公办园」."""
_FINANCED = re.compile(
    "(?:[市县区镇省]级?|自治[区州]|各级|同级|地方)财政(?:部门)?[^，。]{0,30}(?:予以|给予|统筹|安排|落实)[^，。]{0,4}(?:保障|资金|补助|支持|经费)"
    "|[^，。]{0,6}政府[将把][^，。]{2,24}[列纳]入[^，。]{0,6}预算"
)
"""「市财政对体育特色学校确需的经费要予以保障」."""
_MUST = re.compile("要(?![求素点])|应(?![用对急变])|须|必须|负责|会同|牵头")
_KINDS = (
    *("机构", "财政", "部门", "单位", "政府", "企业", "公司", "协会", "商会", "组织", "学校", "医院", "中心", "办公室"),
    *("委", "局", "厅", "署", "村", "社区", "基金", "银行", "场所", "队伍", "业主", "街道", "村居", "乡镇", "镇街"),
    *("各地", "各县", "各市", "各区", "各镇", "各乡"),
)
_FRONT = re.compile("(?:[^，。]{2,40}[的时后][，,])?[^，。]{0,40}")
_ANYBODY = re.compile("(?:[^，。]{0,6}[：:])?各(?:有关|相关|责任|牵头)?(?:单位|部门)")
