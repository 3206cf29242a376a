"""Whether a numbered line heads what stands under it, or is an item itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.core.reading.grammar.assignments import assignment
from luoshi.core.reading.grammar.dues import due_of_title
from luoshi.core.reading.grammar.fronts import heading_owners
from luoshi.core.reading.grammar.owners import is_owner_line
from luoshi.core.reading.grammar.titles import title_leaders
from luoshi.core.reading.passages import Passage, passages
from luoshi.core.reading.sayings import Saying
from luoshi.core.reading.signs.papers import STANDARD
from luoshi.core.reading.standing import (
    AIM,
    CLOSING,
    COUNTED_OWNER,
    DEMANDS_LINE,
    HOW_MANY,
    TIMED,
    is_deeper,
    is_parallel,
    led_line_of,
    level_of,
    may_entitle,
    names_whose,
    time_in,
    value_of,
)
from luoshi.core.reading.structure import Block

_ACTED = re.compile(
    r"(?:要|由)|[^。]*(?:前|底|内|每|月|年)(?:完成|建成|开|组织|上?报|召|提交|通报)|[\u4e00-\u9fff、]{2,20}(?:局|委|办|镇|街道|中心)(?:要|负责|牵头)"
)
_STAGE_ALONE = re.compile(r"[^，。；：:（）()\d]{2,12}阶段[（(][^（）()]{2,30}[)）]")
"""「集中整治阶段（4月1日至8月31日）」: a title, though no number stands before it."""
_STAGE_BY, _LONGEST_ALONE, _BULLET = 14, 40, 7
_SETS_WORK = re.compile(
    "(?:年度|工作|主要|具体|重点|全年|建设|整改|推进)?(?:目标任务|任务|目标|内容|计划|举措|措施)[:：]"
)
"""「年度任务：」, behind the lines of a project's owners."""
_BOXED = re.compile(r"【[^】，。；：:\d]{2,12}】[^，。；：:\d（()）]{0,20}")
"""「【第一战区】老城片区」: a title in a box."""
_LEADS_IN = re.compile(r"[\u4e00-\u9fff]{2,6}[:：]")
_DIGIT = re.compile(r"\d")
_PARTED = re.compile(r"[，,；;：:（(、\d]|[。！].")
_CLAUSES = re.compile(r"[，,；;。\d]")
_LINES_AHEAD = 6
"""So many lines of owners can stand under an item."""


