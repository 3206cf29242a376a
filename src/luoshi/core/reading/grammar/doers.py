"""Who stands at the head of a clause: the names up to the verb that they govern, and in what role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from luoshi.core.reading.grammar.answers import names_at
from luoshi.core.reading.grammar.bureaus import bureaus_end, whose_must
from luoshi.core.reading.grammar.heads import begun_with, by_first, searched
from luoshi.core.reading.grammar.lexicon import (
    DEPARTMENTS,
    DOINGS,
    GOVERNING,
    NAME,
    TITLES,
    UNIT_ENDINGS,
)
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.nonunits import is_no_person, is_no_unit
from luoshi.core.reading.grammar.seeing import named_behind, some_one
from luoshi.core.reading.grammar.sorts import ROOM_END, has_title, is_stem, is_unit
from luoshi.core.reading.grammar.stops import MAY_GO_ON, ORGANS, is_in_word

REACH = 90
"""A subject longer than this is none."""
_BEFORE_WHOM = r"(?=[，,]?(?:[省市县区镇各乡旗团]|全[县市区]))"
_ASIDE = searched(
    r"[邀另并再商](?=请)|【[^】]{1,12}】|(?:[这那][笔批份条座栋处段本个][\u4e00-\u9fff]{1,3}|方案|图纸|手续|材料|名单|资金|经费)(?=(?!的)[\u4e00-\u9fff]{2,5}局)(?![\u4e00-\u9fff]{0,3}[由请报经送交])|此事|这事|具体(?=由)|同时|此外|特别是|尤其是|涉及的|另外|对此|其中|(?:下面|以下|下列|下述|这)(?:几|[两二三四五六七八])[件项个条](?:事情?|工作|任务)?[，,]?(?:都|均|全)?(?=[由请归])|会后|会议(?=责成|委托|由|请)"
)
_WHICH_OF_THEIRS = r"(?=[^的这]{0,6}+[的这])[\u4e00-\u9fff]{1,6}(?:的事情?|这一?块)(?=[省市县区][\u4e00-\u9fff])"
_THIS_NOW = searched(
    r"(?:这|此|该)(?:件|项|个|块|一块)(?:事情?|工作|任务|问题|题目)?(?=[\u4e00-\u9fff]{2})|下一步|今年|明年|全年|年内|当前|目前|接下来|下半年|上半年|希望|要求|明确|会议(?:要求|明确|强调|议定|决定|指出|(?:原则)?同意)"
)
_DURING = rf"[\u4e00-\u9fff]{{2,6}}期[间内]{_BEFORE_WHOM}"
_WHEN = searched(
    rf"(?:(?:主?汛|雨季|旱季|采暖季|供暖季)期?|[节会]前|节后|今[春夏秋冬]|明[春夏秋冬]|[春夏秋冬]季|[上下]半年|[一二三四]季度|\d{{1,2}}月(?:份|底|初|[上中下]旬)?){_BEFORE_WHOM}|"
    r"[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九](?![\u4e00-\u9fff]{0,6}(?:组|中学|小学|医院|纪检|专班))|(?:到|在|从|于)?(?:20\d\d年|今年|明年)?(?:\d{1,2}月)?(?:底|末|\d{1,2}日|上旬|中旬|下旬)?(?:之前|以前|前|起)|"
    r"到20\d\d年(?:底|末)?|20\d\d年(?:底|末)?|[①-⑳]|[（(]?\d{1,2}[)）．.、](?!\d)|[（(][一二三四五六七八九十]{1,3}[)）]|——"
)
_MAY_LEAD_IN = f"(?=[^的这期]{{0,6}}+[的这期]|[{begun_with(f'{_ASIDE.pattern}|{_THIS_NOW.pattern}|{_WHEN.pattern}')}])"
_LEADING = re.compile(
    rf"\s*(?:{_MAY_LEAD_IN}(?:{_ASIDE.pattern}|{_WHICH_OF_THEIRS}|{_THIS_NOW.pattern}|{_DURING}|{_WHEN.pattern})[，、]?)+"
)
"""Behind a look at what it may begin with, and each of the lists too: most clauses begin with none of it."""
_WHOM = r"(?=[县市区镇各]|[\u4e00-\u9fff、]{4,24}等(?:单位|部门))"
_AGENTS = {
    "由": "(?<!自由)(?<!理由)(?<!事由)(?![于此来衷])",
    "让": r"(?=[\u4e00-\u9fff]{2,8}(?:局|委|办|镇|乡|街道|公司|中心)(?:来|去|负责|牵头|出))",
    "归": r"(?:口(?:由|到)?(?=[省市县区各])|"
    r"(?=[省市县区旗各][\u4e00-\u9fff]{1,10}(?:局|委|办|中心|公司|镇|街道)(?:管|抓|负责|办|牵头|统)))",
    "责": r"(?:任(?:在(?=[省市县区镇各\u4e00-\u9fff])|(?:落实|压实|落|归)[在到给]"
    r"(?=[省市县区旗\u4e00-\u9fff][\u4e00-\u9fff]{1,14}(?:局|委|办|中心|会|公司|镇|街道|集团)(?:$|[，。；])))|成)",
    "请": "(?![示求假])",
    "交": r"(?:由|给(?=分管|[\u4e00-\u9fff]{2,8}(?:局|委|办|同志|长)))",
    "委": "托",
    "指": rf"(?:定|导{_WHOM})",
    "督": rf"促{_WHOM}",
    "协": rf"调{_WHOM}",
    "组": rf"织{_WHOM}",
    "召": rf"集{_WHOM}",
    "以": r"(?=[省市县区][\u4e00-\u9fff、]{1,14}为主)",
    "安": r"排(?=[\u4e00-\u9fff]{2,12}(?:局|委|办|公司))",
}
"""What stands before an agent: its first character, and what goes on behind it."""
ASKED = frozenset(_AGENTS)
AGENT = re.compile(f"[{''.join(_AGENTS)}](?:{'|'.join(f'(?<={first}){rest}' for first, rest in _AGENTS.items())})")
MAY_ASK = re.compile(
    f"[{''.join(sorted(ASKED))}](?:(?<=[由让归请])|(?<=以)(?=[省市县区])|[任成由给托定导促调织集排]"
    "(?<=责任|责成|交由|交给|委托|指定|指导|督促|协调|组织|召集|安排))"
)
"""Without one of these there is no agent."""
_HEARTILY = "齐心|就地|鼎力|合力|倾力|协力|尽心|通力|悉心|跟班|靠前|随时|上门|对口|尽力|用心|一道|同步|从旁"
"""How somebody helps."""
ASKS_OF = (
    r"(?:(?:(?:有关|相关|沿线|属地|涉及)各?|各(?:有关|相关|园区|县直)?)(?:乡镇|镇街|镇办|镇|乡|街道|部门|单位|村|社区|园区|县区|区县|企业)"
    r"|(?![省市县区局委办])[\u4e00-\u9fff]{2,3}(?:镇|街道)(?![长村]))"
)
"""Whom 商 may have behind it, besides bureaus: 「县水利局商各镇……」."""
_ENDS_BY_MORE = searched(
    r"会(?=(?:园区|(?:高新|经开|开发|工业园)区)管委会|[市县区](?![委里领])[\u4e00-\u9fff]{1,8}(?:局|公司|中心|大队))(?<=[局委办心镇道司]会)|同(?=[省市县区旗][\u4e00-\u9fff]{1,8}(?:[局委办联院]|中心|公司|集团)|[\u4e00-\u9fff]{2,3}(?:镇|街道))|商同?(?=[省市县区旗][\u4e00-\u9fff]{1,10}(?:局|委|办|集团|公司|中心|大队|工会)|(?<=[局委办会心镇道司团社部院]商)"
    rf"{ASKS_OF})|"
    r"[跟携](?=[省市县区旗][\u4e00-\u9fff]{1,8}(?:局|委|办|集团|公司|中心|大队|镇|街道))"
    r"|\d{1,4}[年月日]|[一二三四五六七八九十]{1,2}月|[一两二三四五六七八九十\d]{1,2}(?:个月|个星期|周|天|日)(?=[之以]?内)"
    r"|各(?=[抽派出拿带])|限(?=[\d一二三四五六七八九十期])|按(?=[\u4e00-\u9fff]{2})|“[^”“]{2,4}”(?=[之以]?前|期间)|今(?=[春夏秋冬])|明(?=[春年])|[入节汛会年](?=[前后冬夏汛])(?<![全])|[两三四五六七八九十几]家(?!企业|单位)|一(?=[户家件个村项条处]一[户家件个村项条处])|[日周旬月](?=(?:一)?(?:调度|通报|点评|排名|会商|研判|清零))|排(?=[个出定好])|划(?=[定出拨转])|的(?:各位)?同志们?(?=[\u4e00-\u9fff])|(?:是|为)(?:(?:第一|主要|直接|具体|总)?(?:责任(?:人|主体|单位)|负责人)|(?:责任|分管|牵头|包联|包抓|联系)(?:县|市|区)?领导|(?:牵头|主办|配合|协办|参与)(?:单位|部门))|一道|联手|这(?=个?(?:周|星期|礼拜|月|两天|几天))"
)
"""Where a name ends before no verb, or before one only if something stands behind it: most places hold none."""
_STOPS = rf"(?P<govern>{_ENDS_BY_MORE.pattern}|{by_first(GOVERNING)})|(?P<soft>{by_first(DOINGS)})"
_STOP = searched(rf"(?P<stop>{_STOPS})")
_TITLED_ON = re.compile(
    r"(?!召开|举办|举行|督促|帮助|引导|约谈|委托|要求|组成|组建|抽调)[\u4e00-\u9fff]{2}(?![省市县区各])[\u4e00-\u9fff]{0,3}?(?:局|股|部(?![门署分])|(?<![督主承协举开兴侦])办(?![理好法事成])|委(?!托)|室|中心|(?<!查)处(?![理置])|站|院|队|科(?![学技研普])|组(?![织建成])|会(?![同议])|公司|集团)"
)
"""A verb that goes on like this is a part of a unit's name: 组织部, 督查室, 建设局, 服务中心."""
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "lead",
        re.compile(
            r"(?:要|应|须|必须|务必|继续|切实|具体|总|分别|共同|联合)*(?:牵头(?!单位|部门|领导|人|作用|抓总作用|的)|主抓|主责|总抓|主办(?!单位|方)|抓总|挑头|领头|打头|为主(?![的体要题线])|负主责|(?:为|是|作为)(?:牵头|主办|主责)(?:单位|部门))"
        ),
    ),
    (
        "co",
        re.compile(
            rf"(?:派员|派人|要|应|须|必须|务必|积极|密切|大力|主动|协同|联合|全力|全程|共同|分别|按(?:照)?(?:各自)?职责(?:分工)?|分工|做好|抓好|予以|给予|也要|{_HEARTILY})*(?:(?:配合|协助|参与|参加|协办|会办)(?![率度者])|(?:协同(?=做好|开展|抓好|推进|办理|完成|落实|实施|处置)|(?:协同|支持|指导|监督|跟上|跟进|会签|打配合|打下手|当好?配角|当好参谋|帮着干|一起上|提前介入|搭手|帮手|帮衬|出力|发力|使劲|[帮助辅陪协共分]办|(?<=合力)抓|(?<=协力)抓)(?=$|[，。；、]))|(?:为|是|作为)(?:配合|协办|参与|协同)(?:单位|部门))"
        ),
    ),
    (
        "joint",
        re.compile(
            r"(?:要|具体|主体|分别|共同|按(?:照)?(?:各自)?(?:职责|辖区|管辖)(?:范围)?(?:分工)?|分工|统一|全权|主要|总)*(?:各负其责|各司其职|负责(?!人|同志|制)|承办(?!单位)|具体(?:办|抓|干|管|落实|实施)(?=$|[，。；、])|负总责|(?:扛|承担|担|负)起?(?:总|主|第一)责(?!任)|扛责|(?:扛|承担|担|负)起?(?:主体|首要|第一|主要)责任(?=$|[，。；、])|兜总|唱主角|担纲|[跑首领经专包]办(?=$|[，。；、])|(?:是|为|作为)(?:(?:第一|主要|直接|具体|总)?(?:责任(?:人|主体|单位)|负责人|实施主体)|(?:责任|分管|牵头|包联|包抓|联系)(?:县|市|区)?领导))"
        ),
    ),
    (
        "must",
        re.compile(
            r"(?:必须|务必|一定|都|也|既|还|则|更|均|同样|首先)*(?:要(?![求素点闻件领])|应当|应该|应(?![急用收保扶兜统])|须|必须|务必|(?<!所)需(?![求要]))"
        ),
    ),
)
_DEFINITE = re.compile(
    r"^(?:省|市|县|区|州|旗|各|乡镇(?=[\u4e00-\u9fff]{2,6}[站所办])|全[县市省]|国家|中央|全国|国务院|自治区|[\u4e00-\u9fff]{2,4}(?:省|市|县|区|州|旗|镇|乡|街道))|(?:局|委|办|厅|署|部|联|科协|红十字会|保健院|林场|处|中心|管委会|指挥部|专班|领导小组|工作组|办公室|大队|支队|中队|(?:执法|巡防|城管|消防|巡逻|工作|扑火|护林|交警|巡警|特警|路政|稽查)队|海关|书店|防指|[一二三四五六七八九十][中组]|园区|(?:开发|高新|经开|产业|工业)区|(?:管理|管护|维护|服务|检测|检验|研究|监测)(?:所|站|段)|公司|集团|妇联|工会|人民政府|[省市县区镇乡]政府|(?:督导|督查|巡查|检查|专项|整治|联络|协调|[拆征]迁|征拆|攻坚|招商|筹备|帮扶|处置|验收|核查|调查)组|(?:投诉|广播|电视|气象|服务)台|税务局|(?:督查|督导|教研|财务|人事|法规|审批|监察|综合|秘书|党政|纪检|审计)室|中心校|直属库|粮库|储备库|支行|分行|银行|(?<!有关)(?<!相关)(?<!主管)行政部门|(?:^|国有|县|市)(?:工|农|中|建|交|人|农商|农发|邮储)行|派出所|法院|检察院|(?:公路|工务|养护|航道|车务|机务|水务|路政|供电)段|卫生院|医院|中学|小学|学校|大学|学院|社|办事处|分局|协会|(?:派出|司法|供电|财政|国土|资源|税务|交管|监管|规划|畜牧)所|"
    r"(?:林业|农技|水文|经管|农经|植保|种子|检查|交管|救助|管理|水利|水务|畜牧|兽医|文化|广电|环卫|公路|供水|消防|监督|服务|卫生|航道|运管|路政|水保|养路|气象|水情|生态|检疫)站)$"
    r"|^(?:上述|以上)?(?:主办|承办|协办|首责|主责|共担|交办)单位$|^[\u4e00-\u9fff]{2,5}(?<![小重改分班机词模编队党题])组$"
)
CLASS = re.compile(
    r"(?:各级|各类|各|县级|乡镇|地方|有关|相关|所有)*(?:行政|执法|司法|监管|审批|国家|党政|企事业|基层|地方|主管|用人|建设|施工|业主)*(?:执法)?(?:机关|企业|单位|部门|机构|学校|医院|银行|组织|团体|平台|公司|社会|政府|各级人民政府|人民政府|会|团|台|场|组|所|站|行|区|县|市|省)"
)
_ADDRESSED = re.compile(
    r"(?:项目)?(?:所在|属地|沿线|涉及)(?:地)?(?:的)?(?:各)?(?:镇街|乡镇|镇办|镇|乡|街道|社区|村|镇村)|各(?:县|区|市|镇|乡|县区|市县|区县|县市区|县（市、?区）|乡镇|镇街|街道|乡镇街道)(?:（[^（）]{1,6}）)?(?:(?:人民)?政府|办事处|党委)?|各(?:工作|专项|推进)?(?:组|小组|专班)|(?:主办|承办|主责|首责|领办|首接|经办|主抓|第一责任)单位"
)
"""Classes too, but a notice speaks to them: 请各区……."""
_BUILT = re.compile(r".{0,4}(?:建立|成立|由|明确|加强|实行|落实|强化|完善|健全|坚持|推行|发挥|我们|以)|经|报|呈|我|你")
_DEEDS = (
    "应当|必须|瞄准|围绕|聚焦|坚持|加强|完善|参照|对照|借鉴|学习|比照|确保|力争|争取|推动|"
    "加快|完成|启动|新建|实施|推进(?!办)|支持(?!中)|改造|开展|做好|落实|督促|纳入|列入"
)
"""No name begins so, whatever follows."""
_SAYS_HOW = (
    "其次|首先|协助|帮助|属于|位于|通过|充分|清退|关停|取缔|办成|倡导|鼓励|"
    "组成|设立|建立|构建|搭建|制定|制订|召开|深入|结合|注重|突出|依托|用于"
)
"""Nor so."""
_NO_FIRST = (
    r"[一两每]个|省市县?$|"
    r"第[一二三四五六七八九十]{1,2}(?:战区|片区|标段|批次?|方面|板块|网格|组团)|[省市县]{1,2}[镇乡]村?$|"
    r"我(?!县|市|区|镇)|要|须|指导(?!中)|"
    r"(?:组织|发动|引导|协调|安排|帮助)(?=[省市县区镇乡各])|"
    r"每|各类|对|自(?!然|治|来水)|按|在|为|且|将|以|"
    r"我们|同(?!心)|经(?![开贸济信发商侦])|报|"
    rf"{_SAYS_HOW}|配合|参与|涉及|全[县市省区州旗国](?![各域直民])|"
    r"(?:化解|办结|承接|实现|积极|主动|对接|打造|建成)(?=.{0,8}[省市县区]$)|"
    r"[一两]大?批|发展社$|[^“”]*”|"
    r"(?:发展|培育|壮大|引进|扶持|繁荣)(?!改革|和改革|规划|研究)[\u4e00-\u9fff]{0,4}(?:社区|机构|企业|园区|组织|平台|学校|医院|集团|公司)$"
)
"""What no name begins with."""
_NO_PART = searched(
    r"[级类等]以[上下]|(?<=.)[你贵](?:局|公司|单位|镇|乡|街道)$|\d[天周年]|(?<=.)以(?=[省市县区])|(?<=.{2})作为|查处$|干部$|(?<=.)请(?![示求假])|[网可通能代帮补开举停续]办$|[强名大富兴]县$|(?<![^远困深寒石革])山区$|\d+[名个家户人处条座项所栋]|发挥|\d月|赴|(?<=.)向(?!阳)|下班|日前|再|跑|[（(][^）)]*$|(?:县长|市长|区长|镇长|书记|局长(?!.{1,2}分局)|同志)(?=.)|由|归口|会同|联合(?!会)|牵头|负责|配合|汇报|提交|[的已并了是将把]|与(?![\u4e00-\u9fff]{2,4}(?:局|委员会|中心)$)|听取|移交|转交|进驻|原则同意|关于|根据"
    r"|(?:部门|机构|单位)办(?!公室)|[！？!?%％]|[你该贵][省市县区]$|[等均]办$|[仍均]处$|人大常委$|在(?<=[^所]在)(?!线)|为以|(?<=.)成立|全[县市区省州国镇乡]$|“[^”]*$"
    r"|(?<!各)(?:(?:安置|片|街|辖|灌|湖|湾|矿|牧|林|护|核心|小|城|景|校|厂|库|灾|林|院|棚户)区|(?:超|城|夜|门)市|(?:小|城|古)镇|(?:城|返|家)乡|[格布全大开棋]局|(?:全|内|外|局)部)(?:[（(][^（）()]{2,6}[)）])?$"
)
"""What stands in no name."""
NO_NAME = re.compile(f"^(?:{_DEEDS}|{_NO_FIRST})|{_NO_PART.pattern}")
_AHEAD = (
    "深化|强化|提升|优化|促进|推动|推进|推广|扎实|切实|着力|聚力|加力|合力|全力|大力|稳妥|有序|分类|分批|稳步|全面|"
    "定期|积极|继续|持续|坚决|认真|严格|精准|系统|探索|巩固|拓展|扩大|增强|增加|增设|抓好|抓实|用好|营造|健全|实现|认定|采取|选择|出台|保持|依法|立足|"
    "更新|迭代|加大|加快|加强|引导|支持|规范|带动|高质量|高标准|高水平|更好|帮助|打造|布局|培养|吸引|发布"
)
_DEED_AHEAD = re.compile(
    f"(?:{_AHEAD}|统筹(?=推|全|城乡(?!办|委|局))|让)(?![\u4e00-\u9fff“”]{{0,14}}(?:办|办公室|专班|组|指挥部|局)$)"
)
"""深化国际金融中心（建设）, 扎实推进乡村（振兴）: what is done, and no name; but 优化营商环境办 is one."""
_DONE = re.compile(f"{by_first(f'{_DEEDS}|{_SAYS_HOW}')}|(?:{by_first(_AHEAD)})(?![\\s\\S]*[办室班组部局])")
"""With any of these words no name begins: with the last where none of those bodies can follow."""
_DEEDS_BEGIN = frozenset(deed[0] for deed in f"{_DEEDS}|{_SAYS_HOW}|{_AHEAD}".split("|"))
_MAY_BE_PERSON = re.compile(
    r"[老长任席记挥志员委导人工部理手师位名同（(\s](?:(?<=[县市区旗镇乡省州局部厅院校会察书组行事队所链河林田路挥]长)|(?<=主[任席])|"
    r"(?<=书记|指挥|同志|领导|责人|总工|干部|经理|把手)|(?<=[成委专研导]员)|(?<=[常政]委)|(?<=[程艺济计划]师)|"
    r"(?<=[两二三四五几][位名])|(?<=同)(?=[上前第\d])|(?<=[（(\s老]))"
)
"""Each title and post holds one of these, and whoever is named by one; what is written apart may."""
_LONGEST_NAME = 60


