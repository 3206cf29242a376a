"""Rankings of projects that feed their units': each unit has what its projects have on average, as they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.appraisal.sealing import Sealed
from luoshi.core.scoring.sentences import plain
from luoshi.core.scoring.teams import PROJECTS
from luoshi.core.timing.periods import Period

CENTS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Share:
    """A project's score in one sealed ranking, and as how many it counts among those of its unit."""

    name: str
    score: Decimal
    weight: Decimal


@dataclass(slots=True)
class Fed:
    """A unit's means in the order of time, and how each came about."""

    means: list[Decimal] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def feeds_units(sealed: Sequence[Sealed]) -> bool:
    return any(one.manifest.get("ranks") == PROJECTS for one in sealed)


def fed(sealed: Iterable[Sealed]) -> dict[UUID, Fed]:
    """Unit → the means of its projects, one for each ranking in which it had any with a score.

    A project counts as often as it does elsewhere (`pooling`): three pieces of one bring what it would whole.
    """
    found: dict[UUID, Fed] = defaultdict(Fed)
    for one in sorted(sealed, key=lambda one: one.result.period):
        for unit, shares in _shares(one).items():
            found[unit].means.append(mean(shares))
            found[unit].said.append(_said(Period.parse(one.result.period), shares))
    return found


def _shares(sealed: Sealed) -> dict[UUID, list[Share]]:
    known: Mapping[str, Any] = sealed.manifest.get("subjects", {})
    found: dict[UUID, list[Share]] = defaultdict(list)
    for ranking in sealed.result.rankings:
        for row in ranking.rows:
            beside = known.get(row.unit)
            if beside is not None and row.score is not None:
                share = Share(row.name, row.score, Decimal(beside.get("weight", "1")))
                found[UUID(beside["units"][0])].append(share)
    return found


def mean(shares: Sequence[Share]) -> Decimal:
    """By what each counts, to two places; where none counts anything, each counts one."""
    whole = sum((one.weight for one in shares), Decimal(0))
    if not whole:
        return (sum((one.score for one in shares), Decimal(0)) / len(shares)).quantize(CENTS)
    return (sum((one.score * one.weight for one in shares), Decimal(0)) / whole).quantize(CENTS)


def _said(period: Period, shares: Sequence[Share]) -> str:
    """10月名下 2 个项目平均 85.5：甲（某办）90、乙（某办）84（折 3 个）."""
    parts = "、".join(
        f"{one.name} {plain(one.score)}" + ("" if one.weight == 1 else _("（折 {n} 个）").format(n=plain(one.weight)))
        for one in sorted(shares, key=lambda one: (-one.score, one.name))
    )
    said = _("{period}名下 {n} 个项目平均 {mean}：{parts}")
    return said.format(period=period.label, n=len(shares), mean=plain(mean(shares)), parts=parts)
