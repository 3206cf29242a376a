"""Where each unit stood over a year: the league table with its trend, the boards, a unit's own page of its year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from luoshi.appraisal.models import Clock, Score
from luoshi.appraisal.queries.ranking import STREAK, published, scores
from luoshi.appraisal.queries.why import may_ask_why
from luoshi.appraisal.releases import seen_scores
from luoshi.appraisal.rules import MONTH
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import group_name, group_place, group_title, term_name
from luoshi.core.errors import Fault, NotAllowed
from luoshi.core.scoring.teams import UNITS
from luoshi.core.timing.periods import Period
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.rules import setting


@dataclass(frozen=True, slots=True)
class Stood:
    """A unit in one period."""

    term: Term
    rank: int | None
    score: Decimal | None
    ranked: int
    """How many of its group had a rank."""


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """A unit over the year's months."""

    unit: UUID
    name: str
    months: list[Stood | None]
    """In the order of the table's months; None where it was not in the ranking."""
    mean: Decimal | None
    """Of its ranks: by it the table is sorted; None where it was ranked in fewer than half of the months."""
    line: str
    """Points of its course of ranks in a box of WIDTH by HEIGHT; the first place is at the top."""


@dataclass(frozen=True, slots=True)
class LeagueTable:
    group: str
    name: str
    months: list[Term]
    rows: list[LeagueRow]


WIDTH, HEIGHT = 96, 22


def league(by: By, year: int) -> list[LeagueTable]:
    """The closed months of a year side by side, as somebody may see them. One SELECT.

    A unit stands in the table of the group in which it was last ranked.
    """
    found = list(scores(by).filter(period__startswith=f"{year}-").order_by("period", "place").defer("items"))
    months = list(dict.fromkeys(one.period for one in found))
    newest = {one.unit: one for one in found}
    sizes = _sizes(found)
    groups: dict[str, dict[UUID, dict[str, Score]]] = {}
    for one in found:
        if one.group == newest[one.unit].group:
            groups.setdefault(one.group, {}).setdefault(one.unit, {})[one.period] = one
    terms = [Term.own(Period.parse(month)) for month in months]
    return [
        LeagueTable(
            group,
            group_name(group),
            terms,
            sorted((_league_row(months, unit, rows, sizes) for unit, rows in groups[group].items()), key=_order),
        )
        for group in sorted(groups, key=group_place)
    ]


def _sizes(found: list[Score]) -> dict[tuple[str, str], int]:
    sizes: dict[tuple[str, str], int] = {}
    for one in found:
        if one.rank is not None:
            sizes[one.period, one.group] = sizes.get((one.period, one.group), 0) + 1
    return sizes


def _league_row(months: list[str], unit: UUID, rows: dict[str, Score], sizes: dict[tuple[str, str], int]) -> LeagueRow:
    stood = [_stood(rows[month], sizes) if month in rows else None for month in months]
    ranks = [one.rank for one in stood if one is not None and one.rank is not None]
    is_long = ranks and len(ranks) * 2 >= len(months)
    mean = (Decimal(sum(ranks)) / len(ranks)).quantize(Decimal("0.1")) if is_long else None
    return LeagueRow(unit, list(rows.values())[-1].unit_name, stood, mean, course(stood))


def _stood(one: Score, sizes: dict[tuple[str, str], int]) -> Stood:
    term = Term(one.scheme, Period.parse(one.period))
    return Stood(term, one.rank, published(one), sizes.get((one.period, one.group), 0))


def _order(row: LeagueRow) -> tuple[bool, Decimal, str]:
    return (row.mean is None, row.mean or Decimal(0), row.name)


def course(stood: list[Stood | None]) -> str:
    """The points of a small line; a month without a rank is bridged, and one point alone is no line."""
    step = WIDTH / max(len(stood) - 1, 1)
    points = [
        f"{number * step:.1f},{2 + (one.rank - 1) / max(one.ranked - 1, 1) * (HEIGHT - 4):.1f}"
        for number, one in enumerate(stood)
        if one is not None and one.rank is not None
    ]
    return " ".join(points) if len(points) > 1 else ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    unit: UUID
    name: str
    rank: int
    score: Decimal | None
    ranks: str
    answering: tuple[str, ...]
    run: int
    """So many periods running it has stood on this board."""


@dataclass(frozen=True, slots=True)
class Board:
    """A group's first and last ones. A group too small for both has none."""

    name: str
    first: list[BoardRow]
    last: list[BoardRow]


