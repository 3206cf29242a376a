"""The forms in which texts say until when, and how often, each read into a day."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from typing import NamedTuple

from luoshi.core.reading.grammar.feasts import limit_before
from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.grammar.numerals import HAN, han_value
from luoshi.core.timing.workdays import Workdays

N = rf"(?:(?<!\d)\d{{1,2}}|{HAN}{{1,3}}|[XxＸ×]{{1,2}})"
YEAR = r"(?:(?:(?<!\d)20\d\d|[二〇零一三四五六七八九]{4}|[XxＸ×]{2,4})\s?年\s?|今年|本年|当年|明年|次年|后年)"
_BEFORE = r"(?:之前|以前|前|之内|以内|内)"
_WEEKDAY = r"[（(](?:星期|周|礼拜)[一二三四五六日天][)）]"
_HOUR = r"(?:(?:上午|下午|中午|晚上?)?(?:下班|\d{1,2}[:：时点]\d{0,2}分?半?)|上午|下午|中午)(?=之前|以前|前)"
"""「7月17日下班前」, 「4月20日（星期五）前」, 「3月4日下午4:00前」."""
_PARTS = {"上旬": 10, "上中旬": 20, "中上旬": 20, "中旬": 20, "初": 10}
"""On which day a part of a month ends; the others end with the month."""
_FIXED = searched(
    rf"(?:到|(?<!截)至)?(?:(?P<year>{YEAR})(?:的)?)?(?P<month>{N})\s?月(?:份)?(?:"
    rf"\s?(?P<day>{N})\s?[日号](?:{_WEEKDAY})?(?:(?:开学|入汛|汛期|放假|[\u4e00-\u9fff]{{2,5}}[日节])(?=之?前))?(?:{_HOUR})?(?:{_BEFORE})?|(?P<part>底|末|上中旬|中上旬|中下旬|上旬|中旬|下旬|初)(?:{_BEFORE})?|(?P<bare>{_BEFORE})?)"
)
_QUARTER = searched(
    rf"(?:到|(?<!截)至)?(?:(?P<year>{YEAR}))?(?:第)?(?P<quarter>[一二三四1-4])季度(?P<tail>末前|底前|{_BEFORE}|末|底|结束前)?"
)
_HALF = searched(rf"(?:到|(?<!截)至)?(?P<year>{YEAR})?(?P<half>上|下)半年(?P<tail>{_BEFORE}|末|底)?")
_MIDDLE = re.compile(
    r"(?:到|在)?(?:(?P<year>20\d\d年|[今明]年(?=年中))年?中|(?<![\d一两二三四五六七八九十几每本全当同去今明])年中)"
    r"(?![央小考国秋医药职学等期长方型共层转游心间])(?P<tail>之前|以前|前)?"
)
AT_HEAD = re.compile(
    r"(?:(?:20\d\d年|今年|明年)?(?:\d{1,2}月(?:份|底|末|初|[上中下]旬|\d{1,2}日)?|[上下]半年|[一二三四]季度末?|年[底中末])|20\d\d年(?:[底末内]|年底|(?=之前|以前|前)))(?:之前|以前|前)?(?=[，,：:、]?[\u4e00-\u9fff]{2,16}。?$)"
)
_TERM = re.compile(r"(?:本届(?:县|市|区|镇)?(?:政府|党委)?|本)?任期(?:之内|以内|内)")
_SCHOOL = searched(r"(?:[本下上]|[春秋]季)学(?:期|年)(?:结束|开始|开学)?(?:之?内|之?前|以前|末|底)")
"""「本学期内」, 「春季学期结束前」."""
_ON_AND_ON = searched(
    r"(?:(?<=[，,])|(?<=[，,][并要]))(?:长期|持续|常年|常态化)(?:坚持|推进|开展|抓好|实施|抓下去)(?=[。；;]?\s*$)"
)
"""「……，长期坚持。」 at the end."""
_WHOLE = searched(
    rf"(?:到|(?<!截)至)?(?:(?P<year>{YEAR})(?P<tail>底|末|年底|年末|内|前|以前|之前|全年)(?:{_BEFORE})?|"
    rf"(?P<end>(?<![今明当去本后每上\d])年(?:底|末|内)|岁[末尾]|全年|本年度|年度内)(?:{_BEFORE})?|"
    r"(?:到|(?<!截)至)(?P<upto>20\d\d)年)"
)
_PLAN = re.compile(r"(?:到|(?<!截)至)?[“\"]?十(?P<plan>[三四五六])五[”\"]?(?:时期)?(?:末|期末|期间|时期)")
_NEAR = searched(
    rf"(?P<of>本|下)月(?P<nday>\d{{1,2}})[日号]{_BEFORE}|(?P<near>本|下|当|这个|下个)?月(?:(?P<part>底|末|内)|(?<=[本下当个]月)(?P<third>初|上旬|中旬|下旬))(?:{_BEFORE})?|"
    rf"(?P<soon>(?:明天|后天)(?=上午|中午|下午|下班|晚上|一早|就|必须|前|之前|以前)|今天(?=[\u4e00-\u9fff]{{0,2}}[前内]))(?:上午|中午|下午|下班|晚上|一早)?(?:\d{{1,2}}[点时:：](?:\d{{1,2}}分?|半)?)?(?:{_BEFORE})?|(?P<week>[本这](?:周|星期|礼拜)|下(?:个)?(?:周|星期|礼拜))(?P<weekday>[一二三四五六日天末]|之?内)?(?:{_BEFORE})?"
)
_DAY_ALONE = re.compile(
    r"(?<![\d月年第至到、—–~～\-.])(?P<day>[1-3]?\d)(?:号|日(?=之前|以前|前))(?P<before>之前|以前|前)?(?!楼|线|地|院|厅|门|机|文|令|井|桥|路|坝|库|线|公告|（|\()"
)
"""「25日前」, 「16号送到」: of the month in which it is said, or of the next."""
_WITHIN = searched(
    rf"(?:自[^，。；]{{0,20}}(?:之日)?起|(?:批复|印发|签订|收到|受理|立案|发布|公布)之日起|[收接]到[^，。；]{{0,12}}后|印发后|会后|(?:开学|验收|批复|开工|竣工|完工|中标|招标|结束|发布|公示|报名|立案|受理|签订|到位)后)?(?:的)?(?P<count>(?<!\d)\d{{1,3}}|半(?=个?[月年])|{HAN}{{1,4}})"
    r"(?P<unit>个工作日|工作日|个月|月(?=内|之内|时间)|日(?!完成|建成|拿|办)|天|周|个星期|小时|年)(?:之内|以内|内|(?:左右)?(?:的)?时间|后(?=给|报|回|交|向|拿|我))(?![\u4e00-\u9fff]{0,4}率)"
)
_FEAST = searched(
    r"[“\"]?(?:(?:元旦|春节|五一|端午|中秋|国庆|十一)[”\"]?[、和][“\"]?)?(?<!双)(?P<feast>元旦|春节|元宵|三八|清明|五一|五四|六一|端午|正月十五|七一|八一|教师节|中秋|重阳|国庆|十一)[”\"]?(?:国际|劳动|青年|妇女|儿童|建党|建军)*节?(?:假期|长假|小长假|黄金周)?(?:期间|来临|到来)?(?:之前|以前|前(?!后))|"
    r"(?:今年|明年)?[春夏秋冬]季(?=(?:正式|全面)?(?:投入|建成|开学|招生|启用|投用|开工|完工|竣工|交付))|(?:在)?(?:主)?汛(?:期)?(?:来临|到来)?(?:之前|以前|前)|(?:秋季|春季|新学期)?(?:开学|学期开始|入学)(?:之前|前)|(?:(?:[春夏秋冬]季)?(?:森林|草原)?(?:防火|防汛|枯水|丰水|农忙|封冻|禁渔|旅游旺|迎峰度[夏冬])期?|旅?游?旺季|入冬|入汛|上冻|封冻|霜冻|入秋|春耕|秋收|夏收|秋播|供暖[季期]?|采暖[季期]|封山|雨季|高温|春运|高考|中考)(?:来临|到来|开始)?(?:之前|以前|前)|"
    r"(?:下(?:一)?次|下周)[\u4e00-\u9fff]{0,10}会(?:议)?(?:之前|以前|前)|(?:县|市|省|全国)?[“\"]?两会[”\"]?(?:召开)?(?:之前|以前|前)"
)
_AGAIN = searched(
    rf"每(?P<yearly>年)(?:的)?(?:{N}月(?:份)?(?:{N}[日号]|[底末初]|[上中下]旬)?|年[底末初中])(?:{_BEFORE})?|"
    r"每(?:个)?(?P<each>半年|半个?月|两月|双月|两个月|季度|季|月|周|星期|礼拜|旬|年|日|天|晚|夜|个季度|个月|个工作日)(?:度)?(?:至少)?"
    rf"(?:{N}[日号](?:{_BEFORE})?|第{HAN}{{1,2}}(?:周[一二三四五六日]?|个(?:工作日|星期[一二三四五六日]?|周[一二三四五六日末]?))(?:碰头会|例会|办公会)?|[底末初]|(?:上|中|下)旬)?"
    r"|(?<![每\d两三四五六七八九十几])(?:一个?|半)(?P<per>年|月|季度|星期|礼拜|周|旬|天)(?:要)?(?=[\u4e00-\u9fff]{1,8}[一两二三]次)"
    rf"|每(?:隔)?(?P<count>\d{{1,3}}|{HAN}{{1,2}}|[双单隔])(?:个)?(?:天|日|周|星期|月|工作日)"
    r"|(?P<half>半年)(?=组织|开展|召开|举办|进行|评估|通报)|(?<![每])(?P<two>双月)(?=调度|通报|督查|一)|(?P<once>半年|半个?月|季度|月|周|旬|年|日)一次(?=[\u4e00-\u9fff，。；）)]|$)"
    r"|按(?P<by>月|季度|季|周|年|日)(?:度)?(?=[\u4e00-\u9fff，。；）)]|$)"
    r"|(?:一)?(?P<round>半月|周|旬|月|季度|季|日)一(?=通报|调度|报告|督查|汇报|会商|考核|排名|晾晒|小结|研判|分析|督办|报|总结|巡|检|查)"
    r"|(?<![\d本下上个当每X一二三四五六七八九十两几])(?P<short>周|旬|月|季)(?=调度|通报|督查|会商|研判|晾晒|排名)"
)
ONGOING = re.compile(
    r"^(?:立行立改|即知即改|边查边改|立即整改|分步实施|\d{1,2}个工作日)$|(?:长期|持续|常态化|常年|按进度|按时序|即时|立即|随时|适时|全年)(?:[\u4e00-\u9fff]{0,8})$|^即日起|^已完成|^正在推进"
)
EVENT = re.compile(
    r"(?:以来|[，,]?我们|曾|已|将(?:进驻|召开|迎|来|举行|对)|起(?!草)|开始|召开|印发|发布|修订|举行|成立|以后|至今|的讲话|电视电话会议|"
    r"(?:的)?(?:会议|文件|通知|统计|数据)|[^，。；]{0,8}了(?:[。；]|$))"
)
"""What follows a day on which something happened, so that it is no time limit."""
_DONE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,3})(?:完成|建成|投产|开工|竣工|实现|取得|达到|投用|启用|运行|交付|到位|上线|出台|印发|验收|启动|动工|复产|复工|见效|通车|通水|封顶|拿出|挂牌|开业|营业|开园|开馆|开幕|开镰|开秤|开考|开赛|开班|开行|开播|入住|入驻|搬入|收官|投入|铺开|推开|收尾|扫尾|见底|清零|封关|完工|试生产|试运|调试|交工|收官|达产|办结|销号|签约|清表|交地|供地|开标|招标|进场|举办|举行|组织|开展(?!的)|当天|当日|当晚|报送|上报|报县|反馈|公示|提交)"
)
_ADVERBIAL = re.compile(
    r"^(?:[^，。；]{0,12}?(?:见成效|见底|清零|收尾|启用|竣工|投产|投用|完成|新增|净增|引进|组织|开展|拆除|整治|排查|清理|发放|拨付|兑付|编制|出台|实现|力争|确保|建成|开工|新建|改造|培育|举办|增长|达到|召开|复产|不少于|不低于|启动|要|全部))"
)
"""What follows a bare 上半年 or 二季度 that says until when, and not when something was."""
_DOES_THEN = re.compile(
    r"(?!全[县市区镇]|[^，。；]{0,12}(?:经济|工业|规上|地区|累计|共|已|仍|还|是|的|情况|增速|运行|了|低于|高于|同比|只|仅))[\u4e00-\u9fff]{2}"
)
"""「……，三季度恢复生产」: a clause that says when the thing named before is to be done."""
_BIDS_THEN = re.compile(
    r"[，,](?![^。；]{0,60}(?:了|同比|已|累计))[^。；]{0,30}?(?:(?<![主需重只])要(?!求)|将(?!近)|必须|务必|力争|确保|完成|建成|重点抓)"
)
"""「明年一季度，县发改局要……」."""
_ACTS_THEN = re.compile(rf"[，,](?![^。；]{{0,60}}(?:了|同比|已|累计|共))(?:{ACTIONS})")
"""「一季度，组织集中开工」."""
_BEHIND_BACK = re.compile(r"(?:去年|上年|今年以来|截至|对比|同比|较)$")
_SPAN = searched(
    rf"(?:(?P<year>{YEAR}))?(?P<from>{N})月?(?:{N}[日号])?起?(?:[-—–~～]{{1,2}}|[至到])(?:(?P<year2>{YEAR}))?(?P<month>{N})月(?:份)?(?:(?P<day>{N})[日号]|(?P<part>底|末|上旬|中旬|下旬|初))?(?!以来|[，,]?全[县市]|的|服务|运行)"
)
"""「4月15日至5月15日」, 「4—6月」: over which time, so until its end."""
_MONTHS = searched(
    rf"(?:利用|用)?(?:(?P<year>{YEAR}))?(?:(?:{N}[、和])+(?P<month>{N})月(?:份|间)?|(?:{N}月?[、和])+(?P<two>{N})月?(?:[两三四]个月|份|间)(?:时间|的时间)?)(?!\d|[底末初上中下前])"
)
"""「7、8月份」, 「利用4、5两个月」: some months, until the last is over."""
_DAYS = searched(
    rf"(?:从|自)?(?:(?P<year>{YEAR}))?(?P<month>{N})月{N}[日号]?(?:起)?(?:[-—–~～]{{1,2}}|[至到])(?P<day>\d{{1,2}})[日号](?:间|期间|之间|前)?"
)
"""「9月20日至25日」: days of one month."""
_YEARS = re.compile(
    r"(?:从|自)?(?<!\d)20\d\d年?(?:[-—–~～]{1,2}|[至到])(?P<year>20\d\d)年(?!度|以来)(?=[，,]|期间|(?:每年|计划|共|新|改|建|完|实|培|引|投|开))"
)
"""「2026—2028年，每年新建5个」: until the last of them is over."""
_NUMERIC = re.compile(
    r"(?<![\d.])(?:(?P<year>20\d\d)[-./])?(?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?:日)?(?:之前|以前|前)"
)
_REPEATS = {
    **dict.fromkeys(("日", "天", "晚", "夜", "个工作日"), "daily"),
    **dict.fromkeys(("周", "星期", "礼拜"), "weekly"),
    "旬": "ten_days",
    **dict.fromkeys(("半月", "半个月"), "half_monthly"),
    **dict.fromkeys(("月", "个月"), "monthly"),
    **dict.fromkeys(("两月", "双月", "两个月"), "bimonthly"),
    **dict.fromkeys(("季度", "季", "个季度"), "quarterly"),
    "半年": "half_yearly",
    "年": "yearly",
}


class Due(NamedTuple):
    """A time limit: its words and their place, and the day it falls on if it falls on one."""

    text: str
    start: int
    end: int
    repeats: str | None = None
    day: datetime.date | None = None
    last: bool = False
    """It is a limit of its own, not merely 持续推进: of several in one bracket the last counts."""
    often: bool = False
    """It comes again and again: a day named beside it goes before."""


class Calendar(NamedTuple):
    """The document's own time, from which words such as 今年 and 三个月内 count."""

    year: int | None = None
    date: datetime.date | None = None


