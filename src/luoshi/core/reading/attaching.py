"""Owner lines find their tasks: those before them, back to the last heading or owner line; else those after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.core.reading.grammar.assignments import assignment
from luoshi.core.reading.grammar.dues import Due
from luoshi.core.reading.grammar.owners import Owners
from luoshi.core.reading.grammar.subjects import heading_owners, subject_owners
from luoshi.core.reading.model import Span
from luoshi.core.reading.numbering import Number, number_of
from luoshi.core.reading.passages import Passage, Saying, passages
from luoshi.core.reading.signs import PROBLEM
from luoshi.core.reading.structure import Block

_ACTED = re.compile(
    r"(?:要|由)|[^。]*(?:前|底|内|每|月|年)(?:完成|建成|开|组织|报|召)|[\u4e00-\u9fff、]{2,20}(?:局|委|办|镇|街道|中心)(?:要|负责|牵头)"
)
_LEAD_IN = re.compile(r"[:：]\s*$")
_LONGEST_LEAD_IN = 80
_LINES_AHEAD = 6
_DEEPEST = 99


class Walk:
    """Goes through the blocks once and gives every passage its owners."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.passages: list[Passage] = []
        self.owner_spans: list[Span] = []
        self.headings: list[Block] = []
        self._section: list[Passage] = []
        """Passages since the last wide heading."""
        self._open: list[Passage] = []
        """Passages that wait for an owner line."""
        self._closed: list[Passage] = []
        """Passages that the owner line just before was for: 「责任单位：……」 is often followed by 「完成时限：……」."""
        self._forward: Saying | None = None
        """Owners that stand before their tasks."""
        self._more: list[Saying] = []
        """Lines just before `_forward`, said of the same: 「责任领导：……」 over 「责任单位：……」."""
        self._given: list[Passage] = []
        """Those to whom the owners before them went: a time limit behind them is theirs too."""
        self._reporter: Saying | None = None
        self._above = False
        """They stand in a heading: each item may have owners of its own besides."""
        self._level = _DEEPEST
        """A number this high or higher ends what they are said of."""
        self._year: Saying | None = None
        """「确保完成全年主要预期目标」 as a heading: until when what stands under it is to be done."""
        self._year_level = _DEEPEST
        self._within_year: list[tuple[Passage, Saying]] = []
        self._known: dict[int, tuple[list[Passage], list[Saying]]] = {}
        self._blocks = [self._item(blocks, at) for at in range(len(blocks))]
        for at, block in enumerate(self._blocks):
            self._block(at, block)
        for passage, year in self._within_year:
            if passage.sayings and not any(saying.owners.due for saying in passage.sayings):
                passage.sayings.append(year)

    def _item(self, blocks: Sequence[Block], at: int) -> Block:
        """A numbered line without a full stop is a task and no heading if nothing but its owners stands under it."""
        block = blocks[at]
        if self._is_heading(blocks, at):
            self.headings.append(block)
            return replace(block, kind="heading")
        if block.kind != "heading" or block.number is None or not 2 <= block.number.level <= 5:
            return block
        lines = 0
        for following in blocks[at + 1 : at + 1 + _LINES_AHEAD]:
            if following.kind == "paragraph" and self._passages(following)[1]:
                lines += 1
                continue
            same = following.number is not None and following.number.level == block.number.level
            above = following.number is not None and following.number.level < block.number.level
            return replace(block, kind="paragraph") if same or (above and lines) else block
        return replace(block, kind="paragraph") if lines else block

    def _is_heading(self, blocks: Sequence[Block], at: int) -> bool:
        """「（一）在产业发展上求突破。」: a heading that ends as a sentence, with its items under it."""
        block = blocks[at]
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if block.kind != "paragraph" or block.number is None or block.number.level > 3 or following is None:
            return False
        words = block.flow.text[block.number.end :].strip()
        under = _is_deeper(following, block) or (following.number is None and block.number.level <= 2)
        plain = len(words) <= 30 and not re.search(r"[，,；;：:（(、\d]|[。！].", words)
        plain = plain or bool(_COUNTED_OWNER.fullmatch(words) and heading_owners(words).any())
        return (
            plain
            and under
            and following.kind != "heading"
            and not self._passages(following)[1]
            and not _ACTED.match(words)
        )

    def _passages(self, block: Block) -> tuple[list[Passage], list[Saying]]:
        """A block's passages and owner lines; they are asked for by the block before it too."""
        key = id(block.flow)
        if key not in self._known:
            found, lines = passages(block)
            alone = _led_line(block) if found and not lines else None
            self._known[key] = ([], [alone]) if alone else (found, lines)
        return self._known[key]

    def _block(self, at: int, block: Block) -> None:
        self._end_forward(block)
        if block.kind == "site":
            return
        if block.kind == "heading":
            self._heading(block)
            return
        found, lines = self._passages(block)
        following = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        for line in lines:
            if not _is_address(line, block, following):
                self._line(line)
        if block.number and block.number.level <= 1:
            self._open = []
            self._forward = self._forward if self._above else None
        if following and self._announces(block, found, following):
            return
        for passage in found:
            self._passage(passage)

    def _end_forward(self, block: Block) -> None:
        if block.number and block.number.mark.strip() in _REMARKS:
            self._forward, self._open = None, []
        if block.kind == "heading":
            self._closed, self._given = [], []
        if block.kind == "heading" and (block.number is None or block.number.level <= 2):
            self._reporter = None
        self._reporter = _reporter(block) or self._reporter
        if block.number and block.number.level <= self._level and self._forward:
            self._forward = None
        if block.kind == "heading" and (block.number is None or block.number.level <= 2):
            self._open, self._forward = [], None
            if block.number is None or block.number.level <= 1:
                self._section = []

    def _heading(self, block: Block) -> None:
        """「一、县发改局」 as a heading owns what stands under it."""
        begin = block.number.end if block.number else 0
        level = block.number.level if block.number else 0
        if level <= self._year_level:
            self._year, self._year_level = _year_of(block), level
            self._year_level = level if self._year else _DEEPEST
        owners = heading_owners(block.flow.text[begin:]) if block.number else None
        if owners and owners.any():
            self._announce(Saying(owners, block.flow, begin, len(block.flow.text)), block)
            self._above = True

    def _announce(self, saying: Saying, block: Block) -> None:
        saying.source, self._more = "above", []
        self._forward, self._open, self._above = saying, [], False
        self._level = block.number.level if block.number else 0
        self.owner_spans.append(saying.span)

    def _announces(self, block: Block, found: list[Passage], following: Block) -> bool:
        """Whether the block only says whose the items under it are: 「县住建局要做好以下工作：」."""
        if len(found) != 1:
            return False
        deeper = _is_deeper(following, block)
        sayings = found[0].sayings
        words = block.flow.text
        if not sayings and _has_items(following, block) and (owners := _leader_line(block)):
            self.headings.append(block)
            self._announce(Saying(owners, block.flow, 0, len(words)), block)
            self._above, self._level = True, min(_level(block) or 1, 2)
            return True
        if sayings and not found[0].inherited:
            title = words[found[0].start : sayings[0].start]
            if deeper and block.number and len(title) <= 45 and not re.search(r"[。；;]", title[:-1]):
                self.headings.append(block)
                self._announce(_with_title(sayings[0], words), block)
                self._above = True
                return True
            return False
        if deeper and _LEAD_IN.search(words) and len(words) <= _LONGEST_LEAD_IN:
            begin = max(found[0].start, words.rfind("。") + 1)
            owners = subject_owners(words[begin:])
            if owners.any():
                self._announce(Saying(owners, block.flow, begin, len(words)), block)
                return True
        return False

    def _line(self, saying: Saying) -> None:
        self.owner_spans.append(saying.span)
        if not (saying.owners.any() or saying.owners.due) and _WATCHED.match(saying.flow.text, saying.start):
            return
        if saying.back and not saying.owners.any() and self._section:
            self._give_time(self._section[-1], saying)
            return
        if pending := self._led_from_above(saying):
            self._give(pending, saying)
            self._given, self._open, self._closed = [], [], pending
            return
        goal = self._open or self._closed
        if not goal and saying.owners.due and not saying.owners.any():
            goal = self._given
        self._give([] if saying.heads else goal, saying)
        if saying.heads or not goal:
            first = self._forward is not None and not self._above and not self._given
            self._more = [*self._more, self._forward] if first and self._forward else []
            self._forward, self._given = saying, []
            self._level, self._above = 0, False
        self._open, self._closed = [], [] if saying.heads else goal

    def _led_from_above(self, saying: Saying) -> list[Passage]:
        """「牵头领导：……」 under a heading is said of all its items; a line with units is of the item before it."""
        ahead = [*self._more, self._forward] if self._forward else []
        if not ahead or self._above or saying.heads or not saying.owners.lead:
            return []
        if any(one.owners.lead or one.owners.co for one in ahead):
            return []
        return [one for one in self._given if all(own in ahead for own in one.sayings)]

    def _give(self, goal: list[Passage], saying: Saying) -> None:
        goal = goal[-saying.back :] if saying.back > 0 else goal
        saying.shared = len(goal) > 1
        for passage, own in zip(goal, _shares(saying, len(goal)), strict=True):
            passage.sayings.append(own)
            passage.inherited = True

    def _passage(self, passage: Passage) -> None:
        self.passages.append(passage)
        if self._year:
            self._within_year.append((passage, self._year))
        passage.reporter = self._reporter
        self._section.append(passage)
        self._closed = []
        self.owner_spans += [saying.span for saying in passage.sayings]
        back = next((saying for saying in passage.sayings if saying.back), None)
        if back:
            passage.sayings.remove(back)
            if back.owners.any():
                self._give([*self._open, passage], back)
                self._open = []
            else:
                self._give_time(passage, back)
            self._from_above(passage)
        elif passage.sayings:
            self._backward(passage)
            self._from_above(passage)
            self._open = []
            self._closed = [passage] if passage.sayings[0].source == "line" else []
        elif (opening := _opening(passage)) and not (self._forward and not self._above):
            passage.sayings.append(opening)
            passage.heads = passage.inherited = True
            self._open = [passage]
        elif self._forward and self._above:
            passage.sayings.append(self._forward)
            passage.inherited = True
            self._open = [passage]
        elif self._forward:
            self._given.append(passage)
            passage.sayings += [*self._more, self._forward]
            passage.heads = not (passage.block.number and _is_item(passage.block.number))
            passage.inherited = True
        elif not PROBLEM.match(passage.block.flow.text, passage.start):
            self._open.append(passage)

    def _give_time(self, passage: Passage, back: Saying) -> None:
        """「以上两项11月底前完成」 is said of so many items before, whoever answers for them."""
        count = back.back if back.back > 0 else len(self._section)
        for one in self._section[-count:]:
            if one is passage or not any(saying.owners.due for saying in one.sayings):
                one.sayings.append(back)
                one.inherited = True

    def _from_above(self, passage: Passage) -> None:
        """What an item's own owners leave open, its heading says: who leads, or the leader in charge."""
        if not (self._forward and self._above) or self._forward in passage.sayings:
            return
        above = self._forward.owners
        own = [saying.owners for saying in passage.sayings]
        if any(owners.lead for owners in own):
            above = Owners(leaders=above.leaders if not any(owners.leaders for owners in own) else [])
        if above.any():
            passage.sayings.append(replace(self._forward, owners=above))

    def _backward(self, passage: Passage) -> None:
        """An owner's bracket at the end of a paragraph without a number also covers the paragraphs before it, up to the
        number: they are one item."""
        if passage.inherited or passage.block.number or len(self.passages) < 2:
            return
        for earlier in reversed(self._open[-6:]):
            if earlier.block.section != passage.block.section or earlier.block is passage.block:
                break
            if earlier.block.number and not _is_item(earlier.block.number):
                break
            earlier.sayings.extend(passage.sayings)
            earlier.inherited = True
            if earlier.block.number:
                break


