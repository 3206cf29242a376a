"""A unit's own raw figures of a period and where each comes from: what it checks before sealing. No ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.appraisal.collecting import Collected, collect
from luoshi.appraisal.rules import REVIEW, is_composed, is_marked, is_own, scheme_text, source_of
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import added_up, comes_from, figure, in_turn, measure_word, month_name
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.records import Value
from luoshi.core.scoring.sentences import plain
from luoshi.core.timing.periods import Period
from luoshi.facts.canonical import canonical, digest
from luoshi.indicators.models import Status


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """One item: the figure, what it is measured against, and where it comes from."""

    item: str
    name: str
    actual: str
    target: str
    source: str
    status: str
    reasons: list[dict[str, Any]] = field(default_factory=list)
    """The matters behind it, what went against the unit first."""

    @property
    def said(self) -> str:
        return self.actual or (_(SILENT[self.status]) if self.status in SILENT else "")

    @property
    def added_up(self) -> list[str]:
        """Of quantities: how those of several matters were added up."""
        return added_up(self.reasons)

    @property
    def against(self) -> list[dict[str, Any]]:
        return [one for one in self.reasons if not one["counts"]]


SILENT = {
    Status.NOT_REPORTED.value: gettext_noop("未报"),
    Status.NOT_APPLICABLE.value: gettext_noop("不适用"),
    Status.NOT_PUBLISHED.value: gettext_noop("未发布"),
}


def unit_figures(term: Term, unit: UUID, day: date) -> list[UnitFigure]:
    """A unit's figures as they are known on a day, in the scheme's order. Reviewers' marks are not its to check."""
    _revision, text = scheme_text(term.period, term.code)
    scheme = Scheme.from_toml(text)
    collected = collect(scheme, term.period, day, term.code, of=unit)
    groups = {one.unit: one.group for one in collected.data.units}
    mine = {one.item: one for one in collected.data.values if one.unit == str(unit)}
    reasons = collected.reasons.get(str(unit), {})
    found = []
    for item in scheme.items:
        row = mine.get(item.code) if item.is_leaf else None
        if row is None or source_of(item) == REVIEW:
            continue
        source = collected.sources.get(item.code, {})
        measure = source.get("unit_of_measure") or measure_word(item)
        found.append(
            UnitFigure(
                item.code,
                item.name,
                "、".join(plain(part) for part in row.parts) or _figure(row.actual, measure),
                _figure(row.target, measure),
                _source(item, source, groups.get(str(unit), ""), term.period) + _of_which(collected, item, row, term),
                row.status or Status.REPORTED.value,
                reasons.get(item.code, []),
            )
        )
    return found


def _figure(value: Any, measure: str) -> str:
    return "" if value is None else figure(Decimal(str(value)), measure)


def _of_which(collected: Collected, item: Item, row: Value, term: Term) -> str:
    """Of which closed rankings its scores are, where it was in all of them."""
    rankings = collected.rankings.get(item.code, ())
    if not row.parts or len(row.parts) != len(rankings):
        return ""
    return "，" + in_turn(source_of(item), [one["period"] for one in rankings], term.period.year)


def _source(item: Item, source: dict[str, Any], group: str, period: Period) -> str:
    if is_own(item):
        return comes_from(item, "own")
    if is_composed(item):
        return _("已封存的各期得分")
    if is_marked(item):
        return _("考核办打分")
    data_month = source.get("months", {}).get(group)
    return _("统计数据，{month}").format(month=month_name(data_month, period.year)) if data_month else _("统计数据")


def digest_of(figures: Sequence[UnitFigure]) -> str:
    """The figures on which a unit gives its word, in one number."""
    return digest(canonical({one.item: [one.actual, one.target, one.status] for one in figures}))