def _only_does(words: str, start: int, end: int) -> bool:
    """Whether a clause begins with what is done, and can name nobody: its first word would begin a name that is none,
    unless a person's title, a bracket or 同上 makes something else of it. What is longer than a name is passed over."""
    done = end - start <= _LONGEST_NAME and _DONE.match(words, start, end)
    return bool(done) and not _MAY_BE_PERSON.search(words, start, end)


_WHOLE = re.compile(r"[全我本该][县市区镇省州旗国]|全国各地|我们?|[你贵我本该](?:局|委|办|单位)")
_LAST_WORDS = {*f"{UNIT_ENDINGS}|{TITLES}|{DEPARTMENTS}|部门|方面|单位|股|科|）|)|等".split("|")}
_LAST_BY_END = {
    last: tuple(sorted((word for word in _LAST_WORDS if word[-1] == last), key=len))
    for last in {word[-1] for word in _LAST_WORDS}
}
"""What names can end in, by its last character: a cheap look before the dear one."""
_CALLED_LAST = re.compile(r"(?:[长任记席导员][\u4e00-\u9fff]{2,4}|[由请][\u4e00-\u9fff]{3}|老[\u4e00-\u9fff])$")
"""Or in what somebody is called by."""
_BEFORE_NAME = frozenset("长任记席导员老由请")
_MAY_CALL = re.compile(f"[{''.join(sorted(_BEFORE_NAME))}]")
_STOP_BEHIND_UNIT = re.compile(rf"[{''.join(sorted(_LAST_BY_END))}](?={_STOP.pattern})(?!报(?<=通报))")
"""Where nobody is called by name, only a place behind a unit's last character need be looked at. 通报 is one word."""