def _with_title(saying: Saying, words: str) -> Saying:
    """「一、县民政局（牵头领导：谢明）」: the bracket names the leader, the title the unit."""
    number = number_of(words)
    begin = number.end if number else 0
    if saying.owners.lead:
        return saying
    for name in heading_owners(words[begin : saying.start]).lead:
        at = begin - saying.start  # places count from the bracket
        saying.owners.take("joint", [replace(name, start=name.start + at, end=name.end + at)])
    return saying


def _led_line(block: Block) -> Saying | None:
    """「县财政局牵头，县商务局配合。」 as a paragraph by itself."""
    words = block.flow.text
    if block.number or len(words) > _LONGEST_LED or "牵头" not in words or words.rstrip().endswith(("：", ":")):
        return None
    said = assignment(words)
    if said is None or not said.owners.lead or said.back:
        return None
    return Saying(said.owners, block.flow, 0, len(words), source="line")


_LONGEST_LED = 200
_WATCHED = re.compile(r"[（(【\s]*(?:督办|监督|督查|督导|指导|考核|跟踪|联络)")
"""「督办单位：……」: a line among the owners' that names none."""
_YEAR = re.compile(r"(?<!\d年)(?:今年|全年|本年度)(?!以来|初|的?(?:工作)?(?:回顾|总结|情况))")
_AHEAD = re.compile(r"目标|任务|完成|工作|确保|办好|实事")


