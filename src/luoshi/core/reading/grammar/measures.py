"""To what extent: numbers with their units, what they measure, and how: at least, at most, more by."""

from __future__ import annotations

import re
from functools import lru_cache

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.heads import behind, by_first, searched
from luoshi.core.reading.grammar.lexicon import ACTIONS, UNITS_OF_MEASURE
from luoshi.core.reading.grammar.numerals import HAN, decimal_of
from luoshi.core.reading.model import Measure

_DIGITS = (
    r"(?P<number>[\dXxＸ×](?<![\d.A-Za-z．〔\[/第][\dXxＸ×])(?<!\d[，,:：][\dXxＸ×])(?:(?<=\d)\d*+(?:[,，]\d{3})*+(?:[.．]\d++)?+|"
    r"(?<!\d)[XxＸ×]{0,3}(?![A-Za-zＸ×X])))"
)
"""The first character stands before what must not stand before it, so that the search runs from digit to digit."""
_ENDS = r"(?=[，,。；;、）)\s]|及?以[上下内]|之内|左右|$)"
_NO_UNIT = (
    "余|多|级|等|错|儿童|群众|农户|人口|县|[\u4e00-\u9fff]等|到位|大关|资金|支持|补助|"
    "规模|产值|投资|目标|任务|元|左右|以[上下内]|之内"
)
_MANY_OF = rf"[万亿](?!{_NO_UNIT}|{by_first(ACTIONS)})(?:[\u4e00-\u9fff]{{1,2}}|㎡|㎥){_ENDS}"
"""「68万土方」: at a clause's end, whatever stands behind so large a number is what it counts in."""
_COUNTS_IN = (
    rf"(?<=[\d])[^\W\d_a-zA-Z年月日号时分秒届级度点版楼层线路段股班周季旬期折比的了内外前后"
    rf"中上下为等至到和及与是要多余约岁人员强室金银铜列万亿千百十]{_ENDS}"
)
"""「线杆14基」: likewise a single character, which one need not know."""
_NUMBER = re.compile(
    rf"{_DIGITS}(?![年月日号])(?P<range>[-—–~～至到][\d.]{{1,8}})?(?P<more>余|多)?(?P<unit>个亿(?!元)|{_MANY_OF}|(?:[万亿](?P<some>余|多))?+[万亿千百十]?(?:{by_first(UNITS_OF_MEASURE)})(?:次(?![要级日年月序品数优生]))?(?:/[\u4e00-\u9fff]{{1,3}})?|{_COUNTS_IN})(?!工作日|月|星期|季度|小时|内|一遇|级|岁)(?P<after>以上|及以上|以下|以内|之内|左右|余|多)?"
)
"""Nothing is counted in years, months or days: what stands before these is a date, and no unit need be tried."""
_COUNTED = re.compile(
    r"(?:建|改造|完成|增|培育|打造|引进|落地|开工|举办|组织|不少于|至少|不低于|实施|开展|培训|解决|招引|储备|谋划|评选|认定|配备|设立|设置|开通|选派|整治|治理|申报|签约|发展|消除|清理|达到|推出|拿出|盘活|修复|加固)[\u4e00-\u9fff、“”]{0,14}?"
    rf"(?P<number>(?!一[个批种条次名项套件步支场份]){HAN}{{1,4}})(?P<unit>个|家|项|户|座|所|处|条|场|次|件|栋|套|公里|亩|名|人次|人|支|台|辆|万元|亿元|万亩|万人|吨|万吨|盏|眼|张|份)"
    r"(?!月|星期|工作日|小时|学期|季度|[、，]|[\u4e00-\u9fff]{0,2}(?:坚持|原则|理念|新台阶|方面|问题|要求|重点|统筹|转变|意见|阶段|环节|层面|关系|确保|作用|文章|到位|必须|关口|清单))(?P<after>以上|以下|以内|左右)?"
)
_LARGE = re.compile(
    rf"(?<![第至到、\d])(?<!{HAN})(?P<number>(?!百十){HAN}{{2,6}}|{HAN}(?=[亿万]元))(?P<unit>亿元|万元|万亩|亩|公里|座|辆|户|名|人|家|所|套|吨|万吨|处|盏|株|头|台|平方米|万平方米|眼|口|棵|块|万(?:株|棵|头|只|户|斤|羽|尾|袋|棒))(?P<after>以上|以下|以内|左右)?"
)
"""「五千二百座」, 「九亿元」: so large a number counts whatever stands before it."""
_HAN_COUNT = re.compile(rf"{HAN}[株头平个家项户座所处条场次件栋套公亩名人支台辆万亿吨盏眼张份]")
_SHARE = re.compile(
    rf"(?<!个)百分之(?P<number>{HAN}{{1,4}}(?:点{HAN}{{1,2}})?)(?P<after>以上|以下|以内|左右)?|(?P<half>一半|半数|过半数)(?P<over>以上)?"
)
_HALF = re.compile(
    r"(?:压缩|缩短|压减|控制|限|减少|提速)[至到在为]?(?P<number>半)(?P<unit>个工作日|个小时|小时|天|个月)(?P<after>以内|之内|内)?"
)
_LASTING = frozenset({"个工作日", "工作日", "天", "个月", "小时"})
_SHORTENED = re.compile(
    r"(?:压缩|缩短|压减|提速|控制|限|不(?:得)?超过|不超|减少|降低|降)[至到在为]?$|时(?:限|间|长)[\u4e00-\u9fff]{0,4}$"
)
"""Before a stretch of time these make it a measure; else it says within what time something is to be done."""
_HOLDS = re.compile(
    r"[\d０-９XxＸ×半翻零一二两三四五六七八九十百千应覆全倍](?:(?<=[\d０-９XxＸ×半翻零])|"
    r"(?<=[一二两三四五六七八九十百千])[株头平个家项户座所处条场次件栋套公里亩名人支台辆万亿吨盏眼张份]|"
    r"(?<=百)分|(?<=应)[\u4e00-\u9fff]{1,2}尽|(?<=覆)盖|(?<=全)部|(?<=倍)增)"
)
"""Numbers in characters count only behind a verb that makes things: 「建成三座」, not 「三个方面」."""
_ALL = searched(
    r"应(?P<all>[\u4e00-\u9fff]{1,2})尽(?P=all)|(?<!不)(?:动态|全面|全部|进行)?(?<!不)清零|(?:实现)?全覆盖|零(?:新增|增长|容忍|事故)"
)
_EVERY = re.compile(r"全部[\u4e00-\u9fff]{2,4}")
_OF_ALL = re.compile("[尽零盖部]")
"""Without one of these neither of the two is found."""
_QUALIFIES = re.compile(
    r"(?:及)?以[上下](?:的)?(?=[\u4e00-\u9fff]{2,12}\d)|(?:及)以[上下](?=[\u4e00-\u9fff])|的(?=[\u4e00-\u9fff]{0,8}\d(?!\d?月))|范围(?:之)?内|(?:的)?(?:企业|项目|产业|园区|集群|街区|单位|村|镇)(?=[\u4e00-\u9fff]{0,8}\d(?!\d?月))"
)
_QUALIFIES_FIRST = frozenset("及以的范企项产园集街单村镇")
"""「5亿元以上项目」, 「超过10%的34户」: such a number only says which."""
_DOUBLE = re.compile(r"翻(?P<number>[一两二三四])番|(?P<double>翻番|倍增)")
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (">=", re.compile(r"(?:至少|不少于)[\u4e00-\u9fff]{1,8}$")),
    (">=", re.compile(r"\s*(?:≥|>=)\s*$")),
    ("<=", re.compile(r"\s*(?:≤|<=)\s*$")),
    (">=", re.compile(r"(?:不(?:得)?(?:少于|低于|小于|短于)|至少|达到(?!率)|达|大于等于|力争达到)(?:到)?$")),
    ("<=", re.compile(r"(?:不(?:得)?(?:超过|高于|大于|多于|超)|控制在|最多|最高|限于|至多)$")),
    ("<=", re.compile(r"(?:压缩|压减|缩短|降低|下降|减少|降)[至到]$")),
    (">", re.compile(r"(?:超过|突破|高于|大于|多于|超)$")),
    (">=", re.compile(r"(?:不能|不要|不可|决不|绝不)(?:再)?(?:少于|低于|小于)$")),
    ("<=", re.compile(r"(?:不能|不要|不可|决不|绝不)(?:再)?(?:超过|高于|多于)$")),
    ("<", re.compile(r"(?:低于|少于|小于)$")),
    ("+", re.compile(r"比[\u4e00-\u9fff]{2,6}(?:多|增|高)[\u4e00-\u9fff]{0,3}$")),
    ("+", re.compile(r"(?:新增|增加|增长|提高|提升|净增|增|年均增长|同比增长)(?:了)?(?:约|至少)?$")),
)
_HINTED = tuple(
    (op, form, frozenset(hints))
    for (op, form), hints in zip(
        _BEFORE,
        (
            "至少",
            "≥>",
            "≤<",
            "不至达大",
            "不控最限",
            "至到",
            "超突高大多",
            "不绝决",
            "不绝决",
            "低少小",
            "比",
            "增提净",
        ),
        strict=True,
    )
)
"""Each with characters without one of which it finds nothing."""
_HINTS = re.compile(f"[{''.join(sorted(frozenset().union(*(hints for _, _, hints in _HINTED))))}]")
_MAY_SAY_HOW = re.compile(r"[少≥>≤<比]|[于达到过破超在多高至增加长升了约](?=\n?$)")
"""Each of the forms holds one of the first or ends in one of the others: a cheap look."""
_NOUN_BEHIND = re.compile(r"(?:以上)?(?:的)?(?P<noun>[\u4e00-\u9fff]{2,10})")
_AFTER = {
    "以上": ">=",
    "及以上": ">=",
    "余": ">",
    "多": ">",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
    "左右": "=",
}
_INCREASE = re.compile(r"新增|净增|增加|增[开派配购聘发拨](?!备|套|图|房|电|制)|加[开派拨]")
_AND = frozenset(("和", "与", "及", "以及", "", "、"))
_CARRIED = frozenset(("+", ">=", "<=", ">"))
"""「分别提高5%和8%」: how the second is meant is said before the first."""
_VERB = re.compile(rf"(?:{by_first(ACTIONS)})")
_LEADING = searched(
    r"^(?:要|全年|全县|全市|全省|力争|确保|努力|计划|预计|再|共|累计|年内|今年|明年|实现|完成|推动|推进|积极|着力|加快|抓好|其中|"
    r"使|将|对|支持|到?20\d\d年(?:底|末)?(?:前)?|在?[\dX一二三四五六七八九十]{1,3}月(?:底|末|份|\d{1,2}日)?(?:之?前)?|年底(?:前)?|上半年|下半年|"
    r"[，、 ]|[一二三四五六](?:是|要))+"
)
_FROM = re.compile(r"[由从](?:(?:目前|现在|现有|当前|去年|上年)的?)?(?:每[\u4e00-\u9fff]{1,3})?$")
_SHRINKS = re.compile(r"[\u4e00-\u9fff]{0,6}[到至为][\d半]")
"""「由15分钟压缩到10分钟」: the first is what it is now."""
_NOT_MEASURED = re.compile(r"年产$|日产$|总投资(?:约)?$|概算$|第$|[就共现已]有$|[“《〔]\s*$|十四五$|十五五$")
_UNMEASURED_LAST = frozenset("产资约算第有“《〔五")
"""What such words end in, if not in a blank."""
_SUBSIDY = re.compile(r"(?:给予|予以|享受|补贴|补助|奖励)[^，。]{0,6}每[\u4e00-\u9fff]{1,3}(?:[\d.]+元[至到])?$")
"""「给予每餐2元补贴」: how much whoever comes gets."""
_LONGEST_WHAT = 24


