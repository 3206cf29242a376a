"""A document cut into passages: what belongs together because one owner answers for it, or a sentence by itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.core.reading.charging import Charge, charge_ahead, charge_within
from luoshi.core.reading.flow import Flow
from luoshi.core.reading.grammar.assignments import assignment, is_completion
from luoshi.core.reading.grammar.brackets import Bracket, brackets, split
from luoshi.core.reading.grammar.doers import NO_NAME, is_named
from luoshi.core.reading.grammar.dues import due_of_owner, until
from luoshi.core.reading.grammar.fronts import heading_owners, prefix_owners, unit_line
from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.names import Name, is_person, is_post, is_unit
from luoshi.core.reading.grammar.owners import KEYWORDS, Owners, is_owner_line, names_at, owners_of
from luoshi.core.reading.grammar.subjects import adds_only, subject_owners
from luoshi.core.reading.model import Span
from luoshi.core.reading.numbering import number_of
from luoshi.core.reading.signs import ADDRESSED, GENRE_END
from luoshi.core.reading.structure import Block, Sentence, sentences

_OWNER_TAIL = searched(
    r"[【\[](?P<box>[\u4e00-\u9fff]{2,10})[】\]](?=[\u4e00-\u9fff])|(?<=[。；;！\s｜|—])[【\[▲●◆■★]?(?P<label>[\u4e00-\u9fff]{2,10}(?:[和及、][\u4e00-\u9fff]{2,5})?)[】\]]?[:：]|(?<=[，,])(?P<after>[\u4e00-\u9fff]{2,6}(?:单位|部门|领导|科室|股室|分工))[:：]|"
    r"(?<=[。；;！，,])(?P<plain>(?:牵头|责任|主办|承办|配合)(?:单位|部门)(?:为|是)?)(?=[省市县区镇各州旗])|"
    r"(?<=[，,。；;！\s—])(?P<led>(?:牵头|责任|分管|包联|包抓)[县市区]?领导(?:为|是)?)(?=[\u4e00-\u9fff、]{2,20}[，,；;。])|"
    r"(?<=[\u4e00-\u9fff\d])(?<![要级一接体总同头业管目和及与、])(?P<glued>(?:牵头|责任|主办|承办|配合|分管|包联)(?:领导|单位|部门))[:：]"
)
_LABEL_END = re.compile("[:：】\\]]")
_DASHED = re.compile(r"(?<=[。；;！\u4e00-\u9fff\d%）)])\s*(?:——|--|—|－)(?P<who>[^。；;—]{3,80})$")
"""「……。——县工商联、县委统战部」: who signs for an item."""
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
    charges: list[Saying] = field(default_factory=list)
    """The leader in charge of all that stands under its heading, or behind the sentence that names him."""
    reporter: Saying | None = None
    """Who reported on the matter to the meeting: it is theirs if nobody else is named."""
    within: Saying | None = None
    """Until when what stands under its heading is to be done, if it says nothing of its own."""
    heads: bool = False
    """Its owners stand before it and answer for whatever follows; it is no numbered item of theirs."""
    means: bool = False
    """It only says how what was said before it shall be done."""
    inherited: bool = False
    """Its owners stand before it, or in a line of their own: nothing in it needs to repeat them."""

    _sentences: list[Sentence] | None = None

    def sentences(self) -> list[Sentence]:
        """Its sentences, by indices in the block's flow."""
        if self._sentences is None:
            self._sentences = sentences(self.block.flow.text, self.start, self.end)
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
        return len(words) <= _TITLE_LIMIT and not _PARTED.search(words[:-1].replace("，", "", 1))


_PARTED = re.compile(r"[，,；：:]")