def boards(by: By, period: str) -> list[Board] | None:
    """The boards of a closed period; None where it is not closed, or not out. One SELECT."""
    term = Term.parse(period)
    n = int(setting("board_places", by.day))
    on = str(term.period)
    seen = scores(by, term.code).filter(period__lte=on, rank__isnull=False).order_by("-period", "place").defer("items")
    periods: dict[str, dict[str, list[Score]]] = {}
    for one in seen:
        periods.setdefault(one.period, {}).setdefault(one.group, []).append(one)
    if on not in periods:
        return None
    past = list(periods.values())[:STREAK]
    return [
        Board(group_title(group, _ranks(periods[on][group])), *_ends(group, past, n))
        for group in sorted(periods[on], key=group_place)
        if len(periods[on][group]) >= 2 * n and n
    ]


def _ranks(ranked: list[Score]) -> str:
    return next((one.ranks for one in ranked), UNITS)


def _ends(group: str, past: list[dict[str, list[Score]]], n: int) -> tuple[list[BoardRow], list[BoardRow]]:
    now = past[0][group]
    firsts = [{one.unit for one in top(found.get(group, []), n)} for found in past]
    lasts = [{one.unit for one in bottom(found.get(group, []), n)} for found in past]
    return (
        [_board_row(one, firsts) for one in top(now, n)],
        [_board_row(one, lasts) for one in bottom(now, n)],
    )


def top(ranked: list[Score], n: int) -> list[Score]:
    """Those with the first n places; equal ones at the edge are all in."""
    return [one for one in ranked if one.rank is not None and one.rank <= n]


def bottom(ranked: list[Score], n: int) -> list[Score]:
    """Those who have fewer than n units behind them; equal ones at the edge are all in, unless they lead as well."""
    return [
        one
        for one in ranked
        if one.rank is not None
        and one.rank > n
        and sum(other.rank is not None and other.rank > one.rank for other in ranked) < n
    ]


def _board_row(one: Score, past: list[set[UUID]]) -> BoardRow:
    run = next((number for number, units in enumerate(past) if one.unit not in units), len(past))
    return BoardRow(one.unit, one.unit_name, one.rank or 0, published(one), one.ranks, tuple(one.answering), run)


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit's year: each closed period with rank and score."""

    year: int
    unit: UUID
    name: str
    group: str
    stood: list[Stood]
    line: str
    lead: str


def unit_year(by: By, unit: UUID, year: int) -> UnitYear | None:
    """A unit's own year; None where it was in no ranking. Raises NotAllowed for another unit's. Two SELECTs."""
    of_year = Score.rows.filter(seen_scores(by), clock=Clock.WORK, period__startswith=str(year)).defer("items")
    own = list(of_year.filter(unit=unit))
    if not may_ask_why(by, unit, own[-1].answering if own else ()):
        raise NotAllowed(Fault("别的单位的全年得分不公开", "可以看本单位的，和各组的名次走势"))
    if not own:
        return None
    own.sort(key=lambda one: (Period.parse(one.period).last, len(Period.parse(one.period).months())))
    peers = of_year.filter(period__in={one.period for one in own}, group__in={one.group for one in own})
    sizes: dict[tuple[str, str, str], int] = {}
    for scheme, period, group in peers.filter(rank__isnull=False).values_list("scheme", "period", "group"):
        sizes[scheme, period, group] = sizes.get((scheme, period, group), 0) + 1
    stood = [
        Stood(
            Term(one.scheme, Period.parse(one.period)),
            one.rank,
            published(one),
            sizes.get((one.scheme, one.period, one.group), 0),
        )
        for one in own
    ]
    months = [one for one in stood if one.term.code == MONTH]
    months = months or [one for one in stood if one.term.period.kind == stood[-1].term.period.kind]
    name = directory(by.day).unit_name(unit) or own[-1].unit_name
    return UnitYear(
        year, unit, name, group_title(own[-1].group, own[-1].ranks), stood, course([*months]), _lead(name, year, months)
    )


def _lead(name: str, year: int, months: list[Stood]) -> str:
    ranked = [one for one in months if one.rank is not None]
    if not ranked:
        return _("{name}{year}年还没有月排名。").format(name=name, year=year)
    best, now = min(ranked, key=lambda one: one.rank or 0), ranked[-1]
    said = _("{name}{year}年排过 {n} 个月，最好{month}第 {best} 名，最近{last}第 {rank} 名。")
    if now.term.period.kind != "month":
        said = _("{name}{year}年排过 {n} 期，最好{month}第 {best} 名，最近{last}第 {rank} 名。")
    return said.format(
        name=name,
        year=year,
        n=len(ranked),
        month=term_name(best.term, year),
        best=best.rank,
        last=term_name(now.term, year),
        rank=now.rank,
    )
