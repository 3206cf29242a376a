"""What one more would bring a unit: each of its own figures a step further, everything scored again."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.appraisal.queries.why import Why
from luoshi.appraisal.rules import source_of
from luoshi.appraisal.sealing import figures_of, opened
from luoshi.appraisal.words import MEASURES, figure
from luoshi.core.scoring import ScoreData
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.marginal import Worth, worth
from luoshi.matters.queries.figure import BLOCKERS, NODES, QUANTITIES

STEPS: dict[str, Decimal] = {"亿元": Decimal("0.1"), "万元": Decimal(100)}
"""Unit of measure → what is one more of it; else 1."""
SAID: dict[str, str] = {
    NODES: gettext_noop("按期多完成 1 个节点"),
    QUANTITIES: gettext_noop("目标进度再高 1 个百分点"),
    BLOCKERS: gettext_noop("少压 1 个堵点"),
}


@dataclass(frozen=True, slots=True)
class WorthShown:
    """One step more of an item: in words, and what it would bring."""

    said: str
    found: Worth

    @property
    def rank_words(self) -> str:
        """第 12 → 第 11 名; nothing where the place stays."""
        if self.found.rank_after is None or self.found.rank_after == self.found.rank_before:
            return ""
        return _("第 {then} → {now} 名").format(then=self.found.rank_before, now=self.found.rank_after)


def worths(card: Why) -> list[WorthShown]:
    """What brings most first; nothing that brings nothing. No SELECT: everything stands in the sealed package."""
    return list(_worths(card.package, str(card.unit), _missed_node(card)))


def _missed_node(card: Why) -> Decimal:
    """As how many a node that was missed is counted; one, where none was."""
    line = next((one for one in card.lines if one.code == NODES and one.against), None)
    if line is None:
        return Decimal(1)
    _ranking, row = opened(card.package).result.find(str(card.unit))
    cell = next(one.cell for one in row.lines if one.item.code == NODES)
    if cell is None or cell.actual is None or cell.target is None:
        return Decimal(1)
    return (cell.target - cell.actual) / len(line.against)


@lru_cache(maxsize=200)
def _worths(package: str, unit: str, node: Decimal) -> tuple[WorthShown, ...]:
    found = sorted(_each(package, unit, node), key=lambda one: (-(one.found.gain or 0), one.found.item))
    return tuple(one for one in found if one.found.gain)


def _each(package: str, unit: str, node: Decimal) -> Iterator[WorthShown]:
    sealed, (scheme, data) = opened(package), figures_of(package)
    ranking, row = sealed.result.find(unit)
    own = _of_group(data, ranking.group)
    sources = sealed.manifest.get("indicators", {})
    for line in row.lines:
        if line.cell is None or line.cell.actual is None or line.cell.counted is None:
            continue
        measure = sources.get(line.item.code, {}).get("unit_of_measure") or _(MEASURES.get(source_of(line.item), ""))
        more = node if line.item.code == NODES else _step(line.item, line.cell.actual, measure)
        if more:
            said = _said(line.item, more, measure)
            yield WorthShown(said, worth(scheme, own, unit, line.item.code, more, sealed.result.period))


def _of_group(data: ScoreData, group: str) -> ScoreData:
    """Units of other groups change nothing here."""
    found = copy(data)
    found.units = tuple(one for one in data.units if one.group == group)
    units = {one.unit for one in found.units}
    found.values = tuple(one for one in data.values if one.unit in units)
    found.adjustments = tuple(one for one in data.adjustments if one.unit in units)
    found.vetoes = tuple(one for one in data.vetoes if one.unit in units)
    return found


def _step(item: Item, actual: Decimal, measure: str) -> Decimal:
    """One more; of what is counted against a unit one less, and never less than none."""
    step = STEPS.get(measure, Decimal(1))
    return step if item.direction > 0 else -min(step, actual)


def _said(item: Item, more: Decimal, measure: str) -> str:
    if item.code in SAID:
        return _(SAID[item.code])
    amount = figure(abs(more), measure)
    if more < 0:
        return _("{name}少 {amount}").format(name=item.name, amount=amount)
    return _("{name}再多 {amount}").format(name=item.name, amount=amount)
