"""Units and their heads called by name before what they are to do: 「城关镇，……」, 「卫健局江局长，你们……」."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.answers import names_at
from luoshi.core.reading.grammar.doers import Subject, is_named
from luoshi.core.reading.grammar.lexicon import ACTIONS, DOINGS
from luoshi.core.reading.grammar.sorts import is_unit


def spoken_to(words: str, start: int, end: int) -> Subject | None:
    """「城关镇，4月底完成征地」: units called by name, and behind the comma what they do."""
    if not 3 <= end - start <= _LONGEST_CALL:
        return None
    if "你" in words and (there := spoken_there(words, start, end)):
        return there
    if words[end - 1] not in _CALL_LAST or not _CALL_ENDS.match(words, end - 1):
        return None
    comrades = _COMRADES.search(words, start, end)
    end = comrades.start() if comrades else end
    found = names_at(words, start, end)
    called = found and found[0].start == start and found[-1].end == end
    known = called and all(is_named(one) and is_unit(one.text) and not _DEED_FIRST.match(one.text) for one in found)
    return Subject(found, "bare", end) if known else None


def spoken_there(words: str, start: int, end: int) -> Subject | None:
    """「住建局老谢那里，请你……」, 「卫健局江局长，你们……」: to whose office he belongs to whom one speaks."""
    there = (
        _THERE.search(words, start, min(end, start + _LONGEST_CALL)) if words.find("你", end, end + 12) > 0 else None
    )
    found = [name for name in names_at(words, start, there.start()) if name.kind == "unit"] if there else []
    return Subject(found, "must", end) if len(found) == 1 and is_unit(found[0].text) else None


_LONGEST_CALL = 30
_THERE = re.compile(
    "(?<=[局委办镇乡司会院]).{0,4}(?:那里|这里|那边|这边|那头|这头|那儿|这儿)$|(?<=[局委办镇乡司会院]).{1,3}(?:局长|主任|[镇乡队院校]长|书记|经理)$"
)
"""「住建局老谢那里，请你……」: to whose office he belongs to whom one speaks."""
_CALL_LAST = frozenset("局委镇乡道司会志们人")
_CALL_ENDS = re.compile("[局委镇乡道司会](?=[，,])|[志们人](?=[，,])(?<=同志|志们|责人)")
_COMRADES = re.compile("的(?:各位)?(?:负责)?同志们?$|的?负责人$")
_DEED_FIRST = re.compile(f"{ACTIONS}|{DOINGS}")