NOWHEN = Calendar()
SURE = ("前", "底", "末", "内", "半年", "季度")
"""Words that end so are a limit whatever follows."""
NO_LIMIT = re.compile(
    r"(?:截至|截止|压缩[至到]|压减[至到]|缩短[至到]|控制在|承诺|压缩为|缩短为|办理时(?:限|间)[为至]?|审批时(?:限|间)[为至]?|不超过)$"
)
"""Before these words' number stands no limit but how things stood, or how long something may take."""
THIS_YEAR = re.compile(
    r"今年(?=[，,]?[^，。；：:]{0,20}(?:目标|指标)(?:任务)?(?:是|为)?[:：])|(?:今年|本年|当年)(?![春夏秋冬])(?=[^，。；是的以计初来]{0,16}(?:压减|新增|完成|再|要|必须|务必|一定|达到|增长|建成|实现|引进|培育|开工|降低|提高|改造|新建|力争|争取|确保|动工|启动|投|安排))|(?:纳入|列入|列为)(?P<in>今年)(?=[^，。；]{0,16}(?:计划|任务|项目|实事))"
)


def made(match: re.Match[str], day: datetime.date | None, repeats: str | None = None) -> Due:
    return Due(match[0], match.start(), match.end(), repeats, day)


def _fixed(match: re.Match[str], when: Calendar) -> Due | None:
    """6月30日前, 6月底, 6月前. A bare month counts if what follows it says that something is done by then."""
    through = match[0][0] in "到至" and match.string.startswith("止", match.end())
    to = match[0][0] in "到至" and bool(match["year"]) and match.string.startswith(("，", ",", "。"), match.end())
    heads = match.string.startswith(("：", ":"), match.end()) and not match["day"] and match.start() == 0
    if not (
        heads or through or to or match["part"] or match["bare"] or (match["day"] and match[0][-1] not in "日号")
    ) and not _DONE.match(match.string[match.end() : match.end() + 12]):
        return None
    year, month = year_said(match["year"] or _said_year(match, when), when), number_said(match["month"])
    if not year or not month or not 1 <= month <= 12:
        return made(match, None)
    if when.date and not match["year"] and match[0].endswith("前") and month <= 4 and when.date.month >= 10:
        year = max(year, when.date.year + 1)  # said in autumn, 2月底前 is next year's
    if match["day"]:
        day = number_said(match["day"])
        return made(match, day_of(year, month, day) if day else None)
    if match["bare"] in ("之前", "以前", "前"):
        return made(match, datetime.date(year, month, 1) - datetime.timedelta(days=1))
    return made(match, day_of(year, month, _PARTS.get(match["part"] or "", 31)))