class Titles:
    """Tells headings from items, and keeps what each block was read as."""

    def __init__(self) -> None:
        self.headings: list[Block] = []
        self.finals: set[int] = set()
        """Paragraphs, by their flows, that are the last of several items."""
        self._known: dict[int, tuple[list[Passage], list[Saying]]] = {}

    def item(self, blocks: Sequence[Block], at: int) -> Block:
        """A numbered line without a full stop is a task and no heading if nothing but its owners stands under it."""
        block = blocks[at]
        if block.number is None or block.number.level == _BULLET:
            if self._heads_alone(blocks, at):
                self.headings.append(block)
                return replace(block, kind="heading")
            if block.number is None:
                return block
        words = block.flow.text[block.number.end :]
        if "。" not in words[:-1] and is_owner_line(words):
            # 「（一）牵头单位：……」 over its items; 「2.牵头单位：……」 numbers no item
            return replace(block, kind="paragraph", number=block.number if self._is_over(blocks, at) else None)
        if self._is_heading(blocks, at) or names_whose(block, blocks[at + 1 : at + 2]):
            self.headings.append(block)
            return replace(block, kind="heading")
        if 3 <= block.number.level <= 5 and self._ends_list(blocks, at):
            self.finals.add(id(block.flow))
            return replace(block, kind="paragraph")
        if block.kind != "heading" or not 1 <= block.number.level <= 5:
            return block
        if block.number.level == 1 and not _DIGIT.search(words):
            return block
        lines = 0
        for following in blocks[at + 1 : at + 1 + _LINES_AHEAD]:
            if following.kind == "paragraph" and self.passages(following)[1]:
                lines += 1
                continue
            if following.number is None and STANDARD.match(following.flow.text):
                continue
            if following.number is None and lines and DEMANDS_LINE.fullmatch(following.flow.text):
                return replace(block, kind="paragraph")
            same = following.number is not None and following.number.level == block.number.level
            above = following.number is not None and following.number.level < block.number.level
            return replace(block, kind="paragraph") if same or (above and lines) else block
        return replace(block, kind="paragraph") if lines else block

    def _heads_alone(self, blocks: Sequence[Block], at: int) -> bool:
        """Whether a line without a number is a title: in a box over its owners and items, a stage over its work, or the
        name of a project over lines of its owners and of its work."""
        words = blocks[at].flow.text
        if blocks[at].kind != "paragraph" or len(words) > _LONGEST_ALONE or words.endswith(("。", "；", "：")):
            return False
        if words.startswith("【") and _BOXED.fullmatch(words) and not is_owner_line(words):
            return self._is_over_items(blocks, at)
        if "阶段" in words[:_STAGE_BY] and _STAGE_ALONE.fullmatch(words):
            return self._has_work(blocks, at)
        return self._is_card(blocks, at)

    def _is_card(self, blocks: Sequence[Block], at: int) -> bool:
        """「◎ 某某水厂」, and under it 「责任单位：……」 and 「年度任务：……」."""
        owned = False
        for following in blocks[at + 1 : at + 1 + _LINES_AHEAD]:
            if following.number or following.kind != "paragraph":
                return False
            if _SETS_WORK.match(following.flow.text):
                return owned and not self.passages(blocks[at])[1]
            if not self.passages(following)[1]:
                return False
            owned = True
        return False

    def _ends_list(self, blocks: Sequence[Block], at: int) -> bool:
        """The last of several items with nothing but their owners between them: an item as they are."""
        block = blocks[at]
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if following and following.number and level_of(following) >= level_of(block):
            return False
        before = at - 1
        while before >= 0 and blocks[before].number is None and self.passages(blocks[before])[1]:
            before -= 1
        if before < 0 or level_of(blocks[before]) != level_of(block):
            return False
        earlier, mine = value_of(blocks[before]), value_of(block)
        return bool(earlier and mine and mine == earlier + 1)

    def _has_work(self, blocks: Sequence[Block], at: int) -> bool:
        """Whether work stands under the lines of owners under a title such as 「（一）集中排查（3月底前）」."""
        for following in blocks[at + 1 : at + 1 + _LINES_AHEAD]:
            if self.passages(following)[1]:
                continue
            plain = following.number is None and following.kind == "paragraph"
            deeper = is_deeper(following, blocks[at])
            said = following.flow.text
            return deeper or (plain and not (CLOSING.match(said) or DEMANDS_LINE.fullmatch(said)))
        return False

    def _is_over_items(self, blocks: Sequence[Block], at: int) -> bool:
        """Whether lines of owners stand under a title, and then items, perhaps behind 「作战任务：」."""
        owned = False
        for following in blocks[at + 1 : at + 1 + _LINES_AHEAD]:
            if self.passages(following)[1]:
                owned = True
            elif following.number or not _LEADS_IN.fullmatch(following.flow.text):
                return owned and following.number is not None and following.number.level > 1
        return False

    def _is_over(self, blocks: Sequence[Block], at: int) -> bool:
        """Whether items follow a numbered line of owners, perhaps behind more such lines."""
        block = blocks[at]
        for following in blocks[at + 1 : at + 1 + _LINES_AHEAD]:
            begin = following.number.end if following.number else 0
            if not is_owner_line(following.flow.text[begin:]):
                plain = following.number is None and following.kind == "paragraph"
                return is_deeper(following, block) or (plain and level_of(block) <= 2)
            if following.number and following.number.level <= level_of(block):
                return False
        return False

    def _is_heading(self, blocks: Sequence[Block], at: int) -> bool:
        """「（一）在产业发展上求突破。」: a heading that ends as a sentence, with its items under it."""
        block = blocks[at]
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if block.kind != "paragraph" or block.number is None or block.number.level > 3 or following is None:
            return False
        words = block.flow.text[block.number.end :].strip()
        under = is_deeper(following, block) or (following.number is None and block.number.level <= 2)
        labelled = following.number is None and AIM.match(following.flow.text) is not None
        under = under or labelled
        listed = following.number is not None and following.number.level == 7
        if (under or listed) and may_entitle(following) and title_leaders(words).leaders:
            return True
        if under and (said := assignment(words)) and said.owners.lead and not said.back:
            return following.kind != "heading" and not self.passages(following)[1]
        timed = TIMED.fullmatch(words)
        if (timed and time_in(timed[1])) or due_of_title(words):
            plain = following.number is None and not block.flow.text.endswith("。")
            owned = bool(self.passages(following)[1])
            if following.kind == "heading" or not (under or plain or (owned and timed and following.number is None)):
                return False
            return not owned or self._has_work(blocks, at)
        plain = len(words) <= 30 and not _PARTED.search(words)
        counted = HOW_MANY.search(words) if block.number.level <= 2 else None
        if counted:
            plain = len(words) <= 40 and not _CLAUSES.search(words, 0, counted.start())
        plain = plain or is_parallel(block, following, words)
        plain = plain or bool(COUNTED_OWNER.fullmatch(words) and heading_owners(words).any())
        return (
            plain
            and under
            and following.kind != "heading"
            and (bool(counted) or not self.passages(following)[1])
            and (bool(counted) or not _ACTED.match(words))
        )

    def passages(self, block: Block) -> tuple[list[Passage], list[Saying]]:
        """A block's passages and owner lines; they are asked for by the block before it too."""
        key = id(block.flow)
        if key not in self._known:
            found, lines = passages(block)
            alone = led_line_of(block) if found and not lines else None
            self._known[key] = ([], [alone]) if alone else (found, lines)
        return self._known[key]
