"""By when: fixed days, days counted from the document's own, and what comes again and again."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from luoshi.core.reading.grammar.heads import behind, searched
from luoshi.core.reading.grammar.limits import AT_HEAD, EVENT, HINTS, NO_LIMIT, OTHERS_COME, READERS, SURE, Reader
from luoshi.core.reading.grammar.moments import (
    NOWHEN,
    THIS_YEAR,
    YEAR,
    Calendar,
    Due,
    N,
    day_of,
    made,
    number_said,
    year_said,
)
from luoshi.core.reading.grammar.recurring import ONGOING


@lru_cache(maxsize=2048)
def dues(words: str, when: Calendar = NOWHEN) -> tuple[Due, ...]:
    """All time limits in a stretch of prose, in their order. A date on which something happened is none."""
    held = HINTS.findall(words)
    if not held:
        return ()
    found: list[Due] = []
    for reader, form, must in _readers_for(frozenset(held)):
        if must and not must.search(words):
            continue
        for match in form.finditer(words):
            due = reader(match, when)
            if (
                due
                and (due.often or not _happens(words, due, when))
                and not NO_LIMIT.search(words, max(due.start - 8, 0), due.start)
                and not _SINCE.match(words, due.end)
            ):
                found.append(due)
    if found and when.date and (when.ahead or when.date.month >= _LATE):
        found = [next_such_day(due, words, when) for due in found]
    return tuple(_not_explained(words, _without_overlaps(found)) if len(found) > 1 else found)


def _happens(words: str, due: Due, when: Calendar) -> bool:
    """Whether on that day something happens or happened, whatever is to be done."""
    if due.text.endswith(SURE):
        return due.text[-1] in "底末" and OTHERS_COME.match(words, due.end) is not None
    if not EVENT.match(words, due.end):
        return False
    return not (when.date and due.day and due.day > when.date and _IS_HELD.match(words, due.end))


_IS_HELD = re.compile("(?:召开|举行)(?=[。；;，,]|$)")
"""「办好第九届山歌节，9月中旬举行」: and no more, of a day to come."""
_SINCE_FIRST = frozenset("自从即现")
_LATE, _LONG_PAST = 10, 90
_ANY_YEAR = re.compile(r"年(?!底|末|前)|十.五")
_YEAR_BEFORE = re.compile(r"20\d\d年[^。]{0,80}$")


def next_such_day(due: Due, words: str, when: Calendar) -> Due:
    """In December 2026 「12月25日前」 is 2026's, whichever year is spoken of; 「6月底前」 is next year's."""
    if due.day is None or due.repeats or when.date is None or _ANY_YEAR.search(due.text):
        return due
    if _YEAR_BEFORE.search(words, max(due.start - 80, 0), due.start):
        return due
    past = (when.date - due.day).days > _LONG_PAST and due.day.year == when.date.year
    if past and due.text.endswith(SURE) and "季度" not in due.text and "半年" not in due.text:
        return due._replace(day=_in_year_of(due.day, due.day.year + 1))
    sooner = _in_year_of(due.day, when.date.year) if when.ahead and due.day.year > when.date.year else None
    return due._replace(day=sooner) if sooner and sooner >= when.date else due


def _to_come(day: datetime.date, when: Calendar) -> datetime.date:
    """Said in autumn, a day in January is next year's."""
    late = when.date is not None and when.date.month >= _LATE and (when.date - day).days > _LONG_PAST
    return _in_year_of(day, day.year + 1) if late else day


def _in_year_of(day: datetime.date, year: int) -> datetime.date:
    return day_of(year, day.month, 31 if day.month == 2 and day.day >= 28 else day.day) or day


@lru_cache(maxsize=2048)
def _readers_for(held: frozenset[str]) -> list[tuple[Reader, re.Pattern[str], re.Pattern[str] | None]]:
    """The forms that may be found where these of their characters are held; the same few sets come again and again."""
    return [(reader, form, must) for reader, form, hints, must in READERS if not hints.isdisjoint(held)]


def _not_explained(words: str, found: list[Due]) -> list[Due]:
    """「每季度末（分别在6月、9月和12月底）」: the days in the bracket only say what recurs."""
    kept: list[Due] = []
    until = 0
    for due in found:
        if due.start < until:
            continue
        kept.append(due)
        if due.repeats and (bracket := _NAMELY.match(words, due.end)):
            until = bracket.end()
    return kept


_SINCE = re.compile(r"(?:开始|起(?!草))[，,]")
"""「从2026年第二季度起，」 says since when, not until when."""
_NAMELY = re.compile(r"[（(](?:分别|即|也就是)[^（）()]{1,40}[)）]")


