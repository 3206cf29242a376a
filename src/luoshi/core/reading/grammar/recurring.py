"""What is done again and again, and how often."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.moments import BEFORE, Calendar, Due, N, number_said
from luoshi.core.reading.grammar.numerals import HAN

ON_AND_ON = searched(
    r"(?:(?<=[，,])|(?<=[，,][并要]))(?:长期|持续|常年|常态化)(?:坚持|推进|开展|抓好|实施|抓下去)(?=[。；;]?\s*$)"
)
"""「……，长期坚持。」 at the end."""
AGAIN = searched(
    rf"每(?P<yearly>年)(?:的)?(?:{N}月(?:份)?(?:{N}[日号]|[底末初]|[上中下]旬)?|年[底末初中])(?:{BEFORE})?|"
    r"每(?:个)?(?P<each>半年|半个?月|两月|双月|两个月|学年|学期|季度|季|月|周|星期|礼拜|旬|年|日|天|晚|夜|个季度|个月|个工作日)(?:度)?(?:至少)?"
    rf"(?:{N}[日号](?:{BEFORE})?|第{HAN}{{1,2}}(?:周[一二三四五六日]?|个(?:工作日|星期[一二三四五六日]?|周[一二三四五六日末]?))(?:碰头会|例会|办公会)?|[底末初]|(?:上|中|下)旬)?"
    r"|(?<![每\d两三四五六七八九十几])(?:一个?|半)(?P<per>年|月|季度|星期|礼拜|周|旬|天)(?:要)?(?=[\u4e00-\u9fff]{1,8}[一两二三]次)"
    rf"|每(?:隔)?(?P<count>\d{{1,3}}|{HAN}{{1,2}}|[双单隔])(?:个)?(?:天|日|周|星期|月|工作日)"
    r"|(?P<half>半年)(?=组织|开展|召开|举办|进行|评估|通报)|(?<![每])(?P<two>双月)(?=调度|通报|督查|一)|(?P<once>半年|半个?月|季度|月|周|旬|年|日)一次(?=[\u4e00-\u9fff，。；）)]|$)"
    r"|按(?P<by>月|季度|季|周|年|日)(?:度)?(?=[\u4e00-\u9fff，。；）)]|$)"
    r"|(?:(?P<times>一|两|二|三|五|十|半(?=[月年]))?)(?P<round>半月|周|旬|月|季度|季|日|天|年)[一两](?=通报|调度|报告|督查|汇报|会商|考核|排名|晾晒|小结|研判|分析|督办|报|总结|巡|检|查|会|盘点|评|议|讲评|更新)"
    r"|(?<![\d本下上个当每X一二三四五六七八九十两几])(?P<short>半月|双周|隔周|周|旬|月|季)(?=调度|通报|督查|会商|研判|晾晒|排名|例会|召开)"
)
ONGOING = re.compile(
    r"^(?:立行立改|即知即改|边查边改|立即整改|分步实施|\d{1,2}个工作日)$|(?:长期|持续|常态化|常年|按进度|按时序|即时|立即|随时|适时|全年)(?:[\u4e00-\u9fff]{0,8})$|^即日起|^已完成|^正在推进"
)
_REPEATS = {
    **dict.fromkeys(("日", "天", "晚", "夜", "个工作日"), "daily"),
    **dict.fromkeys(("周", "星期", "礼拜"), "weekly"),
    "旬": "ten_days",
    **dict.fromkeys(("双周", "隔周"), "half_monthly"),
    **dict.fromkeys(("半月", "半个月"), "half_monthly"),
    **dict.fromkeys(("月", "个月"), "monthly"),
    **dict.fromkeys(("两月", "双月", "两个月"), "bimonthly"),
    **dict.fromkeys(("季度", "季", "个季度"), "quarterly"),
    **dict.fromkeys(("半年", "学期"), "half_yearly"),
    **dict.fromkeys(("年", "学年"), "yearly"),
}


def ongoing(match: re.Match[str], when: Calendar) -> Due | None:
    return Due(match[0], match.start(), match.end(), often=True)


_HOW_MUCH = re.compile(
    r"(?:掌握|了解|关注|人均|平均|最多|最少|至多|不超过|处理能力|供水|用水|产|可|\d+[^，。；时点:：]{0,3}[吨方人次度升])"
)
"""每日掌握, 每天8000吨: how, or how much, not when."""
_SO_MUCH = re.compile(r"[\d.]+(?:亿|万)?元")
_EACH_ONES = re.compile(r"的(?:[\u4e00-\u9fff]{0,4}(?:进度|计划|任务|数据|情况|进展))")
"""每季度的形象进度: whose, not when."""
_SYSTEM = re.compile(
    r"[^，。；、”]{0,5}(?:、(?:每|第|按)?[日周旬月季年半双][^，。；、”]{1,6}){0,5}”?[^，。；、”]{0,5}?(?:制度|机制)"
    r"(?![^，。；]{0,4}(?:报|通报))"
)
"""每日巡查制度, “月排名、季点评、年度考核”制度: what a thing is called."""
_TO_WHOM = ("每人", "每户", "每亩", "每名", "每床", "每生", "每位", "每套", "每平方米", "人均", "户均")


def again(match: re.Match[str], when: Calendar) -> Due | None:
    if match["each"] in ("日", "天") and _HOW_MUCH.match(match.string, match.end()):
        return None  # 每日掌握 is how, not when
    if _SO_MUCH.match(match.string, match.end()):
        return None  # 每月720元
    if _SYSTEM.match(match.string, match.end()) or _EACH_ONES.match(match.string, match.end()):
        return None
    if match.string.endswith(_TO_WHOM, 0, match.start()):
        return None  # 每人每月提高12元
    plain = match[0].removesuffix("至少")
    return Due(plain, match.start(), match.start() + len(plain), _how_often(match), often=True)


def _how_often(match: re.Match[str]) -> str | None:
    """The rhythm nearest to what is said; None where there is none near: 每五日."""
    count = match["count"] or (match["times"] if match["round"] else None)
    if count and count != "一":
        unit = match["round"] or _COUNTED_UNIT.sub("", match[0]).lstrip("个")
        number = {"双": 2, "隔": 2, "单": 2, "半": 0}.get(count) or number_said(count) or 0
        return _REPEATS.get("半" + unit) if count == "半" else _EVERY.get((number, unit))
    named = ("yearly", "half", "two", "each", "by", "once", "round", "short")
    said = next((match[name] for name in named if match[name]), None)
    per = (match["per"] and ("半" if match[0].startswith("半") else "") + match["per"]) or ""
    return _REPEATS.get(said or per)


_COUNTED_UNIT = re.compile(rf"^每隔?(?:\d{{1,3}}|{HAN}{{1,2}}|[双单隔])")
_EVERY = {
    **{
        (count, unit): said
        for unit in ("天", "日")
        for count, said in ((7, "weekly"), (10, "ten_days"), (15, "half_monthly"), (30, "monthly"))
    },
    **dict.fromkeys(((2, "周"), (2, "星期")), "half_monthly"),
    (10, "工作日"): "half_monthly",
    (2, "月"): "bimonthly",
    (3, "月"): "quarterly",
    (6, "月"): "half_yearly",
    (2, "旬"): "monthly",
}
