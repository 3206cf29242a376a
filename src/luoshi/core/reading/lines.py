"""Lines become paragraphs: the site's own lines are marked, and lines that a page width broke are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from luoshi.core.reading.flow import Flow
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.sorts import is_unit
from luoshi.core.reading.model import Span
from luoshi.core.reading.numbering import number_of
from luoshi.core.reading.signs.headings import GENRE_END
from luoshi.core.reading.signs.papers import SENT
from luoshi.core.reading.site import site_lines

_LONGEST_LABEL = 8
_FINAL = "。！？；!?;：:…）)〕】”」》."
_SHORTEST_FULL = 24
"""A line shorter than this was ended by its writer, not by the page."""


class Line(NamedTuple):
    """A paragraph as one line of words."""

    flow: Flow
    site: bool


def paragraphs(text: str, skip: list[Span]) -> list[Line]:
    """The document's paragraphs in their order, blank ones left out."""
    raw = _raw(text, skip)
    lines = [text[start:end] for start, end in raw]
    site = site_lines(lines)
    width = _width(list(map(len, lines)))
    found: list[Line] = []
    pieces: list[Span] = []
    before = False
    for index, (words, span) in enumerate(zip(lines, raw, strict=True)):
        if pieces and (site[index] or before or not _goes_on(text, raw[index - 1], span, lines[index - 1], width)):
            found.append(Line(Flow.of(text, pieces), before))
            pieces = []
        pieces += _without_dots(words, *span)
        before = site[index]
    if pieces:
        found.append(Line(Flow.of(text, pieces), before))
    return found


def _raw(text: str, skip: list[Span]) -> list[Span]:
    """Lines without the blanks around them. Two wide blanks begin a paragraph too, where line breaks were lost."""
    found: list[Span] = []
    edges = sorted(skip)
    for start, end in _lines(text):
        if edges:
            while edges and edges[0][1] <= start:
                edges.pop(0)
            if edges and edges[0][0] < end:
                continue
        if bare := text[start:end].lstrip():
            first = end - len(bare)
            found.append((first, first + len(bare.rstrip())))
    return found


def _lines(text: str) -> Iterator[Span]:
    """From line break to line break, and from one pair of wide blanks to the next."""
    start = 0
    for words in text.split("\n"):
        end = start + len(words)
        if "\u3000\u3000" in words:
            indent = (len(words) - len(words.lstrip("\u3000"))) // 2 * 2
            if "\u3000\u3000" in words[indent:]:
                yield from (piece.span() for piece in _PIECE.finditer(text, start, end))
            else:
                yield start + indent, end
        elif words:
            yield start, end
        start = end + 1


_SPREAD = r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000]{1,6}[\u4e00-\u9fff]){1,3}(?=[ \u3000]?[:：])"
"""「主　　办：」: a label made as wide as the others."""
_PIECE = re.compile(rf"(?:{_SPREAD}|(?!\u3000\u3000)[^\n])+|\u3000\u3000")
_SPREAD_LABEL = re.compile(_SPREAD)
_STRAY_DOT = re.compile(r"\.(?<=[\u4e00-\u9fff，,]\.)(?=[\u4e00-\u9fff])")
"""Some document sites strew full stops into words (部.门), so that copies can be told."""


def _without_dots(words: str, start: int, end: int) -> list[Span]:
    """A line in pieces, without stray dots and the blanks in a label. A dot near its head belongs to a number (一.)."""
    holes: list[Span] = []
    if "." in words:
        holes += [dot.span() for dot in _STRAY_DOT.finditer(words, min(4, len(words)))]
    if " " in words or "\u3000" in words:
        for label in _SPREAD_LABEL.finditer(words):
            holes += [blank.span() for blank in _BLANKS.finditer(words, *label.span())]
        holes += [blank.span() for blank in _POST_AND_NAME.finditer(words)]
    if not holes:
        return [(start, end)]
    spans: list[Span] = []
    since = start
    for first, last in sorted(holes):
        spans.append((since, start + first))
        since = start + last
    return [*spans, (since, end)]


_BLANKS = re.compile(r"[ \u3000]+")
_POST_AND_NAME = re.compile(
    r"[ \u3000]{1,3}(?<=[长任席记员委][ \u3000])(?=[\u4e00-\u9fff·]{2,6}?(?:[、和][^，。；：\n]{2,24}?)?"
    r"(?:具体|总|全面|亲自|共同|同志|分别|直接|全程|坐镇|靠前|挂点|挂牌)*(?:牵头|负责|指挥|跟踪|联系|包联|包抓|包案|调度|协调|统筹|挂帅|领衔|把关|督战|分管|抓|盯|督办|负总责))"
)
"""「由副县长　谢明牵头」: the blank parts no words of a sentence."""