def passages(block: Block) -> tuple[list[Passage], list[Saying]]:
    """A block's passages. An owner line gives none, only what it says."""
    words = block.flow.text
    if line := _line_before(block):
        cuts = _cuts(block, line.end, brackets(words))
        return [Passage(block, *cut[:2], [cut[2]] if cut[2] else []) for cut in cuts], [line]
    enclosed = brackets(words)
    whole = _whole_line(block, enclosed)
    if whole:
        return [], [whole]
    begin = block.number.end if block.number else 0
    front = _front(block, begin)
    if front and block.number is None and not block.section and ADDRESSED.search(words, begin, front.end):
        begin, front = front.end, None  # to whom a letter goes, in one line with its words
    if front and _speaks_up(block, front):
        begin, front = front.end, None
    begin = front.end if front else begin
    found: list[Passage] = []
    ahead = None if front else _ahead(block, begin, enclosed)
    if ahead:
        if words[begin : ahead.start].strip(_BETWEEN):
            found.append(Passage(block, begin, ahead.start))
        begin, front = ahead.end, ahead
    charge = None if front else _in_charge(block, charge_ahead(words, begin))
    if charge:
        if words[begin : charge.start].strip():
            found.append(Passage(block, begin, charge.start))
        begin = charge.end
    within = None if front or charge else _in_charge(block, charge_within(words, begin))
    charge = within or charge
    for start, end, saying in _without(within, _cuts(block, begin, enclosed)):
        sayings = [one for one in (saying, front) if one]
        passage = Passage(block, start, end, sayings, [charge] if charge else [], inherited=front is not None)
        if words[start:end].strip(_BETWEEN) or saying:
            found.append(passage)
    return found, []


def _ahead(block: Block, begin: int, enclosed: list[Bracket]) -> Saying | None:
    """「（一）青石河。包河领导：赵敏。……，责任单位为县水利局。」: a label behind the title, others further on."""
    if block.number is None or not _COLON.search(block.flow.text, begin, begin + 2 * _SHORT_AHEAD + _LONGEST_LABEL):
        return None
    sayings = _sayings(block, begin, enclosed)
    if len(sayings) < 2 or sayings[0].source != "line" or sayings[0].back:
        return None
    return sayings[0] if _stands_ahead(block.flow.text, begin, sayings[0], last=True) else None


_COLON = re.compile("[:：]")
_LONGEST_LABEL = 10


def _speaks_up(block: Block, front: Saying) -> bool:
    """「谢县长：……」 in minutes that keep what was said: who speaks, not who shall do it."""
    owners = front.owners
    return block.number is None and bool(owners.leaders) and not owners.lead and not owners.co


def _without(
    said: Saying | None, cuts: list[tuple[int, int, Saying | None]]
) -> Iterator[tuple[int, int, Saying | None]]:
    """The cuts without the sentence that only says who sees to all of it."""
    for start, end, saying in cuts:
        if said and saying is None and start <= said.start < end:
            yield start, said.start, None
            yield said.end, end, None
        else:
            yield start, end, saying


def _in_charge(block: Block, found: Charge | None) -> Saying | None:
    return Saying(found.owners, block.flow, found.start, found.end, source="above", shared=True) if found else None


def _line_before(block: Block) -> Saying | None:
    """「责任单位：县财政局。县档案局要……」: an owner line, and behind its full stop what somebody else must do."""
    words = block.flow.text
    stop = words.find("。", 0, _LONGEST_TAIL)
    if block.number or stop < 0 or len(words) - stop < _SHORT_TITLE or not is_owner_line(words[: stop + 1]):
        return None
    rest = words[stop + 1 :]
    if is_owner_line(rest) or not subject_owners(rest[:200], agents="head").any():
        return None
    return Saying(_owners_of(words[: stop + 1]), block.flow, 0, stop + 1, source="line")


