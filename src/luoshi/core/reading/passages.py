"""A document cut into passages: what belongs together because one owner answers for it, or a sentence by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from luoshi.core.reading.flow import Flow
from luoshi.core.reading.grammar.assignments import assignment
from luoshi.core.reading.grammar.brackets import Bracket, brackets, split
from luoshi.core.reading.grammar.dues import due_of_owner
from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.owners import KEYWORDS, Owners, is_owner_line, names_at, owners_of
from luoshi.core.reading.grammar.subjects import heading_owners, is_named, prefix_owners, unit_line
from luoshi.core.reading.model import Span
from luoshi.core.reading.signs import ADDRESSED
from luoshi.core.reading.structure import Block, Sentence, sentences

_OWNER_TAIL = searched(
    r"(?<=[。；;！，,\s])(?:(?:牵头|责任|主办|承办)(?:考核)?(?:单位|部门|领导|科室|股室)|(?:分管|包抓|联系)(?:[省市县区])?领导|(?:部门|责任|任务)分工)[:：]|(?<=[。；;！\s])(?:完成时限|完成时间|配合单位)[:：]"
)
_REMARK = re.compile(r"（[^（）]{0,20}(?:牵头单位|牵头部门|下同)[^（）]{0,16}）")
"""（首位单位为牵头单位，下同）: of the list, and no part of a name."""
_BETWEEN = "。；;，, \u3000、\n"
_TITLE_LIMIT = 46
_SHORT_TITLE = 22
_LONGEST_TAIL = 600


@dataclass(slots=True)
class Saying:
    """Owners as one stretch of words names them, and that stretch's place in the document."""

    owners: Owners
    flow: Flow
    start: int
    """Where the owners' words begin in the flow; places within `owners` count from here."""
    end: int
    heads: bool = False
    """It is a unit's name as a line by itself: what follows is the unit's."""
    back: int = 0
    """Of how many items before it is said: 0 of its own, -1 of all that wait for an owner."""
    source: str = "words"
    """Where it stands: bracket, line, sentence, front, above (a heading), or in the task's own words."""
    shared: bool = False
    """It is said of several items: what an item says of itself goes before."""
    severally: bool = False
    """Each of the leads answers for one of the items, in their order."""

    @property
    def span(self) -> Span:
        return self.flow.span(self.start, self.end)

    def place(self, start: int, end: int) -> Span:
        """Where a name's words stand in the document."""
        return self.flow.span(self.start + start, self.start + end)


@dataclass(slots=True)
class Passage:
    """A stretch of a block with its sentences, and who is said to answer for it."""

    block: Block
    start: int
    end: int
    sayings: list[Saying] = field(default_factory=list)
    reporter: Saying | None = None
    """Who reported on the matter to the meeting: it is theirs if nobody else is named."""
    heads: bool = False
    """Its owners stand before it and answer for whatever follows; it is no numbered item of theirs."""
    inherited: bool = False
    """Its owners stand before it, or in a line of their own: nothing in it needs to repeat them."""

    _sentences: list[Sentence] | None = None

    def sentences(self) -> list[Sentence]:
        """Its sentences, by indices in the block's flow."""
        if self._sentences is None:
            words = self.block.flow.text[self.start : self.end]
            self._sentences = [Sentence(one.start + self.start, one.end + self.start) for one in sentences(words)]
        return self._sentences

    @property
    def titled(self) -> bool:
        """Whether it begins with a heading of its own: 「（一）扩大投资。……」."""
        first = self.sentences()[:1]
        number = self.block.number
        if not first or len(self.sentences()) < 2 or self.start > (number.end if number else 0):
            return False
        if number is None and first[0].end - first[0].start > _SHORT_TITLE:
            return False
        words = self.block.flow.text[self.start : first[0].end]
        return len(words) <= _TITLE_LIMIT and not re.search(r"[，,；：:]", words[:-1].replace("，", "", 1))


def passages(block: Block) -> tuple[list[Passage], list[Saying]]:
    """A block's passages. An owner line gives none, only what it says."""
    words = block.flow.text
    enclosed = brackets(words)
    whole = _whole_line(block, enclosed)
    if whole:
        return [], [whole]
    begin = block.number.end if block.number else 0
    front = _front(block, begin)
    if front and block.number is None and not block.section and ADDRESSED.search(words, begin, front.end):
        begin, front = front.end, None  # to whom a letter goes, in one line with its words
    begin = front.end if front else begin
    found: list[Passage] = []
    for start, end, saying in _cuts(block, begin, enclosed):
        passage = Passage(block, start, end, [one for one in (saying, front) if one], inherited=front is not None)
        if words[start:end].strip(_BETWEEN) or saying:
            found.append(passage)
    return found, []


