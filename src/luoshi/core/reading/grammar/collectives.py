"""Those who are named by what they are: 「县级以上地方人民政府要……」, 「银行业金融机构和融资担保机构要……」.

They are no unit in particular, yet a notice speaks to them, and their name stands as it is written. They are asked for
only where a sentence is known to be a task and names nobody else. Whose role alone is named (有关部门, 各责任单位) is
nobody.
"""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.heads import by_first, held
from luoshi.core.reading.grammar.lexicon import ACTIONS, DEPARTMENTS, DOINGS
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.sorts import is_stem, kind_of

_NOTE = "(?:[（(][^（()）]{1,12}[)）])?"
_BODY = (
    "(?:政府|部门|机构|企业|公司|银行|党组织|(?:社会|行业|经济|群团|工会|妇联|共青团)组织|办事处|委员会|(?<=[村居）])委会|"
    "(?<=级)(?:党委|财政)|(?<=中央)财政|(?<=自治区)财政|等[\u4e00-\u9fff]{0,4}单位|[两三四]级(?:政府|财政|部门)?|"
    "(?<=科研)院所|(?<![\u4e00-\u9fff])(?:乡镇|镇街)|(?<=担保)基金|(?<=投资)基金|(?<=引导)基金|"
    f"(?<=乡)镇(?=（)|(?<![\u4e00-\u9fff])(?:[镇乡][（(](?:街道?|乡|镇|办)[)）]|社区[（(]村居?[)）])|(?<!\\w)村(?=（)){_NOTE}"
)
_EVERY = (
    "(?:各|每个|各级|所有|全[省市县区国]各)(?:(?![的了着把将由对为在等和及，。；：“”])[\u4e00-\u9fff、]){0,10}"
    f"(?:[省市县区州旗镇乡村]|街道|社区|园区|企业|机构|公司|银行|学校|中小学|院校|高校|医院|幼儿园|协会|商会|单位|机关|站|所|队){_NOTE}"
)
"""Of each of them may be said what of others would be said of things: 「各学校要……」."""
_MUST = "要(?![求素点件领害])|应当?(?![急用收对])|须|必须|务必|不得|[都也均](?:要|应|须|必须|务必)"
_HOW = (
    "按(?:程序|规定|职责|要求|照)|依[法规照据托]|根据|结合|参照|逐[年步级]|统一|分别|共同|以(?=[\u4e00-\u9fff（）、]{1,10}为)|"
    "在(?=[^，。]{2,24}[时中后](?:，|$))|[于在](?=\\d)|\\d{1,2}月|建立|制定|编制|开展|落实|提供|做好|加强|严格|积极|主动|认真|抓紧|组织|培育|配备|"
    "负责(?!人)|牵头|会同|明确|每(?=[年月季周日])|统筹安排|安排(?!的)|对|将|把"
)
_WHO = re.compile(f"(?:{_EVERY}|各地(?:区)?|{_BODY})(?={_MUST}|{_HOW})")
_WHO_BY = re.compile(
    f"(?:{_EVERY}|各地(?:区)?|{_BODY})(?=[\u4e00-\u9fff])(?!的|组成|构成|、|和|及|与|等|或|部门|机构|单位|所属)"
)
"""Behind 由 they may do anything."""
_MAY_BE = held(
    "[府门构业司行织处会委级政位金区市县州旗镇乡村道校院园学所站队关）)]"
    "(?=[要应须必务不均都也按依根结参逐统分共以在于建制编开落提做加严积主认抓组培配负牵会明每对将把\\d])|各地|由(?=[^，。]{1,20}[府门构业司行织处会委级政])"
)
"""Without a name's end and what follows on it nobody is named so."""
_PLACES = re.compile("各地区?(?!级|各)")
_NO_PART = re.compile("[的了着把将由对为让使被给向到至“”《》\\d％%]|在(?!线)")
_NO_HEAD = re.compile(
    "[新未已拟待要须应请会再也还都若如从经以于用因凡靠跟使与和及我本该其这那此一有无不让促]|参[加与]|出席|属于|位于|除|当(?!地)|交(?![警通])|同(?!级)|"
    f"{by_first(ACTIONS)}|{by_first(DOINGS)}"
)
_MAY_OPEN = re.compile(f"(?:{by_first(DEPARTMENTS)})(?=[部行主监管执、和等])|监督管理|综合|对外|对口|用[人工]|本级")
"""Lines of work that begin as a verb does: 发展改革部门, 交警、城管部门."""
_ROLES = (
    "有关|相关|涉及|责任|牵头|配合|主办|承办|协办|参与|参建|项目|建设|施工|监理|设计|成员|业主|所在地?|上述|以上|部分|个别|多数|广大|"
    "其他|其它|上级|下级|职能|主管|行业|监管|业务|实施|用人|包保|帮扶|涉事|第三方"
)
_ROLE = re.compile(
    f"(?:其|各|各级|所有)?(?:(?:{_ROLES})+(?:机构|企业|公司|银行)|(?:{_ROLES})*(?:部门|单位|(?<!各级)政府|方面)){_NOTE}|企业|机构|公司|银行"
)
_ETC = re.compile("等[\u4e00-\u9fff]{0,4}(?:部门|单位|机构|企业)$")
_JOINS = re.compile("、|以及|和|及|与")
_LEAD_IN = re.compile(
    "(?:[请望]|要求|希望|原则上|对此|同时|其中|另外|此外|今后|下一步|[（(]?[一二三四五六七八九十]{1,2}[、是)）])+"
)
_LEADS_IN = re.compile(
    r"对|关于|为|围绕|针对|根据|按|依|结合|通过|自|从|到|在|\d{1,2}月|20\d\d年|今年|年内|[上下]半年|会议"
)
_ENDS_AHEAD = ("的", "时", "后", "前", "起", "中", "期间", "基础上")
"""How what stands ahead of a sentence begins, or ends: behind it whoever is named need not be said to have to."""
_LONGEST = 60


