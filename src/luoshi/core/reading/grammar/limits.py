"""The forms in which texts say until when, and how often, each read into a day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.lexicon import ACTIONS
from luoshi.core.reading.grammar.moments import (
    BEFORE,
    HOUR,
    PARTS,
    YEAR,
    Calendar,
    Due,
    N,
    day_of,
    made,
    number_said,
    year_said,
)
from luoshi.core.reading.grammar.recurring import AGAIN, ON_AND_ON, again, ongoing
from luoshi.core.reading.grammar.relative import (
    DAY_ALONE,
    NEAR,
    NOT_OF_A_DAY,
    OF_OTHER_MONTHS,
    WITHIN,
    day_alone,
    near,
    within,
)
from luoshi.core.reading.grammar.seasons import EVENT_AHEAD, FEAST, SCHOOL, SEASON, TERM, feast, season, term

_WEEKDAY = r"[（(](?:星期|周|礼拜)[一二三四五六日天][)）]"
_FIXED = searched(
    rf"(?=[^月]{{1,13}}+月)(?:到|(?<!截)至)?(?:(?P<year>{YEAR})(?:的)?)?(?P<month>{N})\s?月(?:份)?(?:"
    rf"\s?(?P<day>{N})\s?[日号](?:{_WEEKDAY})?(?:(?:开学|入汛|汛期|放假|[\u4e00-\u9fff]{{2,5}}[日节])(?=之?前))?(?:{HOUR})?(?:{BEFORE})?|(?P<part>底|末|上中旬|中上旬|中下旬|上旬|中旬|下旬|初)(?:{BEFORE})?|(?P<bare>{BEFORE})?)"
)
"""No more than so many characters come before the 月, here and below: most numbers are none of a day."""
_QUARTER = searched(
    rf"(?=[^季]{{1,10}}+季)(?:到|(?<!截)至)?(?:(?P<year>{YEAR}))?(?:第)?(?P<quarter>[一二三四1-4])季度(?P<tail>末前|底前|{BEFORE}|末|底|结束前)?"
)
_HALF = searched(rf"(?:到|(?<!截)至)?(?P<year>{YEAR})?(?P<half>上|下)半年(?P<tail>{BEFORE}|末|底)?")
_MIDDLE = re.compile(
    r"(?:到|在)?(?:(?P<year>20\d\d年|[今明]年(?=年中))年?中|(?<![\d一两二三四五六七八九十几每本全当同去今明])年中)"
    r"(?![央小考国秋医药职学等期长方型共层转游心间])(?P<tail>之前|以前|前)?"
)
AT_HEAD = re.compile(
    r"(?:(?:20\d\d年|今年|明年)?(?:\d{1,2}月(?:份|底|末|初|[上中下]旬|\d{1,2}日)?|[上下]半年|[一二三四]季度末?|年[底中末])|20\d\d年(?:[底末内]|年底|(?=之前|以前|前)))(?:之前|以前|前)?(?=[，,：:、]?[\u4e00-\u9fff]{2,16}。?$)"
)
_WHOLE = searched(
    rf"(?=[^年岁]{{0,6}}+[年岁])(?:到|(?<!截)至)?(?:(?P<year>{YEAR})(?P<tail>底|末|年底|年末|内|度内|前|以前|之前|全年)(?:{BEFORE})?|"
    rf"(?P<end>(?<![今明当去本后每上\d])年(?:底|末|内)|岁[末尾]|全年|本年度|年度内)(?:{BEFORE})?|"
    r"(?:到|(?<!截)至)(?P<upto>20\d\d)年(?![及和与](?:中长期|远期|20)|“[^”]{1,6}图”))"
)
_PLAN = re.compile(r"(?:到|(?<!截)至)?[“\"]?十(?P<plan>[三四五六])五[”\"]?(?:时期)?(?:末|期末|期间|时期)(?!、到20)")
EVENT = re.compile(
    r"(?:以来|[，,]?我们|曾|已|将(?:进驻|召开|迎|来|举行|对)|起(?!草)|开始|召开|印发|发布|修订|举行|成立|以后|至今|的讲话|电视电话会议|"
    r"(?:的)?(?:会议|文件|通知|统计|数据)|[^，。；]{0,8}了(?:[。；]|$))"
)
"""What follows a day on which something happened, so that it is no time limit."""
OTHERS_COME = re.compile("(?:前后)?将(?:陆续|正式)?(?:进驻|来|赴|对我|到我|迎来)")
"""「9月底将进驻我市」: what others will do by then."""
_DONE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,3})(?:完成|建成|投产|开工|竣工|实现|取得|达到|投用|启用|运行|交付|到位|上线|推出|出台|印发|验收|启动|动工|投运|合龙|贯通|截流|并网|运营|复产|复工|见效|通车|通水|封顶|拿出|挂牌|开业|营业|开园|开馆|开幕|开镰|开秤|开考|开赛|开班|开行|开播|入住|入驻|搬入|收官|投入|铺开|推开|收尾|扫尾|见底|清零|封关|完工|试生产|试运|调试|交工|收官|达产|办结|销号|签约|清表|交地|供地|开标|招标|进场|举办|举行|组织|开展(?!的)|当天|当日|当晚|报送|上报|报县|反馈|公示|提交)"
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
_UNIT_THEN = re.compile(
    rf"[县市区镇乡各旗][\u4e00-\u9fff]{{1,10}}?(?:局|委|办|镇|乡|中心|街道|公司|部门|工会|联)(?:要|应|须|负责|办好|{ACTIONS})(?![^。；]{{0,60}}(?:了|同比|已|累计|共))"
)
"""「下半年县文旅局办好两场节会」."""
_BEHIND_BACK = re.compile(r"(?:去年|上年|今年以来|截至|对比|同比|较)$")
_SPAN = searched(
    rf"(?:(?P<year>{YEAR}))?(?P<from>{N})月?(?:{N}[日号])?起?(?:[-—–~～]{{1,2}}|[至到])(?:(?P<year2>{YEAR}))?(?P<month>{N})月(?:份)?(?:(?P<day>{N})[日号]|(?P<part>底|末|上旬|中旬|下旬|初))?(?!以来|的|服务|运行)"
)
"""「4月15日至5月15日」, 「4—6月」: over which time, so until its end."""
_OF_MONTH = searched(
    rf"(?:(?P<year>{YEAR}))?(?P<month>{N})月(?:份)?(?:全[国省市县])?(?:[“\"][^，。；“”\"]{{1,10}}[月周日节][”\"](?:主题|系列|宣传)?(?:活动)?(?:期间|之际|当[月日]|[内中]|契机)?"
    r"|[\u4e00-\u9fff]{2,8}[月周日节](?:主题|系列|宣传)?(?:活动)?(?:期间|之际))"
)
"""「10月“敬老月”期间」: in the month of that name, so until its end."""
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
SURE = ("前", "底", "末", "内", "半年", "季度")
"""Words that end so are a limit whatever follows."""
NO_LIMIT = re.compile(
    r"(?:截至|截止|压缩[至到]|压减[至到]|缩短[至到]|控制在|承诺|压缩为|缩短为|办理时(?:限|间)[为至]?|审批时(?:限|间)[为至]?|不超过|待)$"
)
"""Before these words' number stands no limit but how things stood, or how long something may take."""