def _whole_line(block: Block, enclosed: list[Bracket]) -> Saying | None:
    """「责任单位：……」 as a paragraph, with or without brackets around it; or a unit's name as a line."""
    words = block.flow.text
    if len(words) > 800:
        return None
    inner = [bracket for bracket in enclosed if not words[: bracket.start].strip(_BETWEEN)]
    if inner and not words[inner[0].end :].strip(_BETWEEN) and (whole := _saying(block.flow, inner[0])):
        return whole
    mark = block.number.end if block.number and block.number.level == 7 else 0
    if is_owner_line(words[mark:]):
        owners = _owners_of(words[mark:])
        given = owners.any() or owners.due or owners.vague
        return Saying(owners, block.flow, mark, len(words), source="line") if given else None
    owners = unit_line(words.strip().rstrip("：:"))
    if owners.any():
        return Saying(owners, block.flow, 0, len(words), heads=True, source="above")
    if words.rstrip().endswith(("：", ":")) and block.number is None and (owners := heading_owners(words)).lead:
        return Saying(owners, block.flow, 0, len(words), heads=True, source="above")
    said = assignment(words) if block.number is None else None
    if said and (said.back or words.startswith(("由", "此", "该", "本", "责任"))):
        return Saying(
            said.owners, block.flow, 0, len(words), back=said.back or 1, source="line", severally=said.severally
        )
    return None


def _owners_of(words: str) -> Owners:
    return owners_of(_without_remarks(words))


def _without_remarks(words: str) -> str:
    return _REMARK.sub(lambda said: " " * len(said[0]), words) if "（" in words else words


def _front(block: Block, begin: int) -> Saying | None:
    """「3.县水利局：……」."""
    owners, length = prefix_owners(block.flow.text[begin : begin + 200])
    return Saying(owners, block.flow, begin, begin + length, source="front") if length else None


def _cuts(block: Block, begin: int, enclosed: list[Bracket]) -> list[tuple[int, int, Saying | None]]:
    """Where each passage begins and ends, and the owners' words that close it."""
    words, found, start = block.flow.text, list[tuple[int, int, Saying | None]](), begin
    for saying in _sayings(block, begin, enclosed):
        if not words[start : saying.start].strip(_BETWEEN) and found:
            last = found[-1]
            found[-1] = (last[0], last[1], _joined(last[2], saying))
        else:
            found.append((start, saying.start, saying))
        start = saying.end
    if words[start:].strip(_BETWEEN) or not found:
        found.append((start, len(words), None))
    return [(_skip(words, one[0]), *one[1:]) for one in found]


def _skip(words: str, start: int) -> int:
    while start < len(words) and words[start] in _BETWEEN:
        start += 1
    return start


def _joined(first: Saying | None, second: Saying) -> Saying:
    """Two brackets side by side, 「（县发改局牵头）（6月底前完成）」, say one thing."""
    if first is None:
        return second
    shift = second.start - first.start
    for mine, theirs in (("lead", "lead"), ("co", "co"), ("joint", "joint"), ("leaders", "leaders")):
        moved = [
            type(name)(name.text, name.start + shift, name.end + shift, name.kind)
            for name in getattr(second.owners, theirs)
        ]
        getattr(first.owners, mine).extend(moved)
    if not first.owners.due and second.owners.due:
        due = second.owners.due
        first.owners.due = type(due)(due.text, due.start + shift, due.end + shift, due.repeats, due.day)
    first.end = second.end
    return first


def _sayings(block: Block, begin: int, enclosed: list[Bracket]) -> list[Saying]:
    """The owners' words of a block: in brackets, or after 「责任单位：」 at a sentence's head."""
    words = block.flow.text
    found = [saying for bracket in enclosed if bracket.start >= begin and (saying := _saying(block.flow, bracket))]
    found += _assignments(block, begin)
    reached = 0
    for tail in _OWNER_TAIL.finditer(words, begin):
        if tail.start() < reached or _depth(words, tail.start()):
            continue
        stop = words.find("。", tail.end(), tail.end() + _LONGEST_TAIL)
        end = reached = stop + 1 if stop >= 0 else min(len(words), tail.end() + _LONGEST_TAIL)
        owners = _owners_of(words[tail.start() : end])
        if owners.any() or owners.due:
            found.append(Saying(owners, block.flow, tail.start(), end, source="line"))
    return sorted(found, key=lambda saying: saying.start)


