"""A document cut into passages: what belongs together because one owner answers for it, or a sentence by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise

from luoshi.core.reading.charging import Charge, charge_ahead, charge_within, names_leader
from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.assignments import assignment, is_completion
from luoshi.core.reading.grammar.brackets import Bracket, brackets
from luoshi.core.reading.grammar.dues import due_of_owner, until
from luoshi.core.reading.grammar.fronts import heading_owners, prefix_owners, unit_line
from luoshi.core.reading.grammar.owners import is_owner_line
from luoshi.core.reading.grammar.subjects import subject_owners
from luoshi.core.reading.numbering import number_of
from luoshi.core.reading.sayings import (
    ASSIGNS,
    LONGEST_TAIL,
    Saying,
    plain_owners_of,
    saying_of,
    sayings_of,
    shifted,
    units_alone,
)
from luoshi.core.reading.signs.headings import GENRE_END
from luoshi.core.reading.signs.papers import ADDRESSED
from luoshi.core.reading.structure import Block, Sentence, sentences

_BETWEEN = "。；;，, \u3000、\n"
_TITLE_LIMIT = 46
_SHORT_TITLE = 22


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

    def words(self, sentence: Sentence) -> str:
        return self.block.flow.text[sentence.start : sentence.end]

    @property
    def titled(self) -> bool:
        """Whether it begins with a heading of its own: 「（一）扩大投资。……」."""
        number = self.block.number
        if self.start > (number.end if number else 0) or len(sentences := self.sentences()) < 2:
            return False
        first = sentences[0]
        if number is None and first.end - first.start > _SHORT_TITLE:
            return False
        words = self.block.flow.text[self.start : first.end]
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
    led = front is None and names_leader(words, begin)
    charge = _in_charge(block, charge_ahead(words, begin)) if led else None
    if charge:
        if words[begin : charge.start].strip():
            found.append(Passage(block, begin, charge.start))
        begin = charge.end
    within = _in_charge(block, charge_within(words, begin)) if led and not charge else None
    charge = within or charge
    cuts = _cuts(block, begin, enclosed)
    for start, end, saying in _without(within, cuts) if within else cuts:
        if saying or words[start:end].strip(_BETWEEN):
            sayings = [saying] if saying else []
            if front:
                sayings.append(front)
            charges = [charge] if charge else []
            found.append(Passage(block, start, end, sayings, charges, inherited=front is not None))
    return found, []


def _ahead(block: Block, begin: int, enclosed: list[Bracket]) -> Saying | None:
    """「（一）青石河。包河领导：赵敏。……，责任单位为县水利局。」: a label behind the title, others further on."""
    if block.number is None or not _COLON.search(block.flow.text, begin, begin + 2 * _SHORT_AHEAD + _LONGEST_LABEL):
        return None
    sayings = sayings_of(block, begin, enclosed)
    if len(sayings) < 2 or sayings[0].source != "line" or sayings[0].back:
        return None
    ends = [*(one.start for one in sayings[1:]), len(block.flow.text)]
    if not any(block.flow.text[one.end : end].strip(_BETWEEN) for one, end in zip(sayings, ends, strict=True)):
        return None  # 「……。责任单位：县住建局。配合单位：……」: behind the work, label by label
    return sayings[0] if _stands_ahead(block.flow.text, begin, sayings[0], last=True) else None


_COLON = re.compile("[:：]")
_LONGEST_LABEL = 10


def _speaks_up(block: Block, front: Saying) -> bool:
    """「谢县长：……」 in minutes that keep what was said: who speaks, not who shall do it."""
    owners = front.owners
    return block.number is None and bool(owners.leaders) and not owners.lead and not owners.co


def _without(said: Saying, cuts: list[tuple[int, int, Saying | None]]) -> Iterator[tuple[int, int, Saying | None]]:
    """The cuts without the sentence that only says who sees to all of it."""
    for start, end, saying in cuts:
        if saying is None and start <= said.start < end:
            yield start, said.start, None
            yield said.end, end, None
        else:
            yield start, end, saying


def _in_charge(block: Block, found: Charge | None) -> Saying | None:
    return Saying(found.owners, block.flow, found.start, found.end, source="above", shared=True) if found else None


def _line_before(block: Block) -> Saying | None:
    """「责任单位：县财政局。县档案局要……」: an owner line, and behind its full stop what somebody else must do."""
    words = block.flow.text
    stop = words.find("。", 0, LONGEST_TAIL)
    if block.number or stop < 0 or len(words) - stop < _SHORT_TITLE or not is_owner_line(words[: stop + 1]):
        return None
    rest = words[stop + 1 :]
    if is_owner_line(rest) or not subject_owners(rest[:200], agents="head").any():
        return None
    return Saying(plain_owners_of(words[: stop + 1]), block.flow, 0, stop + 1, source="line")


def _whole_line(block: Block, enclosed: list[Bracket]) -> Saying | None:
    """「责任单位：……」 as a paragraph, with or without brackets around it; or a unit's name as a line."""
    words = block.flow.text
    if len(words) > 800:
        return None
    if (
        block.number is None
        and words[:1] in "（("
        and _SIGNED.fullmatch(words)
        and (not block.section or GENRE_END.search(block.section[-1]))
    ):
        return None
    inner = enclosed[0] if enclosed and not words[: enclosed[0].start].strip(_BETWEEN) else None
    if inner and not words[inner.end :].strip(_BETWEEN):
        if whole := saying_of(block.flow, inner):
            return whole
        timed = block.section and not block.number and not _SIGNED_ON.fullmatch(inner.inside)
        if timed and (due := until(inner.inside)):
            return Saying(shifted(Owners(due=due)), block.flow, inner.start, len(words), source="line")
    line = "。" not in words[:-1]
    number = block.number or (number_of(words) if line or not words[:1].isalnum() else None)
    mark = number.end if number and (line or number.level == _SQUARE) else 0
    labelled = "：" in words or ":" in words
    if labelled and _HELD_AT.match(words):
        return None
    if labelled and (aim := _AIM_BY.match(words)) and is_completion(words[aim.end() :].rstrip("。；; ")):
        due = due_of_owner(words, aim.end(), len(words.rstrip("。；; ")))
        return Saying(Owners(due=due), block.flow, 0, len(words), source="line") if due else None
    ahead = inner.end if inner and words[inner.start] in "（(" else 0
    if is_owner_line(words[mark:]) and not (ahead > mark and words[ahead:].strip(_BETWEEN)):
        owners = plain_owners_of(words[mark:])
        given = owners.any() or owners.due or owners.vague
        return Saying(owners, block.flow, mark, len(words), source="line") if given else None
    if heads := _heads_line(block):
        return heads
    refers = (block.number is None or block.number.level == 7) and _REFERS.match(words, mark)
    said = assignment(words[mark:]) if refers else None
    if said and (said.back or words[mark:].lstrip("— ").startswith(("由", "此", "该", "本", "责任"))):
        return Saying(
            said.owners, block.flow, mark, len(words), back=said.back or 1, source="line", severally=said.severally
        )
    return None


