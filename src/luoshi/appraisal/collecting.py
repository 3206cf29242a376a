"""What a month's ranking rests on: the loop's own figures, the indicators' last known data month, and the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from luoshi.appraisal.rules import FROM_THE_LOOP, indicator_codes
from luoshi.core.scoring import Scheme, ScoreData
from luoshi.core.timing.periods import Period
from luoshi.facts.canonical import decimal_text
from luoshi.indicators.models import Indicator, Observation, Status, Target
from luoshi.indicators.queries import scheme_values
from luoshi.indicators.queries.known import known_on
from luoshi.matters.closings import newest_steps
from luoshi.matters.models import PeriodStep
from luoshi.matters.queries.figures import REPORTS, Figure, month_figures
from luoshi.org.acting import group_of
from luoshi.org.directory import directory

LOOK_BACK = 6
"""So many months back an indicator's figure still counts; what is older is as good as not published."""

Row = dict[str, Any]
NOT_APPLICABLE: Row = {"status": Status.NOT_APPLICABLE.value}


@dataclass(slots=True)
class Collected:
    """The figures of a month, and where they come from."""

    data: ScoreData
    reasons: dict[str, dict[str, list[Row]]]
    """Unit → item → the matters behind the figure."""
    sources: dict[str, Row] = field(default_factory=dict)
    """Indicator → its name, unit of measure, and the data month taken for each group."""


def groups_at(period: Period) -> dict[UUID, tuple[str, str]]:
    """Unit → its group and its name, as of the month's end. Units that no longer stand are not ranked."""
    names, groups = directory(period.last), group_of(period.last)
    return {unit: (group, names.unit_name(unit)) for unit, group in groups.items() if unit in names.units}


def collect(scheme: Scheme, period: Period, day: date, *, of: UUID | None = None) -> Collected:
    """The rows to be scored for a month, as they are known on a day. `of`: only this unit's figures are wanted."""
    units = groups_at(period)
    figures = {(figure.unit, figure.item): figure for figure in month_figures(period, of) if figure.unit in units}
    own = [item.code for item in scheme.items if item.code in FROM_THE_LOOP]
    rows = [_loop_row(unit, item, figures.get((unit, item))) for item in own for unit in units]
    codes = indicator_codes(scheme)
    months, asked = data_months(codes, period, day, units), _asked(codes, period, day, units)
    for code in codes:
        rows += _indicator_rows(code, months.get(code, {}), asked.get(code, set()), units, day)
    named = [{"unit": str(unit), "name": name, "group": group} for unit, (group, name) in units.items()]
    values = [row | {"unit": str(row["unit"]), "period": str(period)} for row in rows]
    return Collected(ScoreData(named, values), _reasons(figures.values()), _sources(months))


def _loop_row(unit: UUID, item: str, figure: Figure | None) -> Row:
    """Actual of target; not applicable where nothing was asked. Of late reports each one counts, and none is none."""
    row: Row = {"unit": unit, "item": item}
    if item == REPORTS:
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


def _sources(months: Mapping[str, Mapping[str, Period]]) -> dict[str, Row]:
    known = {one.code: one for one in Indicator.rows.filter(code__in=list(months))}
    return {
        code: {
            "name": known[code].name,
            "unit_of_measure": known[code].unit_of_measure,
            "months": {group: str(month) for group, month in sorted(of_group.items())},
        }
        for code, of_group in sorted(months.items())
    }


def _reasons(figures: Iterable[Figure]) -> dict[str, dict[str, list[Row]]]:
    """What stands behind the loop's figures, what went against the unit first."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(dict)
    for figure in figures:
        lines = [
            {
                "matter": str(reason.matter),
                "number": reason.number,
                "title": reason.title,
                "what": reason.what,
                "counts": reason.counts,
            }
            for reason in figure.reasons
        ]
        lines.sort(key=lambda line: (line["counts"], line["number"], line["what"]))
        found[str(figure.unit)][figure.item] = lines
    return {unit: dict(sorted(found[unit].items())) for unit in sorted(found)}