def _width(lengths: list[int]) -> int:
    """The page width at which lines were broken, or 0 if they were not: then lengths have no common limit."""
    longest = sorted(lengths)[-max(len(lengths) // 4, 1) :] if lengths else [0]
    evenly = len(longest) > 3 and longest[-1] <= 120 and longest[0] * 1.25 >= longest[-1]
    return longest[0] if evenly else 0


def _goes_on(text: str, line: Span, following: Span, words: str, width: int) -> bool:
    """Whether the following line goes on with this one's paragraph. words: this line's."""
    last = words[-1]
    if last == "。" and len(words) > _LONGEST_LABEL:
        return False
    start, end = line
    nexts = text[following[0] : min(following[1], following[0] + 20)]
    if text[following[0] - 1 : following[0]] == "\u3000" or nexts.startswith("#") or words.startswith("#"):
        return False
    if last in "日发" and (SENT.fullmatch(words) or _HEADED.search(words)):
        return False
    if last in "、，,（(〔【［" or _open_bracket(words):
        return True
    if last in "：:" and role_of_label(words.strip("【】[]*：: \u3000")):
        return not (number_of(nexts) or _LABEL.match(nexts))
    if len(words) <= _LONGEST_LABEL and role_of_label(words) in ("lead", "co", "joint"):
        return is_unit(nexts.split("、")[0].split("，")[0].rstrip("。；; "))
    if last in _FINAL or number_of(nexts):
        return (
            bool(width)
            and last in "）)”」》."
            and end - start >= width * 0.95
            and not (
                number_of(nexts) or _OWNERS.match(nexts) or _SIGNED_OFF.search(words, max(len(words) - _FAR_BACK, 0))
            )
        )
    if not width and GENRE_END.search(words):
        return False
    owned = _OWNED.search(words[-120:])
    if owned and not width:
        return False
    if not owned and _is_broken(words, nexts):
        return True
    limit = width * 0.85 if width else _SHORTEST_FULL
    blank = text.count("\n", end, following[0]) > 1
    return end - start >= limit and (bool(width) or blank) and not _is_short_heading(words, width)


_HEADED = re.compile(r"〔20\d\d〕\d{1,4}号[ \u3000]+20\d\d年\d{1,2}月\d{1,2}日$")
"""「×县人民政府办公室　〔2026〕11号　2026年8月3日」 over minutes."""
_OWNED = re.compile(
    r"(?:单位|部门|领导|责任人|负责人|分工|时限|主办|承办|协办|会办|牵头|配合|协助|领衔)[:：][^。；]{2,100}(?<![、，和及（])$"
)
"""A line that ends with its owners is whole, though no full stop ends it."""
_FAR_BACK = 120
_SIGNED_OFF = re.compile(r"。[（(][^（()）。]{2,}[)）]$")
"""「……。（县住建局、县文旅局）」: a bracket behind the last full stop ends its item."""
_OWNERS = re.compile(r"\s*(?:责任|牵头|配合|主办|协办|承办|完成|总牵头)[\u4e00-\u9fff]{0,2}[:：]")
_LABEL = re.compile(r"\s*[\u4e00-\u9fff]{2,8}[:：]|\s*20\d\d年|\s*附件")


def _is_broken(words: str, nexts: str) -> bool:
    """Whether a line of prose breaks off in the midst of a sentence: it holds marks, but ends without one."""
    if len(words) < _SHORTEST_FULL or _LABEL.match(nexts) or "\t" in words or "|" in words:
        return False
    heading = number_of(words) is not None and len(words) < 45 and "。" not in words and "；" not in words
    return not heading and bool(_MARKED.search(words)) and not _LABEL.match(words)


def _is_short_heading(words: str, width: int) -> bool:
    return not width and number_of(words) is not None and len(words) < 45 and "。" not in words


_MARKED = re.compile("[。；，,]")
_CLOSES = frozenset("）)〕】］。")


def _open_bracket(words: str) -> bool:
    """Whether a bracket is still open at the end of the line: only as far back as brackets of owners reach."""
    if words[-1] in _CLOSES:
        return False
    tail = words[-300:]
    opened = max(map(tail.rfind, "（(〔【［"))
    return opened >= 0 and len(tail) > 8 and _CLOSES.isdisjoint(tail[opened:])