def _whole_line(block: Block, enclosed: list[Bracket]) -> Saying | None:
    """「责任单位：……」 as a paragraph, with or without brackets around it; or a unit's name as a line."""
    words = block.flow.text
    if len(words) > 800:
        return None
    if block.number is None and _SIGNED.fullmatch(words) and (not block.section or GENRE_END.search(block.section[-1])):
        return None
    inner = [bracket for bracket in enclosed if not words[: bracket.start].strip(_BETWEEN)]
    if inner and not words[inner[0].end :].strip(_BETWEEN) and (whole := _saying(block.flow, inner[0])):
        return whole
    timed = inner and block.section and not block.number and not words[inner[0].end :].strip(_BETWEEN)
    if timed and not _SIGNED_ON.fullmatch(inner[0].inside) and (due := until(inner[0].inside)):
        return Saying(_shifted(Owners(due=due)), block.flow, inner[0].start, len(words), source="line")
    number = number_of(words)
    mark = number.end if number and ("。" not in words[:-1] or number.level == 7) else 0
    if _HELD_AT.match(words):
        return None
    if (aim := _AIM_BY.match(words)) and is_completion(words[aim.end() :].rstrip("。；; ")):
        due = due_of_owner(words, aim.end(), len(words.rstrip("。；; ")))
        return Saying(Owners(due=due), block.flow, 0, len(words), source="line") if due else None
    ahead = inner[0].end if inner and words[inner[0].start] in "（(" else 0
    if is_owner_line(words[mark:]) and not (ahead > mark and words[ahead:].strip(_BETWEEN)):
        owners = _owners_of(words[mark:])
        given = owners.any() or owners.due or owners.vague
        return Saying(owners, block.flow, mark, len(words), source="line") if given else None
    square = block.number.end if block.number and block.number.level == _SQUARE else 0
    owners = unit_line(words[square:].strip().rstrip("：:"))
    if owners.any():
        return Saying(owners, block.flow, square, len(words), heads=True, source="above")
    if words.rstrip().endswith(("：", ":")) and block.number is None and (owners := heading_owners(words)).lead:
        return Saying(owners, block.flow, 0, len(words), heads=True, source="above")
    refers = (block.number is None or block.number.level == 7) and _REFERS.match(words, mark)
    said = assignment(words[mark:]) if refers else None
    if said and (said.back or words[mark:].lstrip("— ").startswith(("由", "此", "该", "本", "责任"))):
        return Saying(
            said.owners, block.flow, mark, len(words), back=said.back or 1, source="line", severally=said.severally
        )
    return None


_SQUARE = 7
_SIGNED = re.compile(r"[（(][^（）()]{2,60}[，,\s]?20\d\d年\d{1,2}月\d{1,2}日[)）]")
"""「（县政府办公室，2026年2月20日）」 under the title: by whom it was issued, and when."""


_SIGNED_ON = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_AIM_BY = re.compile("(?:年度|完成|进度|阶段|工作|序时)?(?:目标|进度)[:：]")
"""「年度目标：12月底前主体完工」: by when, and nothing else."""
_HELD_AT = re.compile(r"\s*(?:会议)?时间[:：][^前底]*(?:星期|周[一二三四五六日]|[上中下]午|晚|\d[:：]\d\d|[时点])")
"""「时间：3月2日（星期一）上午」: when a meeting was, and no limit."""
_REFERS = re.compile(r"[\s—]*(?:由|此|该|本|责任|以上|上述|以下|下列|下述|前|这|注|说明|备注)")
"""What a line that assigns the items before it can begin with."""


def _owners_of(words: str) -> Owners:
    return owners_of(_without_remarks(words))


def _without_remarks(words: str) -> str:
    return _REMARK.sub(lambda said: " " * len(said[0]), words) if "（" in words else words


_ORGAN = re.compile(r"(?:局|委|办|办公室|公司|集团|镇|乡|街道|政府|大队|法院|检察院|妇联|残联|工会|支行)$")
_LONGEST_FRONT, _SHORT_TAIL, _LONGEST_HEAD_UNIT = 80, 6, 16
_LONGEST_LIST = 40