def _fixed(match: re.Match[str], when: Calendar) -> Due | None:
    """6月30日前, 6月底, 6月前. A bare month counts if what follows it says that something is done by then."""
    until = match["part"] or match["bare"] or (match["day"] and match[0][-1] not in "日号")
    if not (until or _until_then(match) or _DONE.match(match.string[match.end() : match.end() + 12])):
        return None
    year, month = year_said(match["year"] or _said_year(match, when), when), number_said(match["month"])
    if not year or not month or not 1 <= month <= 12:
        return made(match, None)
    if (
        when.date
        and not match["year"]
        and (match["part"] or match[0].endswith("前"))
        and month <= 4
        and when.date.month >= 10
    ):
        year = max(year, when.date.year + 1)  # said in autumn, 2月底前 is next year's
    if match["day"]:
        day = number_said(match["day"])
        return made(match, day_of(year, month, day) if day else None)
    if match["bare"] in ("之前", "以前", "前"):
        return made(match, datetime.date(year, month, 1) - datetime.timedelta(days=1))
    return made(match, day_of(year, month, PARTS.get(match["part"] or "", 31)))


def _until_then(match: re.Match[str]) -> bool:
    """Whether a bare month or day is a limit by what stands around it: 「至6月止」, 「到2026年6月，」, 「6月：」."""
    words, end = match.string, match.end()
    if match.start() == 0 and not match["day"] and words.startswith(("：", ":"), end):
        return True
    ahead = ("止", "，", ",", "。") if match["year"] else "止"
    return match[0][0] in "到至" and words.startswith(ahead, end)


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
    last = number_said(match["day"]) if match["day"] else PARTS.get(match["part"] or "", 31)
    found = day_of(year, month, last or 31)
    if _COUNTY_THEN.match(match.string, match.end()) and (when.date is None or first < when.date.month):
        return None  # 1至6月，全县完成……
    return made(match, found) if found and (when.date is None or found >= when.date) else None


_COUNTY_THEN = re.compile("[，,]?全[县市]")


def _to_come(match: re.Match[str], day: datetime.date | None, when: Calendar) -> Due | None:
    return made(match, day) if day is None or when.date is None or day >= when.date else None


