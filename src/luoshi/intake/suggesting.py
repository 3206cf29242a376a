"""Whose business a task looks like where it names nobody: by the duties of the units. A suggestion, never an answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from luoshi.org.directory import UnitAsOf

_COMMON = re.compile(
    r"负责|承担|全县|县城|县域|主管|工作|管理|组织|协调|指导|监督|推进|实施|建设|发展|落实|服务|保障|项目|重点|综合|相关|以及|日常|重大|任务|开展|所在地|单位|部门|企业|产业"
)
"""Words that every unit's duties hold: they tell nobody apart."""
_RARE = 3
"""A word in the duties of more units than this tells nobody apart either."""
_ENOUGH = 2.0
_CLEARLY = 1.8
"""The best unit must have this many times the points of the next."""


class Duties:
    """Compares a task's words with what the units answer for."""

    def __init__(self, units: Iterable[UnitAsOf]) -> None:
        self._words = {unit.uuid: _pairs(unit.duties) for unit in units if unit.duties}
        spread = Counter(pair for pairs in self._words.values() for pair in pairs)
        self._weight = {pair: 1.0 / count for pair, count in spread.items() if count <= _RARE}

    def whose(self, text: str) -> UUID | None:
        """The unit whose duties clearly match the text; None if none does, or two do."""
        said = _pairs(text)
        points = sorted(
            ((sum(self._weight.get(pair, 0.0) for pair in pairs & said), unit) for unit, pairs in self._words.items()),
            key=lambda found: (-found[0], str(found[1])),
        )
        if not points or points[0][0] < _ENOUGH:
            return None
        second = points[1][0] if len(points) > 1 else 0.0
        return points[0][1] if points[0][0] >= _CLEARLY * second else None


def _pairs(words: str) -> frozenset[str]:
    """Neighbouring characters, by phrase: 「自然资源」 gives 自然, 然资, 资源."""
    phrases = re.findall(r"[\u4e00-\u9fff]+", _COMMON.sub("|", words))
    return frozenset(phrase[at : at + 2] for phrase in phrases for at in range(len(phrase) - 1))