def _span(match: re.Match[str], when: Calendar) -> Due | None:
    """Over which months: until the end of the last. What lies before the document's day was, and is no limit."""
    first, month = number_said(match["from"]), number_said(match["month"])
    year = year_said(match["year2"] or match["year"], when)
    if not first or not month or not (1 <= month <= 12 and 1 <= first <= 31):
        return None
    if not year:
        return made(match, None)
    if match["year2"] is None and first <= 12 and first > month and match["from"] + "月" in match[0]:
        year += 1
    last = number_said(match["day"]) if match["day"] else _PARTS.get(match["part"] or "", 31)
    found = day_of(year, month, last or 31)
    return made(match, found) if found and (when.date is None or found >= when.date) else None


def _to_come(match: re.Match[str], day: datetime.date | None, when: Calendar) -> Due | None:
    return made(match, day) if day is None or when.date is None or day >= when.date else None


def _months(match: re.Match[str], when: Calendar) -> Due | None:
    year, month = year_said(match["year"], when), number_said(match["month"] or match["two"])
    if not month or not 1 <= month <= 12 or not (match["two"] or _until(match)):
        return None
    return _to_come(match, day_of(year, month, 31) if year else None, when)


def _days(match: re.Match[str], when: Calendar) -> Due | None:
    year, month = year_said(match["year"], when), number_said(match["month"])
    if not month or not 1 <= month <= 12:
        return None
    return _to_come(match, day_of(year, month, int(match["day"])) if year else None, when)


