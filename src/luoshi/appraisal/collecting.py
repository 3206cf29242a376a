"""What a ranking rests on: the loop's figures, indicators, closed rankings, reviewers' marks, and the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.appraisal import merits
from luoshi.appraisal.feeding import fed, feeds_units
from luoshi.appraisal.loop import loop_figures
from luoshi.appraisal.marking import Mark, is_ballot, marks_given
from luoshi.appraisal.models import Closing
from luoshi.appraisal.offered import OFFERED
from luoshi.appraisal.reviews import given
from luoshi.appraisal.rules import composed_items, indicator_items, marked_items, own_items, reviewed_items, source_of
from luoshi.appraisal.sealing import figures_of, opened
from luoshi.appraisal.subjects import Subjects, subjects_at
from luoshi.appraisal.terms import Term, cycle_of, within
from luoshi.core.scoring import Scheme, ScoreData
from luoshi.core.scoring.composing import composed
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.teams import UNITS
from luoshi.core.timing.periods import Period
from luoshi.facts.canonical import decimal_text
from luoshi.indicators.models import Indicator, Observation, Status, Target
from luoshi.indicators.queries import scheme_values
from luoshi.indicators.queries.known import known_on
from luoshi.matters.closings import newest_steps
from luoshi.matters.models import PeriodStep
from luoshi.matters.queries.figure import Figure, Reason

LOOK_BACK = 6
"""So many months back an indicator's figure still counts; what is older is as good as not published."""

Row = dict[str, Any]
NOT_APPLICABLE: Row = {"status": Status.NOT_APPLICABLE.value}


@dataclass(slots=True)
class Collected:
    """The figures of a period, and where they come from."""

    data: ScoreData
    reasons: dict[str, dict[str, list[Row]]]
    """Unit → item → the matters behind the figure."""
    sources: dict[str, Row] = field(default_factory=dict)
    """Item → the indicator's name, unit of measure, and the data month taken for each group."""
    rankings: dict[str, list[Row]] = field(default_factory=dict)
    """Item → the closed rankings that it is made of: period, edition, package."""
    grounds: dict[str, dict[str, str]] = field(default_factory=dict)
    """Item that the assessment office marks, or that projects feed → unit → why it was given so much."""
    subjects: Subjects = field(default_factory=Subjects)


def collect(
    scheme: Scheme, period: Period, day: date, code: str = "", *, of: UUID | None = None, again: str = ""
) -> Collected:
    """The rows to be scored for a period by a scheme, as they are known on a day.

    `code`: the scheme's; left out: the county's own for such periods. `of`: only this unit's figures are wanted.
    `again`: the package that was sealed before: of indicators the same data months are taken, for a correction puts
    figures right and brings no newer ones.
    """
    term = Term(code or period.kind, period)
    subjects = subjects_at(scheme, period, term.code)
    units, members = subjects.named, subjects.members
    figures, rows = _from_the_loop(scheme, term, subjects, of)
    items, last = indicator_items(scheme), Period.containing(period.last, "month")
    codes = [source_of(item) for item in items]
    months, asked = data_months(codes, last, day, members), _asked(codes, last, day, members)
    months |= sealed_months(again) if again else {}
    for item in items:
        source = source_of(item)
        found = _indicator_rows(source, months.get(source, {}), asked.get(source, set()), members, day)
        found = found if subjects.kind == UNITS else added_up(found, subjects)
        rows += [row | {"item": item.code} for row in found]
    rankings = {item.code: closed_within(term, source_of(item)) for item in composed_items(scheme)}
    means: dict[str, dict[str, str]] = {}
    for item in composed_items(scheme):
        found, means[item.code] = _composed_rows(item.code, str(period), rankings[item.code], subjects)
        rows += found
    for item in reviewed_items(scheme):
        rows += _review_rows(item.code, term, units)
    marked = marked_items(scheme)
    marks = marks_given(term) if marked else {}
    for item in marked:
        rows += _mark_rows(item, marks.get(item.code, {}), units)
    named = [{"unit": str(unit), "name": name, "group": group} for unit, (group, name) in units.items()]
    values = [row | {"unit": str(row["unit"]), "period": str(period)} for row in rows]
    data = ScoreData(named, values, *_beside(period, day, units))
    made_of = {code: [_ranking(one) for one in closings] for code, closings in rankings.items()}
    grounds = {code: {str(one.unit): one.reason for one in given.values()} for code, given in marks.items()}
    grounds |= {code: said for code, said in means.items() if said}
    return Collected(data, _reasons(scheme, figures), _sources(items, months), made_of, grounds, subjects)