def _heads_line(block: Block) -> Saying | None:
    """「县水利局」, 「县水利局：」, 「■县水利局」 as a line: what follows is the unit's."""
    words = block.flow.text
    plain = words.strip()
    if plain.endswith("。"):  # a sentence is no name
        return None
    square = block.number.end if block.number and block.number.level == _SQUARE else 0
    owners = unit_line(words[square:].strip().rstrip("：:"))
    if owners is None and plain.endswith(("：", ":")) and block.number is None:
        named = heading_owners(words)
        owners = named if named.lead else None
    return Saying(owners, block.flow, square, len(words), heads=True, source="above") if owners else None


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


_ORGAN = re.compile(r"(?:局|委|办|办公室|公司|集团|镇|乡|街道|政府|大队|法院|检察院|妇联|残联|工会|支行)$")
_LONGEST_FRONT, _SHORT_TAIL, _LONGEST_HEAD_UNIT = 80, 6, 16
_LONGEST_LIST = 40


def _front(block: Block, begin: int) -> Saying | None:
    """「3.县水利局：……」, 「3.牵头单位：县水利局。……」."""
    words = block.flow.text
    stop = words.find("。", begin, begin + _LONGEST_FRONT)
    if 0 < stop < len(words) - _SHORT_TAIL and (owners := _first_sentence(block, begin, stop)):
        return Saying(owners, block.flow, begin, stop + 1, source="front")
    head = words[begin : begin + 200]
    if "：" not in head and ":" not in head:
        return None
    owners, length = prefix_owners(head)
    return Saying(owners, block.flow, begin, begin + length, source="front") if length else None