def _years(match: re.Match[str], when: Calendar) -> Due | None:
    last = int(match["year"])
    return None if when.year and last < when.year else made(match, datetime.date(last, 12, 31))


def _numeric(match: re.Match[str], when: Calendar) -> Due | None:
    year, month = int(match["year"]) if match["year"] else when.year, int(match["month"])
    if not year or not 1 <= month <= 12:
        return None
    return made(match, day_of(year, month, int(match["day"])))


def _quarter(match: re.Match[str], when: Calendar) -> Due | None:
    year, quarter = year_said(match["year"], when), number_said(match["quarter"])
    if not match["tail"] and not _until(match):
        return None
    if quarter and quarter > 1 and match["tail"] in ("前", "以前", "之前"):
        quarter -= 1  # as 6月前 is by the end of May
    return made(match, day_of(year, quarter * 3, 31) if year and quarter else None)


def _until(match: re.Match[str]) -> bool:
    """Whether a bare 上半年 or 二季度 says until when: at a clause's head, before what is to be done."""
    words, end = match.string, match.end()
    if _BEHIND_BACK.search(words[max(match.start() - 5, 0) : match.start()]):
        return False
    if words.endswith(("力争", "争取", "确保", "计划", "务必"), 0, match.start()):
        return True
    if words.endswith(("，", ",", "：", ":"), 0, match.start()) and _DOES_THEN.match(words, end):
        return True
    at_head = match.start() == 0 or words[match.start() - 1] in "。；;\n 　"
    if at_head and (_BIDS_THEN.match(words, end) or _ACTS_THEN.match(words, end)):
        return True
    return bool(
        match[0] == words.strip() or _DONE.match(words[end : end + 12]) or _ADVERBIAL.match(words[end : end + 20])
    )