def collectives(words: str) -> list[Name]:
    """Who is named by what he is, at the head of a clause or behind 由; a later clause must say that he must."""
    if not _MAY_BE.search(words):
        return []
    led_in = True
    for start, end in split(words, "，,；;：:。！")[:_CLAUSES]:
        if _MAY_BE.search(words, start, min(end, start + _LONGEST)):
            lead_in = _LEAD_IN.match(words, start, end)
            begin = lead_in.end() if lead_in else start
            if found := _named(words, begin, end, must=not led_in) or _asked(words, begin, end):
                return found
        led_in = led_in and (words.endswith(_ENDS_AHEAD, start, end) or _LEADS_IN.match(words, start, end) is not None)
    return []


def bidden(words: str, start: int, end: int) -> list[Name]:
    """Who is named by what he is at a clause's head, and told that he must: 「地方政府要按规定制定……」."""
    if not _MAY_BE.search(words, start, min(end, start + _LONGEST)):
        return []
    lead_in = _LEAD_IN.match(words, start, end)
    return _named(words, lead_in.end() if lead_in else start, end, must=True, last=True)


_WITH = re.compile(
    f"(?:{_EVERY}|各地(?:区)?|{_BODY}|(?<=[\u4e00-\u9fff]{{2}})单位)(?=[\u4e00-\u9fff])(?!的|组成|构成|、|和|及|与|等|或|部门|机构|单位|所属)"
)


def with_whom(words: str, start: int, end: int) -> list[Name]:
    """Those behind 会同, by what they are: 「会同专区监管部门、运营单位建立……」."""
    return _named(words, start, end, _WITH)


def _asked(words: str, start: int, end: int) -> list[Name]:
    by = words.find("由", start, min(end, start + _LONGEST))
    return _named(words, by + 1, end, _WHO_BY) if by >= 0 and words[by - 1] not in _OF_WHICH else []


_OF_WHICH = frozenset("对凡是属")
"""「对由财政部门直接监管的企业，……」: of which, and not who."""
_CLAUSES = 6
"""So many clauses are looked at: whoever has to do it is named before."""


