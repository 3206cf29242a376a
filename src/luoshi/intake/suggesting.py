"""Whose business a task looks like where it names nobody: by what was learnt, by who did the like, by the duties.

A suggestion with its ground, never an answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.intake.learning.lessons import Lessons
from luoshi.intake.names import Names
from luoshi.intake.queries.known import Known, Ledger
from luoshi.matters.words import short_number
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
_ALIKE = 0.45
"""A past matter must share this much to say who may lead the new one."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A unit that may lead, or a leader's post, and why one may think so."""

    unit: UUID
    ground: str
    lesson: UUID | None = None


class Duties:
    """Compares a task's words with what the units answer for."""

    def __init__(self, units: Iterable[UnitAsOf]) -> None:
        self._duties = {unit.uuid: unit.duties for unit in units if unit.duties}
        self._words = {unit: _pairs(duties) for unit, duties in self._duties.items()}
        spread = Counter(pair for pairs in self._words.values() for pair in pairs)
        self._weight = {pair: 1.0 / count for pair, count in spread.items() if count <= _RARE}

    def whose(self, text: str) -> Likely | None:
        """The unit whose duties clearly match the text; None if none does, or two do."""
        said = _pairs(text)
        points = sorted(
            ((self._points(pairs & said), unit) for unit, pairs in self._words.items()),
            key=lambda found: (-found[0], str(found[1])),
        )
        if not points or points[0][0] < _ENOUGH:
            return None
        best, unit = points[0]
        second = points[1][0] if len(points) > 1 else 0.0
        return (
            Likely(unit, _("职责：{duty}").format(duty=self._duty(unit, said))) if best >= _CLEARLY * second else None
        )

    def _points(self, pairs: Iterable[str]) -> float:
        return sum(self._weight.get(pair, 0.0) for pair in pairs)

    def _duty(self, unit: UUID, said: frozenset[str]) -> str:
        """The one of its duties that the text is most about."""
        phrases = [phrase for phrase in re.split(r"[、，,；;。]", self._duties[unit]) if phrase]
        return max(phrases, key=lambda phrase: self._points(_pairs(phrase) & said)).removeprefix("负责")


def leader_in_charge(unit: UUID, names: Names) -> Likely | None:
    """The leader whose portfolio holds a unit."""
    post = names.leader_of(unit)
    return Likely(post, _("分管{unit}").format(unit=names.directory.unit_name(unit))) if post else None


@dataclass(slots=True)
class Suggesting:
    """Suggests a lead for the rows of one document."""

    names: Names
    ledger: Ledger
    lessons: Lessons
    year: int
    duties: Duties = field(init=False)

    def __post_init__(self) -> None:
        self.duties = Duties(self.names.directory.units.values())

    def lead(self, title: str, text: str, section: Sequence[str]) -> Likely | None:
        """Who may lead a task that names nobody."""
        return self._learnt(section) or self._before(title, text) or self.duties.whose(text)

    def _learnt(self, section: Sequence[str]) -> Likely | None:
        found = self.lessons.owner_of(section)
        if found is None or found.unit not in self.names.directory.units:
            return None
        ground = _("学到的：“{heading}”下的任务由{unit}牵头")
        unit = self.names.directory.unit_name(found.unit)
        return Likely(found.unit, ground.format(heading=found.words, unit=unit), found.lesson)

    def _before(self, title: str, text: str) -> Likely | None:
        """Who leads what is most like it, if the next most alike has no other lead."""
        found = [
            (one, share)
            for one, share in self.ledger.like(title, text, least=_ALIKE)
            if one.unit in self.names.directory.units
        ]
        if not found or any(one.unit != found[0][0].unit and share > 0.9 * found[0][1] for one, share in found[1:]):
            return None
        best = found[0][0]
        return Likely(best.unit, self._ground(best)) if best.unit else None

    def _ground(self, best: Known) -> str:
        words = (
            _("去年同类事项 {number} 由{unit}牵头") if best.year < self.year else _("同类事项 {number} 由{unit}牵头")
        )
        return words.format(number=short_number(best.number, best.year), unit=self.names.directory.unit_name(best.unit))


def _pairs(words: str) -> frozenset[str]:
    """Neighbouring characters, by phrase: 「自然资源」 gives 自然, 然资, 资源."""
    phrases = re.findall(r"[\u4e00-\u9fff]+", _COMMON.sub("|", words))
    return frozenset(phrase[at : at + 2] for phrase in phrases for at in range(len(phrase) - 1))
