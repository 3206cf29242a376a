"""The rankings of months, quarters and years, as they were sealed: once let out, there for all who sign in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from luoshi.appraisal.models import Appeal, Clock, Closing, ClosingAppeal, Release, Score
from luoshi.appraisal.releases import needs_release, seen_closings, seen_scores
from luoshi.appraisal.rules import MONTH
from luoshi.appraisal.sealing import opened
from luoshi.appraisal.speaking import own_appeals, subject_name
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_place, group_title, term_name
from luoshi.core.scoring import Row
from luoshi.core.scoring.teams import UNITS
from luoshi.core.timing.periods import Period
from luoshi.org.acting import By
from luoshi.org.directory import directory

STREAK = 12
"""So many months back a row of last places is followed."""


@dataclass(frozen=True, slots=True)
class RankRow:
    """A unit in its group's ranking. Without a rank: nothing of it could be scored."""

    rank: int | None
    unit: UUID
    unit_name: str
    score: Decimal | None
    change: int | None
    """Places won since the last closed month; None where it was not ranked in this group then."""
    before: Decimal | None
    """The score of that month."""
    ranks: str = UNITS
    answering: tuple[str, ...] = ()
    """Units and posts beside itself that may ask why."""


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The ranking of one group, the best first."""

    group: str
    name: str
    rows: list[RankRow]
    compared: str = ""
    """With which period the places are compared, where it is not the one before: 比9月."""


def scores(by: By | None = None, code: str = MONTH) -> QuerySet[Score]:
    """The scores that hold, of all closed periods of a scheme; for who does not see all, of what has been let out."""
    return Score.rows.filter(seen_scores(by), scheme=code, clock=Clock.WORK)


def ranking_table(period: str, by: By | None = None) -> list[GroupTable]:
    """A period's ranking as somebody may see it, group by group; [] if it is not closed. One SELECT."""
    term = Term.parse(period)
    seen, on = scores(by, term.code), str(term.period)
    earlier = seen.filter(period__lt=on).order_by("-period").values("period")[:1]
    both = list(seen.filter(Q(period=on) | Q(period=Subquery(earlier))).order_by("place").defer("items"))
    now = [score for score in both if score.period == on]
    then = {score.unit: score for score in both if score.period != on}
    compared = _compared(term, next(iter(then.values())).period) if then else ""
    tables: dict[str, GroupTable] = {}
    for score in now:
        table = tables.setdefault(
            score.group, GroupTable(score.group, group_title(score.group, score.ranks), [], compared)
        )
        table.rows.append(_row(score, then.get(score.unit)))
    return [tables[group] for group in sorted(tables, key=group_place)]


def grades(period: str, by: By | None = None) -> dict[UUID, str]:
    """Subject → its grade (等次) in a sealed period longer than a month; nothing where its scheme has none.

    Two SELECTs; the grades stand in the sealed package.
    """
    term = Term.parse(period)
    if term.period.kind == "month":
        return {}
    closing = scores(by, term.code).filter(period=str(term.period)).values_list("closing", flat=True).first()
    package = Closing.rows.filter(uuid=closing).values_list("package", flat=True).first() if closing else None
    result = opened(package).result if package else None
    if result is None or not result.scheme.grades:
        return {}
    return {UUID(row.unit): said for ranking in result.rankings for row in ranking.rows if (said := grade_of(row))}


def grade_of(row: Row) -> str:
    """Its grade; that a veto bars it; nothing for what has no place."""
    return row.grade or (_("一票否决，不评等次") if row.vetoed else "")


def _compared(term: Term, before: str) -> str:
    """Nothing where it is the period before; where one was never closed, which it is instead."""
    then = Period.parse(before)
    if then == term.period.previous():
        return ""
    return _("比{period}").format(period=term_name(Term(term.code, then), term.period.year))


def _row(now: Score, then: Score | None) -> RankRow:
    comparable = then is not None and then.group == now.group and now.rank is not None and then.rank is not None
    change = then.rank - now.rank if comparable and then and then.rank and now.rank else None
    return RankRow(
        now.rank,
        now.unit,
        now.unit_name,
        published(now),
        change,
        published(then) if then else None,
        now.ranks,
        tuple(now.answering),
    )


def published(score: Score) -> Decimal | None:
    """A score with exactly the places that are published."""
    return None if score.score is None else score.score.quantize(Decimal(1).scaleb(-score.decimals))


def last_closed(by: By | None = None, code: str = MONTH) -> str | None:
    """The newest closed period of a scheme that somebody may see; of the months' scheme as 2026-10."""
    return scores(by, code).order_by("-period").values_list("period", flat=True).first()


