"""Whose office answers where only its head is named: 「县住建局局长谢明负责」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.core.reading.grammar.lexicon import NAME
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.sorts import is_unit

_UNIT = r"(?P<office>(?![由请责])[\u4e00-\u9fff]{2,12}?(?:局|镇|乡|街道|公司|集团|中心|[传织战]部|[府改编信]办))"
_POSTS = r"(?P<post>(?:(?:党组|党委|党工委)?副?书记|副?(?:局长|镇长|乡长|主任)|(?:总)?经理|董事长|、)*)"
_HEADED = re.compile(rf"(?:^|[，,。；;：:、由请]){_UNIT}{_POSTS}(?:{NAME})(?P<said>同志)?$")
_COUNTY = re.compile("县长|常委|主席|委副书记")
_COUNTY_AHEAD = re.compile(f"(?:{_COUNTY.pattern})[、，,；;：:]?$")
"""Leaders of the county have no office of their own, whichever they head besides. The county's post stands in what one
is called, or right before it; 「副县长谢明、县水利局局长赵敏」 are two."""
_FAR = 24


def office_in(words: str, leader: Name) -> Name | None:
    """The unit before a leader's post and name, as the words have them."""
    begin = max(0, leader.start - _FAR)
    found = _HEADED.search(words, begin, leader.end)
    if not found or not (found["post"] or found["said"]) or _COUNTY.search(words, found.start(), leader.end):
        return None
    if _COUNTY_AHEAD.search(words[begin : found.start() + 1]):
        return None
    return Name(found["office"], *found.span("office"), "unit") if is_unit(found["office"]) else None


def office_of(leaders: Sequence[Name]) -> Name | None:
    """The unit that the first of the leaders heads, as his name is given."""
    for name in leaders:
        if found := office_in(name.text, Name(name.text, 0, len(name.text), "person")):
            return Name(found.text, name.start + found.start, name.start + found.end, "unit")
    return None