def _may_end(clause: str, at: int) -> bool:
    """Whether a name may end before a place; its last character tells of most that none does."""
    words = _LAST_BY_END.get(clause[at - 1])
    if words and clause.endswith(words, 0, at):
        return True
    begin = at - 5 if at > 5 else 0
    return not _BEFORE_NAME.isdisjoint(clause[begin : at - 1]) and _CALLED_LAST.search(clause, begin, at) is not None


@dataclass(slots=True)
class Subject:
    """The names that do something in a clause, what they are to do it as, and where the rest begins."""

    names: list[Name]
    role: str
    """lead, co, joint, must, agent, or bare."""
    end: int


SEES = re.compile(
    r"(?:来|出面|会后|分片|分头|分别|共同|也要|要|再|都|就|统一|亲自|亲自去|全程|每[天周月]|定期|及时|具体|牵头|负责|尽快|抓紧|主动|继续)*"
    r"(?:各带[^，。；\d]{0,4}|包干|带队|加强(?:调度|协调|督导|督促|统筹)|(?:靠前|一线|坐镇|现场)指挥|挂[牌点](?:督办|联系|包联)|直接抓|盯(?:现场|在)|[蹲驻]点|包到底|共[抓管]|一?[跟抓管盯]到底|指挥|分片包|多(?:费|操|用|上)(?:点|些)?心|多(?:跑|盯|催|问|过问|协调|调度|督促|督导|关心|支持)|包(?![括含])|亲自(?:抓|盯|跑|管|督|上|过问|调度|协调)|靠(?:前|上)|具体抓|总抓|盯|牵总|抓总|负总责|挂帅|包案|督办|督战|督导|调度|协调|统筹|过问|把好?关|督促(?=推进|落实|办理|到位|[，。；]|$)|召集(?=协调|会商|研究)|[为是任](?:[此该这本]项?工作的?)?(?:总|第一)?(?:负责|牵头|责任|协调|包抓|包案|召集)(?:人|领导)|跟进|跟踪|催办|牵头|负责(?!任|人)|主抓|抓一抓|管一管|跑一跑)"
    r"[^，。；\d]{0,10}"
)
TAKES = re.compile(
    r"(?:要|再|负责|尽快|马上|亲自|牵头|抓紧|会后|今天|明天|本周|下周)*(?:带[着上]?|带领|组织|督促|督导|指导|协调|召集|调度|安排|叫上)(?=[\u4e00-\u9fff]{2})"
)