def best_due(found: Sequence[Due]) -> Due | None:
    """Of several limits the last that is named, when all is done, if a calendar knows it (「10月底前，汛期前」); what
    recurs only if nothing else is said."""
    if len(found) < 2:
        return found[0] if found else None
    once = [due for due in found if not (due.repeats or due.often)]
    if once:
        return next((due for due in reversed(once) if due.day), once[-1])
    each = next((due for due in found if due.text.startswith("每")), None)  # before 周调度, which is a manner
    return each or found[0]


_MONTH = r"(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:\d{1,2}[日号])?"
_BARE_SPAN = re.compile(
    rf"20\d\d年(?:度)?(?:内)?|[一二三四1-4]季度|(?:完成时[限间])?(?:{_MONTH}|(?:20\d\d年)?\d{{1,2}}(?=[-—–~～至到]))(?:[-—–~～至到]{{1,2}}{_MONTH})?(?:完成)?|20\d\d(?:[-./]\d{{1,2}}){{1,2}}|\d{{1,2}}[./]\d{{1,2}}|20\d\d年?[-—–~～至到]{{1,2}}20\d\d年(?:度)?|20\d\d[./]\d{{1,2}}[-—–~～至到]{{1,2}}(?:20\d\d[./])?\d{{1,2}}|20\d\d全年"
)
"""「6月」, 「9月30日」, 「3—10月」 as a piece of an owner's bracket: until when, without 前."""


_OF_TIME = re.compile(rf"[{HINTS.pattern[1:-1]}\d立即边步随适已正]")
"""Each form of a limit holds one of these: those of prose their hints, the others a digit or how one goes on."""


def due_of_owner(words: str, start: int, end: int, when: Calendar = NOWHEN) -> Due | None:
    """The time limit that a piece of an owner's bracket is, with all its words: 「6月底前完成」, 「持续推进」."""
    if not _OF_TIME.search(words, start, end):
        return None
    piece = words[start:end].strip(" \u3000（）()")
    said = _said_in(piece, when) if 1 < len(piece) <= 40 else None
    if said is None:
        return None
    at = words.index(piece, start)
    return Due(piece, at, at + len(piece), said.repeats, said.day, said.last)


@lru_cache(maxsize=1024)
def _said_in(piece: str, when: Calendar) -> Due | None:
    """A document sets many of its owners the same few limits."""
    length = len(piece)
    if piece[0] in _SINCE_FIRST and (since := _SINCE_WHEN.match(piece)):
        return due_of_owner(piece, since.end(), length, when)
    bare = behind(_AT_LATEST, piece)
    if _BARE_SPAN.fullmatch(bare):
        return Due(piece, 0, length, None, due_of_cell(bare.removesuffix("完成"), when).day, last=True)
    inside = dues(piece, when)
    if inside and length <= inside[-1].end + 16 and (inside[0].start <= 2 or piece[: inside[0].start] in _HURRY):
        best = best_due(inside) or inside[0]
        return Due(piece, 0, length, best.repeats, None if best.repeats else best.day, last=not best.repeats)
    if ONGOING.search(piece) or _SOME_TIME.fullmatch(piece):
        return Due(piece, 0, length)
    last = _last_of(piece, when)
    return Due(piece, 0, length, last.repeats, last.day, last=True) if last else None


def _last_of(piece: str, when: Calendar) -> Due | None:
    """「自即日起至6月底」, 「6月20日、12月20日前」, 「6月30日（主体）」: what it comes to in the end."""
    if since := _SINCE_WHEN.match(piece):
        return due_of_owner(piece, since.end(), len(piece), when)
    if said := _REMARKED.fullmatch(piece):
        return due_of_owner(said[1], 0, len(said[1]), when)
    parts = _PARTS.split(piece)
    if len(parts) < 2 or not _HOLDS_TIME.search(parts[-1]):
        return None
    each = [due_of_owner(part, 0, len(part), when) for part in parts]
    return each[-1] if all(each) else None


_PARTS = re.compile("[、/／]")
_HOLDS_TIME = re.compile("[月日年季]")
_REMARKED = re.compile(r"(\d[^（）()]{1,20})[（(][^（）()局委办镇]{1,12}[)）]?")


_SAYS_MORE = re.compile("[，,、局委办镇]")


def until(words: str) -> Due | None:
    """The limit that words are, if they are nothing else: 「3月10日至3月31日」, 「即日起至3月底」, 「3.10-3.31」."""
    if _SAYS_MORE.search(words):
        return None
    since = _SINCE_WHEN.match(words)
    begin = since.end() if since else 0
    end = len(words.rstrip("。止 "))
    return due_of_owner(words, begin, end)


