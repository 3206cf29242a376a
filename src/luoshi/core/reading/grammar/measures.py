"""To what extent: numbers with their units, what they measure, and how: at least, at most, more by."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.lexicon import UNITS_OF_MEASURE
from luoshi.core.reading.grammar.numerals import HAN, decimal_of
from luoshi.core.reading.model import Measure

_DIGITS = (
    r"(?<![\d.A-Za-z．，,:：〔\[/第])(?P<number>\d++(?:[,，]\d{3})*+(?:[.．]\d++)?+|"
    r"[XxＸ×]{1,4}(?![A-Za-zＸ×X])|[０-９]++(?:．[０-９]++)?+)"
)
_NUMBER = re.compile(
    rf"{_DIGITS}(?P<range>[-—–~～至到][\d.]{{1,8}})?(?:余|多)?(?P<unit>{UNITS_OF_MEASURE})(?!工作日|月|星期|季度|小时|内)(?P<after>以上|及以上|以下|以内|之内|左右|余|多)?"
)
_COUNTED = re.compile(
    r"(?:新建|改建|建成|改造|完成|新增|培育|打造|引进|落地|开工|创建|举办|组织|不少于|至少|不低于|建设|实施|开展|培训)[\u4e00-\u9fff]{0,6}?"
    rf"(?P<number>(?!一[个批种条]){HAN}{{1,3}})(?P<unit>个|家|项|户|座|所|处|条|场|次|件|栋|套|公里|亩)"
    r"(?![\u4e00-\u9fff]{0,2}(?:坚持|原则|理念|新台阶))(?P<after>以上|以下|以内|左右)?"
)
"""Numbers in characters count only behind a verb that makes things: 「建成三座」, not 「三个方面」."""
_ALL = re.compile(
    r"应[\u4e00-\u9fff]{1,2}尽[\u4e00-\u9fff]{1,2}|动态清零|全面清零|全部[\u4e00-\u9fff]{2,4}|(?:实现)?全覆盖|100[%％]|百分之百|零(?:新增|增长|容忍|事故)"
)
_DOUBLE = re.compile(r"翻(?P<number>[一两二三四])番|(?P<double>翻番|倍增)")
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (">=", re.compile(r"\s*(?:≥|>=)\s*$")),
    ("<=", re.compile(r"\s*(?:≤|<=)\s*$")),
    (">=", re.compile(r"(?:不(?:得)?(?:少于|低于|小于|短于)|至少|达到(?!率)|达|大于等于|力争达到)(?:到)?$")),
    ("<=", re.compile(r"(?:不(?:得)?(?:超过|高于|大于|多于|超)|控制在|最多|最高|限于|至多)$")),
    ("<=", re.compile(r"(?:压缩|压减|缩短|降低|下降|减少|降)[至到]$")),
    (">", re.compile(r"(?:超过|突破|高于|大于|多于|超)$")),
    ("<", re.compile(r"(?:低于|少于|小于)$")),
    ("+", re.compile(r"(?:新增|增加|增长|提高|提升|净增|增|年均增长|同比增长)(?:了)?(?:约|至少)?$")),
)
_AFTER = {"以上": ">=", "及以上": ">=", "余": ">", "多": ">", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "="}
_INCREASE = re.compile(r"^(?:[\u4e00-\u9fff]{0,4}?)(?:新增|净增|增加)")
_LEADING = re.compile(
    r"^(?:要|全年|全县|全市|全省|力争|确保|努力|计划|预计|再|共|累计|年内|今年|明年|实现|完成|推动|推进|积极|着力|加快|抓好|其中|"
    r"使|将|对|支持|到?20\d\d年(?:底|末)?(?:前)?|在?[\dX一二三四五六七八九十]{1,3}月(?:底|末|份|\d{1,2}日)?(?:之?前)?|年底(?:前)?|上半年|下半年|"
    r"[，、 ]|[一二三四五六](?:是|要))+"
)
_NOT_MEASURED = re.compile(r"第$|[就共现已]有$|[“《〔]\s*$|十四五$|十五五$")
_LONGEST_WHAT = 24


def measures(words: str) -> list[Measure]:
    """The measures of a stretch of prose; places count from its start."""
    found: list[Measure] = []
    for start, end in split(words, "，,；;。！"):
        if end - start > 1:
            found.extend(_of_clause(words, start, end))
    return found


def _of_clause(words: str, start: int, end: int) -> list[Measure]:
    found: list[Measure] = []
    begin, subject = start, ""
    matches = [*_NUMBER.finditer(words, start, end), *_COUNTED.finditer(words, start, end)]
    for match in sorted(matches, key=lambda match: match.start("number")):
        if match.start("number") < begin or _NOT_MEASURED.search(
            words[max(start, match.start("number") - 3) : match.start("number")]
        ):
            continue
        measure = _measure(words, begin, match, subject)
        subject, begin = measure.what, match.end()
        found.append(measure)
    return [*found, *_wholes(words, start, end)]


def _measure(words: str, begin: int, match: re.Match[str], subject: str) -> Measure:
    """One number with what stands before it since the last one. Two numbers in a row measure the same thing."""
    near = words[max(begin, match.start("number") - 60) : match.start("number")]
    cut = max(near.rfind(mark) for mark in "、：:（(）)")
    near = near[cut + 1 :]
    op, trigger = _op(near, match)
    what = _named(near[: len(near) - trigger])
    behind = re.match(r"(?:以上)?(?:的)?(?P<noun>[\u4e00-\u9fff]{2,10})", words[match.end() : match.end() + 12])
    if behind and (len(what) < 2 or what.endswith(("等", "的"))):
        what = behind["noun"]
    what = what or subject
    first = match.start("number") - len(near)
    first += len(near) - len(near.lstrip())
    text = words[first : match.end()]
    value = None if match["number"][0] in "XxＸ×" else decimal_of(match["number"])
    return Measure(
        what, "x" if match["unit"] == "倍" else op, value, match["unit"].replace("％", "%"), text, (first, match.end())
    )


_WHO = re.compile(r"^[\u4e00-\u9fff]{2,20}(?:负责|牵头|要)(?:落实|完成|实现)?")


def _bare(near: str) -> str:
    return _LEADING.sub("", _WHO.sub("", _LEADING.sub("", near)))


def _named(near: str) -> str:
    """What is measured, without who does it and by when."""
    return _bare(near)[-_LONGEST_WHAT:].lstrip("“”《》、 ").rstrip("“”《》到至为在 ")


def _op(near: str, match: re.Match[str]) -> tuple[str, int]:
    """How the number is meant, and how many characters before it say so."""
    before, length = "", 0
    for op, form in _BEFORE:
        found = form.search(near[-12:])
        if found:
            before, length = op, len(near[-12:]) - found.start()
            break
    if match["after"]:
        return _AFTER[match["after"]], 0 if before == "+" else length
    if before == "+" and near.endswith(("增长", "提高", "提升")):
        return "+", 0
    return before or ("+" if _INCREASE.search(near) else "="), length


def _wholes(words: str, start: int, end: int) -> list[Measure]:
    """All of them, and twice as many: measures without a number of their own."""
    found: list[Measure] = []
    whole = list(_ALL.finditer(words, start, end))
    if whole and (what := _subject(words, start, whole[0].start())):
        found.append(_worded(words, what, "all", None, "", start, whole[-1].end()))
    for match in _DOUBLE.finditer(words, start, end):
        if what := _subject(words, start, match.start()):
            value = {"一": "2", "两": "4", "二": "4", "三": "8", "四": "16"}.get(match["number"] or "一")
            found.append(_worded(words, what, "x", value, "倍", start, match.end()))
    return found


def _subject(words: str, start: int, end: int) -> str:
    """What the words before a measure speak of."""
    near = words[max(start, end - _LONGEST_WHAT) : end]
    return (
        _LEADING.sub("", _WHO.sub("", _LEADING.sub("", near))).removesuffix("做到").removesuffix("实现").strip("的、 ")
    )


def _worded(words: str, what: str, op: str, value: str | None, unit: str, start: int, end: int) -> Measure:
    first = max(start, end - 60)
    return Measure(what, op, value, unit, words[first:end], (first, end))
