"""Why a unit stands where it stands: its figures, the rule, the points, what cost most, what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luoshi.appraisal.models import Closing, Score
from luoshi.appraisal.queries.ranking import grade_of, scores
from luoshi.appraisal.rules import source_of
from luoshi.appraisal.sealing import Sealed, opened, reasons_of
from luoshi.appraisal.terms import Term
from luoshi.appraisal.words import (
    MEASURES,
    added_up,
    amount_of,
    figure,
    group_title,
    in_turn,
    measure_word,
    missing,
    month_name,
    rule,
    subject_word,
)
from luoshi.core.errors import Fault, NotAllowed
from luoshi.core.scoring import Change, Line, Ranking, Row, Step, change, derive
from luoshi.core.scoring.cells import Cell
from luoshi.core.scoring.change import Part
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.sentences import percent, plain
from luoshi.core.timing.periods import Period
from luoshi.matters.queries.figure import BLOCKERS, QUANTITIES, REPORTS
from luoshi.org.acting import By
from luoshi.org.models import UnitRevision
from luoshi.org.rules import SETTINGS, setting

Added = tuple[str, str, Decimal, Decimal, Decimal]
"""A quantity, its unit of measure; of it done, expected, and what it weighs."""


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """A matter behind a figure, as it stood at the closing."""

    matter: UUID
    number: str
    title: str
    what: str
    counts: bool
    linked: bool = True
    """Whether the unit may open the matter's page."""
    weight: Decimal = Decimal(1)
    """As how many it is counted."""
    amount: Added | None = None
    """What it brings to a quantity of the unit."""


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One item on a unit's card. `points` of all leaves, and `rounding`, add up to the score."""

    code: str
    name: str
    depth: int
    is_leaf: bool
    actual: str
    target: str
    rate: str
    """How far the target was met; for what is counted against the unit, of how many."""
    rule: str
    full: Decimal | None
    points: Decimal | None
    note: str
    """Why there are no points, a weight that has grown, or the data month taken."""
    reasons: tuple[ReasonShown, ...] = ()
    added_up: tuple[str, ...] = ()
    """Of quantities: how those of several matters were added up."""

    @property
    def lost(self) -> Decimal | None:
        return None if self.full is None or self.points is None else self.full - self.points

    @property
    def against(self) -> list[ReasonShown]:
        return [reason for reason in self.reasons if not reason.counts]

    @property
    def kept(self) -> int:
        return sum(reason.counts for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Costly:
    """One of the items that cost most."""

    code: str
    name: str
    lost: Decimal


@dataclass(frozen=True, slots=True)
class Why:
    """A unit's page of a period."""

    term: Term
    unit: UUID
    ranks: str
    """What is ranked: units, projects, leads or teams."""
    speaker: UUID
    """The unit that gives its word on the figures."""
    unit_name: str
    group: str
    group_name: str
    score: Decimal | None
    grade: str
    """Its grade, or that a veto bars it; nothing where the scheme has none."""
    rank: int | None
    ranked: int
    """How many of the group have a rank."""
    lines: tuple[WhyLine, ...]
    extras: tuple[tuple[str, Decimal], ...]
    """Caps of nodes, points added or taken, a veto: with the points each brings."""
    rounding: Decimal | None
    costliest: tuple[Costly, ...]
    gap: str
    """How far the next place is."""
    sentences: tuple[str, ...]
    change: Change | None
    """Since the last closed month; None where the unit was not in it."""
    last_period: Period | None
    scheme: str
    edition: int
    closed_at: datetime
    package: str
    merged: str
    """Which units were merged into it this year, and what the county's rule counts of theirs."""

    @property
    def period(self) -> Period:
        return self.term.period

    @property
    def moved(self) -> list[tuple[Part, str]]:
        """What changed since last month and why, the largest first, the last rounding at the end."""
        parts = self.change.parts if self.change else ()
        moved = sorted((part for part in parts if part.delta), key=lambda part: -abs(part.delta))
        moved.sort(key=lambda part: part.kind == "rounding")
        return [(part, _because(part)) for part in moved]


def _because(part: Part) -> str:
    """Why a part moved: 4/5 → 4/6, and the full mark where it is another; or why there was or is no figure."""
    then, now = part.values.get("then"), part.values.get("now")
    if not then or not now or then["reason"] or now["reason"] or "actual" not in then or "actual" not in now:
        return part.sentence().partition("：")[2].rstrip("。")
    said = _("{then} → {now}").format(then=_of(then), now=_of(now))
    if then["full"] != now["full"]:
        said += _("，满分 {then} → {now}").format(then=plain(then["full"]), now=plain(now["full"]))
    return said


def _of(figures: Mapping[str, Any]) -> str:
    target = figures["target"]
    if figures["parts"]:
        return "、".join(plain(one) for one in figures["parts"])
    return plain(figures["actual"]) + (f"/{plain(target)}" if target is not None else "")


def may_ask_why(by: By, unit: UUID, answering: Iterable[str] = ()) -> bool:
    """The own unit always, a leader's portfolio, and all units for those who see all; of other subjects the units and
    posts that answer for them."""
    return by.sees_all or not {unit, *map(UUID, answering)}.isdisjoint(by.units | by.portfolio | by.posts)


def why(by: By, period: str, unit: UUID) -> Why | None:
    """The why-page of a unit for a closed period; None where the unit is not in its ranking. Raises NotAllowed.

    Two SELECTs; everything else stands in the sealed packages.
    """
    term = Term.parse(period)
    seen = scores(by, term.code).filter(period=str(term.period), unit=unit).defer("items").first()
    if not may_ask_why(by, unit, seen.answering if seen else ()):
        raise NotAllowed(Fault("别的单位的得分构成不公开", "可以看本单位的，和各组的排名"))
    closing = Closing.rows.filter(uuid=seen.closing).first() if seen else None
    if seen is None or closing is None:
        return None
    sealed = opened(closing.package)
    try:
        ranking, row = sealed.result.find(str(unit))
    except KeyError:
        return None
    steps = [_named(step, seen.ranks) for step in derive(sealed.result, str(unit))]
    earlier = _seen(scores(by, term.code).filter(period__lt=str(term.period)))
    changed = _changed(earlier, sealed, str(unit))
    reasons = reasons_of(closing.reasons).get(str(unit), {})
    return Why(
        term=term,
        unit=unit,
        ranks=seen.ranks,
        speaker=seen.speaker or unit,
        unit_name=row.name,
        group=ranking.group,
        group_name=group_title(ranking.group, seen.ranks),
        score=row.score,
        grade=grade_of(row) if sealed.result.scheme.grades else "",
        rank=None if row.rank is None else int(row.rank),
        ranked=sum(other.rank is not None for other in ranking.rows),
        lines=tuple(_lines(sealed, ranking, row, reasons)),
        extras=tuple(_extras(sealed, row)),
        rounding=_rounding(sealed, row),
        costliest=_costliest(steps),
        gap=next((step.sentence() for step in steps if step.code in ("behind", "ahead")), ""),
        sentences=tuple(step.sentence() for step in steps),
        change=changed,
        last_period=Period.parse(earlier.period) if earlier and changed else None,
        scheme=sealed.result.scheme.name,
        edition=closing.edition,
        closed_at=closing.at,
        package=closing.package,
        merged=_merged(unit, term.period),
    )


def _merged(unit: UUID, period: Period) -> str:
    begun = date(period.year, 1, 1)
    ended = UnitRevision.rows.filter(successor=unit, since__gte=begun, since__lte=period.last).order_by(
        "since", "short"
    )
    if not ended:
        return ""
    known = SETTINGS["merged_year"]
    rule = known.choices[setting("merged_year", period.last)]
    days = "；".join(f"{one.since.month}月{one.since.day}日{one.short}并入" for one in ended)
    return _("{days}。按县里的规定，{rule}；并入前已封存的月份仍归原单位。").format(days=days, rule=rule)


def sealed_ranking(by: By, term: Term) -> Closing:
    """The closing behind a period's ranking as somebody may see it. Raises Closing.DoesNotExist where there is none."""
    closing = _seen(scores(by, term.code).filter(period=str(term.period)))
    if closing is None:
        raise Closing.DoesNotExist
    return closing


def _seen(of_months: QuerySet[Score]) -> Closing | None:
    """The closing behind the newest of these scores."""
    newest = of_months.order_by("-period").values_list("closing", flat=True).first()
    return Closing.rows.filter(uuid=newest).first() if newest else None


def _changed(earlier: Closing | None, now: Sealed, unit: str) -> Change | None:
    if earlier is None:
        return None
    found = change(opened(earlier.package).result, now.result, unit)
    return None if found.before is None and found.rank_before is None else found


def _named(step: Step, ranks: str) -> Step:
    """A group by its name, not by its code; what is ranked by its word."""
    group = step.values.get("group")
    named = {"group": group_title(str(group), ranks)} if group is not None else {}
    return Step(step.code, {**step.values, **named, "word": subject_word(ranks)})


def _costliest(steps: Sequence[Step]) -> tuple[Costly, ...]:
    named = next((step.values["items"] for step in steps if step.code == "costliest"), ())
    return tuple(Costly(one["item"], one["name"], one["lost"]) for one in named)


def _lines(
    sealed: Sealed, ranking: Ranking, row: Row, reasons: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[WhyLine]:
    """The card in the order of the tree: each node before its members; the total is not a line of its own."""
    below: dict[str | None, list[Line]] = {}
    for line in row.lines:
        below.setdefault(line.item.parent, []).append(line)
    found: list[WhyLine] = []

    def add(line: Line, depth: int) -> None:
        if line.item.parent is not None:
            found.append(_line(sealed, ranking.group, line, depth, reasons.get(line.item.code, ()), row.unit))
        for member in below.get(line.item.code, ()):
            add(member, depth + 1)

    for root in below.get(None, ()):
        add(root, -1)
    return found


def _line(
    sealed: Sealed, group: str, line: Line, depth: int, reasons: Sequence[Mapping[str, Any]], unit: str
) -> WhyLine:
    item, cell = line.item, line.cell
    source = sealed.manifest.get("indicators", {}).get(item.code, {})
    measure = source.get("unit_of_measure") or measure_word(item)
    shown = tuple(
        ReasonShown(
            UUID(one["matter"]),
            one["number"],
            one["title"],
            one["what"],
            one["counts"],
            one.get("linked", True),
            Decimal(one.get("weight", "1")),
            amount_of(one["amount"]) if "amount" in one else None,
        )
        for one in reasons
    )
    return WhyLine(
        code=item.code,
        name=item.name,
        depth=depth,
        is_leaf=cell is not None,
        actual=_actual(cell, measure) if cell else "",
        target=figure(cell.target, measure) if cell else "",
        rate=_rate(line, shown),
        rule=rule(item) if cell else "",
        full=line.full,
        points=line.brings(sealed.result.scheme.numbers) if cell and line.points is not None else line.fine,
        note=_note(sealed, group, line, source, unit),
        reasons=shown,
        added_up=tuple(added_up(reasons)),
    )


def _actual(cell: Cell, measure: str) -> str:
    """The figure; of several in one cell each of them: the months' scores, the reviewers' marks."""
    return "、".join(plain(part) for part in cell.parts) or figure(cell.actual, measure)


def _rate(line: Line, reasons: Sequence[ReasonShown]) -> str:
    cell = line.cell
    if cell is None or cell.actual is None or cell.normalised is None:
        return ""
    if line.item.method == "completion" and cell.target:
        return percent(float(cell.actual) / float(cell.target)) + _of_how_many(line.item, cell, reasons)
    said = {BLOCKERS: _("经手 {n} 个"), REPORTS: _("应报 {n} 件")}.get(source_of(line.item), "")
    return said.format(n=len(reasons)) if reasons else ""


def _of_how_many(item: Item, cell: Cell, reasons: Sequence[ReasonShown]) -> str:
    """（1/2 个）, where what is counted does not weigh one each."""
    reasons = [reason for reason in reasons if reason.weight]
    if source_of(item) not in MEASURES or source_of(item) == QUANTITIES:
        return ""
    if not reasons or cell.target == len(reasons):
        return ""
    kept = sum(reason.counts for reason in reasons)
    return _("（{kept}/{n} {measure}）").format(kept=kept, n=len(reasons), measure=_(MEASURES[source_of(item)]))


def _note(sealed: Sealed, group: str, line: Line, source: Mapping[str, Any], unit: str) -> str:
    said = []
    if ground := sealed.manifest.get("grounds", {}).get(line.item.code, {}).get(unit):
        said.append(ground)
    if month := source.get("months", {}).get(group):
        year = Period.parse(sealed.result.period).year
        said.append(_("取{month}数据").format(month=month_name(month, year)))
    parts = sealed.manifest.get("rankings", {}).get(line.item.code, ())
    if line.cell is not None and line.cell.parts and len(line.cell.parts) == len(parts):
        periods = [one["period"] for one in parts]
        said.append(in_turn(source_of(line.item), periods, Period.parse(sealed.result.period).year))
    if line.cell is not None and line.reason:
        said.append(missing(line.reason))
    weight = line.item.weight
    if line.cell is not None and weight is not None and line.full is not None and line.full != weight:
        said.append(_("原满分 {weight}，并入了不计项").format(weight=weight))
    return "；".join(said)


def _extras(sealed: Sealed, row: Row) -> list[tuple[str, Decimal]]:
    numbers = sealed.result.scheme.numbers
    caps = [
        (_("{name}超过上限的部分").format(name=line.item.name), line.brings(numbers))
        for line in row.lines
        if line.cell is None and line.contribution
    ]
    bonuses = [(one.reason or _("加减分"), one.fine) for one in row.adjustments]
    veto = []
    if row.before_veto is not None and row.score is not None:
        veto.append((_("一票否决"), row.score - row.before_veto))
    return [*caps, *bonuses, *veto]


def _rounding(sealed: Sealed, row: Row) -> Decimal | None:
    """What the rounding at the end added: the score less all its parts."""
    if row.score is None:
        return None
    numbers = sealed.result.scheme.numbers
    leaves = sum((line.brings(numbers) for line in row.lines if line.cell is not None), Decimal(0))
    return row.score - leaves - sum((points for _name, points in _extras(sealed, row)), Decimal(0))