_SINCE_WHEN = re.compile(
    r"(?:自|从)?(?:即日|现在|[\u4e00-\u9fff]{0,8}(?:印发|发布|通知)(?:之日)?|[\u4e00-\u9fff]{2,4})(?:起|后|开始)?(?:至|到|[-—–~～]{1,2})(?=[\d一二三四五六七八九十年])|"
    r"(?:20\d\d[./])?\d{1,2}[./]\d{1,2}(?:至|到|[-—–~～]{1,2})(?=(?:20\d\d[./])?\d{1,2}[./]\d{1,2}。?$)"
)
_AT_LATEST = re.compile("(?:最[迟晚](?=不))?(?:不晚于|不迟于|不超过|最迟|最晚|截至|截止|限于?|于)(?:到|在|至|于)?")
_SOME_TIME = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:结束|来临|到来|开始|完成|启动|召开|验收|考核|开工|开学)(?:之|以)?前|按[\u4e00-\u9fff]{1,8}(?:时限|时间|节点|进度)(?:要求)?"
)
"""「暑假结束前」, 「按省定时限」: a limit that no calendar knows."""
_OF_A_TIME = re.compile(r"(?:工作|任务|安排|打算|计划|目标|思路|要点|重点)(?:任务|安排|打算|计划|目标|思路|要点)?。?$")


def due_of_title(words: str) -> Due | None:
    """「2026年4月底前，完成摸底。」: until when all that stands under the title is to be done, and nothing more."""
    found = AT_HEAD.match(words)
    said = found is not None and (found[0][-1] in "前底末中" or words[found.end()] in "，,：:、" or "月" in found[0])
    if found and (
        not said or (found[0][-1] != "前" and "月" not in found[0] and _OF_A_TIME.search(words, found.end()))
    ):
        return None  # 下半年工作安排 is of a time, as 2026年工作安排; 3月份工作 is to be done in its month
    return Due(found[0], 0, found.end()) if found else None


_HURRY = (
    "确保",
    "力争",
    "争取",
    "要求",
    "务必于",
    "务必",
    "截止",
    "不迟于",
    "最迟",
    "最晚",
    "时限",
    "限",
    "限于",
    "于",
    "须于",
    "计划",
)
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})")
_YEAR_ALONE = re.compile(r"(20\d\d)(?:年(?:度)?|全年)(?:完成)?")
_YEARS_ALONE = re.compile(r"20\d\d年?[-—–~～至到]{1,2}(20\d\d)年(?:度)?")
_DASHED = re.compile(r"(20\d\d)[-./](\d{1,2})(?:[-./](\d{1,2}))?")


def due_of_cell(words: str, when: Calendar = NOWHEN) -> Due:
    """The time limit that a table's cell names, in whatever form: 「6月」, 「2026.9.30」, 「每季度」, 「长期坚持」."""
    if whole := _YEARS_ALONE.fullmatch(words.strip()):
        return Due(words, 0, len(words), None, day_of(int(whole[1]), 12, 31))
    if (said := _REMARKED.fullmatch(words.strip())) and (told := due_of_cell(said[1], when)).day:
        return Due(words, 0, len(words), None, told.day)
    if span := _DOTTED_SPAN.fullmatch(words.strip()):
        return Due(words, 0, len(words), None, _day_in(span))
    dashed = _DASHED.fullmatch(words.strip())
    if dashed and 1 <= int(dashed[2]) <= 12:
        return Due(words, 0, len(words), None, day_of(int(dashed[1]), int(dashed[2]), int(dashed[3] or 31)))
    if when.year and (dotted := _DOTTED.fullmatch(words.strip())) and 1 <= int(dotted[1]) <= 12:
        return Due(words, 0, len(words), None, day_of(when.year, int(dotted[1]), int(dotted[2])))
    if year := _YEAR_ALONE.fullmatch(words.strip()):
        return Due(words, 0, len(words), None, day_of(int(year[1]), 12, 31))
    found = dues(words + "完成", when)
    repeats = next((due.repeats for due in found if due.repeats), None)
    best = best_due(found) or (bare_day(words + "完成", when) if words.startswith(("今年", "本年")) else None)
    day = best.day if best and not best.repeats else None
    return Due(words, 0, len(words), None if day else repeats, day)


_DOTTED_SPAN = re.compile(
    r"(20\d\d)[./]\d{1,2}(?:[./]\d{1,2})?[-—–~～至到]{1,2}(?:(20\d\d)[./])?(\d{1,2})(?:[./](\d{1,2}))?"
)
"""「2026.3-2026.12」, 「2026.3—12」."""