def _front(block: Block, begin: int) -> Saying | None:
    """「3.县水利局：……」, 「3.牵头单位：县水利局。……」."""
    words = block.flow.text
    stop = words.find("。", begin, begin + _LONGEST_FRONT)
    if block.number and stop > 0 and len(words) - stop > _SHORT_TAIL and is_owner_line(words[begin : stop + 1]):
        rest = words[stop + 1 :]
        if not is_owner_line(rest) and (owners := _owners_of(words[begin : stop + 1])).any():
            return Saying(owners, block.flow, begin, stop + 1, source="front")
    if block.number and 0 < stop - begin <= _LONGEST_HEAD_UNIT and len(words) - stop > _SHORT_TAIL:
        alone = unit_line(words[begin:stop]) if _ORGAN.search(words, begin, stop) else Owners()
        if alone.any():  # 「1.县水利局。……」
            return Saying(alone, block.flow, begin, stop + 1, source="front")
    listed = 0 < stop - begin <= _LONGEST_LIST and block.section and words.find("、", begin, stop) > 0
    if listed and len(words) - stop > _SHORT_TAIL and (alone := _units_alone(words[begin:stop])).lead:
        return Saying(alone, block.flow, begin, stop + 1, source="front")  # 「县融媒体中心、各学校。……」
    if stop > 0 and len(words) - stop > _SHORT_TAIL and _ASSIGNS.search(words, begin, stop + 1):
        said = assignment(words[begin : stop + 1])
        if said and said.owners.lead and not said.back and not is_owner_line(words[stop + 1 :]):
            return Saying(said.owners, block.flow, begin, stop + 1, source="front")  # 「县住建局牵头。新建……」
    owners, length = prefix_owners(block.flow.text[begin : begin + 200])
    return Saying(owners, block.flow, begin, begin + length, source="front") if length else None


def _cuts(block: Block, begin: int, enclosed: list[Bracket]) -> list[tuple[int, int, Saying | None]]:
    """Where each passage begins and ends, and the owners' words that close it."""
    words, found, start = block.flow.text, list[tuple[int, int, Saying | None]](), begin
    ahead: Saying | None = None
    sayings = _sayings(block, begin, enclosed)
    for saying in sayings:
        if _stands_ahead(words, begin, saying, last=saying is sayings[-1]):
            ahead, start = saying, saying.end
        elif not words[start : saying.start].strip(_BETWEEN) and found:
            last = found[-1]
            found[-1] = (last[0], last[1], _joined(last[2], saying))
        else:
            found.append((start, saying.start, saying))
        start = max(start, saying.end)
    if ahead and len(sayings) == 1 and words[start:].strip(_BETWEEN):
        return [(_skip(words, start), len(words), ahead)]
    if found and _until_then(found[-1][2], words, start):
        start = len(words)
    if words[start:].strip(_BETWEEN) or not found:
        found.append((start, len(words), None))
    return [(_skip(words, one[0]), *one[1:]) for cut in found for one in _counted(words, *cut)]


def _counted(words: str, start: int, end: int, saying: Saying | None) -> list[tuple[int, int, Saying | None]]:
    """「……；……。以上两项由县民政局负责」: as many sentences as it counts before it are as many items."""
    pieces = sentences(words, start, end) if saying and saying.back > 1 else []
    if saying is None or not pieces or len(pieces) != saying.back:
        return [(start, end, saying)]
    return [(one.start, one.end, saying if one is pieces[-1] else None) for one in pieces]


def _stands_ahead(words: str, begin: int, saying: Saying, *, last: bool) -> bool:
    """「1.（县工信局牵头）新培育……」, 「4.修复岸线。责任单位为县住建局。修复岸线14公里……」: owners first."""
    if not last or saying.start - begin > 2 * _SHORT_AHEAD:
        return False
    before = _TIME_FIRST.sub("", words[begin : saying.start].strip(_BETWEEN))
    behind = words[saying.end :].strip(_BETWEEN)
    titled = len(before) <= _SHORT_AHEAD and not re.search(r"\d|[，,]", before) and saying.source in _AHEAD
    return (
        (len(behind) > _SHORT_TAIL or (len(behind) > _SHORTEST and _COUNTS.search(behind) is not None))
        and not saying.back
        and not behind.startswith(("以上", "上述"))
        and (not before or titled)
        and bool(re.search(r"[\u4e00-\u9fff]{2}.?[\u4e00-\u9fff]{2}", behind))
    )