_WHO_SEES = re.compile(
    rf"(?P<who>(?:[\u4e00-\u9fff、]{{0,8}}(?:同志|(?:常务)?副?[县市区镇乡部局院]长|副?主席|副?书记|副?主任)))(?={SEES.pattern}|{TAKES.pattern})"
)
"""「王县长多盯一盯」, 「林县长带县住建局……」."""
_CALLED = re.compile("[志长席记任](?<=同志|[县市区镇乡部局院]长|主席|书记|主任)")
LEVELLED = re.compile(r"[省市县区](?=[\u4e00-\u9fff]{2})")


def after_leading(words: str, start: int, end: int) -> int:
    lead = _LEADING.match(words, start, end if end - start < REACH else start + REACH)
    return lead.end() if lead else start


def agent_of(words: str, start: int, end: int) -> Subject | None:
    """「所需资金由县财政局统筹」: who stands behind 由."""
    limit = min(end, start + 2 * REACH)
    if not MAY_ASK.search(words, start, limit):
        return None
    for word in AGENT.finditer(words, start, limit):
        found = subject(words, word.end(), end, agent=True)
        if found:
            return Subject(found.names, "agent", found.end) if found.role == "bare" else found
    return None


def subject(words: str, start: int, end: int, *, agent: bool = False) -> Subject | None:
    """Names at the head of a clause, up to the verb that they govern."""
    if start >= end or (not agent and words[start] in _DEEDS_BEGIN and _only_does(words, start, end)):
        return None
    found = _subject_of(words[start:end] if end - start < _WIDEST else words[start : start + _WIDEST], agent)
    if found is None or not start:
        return found
    moved = [Name(name.text, name.start + start, name.end + start, name.kind) for name in found.names]
    return Subject(moved, found.role, found.end + start)