def _year_of(block: Block) -> Saying | None:
    """The time limit that a heading with 今年 or 全年 sets; a year's number sets none."""
    words = block.flow.text
    found = _YEAR.search(words)
    if found is None or len(words) > 40 or not _AHEAD.search(words):
        return None
    due = Due(found[0], found.start(), found.end())
    return Saying(Owners(due=due), block.flow, 0, len(words), source="above", shared=True)


_OPENING = re.compile(r"由([\u4e00-\u9fff（）()、]{2,30}?)(?:具体|全权|总)?(?:负责|牵头)[，,]")


def _opening(passage: Passage) -> Saying | None:
    """「（二）由县林业局负责，……。同时，做好……。」: who is named at an item's head answers for its later sentences."""
    number = passage.block.number
    if passage.sayings or number is None or not _is_item(number) or len(passage.sentences()) < 2:
        return None
    found = _OPENING.match(passage.block.flow.text, passage.start)
    owners = heading_owners(found[1]) if found else Owners()
    if found is None or not owners.lead:
        return None
    return Saying(owners, passage.block.flow, found.start(1), found.end(1), source="front")


def _shares(saying: Saying, count: int) -> list[Saying]:
    """What each of the items gets: all the same, or, of as many leads as items, each its own."""
    leads = saying.owners.lead
    if not saying.severally or len(leads) != count:
        return [saying] * count
    return [replace(saying, owners=replace(saying.owners, lead=[lead])) for lead in leads]