_ASSIGNS = searched(
    r"(?:牵头|负责|配合|主办|承办|协助|协办|参与|落实|实施)(?:抓总|抓好|落实|实施|推进|组织|办理|负责)*(?:[，,。；;]|$)|责任[\u4e00-\u9fff]{1,3}[:：]|(?:以上|上述)[^。]{0,20}[前底]"
)


def _assignments(block: Block, begin: int) -> list[Saying]:
    """Sentences behind others that only say who: 「……。由县住建局牵头，县财政局配合。」"""
    words, found = block.flow.text, list[Saying]()
    if not _ASSIGNS.search(words, begin):
        return found
    for one in sentences(words[begin:])[1:]:
        start, end = one.start + begin, one.end + begin
        said = (
            assignment(_without_remarks(words[start:end]))
            if end - start <= 200 and _ASSIGNS.search(words, start, end)
            else None
        )
        if said:
            found.append(
                Saying(said.owners, block.flow, start, end, back=said.back, source="sentence", severally=said.severally)
            )
    return found


def _depth(words: str, at: int) -> bool:
    """Whether a place lies within a bracket, as far back as brackets of owners reach."""
    near = words[max(0, at - 400) : at]
    return max(near.rfind("（"), near.rfind("("), near.rfind("〔")) > max(
        near.rfind("）"), near.rfind(")"), near.rfind("〕")
    )


def _saying(flow: Flow, bracket: Bracket) -> Saying | None:
    """What a bracket says of owners, if it does."""
    inside = bracket.inside
    if inside.startswith(("以上", "上述")) and (said := assignment(inside)):
        return Saying(
            _shifted(said.owners),
            flow,
            bracket.start,
            bracket.end,
            back=said.back,
            source="bracket",
            severally=said.severally,
        )
    if KEYWORDS.search(inside):
        owners = owners_of(inside)
        if owners.any() or owners.vague or owners.due:
            return Saying(_shifted(owners), flow, bracket.start, bracket.end, source="bracket")
    alias = _UNIT_BEFORE.search(flow.text, max(0, bracket.start - 4), bracket.start) and "、" not in inside
    if not alias and _UNITS_ALONE.match(inside) and _AT_END.match(flow.text, bracket.end):
        owners = _units_alone(inside)
        if owners.lead:
            return Saying(_shifted(owners), flow, bracket.start, bracket.end, source="bracket")
    due = (
        due_of_owner(inside, 0, len(inside))
        if re.search(r"完成|前|底|推进|坚持|成效", inside) and len(inside) <= 24
        else None
    )
    return Saying(_shifted(Owners(due=due)), flow, bracket.start, bracket.end, source="bracket") if due else None


_AT_END = re.compile(r"\s*(?:[。；;！]|$)")
_UNIT_BEFORE = re.compile("(?:局|委|办|办公室)$")
"""「县政府办公室（县政府督查室）」: another name of the same unit."""
_UNITS_ALONE = re.compile(r"[\u4e00-\u9fff、，,；;\d\s（）()]{3,120}$")
"""（县卫健局、县财政局）: a bracket at a sentence's end with nothing in it but units."""


def _units_alone(inside: str) -> Owners:
    """Units in particular, perhaps with a time limit: 「市发展改革委，各县区政府；11月底前」. Else empty."""
    owners, named = Owners(), list[Name]()
    for start, end in split(inside, "，,；;"):
        found = names_at(inside, start, end)
        if found and all(is_named(name) or name.kind == "vague" for name in found):
            named += found
        elif due := due_of_owner(inside, start, end):
            owners.due = due
        else:
            return Owners()
    owners.take("joint", named)
    return owners


def _shifted(owners: Owners) -> Owners:
    """The bracket's inside begins one character behind its opening."""
    for names in (owners.lead, owners.co, owners.joint, owners.leaders):
        names[:] = [type(name)(name.text, name.start + 1, name.end + 1, name.kind) for name in names]
    if owners.due:
        due = owners.due
        owners.due = type(due)(due.text, due.start + 1, due.end + 1, due.repeats, due.day)
    return owners