def _named(
    words: str, start: int, end: int, form: re.Pattern[str] = _WHO, *, must: bool = False, last: bool = False
) -> list[Name]:
    """last: 各级 and 地方各级 must be told so, too."""
    if there := _PLACES.match(words, start):
        return [Name(there[0], start, there.end(), "unit")]
    if words.startswith("政府", start) and _PROVIDES.match(words, start):
        return [Name("政府", start, start + 2, "unit")]
    if _NO_HEAD.match(words, start, end) and not _MAY_OPEN.match(words, start):
        return []
    for found in form.finditer(words, start, min(end, start + _LONGEST)):
        if must and not _BIDDEN.match(words, found.end()) and (last or not _EVERYONE.match(words, start)):
            continue
        if _NO_PART.search(words, start, found.end()):
            return []
        if names := _parted(words, start, found.end()):
            return names
    return []


_PROVIDES = re.compile("政府(?:将|要|应当?|每年)(?=[^。；]*(?:预算|安排[^，。；]{0,12}(?:资金|经费)))")
"""「政府将……资金列入预算」: for want of a name, the government whose paper it is."""
_BIDDEN = re.compile(f"{_MUST}|负责(?!人)|牵头|会同|按职责")
_EVERYONE = re.compile("各|每个|全[省市县区]各|地方各级|县级以上")


def _parted(words: str, start: int, end: int) -> list[Name]:
    """The names of a list. What has no head of its own shares that of the next: 融资担保、再担保机构 is one name.

    Two lines of work (电力、通信部门) are two.
    """
    etc = _ETC.search(words, start, end)
    last = etc.start() if etc else end
    names: list[Name] = []
    begin = start
    for mark in _JOINS.finditer(words, start, last):
        if _ONE_LINE.match(words, max(mark.start() - 4, start)) and mark[0] == "和":
            continue
        if begin < mark.start() and (etc or _is_whole(words, begin, mark, last)):
            names.append(_name(words, begin, mark.start()))
            begin = mark.end()
    if begin < last:
        names.append(_name(words, begin, last))
    return [one for one in names if one.kind == "unit" and not _ROLE.fullmatch(one.text)]


def _is_whole(words: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether what stands before 和 or a mark is a name by itself."""
    text = words[start : mark.start()]
    if text.count("（") != text.count("）"):
        return False
    behind = words[mark.end() : end]
    if _ONE_LINE.match(words, max(mark.start() - 4, start)):
        return False
    if text.endswith("党委") and behind.startswith("政府"):
        return False  # 各级党委、政府
    if mark[0] == "、" and len(behind) > _SHORT and _EACH.fullmatch(text) and not _LEVEL_FIRST.match(behind):
        return True
    if text.endswith(_OF_PART) or _HEADED.search(text) or _PLACES.match(text):
        return True
    return is_stem(_WHERE.sub("", text)) and (mark[0] == "、" or is_stem(_LINE.sub("", behind)))


_OF_PART = ("单位", "乡镇", "镇街", "街道", "社区", "局", "厅", "办公室", "中心", "委员会", "林场")
_SHORT = 3
_EACH = re.compile("各(?:镇街|乡镇|街道|学校|医院|园区|企业|镇|乡|村|社区)")
_LEVEL_FIRST = re.compile("[省市县区州旗乡镇村]")
"""「各镇街、机关部门」 are two, and 「各市、县融资担保机构」 one."""
_ONE_LINE = re.compile(
    "[\u4e00-\u9fff]{0,4}?(?:工业和信息|经济和信息|人力资源和社|文化和旅游|资源和规划|规划和自然|房和城乡|发展和改革|资源和社会|新闻出版)"
)
"""One line of work, though its parts are lines, too."""
_HEADED = re.compile(f"{_BODY}$")
_WHERE = re.compile("^(?:全[省市县区国])?(?:各级|地方)?")
_LINE = re.compile("(?:、|和|及|与).*|(?:等|行政|主管|管理)*(?:部门|机构|单位|企业)$")


def _name(words: str, start: int, end: int) -> Name:
    text = words[start:end]
    return Name(text, start, end, kind_of(text))