def _from_the_loop(scheme: Scheme, term: Term, subjects: Subjects, of: UUID | None) -> tuple[list[Figure], list[Row]]:
    items, units = own_items(scheme), subjects.of
    sources = [source_of(item) for item in items]
    found = loop_figures(term.period, sources, of, subjects.whose, _first_sealed(term)) if items else []
    figures = {(figure.unit, figure.item): figure for figure in found if figure.unit in units}
    rows = [_loop_row(unit, item, figures.get((unit, source_of(item)))) for item in items for unit in units]
    return list(figures.values()), rows


def _first_sealed(term: Term) -> datetime | None:
    editions = Closing.rows.filter(scheme=term.code, period=str(term.period)).order_by("edition")
    return editions.values_list("at", flat=True).first()


def closed_within(term: Term, code: str) -> list[Closing]:
    """The rankings of another scheme that lie in a period, each by the edition that holds, in order."""
    cycle = cycle_of(code)
    periods = [str(one) for one in within(term.period, cycle)] if cycle else []
    editions = Closing.rows.filter(scheme=code, period__in=periods).order_by("edition")
    newest = {one.period: one for one in editions}
    return [newest[period] for period in sorted(newest)]


def _ranking(closing: Closing) -> Row:
    return {"period": closing.period, "edition": closing.edition, "package": closing.package}


def _composed_rows(
    item: str, period: str, closings: Sequence[Closing], subjects: Subjects
) -> tuple[list[Row], dict[str, str]]:
    """The units' scores in closed rankings, or the means of their projects' with how they came about. Without any
    the item is not published; who was in none, to that one it does not apply."""
    units, sealed = subjects.of, [opened(one.package) for one in closings]
    if not closings:
        return [{"unit": unit, "item": item, "status": Status.NOT_PUBLISHED.value} for unit in units], {}
    if subjects.kind == UNITS and feeds_units(sealed):
        means = {unit: one for unit, one in fed(sealed).items() if unit in units}
        reported = {"item": item, "status": Status.REPORTED.value}
        rows = [
            {"unit": unit}
            | (reported | {"parts": means[unit].means} if unit in means else {"item": item} | NOT_APPLICABLE)
            for unit in units
        ]
        return rows, {str(unit): "；".join(one.said) for unit, one in means.items()}
    made = {row["unit"]: row for row in composed(item, period, [one.result for one in sealed])}
    return [made.get(str(unit)) or {"item": item, "unit": unit} | NOT_APPLICABLE for unit in units], {}


def _review_rows(item: str, term: Term, units: Mapping[UUID, tuple[str, str]]) -> list[Row]:
    """The reviewers' marks. Whom no reviewer marked, to that one it does not apply; before anybody has, to none."""
    marks = given(term)
    if not any(unit in marks for unit in units):
        return [{"unit": unit, "item": item, "status": Status.NOT_PUBLISHED.value} for unit in units]
    return [
        {"unit": unit, "item": item, "parts": [one.mark for one in marks[unit]], "status": Status.REPORTED.value}
        if unit in marks
        else {"unit": unit, "item": item} | NOT_APPLICABLE
        for unit in units
    ]


def _mark_rows(item: Item, given: Mapping[UUID, Mark], units: Mapping[UUID, tuple[str, str]]) -> list[Row]:
    """The office's marks. A group that was not marked has none published; who was said to be no part, has none."""
    begun = {units[unit][0] for unit in given if unit in units}
    rows: list[Row] = []
    for unit, (group, _name) in units.items():
        one, row = given.get(unit), {"unit": unit, "item": item.code}
        if group not in begun:
            rows.append(row | {"status": Status.NOT_PUBLISHED.value})
        elif one is None or not one.marks:
            rows.append(row | NOT_APPLICABLE)
        elif is_ballot(item):
            rows.append(row | {"parts": list(one.marks), "status": Status.REPORTED.value})
        else:
            rows.append(row | {"actual": one.marks[0], "status": Status.REPORTED.value})
    return rows


