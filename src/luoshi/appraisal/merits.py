"""What a year's honours bring and what its notices take: claims as they stand on a day, points, vetoes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, IntegerField, Value

from luoshi.appraisal.models import BonusClaim, BonusShare, BonusStep, Level, Sanction, SanctionLifted
from luoshi.org.rules import setting

What = BonusStep.What
LEVELS = tuple(Level.values)
"""From the highest."""
WORDS = {
    "filed": "待审核",
    "passed": "一人已审，待复审",
    "shown": "公示中",
    "objected": "有异议，待裁定",
    "counts": "计入",
    "outranked": "同一事项按更高一级计",
    "returned": "退回",
    "refused": "不予加分",
    "withdrawn": "已撤回",
}
REVIEWERS = 2


@dataclass(slots=True)
class Claimed:
    """A claim, whose it is, and its steps."""

    claim: BonusClaim
    shares: list[tuple[UUID, Decimal]]
    steps: list[BonusStep] = field(default_factory=list)
    is_outranked: bool = False
    """The same matter counts already at a higher level, or by an earlier claim at the same."""

    def passed_by(self) -> list[UUID]:
        """Who has passed it since it was last returned: one person once."""
        return list(dict.fromkeys(step.by for step in self.steps if step.what == What.PASSED))

    @property
    def until(self) -> date | None:
        """The last day for objections."""
        return next((step.until for step in reversed(self.steps) if step.until), None)

    def open_objections(self) -> list[BonusStep]:
        """Objections on which nothing was decided since."""
        decided = max((n for n, step in enumerate(self.steps) if step.what in (What.KEPT, What.REFUSED)), default=-1)
        return [step for n, step in enumerate(self.steps) if n > decided and step.what == What.OBJECTED]

    def state(self, day: date) -> str:
        """A key of WORDS."""
        ends = [step.what for step in self.steps if step.what in (What.RETURNED, What.REFUSED, What.WITHDRAWN)]
        if ends:
            return str(ends[-1])
        if self.until is None:
            return "passed" if self.passed_by() else "filed"
        if self.open_objections():
            return "objected"
        if day <= self.until:
            return "shown"
        return "outranked" if self.is_outranked else "counts"

    def points(self, day: date) -> Decimal:
        """What the whole honour is worth, before it is shared."""
        return Decimal(str(setting("bonus_points", day)[self.claim.level]))


def claims(year: int, day: date) -> list[Claimed]:
    """A year's claims, the oldest first. Three SELECTs."""
    found = {
        one.uuid: Claimed(one, []) for one in BonusClaim.rows.filter(year=year, day__lte=day).order_by("at", "uuid")
    }
    for share in BonusShare.rows.filter(fact__in=list(found)).order_by("id"):
        found[share.fact_id].shares.append((share.unit, share.share))
    for step in BonusStep.rows.filter(claim__in=list(found), day__lte=day).order_by("at", "uuid"):
        found[step.claim].steps.append(step)
    _outrank(list(found.values()), day)
    return list(found.values())


def claims_on_desk(years: Sequence[int], day: date) -> list[Claimed]:
    """The years' claims with their steps but without their shares, the oldest first. One SELECT."""
    own = BonusClaim.rows.filter(year__in=years, day__lte=day)
    nothing, none, word = Value(0, IntegerField()), Value(None, DateField()), Value("", CharField())
    filed = own.values_list("uuid", "at", "uuid", "by", "unit", "day", word, none, "year", "level", "subject", "honour")
    steps = BonusStep.rows.filter(claim__in=own.values("uuid"), day__lte=day)
    taken = steps.values_list("claim", "at", "uuid", "by", "unit", "day", "what", "until", nothing, word, word, word)
    found: dict[UUID, Claimed] = {}
    rows = sorted(filed.order_by().union(taken.order_by(), all=True), key=lambda row: (bool(row[6]), row[1], row[2]))
    for claim, at, uuid, by, unit, on, what, until, *words in rows:
        if what:
            found[claim].steps.append(BonusStep(uuid=uuid, at=at, by=by, unit=unit, day=on, what=what, until=until))
        else:
            said = dict(zip(("year", "level", "subject", "honour"), words, strict=True))
            found[claim] = Claimed(BonusClaim(uuid=claim, at=at, by=by, unit=unit, day=on, **said), [])
    return list(found.values())


def _outrank(found: list[Claimed], day: date) -> None:
    """One matter once: at its highest level, and of equal ones by the first claim."""
    best: dict[str, Claimed] = {}
    for one in sorted(found, key=lambda one: LEVELS.index(one.claim.level)):
        if one.state(day) == "counts":
            first = best.setdefault(same(one.claim.subject), one)
            one.is_outranked = first is not one


def same(subject: str) -> str:
    """By what two honours are of one matter: its name without spaces, quotes and case."""
    return "".join(letter for letter in subject.lower() if letter.isalnum())


def sanctions(year: int, day: date) -> list[Sanction]:
    """A year's penalties and vetoes that stand. Two SELECTs."""
    lifted = SanctionLifted.rows.filter(day__lte=day).values_list("sanction", flat=True)
    return list(Sanction.rows.filter(year=year, day__lte=day).exclude(uuid__in=set(lifted)).order_by("on", "at"))


def lifted_sanctions(year: int, day: date) -> list[tuple[Sanction, SanctionLifted]]:
    """A year's penalties and vetoes that were taken back, and why. Two SELECTs."""
    lifted = {one.sanction: one for one in SanctionLifted.rows.filter(day__lte=day)}
    taken = Sanction.rows.filter(year=year, uuid__in=list(lifted)).order_by("on", "at")
    return [(one, lifted[one.uuid]) for one in taken]


def adjustments(year: int, day: date) -> list[dict[str, Any]]:
    """Unit, points and reason of all that is added or taken, as the facts stand on a day."""
    added = [
        {
            "unit": str(unit),
            "points": str((one.points(day) * share).normalize()),
            "reason": f"{Level(one.claim.level).label}{one.claim.honour}（{one.claim.reference}）{_part(share)}",
        }
        for one in claims(year, day)
        if one.state(day) == "counts"
        for unit, share in one.shares
    ]
    taken = [
        {"unit": str(one.unit), "points": str(-(one.points or 0)), "reason": _notice(one)}
        for one in sanctions(year, day)
        if one.what == Sanction.What.PENALTY
    ]
    return [*added, *taken]


def vetoes(year: int, day: date) -> list[dict[str, Any]]:
    """Unit and reason of every veto that stands."""
    found = [one for one in sanctions(year, day) if one.what == Sanction.What.VETO]
    return [{"unit": str(one.unit), "reason": _notice(one)} for one in found]


def _part(share: Decimal) -> str:
    return "" if share == 1 else f"，占 {share:.0%}"


def _notice(one: Sanction) -> str:
    return f"{one.reason}（{one.body} {one.number}）"