_AHEAD = ("line", "bracket", "sentence")
_TIME_FIRST = re.compile(r"[（(][^（）()]{2,24}[)）][:：]?")
"""「第一阶段（1—3月）：摸底。」: when it is."""
_COUNTS = re.compile(r"^[^\d月]{2,}\d")
_SHORT_AHEAD, _SHORTEST = 14, 4


def _until_then(saying: Saying | None, words: str, start: int) -> bool:
    """「……。责任单位：县住建局。9月底前完成。」: behind the owners only until when; it becomes theirs."""
    begin, end = _skip(words, start), len(words.rstrip("。；; \u3000\n"))
    if saying is None or saying.back or saying.owners.due or not 2 < end - begin <= 20:
        return False
    due = due_of_owner(words, begin, end)
    if due is None or re.search("[，,；;。：:]", words[begin:end]):
        return False
    saying.owners.due = type(due)(due.text, due.start - saying.start, due.end - saying.start, due.repeats, due.day)
    saying.end = len(words)
    return True


def _skip(words: str, start: int) -> int:
    while start < len(words) and words[start] in _BETWEEN:
        start += 1
    return start


def _joined(first: Saying | None, second: Saying) -> Saying:
    """Two brackets side by side, 「（县发改局牵头）（6月底前完成）」, say one thing."""
    if first is None:
        return second
    shift = second.start - first.start
    if first.owners.lead and second.owners.together:  # 「牵头单位：甲。责任单位：乙、丙。」
        second.owners.co[:0], second.owners.lead = second.owners.lead, []
    for mine, theirs in (("lead", "lead"), ("co", "co"), ("joint", "joint"), ("leaders", "leaders")):
        moved = [
            type(name)(name.text, name.start + shift, name.end + shift, name.kind)
            for name in getattr(second.owners, theirs)
        ]
        getattr(first.owners, mine).extend(moved)
    if not first.owners.due and second.owners.due:
        due = second.owners.due
        first.owners.due = type(due)(due.text, due.start + shift, due.end + shift, due.repeats, due.day)
    first.end = max(first.end, second.end)
    return first


def _sayings(block: Block, begin: int, enclosed: list[Bracket]) -> list[Saying]:
    """The owners' words of a block: in brackets, or after 「责任单位：」 at a sentence's head."""
    words = block.flow.text
    found = [
        saying
        for bracket in enclosed
        if bracket.start >= begin
        and not _is_timed_title(block, begin, bracket)
        and (saying := _saying(block.flow, bracket))
    ]
    found += (assigned := _assignments(block, begin))
    reached = 0
    may_end = "：" in words or ":" in words or "】" in words or "单位" in words or "部门" in words or "领导" in words
    for tail in _OWNER_TAIL.finditer(words, begin) if may_end else ():
        label = (tail["label"] or tail["box"] or tail["after"] or tail["plain"] or tail["led"] or tail["glued"]).rstrip(
            "为是"
        )
        if (
            tail.start() < reached
            or role_of_label(label) in ("", "none")
            or _within(enclosed, tail.start() - bool(tail["box"]))
        ):
            continue
        stop = words.find("。", tail.end(), tail.end() + _LONGEST_TAIL)
        end = reached = stop + 1 if stop >= 0 else min(len(words), tail.end() + _LONGEST_TAIL)
        owners = _owners_of(words[tail.start() : end])
        if tail["led"] and not all(is_person(name.text) for name in owners.leaders):
            continue
        if owners.any() or owners.due or (owners.vague and "同" in words[tail.start() : end]):
            found.append(Saying(owners, block.flow, tail.start(), end, source="line"))
    dash = _DASHED.search(words, begin) if "—" in words or "－" in words or "--" in words else None
    if dash and not _LABEL_END.search(dash["who"]) and (owners := _units_alone(dash["who"])).lead:
        shift = dash.start("who")
        for named in (owners.lead, owners.co, owners.joint, owners.leaders):
            named[:] = [
                Name(name.text, name.start + shift - dash.start(), name.end + shift - dash.start(), name.kind)
                for name in named
            ]
        if owners.due:
            owners.due = owners.due._replace(
                start=owners.due.start + shift - dash.start(), end=owners.due.end + shift - dash.start()
            )
        found.append(Saying(owners, block.flow, dash.start(), len(words), source="line"))
    for one in assigned:
        if not one.back and any(own.source == "line" and one.start <= own.start < one.end for own in found):
            found.remove(one)  # 「责任单位：县住建局。」 is read by its label
    return sorted(found, key=lambda saying: saying.start)