def _beside(period: Period, day: date, units: Mapping[UUID, tuple[str, str]]) -> tuple[list[Row], list[Row]]:
    """What a year adds, takes and vetoes beside its items; no other period does."""
    if period.kind != "year":
        return [], []
    known, at = {str(unit) for unit in units}, {"period": str(period)}
    added = [row | at for row in merits.adjustments(period.year, day) if row["unit"] in known]
    vetoed = [row | at for row in merits.vetoes(period.year, day) if row["unit"] in known]
    return added, vetoed


def _loop_row(unit: UUID, item: Item, figure: Figure | None) -> Row:
    """Actual of target; not applicable where nothing was asked. Of what counts against its unit (late reports, blockers
    held up, points of the supervision) none is none."""
    row: Row = {"unit": unit, "item": item.code}
    if OFFERED[source_of(item)].is_against:
        return row | {"actual": _plain(figure.actual if figure else 0), "status": Status.REPORTED.value}
    if figure is None or not figure.applies:
        return row | NOT_APPLICABLE
    return row | {"actual": _plain(figure.actual), "target": _plain(figure.target), "status": Status.REPORTED.value}


def _plain(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


def data_months(
    codes: Iterable[str], period: Period, day: date, units: Mapping[UUID, tuple[str, str]]
) -> dict[str, dict[str, Period]]:
    """Indicator → group → the last closed data month up to this one of which a sheet names a unit of the group.

    Where the county has never closed a data month, every month with a sheet will do. Two SELECTs.
    """
    closed = {month for month, step in newest_steps(PeriodStep.Clock.DATA).items() if step.closed and step.day <= day}
    first = _months_back(period, LOOK_BACK)
    sheets = Observation.rows.filter(known_on(day), indicator__code__in=list(codes), unit__isnull=False)
    sheets = sheets.filter(year__in=(first.year, period.year)).exclude(status=Status.NOT_PUBLISHED)
    found: dict[str, dict[str, Period]] = defaultdict(dict)
    for code, unit, year, number in sheets.values_list("indicator__code", "unit", "year", "month").distinct():
        month = Period(year, "month", number)
        if unit is not None and unit in units and first <= month <= period and (not closed or str(month) in closed):
            group = units[unit][0]
            found[code][group] = max(found[code].get(group, month), month)
    return found


def sealed_months(package: str) -> dict[str, dict[str, Period]]:
    """The same of a sealed package: which data months it took. What was not published then is not there."""
    scheme, taken = figures_of(package)[0], opened(package).manifest["indicators"]
    return {
        source_of(item): {
            group: Period.parse(month) for group, month in taken.get(item.code, {}).get("months", {}).items()
        }
        for item in indicator_items(scheme)
    }


def _asked(
    codes: Iterable[str], period: Period, day: date, units: Mapping[UUID, tuple[str, str]]
) -> dict[str, set[str]]:
    """Indicator → the groups in which anybody has a target for it. To all others it does not apply."""
    years = (_months_back(period, LOOK_BACK).year, period.year)
    targets = Target.rows.filter(known_on(day), indicator__code__in=list(codes), year__in=years)
    found: dict[str, set[str]] = defaultdict(set)
    for code, unit in targets.values_list("indicator__code", "unit").distinct():
        if unit is not None and unit in units:
            found[code].add(units[unit][0])
    return found


def _months_back(period: Period, months: int) -> Period:
    for _ in range(months):
        period = period.previous()
    return period


def _indicator_rows(
    code: str, months: Mapping[str, Period], asked: set[str], units: Mapping[UUID, tuple[str, str]], day: date
) -> list[Row]:
    """An indicator's rows for all units: each group by its own data month, against the course up to that month.

    Once anybody of a group is in a sheet, it is published for the group: who is left out has not reported. Where
    nobody of a group has a target, it does not apply.
    """
    known = {month: _by_unit(code, month, day) for month in set(months.values())}
    rows = []
    for unit, (group, _) in units.items():
        month = months.get(group)
        found = known[month].get(unit) if month else None
        standing = _standing(found, is_published=month is not None) if group in asked else NOT_APPLICABLE
        rows.append({"unit": unit, "item": code} | standing)
    return rows


def added_up(rows: Iterable[Row], subjects: Subjects) -> list[Row]:
    """An indicator of several units as one: all that they did of all that they should. Where one of those that are
    asked has not reported, the sum has not: keeping a figure back never helps."""
    of_unit = {row["unit"]: row for row in rows}
    return [_sum_of(one.uuid, [of_unit[unit] for unit in one.units]) for one in subjects.of.values()]


def _sum_of(subject: UUID, rows: Sequence[Row]) -> Row:
    asked = [row for row in rows if row["status"] != NOT_APPLICABLE["status"]]
    item: Row = {"unit": subject}
    if not asked:
        return item | NOT_APPLICABLE
    for status in (Status.NOT_PUBLISHED.value, Status.NOT_REPORTED.value):
        if any(row["status"] == status for row in asked):
            return item | {"status": status}
    sums = {name: sum((Decimal(row[name]) for row in asked), Decimal(0)) for name in ("actual", "target")}
    return item | {name: decimal_text(value) for name, value in sums.items()} | {"status": Status.REPORTED.value}


def _by_unit(code: str, month: Period, day: date) -> dict[UUID, Row]:
    return {row["unit"]: row for row in scheme_values([code], str(month), known_on=day)}


def _standing(found: Row | None, *, is_published: bool) -> Row:
    if not is_published:
        return {"status": Status.NOT_PUBLISHED.value}
    if found is None or found["target"] is None or found["status"] == Status.NOT_APPLICABLE:
        return NOT_APPLICABLE
    figures = {name: decimal_text(found[name]) for name in ("actual", "target") if found[name] is not None}
    is_silent = found["status"] in (Status.NOT_PUBLISHED, Status.NOT_REPORTED)
    return figures | {"status": (Status.NOT_REPORTED if is_silent else Status.REPORTED).value}


def _sources(items: Iterable[Item], months: Mapping[str, Mapping[str, Period]]) -> dict[str, Row]:
    known = {one.code: one for one in Indicator.rows.filter(code__in=[code for code, found in months.items() if found])}
    taken = sorted((item.code, source_of(item)) for item in items if source_of(item) in known)
    return {
        code: {
            "name": known[source].name,
            "unit_of_measure": known[source].unit_of_measure,
            "months": {group: str(month) for group, month in sorted(months[source].items())},
        }
        for code, source in taken
    }


def _reasons(scheme: Scheme, figures: Iterable[Figure]) -> dict[str, dict[str, list[Row]]]:
    """What stands behind the loop's figures, what went against the unit first."""
    items: dict[str, list[str]] = defaultdict(list)
    for item in own_items(scheme):
        items[source_of(item)].append(item.code)
    found: dict[str, dict[str, list[Row]]] = defaultdict(dict)
    for figure in figures:
        lines = [reason_row(reason) for reason in figure.reasons]
        lines.sort(key=lambda line: (line["counts"], line["number"], line["what"]))
        for code in items[figure.item]:
            found[str(figure.unit)][code] = lines
    return {unit: dict(sorted(found[unit].items())) for unit in sorted(found)}


def reason_row(reason: Reason) -> Row:
    """What stands behind a figure, as it is sealed; the numbers of a quantity with it, so that it can be added up."""
    row: Row = {
        "matter": str(reason.matter),
        "number": reason.number,
        "title": reason.title,
        "what": reason.what,
        "counts": reason.counts,
    }
    if reason.weight != 1:
        row["weight"] = decimal_text(reason.weight)
    if not reason.linked:
        row["linked"] = False
    if reason.amount is not None:
        numbers = {name: decimal_text(getattr(reason.amount, name)) for name in ("done", "expected", "weight")}
        row["amount"] = {"name": reason.amount.name, "measure": reason.amount.measure} | numbers
    return row
