"""The register of a year's honours, penalties and vetoes, and what of it waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.appraisal.merits import WORDS, Claimed, What, claims, claims_on_desk, lifted_sanctions, sanctions
from luoshi.appraisal.models import BonusClaim, BonusStep, Level, Merit, Sanction, SanctionLifted
from luoshi.matters.queries import Waiting
from luoshi.org.acting import By, group_of
from luoshi.org.directory import directory
from luoshi.org.models import Role
from luoshi.org.permissions import may
from luoshi.org.rules import setting

WAITS: dict[str, str] = {"filed": gettext_noop("待审核"), "passed": gettext_noop("待复审")}
PUBLIC = ("shown", "objected", "counts", "outranked")
"""States in which a claim is shown to all units."""


@dataclass(frozen=True, slots=True)
class StepShown:
    word: str
    by: str
    words: str
    unit_name: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim as somebody sees it, and what that somebody may do."""

    claim: BonusClaim
    unit_name: str
    merit: str
    level: str
    state: str
    state_word: str
    points: Decimal
    shares: list[tuple[UUID, str, Decimal, Decimal]]
    """Whose, its name, what part, how many points."""
    until: date | None
    by: str
    steps: list[StepShown] = field(default_factory=list)
    may_review: bool = False
    objectors: tuple[tuple[UUID, str], ...] = ()
    """The units for which somebody may object now: the own ones, for the office all that bring it on paper."""
    may_decide: bool = False
    may_withdraw: bool = False


@dataclass(frozen=True, slots=True)
class SanctionShown:
    fact: Sanction
    unit_name: str
    word: str
    by: str
    lifted: SanctionLifted | None = None
    """Why it counts no more."""


@dataclass(frozen=True, slots=True)
class Register:
    """A year's register."""

    year: int
    claims: list[ClaimShown]
    sanctions: list[SanctionShown]
    last_day: date
    """Of the window."""
    is_open: bool
    others: list[int]
    """Other years of which there is something."""

    @property
    def standing(self) -> int:
        """How many penalties and vetoes count."""
        return sum(one.lifted is None for one in self.sanctions)

    @property
    def totals(self) -> list[tuple[str, Decimal]]:
        """What counts by now for each unit, added and taken, before any cap: the most first."""
        found: dict[str, Decimal] = {}
        for claim in self.claims:
            for _unit, name, _share, points in claim.shares if claim.state == "counts" else ():
                found[name] = found.get(name, Decimal(0)) + points
        for one in self.sanctions:
            if one.lifted is None and one.fact.points is not None:
                found[one.unit_name] = found.get(one.unit_name, Decimal(0)) - one.fact.points
        return sorted(found.items(), key=lambda pair: -pair[1])


def register(by: By, year: int) -> Register:
    """Claims that are shown or count, for all; those before and after that for the claimant and who sees all.

    Penalties and vetoes, those taken back too, for who sees all, a leader's portfolio and the unit itself. Eight
    SELECTs.
    """
    window = setting("bonus_window", by.day)
    last = date(year, int(window["month"]), int(window["day"]))
    found = [_shown(by, one) for one in claims(year, by.day) if _may_see(by, one)]
    years = BonusClaim.rows.filter(day__lte=by.day).order_by("year").values_list("year", flat=True).distinct()
    others = [one for one in years if one != year]
    return Register(year, found[::-1], _sanctions(by, year), last, by.day <= last, others)


def _sanctions(by: By, year: int) -> list[SanctionShown]:
    """Those that count, and after them those taken back."""
    standing: list[tuple[Sanction, SanctionLifted | None]] = [(one, None) for one in sanctions(year, by.day)]
    all_of_them = [*standing, *lifted_sanctions(year, by.day)]
    return [_sanction(one, lifted) for one, lifted in all_of_them if _concerns(by, one.unit)]


def _may_see(by: By, one: Claimed) -> bool:
    return one.state(by.day) in PUBLIC or _concerns(by, one.claim.unit)


def _concerns(by: By, unit: UUID) -> bool:
    return by.sees_all or unit in by.units or unit in by.portfolio


def _shown(by: By, one: Claimed) -> ClaimShown:
    names, state, points = directory(one.claim.day), one.state(by.day), one.points(by.day)
    reviews = may(by, "review_bonus") and state in ("filed", "passed") and by.official not in one.passed_by()
    return ClaimShown(
        one.claim,
        names.unit_name(one.claim.unit),
        Merit(one.claim.merit).label,
        Level(one.claim.level).label,
        state,
        _(WORDS[state]),
        points,
        [(unit, names.unit_name(unit), share, points * share) for unit, share in one.shares],
        one.until,
        names.signature(one.claim.by, one.claim.on_behalf_of),
        [_step(step) for step in one.steps],
        may_review=reviews,
        objectors=_objectors(by, one, state),
        may_decide=may(by, "close") and state in ("shown", "objected", "counts"),
        may_withdraw=state in ("filed", "passed", "shown", "objected")
        and one.claim.unit in by.units
        and may(by, "claim_bonus", one.claim.unit),
    )