_WIDEST = 2 * REACH


@lru_cache(maxsize=4096)
def _subject_of(clause: str, agent: bool) -> Subject | None:
    """The same clause is looked at several times: whether it is a task, whose it is, where it ends."""
    tried, limit = 0, len(clause) if len(clause) < REACH else REACH
    by_name = agent or _MAY_CALL.search(clause, 0, limit)
    reached = 0
    for stop in _STOP.finditer(clause, 2, limit) if by_name else _STOP_BEHIND_UNIT.finditer(clause, 1, limit):
        at, behind = stop.span("stop")
        if at < reached:
            continue
        reached = behind
        named = (agent and (at <= 4 or "、" in clause[max(0, at - 5) : at])) or _may_end(clause, at)
        if not named and by_name and "、" in clause[max(0, at - 4) : at]:
            named = _NAMES_LISTED.search(clause, 0, at) is not None
        if not named or clause.startswith(("主要领导", "主要负责"), at):
            continue
        said = stop["stop"]
        if said in MAY_GO_ON and is_in_word(said, clause, at):
            continue
        if stop["soft"] and (_TITLED_ON.match(clause, at, limit) or _PORTFOLIO.match(clause, at)):
            continue
        tried += 1
        if found := _named(clause, 0, at, agent=agent):
            role, rest = _role(clause, behind if said.endswith("家") else at, len(clause))
            return Subject(found, role, rest)
        if tried > 7:
            return None
    if agent:
        return _asked(clause) or _each(clause) or _by_ending(clause, 0, limit)
    if (by_name or "志" in clause) and _CALLED.search(clause, 0, 14) and (sees := _WHO_SEES.match(clause)):
        found = _named(clause, 0, sees.end("who"), agent=False)
        if found and some_one(found):
            return Subject(found, "bare", sees.end("who"))
    if clause[0] in _BEGIN_EACH and (each := _each(clause)):
        return each
    if clause[0] in _LEVELS and (found_by_ending := _by_ending(clause, 0, limit)):
        return found_by_ending
    if "的" in clause and (its := whose_must(clause)) and (found := _named(clause, 0, its[0], agent=False)):
        return Subject(found, "must", its[1])
    if (
        (end := bureaus_end(clause))
        and not clause.startswith(ORGANS, end)
        and (found := _named(clause, 0, end, agent=False))
    ):
        return Subject(found, "bare", end)
    return None


