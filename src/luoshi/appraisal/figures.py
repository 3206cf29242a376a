"""A unit's own raw figures of a month and where each comes from: what it checks before sealing. No points, no ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.appraisal.collecting import collect
from luoshi.appraisal.rules import FROM_THE_LOOP, scheme_text
from luoshi.appraisal.words import MEASURES, figure, month_name
from luoshi.core.scoring import Scheme
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
    def against(self) -> list[dict[str, Any]]:
        return [one for one in self.reasons if not one["counts"]]


SILENT = {
    Status.NOT_REPORTED.value: gettext_noop("未报"),
    Status.NOT_APPLICABLE.value: gettext_noop("不适用"),
    Status.NOT_PUBLISHED.value: gettext_noop("未发布"),
}


def unit_figures(month: Period, unit: UUID, day: date) -> list[UnitFigure]:
    """A unit's figures as they are known on a day, in the scheme's order."""
    _revision, text = scheme_text(month)
    scheme = Scheme.from_toml(text)
    collected = collect(scheme, month, day, of=unit)
    groups = {one.unit: one.group for one in collected.data.units}
    mine = {one.item: one for one in collected.data.values if one.unit == str(unit)}
    reasons = collected.reasons.get(str(unit), {})
    found = []
    for item in scheme.items:
        row = mine.get(item.code) if item.is_leaf else None
        if row is None:
            continue
        source = collected.sources.get(item.code, {})
        measure = source.get("unit_of_measure") or _(MEASURES.get(item.code, ""))
        found.append(
            UnitFigure(
                item.code,
                item.name,
                _figure(row.actual, measure),
                _figure(row.target, measure),
                _source(item.code, source, groups.get(str(unit), ""), month),
                row.status or Status.REPORTED.value,
                reasons.get(item.code, []),
            )
        )
    return found


def _figure(value: Any, measure: str) -> str:
    return "" if value is None else figure(Decimal(str(value)), measure)


def _source(code: str, source: dict[str, Any], group: str, month: Period) -> str:
    if code in FROM_THE_LOOP:
        return _("本系统的填报和节点")
    data_month = source.get("months", {}).get(group)
    return _("统计数据，{month}").format(month=month_name(data_month, month.year)) if data_month else _("统计数据")


def digest_of(figures: Sequence[UnitFigure]) -> str:
    """The figures on which a unit gives its word, in one number."""
    return digest(canonical({one.item: [one.actual, one.target, one.status] for one in figures}))