def _is_timed_title(block: Block, begin: int, bracket: Bracket) -> bool:
    """「（二）集中整治（8月31日前）。……」: the bracket says until when all that follows is to be done."""
    words = block.flow.text
    title = words[begin : bracket.start]
    return (
        block.number is not None
        and len(title) <= 20
        and not re.search("[，,。；;：:]", title)
        and words.startswith(("。", "：", ":", "——"), bracket.end)
        and len(words) > bracket.end + 8
        and until(bracket.inside) is not None
    )


_ASSIGNS = searched(
    r"(?:牵头|负责|配合|主办|承办|协助|协办|参与|落实|实施|参演|供稿)(?:抓总|抓好|落实|实施|推进|组织|办理|负责)*(?:[，,。；;]|$)|责任[\u4e00-\u9fff]{1,3}[:：]|(?:以上|上述)[^。]{0,20}[前底]|由[^。]{2,60}(?:统筹|调度|协调|督导|总抓|起草|组织)(?:[，,。；;]|$)"
)


def _assignments(block: Block, begin: int) -> list[Saying]:
    """Sentences behind others that only say who: 「……。由县住建局牵头，县财政局配合。」"""
    words, found = block.flow.text, list[Saying]()
    if not _ASSIGNS.search(words, begin):
        return found
    for start, end in sentences(words, begin)[1:]:
        if words[start] in "〔［[【":  # a bracket is read as one
            continue
        said = (
            assignment(_without_remarks(words[start:end]))
            if end - start <= 200 and _ASSIGNS.search(words, start, end)
            else None
        )
        if said and not _helps_the_last(words, begin, start, end):
            found.append(
                Saying(said.owners, block.flow, start, end, back=said.back, source="sentence", severally=said.severally)
            )
    return found


def _helps_the_last(words: str, begin: int, start: int, end: int) -> bool:
    """「县发改局完成主体。县财政局要密切配合。」: with what the sentence before says, not with all of the paragraph."""
    if not adds_only(words[start:end]):
        return False
    before = max(words.rfind("。", begin, start - 1) + 1, begin)
    return bool(subject_owners(words[before:start], bare=True).lead)


def _within(inner: list[Bracket], at: int) -> bool:
    """Whether a place lies within one of the brackets, which stand in their order."""
    before = bisect_right(inner, at, key=lambda one: one.start)
    return before > 0 and at < inner[before - 1].end