def _half(match: re.Match[str], when: Calendar) -> Due | None:
    year = year_said(match["year"], when)
    if not match["tail"] and not _until(match):
        return None
    return made(match, day_of(year, 6 if match["half"] == "上" else 12, 31) if year else None)


def _middle(match: re.Match[str], when: Calendar) -> Due | None:
    """「年中建成」, 「今年年中前」: by the end of June."""
    year = year_said(match["year"], when)
    return made(match, day_of(year, 6, 30) if year else None) if match["tail"] or _until(match) else None


def _term(match: re.Match[str], when: Calendar) -> Due | None:
    return made(match, None)


def _ongoing(match: re.Match[str], when: Calendar) -> Due | None:
    return Due(match[0], match.start(), match.end(), often=True)


def _whole(match: re.Match[str], when: Calendar) -> Due | None:
    if match["upto"]:
        return made(match, datetime.date(int(match["upto"]), 12, 31))
    year = year_said(match["year"], when)
    if year and match["tail"] in ("前", "以前", "之前"):
        year -= 1
    return made(match, day_of(year, 12, 31) if year else None)


def _plan(match: re.Match[str], when: Calendar) -> Due | None:
    """The five-year plans end in 2020, 2025, 2030, 2035."""
    return made(match, datetime.date({"三": 2020, "四": 2025, "五": 2030, "六": 2035}[match["plan"]], 12, 31))


