"""How the names of things end that one can build or set up: 「干热河谷生态带」, 「冷链物流设施」. Such names are made
anew in each paper; their last characters are few."""

from __future__ import annotations

import re

_BUILT = re.compile(
    "(?<!之)(?:"
    "(?<![纽热一地济镇市])带|(?<!群)岛|(?<![家校乐名])园|(?<![市现立战])场|"
    "(?<![地城社山牧老边郊灾强战辖小全])区|(?<![县名古都强])城|"
    "(?<![智宝])库|(?:货|海外)仓|(?<!基础)(?<!公共)设施|"
    "(?<!经济)廊道|"
    "[站店馆院厂港室厅云]|(?<!场)所|(?<![护障全联])网"
    r")\Z"
)
"""Not 「纽带」, 「家园」, 「市场」, 「强区」, 「名城」, 「智库」, 「防护网」, 「技术创新之岛」: these are what one likes to be."""


def is_built(name: str) -> bool:
    """Whether one can go there and see it."""
    return _BUILT.search(name[-4:]) is not None