def notes(by: By, period: str, *, with_items: bool) -> dict[UUID, str]:
    """A word beside a row: a run of last places, else (for those who see all) the item that cost most. One SELECT."""
    term = Term.parse(period)
    period = str(term.period)
    months: dict[str, list[Score]] = {}
    columns = ("period", "group", "unit", "rank", "costliest", "lost", "decimals")
    for score in scores(by, term.code).filter(period__lte=period).order_by("-period").only(*columns):
        months.setdefault(score.period, []).append(score)
    now = months.get(period, [])
    found = {score.unit: _("没有可计分的任务和指标") for score in now if score.rank is None}
    if with_items:
        found |= {score.unit: _costliest(score) for score in now if score.costliest and score.rank is not None}
    monthly = term.period.kind == "month"
    return found | _runs([_last(ranked) for ranked in list(months.values())[:STREAK]] if now else [], monthly=monthly)


def _runs(lasts: list[set[UUID]], *, monthly: bool) -> dict[UUID, str]:
    """Units that are last of their group for two closed periods or more running, from the newest back."""
    found = {}
    for unit in lasts[0] if lasts else ():
        run = next((months for months, last in enumerate(lasts) if unit not in last), len(lasts))
        if run > 1:
            found[unit] = (_("连续 {n} 个月末位") if monthly else _("连续 {n} 期末位")).format(n=run)
    return found


def _last(ranked: list[Score]) -> set[UUID]:
    """Who holds the last place of a group in which not all are equal."""
    last: dict[str, int] = {}
    for score in ranked:
        last[score.group] = max(last.get(score.group, 0), score.rank or 0)
    return {score.unit for score in ranked if (score.rank or 0) == last[score.group] > 1}


def _costliest(score: Score) -> str:
    return f"{score.costliest} −{score.lost:.{score.decimals}f}"


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """One closing: which month, which edition, by whom, and why again."""

    term: Term
    edition: int
    at: datetime
    by: str
    reason: str
    package: str
    result_digest: str
    up_to_seq: int
    newest: bool
    closing: UUID
    is_out: bool
    """Whether the units see it."""
    appeals: tuple[tuple[UUID, str], ...] = ()
    """Upheld appeals that this edition puts right, as far as the reader may see them."""

    @property
    def period(self) -> Period:
        return self.term.period

    @property
    def day(self) -> date:
        return self.at.date()


def closings(by: By, period: str = "", code: str = MONTH) -> list[ClosingRow]:
    """All closings of a scheme that somebody may see, or those of a period: newest first, in it the newest edition."""
    term = Term.parse(period) if period else None
    wanted = {"scheme": term.code, "period": str(term.period)} if term else {"scheme": code}
    found = list(seen_closings(by, _closings()).filter(**wanted))
    named = _named(by, found) if any(one.edition > 1 for one in found) else {}
    return [replace(one, appeals=tuple(named.get(one.closing, ()))) for one in _closing_rows(by, found)]


def _named(by: By, found: Iterable[Closing]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Edition → the appeals that it names. Two SELECTs."""
    packages = {one.uuid: one.package for one in found}
    edition = dict(ClosingAppeal.rows.filter(fact__in=list(packages)).values_list("appeal", "fact"))
    said: dict[UUID, list[tuple[UUID, str]]] = {}
    seen = Q() if by.sees_all else own_appeals(by)
    for one in Appeal.rows.filter(seen, uuid__in=list(edition)).order_by("at", "uuid"):
        package = packages[edition[one.uuid]]
        items = {item.code: item.name for item in opened(package).result.scheme.items}
        unit, item = subject_name(package, one.unit), items.get(one.item, one.item)
        words = _("{unit}“{item}”的申诉").format(unit=unit, item=item)
        said.setdefault(edition[one.uuid], []).append((one.uuid, words))
    return said


def standing_closings(by: By) -> tuple[list[ClosingRow], list[ClosingRow]]:
    """The closings that hold, as somebody may see them: the months', and those of all other schemes. One SELECT."""
    rows = [one for one in _closing_rows(by, list(seen_closings(by, _closings()))) if one.newest]
    longer = [one for one in rows if one.term.code != MONTH]
    longer.sort(key=lambda one: (one.period.last, -len(one.period.months())), reverse=True)
    return [one for one in rows if one.term.code == MONTH], longer


def _closings() -> QuerySet[Closing]:
    let_out = Exists(Release.rows.filter(closing=OuterRef("uuid")))
    ranks = Subquery(Score.rows.filter(closing=OuterRef("uuid")).values("ranks")[:1])
    found = Closing.rows.filter(clock=Clock.WORK).annotate(let_out=let_out, ranks=ranks)
    return found.order_by("scheme", "-period", "-edition")


def _is_out(one: Any) -> bool:
    return bool(one.let_out) or not needs_release(one.day, one.ranks or UNITS)


def _closing_rows(by: By, found: list[Closing]) -> list[ClosingRow]:
    if not by.sees_all:
        found = [one for one in found if _is_out(one)]
    seen: set[tuple[str, str]] = set()
    rows = []
    for one in found:
        rows.append(
            ClosingRow(
                Term(one.scheme, Period.parse(one.period)),
                one.edition,
                one.at,
                directory(one.day).signature(one.by, one.on_behalf_of),
                one.reason,
                one.package,
                one.result_digest,
                one.up_to_seq,
                (one.scheme, one.period) not in seen,
                one.uuid,
                _is_out(one),
            )
        )
        seen.add((one.scheme, one.period))
    return rows