def _first_sentence(block: Block, begin: int, stop: int) -> Owners | None:
    """Whom a block's first sentence names, if it does nothing else. stop: where its full stop stands."""
    words = block.flow.text
    if block.number and is_owner_line(words[begin : stop + 1]):
        rest = words[stop + 1 :]
        if not is_owner_line(rest) and (owners := plain_owners_of(words[begin : stop + 1])).any():
            return owners
    short = block.number and 0 < stop - begin <= _LONGEST_HEAD_UNIT and _ORGAN.search(words, begin, stop)
    if short and (named := unit_line(words[begin:stop])):  # 「1.县水利局。……」
        return named
    listed = 0 < stop - begin <= _LONGEST_LIST and block.section and words.find("、", begin, stop) > 0
    if listed and (alone := units_alone(words[begin:stop])).lead:
        return alone  # 「县融媒体中心、各学校。……」
    said = assignment(words[begin : stop + 1]) if ASSIGNS.search(words, begin, stop + 1) else None
    if said and said.owners.lead and not said.back and not is_owner_line(words[stop + 1 :]):
        return said.owners  # 「县住建局牵头。新建……」
    return None


def _cuts(block: Block, begin: int, enclosed: list[Bracket]) -> list[tuple[int, int, Saying | None]]:
    """Where each passage begins and ends, and the owners' words that close it."""
    words, start = block.flow.text, begin
    sayings = sayings_of(block, begin, enclosed)
    if not sayings:
        return [(_skip(words, begin), len(words), None)]
    if len(sayings) > 1 and _side_by_side(words, sayings):
        sayings = [reduce(_joined, sayings)]
    found: list[tuple[int, int, Saying | None]] = []
    ahead: Saying | None = None
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


def _side_by_side(words: str, sayings: list[Saying]) -> bool:
    """「1.窗口下沉。责任单位：甲、乙。包抓领导：丙。存在问题：……。」: labels with nothing between them."""
    lines = all(one.source == "line" and not one.back for one in sayings)
    return lines and not any(words[one.end : other.start].strip(_BETWEEN) for one, other in pairwise(sayings))


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
    titled = len(before) <= _SHORT_AHEAD and not _COUNTED.search(before) and saying.source in _AHEAD
    return (
        (len(behind) > _SHORT_TAIL or (len(behind) > _SHORTEST and _COUNTS.search(behind) is not None))
        and not saying.back
        and not behind.startswith(("以上", "上述"))
        and (not before or titled)
        and _WORDED.search(behind) is not None
    )


_AHEAD = ("line", "bracket", "sentence")
_TIME_FIRST = re.compile(r"[（(][^（）()]{2,24}[)）][:：]?")
"""「第一阶段（1—3月）：摸底。」: when it is."""
_COUNTS = re.compile(r"^[^\d月]{2,}\d")
_COUNTED = re.compile(r"[\d，,]")
_WORDED = re.compile(r"[\u4e00-\u9fff]{2}.?[\u4e00-\u9fff]{2}")
_SHORT_AHEAD, _SHORTEST = 14, 4


_ENDS_CLAUSE = re.compile("[，,；;。：:]")


def _until_then(saying: Saying | None, words: str, start: int) -> bool:
    """「……。责任单位：县住建局。9月底前完成。」: behind the owners only until when; it becomes theirs."""
    begin, end = _skip(words, start), len(words.rstrip("。；; \u3000\n"))
    if saying is None or saying.back or saying.owners.due or not 2 < end - begin <= 20:
        return False
    due = due_of_owner(words, begin, end)
    if due is None or _ENDS_CLAUSE.search(words, begin, end):
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