def _near(match: re.Match[str], when: Calendar) -> Due | None:
    """月底前 and 本周五前, counted from the document's date."""
    before = match.string[max(match.start() - 1, 0) : match.start()]
    if match["part"] and (before.isdigit() or (before and before in "个X×一二三四五六七八九十每上两几半月")):
        return None
    if match["part"] and not match["near"] and _RECURS.search(match.string, max(match.start() - 16, 0), match.start()):
        return None  # 每周通报、月底排名
    if not when.date:
        return made(match, None)
    if match["nday"]:
        month = when.date.month + (match["of"] == "下")
        return made(match, day_of(when.date.year + month // 13, (month - 1) % 12 + 1, int(match["nday"])))
    if match["soon"]:
        return made(match, when.date + datetime.timedelta(days=("今天", "明天", "后天").index(match["soon"])))
    if match["part"] or match["third"]:
        year, month = when.date.year, when.date.month + (match["near"] in ("下", "下个"))
        return made(match, day_of(year + month // 13, (month - 1) % 12 + 1, _PARTS.get(match["third"] or "", 31)))
    monday = (
        when.date
        - datetime.timedelta(days=when.date.weekday())
        + datetime.timedelta(days=7 * match["week"].startswith("下"))
    )
    return made(
        match,
        monday + datetime.timedelta(days="一二三四五六日".find((match["weekday"] or "日").replace("天", "日")) % 7),
    )


def _day_alone(match: re.Match[str], when: Calendar) -> Due | None:
    day = int(match["day"])
    clause = match.start() == 0 or match.string[match.start() - 1] in "，,。；;："
    if match.string.find("每", max(match.start() - 24, 0), match.start()) >= 0:
        return None  # 每季度末的25日前
    if not 1 <= day <= 31 or not (match["before"] or (clause and _THEN_DONE.match(match.string, match.end()))):
        return None
    if when.date is None:
        return made(match, None)
    month = when.date.month + (day < when.date.day)
    return made(match, day_of(when.date.year + month // 13, (month - 1) % 12 + 1, day))


_THEN_DONE = re.compile(r"[^，。；]{0,6}(?:把|将|送|交|报|拿|完成|到位|开工|开|搬|撤|发|回|签|见|拆|清|办)")


def _within(match: re.Match[str], when: Calendar) -> Due | None:
    """三个月内, 五个工作日内 from the document's date; hours are counted from an hour that it does not say."""
    if match[0].endswith("时间") and match.string[max(match.start() - 1, 0) : match.start()] != "用":
        return None
    if match[0].endswith("年时间") and THIS_YEAR.search(match.string, match.end()):
        return None  # 用三年时间……，今年完成一半
    if match["unit"] == "小时" and not _ASKED_BACK.match(match.string, match.end()):
        return None  # 24小时内响应: how fast, whenever it is
    if _HOW_LONG.search(match.string, max(match.start() - 3, 0), match.start()):
        return None
    if _UPON.search(match.string, max(match.start() - 12, 0), match.start()):
        return None
    if match["count"] == "半":
        return _half_of(match, when)
    count = int(match["count"]) if match["count"].isdigit() else han_value(match["count"])
    own = (
        when.date
        and (match[0].startswith(("印发后", "会后")) or "后" not in match[0].removesuffix("后"))
        and not match[0].startswith("自")
        and "之日起" not in match[0]
    )
    if not own or not count or match["unit"] == "小时":
        return made(match, None)
    since = _FROM.search(match.string, max(match.start() - 24, 0), match.start())
    month, day = (number_said(since["month"]), number_said(since["day"])) if since else (None, None)
    begin = day_of(year_said(since["year"], when) or 0, month, day) if since and month and month <= 12 and day else None
    date: datetime.date = begin - datetime.timedelta(days=1) if begin else when.date  # type: ignore[assignment]
    if match["unit"].endswith("工作日"):
        return made(match, Workdays().add(date, count))
    if match["unit"] == "个月":
        month = date.month - 1 + count
        return made(match, day_of(date.year + month // 12, month % 12 + 1, date.day))
    if match["unit"] == "年":
        return made(match, day_of(date.year + count, date.month, date.day))
    return made(match, date + datetime.timedelta(days=count * (7 if match["unit"] in ("周", "个星期") else 1)))


_FROM = re.compile(
    rf"(?:从|自)?(?:(?P<year>{YEAR}))?(?P<month>{N})月(?P<day>{N})[日号](?:起|开始)[，,]?(?:利用|集中|用)*$"
)
"""「从4月1日起，用三个月时间」: the months count from that day."""
_RECURS = re.compile(r"每[^，。；]{1,12}$")
_HOW_LONG = re.compile("(?:连续|累计|工期|历时|已有|为期)$")
_UPON = re.compile(r"(?:发现|出现|遇到|一旦|对新[\u4e00-\u9fff]{1,3}的)[^，。；]{0,8}$")
"""「发现问题三天之内录入系统」: counted from no day that one knows."""
_ASKED_BACK = re.compile(r"[^，。；]{0,16}(?:报|反馈|拿出|提交|完成整改|整改到位|回复|答复|书面)")


def _half_of(match: re.Match[str], when: Calendar) -> Due | None:
    """半个月内, 半年内."""
    if when.date is None:
        return made(match, None)
    month = when.date.month + 5
    half_year = day_of(when.date.year + month // 12, month % 12 + 1, when.date.day)
    return made(match, half_year if match["unit"] == "年" else when.date + datetime.timedelta(days=15))


def _feast(match: re.Match[str], when: Calendar) -> Due | None:
    start = match.start()
    of = _OF_YEAR.search(match.string, max(start - 8, 0), start)
    year = year_said(of["year"] if of else None, when)
    day = limit_before(match["feast"], year, None if of else when.date) if match["feast"] and year else None
    start = of.start() if of else start
    return Due(match.string[start : match.end()], start, match.end(), None, day)


_OF_YEAR = re.compile(rf"(?P<year>{YEAR})$")
"""「2027年春节前」."""


_HOW_MUCH = re.compile(
    r"(?:掌握|了解|关注|人均|平均|最多|最少|至多|不超过|处理能力|供水|用水|产|可|\d+[^，。；时点:：]{0,3}[吨方人次度升])"
)
"""每日掌握, 每天8000吨: how, or how much, not when."""
_SO_MUCH = re.compile(r"[\d.]+(?:亿|万)?元")
_EACH_ONES = re.compile(r"的(?:[\u4e00-\u9fff]{0,4}(?:进度|计划|任务|数据|情况|进展))")
"""每季度的形象进度: whose, not when."""
_SYSTEM = re.compile(r"[^，。；、]{0,5}(?:制度|机制)(?![^，。；]{0,4}(?:报|通报))")
"""每日巡查制度: what a thing is called."""
_TO_WHOM = ("每人", "每户", "每亩", "每名", "每床", "每生", "每位", "每套", "每平方米", "人均", "户均")


def _again(match: re.Match[str], when: Calendar) -> Due | None:
    if match["each"] in ("日", "天") and _HOW_MUCH.match(match.string, match.end()):
        return None  # 每日掌握 is how, not when
    if _SO_MUCH.match(match.string, match.end()):
        return None  # 每月720元
    if _SYSTEM.match(match.string, match.end()) or _EACH_ONES.match(match.string, match.end()):
        return None
    if match.string.endswith(_TO_WHOM, 0, match.start()):
        return None  # 每人每月提高12元
    plain = match[0].removesuffix("至少")
    return Due(
        plain,
        match.start(),
        match.start() + len(plain),
        "ten_days"
        if match["count"] in ("10", "十")
        else _REPEATS.get(
            match["yearly"]
            or match["half"]
            or match["two"]
            or match["each"]
            or match["by"]
            or match["once"]
            or match["round"]
            or match["short"]
            or (match["per"] and ("半" if match[0].startswith("半") else "") + match["per"])
            or ""
        ),
        often=True,
    )


Reader = Callable[[re.Match[str], Calendar], Due | None]
_RANGE = "[-—–~～至到]"
READERS: tuple[tuple[Reader, re.Pattern[str], frozenset[str], re.Pattern[str] | None], ...] = tuple(
    (reader, form, frozenset(hints), re.compile(must) if must else None)
    for reader, form, hints, must in (
        (_fixed, _FIXED, "月", ""),
        (_span, _SPAN, "月", _RANGE),
        (_numeric, _NUMERIC, "前", r"\d[-./]\d"),
        (_quarter, _QUARTER, "季", "季度"),
        (_half, _HALF, "半", "半年"),
        (_middle, _MIDDLE, "年", "年中"),
        (_term, _TERM, "任", "任期"),
        (_term, _SCHOOL, "学", ""),
        (_ongoing, _ON_AND_ON, "长持常", ""),
        (_months, _MONTHS, "月", "[、和]"),
        (_days, _DAYS, "月", _RANGE),
        (_years, _YEARS, "年", _RANGE),
        (_whole, _WHOLE, "年岁", ""),
        (_plan, _PLAN, "五", "十[三四五六]五"),
        (_near, _NEAR, "月周天礼星", ""),
        (_day_alone, _DAY_ALONE, "号日", r"\d[号日]"),
        (_within, _WITHIN, "内间后", "[日月天周期时年]"),
        (_feast, _FEAST, "前季", ""),
        (_again, _AGAIN, "每按一周旬月季半双", ""),
    )
)
"""Each with characters without one of which it finds nothing, and with what must stand in the words besides."""
HINTS = re.compile(f"[{''.join(sorted(frozenset().union(*(hints for _, _, hints, _ in READERS))))}]")


def year_said(words: str | None, when: Calendar) -> int | None:
    if not words:
        return when.year
    later = {"今年": 0, "本年": 0, "当年": 0, "明年": 1, "次年": 1, "后年": 2}.get(words)
    if later is not None:
        return when.year + later if when.year else None
    digits = words.strip()[:-1].strip()
    return int(digits) if digits.isdigit() else han_value(digits)


_SAID = re.compile(r"20\d\d年(?=[^。]{0,80}$)")


def _said_year(match: re.Match[str], when: Calendar) -> str | None:
    """「2027年6月底前开工，12月底前建成」: the year said before holds on."""
    said = _SAID.search(match.string, max(match.start() - 80, 0), match.start())
    later = said and (not when.year or int(said[0][:4]) >= when.year)
    return said[0] if said and later and (match["part"] or match["bare"] or match["day"]) else None


def number_said(words: str) -> int | None:
    return int(words) if words.isdigit() else han_value(words)


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or the month's last one if the month is shorter."""
    if not 1990 <= year <= 2100:
        return None
    return datetime.date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))