def _asked(clause: str) -> Subject | None:
    """Whoever stands behind 由 or 请 may do anything: he ends with his title, or nothing stands behind him."""
    if clause[0] == "你" and (yours := _YOURS.match(clause)):
        return Subject([Name(yours[1], *yours.span(1), "person")], "bare", yours.end())
    if (titled := _TITLED_PERSON.match(clause)) and (found := _named(clause, 0, titled.end(), agent=True)):
        return Subject(found, "bare", titled.end())
    whole = _named(clause, 0, len(clause), agent=True) if len(clause) <= 40 else None
    if whole and (all(name.kind != "unit" or is_unit(name.text) for name in whole) or not _ENDING.search(clause, 1)):
        return Subject(whole, "bare", len(clause))
    return None


def _each(clause: str) -> Subject | None:
    """各乡镇, whatever they do."""
    whose = _EACH.match(clause)
    if whose is None or clause.startswith(("的", "都", "级"), whose.end()):
        return None
    return Subject([Name(whose[0], 0, whose.end(), "unit")], "bare", whose.end())


_NAMES_LISTED = re.compile(r"[长任席记][\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3})+$")
"""「副县长林卫国、赵敏」."""
_PORTFOLIO = re.compile(r"(?:分管|包联|包案|包抓|联系|挂联)(?:的)?(?:县|市|区)?(?:领导|负责(?:人|同志)|(?:常务)?副)")
"""县政府分管领导: no verb."""
_EACH = re.compile(
    r"(?:各|(?:项目)?(?:所在|属地)(?:地)?(?:各)?)(?:乡镇|镇街|镇办|镇村|镇|乡|街道|社区|村|园区|(?<=各)(?:工作|专项)?(?:组(?![织建成组长员])|小组|专班))(?:（[^（）]{1,6}）)?(?:人民政府|办事处|政府)?(?![、和及与（镇街村办]|长|党|部门|单位)"
)
_BEGIN_EACH = frozenset("各项所属")
_TITLED_PERSON = re.compile(
    r"(?:分管[^，。]{1,8}的)?(?!各|有|相|全(?!书记|副)|主要|责任|单位|部门)(?:(?![局委办厅镇乡部院站按的对把])[\u4e00-\u9fff]){1,4}?"
    r"(?:同志|(?:常务)?副?[县市区镇乡部局院]长|副?主席|副?书记|副?主任)"
)
"""「请宿副县长靠上去」: behind 请 a person may do anything; he ends with his title."""
_YOURS = re.compile(
    rf"你们?(?:局|委|办|镇|乡|中心|公司|街道)?的?(?:副?(?:局长|主任|书记|镇长|乡长|经理|董事长|院长|校长|站长|队长)|一把手|主要负责人|负责同志)([\u4e00-\u9fff]{{2,3}}?(?=亲自|牵头|带[队着]|到|去|盯|来|要|抓)|{NAME})"
)
"""「请你们局长谢明亲自到现场」: who he is, and his name."""
_LEVELS = frozenset("县市区旗镇")
_ENDING = re.compile(
    r"(?:局|委|办|厅|中心|公司|委员会|办公室|督查室|大队|支队|中队|(?<=[法管巡])队|派出所|管委会|指挥部|专班|小组|镇|乡|街道|政府|集团|股|科|(?<=[\u4e00-\u9fff]{2}行政)部门)(?:（[^（）]{1,8}）)?(?![局委办室会员中公镇乡长政常、和及与处的关提汇：:，。；主负（]|同志|(?:督查|研究|值班|办公)室|交警|信访|宣传|组织|统战|政法|网信|编办|党史|监委|有限|股份)"
)
_HOLDERS = ("委", "政府")
_HELD = re.compile(
    r"[\u4e00-\u9fff]{1,6}?(?:局|部|室|机关|委员会|办(?![理好法事成])|科(?!学|技))(?!长|副?主任|副?局长|主要负责|负责人|负责同志)"
)
"""县委信访局, 县政府督查室: behind 县委 and 县政府 the name may go on."""
_KINDS = re.compile(r"[（(][^（）()]{1,8}[)）]")
"""各乡镇（街道）."""


