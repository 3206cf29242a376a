"""What frames a document and says nothing of its work: whose paper it is, to whom it goes, whose words follow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.reading.confidence import notice
from luoshi.core.reading.grammar.sorts import is_person, is_unit
from luoshi.core.reading.model import Task
from luoshi.core.reading.structure import Block

_MARKS = re.compile(r"[，。；：:！？、]")
_LONGEST_MASTHEAD = 40
_LONGEST_ADDRESS = 200
_PARTS = re.compile(r"[、，,和及；;]|(?<=[局委办院镇乡道司会队团])[\s\u3000]+")
_SUCH = re.compile(
    r"(?:各|[县市区]直|有关|相关)[\u4e00-\u9fff（）]{1,20}|[\u4e00-\u9fff]{2,14}(?:镇|乡|街道|园区|学校|企业|银行|支行)"
)
_WHOSE_WORDS = re.compile(
    r"[【\[（(]?[\u4e00-\u9fff、]{0,24}?(?:书记|[县市区镇乡省州]长|主任|主席|常委|部长)[^，。；：]{0,12}[\s\u3000（(]*"
    r"(?:20\d\d年|20\d\d[./])?\d{1,2}(?:月|[./])\d{1,2}日?(?:的)?(?:批示|签批|圈批|批注|阅批|指示)?[】\]）)]*[:：]?"
)
"""「【县委书记谢明　3月11日】」: who wrote what follows, and when."""


def frame_of(blocks: Sequence[Block], titled: Sequence[bool]) -> set[int]:
    """Which lines, by their place, only frame the document. titled: which belong to its title."""
    first = next((at for at, one in enumerate(titled) if one), 0)
    found = {at for at in range(first) if _is_masthead(blocks[at])}
    last = max((at for at, one in enumerate(titled) if one), default=-1)
    for at in range(last + 1, min(last + 1 + _NEAR, len(blocks))):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if following and _is_address(blocks[at], following):
            found.add(at)
            break
        if "。" in blocks[at].flow.text:
            break
    found |= {at for at, block in enumerate(blocks) if _says_whose_words(block)}
    return found


_NEAR = 4


def _is_masthead(block: Block) -> bool:
    """「某县人民政府督查室」 over the title: whose paper it is."""
    words = block.flow.text.strip()
    return block.number is None and len(words) <= _LONGEST_MASTHEAD and not _MARKS.search(words)


def _is_address(block: Block, following: Block) -> bool:
    """「县财政局、县商务局，城关镇：」 under the title: to whom it goes."""
    words = block.flow.text.strip()
    if block.number is not None or len(words) > _LONGEST_ADDRESS or not words.endswith(("：", ":")):
        return False
    parts = [one.strip() for one in _PARTS.split(words[:-1]) if one.strip()]
    if not parts or (len(parts) == 1 and following.number is not None):
        return False
    return all(_SUCH.fullmatch(one) or (is_unit(one) and not is_person(one)) for one in parts)


_YOU = re.compile(
    r"[你贵](?:局|委|办|部|院|行|单位|部门|镇|乡|街道|公司|集团|中心|站|校|园区|管委会)(?!的(?:来函|请示|报告))"
)


_SEVERAL = re.compile("[、，,各]")


def called_you(text: str, blocks: Sequence[Block], frame: set[int], tasks: Sequence[Task]) -> None:
    """「县水务集团：」 and then 「请你公司立即抢修」: who is called so is the one to whom the letter goes."""
    if "你" not in text and "贵" not in text:
        return
    told = [task for task in tasks if _YOU.search(task.text) or any(map(_YOU.fullmatch, task.units()))]
    if not told:
        return
    heads = [
        blocks[at].flow.text.strip("：: \u3000") for at in sorted(frame) if blocks[at].flow.text.endswith(("：", ":"))
    ]
    whose = heads[0] if len(heads) == 1 and is_unit(heads[0]) and not _SEVERAL.search(heads[0]) else ""
    for task in told:
        for named in (task.lead_units, task.co_units, task.joint_units):
            named[:] = [one for one in named if not _YOU.fullmatch(one) or whose]
            named[:] = [whose if _YOU.fullmatch(one) else one for one in named]
        if whose and not task.lead_units and (you := _YOU.search(task.text)):
            task.lead_units.append(whose)
            task.evidence.setdefault("lead_units", []).append((task.start + you.start(), task.start + you.end()))
            notice(task, "lead_units", "above")


def _says_whose_words(block: Block) -> bool:
    words = block.flow.text
    return (
        block.number is None
        and "月" in words
        and len(words) <= _LONGEST_MASTHEAD
        and bool(_WHOSE_WORDS.fullmatch(words.strip()))
    )
