"""Appeals as the units and the assessment office see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.models import Appeal, AppealStep, Closing, ClosingAppeal
from luoshi.appraisal.models.appealed import DECIDED
from luoshi.appraisal.queries.sources import SourcePage, source_pages
from luoshi.appraisal.sealing import opened
from luoshi.appraisal.speaking import own_appeals, speaker_in, subject_name
from luoshi.appraisal.terms import Term
from luoshi.core.timing.periods import Period
from luoshi.matters.queries import Waiting
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.permissions import may
from luoshi.org.queries import workdays

ANSWER_WITHIN = 5
"""Working days after which an undecided appeal stands at the head of the desk."""

KEPT = 366
"""Days for which an appeal stays on the desk; the list has it for ever."""


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
    speaker: UUID
    """The unit that has filed it."""
    item_name: str
    by: str
    steps: list[StepShown]
    corrected_in: int | None
    """The edition that has put the figure right and names the appeal."""
    sources: list[SourcePage]
    """Of one that is upheld: where it is put right, or was."""

    @property
    def is_open(self) -> bool:
        """Upheld, and its figure stands as it was."""
        return self.state == AppealStep.What.UPHELD and self.corrected_in is None

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


def appeals(by: By, period: str = "", since: date | None = None) -> list[AppealShown]:
    """Those of the own units, or all for who sees all: undecided first, then the newest. Four SELECTs, and
    one for each indicator's figure that is to be put right."""
    found = Appeal.rows.order_by("-at", "uuid")
    if period:
        found = found.filter(period=period)
    if since:
        found = found.filter(day__gte=since)
    if not by.sees_all:
        found = found.filter(own_appeals(by))
    filed = list(found)
    steps: dict[UUID, list[AppealStep]] = {}
    for step in AppealStep.rows.filter(appeal__in=[one.uuid for one in filed]).order_by("at", "uuid"):
        steps.setdefault(step.appeal, []).append(step)
    named = ClosingAppeal.rows.filter(appeal__in=[one.uuid for one in filed]).values_list("appeal", "fact__edition")
    editions = dict(named)
    closings = Closing.rows.in_bulk([one.closing for one in filed])
    shown = [_shown(by, one, steps.get(one.uuid, []), closings[one.closing], editions.get(one.uuid)) for one in filed]
    return sorted(shown, key=lambda one: one.is_decided)


def _shown(by: By, filed: Appeal, steps: list[AppealStep], closing: Closing, corrected_in: int | None) -> AppealShown:
    names = directory(filed.day)
    is_upheld = bool(steps) and steps[-1].what == AppealStep.What.UPHELD
    back, is_right = page_of(filed.uuid), corrected_in is not None
    items = {item.code: item.name for item in opened(closing.package).result.scheme.items}
    return AppealShown(
        filed,
        Term(closing.scheme, Period.parse(filed.period)),
        subject_name(closing.package, filed.unit) or names.unit_name(filed.unit),
        speaker_in(closing.package, filed.unit),
        items.get(filed.item, filed.item),
        names.signature(filed.by, filed.on_behalf_of),
        [
            StepShown(one, directory(one.day).signature(one.by, one.on_behalf_of), AppealStep.What(one.what).label)
            for one in steps
        ],
        corrected_in,
        source_pages(by, closing, filed.unit, filed.item, back, is_right=is_right) if is_upheld and by.sees_all else [],
    )


def page_of(appeal: UUID) -> str:
    return reverse("appraisal:appeals") + f"#{appeal}"


def open_appeals(day: date) -> QuerySet[Appeal]:
    """Those of a year's time that nobody has decided, or that were upheld and are named by no edition."""
    steps = AppealStep.rows.filter(appeal=OuterRef("uuid"))
    upheld = Exists(steps.filter(what=AppealStep.What.UPHELD))
    named = Exists(ClosingAppeal.rows.filter(appeal=OuterRef("uuid")))
    recent = Appeal.rows.filter(day__gte=day - timedelta(days=KEPT))
    return recent.filter(~Exists(steps.filter(what__in=DECIDED)) | (Q(upheld) & ~Q(named)))


def appeals_waiting(by: By, *, are_open: bool) -> list[Waiting]:
    """Undecided appeals, and upheld ones whose figure is not put right, for the assessment office. One SELECT."""
    if not are_open or not may(by, "close"):
        return []
    upheld = AppealStep.rows.filter(appeal=OuterRef("uuid"), what=AppealStep.What.UPHELD).order_by("-at")
    closing = Closing.rows.filter(uuid=OuterRef("closing"))
    rows: QuerySet[Any] = open_appeals(by.day).annotate(
        upheld_on=Subquery(upheld.values("day")[:1]),
        scheme=Subquery(closing.values("scheme")[:1]),
        package=Subquery(closing.values("package")[:1]),
    )
    found = sorted(rows.order_by("-at", "uuid"), key=lambda one: one.upheld_on is not None)
    return [_to_correct(one) if one.upheld_on else _to_decide(one) for one in found]


def _named(filed: Any) -> dict[str, str]:
    """Whose appeal, against what."""
    items = {item.code: item.name for item in opened(filed.package).result.scheme.items}
    return {
        "unit": subject_name(filed.package, filed.unit) or directory(filed.day).unit_name(filed.unit),
        "month": Term(filed.scheme, Period.parse(filed.period)).label,
        "item": items.get(filed.item, filed.item),
    }


def _to_decide(filed: Any) -> Waiting:
    title = _("{unit}对{month}“{item}”有申诉").format(**_named(filed))
    why = _("公布的是 {shown}，单位认为应为 {claimed}").format(shown=filed.shown, claimed=filed.claimed)
    return Waiting(_("申诉"), title, why, page_of(filed.uuid), _("去办理"), _urgent(filed.day), filed.uuid)


def _to_correct(filed: Any) -> Waiting:
    title = _("{unit}对{month}“{item}”的申诉已采纳，等更正").format(**_named(filed))
    why = _("单位认为应为“{claimed}”；先在出数的地方更正，再另出一版").format(claimed=filed.claimed)
    return Waiting(_("申诉"), title, why, page_of(filed.uuid), _("去更正"), _urgent(filed.upheld_on), filed.uuid)


def _urgent(filed: date) -> date:
    return workdays().add(filed, ANSWER_WITHIN)