def _step(step: BonusStep) -> StepShown:
    names = directory(step.day)
    word = BonusStep.What(step.what).label
    signed = names.signature(step.by, step.on_behalf_of)
    return StepShown(word, signed, step.words, names.unit_name(step.unit), step.paper)


def _objectors(by: By, one: Claimed, state: str) -> tuple[tuple[UUID, str], ...]:
    """Never the claimant, nor who has objected and waits for an answer."""
    if state not in ("shown", "objected") or one.until is None or by.day > one.until:
        return ()
    names = directory(by.day)
    barred = {one.claim.unit, *(step.unit for step in one.open_objections())}
    units = group_of(by.day) if by.in_office or by.has(Role.ASSESSMENT) else by.units
    free = [unit for unit in units if unit in names.units and unit not in barred and may(by, "claim_bonus", unit)]
    return tuple((unit, names.unit_name(unit)) for unit in sorted(free, key=lambda unit: names.units[unit].place))


def _sanction(one: Sanction, lifted: SanctionLifted | None) -> SanctionShown:
    names = directory(one.day)
    word, signed = Sanction.What(one.what).label, names.signature(one.by, one.on_behalf_of)
    return SanctionShown(one, names.unit_name(one.unit), word, signed, lifted)


@dataclass(frozen=True, slots=True)
class MeritsOfUnit:
    """What a unit's year has beside its items."""

    added: list[tuple[ClaimShown, Decimal]]
    """Claims in which the unit has a part, and what the part is worth."""
    taken: list[SanctionShown]


def merits_of(by: By, unit: UUID, year: int) -> MeritsOfUnit:
    """The claims in which a unit has a part, the newest first, and its penalties and vetoes. Eight SELECTs."""
    found = register(by, year)
    added = [(one, points) for one in found.claims for whose, _name, _share, points in one.shares if whose == unit]
    return MeritsOfUnit(added, [one for one in found.sanctions if one.fact.unit == unit])


def years_on_desk(day: date) -> list[int]:
    """The years whose claims may wait for somebody: in January the last as well."""
    return [day.year - 1, day.year] if day.month == 1 else [day.year]


def waiting_claims(day: date) -> QuerySet[BonusClaim]:
    """Claims that are in review, or to which somebody objects: not those that ended, or that count with nothing said
    against them."""
    steps = BonusStep.rows.filter(claim=OuterRef("uuid"), day__lte=day)
    ended = Exists(steps.filter(what__in=(What.RETURNED, What.REFUSED, What.WITHDRAWN)))
    in_review, objected = ~Exists(steps.filter(until__isnull=False)), Exists(steps.filter(what=What.OBJECTED))
    found = BonusClaim.rows.filter(year__in=years_on_desk(day), day__lte=day)
    return found.filter(~ended, in_review | objected)


def merits_waiting(by: By, *, are_shown: bool, are_claimed: bool) -> list[Waiting]:
    """Claims to review or decide; for units' heads what is shown, to know."""
    if not (are_claimed and may(by, "review_bonus")) and not (are_shown and by.has(Role.HEAD)):
        return []
    found = claims_on_desk(sorted(years_on_desk(by.day)), by.day)
    return [line for one in found if (line := _line(by, one)) is not None]


def _line(by: By, one: Claimed) -> Waiting | None:
    state, name = one.state(by.day), directory(by.day).unit_name(one.claim.unit)
    page = reverse("appraisal:bonuses") + f"?year={one.claim.year}#{one.claim.uuid}"
    about = _("{unit}申报加分：{honour}").format(unit=name, honour=one.claim.honour)
    if state in WAITS and may(by, "review_bonus") and by.official not in one.passed_by():
        return Waiting(_("加分"), about, _(WAITS[state]), page, _("去审核"), one.claim.day, one.claim.uuid)
    if state == "objected" and may(by, "close"):
        why = _("公示期有单位提出异议，等裁定")
        return Waiting(_("加分"), about, why, page, _("去裁定"), one.until or one.claim.day, one.claim.uuid)
    if state == "objected" and by.has(Role.HEAD) and one.claim.unit in by.units:
        objector = directory(by.day).unit_name(one.open_objections()[0].unit)
        why = _("{unit}有异议，等考核办裁定").format(unit=objector)
        return Waiting(_("加分"), about, why, page, _("去看看"), by.day, one.claim.uuid, to_know=True)
    if state == "shown" and one.until is not None and by.has(Role.HEAD) and one.claim.unit not in by.units:
        why = _("公示到{month}月{day}日，有异议可以提").format(month=one.until.month, day=one.until.day)
        return Waiting(_("加分"), about, why, page, _("去看看"), one.until, one.claim.uuid, to_know=True)
    return None
