"""What a paper lays down for good, of whomever it concerns: leave and exemption, entitlement, what those of a trade
shall always do, how one applies. Nobody is given anything to do: 「对符合条件的存量房屋，允许改建为保障性租赁住房」."""

from __future__ import annotations

import re

from luoshi.core.reading.judging.deeds import does_thing
from luoshi.core.reading.signs import bids

_ALLOWS = re.compile(
    "(?:对|在|凡)(?![^。]{0,40}(?:(?<![主需])要|由[^，。]{2,12}(?:局|委|部门)))[^。]{4,90}[，,；][^，。]{0,16}"
    "(?:允许(?!范围)|(?<![许认])可(?:以)?(?=[在按以享就从免凭优直延分]))"
)
"""「对投资额超过5亿元的项目，园区可在3年内就近预留用地」."""
_LEAVES = ("允许", "可")
_EXEMPTS = re.compile(
    "(?:^|[，,；;])[^，,；;要由]{0,12}(?:减按|减半征收|免[缴征交收]|不再?(?:变更|补缴|收取|征收|计收))(?!.{0,6}(?:政策|目录))"
)
_EXEMPTIONS = re.compile("减(?:按|半征收)|免[缴征交收]|不(?:变更|再|补缴|收取|征收)")
_ENJOYS = re.compile(
    "(?:^|[，,；;])(?![^，,；;]{0,20}(?:要|确保|保障|让|使))[^，,；;]{0,40}(?:享受|享有)[^，,；;]*"
    "(?:待遇|政策|权利|权益|资助|补贴|补助|优惠|扶持|地位|奖励|减免|服务|保障)(?=[，,；;]|$)"
)
"""「引进的高层次人才，……，享受我市人才优惠政策」."""
_TRADE = re.compile(
    "(?!有关|相关)(?:各(?![级地]|有关|相关|责任|成员|牵头))?[^，。要]{0,30}?(?:"
    "(?:运营|使用|提供|供应|经营|建设|施工|参建|生产|管护|承包|承租|受托|服务|持有)(?:单位|主体|方|者|商|企业|机构)|"
    "(?:培训|评价|检测|认证|中介|评估|咨询|养老|托育)[\u4e00-\u9fff]{0,4}(?:机构|组织)|"
    "专区|平台(?:企业|公司)?|经营户|业主|用人单位|个人)(?:还|均|都)?应当?(?![急用变收]|对(?!接))"
)
_CONDITION = re.compile("[^，,。要]{2,40}(?:还|均|都)?应当?(?:同时)?(?:具有|具备|满足)")
_BY_A_PRINCIPLE = re.compile(
    "[^，,。要]{4,40}[，,](?:均|都|一律)?应当?(?:严格)?(?:遵循|遵守|符合|依法|按照?|根据)(?![^。]{0,30}(?:前|制定|报送))"
)
"""「向学生收取的费用，应遵循自愿原则，据实收取」."""
_IN_CASE = re.compile(
    "对?[^，,。]{2,40}的[，,](?:经[^，。]{2,20}的)?[^，,。]{0,14}(?:单位|个人|企业|者|人|户)应当?(?![急用对变收])"
)
_WHOEVER = re.compile(r"凡(?![^。]*(?:\d月|\d日|[明今]天|[本下]周|[年月季]底|日前))[^。]{6,}")
_REWARDS = re.compile(
    "(?:对(?!于?今年)|凡|经|参加|以|按|获)(?![^。]*(?:要|[，,；](?:建立|制定|出台|完善|实施|设立|组织|开展|安排)))"
    "[^。]{10,}(?:给予|予以)[^，,。]{0,14}(?:奖励|奖补|补助|补贴|资助|支持|表彰)$"
)
_BY_THEMSELVES = re.compile(
    "(?:^|[，,；;])由[^，。；]{2,16}?(?:根据[^，。；]{1,12}|依法|按[^，。；]{1,10})?自[行主](?:确定|决定|制定|选择|定价)"
)
_APPLIES = re.compile("(?:提出|提交)[^，。；]{0,14}申请[，,；](?:并|再)?[由经][^，。；]{2,}")
_COUNTED = re.compile("[^，,。要]{4,40}(?<![把将])纳入[^，,。]{2,30}(?:统一|规范|集中|分类)管理$")
_MODE = re.compile("[^，,。要]{2,16}(?<![局委办厅县市区镇乡])(?:采取|采用)[^，,。]{2,20}(?:模式|方式)(?=[，,]|$)")
_BELONGS = re.compile("(?:归|属于?)[^，,。；]{2,10}所有(?=[，,；]|$)")
_STANDARD = re.compile("[^，,。：:]{2,16}(?:标准|条件)(?:为|是|如下)[:：]")
_SAME_EYE = re.compile("对[^，,。；]{2,24}一视同仁$")
_AS_A_DUTY = re.compile(
    "[^。]{0,30}(?:要|应)?[把将][^。]{2,60}作为[^，,。；]{0,10}(?:工作|职责|任务|内容|大事)(?:进行|来抓|抓好)?"
    "(?:[，,](?:摆上|列入|纳入|放在|摆在)[^，,。]*)?$"
)
"""「各镇街要把……作为自己的重要职责，摆上重要议事日程」."""
_EACH_HIS_PART = re.compile(
    "[^。]{2,90}要[^，,。]{0,14}(?:按照|根据)[^，,。]{0,8}职[能责](?:分工)?[，,]?(?:各司其职|密切配合)"
)
_ALL_WORK = re.compile("[^，,。]{2,14}要(?:统筹|扎实|认真|切实)?(?:推进|做好|抓好)[^，,。]{4,60}等?各项工作[，,]")
_FOR_YEARS = re.compile(r"(?:[一二两三四五六七八九十]|\d)年内(?:可|按|享|免|减|给予|由)")
"""「三年内享受房租补贴」: for how long, and not until when."""
_DAY = re.compile(r"\d\s?月|\d日|[年月季]底|[明今]天|[本下]周")


