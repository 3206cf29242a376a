"""Appeals as the units and the assessment office see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.models import Appeal, AppealStep, Closing
from luoshi.appraisal.models.appealed import DECIDED
from luoshi.appraisal.sealing import opened
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Period
from luoshi.matters.queries import Waiting
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.permissions import may
from luoshi.org.queries import workdays

ANSWER_WITHIN = 5
"""Working days after which an undecided appeal stands at the head of the desk."""


@dataclass(frozen=True, slots=True)
class StepShown:
    step: AppealStep
    by: str
    word: str


@dataclass(frozen=True, slots=True)
class AppealShown:
    """An appeal, its steps, and how it stands."""

    filed: Appeal
    term: Term
    unit_name: str
    item_name: str
    by: str
    steps: list[StepShown]
    is_corrected: bool
    """Upheld, and the month has been closed again since."""

    @property
    def period(self) -> Period:
        return self.term.period

    @property
    def is_decided(self) -> bool:
        return any(one.step.what in DECIDED for one in self.steps)

    @property
    def state(self) -> str:
        """open, answered, upheld, dismissed or withdrawn."""
        return self.steps[-1].step.what if self.steps else "open"


def appeals(by: By, period: str = "") -> list[AppealShown]:
    """Those of the own units, or all for who sees all: undecided first, then the newest. Three SELECTs."""
    found = Appeal.rows.order_by("-at", "uuid")
    if period:
        found = found.filter(period=period)
    if not by.sees_all:
        found = found.filter(unit__in=sorted(by.units))
    filed = list(found)
    steps: dict[UUID, list[AppealStep]] = {}
    for step in AppealStep.rows.filter(appeal__in=[one.uuid for one in filed]).order_by("at", "uuid"):
        steps.setdefault(step.appeal, []).append(step)
    closings = list(Closing.rows.filter(period__in={one.period for one in filed}).order_by("edition"))
    shown = [_shown(one, steps.get(one.uuid, []), closings) for one in filed]
    return sorted(shown, key=lambda one: one.is_decided)


def _shown(filed: Appeal, steps: list[AppealStep], closings: list[Closing]) -> AppealShown:
    names = directory(filed.day)
    closing = next(one for one in closings if one.uuid == filed.closing)
    last = [one for one in closings if (one.scheme, one.period) == (closing.scheme, closing.period)][-1]
    items = {item.code: item.name for item in opened(closing.package).result.scheme.items}
    return AppealShown(
        filed,
        Term(closing.scheme, Period.parse(filed.period)),
        names.unit_name(filed.unit),
        items.get(filed.item, filed.item),
        names.signature(filed.by, filed.on_behalf_of),
        [
            StepShown(one, directory(one.day).signature(one.by, one.on_behalf_of), AppealStep.What(one.what).label)
            for one in steps
        ],
        bool(steps) and last.at > steps[-1].at,
    )


def appeals_waiting(by: By) -> list[Waiting]:
    """Undecided appeals, for the assessment office."""
    if not may(by, "close"):
        return []
    return [
        Waiting(
            _("申诉"),
            _("{unit}对{month}“{item}”有申诉").format(unit=one.unit_name, month=one.term.label, item=one.item_name),
            _("公布的是 {shown}，单位认为应为 {claimed}").format(shown=one.filed.shown, claimed=one.filed.claimed),
            reverse("appraisal:appeals") + f"#{one.filed.uuid}",
            _("去办理"),
            _urgent(one.filed.day),
            one.filed.uuid,
        )
        for one in appeals(by)
        if not one.is_decided
    ]


def _urgent(filed: date) -> date:
    return workdays().add(filed, ANSWER_WITHIN)
