"""What a speaker bids without saying who: 「要加快电商产业园、物流产业园建设，争创国家级示范县。」"""

from __future__ import annotations

import re

from luoshi.core.reading import signs
from luoshi.core.reading.grammar.heads import behind
from luoshi.core.reading.grammar.lexicon import ACTIONS


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


def somebody_must(words: str) -> bool:
    """「国家融资担保基金和省级再担保机构要加强业务培训」: whoever it is, by his kind, and he must."""
    return _SOMEBODY.match(words) is not None


def works_first(words: str) -> bool:
    """「开展专项培训、评选和竞赛，提高机手的意识」: a thing to be done, before what it is good for."""
    first = _STOP.split(words, maxsplit=1)[0]
    return signs.ACTION.match(first) is not None and _EVENT.search(first) is not None


_EVENT = re.compile("(?:开展|组织|举办|实施|启动|建设|建立|办好|推行|推进|制定|出台|编制)[^，。]*(?:培训|竞赛|评选|活动|行动|工程|项目|试点|检查|整治|排查|轮训|演练|论坛|办法|方案|清单|平台|基地|中心|站|馆)")


def plays_part(words: str) -> bool:
    """「发挥好组织协调作用，加强统筹协调」: what a unit is there for, and nothing besides."""
    part = _PART.match(words)
    return part is not None and is_general(words[part.end() :])


_PART = re.compile("(?:也|都)?(?:要|应)?(?:充分|切实|更好|积极|有效|继续)*(?:地)?发挥好?[^，。；]{2,24}(?:作用|优势|职能)(?=[，；]|$)")


def is_general(words: str) -> bool:
    """「加快构建综合交通体系。」: how things shall be, of which nothing can be seen to be done."""
    return _SEEN.search(words) is None and _SOMEBODY.match(words) is None


_SOMEBODY = re.compile(
    "(?!(?:[^，。]{0,6}[：:])?各(?:有关|相关|责任|牵头)?(?:单位|部门))(?:[^，。]{2,40}[的时后][，,])?[^，。]{0,36}(?:机构|财政|部门|单位|政府|企业|公司|协会|商会|组织|学校|医院|中心|办公室|[委局厅署院]|各[地县市区镇乡]|村|社区|基金|银行|场所|队伍|业主)(?:[）”])?"
    "(?:要(?![求素点])|应(?![用对急变])|须|必须|负责|会同|牵头)"
)
"""「银行业金融机构要优化内部考核激励机制」: whoever it is that must."""
_SEEN = re.compile(
    "\\d|[“《〔]|一批|一[个座条项家所处]|[两三四五六七八九十百千][个座条项家所处大]|"
    "完成|建成|建好|开工|投用|投产|竣工|完工|启动|出台|制定|制订|编制|印发|发布|公布|公示|新建|改建|扩建|续建|迁建|修建|修复|改造|举办|承办|办好|"
    "召开|购买|购置|采购|安装|配备|配置|配齐|接种|筛查|发放|兑付|争取|争创|创建|创成|申报|引进|招引|设立|成立|组建|开通|上线|报送|上报|论证|重组|选育|"
    "消除|取缔|关停|拆除|清理|清退|整治|排查|检查|督查|抽查|打击|查处|评选|竞赛|大赛|培训|轮训|慰问|走访|调研|普查|验收|征收|招标|出让|收储|办理|拨付|落实[^，。]{0,20}(?:补贴|资金|待遇)|"
    "项目|工程(?![化度师技机])|(?<!实际)行动(?!力|自觉)|计划|试点|示范[区县镇村点带]|先行区|合作区|开发区|自贸区|试验区|第[一二三四五六七八九十][轮批次期届]|整改|发掘|将[^，。]{2,20}纳入|基地|活动|方案|办法|规划|清单|台账|平台|条例|细则|中心(?!城|任务|工作|环节)|园区|产业园|"
    "医院|学校|小学|中学|幼儿园|机场|铁路|高速|公路|国道|省道|水库|河道|管网|小区|场馆|公园|绿道|港区?|码头|泵站|大桥|隧道|街区|栏目|名录|博览会|展会|论坛|"
    "站牌|研究(?:$|[，。])|抢险|救灾|专项|首[届批个]|电站|热线|窗口|大厅|实验室|仓库|物流园|污水|垃圾|路灯|厕所|充电|停车"
)


def _bare(clause: str) -> str:
    return behind(_HOW, clause)


_AT_LEAST = 2
_STOP = re.compile("[，,；;]")
_HOW = re.compile(
    "^(?:要(?![求素点闻么件领])|必须|务必|确保|积极|大力|全面|深入|扎实|切实|着力|全力|持续|进一步|不断|统筹|有序|稳步|加紧|同时|特别是|"
    "抓紧|加快|加速)+"
)
_DOES = re.compile(f"(?:{ACTIONS})")
_WORK = re.compile(
    "项目|工程|园区|产业园|基地|线路|示范|行动|活动|试点|办法|经费|平台|中心|排查|整治|创建|现场会|规划|方案|清单|台账|"
    "补贴|协议|专班|执法|招标|验收|[园馆厂]建设"
)