def _of_month(match: re.Match[str], when: Calendar) -> Due | None:
    year, month = year_said(match["year"], when), number_said(match["month"])
    if not month or not 1 <= month <= 12:
        return None
    return _to_come(match, day_of(year, month, 31) if year else None, when)


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
    if _OF_A_PLAN.match(match.string, match.end()):
        return None
    return None if when.year and last < when.year else made(match, datetime.date(last, 12, 31))


_OF_A_PLAN = re.compile("[^，。；]{0,40}的(?:具体|总体|年度|工作|实施|分年度)*(?:计划|规划|方案|清单|目录|路线图)")
"""「制定2021—2023年……的具体计划」: of what the plan is, and not when it shall be there."""


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
    if _UNIT_THEN.match(words, end):
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


Reader = Callable[[re.Match[str], Calendar], Due | None]
_RANGE = "[-—–~～至到]"
READERS: tuple[tuple[Reader, re.Pattern[str], frozenset[str], re.Pattern[str] | None], ...] = tuple(
    (reader, form, frozenset(hints), re.compile(must) if must else None)
    for reader, form, hints, must in (
        (_fixed, _FIXED, "月", ""),
        (_span, _SPAN, "月", rf"{_RANGE}(?:{YEAR})?{N}月"),
        (_numeric, _NUMERIC, "前", r"[-./](?<=\d.)\d"),
        (_quarter, _QUARTER, "季", "季度"),
        (_half, _HALF, "半", "半年"),
        (_middle, _MIDDLE, "年", "年中"),
        (term, TERM, "任", "任期"),
        (term, SCHOOL, "学", ""),
        (ongoing, ON_AND_ON, "长持常", "[长持常](?<=[，,并要].)"),
        (_of_month, _OF_MONTH, "月", r"月份?(?:全[国省市县])?[“\"]|[月周日节动](?:期间|之际)"),
        (_months, _MONTHS, "月", rf"[、和]{N}(?:月|[两三四]个月|份|间)"),
        (_days, _DAYS, "月", rf"{_RANGE}\d{{1,2}}[日号]"),
        (_years, _YEARS, "年", rf"20\d\d年?{_RANGE}"),
        (
            _whole,
            _WHOLE,
            "年岁",
            r"[年岁](?:(?<=岁)[末尾]|(?<=年)\s?[底末年内度前以之全]|(?<=全年)|(?<=[到至]20\d\d年))",
        ),
        (_plan, _PLAN, "五", "十[三四五六]五"),
        (
            near,
            NEAR,
            "月周天礼星",
            r"[月天周星礼](?:(?<=[周星礼])|(?<=[本下当个]月)|"
            rf"(?<=月)(?<![\d{OF_OTHER_MONTHS}]月)[底末内]|(?<=[明后今]天))",
        ),
        (day_alone, DAY_ALONE, "号日", rf"[号日](?:(?<={NOT_OF_A_DAY}\d.)|(?<={NOT_OF_A_DAY}\d\d.))"),
        (within, WITHIN, "内间后", "[日月天周期时年]"),
        (feast, FEAST, "前季", "[前季](?:(?<=[^底月日末号]前)|(?<=[春夏秋冬]季))"),
        (
            season,
            SEASON,
            "前期间季节春冬夏秋",
            "[春夏秋冬雨旱汛旺淡假期季节冻热暖学考麦镰场收秤榨播种灌防秧茶摘割火水渔捞峰运忙](?:(?<=[春夏秋冬])|"
            "(?<=[雨旱汛旺淡假期季节冻])[季期间前内冬春天耕]|(?<=[热暖学考麦镰场收秤榨播种灌防秧茶摘割火水渔捞峰运忙])[期前])",
        ),
        (term, EVENT_AHEAD, "前", "[开办行幕赛临来束收核查工陆到采市峰](?:[之以])?前"),
        (
            again,
            AGAIN,
            "每按一周旬月季半双",
            "[每半双按一月周旬度季日天年](?:(?<=[每半])|(?<=双)月|(?<=按)[月季周年日]|"
            r"(?<=一)个?(?:[年月周旬天]|季度|星期|礼拜)要?[\u4e00-\u9fff]{1,8}[一两二三]次"
            "|(?<=[月周旬度季日天年])[一两]|(?<=[周旬月季])[调通督会研晾排例召])",
        ),
    )
)
"""Each with characters without one of which it finds nothing, and with what must stand in the words besides."""
HINTS = re.compile(f"[{''.join(sorted(frozenset().union(*(hints for _, _, hints, _ in READERS))))}]")


_SAID = re.compile(r"20\d\d年(?=[^。]{0,80}$)")


def _said_year(match: re.Match[str], when: Calendar) -> str | None:
    """「2027年6月底前开工，12月底前建成」: the year said before holds on."""
    said = _SAID.search(match.string, max(match.start() - 80, 0), match.start())
    later = said and (not when.year or int(said[0][:4]) >= when.year)
    return said[0] if said and later and (match["part"] or match["bare"] or match["day"]) else None
