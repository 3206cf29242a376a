"""A document's title, its day and its year: the year from which its words count (今年, 6月底前)."""

from __future__ import annotations

import datetime
import itertools
import re

from luoshi.core.reading.grammar.lexicon import GENRES
from luoshi.core.reading.grammar.numerals import han_value
from luoshi.core.reading.numbering import number_of
from luoshi.core.reading.structure import Block

_TITLE_END = re.compile(rf"(?:{GENRES})(?:[（(][^（()）]{{1,20}}[)）])?$")
_INLINE_TITLE = re.compile(rf"^[^。；]{{4,80}}?(?:的)?(?:{GENRES})(?=[^\u4e00-\u9fff》”]|\S{{1,6}}〔)")
_DAY = re.compile(r"(20\d\d|19\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日|(20\d\d)[-./](\d{1,2})[-./](\d{1,2})")
_HAN_DAY = re.compile(
    r"([二〇零○Ｏ一三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DOC_NUMBER = re.compile(r"〔(20\d\d)〕|\[(20\d\d)\]|（(20\d\d)）\d{1,4}号")


def title_of(blocks: list[Block]) -> str:
    """The document's title: its first lines up to a word such as 通知 or 讲话; else its first line."""
    lines = [block.flow.text.strip("# \t") for block in blocks[:30] if block.kind != "site"]
    for index, line in enumerate(lines[:8]):
        if number_of(line) or len(line) > 400:
            break
        for joined in ("".join(lines[index : index + count]) for count in (1, 2, 3)):
            if len(joined) <= 90 and _TITLE_END.search(joined) and not re.match(r"附件|（", joined):
                return joined
    if not lines:
        return ""
    inline = _INLINE_TITLE.match(lines[0][:200])
    return inline[0] if inline else lines[0][:60] if len(lines[0]) <= 120 else lines[0][:40]


_IN_FORCE = re.compile(r"起(?:施行|实施|执行)")
_LIMIT = re.compile(r"[日号](?:之|以)?前")
_SAYS_WHEN = re.compile(r"会议|日|时间")


def date_of(blocks: list[Block]) -> datetime.date | None:
    """The day the document was signed: a line that is only a day; else in a short line or the head."""
    texts = [block.flow.text for block in blocks]
    days = [text for text in texts if len(text) <= 60 and ("日" in text or "20" in text)]
    short = [text for text in days if not _says_since_when(text)]
    alone = (
        text
        for text in short
        if len(text) <= 20 and (_DAY.match(text.strip("（()） ")) or _HAN_DAY.match(text.strip("（()） ")))
    )
    named = (text for text in short if _SAYS_WHEN.search(text) and not _LIMIT.search(text))
    head = itertools.islice((text[:300] for text in texts if not _says_since_when(text)), 6)
    return next((day for text in itertools.chain(alone, named, head) if (day := _day(text))), None)


def _says_since_when(text: str) -> bool:
    """「自2026年1月1日起施行」: the day from which it is in force."""
    return _IN_FORCE.search(text[-40:]) is not None


def day_in_head(blocks: list[Block], year: int | None) -> datetime.date | None:
    """「时间：10月12日（星期一）」, 「（第19期　11月3日）」: the day that a document's head names without its year."""
    for block in blocks[:_HEAD] if year else ():
        text = block.flow.text
        found = _SHORT_DAY.search(text) if len(text) <= _SHORT_LINE and not _SENTENCE.search(text) else None
        if found and year:
            try:
                return datetime.date(year, int(found[1]), int(found[2]))
            except ValueError:
                continue
    return None


_HEAD = 8
_SHORT_LINE = 40
_SENTENCE = re.compile("[，。；]|前|完成")
_SHORT_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日(?!前|起|至|[-—~～])")


def year_of(title: str, date: datetime.date | None, text: str) -> int | None:
    """The document's own year: named in its title, else of its day, its number, or the first it speaks of."""
    named = [int(found[1]) for found in _YEAR_NAMED.finditer(title)]
    if named and date and date.year > named[-1] and _LOOKS_BACK.search(title):
        return date.year
    if named:
        return max(named) if _LOOKS_BACK.search(title) else named[0]
    number = _DOC_NUMBER.search(text[:1500])
    if date:
        return date.year
    if number:
        return int(next(year for year in number.groups() if year))
    spoken = re.search(r"(?<!\d)(20\d\d)(?=年|[—–-]{1,2}20\d\d年)", text[:5000])
    return int(spoken[1]) if spoken else None


def is_ahead(title: str, date: datetime.date | None, year: int | None) -> bool:
    """Whether next year is spoken of in autumn, and not the whole of it: 「关于做好2027年元旦春节期间……的通知」."""
    if date is None or year != date.year + 1 or date.month < _AUTUMN:
        return False
    return bool(_FEAST.search(title)) or not _OF_ALL_YEAR.search(title)


_AUTUMN = 9
_FEAST = re.compile("元旦|春节|元宵|两节|岁末|年末|年终|冬春|今冬|春运|灯会|迎新|跨年")
_OF_ALL_YEAR = re.compile("要点|计划|打算|任务|实事|目标|清单|分解|规划|思路|重点工作|工作安排|方案|工作部署|报告")
_YEAR_NAMED = re.compile(r"(20\d\d)(?=年|—|-|－|–)")
_LOOKS_BACK = re.compile("情况|总结|回顾|执行|完成")
"""「2025年工作总结和2026年工作打算」: what is to be done is the later year's."""

_ZERO = str.maketrans("○Ｏ", "〇〇")


def _day(text: str) -> datetime.date | None:
    found = _DAY.search(text)
    han = None if found else _HAN_DAY.search(text)
    if found is None and han is None:
        return None
    if found:
        year, month, day = (int(part) for part in found.groups() if part)
    elif han:
        year, month, day = (han_value(part.translate(_ZERO)) or 0 for part in han.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
