"""What would one more be worth to us? A figure is put in another's place, and everything is scored again, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.checks import chosen_period
from luoshi.core.scoring.data import ScoreData
from luoshi.core.scoring.ranking import Place
from luoshi.core.scoring.records import Value
from luoshi.core.scoring.reference import score
from luoshi.core.scoring.scheme import Scheme
from luoshi.core.scoring.sentences import plain, signed


@dataclass(frozen=True, slots=True)
class Worth:
    """What one more of an item would bring a unit, all others as they are."""

    unit: str
    item: str
    name: str
    more: Decimal
    before: Decimal | None
    after: Decimal | None
    rank_before: Place | None
    rank_after: Place | None
    overtaken: tuple[str, ...]
    """Names of the units that it would pass."""

    @property
    def gain(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before

    def sentence(self) -> str:
        """The answer in words."""
        if self.gain is None:
            return f"{self.name}再加 {plain(self.more)}：没有总分可比。"
        places = (
            f"名次不变（第 {plain(Decimal(str(self.rank_after)))} 名）"
            if self.rank_before == self.rank_after
            else f"名次由第 {plain(Decimal(str(self.rank_before)))} 到第 {plain(Decimal(str(self.rank_after)))}"
        )
        passed = f"，超过{'、'.join(self.overtaken)}" if self.overtaken else ""
        return f"{self.name}再加 {plain(self.more)}：总分 {signed(self.gain)}，{places}{passed}。"

    def as_dict(self) -> dict[str, Any]:
        own = {name: getattr(self, name) for name in self.__slots__}
        return own | {"overtaken": list(self.overtaken), "gain": self.gain, "sentence": self.sentence()}


def worth(
    scheme: Scheme, data: ScoreData, unit: str, item: str, more: Decimal = Decimal(1), period: str | None = None
) -> Worth:
    """What `more` of an item's figure would change. Other units' points may change, too, where they are compared.

    An item may be a leaf or an input of formulas. Raises BadInput if the unit has no figure there, or the item's
    figure is computed.
    """
    chosen = chosen_period(data, period)
    before = score(scheme, data, chosen)
    given = next((one for one in data.values if (one.unit, one.item, one.period) == (unit, item, chosen)), None)
    if given is None or given.actual is None:
        problem = f"“{unit}”的“{item}”没有可以增加的数"
        raise BadInput(Fault(problem, "换一个已经填报、不是算出来的项目", "values"))
    after = score(scheme, _with(data, given, more), chosen)
    then, now = before.row(unit), after.row(unit)
    ranking, _ = after.find(unit)
    passed = [
        other.name
        for other in ranking.rows
        if other.unit != unit and _is_ahead(before.row(other.unit).rank, then.rank) and _is_ahead(now.rank, other.rank)
    ]
    return Worth(unit, item, _name(scheme, item), more, then.score, now.score, then.rank, now.rank, tuple(passed))


def each_worth(
    scheme: Scheme,
    data: ScoreData,
    unit: str,
    items: Iterable[str],
    more: Decimal = Decimal(1),
    period: str | None = None,
) -> list[Worth]:
    """The same for several items, the one that brings most first."""
    found = [worth(scheme, data, unit, item, more, period) for item in items]
    return sorted(found, key=lambda one: (-(one.gain or Decimal(0)), one.item))


def _with(data: ScoreData, given: Value, more: Decimal) -> ScoreData:
    changed = copy(data)
    actual = (given.actual or Decimal(0)) + more
    changed.values = tuple(replace(one, actual=actual) if one is given else one for one in data.values)
    return changed


def _is_ahead(rank: Place | None, other: Place | None) -> bool:
    return rank is not None and other is not None and rank < other


def _name(scheme: Scheme, item: str) -> str:
    return next((one.name for one in scheme.items if one.code == item), item)