def _day_in(span: re.Match[str]) -> datetime.date | None:
    month = int(span[3])
    return day_of(int(span[2] or span[1]), month, int(span[4] or 31)) if 1 <= month <= 12 else None


_DAY = searched(
    rf"(?:(?P<year>{YEAR}))?(?P<month>{N})月(?P<day>{N})[日号](?P<from>起)?(?!前|之前|以前|以来|的?(?:讲话|会议|通知|文件|召开))"
)


def bare_day(words: str, when: Calendar) -> Due | None:
    """「5月13日赴省汇报」, 「8月1日起开放」: a day without 前, if it is still to come when the document was written."""
    for match in _DAY.finditer(words) if "日" in words or "号" in words else ():
        year, month, day = year_said(match["year"], when), number_said(match["month"]), number_said(match["day"])
        found = day_of(year, month, day) if year and month and day and 1 <= month <= 12 else None
        found = _to_come(found, when) if found and not match["year"] else found
        if found and (when.date is None or found > when.date) and not _SESSION.match(words, match.end()):
            return made(match, found)
    whole = THIS_YEAR.search(words) if "年" in words else None
    if whole and when.year:
        return made(whole, datetime.date(when.year, 12, 31))
    return (_in_month(words, when) or _in_year(words, when)) if when.year else None


def _in_month(words: str, when: Calendar) -> Due | None:
    """「8月份整体搬迁」: the last month named with what is then done, if it is still to come."""
    for match in reversed(list(_IN_MONTH.finditer(words)) if "月" in words else []):
        year, month = year_said(match["year"], when), number_said(match["month"])
        found = day_of(year, month, 31) if year and month and 1 <= month <= 12 else None
        found = _to_come(found, when) if found and not match["year"] else found
        if found and (when.date is None or found > when.date):
            return made(match, found)
    return None


def _in_year(words: str, when: Calendar) -> Due | None:
    """「2026年建成2个，2027年建成3个」: the last year named with what is done in it."""
    for match in reversed(list(_IN_YEAR.finditer(words)) if "20" in words else []):
        if int(match[1]) >= (when.year or 0):
            return made(match, datetime.date(int(match[1]), 12, 31))
    return None


_DOES = (
    "召开|举办|开展|组织|启动|完成|建成|开工|实施|拨付|兑付|发放|印发|出台|进场|启用|投用|交付|举行"
    "|上线|通车|通水|开园|开馆|动工|竣工|完工|投产"
)
_IN_MONTH = re.compile(
    rf"(?:(?P<year>{YEAR}))?(?P<month>{N})月(?:份)?(?=(?!全[国省市县]|[省市县]|以|的|起|至|到|会|中|上|下|初|底|末|前)(?:[\u4e00-\u9fff]{{2,8}}(?:[，。；、]|$)|(?:{_DOES})))"
)
"""「8月份整体搬迁」: a month, and in few words what is then done."""
_LATER_YEAR = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<next>明年|后年))(?=(?:底|内)?(?:再|全部|全面|正式|力争|争取|确保|计划|预计){0,2}(?:完成|建成|竣工|投产|投用|投入|通车|启用|达产|完工|交付|开园|实现|达到))"
)


def later_year(words: str, when: Calendar) -> Due | None:
    """「年内开工、明年建成投用」: a year after the document's own, in which the last step is taken."""
    found = list(_LATER_YEAR.finditer(words)) if when.year and "年" in words else []
    if not found:
        return None
    last = found[-1]
    year = int(last["year"]) if last["year"] else (when.year or 0) + (1 if last["next"] == "明年" else 2)
    return made(last, datetime.date(year, 12, 31)) if year > (when.year or 0) else None


_SESSION = re.compile(r"(?:起)?(?:施行|实施|执行|生效)的|[^，。；、]{0,16}(?:会议|精神|批示|指示|部署|通知|文件)")
"""「4月2日县政府常务会议」: a day on which something was decided."""
_IN_YEAR = re.compile(
    r"(?<![纳列]入)(?<![\d—–~～\-])(20\d\d)年(?=(?:再(?!建)|要|计划|全面|初步|基本|共|力争|确保|争取|预计)?(?:完成|建成|新建|再建|新增|改造|实现|达到|开工|培育|引进|启动|建设|实施|投产|培训|组织|举办))"
)
"""「2026年建成2个」: within the year."""


def _without_overlaps(found: list[Due]) -> list[Due]:
    """Of readings of the same words the longest stays."""
    kept: list[Due] = []
    for due in sorted(found, key=lambda due: (due.start, -due.end)):
        if not kept or due.start >= kept[-1].end:
            kept.append(due)
    return kept
