"""Which sealed rankings have been touched by facts that came later: asked cheaply, then compared and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.appraisal.collecting import sealed_months
from luoshi.appraisal.models import (
    BonusClaim,
    BonusStep,
    Clock,
    Closing,
    Finding,
    FindingVerdict,
    MarkSheet,
    Sanction,
    SanctionLifted,
)
from luoshi.appraisal.queries.changed import Changed, compared
from luoshi.appraisal.rules import MONTH, own_items
from luoshi.appraisal.sealing import opened
from luoshi.core.timing.periods import Period
from luoshi.facts.models import Stamp
from luoshi.indicators.models import Indicator, Sheet, TargetSheet
from luoshi.matters.models import (
    Filing,
    Matter,
    MatterRevision,
    Recall,
    Report,
    Request,
    Ruling,
    Verdict,
    Verification,
)
from luoshi.matters.queries import Waiting
from luoshi.org.acting import By
from luoshi.org.models import GroupMembership, UnitRevision
from luoshi.org.permissions import may

LOOP, FIGURE, GOAL, MARKED, BESIDE, PART = "loop", "figure", "goal", "marked", "beside", "part"
"""What came later: a report or what was found of it, a statistics sheet, targets, marks, honours and notices, a new
edition of a ranking that is part of it."""
NODES, UNITS = "nodes", "units"
"""A matter recalled, shown to few, or put right: from a day to a day; units and their groups as of a day before.
Plans, extensions, changes, ends and blockers are no matter of this: each month reads them up to its own end."""
AGAIN = UUID(int=11)
BEFORE = timedelta(days=10)
"""So long before the first day of its period a work month has begun at the latest."""
ON_DESK = 3
"""So many sealed rankings are told with their figures; to compare one takes a fifth of a second."""


@dataclass(frozen=True, slots=True, order=True)
class Touch:
    """One fact that came later: what it is, of which indicator (or of which report), of which period, and when.

    Of nodes and units the period is a day, and `about` the last of the days that are touched.
    """

    what: str
    about: str
    period: str
    at: datetime


def changes(by: By, most: int = ON_DESK, known: Iterable[Closing] | None = None) -> tuple[list[Changed], int]:
    """The newest sealed rankings in which a later fact has changed a figure; and how many more were touched.

    Two SELECTs where nothing was touched. What was touched is compared once for the facts that touched it; what the
    daily round has found to stand (`actions.settle_touched`) not at all.
    """
    open_ones = [one for one in touched(by, known) if not one.is_settled]
    found: list[Changed] = []
    for n, one in enumerate(open_ones):
        if len(found) == most:
            return found, len(open_ones) - n
        looked = one.compared()
        found += [looked] if looked.figures else []
    return found, 0


@dataclass(frozen=True, slots=True)
class Touched:
    """A sealed ranking, the facts that came later and may have changed a figure of it, and on which day they are seen.

    is_settled: the daily round has compared it for just these facts, and no figure had changed.
    """

    closing: Closing
    later: tuple[Touch, ...]
    day: date
    is_settled: bool

    @property
    def key(self) -> str:
        return f"same {self.closing.uuid.hex}"

    @property
    def seen(self) -> str:
        """What was compared, in one word: another fact or another day, and it is another word."""
        return sha256(repr((self.day, self.later)).encode()).hexdigest()

    def compared(self) -> Changed:
        return _compared(self.closing.uuid, self.later, self.day)


def touched(by: By, known: Iterable[Closing] | None = None) -> list[Touched]:
    """The sealed rankings that later facts have touched, whether or not they changed a figure; the newest first."""
    editions = every_closing() if known is None else known
    standing = {(one.scheme, one.period): one for one in editions if one.clock == Clock.WORK}
    if not standing:
        return []
    facts = _touches(by, list(standing.values()))
    touches = ((one, _touching(one, facts, standing)) for one in standing.values())
    found = [Touched(one, later, by.day, is_settled=False) for one, later in touches if later]
    settled = dict(Stamp.rows.filter(key__in=[one.key for one in found]).values_list("key", "value")) if found else {}
    found = [replace(one, is_settled=settled.get(one.key) == one.seen) for one in found]
    return sorted(found, key=lambda one: Period.parse(one.closing.period).last, reverse=True)


def every_closing() -> list[Closing]:
    """All editions of all sealed rankings, the newest of each last: one SELECT."""
    by_index = Closing.rows.order_by("scheme", "clock", "period", "edition")
    return sorted(by_index, key=lambda one: (one.period, one.edition))


@lru_cache(maxsize=64)
def _compared(closing: UUID, later: tuple[Touch, ...], day: date) -> Changed:
    """`later` says for which facts it was compared: another one, and it is compared anew."""
    return compared(Closing.rows.get(uuid=closing), day)


def changes_waiting(by: By, closings: Iterable[Closing] | None = None) -> list[Waiting]:
    """Sealed rankings whose figures have changed since, for who closes them."""
    if not may(by, "close"):
        return []
    found, more = changes(by, known=closings)
    waiting = [_to_correct(one, by.day) for one in found]
    if more:
        title, why = _("另有 {n} 期封存以后又有新的事实").format(n=more), _("看看数变了没有，要不要另出一版")
        waiting.append(Waiting(_("更正"), title, why, reverse("appraisal:changed"), _("去看看"), by.day, AGAIN))
    return waiting


def _to_correct(one: Changed, day: date) -> Waiting:
    title = _("{month}已封存，之后有 {n} 个数变了").format(month=one.term.label, n=len(one.figures))
    page = reverse("appraisal:changes", args=[one.term])
    return Waiting(_("更正"), title, one.sentence(), page, _("去更正"), day, uuid5(AGAIN, str(one.closing)))


def _touches(by: By, standing: list[Closing]) -> list[Touch]:
    """One SELECT: facts from the day of the oldest closing on; after which closings each came is told later."""
    since = min(one.day for one in standing)
    asked = [
        _filings(by, standing),
        _found(by, since),
        _reports(since),
        _sheets(since),
        _targets(since),
        _marks(since),
        *_nodes(since),
        *_units(since),
        _judged(since),
    ]
    if any(len(one.period) == 4 for one in standing):
        asked += _of_years(since)
    rows = asked[0].union(*asked[1:], all=True)
    return [Touch(what, about or "", period, at) for what, about, period, at in rows if period]


Rows = QuerySet[Any, Any]


def _text(text: str) -> Value:
    return Value(text, CharField())


def _filings(by: By, standing: Iterable[Closing]) -> Rows:
    """Reports signed, or filed anew, after their month was sealed."""
    late = Q(pk__in=[])
    for one in standing:
        if len(one.period) == 7 and one.scheme == MONTH:
            after = Q(filed_at__gt=one.at) | Q(signed_on__gte=one.day)
            late |= Q(period=one.period) & after
    about = Coalesce(Cast("signed_on", CharField()), _text(""))
    found = Filing.objects.visible_to(by).filter(late).annotate(what=_text(LOOP), about=about)
    return found.values_list("what", "about", "period", "filed_at")


def _found(by: By, since: date) -> Rows:
    """Reports found untrue or returned, and what was found otherwise afterwards."""
    earlier = Verification.rows.filter(report=OuterRef("report"), at__lt=OuterRef("at"))
    fallen = ~Q(verdict=Verdict.ACCEPTED) | Exists(earlier.exclude(verdict=Verdict.ACCEPTED))
    filed = Filing.objects.visible_to(by).filter(report=OuterRef("report")).values("period")[:1]
    period = Coalesce(NullIf("untrue_from", _text("")), Subquery(filed))
    found = Verification.rows.filter(fallen, day__gte=since).annotate(what=_text(LOOP), about=_text(""), of=period)
    return found.values_list("what", "about", "of", "at")


def _reports(since: date) -> Rows:
    """Reports that replace an earlier one."""
    found = Report.rows.filter(day__gte=since, supersedes__isnull=False).annotate(what=_text(LOOP), about=_text(""))
    return found.values_list("what", "about", "period", "at")


def _code() -> Subquery:
    return Subquery(Indicator.rows.filter(uuid=OuterRef("indicator")).values("code")[:1])


def _sheets(since: date) -> Rows:
    found = Sheet.rows.filter(day__gte=since).annotate(what=_text(FIGURE), code=_code())
    return found.values_list("what", "code", "period", "at")


def _targets(since: date) -> Rows:
    found = TargetSheet.rows.filter(day__gte=since)
    found = found.annotate(what=_text(GOAL), code=_code(), of=Cast("year", CharField()))
    return found.values_list("what", "code", "of", "at")


def _marks(since: date) -> Rows:
    found = MarkSheet.rows.filter(day__gte=since).annotate(what=_text(MARKED))
    return found.values_list("what", "scheme", "period", "at")


def _nodes(since: date) -> list[Rows]:
    """Targets and node days that had been entered wrongly; matters that were recalled, or shown to few or to all."""
    corrects = Exists(Request.rows.filter(uuid=OuterRef("ref"), change__has_key="corrects"))
    granted = Ruling.rows.filter(corrects, day__gte=since, granted=True, about=Ruling.About.REQUEST)
    other = MatterRevision.rows.filter(uuid=OuterRef("supersedes")).exclude(restricted=OuterRef("restricted"))
    shown = MatterRevision.rows.filter(Exists(other), day__gte=since)
    return [_since_issued(facts) for facts in (granted, shown, Recall.rows.filter(day__gte=since))]


def _since_issued(facts: Rows) -> Rows:
    issued = Matter.rows.filter(uuid=OuterRef("matter")).values("issued_on")[:1]
    days = {"what": _text(NODES), "last": Cast("day", CharField()), "of": Cast(Subquery(issued), CharField())}
    return facts.annotate(**days).values_list("what", "last", "of", "at")


def _units(since: date) -> list[Rows]:
    """What was decided of units and their groups: with force for a day that a period sealed before may still hold."""
    return [
        model.rows.filter(day__gte=since)
        .annotate(what=_text(UNITS), about=_text(""), of=Cast("since", CharField()))
        .values_list("what", "about", "of", "at")
        for model in (GroupMembership, UnitRevision)
    ]


def _judged(since: date) -> Rows:
    """What was found of a suspicion: where a scheme ranks by the quality of reports."""
    month = Finding.rows.filter(uuid=OuterRef("finding")).values("period")[:1]
    found = FindingVerdict.rows.filter(day__gte=since).annotate(what=_text(LOOP), about=_text(""), of=Subquery(month))
    return found.values_list("what", "about", "of", "at")


def _of_years(since: date) -> list[Rows]:
    """Honours and notices, by the year for which they count."""
    claimed = BonusClaim.rows.filter(uuid=OuterRef("claim")).values("year")[:1]
    noticed = Sanction.rows.filter(uuid=OuterRef("sanction")).values("year")[:1]
    found = [
        BonusStep.rows.filter(day__gte=since).annotate(of=Cast(Subquery(claimed), CharField())),
        SanctionLifted.rows.filter(day__gte=since).annotate(of=Cast(Subquery(noticed), CharField())),
        Sanction.rows.filter(day__gte=since).annotate(of=Cast(F("year"), CharField())),
    ]
    return [
        one.annotate(what_=_text(BESIDE), about=_text("")).values_list("what_", "about", "of", "at") for one in found
    ]


def _touching(
    closing: Closing, found: Iterable[Touch], standing: Mapping[tuple[str, str], Closing]
) -> tuple[Touch, ...]:
    """The facts that can have changed a figure of a sealed ranking, in one order."""
    period, rankings = Period.parse(closing.period), opened(closing.package).manifest.get("rankings", {})
    taken = {one["package"] for rows in rankings.values() for one in rows}
    parts = [
        Touch(PART, one.scheme, one.period, one.at)
        for one in standing.values()
        if rankings and one.at > closing.at and one.package not in taken and _lies_in(one, rankings)
    ]
    months = _newest_months(closing.package)
    of_loop = bool(set(_loop_items(closing.package)))
    own = [one for one in found if one.at > closing.at or (one.what == LOOP and one.about)]
    concerning = [one for one in own if _concerns(one, closing.scheme, period, months, of_loop=of_loop)]
    return tuple(sorted([*parts, *concerning]))


def _lies_in(part: Closing, rankings: Mapping[str, Iterable[Mapping[str, str]]]) -> bool:
    return any(row["period"] == part.period for rows in rankings.values() for row in rows)


def _concerns(one: Touch, code: str, period: Period, months: Mapping[str, Period], *, of_loop: bool) -> bool:
    """Of the loop all that speaks of the period or an earlier one, for quantities are added up over the year."""
    if one.what == LOOP:
        return of_loop and Period.parse(one.period).first <= period.last
    if one.what == UNITS:
        return date.fromisoformat(one.period) <= period.last
    if one.what == NODES:
        first = period.first - BEFORE
        return of_loop and one.period <= period.last.isoformat() and one.about >= first.isoformat()
    if one.what == MARKED:
        return (one.about, one.period) == (code, str(period))
    if one.what == BESIDE:
        return period.kind == "year" and str(period.year) == one.period
    taken = months.get(one.about)
    if taken is None:
        return False
    of = Period.parse(one.period)
    return of.year == taken.year if one.what == GOAL else of.last <= taken.last and of.year >= taken.year - 1


@lru_cache(maxsize=64)
def _newest_months(package: str) -> Mapping[str, Period]:
    """Indicator → the newest data month that a sealed package took of it."""
    return {code: max(months.values()) for code, months in sealed_months(package).items() if months}


@lru_cache(maxsize=64)
def _loop_items(package: str) -> tuple[str, ...]:
    scheme = opened(package).result.scheme
    return tuple(item.code for item in own_items(scheme))