def lasting(plain: str, *, due: bool, measure: bool) -> str | None:
    """Why a sentence is nobody's task: what it says is so for good. None if it may be one."""
    begins = plain[:1]
    if begins in "对在凡经参以按获" and not _DAY.search(plain) and (reason := _of_a_case(plain, begins)):
        return reason
    if due and not ("年内" in plain and _FOR_YEARS.search(plain)):
        return None
    if "应" in plain and (
        _TRADE.match(plain) or _CONDITION.match(plain) or _IN_CASE.match(plain) or _BY_A_PRINCIPLE.match(plain)
    ):
        return "norm"
    if ("标准" in plain or "条件" in plain) and _STANDARD.match(plain):
        return "note"
    if not measure and (reason := _of_no_one_thing(plain)):
        return reason
    if not _tells_how_it_is(plain):
        return None
    if bids.ACTION.match(plain) and begins not in "对在":
        return "norm" if "自" in plain and _BY_THEMSELVES.search(plain) else None
    return None if does_thing(plain) else "norm"


def _of_a_case(plain: str, begins: str) -> str | None:
    """What becomes of those in a case: 「凡每年组织活动200天以上的，经申请后……给予补助」."""
    if begins == "凡" and _WHOEVER.match(plain):
        return "norm"
    if plain.endswith(_GIVEN) and _REWARDS.match(plain):
        return "norm"
    if begins in "对在" and any(word in plain for word in _LEAVES) and _ALLOWS.match(plain):
        return "norm"
    return "principle" if plain.endswith("一视同仁") and _SAME_EYE.search(plain) else None


_GIVEN = ("奖励", "奖补", "补助", "补贴", "资助", "支持", "表彰")


def _of_no_one_thing(plain: str) -> str | None:
    """All that belongs to somebody's part, and nothing that could be asked after."""
    if "作为" in plain and _AS_A_DUTY.match(plain):
        return "slogan"
    if ("各司其职" in plain or "密切配合" in plain) and _EACH_HIS_PART.match(plain):
        return "slogan"
    return "general" if "各项工作" in plain and _ALL_WORK.match(plain) else None


def _tells_how_it_is(plain: str) -> bool:
    """Its subject stands first, and what is said of it is a rule."""
    return bool(
        (("享受" in plain or "享有" in plain) and _ENJOYS.search(plain))
        or (_EXEMPTIONS.search(plain) and _EXEMPTS.search(plain))
        or ("所有" in plain and _BELONGS.search(plain))
        or ("申请" in plain and _APPLIES.search(plain))
        or (plain.endswith("管理") and _COUNTED.match(plain))
        or ("采" in plain and _MODE.match(plain))
        or ("自" in plain and _BY_THEMSELVES.search(plain))
    )
