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


def behind_topic(words: str) -> bool:
    """「机场，加快……改扩建」: a thing is named, and behind the comma the verb of what is to be done with it."""
    front = _TOPIC.match(words)
    return front is not None and signs.ACTION.match(words[front.end() : front.end() + _NEAR]) is not None


_NEAR = 16
_TOPIC = re.compile(
    "(?!会议|会上|同时|其中|此外|另外|今|明|昨|当|近|目|首先|其次|最后|如果|只要|只有|为|因|由|我|他|大家|同志|按|据|不)"
    "[\u4e00-\u9fff“”、]{2,10}(?<![来时前后上下中里间期日天年月午外此是了的说为到])[，,]"
)


def is_duty(words: str) -> bool:
    """「各地要参照建立相应工作机制」: whoever it be, there is a paper, a list or a telephone to be had of him."""
    return _DUTY.search(words) is not None


_PAPERS = (
    "清单|台账|方案|机制|制度|办法|细则|热线|电话|信箱|名录库?|计划|名单|答复|报告|规划"
)
_DUTY = re.compile(
    "(?:建立|制定|制订|出台|编制|起草|拟定|公布|公示|设立|开通|填写|填报|汇总|列出)"
    f"(?!(?:和|并|好)?(?:具体|详细|周密|细化|切实可行|相关|科学)的?(?:工作|实施)?(?:{_PAPERS}))[^，。；]{{1,24}}(?:{_PAPERS})(?![的上中内])"
    "|(?:办理|补办|完善)[^，。；]{2,24}手续"
    "|(?:报送|上报|抄送|反馈)(?:至|给|到)?[^，。；]{2,24}(?:办公室|[局委办室厅部]|政府)|送[到交][^，。；]{2,12}手[中上里]"
)
_ROLE_ONLY = re.compile("(?:请)?各?(?:牵头|责任)(?:单位|部门)")


def is_role_duty(words: str) -> bool:
    """The same of those who are only named by their part; who leads or answers for it shall do so anyway."""
    return _ROLE_ONLY.match(words) is None and is_duty(words)


def _bare(clause: str) -> str:
    return behind(_HOW, clause)


_AT_LEAST = 2
_STOP = re.compile("[，,；;]")
_HOW = re.compile(rf"^(?:要(?![求素点闻么件领])|必须|务必|确保|{any_of('积极 大力 全面 深入 扎实 切实 着力 全力 持续 进一步 不断 统筹 有序 稳步 加紧 同时 特别是 抓紧 加快 加速')})+")
_DOES = re.compile(rf"(?:{ACTIONS})")
_WORK = re.compile("项目|工程|园区|产业园|基地|线路|示范|行动|活动|试点|办法|经费|平台|中心")
