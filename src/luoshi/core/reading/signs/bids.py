"""Words that bid: the verbs of a task, who must, and when."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import by_first, searched
from luoshi.core.reading.grammar.lexicon import ACTIONS, DEPARTMENTS, EFFORTS

ACTION = searched(rf"^(?:{by_first(f'{ACTIONS}|{EFFORTS}')})")
LEAD_IN = searched(
    r"^[\s“\"]*(?:(?:交办|工作|任务|主要|具体|建设|办理|整改|重点|年度|批示|督办)?(?:内容|任务|目标|事项|意见|措施|要求)[:：]|(?:同时|此外|另外|特别(?:是)?|尤其是|其中|下一步|具体措施|重点|今年|全年|[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十](?![季个批次轮期届阶产步])|其[一二三四])[，,:：、]?|"
    r"(?:——|[①-⑳•●■◆]|[（(]?\d{1,2}[)）．.、](?!\d))\s*)+"
)
ENTRY = re.compile(r"\s*(?:交办|工作|任务|办理|整改|重点)?(?:内容|任务|事项|措施)[:：]")
"""「交办内容：」: what stands behind it is to be done."""
MODAL = re.compile(
    r"(?:^|[，,；;：:])[^，,；;：:]{0,20}?(?:(?<![主需重只首想摘就不次显])要(?![求素点闻么件领务塞])|必须|务必|确保|力争)"
)
CHANGE = re.compile(
    r"提高|增长|新增|净增|达到|突破|翻番|翻一番|下降|降低|减少|压减|控制|全覆盖|清零|不(?:少|低)于|超过|完成|实现|稳定|建成|应[\u4e00-\u9fff]尽"
)
DIRECT = re.compile(r"^(?:要(?!求|素)|必须|务必|确保|力争|严禁)")
GOAL = re.compile(r"预期目标|目标(?:是|为|任务)|左右|不低于|不少于|不超过|以上$|以内$|控制在")
_SAYS = "(?=[^，,。：:]*+[，,:：](?<=[出调求确定为意示充话].)|[^，。：:]*,)"
"""The first mark stands behind a verb of saying; a narrow comma may stand before it."""
SAID = re.compile(
    r"^(?:(?:鉴于|考虑到|针对|为)[^，。]{2,30}[，,])会议(?:决定|议定|明确|要求|同意)[，,:：]|"
    rf"^{_SAYS}[^，。：:]{{0,12}}(?:会议|县长|书记|领导|会上|大会|全会)[^，。：:]{{0,6}}?(?:指出|强调|要求|明确|议定|决定|提出|认为|同意|原则同意|批示|补充|插话)[，,:：]"
)
DECIDED = searched(
    r"^(?:原则)?(?:同意|通过)[^，。]{2,40}[，,。]?[^。]*(?:修改|完善|印发|提交|报|组织实施|抓紧)|会议(?:议定|决定)"
)
THEREFORE = re.compile(r"[，,；;]要(?![求素点闻么件领])[\u4e00-\u9fff]{2}[^。]{30}")
REPORTS = re.compile(r"报送|上报|报告|通报|提交|报[县市省区州镇乡][\u4e00-\u9fff]|报政府|反馈|报至|报备|报办公室")
MUST = re.compile(r"(?:(?<!主)要|应|须|必须|务必|应当|负责(?!人|同志)|牵头)(?![求素点])")
WHEN = re.compile(
    r"^(?:(?:到|在|从|于|自|今年|明年|全年|年内|年底前?|上半年|下半年|每[半两双]?[年月周季日旬](?:度)?(?:至少)?|[一二三四]季度|本月|本周|下周|(?:20\d\d年)?\d{1,2}月份?(?![\d底末初上中下之以前起内])|(?:20\d\d年)?\d{0,2}(?:月)?(?:底|末|\d{1,2}日|上旬|中旬|下旬)?(?:之前|以前|前|起|内)|20\d\d年(?:底|末)?(?:前)?|[\u4e00-\u9fff]{2,4}(?:节)?前)[，,]?){1,6}"
)
BIDS = re.compile(
    r"(?:加快|加强|确保|力争|争取|推动|推进|深化|深入(?:开展|实施|推进)|要|实施|以[^，。]{2,20}[，,]?(?:推动|促进|带动)|促进|支持|努力|全力|着力|统筹|协同|做实|做好|做强|实现|保持|健全|完善)"
)
_FEASTS = "国庆|五一|春节|元旦|端午|中秋|清明|汛期|开学"
FIXED_DAY = re.compile(  # each form is seen from its rarest character
    rf"[前日月周号每](?:(?<=[节季汛日月周底末旬度]前)|(?<=(?:{_FEASTS})前)|(?<=[节季汛]之前)|(?<=(?:{_FEASTS})之前)|"
    r"(?<=[\d一二三四五六七八九十][日月周号])|(?<=每)[\d一二三四两半个年月周季日旬])"
)
ENDS_DONE = (
    *("封顶", "投运", "合龙", "贯通", "通车", "投用", "投产", "开工", "竣工", "完工", "建成", "启用", "开园", "开业"),
    *(
        "交付",
        "上线",
        "另行制订",
        "另行制定",
        "挂牌",
        "动工",
        "并网",
        "复工",
        "开通",
        "搬迁",
        "入驻",
        "投入使用",
        "投入运营",
        "投入运行",
    ),
)
"""「住院楼主体封顶」: what shall be at its end."""
AGREED = re.compile(
    r"^会议?(?:原则上?)?同意(?P<who>[^，。]{2,24}?)(?=关于|提交|提出|起草|汇报|《|拟)[^，。]{2,80}[，,][^。]{0,80}(?:修改|完善|印发|提交|报|审查|组织实施|抓紧)"
)
"""「会议原则同意县财政局关于……的意见，会后……」: those who brought it have something to do with it."""
FOR_WHOM = re.compile(
    r"^(?:为|给)[^，。]{2,24}(?:安装|提供|配备|发放|配置|建设|开展|办理|购买|接种|筛查|体检|投保|购置|更换|加装|"
    r"改造|修建|新建|减免|缴纳|代缴|补贴|培训|适配|配送|修缮)"
)
UNIT_ACTS = re.compile(
    rf"^[县市区镇乡][\u4e00-\u9fff]{{2,14}}(?:局|办|委|大队|中心|公司|站|政府|管委会|办事处)[\u4e00-\u9fff]{{4,20}}[，,](?:{ACTIONS})"
)
FINANCED = re.compile(
    r"^(?:[自从]20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?起，)?(?:[县市区镇乡省州]|自治区|各级|中央|地方|本级|同级)财政(?:局|部门)?(?:要|应|须|负责|统筹|每年|继续)*(?:安排|落实|拨付|列支|保障|统筹|解决|预拨|下达|补助|"
    r"对[^，。；]{2,40}?(?:要|应)?[予给][以予][^，。；]{0,6}(?:保障|补助|支持|奖励|补贴))|"
    r"^政府(?:将|要)[^，。；]{2,40}[列纳]入[^，。；]{0,8}预算"
)
"""「县财政安排经费50万元」, 「市财政对……所需的经费要予以保障」."""
CALLED_FOR = re.compile(r"[，,]会议(?:要求|明确|决定|议定)")
WITH_REGARD = re.compile(r"^(?:对|对于|围绕|针对)[^，。]{2,40}[，,]")
REPORT_BY = re.compile(
    r"\d\d?月\d{1,2}日(?:（[^（）]{1,8}）)?(?:[上下]午|晚上?)?(?:\d{1,2}[:：点时]\d{0,2}分?|下班)?(?:之?前|以前)[^。]{0,40}(?:报|送|提交|反馈)"
)
"""「于4月20日（星期五）前上报……」: somebody is to hand something in, whatever else the sentence says."""
BIDDEN = re.compile("请|负责(?!人|同志|制)|要(?<![主需重]要)")
LINES_OF_WORK = re.compile(
    rf"^(?P<who>(?:(?:{by_first(DEPARTMENTS)}|机构编制)[、和]?){{1,6}}等?"
    r"(?:行政|主管|行政主管|管理|监管|职能)?(?:部门|单位|企业))(?:要(?![求素点])|应|须|必须|负责|按程序|按规定)"
)
"""「电力、通信部门要……」: those of a line of work, who can be asked although no unit is named."""


def is_line_of_work(words: str) -> bool:
    """Whether it is said of those of a line of work that they must."""
    if not ("部门" in words or "单位" in words or "企业" in words):
        return False
    return LINES_OF_WORK.match(words) is not None


AT_ONCE = re.compile(r"立即|马上|逐[户村家]|拉网式|地毯式|大排查|大检查|大清查")
"""Who is bidden to do a thing at once has something to do, though only his role is named."""