def _saying(flow: Flow, bracket: Bracket) -> Saying | None:
    """What a bracket says of owners, if it does."""
    inside = bracket.inside
    if _ON_MARKS.match(inside):
        return None
    if inside.startswith(("以上", "上述", "本", "此", "该")) and (said := assignment(inside)):
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
    before = flow.text[: bracket.start] if bracket.start <= _LONGEST_HEAD else "。"
    ends = (
        _AT_END.match(flow.text, bracket.end)
        or _AT_HEAD.fullmatch(before)
        or flow.text[max(bracket.start - 1, 0) : bracket.start] in ("。", "；")
    )
    if not alias and ends and _UNITS_ALONE.match(inside):
        owners = _units_alone(inside)
        if owners.lead or (owners.leaders and _TITLED.fullmatch(before)):
            return Saying(_shifted(owners), flow, bracket.start, bracket.end, source="bracket")
    due = (
        due_of_owner(inside, 0, len(inside))
        if re.search(r"完成|前|底|推进|坚持|成效", inside)
        and len(inside) <= 24
        and (_AT_HEAD.fullmatch(before) or not _GOES_ON.match(flow.text, bracket.end))
        else None
    )
    return Saying(_shifted(Owners(due=due)), flow, bracket.start, bracket.end, source="bracket") if due else None


_ON_MARKS = re.compile(r"(?:注[:：])?(?:标|带|加|打|有)?(?:注|有)?[“\"]?[*＊★▲△☆#●][”\"]?(?:号)?(?:的|者|为|表示)")
"""「（标*的为牵头单位）」: what a mark means."""
_TITLED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十]{1,3}(?:部分|章|组|板块))[^。；，,]{2,20}"
)
"""「一、项目建设（林卫国）」: a name in brackets behind a title is the leader's."""
_LONGEST_HEAD = 60
_AT_HEAD = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、．.])?\s*")
_AT_END = re.compile(r"\s*(?:[。；;！]|$)")
_GOES_ON = re.compile(r"[\u4e00-\u9fff]")
"""「秋季开学前（9月1日前）完成……」: such a bracket only explains a word of the sentence."""
_UNIT_BEFORE = re.compile("(?:局|委|办|办公室)$")
"""「县政府办公室（县政府督查室）」: another name of the same unit."""
_UNITS_ALONE = re.compile(r"[^。！？]{3,160}$")
_DUE_LABEL = re.compile(r"\s*(?:完成|办结)?(?:时限|时间|期限)[:：]?")
"""（县卫健局、县财政局）: a bracket at a sentence's end with nothing in it but units."""


def _units_alone(inside: str) -> Owners:
    """Units in particular, perhaps with a time limit: 「市发展改革委，各县区政府；11月底前」. Else empty."""
    owners, named = Owners(), list[Name]()
    for start, end in split(inside, "，,；;/／"):
        label = _DUE_LABEL.match(inside, start, end)
        if due := due_of_owner(inside, label.end() if label else start, end):
            owners.due = due
            continue
        found = names_at(inside, start, end)
        certain = any(is_named(name) and name.kind == "unit" for name in (*named, *found))
        if not found or not all(_may_stand_alone(name) or (certain and _may_follow(name)) for name in found):
            return Owners()
        named += found
    owners.take("joint", named)
    return owners


def _may_follow(name: Name) -> bool:
    """Behind a unit in particular: 各学校, and whatever ends as a unit does (计量所)."""
    plain = len(name.text) <= 10 and is_unit(name.text) and not NO_NAME.search(name.text)
    return bool(_EACH.match(name.text)) or plain


_EACH = re.compile("各[\u4e00-\u9fff]{1,8}")
"""各学校 behind a unit in particular."""


def _may_stand_alone(name: Name) -> bool:
    """A unit in particular, or a person by name, with or without his post."""
    return (
        is_named(name)
        or name.kind == "vague"
        or (
            name.kind == "person"
            and (not is_post(name.text) or name.text.endswith(("县长", "市长", "区长", "镇长", "乡长")))
        )
    )


def _shifted(owners: Owners) -> Owners:
    """The bracket's inside begins one character behind its opening."""
    for names in (owners.lead, owners.co, owners.joint, owners.leaders):
        names[:] = [type(name)(name.text, name.start + 1, name.end + 1, name.kind) for name in names]
    if owners.due:
        due = owners.due
        owners.due = type(due)(due.text, due.start + 1, due.end + 1, due.repeats, due.day)
    return owners