def _by_ending(words: str, start: int, end: int) -> Subject | None:
    """Behind 由 a unit may do anything: its name ends where it looks like one."""
    for ending in _ENDING.finditer(words, start + 1, min(end, start + 60)):
        if words.startswith(("人民政府", "政府", "办事处", "管委会"), ending.end()):
            continue
        end_of_name = ending.end()
        if ending[0] in _HOLDERS and (longer := _HELD.match(words, ending.end(), end)):
            end_of_name = longer.end()
        elif kinds := _KINDS.match(words, ending.end(), end):
            end_of_name = kinds.end()
        if found := _named(words, start, end_of_name, agent=True):
            return Subject(found, "bare", end_of_name)
    return None


def _named(words: str, start: int, at: int, *, agent: bool) -> list[Name]:
    """The names of a stretch, if it holds nothing but names of somebody in particular."""
    found = names_at(words, start, at)
    if not found or not _NOTHING_MORE.fullmatch(words, found[-1].end, at):
        return []
    titled = found[-1].kind == "person" and (  # 林卫国、赵敏同志, 林卫国、赵敏两位镇长: the title is said of both
        is_owner(found[-1]) or named_behind(found) or _SEVERAL.fullmatch(words, found[-1].end, at) is not None
    )
    return (
        found
        if all(
            is_owner(name, agent=agent or (titled and name.kind == "person"))
            or _is_titled(words, name)
            or (name.kind == "person" and name.start in {one.end for one in found if one.kind == "unit"})
            for name in found
        )
        else []
    )


