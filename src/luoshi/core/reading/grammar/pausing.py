"""「各镇街、住建等部门，要在辖区内……」: a comma between who must and what he must do."""

from __future__ import annotations

import re
from functools import lru_cache

from luoshi.core.reading.grammar.answers import names_at
from luoshi.core.reading.grammar.collectives import bidden
from luoshi.core.reading.grammar.doers import CLASS, NO_NAME, after_leading, is_owner
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.sorts import is_unit

_PAUSE = re.compile(
    r"(?<=[门位构府局委办厅部会处站所院校镇乡街道区县市州村组公司业团心队园馆所行）)关])，(?=要(?![求素点件领害])|应当?(?![急用收对])|须|必须|务必)"
)
_LONGEST = 60


def unpaused(words: str) -> str:
    """The words with 都 for such a comma, so that whoever stands before it governs what follows, in his place."""
    comma = words.find("，", 0, _LONGEST)
    return _unpaused(words, comma) if comma > 0 and words[comma + 1 : comma + 2] in _BIDS else words


_BIDS = ("要", "应", "须", "必", "务")


@lru_cache(maxsize=256)
def _unpaused(words: str, comma: int) -> str:
    if not _PAUSE.match(words, comma):
        return words
    joined = f"{words[:comma]}都{words[comma + 1 :]}"
    begin = after_leading(words, 0, comma)
    named = names_at(words, begin, comma)
    known = bool(named) and _is_somebody(named[0]) and named[0].kind == "unit" and all(map(_may_be, named[1:]))
    return joined if (known and named[0].start == begin) or bidden(joined, begin, len(joined)) else words


def _may_be(name: Name) -> bool:
    return _is_somebody(name) or (is_unit(name.text) and not NO_NAME.search(name.text))


def _is_somebody(name: Name) -> bool:
    return is_owner(name) or CLASS.fullmatch(name.text) is not None
