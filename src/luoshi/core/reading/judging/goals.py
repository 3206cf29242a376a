"""The clauses of a list of goals, and of an outline of all the work: they belong to the sentence that they stand in."""

from __future__ import annotations

import re

_ABOUT = ("左右", "以上", "以内", "以下")
_SO_MUCH = re.compile(r"\d[\d.]*\s?[%％\u4e00-\u9fff]{1,6}$")
_PACE = re.compile(
    "(?:高于|快于|同步|协调)[^，。；]{0,12}$|(?:下达|既定|约束性)[^，。；]{0,4}(?:任务|目标|要求)$|基本平衡$"
)
_OUTLINE = re.compile("总(?:体|的)?(?:要求|思路)是")
_HEAD = 40


def is_about_so_much(plain: str) -> bool:
    """「居民消费价格涨幅2％左右」: a figure without a verb."""
    return plain.endswith(_ABOUT) and _SO_MUCH.search(plain) is not None


def keeps_pace(words: str) -> bool:
    """「居民收入增速高于经济增速」: a goal among others, without a figure."""
    return _PACE.search(words.strip("。；; \u3000")) is not None


def opens_outline(words: str) -> bool:
    """「今年工作的总体要求是：……；……。」: by what one goes, to the full stop."""
    return _OUTLINE.search(words, 0, _HEAD) is not None