def _is_titled(words: str, name: Name) -> bool:
    """「副县长、县公安局局长谢明」, of whom the bare name was kept."""
    return name.kind == "person" and words[max(name.start - 1, 0) : name.start] in _BEFORE_HIM


_BEFORE_HIM = ("长", "任", "席", "记", "员", "导", "（", "(")
"""What stands before a bare name: the end of a post, or the bracket behind his office (县政府办（谢明）)."""


_SEVERAL = re.compile(r"(?:等)?[两二三四五几](?:位|名)[\u4e00-\u9fff]{0,8}[长席记任志导]")
_NOTHING_MORE = re.compile(
    rf"\s*[）)]?(?:等[^，。]{{0,12}})?|[（(](?:设在|暂设)?[省市县区旗][^（()）]{{1,12}}[局委办部][)）]|[（(][^（()）]{{0,30}}(?:{TITLES})[^（()）]{{0,12}}[)）]|(?:等)?[两二三四五几](?:位|名)[^，。]{{0,8}}|"
    r"[，、）)]*(?:有关|相关|各)?(?:部门|单位|方面)|[两三四五六七八九十几]家|的(?:各位)?(?:负责)?同志们?"
)


def _role(words: str, at: int, end: int) -> tuple[str, int]:
    for role, form in _ROLES:
        found = form.match(words, at, end)
        if found:
            return role, found.end()
    return "bare", at


def is_owner(name: Name, *, agent: bool = False, headed: bool = False) -> bool:
    """In prose a word counts as an owner only if it is clearly somebody in particular."""
    if name.kind == "vague":
        return True
    if name.kind == "person":
        if is_no_person(name.text):
            return False
        return (has_title(name.text) and not _BUILT.match(name.text)) or (
            agent
            and 2 <= len(name.text) <= 4
            and not name.text.endswith(("主", "常", "副"))
            and not _AT_WHEN.match(name.text)
        )
    return _is_definite(name.text) and (headed or _may_stand_in_prose(name.text))


_AT_WHEN = re.compile("于[每本下上今明年当近]")
"""「请于每月25日前……」 calls nobody."""


@lru_cache(maxsize=4096)
def _is_definite(unit: str) -> bool:
    """The same few units are named again and again."""
    if len(unit) > 24 or _WHOLE.fullmatch(unit) or NO_NAME.search(unit) or _DEED_AHEAD.match(unit):
        return False
    if is_no_unit(unit):
        return False
    if _ADDRESSED.fullmatch(unit) or is_stem(unit.removesuffix("部门")) or _ROOM.search(unit):
        return True
    return is_unit(unit) and _DEFINITE.search(unit) is not None


@lru_cache(maxsize=4096)
def _may_stand_in_prose(unit: str) -> bool:
    """No class of units, unless a notice speaks to them."""
    return _ADDRESSED.fullmatch(unit) is not None or CLASS.fullmatch(unit) is None


_ROOM = re.compile(f"(?:{ROOM_END})$")


def is_named(name: Name) -> bool:
    """A unit in particular and no class of them, or a person by name."""
    if name.kind == "person":
        return len(name.text) <= 3 and not has_title(name.text)
    return name.kind == "unit" and is_owner(name) and (not is_stem(name.text) or bool(LEVELLED.match(name.text)))
