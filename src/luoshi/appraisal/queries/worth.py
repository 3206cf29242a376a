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
from luoshi.appraisal.rules import is_own, source_of
from luoshi.appraisal.sealing import figures_of, opened
from luoshi.appraisal.words import figure, measure_word
from luoshi.core.scoring import ScoreData
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.marginal import Worth, worth
from luoshi.matters.queries.figure import BLOCKERS, NODES, QUANTITIES
from luoshi.matters.queries.finished import DONE
from luoshi.matters.queries.on_time import ON_TIME
from luoshi.matters.queries.problems import CLEARED, SOLVED
from luoshi.matters.queries.report_quality import QUALITY

STEPS: dict[str, Decimal] = {"亿元": Decimal("0.1"), "万元": Decimal(100)}
"""Unit of measure → what is one more of it; else 1."""
SAID: dict[str, str] = {
    NODES: gettext_noop("按期多完成 1 个节点"),
    QUANTITIES: gettext_noop("目标进度再高 1 个百分点"),
    BLOCKERS: gettext_noop("少压 1 个堵点"),
    ON_TIME: gettext_noop("多按期办结 1 件"),
    DONE: gettext_noop("多办结 1 件"),
    QUALITY: gettext_noop("多报好 1 件，不迟、不退、不失实"),
    CLEARED: gettext_noop("多替别的单位解决 1 个堵点"),
    SOLVED: gettext_noop("多解决 1 个堵点"),
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
    return list(_worths(card.package, str(card.unit), _missed(card)))


def _missed(card: Why) -> tuple[tuple[str, Decimal], ...]:
    """Item → as how many one thing that was missed is counted, where things weigh by what they count."""
    _ranking, row = opened(card.package).result.find(str(card.unit))
    cells = {one.item.code: one.cell for one in row.lines if is_own(one.item) and source_of(one.item) != QUANTITIES}
    missed = []
    for line in card.lines:
        cell = cells.get(line.code)
        if line.against and cell is not None and cell.actual is not None and cell.target is not None:
            missed.append((line.code, (cell.target - cell.actual) / len(line.against)))
    return tuple(missed)


@lru_cache(maxsize=200)
def _worths(package: str, unit: str, missed: tuple[tuple[str, Decimal], ...]) -> tuple[WorthShown, ...]:
    found = sorted(_each(package, unit, dict(missed)), key=lambda one: (-(one.found.gain or 0), one.found.item))
    return tuple(one for one in found if one.found.gain)


def _each(package: str, unit: str, missed: dict[str, Decimal]) -> Iterator[WorthShown]:
    sealed, (scheme, data) = opened(package), figures_of(package)
    ranking, row = sealed.result.find(unit)
    own = _of_group(data, ranking.group)
    sources = sealed.manifest.get("indicators", {})
    for line in row.lines:
        if line.cell is None or line.cell.actual is None or line.cell.counted is None:
            continue
        measure = sources.get(line.item.code, {}).get("unit_of_measure") or measure_word(line.item)
        more = missed.get(line.item.code) or _step(line.item, line.cell.actual, measure)
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
    said = SAID.get(source_of(item)) if is_own(item) else None
    if said:
        return _(said)
    amount = figure(abs(more), measure)
    if more < 0:
        return _("{name}少 {amount}").format(name=item.name, amount=amount)
    return _("{name}再多 {amount}").format(name=item.name, amount=amount)