def _leader_line(block: Block) -> Owners | None:
    """「■ 万里云（县委常委、常务副县长）」: the leader whose items follow."""
    begin = block.number.end if block.number else 0
    title = block.flow.text[begin:]
    if len(title) > 40:
        return None
    owners = heading_owners(title)
    if not owners.leaders or owners.lead:
        return None
    return Owners(leaders=[replace(name, start=name.start + begin, end=name.end + begin) for name in owners.leaders])


def _has_items(following: Block, block: Block) -> bool:
    """Whether items follow: numbered deeper, or numbered at all where this line has but a mark."""
    level = _level(block)
    return following.number is not None and (_level(following) > level or level in (0, 7))


_REPORTS = re.compile(r"(?:^|听取(?:了)?|[、.．:：\s])([\u4e00-\u9fff]{3,16}?)关于[^。]{2,60}(?:汇报|情况|说明)")


def _reporter(block: Block) -> Saying | None:
    """「县交通局关于……的汇报」: who reported on the matter."""
    head = block.flow.text[:160]
    found = _REPORTS.search(head) if "汇报" in head else None
    if found is None or not (owners := heading_owners(found[1])).lead:
        return None
    moved = [replace(name, start=0, end=len(name.text)) for name in owners.lead[:1]]
    return Saying(Owners(lead=moved, together=True), block.flow, found.start(1), found.end(1), source="reporter")


def _is_address(line: Saying, block: Block, following: Block | None) -> bool:
    """「县财政局：」 before a letter's words: to whom it goes. With numbered items behind it they are that unit's."""
    addressed = line.heads and block.flow.text.rstrip().endswith(("：", ":"))
    return addressed and (following is None or following.number is None)


_COUNTED_OWNER = re.compile(r"[\u4e00-\u9fff、]{2,30}[（(]共?\d{1,3}[项条件个][^（()）]{0,4}[)）]")
"""「一、县发改局（4项）」."""
_REMARKS = ("★", "☆", "※")
_DASHES = ("——", "--", "•", "●", "·", "-")


def _is_deeper(following: Block, block: Block) -> bool:
    """Whether the following block is an item under this one; a star or a square begins something new."""
    number = following.number
    if number is None or _level(following) <= _level(block):
        return False
    return number.level <= 6 or number.mark.strip() in _DASHES


def _level(block: Block) -> int:
    return block.number.level if block.number else 0


def _is_item(number: Number) -> bool:
    return 2 <= number.level <= 5