@lru_cache(maxsize=2048)
def measures(words: str) -> tuple[Measure, ...]:
    """The measures of a stretch of prose; places count from its start."""
    held = _HOLDS.search(words)
    if not held:
        return ()
    found: list[Measure] = []
    first, last = held.span()
    shares = "半" in words or "百分" in words
    in_characters = _HAN_COUNT.search(words) is not None
    grows = "由" in words or "从" in words
    for start, end in split(words, "，,；;。！"):
        if first < start:
            held = _HOLDS.search(words, start)
            if held is None:
                break
            first, last = held.span()
        if last <= end and end - start > 1:
            matches = list(_NUMBER.finditer(words, first, end))
            if in_characters or shares:
                matches = _with_words(words, start, end, matches)
            measured = _measured(words, start, end, matches, grows=grows) if matches else []
            if shares:
                measured += _shares(words, start, end)
            found += measured or _wholes(words, start, end)
    if "全部" in words and any(one.value for one in found):
        return tuple([one for one in found if one.op != "all" or "全部" not in one.text])
    return tuple(found)


def _with_words(words: str, start: int, end: int, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The numbers of one clause with those in characters, in their order."""
    if _HAN_COUNT.search(words, start, end):
        matches += _COUNTED.finditer(words, start, end)
        matches += _LARGE.finditer(words, start, end)
    if words.find("半", start, end) >= 0:
        matches += _HALF.finditer(words, start, end)
    return sorted(matches, key=_place)


def _measured(words: str, start: int, end: int, matches: list[re.Match[str]], *, grows: bool) -> list[Measure]:
    """The measures that the numbers of one clause are. grows: the sentence says from what."""
    found: list[Measure] = []
    begin, subject, op = start, "", ""
    for match in matches:
        number, unit, past = match.start("number"), match["unit"], match.end("unit")
        before = words[number - 1]
        may_be_none = before in _UNMEASURED_LAST or before.isspace()
        if (
            number < begin
            or (may_be_none and _NOT_MEASURED.search(words[max(start, number - 3) : number]))
            or (unit[-1] == "元" and _SUBSIDY.search(words, start, number))
            or (unit in ("个", "家") and before == "等" and _OF_WHOM.match(words, past, end))
            or (unit in _LASTING and _is_limit(words, start, match))
            or (words[past : past + 1] in _QUALIFIES_FIRST and _QUALIFIES.match(words, past, end))
            or (
                grows
                and _FROM.search(words, max(start, number - 8), number)
                and _SHRINKS.match(words, match.end(), end)
            )
        ):
            continue
        measure = _measure(words, begin, match, subject, op)
        subject, begin, op = measure.what, match.end(), measure.op
        found.append(measure)
    return found


_OF_WHOM = re.compile(
    r"(?:主办|承办|责任|牵头|配合|协办|成员|职能|[市县]直)?(?:单位|部门)(?=[于要应须每按在负共]|联合|\d{1,2}月)"
)
"""「县住建局等5个主办单位于7月底前……」: how many they are is no measure of what they do."""


def _place(match: re.Match[str]) -> int:
    return match.start("number")


def _is_limit(words: str, start: int, match: re.Match[str]) -> bool:
    """「30天以内」 says by when, unless something is shortened to it."""
    at = match.start("number")
    return match.re is not _HALF and not _SHORTENED.search(words, max(start, at - 12), at)


def _shares(words: str, start: int, end: int) -> list[Measure]:
    """百分之八以上, 一半以上."""
    found: list[Measure] = []
    for match in _SHARE.finditer(words, start, end):
        near = words[max(start, match.start() - 40) : match.start()]
        value = "50" if match["half"] else _percent(match["number"])
        op, trigger = _op(near, match["after"] or match["over"])
        what = _named(near[: len(near) - trigger])
        found.append(
            Measure(what, op, value, "%", words[match.start() - len(near.lstrip()) : match.end()], match.span())
        )
    return found


def _percent(words: str) -> str | None:
    whole, _, part = words.partition("点")
    left, right = decimal_of(whole), "".join(decimal_of(digit) or "" for digit in part)
    return f"{left}.{right}" if right else left


_TO_LAST_MARK = re.compile(r"(?s:.*)[、：:（(）)]")


def _measure(words: str, begin: int, match: re.Match[str], subject: str, last: str) -> Measure:
    """One number with what stands before it since the last one. Two numbers in a row measure the same thing."""
    said, unit, after = match.group("number", "unit", "after")
    more, some = match.group("more", "some") if match.re is _NUMBER else (None, None)
    number, end = match.start("number"), match.end()
    near = words[max(begin, number - 60) : number]
    if parted := _TO_LAST_MARK.match(near):
        near = near[parted.end() :]
    op, trigger = _op(near, after)
    if op == "=":
        if last == "+" and parted and not _VERB.match(near) and "%" not in unit:
            op = "+"  # 「新增学位540个、教师30名」
        elif last in _CARRIED and near.strip() in _AND and words.find("分别", begin - 40, number) >= 0:
            op = last
        elif match.re is _HALF:
            op = "<="
        elif more or some:
            op = ">"  # 「1300余人」, 「2万余亩」
    what = _named(near[:-trigger] if trigger else near)
    if len(what) < 2 or what.endswith(("等", "的")):
        noun = _NOUN_BEHIND.match(words, end, end + 12)
        what = noun["noun"] if noun else what
    if unit == "倍" and not _TO_TIMES.search(words, begin, number):
        op = "x"
    if some:
        unit = unit.replace(some, "")
    first = number - len(near.lstrip())
    value = None if said[0] in "XxＸ×" else "0.5" if said == "半" else decimal_of(said)
    return Measure(what or subject, op, value, unit.replace("％", "%"), words[first:end], (first, end))


_TO_TIMES = re.compile(r"倍(?:数|率)[^，。；]{0,10}$")
"""「放大倍数提高到5倍以上」: a level to be reached, not so many times as much."""
_WHO = re.compile(r"^[\u4e00-\u9fff]{2,20}(?:负责|牵头|要)(?:落实|完成|实现)?")


def _bare(near: str) -> str:
    bare = behind(_LEADING, near)
    must = "要" in bare or "负责" in bare or "牵头" in bare
    who = _WHO.match(bare) if must else None
    return behind(_LEADING, bare[who.end() :]) if who else bare


def _named(near: str) -> str:
    """What is measured, without who does it and by when."""
    return _bare(near)[-_LONGEST_WHAT:].lstrip("“”《》、 ").rstrip("“”《》到至为在 ")


@lru_cache(maxsize=1024)
def _forms_for(held: frozenset[str]) -> list[tuple[str, re.Pattern[str]]]:
    """The forms that may be found where these of their characters are held."""
    return [(op, form) for op, form, hints in _HINTED if not hints.isdisjoint(held)]


def _op(near: str, after: str | None) -> tuple[str, int]:
    """How the number is meant, and how many characters before it say so."""
    before, length = "", 0
    last = near[-12:]
    if _MAY_SAY_HOW.search(last):
        for op, form in _forms_for(frozenset(_HINTS.findall(last))):
            if found := form.search(last):
                before, length = op, len(last) - found.start()
                break
    if after:
        behind = _AFTER[after]
        return ("+" if behind == "=" and before == "+" else behind), 0 if before == "+" else length
    if before == "+" and near.endswith(("改造提升", "提质提升")):
        return "=", 0
    if before == "+" and near.endswith(("增长", "提高", "提升")):
        return "+", 0
    if before:
        return before, length
    return "+" if _INCREASE.search(near) and not near.endswith(("到", "至")) else "=", 0


def _wholes(words: str, start: int, end: int) -> list[Measure]:
    """All of them, and twice as many: measures without a number of their own."""
    found: list[Measure] = []
    whole: list[re.Match[str]] = []
    if _OF_ALL.search(words, start, end):
        whole = list(_ALL.finditer(words, start, end)) or list(_EVERY.finditer(words, start, end))
    if whole:
        what = _subject(words, start, whole[0].start()) or words[max(start - 12, 0) : start].rpartition("，")[2]
        found.append(_worded(words, what, "all", None, "", start, whole[-1].end()))
    for match in _DOUBLE.finditer(words, start, end) if "翻" in words or "倍" in words else ():
        if what := _subject(words, start, match.start()):
            value = {"一": "2", "两": "4", "二": "4", "三": "8", "四": "16"}.get(match["number"] or "一")
            found.append(_worded(words, what, "x", value, "倍", start, match.end()))
    return found


def _subject(words: str, start: int, end: int) -> str:
    """What the words before a measure speak of."""
    near = words[max(start, end - _LONGEST_WHAT) : end]
    return _bare(near).removesuffix("做到").removesuffix("实现").strip("的、 ")


def _worded(words: str, what: str, op: str, value: str | None, unit: str, start: int, end: int) -> Measure:
    first = max(start, end - 60)
    return Measure(what, op, value, unit, words[first:end], (first, end))
