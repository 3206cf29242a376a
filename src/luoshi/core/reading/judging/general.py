"""What is general, and what can be seen to be done: there is a thing that is made, opened, finished, held or issued."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import behind, held
from luoshi.core.reading.judging.bidding import somebody_must
from luoshi.core.reading.judging.deeds import does_thing
from luoshi.core.reading.signs import bids


def is_general(words: str) -> bool:
    """「加快构建综合交通体系。」: how things shall be, of which nothing can be seen to be done."""
    own = behind(_FRAME, words) if words.startswith(_FRAMING) else words
    if "鼓励" in own or "支持" in own:
        own = words = _LEFT_TO_THEM.sub("", own)
    if own.startswith("探索"):
        seen = "试点" in own or own.startswith("探索建立")
    else:
        seen = _SEEN.search(own) is not None and _DISCIPLINE.search(words) is None
    return not (seen or does_thing(words) or words.endswith(bids.ENDS_DONE) or somebody_must(words))


_THEY = (
    r"支持(?:(?!开展|建设|打造|实施|举办)[^，；\d与同]){0,30}?"
    "(?:(?<!等)企业|公司|主体(?!功能)|园区|机构|组织|单位|社会资本|社会力量)(?![与同，；]|$)"
)
_OURS = "制[定订]|出台|完善|简化|加快|建立|推进|推动|实施|建成|新增"
"""With such verbs it is ours again."""
_LEFT_TO_THEM = re.compile(
    "(?:^|(?<=[，；]))(?:积极|大力|支持和|引导和)*鼓励[^；。]*?"
    f"(?=[，；](?:将|把|各级|每|{_OURS})|；|$)"
    f"|^{_THEY}[^；。]*?(?=[，；](?:{_OURS})|；|$)|(?<=[，；]){_THEY}[^，；。]*"
)
"""「鼓励有条件的区域……，建设特色鲜明的平台」: what others are encouraged to do, to the end of it."""
_FRAME = re.compile(
    "(?:要|同时，)?(?:(?:充分|更好|切实)?(?:发挥|围绕|聚焦|依托|立足|按照|根据|针对|结合|着眼|坚持(?!和))[^，；]*[，；]){1,3}"
)
_FRAMING = (
    *(
        "要",
        "同时",
        "充分",
        "更好",
        "切实",
        "发挥",
        "围绕",
        "聚焦",
        "依托",
        "立足",
        "按照",
        "根据",
        "针对",
        "结合",
        "着眼",
    ),
    "坚持",
)
"""「发挥论坛的作用，进行推介」: a thing that is named on the way is none that is made."""


_SEEN = held(
    "(?<![A-Za-z“\\d+×])\\d(?![GgDd])|《|〔|一批|一[个座条项家所处](?!有|体)|[两三四五六七八九十百千][个座条项家所处大](?!不|方面)|第[一二三四五六七八九十][轮批次期届]|首[届批个]|"
    "完成|建成|建好(?!用好|建强)|开工|投用|投产|竣工|完工|启动|出台|制定(?!机制)|制订|编制(?!管理|保障|资源|总量|内|外)|印发|发布(?!机制)|公布|公示(?!系统)|新建|改建|扩建|续建|迁建|修建|"
    "修复(?!力度)|改造(?!力度|提升传统)|举办(?!者)|承办(?!的)|申办|办好(?!人民|[^，。]{0,5}教育|(?:重要|各项)?民生实事)|召开|购买(?!服务[、等])|购置(?!补贴)|(?<!集中)采购|安装|加装|配备|(?<![资要本][源素])配置(?!和|效率)|配齐|接种|筛查|发放|兑付|争取(?![^，。]{0,4}政策支持)|"
    "争创|创建|创成|申报|(?<!人才)(?<!精准)引进(?!力度)|招引(?![^，。]{0,4}力度)|设立|成立|开通|上线|报送|上报|论证|选育|消除|取缔|关停|拆除|清理(?!机制)|清退|整治(?!力度)|督查|查处|评选|竞赛|"
    "轮训|慰问|走访|调研|普查|验收|征收|招标|出让(?!收益|收入|底价)|收储(?!制度(?!改革))|办理|审核|拨付|整改|发掘|抢险|"
    "安排[^，。]{0,12}(?:经费|资金)|列入[^，。]{0,8}预算|(?:经费|资金)[^，。]{0,6}予以(?:足额)?保障|"
    "落实(?!相关|有关|各项)[^，。]{0,20}(?:补[贴助]|资金|待遇|费率|加计扣除)|[将把][^，。]{2,24}纳入(?!法治|[^，。]{0,6}(?:轨道|战略|全局|大局))|"
    "行动(?<!实际行动)(?!力|自觉)|试点(?!成果|经验)|示范[区县镇村点带]|先行区|合作区|开发区|自贸区|试验区|"
    "(?<!解决)方案|办法|(?<!负面)清单|台账|条例|细则|产业园|(?<!中)小学|中学|幼儿园|"
    "年检|通报(?!批评)|机场|铁路|高速|公路|国道|省道|水库|河道|管网|小区|场馆|公园|绿道|码头|泵站|大桥|隧道|街区|栏目|博览会|展会|"
    "论坛|站牌|电站|热线|窗口(?!期)|大厅|仓库|物流园|污水|垃圾|路灯|厕所|充电[桩站]|停车"
)


_DISCIPLINE = held("习近平|八项规定|四风|党风廉政|反腐败|从严治党|两个确立|两个维护|党纪学习|微腐败|不正之风")
"""「持续整治群众身边不正之风」: by what those who govern go, whatever words stand beside it."""


def plays_part(words: str) -> bool:
    """「发挥好组织协调作用，加强统筹协调」: what a unit is there for, and nothing besides."""
    part = _PART.match(words)
    return part is not None and is_general(words[part.end() :])


_PART = re.compile(
    "(?:也|都)?(?:要|应)?(?:充分|切实|更好|积极|有效|继续)*(?:地)?发挥好?[^，。；]{2,24}(?:作用|优势|职能)(?=[，；]|$)"
)
