"""The same result as the definition gives, scored in a database: figures in, cards out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from luoshi.core.errors import BadInput
from luoshi.core.scoring import reference
from luoshi.core.scoring.card import ONE, Card, Filling
from luoshi.core.scoring.cells import Cell
from luoshi.core.scoring.checks import check, chosen_period
from luoshi.core.scoring.data import ScoreData
from luoshi.core.scoring.engines.connections import connect, given, is_beyond
from luoshi.core.scoring.engines.nodes import UnfitError
from luoshi.core.scoring.engines.plans import Plan
from luoshi.core.scoring.engines.scored import Scored, score_tables
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods import METHODS, WITH_PARTS, Figures, places_of
from luoshi.core.scoring.records import Unit, Value
from luoshi.core.scoring.reference import Papers, lay_out, row_of
from luoshi.core.scoring.result import Ranking, Result, Row
from luoshi.core.scoring.rounding import published_points
from luoshi.core.scoring.scheme import Scheme

VALUES = pa.schema(
    [(name, pa.string()) for name in ("unit", "item", "period", "status")]
    + [(name, pa.float64()) for name in ("actual", "target", "base")]
)


def score(engine: str, scheme: Scheme, data: ScoreData, period: str | None = None) -> Result:
    """Scores and ranks by the engine. Raises BadInput exactly where the definition does."""
    faults = check(scheme, data, period)
    if faults:
        raise BadInput.of(faults)
    chosen = chosen_period(data, period)
    papers = lay_out(scheme, data, chosen)
    connection = connect(engine)
    try:
        scored = _scored(connection, papers, chosen)
        rankings = tuple(_rankings(papers, scored, data.groups()))
    except Exception as error:
        if not isinstance(error, UnfitError) and not is_beyond(error):
            raise
        return reference.score(scheme, data, period)
    return Result(scheme, chosen, engine, rankings)


def _scored(connection: Any, papers: Papers, period: str) -> Scored:
    scheme = papers.scheme
    plain = scheme_without_formulas(scheme)
    units = pa.table({name: [getattr(unit, name) for unit in papers.units] for name in ("unit", "name", "group")})
    rows = [
        _row(item, value)
        for item in scheme.items
        if item.is_leaf
        for value in papers.values.get(item.code, {}).values()
    ]
    values = pa.Table.from_pylist(rows, schema=VALUES)
    return score_tables(
        connection,
        plain,
        given(connection, units),
        given(connection, values),
        periods=[period],
        beside=_beside(papers),
        with_reasons=True,
        made=True,
    )


def scheme_without_formulas(scheme: Scheme) -> Scheme:
    """Computed figures stand among the others when a scheme comes here."""
    return replace(scheme, items=tuple(replace(item, formula=None) for item in scheme.items))


def _row(item: Item, value: Value) -> dict[str, Any]:
    own: dict[str, Any] = {name: getattr(value, name) for name in ("unit", "item", "period", "status")}
    figures = {name: _double(getattr(value, name)) for name in ("actual", "target", "base")}
    if item.method in WITH_PARTS and (value.parts or value.actual is not None):
        actual = figures["actual"]
        given = Figures(0.0 if actual is None else actual, figures["target"], figures["base"], value.parts)
        (outcome,) = METHODS[item.method].measure(item, [given])
        figures["actual"] = outcome if isinstance(outcome, float) else None
    return own | figures


def _double(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _beside(papers: Papers) -> pa.Table | None:
    """Points and vetoes beside the items."""
    units = sorted({*papers.adjustments, *papers.vetoes})
    if not units:
        return None
    is_published = papers.scheme.decimals is not None
    added = [sum((one.value for one in papers.adjustments.get(unit, ())), Fraction(0)) for unit in units]
    return pa.table(
        {
            "unit": units,
            "period": pa.array([0] * len(units), type=pa.int16()),
            "added": [int(one) if is_published else float(one) for one in added],
            "vetoed": [bool(papers.vetoes.get(unit)) for unit in units],
        }
    )


def _rankings(papers: Papers, scored: Scored, groups: Sequence[str]) -> Iterator[Ranking]:
    """The cards of all groups, fetched at once."""
    group_of = {unit.unit: unit.group for unit in papers.units}
    rows: dict[str, list[Mapping[str, Any]]] = {group: [] for group in groups}
    for row in scored.table.to_pyarrow().to_pylist():
        rows[group_of[row["unit"]]].append(row)
    return (_ranking(papers, scored, group, rows[group]) for group in groups)


def _ranking(papers: Papers, scored: Scored, group: str, rows: Sequence[Mapping[str, Any]]) -> Ranking:
    scheme = papers.scheme
    units = {unit.unit: unit for unit in papers.units if unit.group == group}
    shown = [item for item in scheme.items if item.code in scheme.tree(group).items]
    places = {leaf.item.code: _places(leaf.item, papers, rows, leaf.number) for leaf in scored.leaves}
    made = [_card_row(papers, scored, units[row["unit"]], row, shown, places) for row in rows]
    made = reference.graded(scheme, made) if scheme.grades else made
    return Ranking(group, tuple(sorted(made, key=lambda row: (row.rank is None, row.rank or 0, row.unit))))


def _places(item: Item, papers: Papers, rows: Sequence[Mapping[str, Any]], number: int) -> dict[str, int]:
    there = [row for row in rows if row[f"x{number}"] is not None]
    figures = [Figures(_own(papers, item, row["unit"])) for row in there]
    return dict(zip((row["unit"] for row in there), places_of(item, figures), strict=True))


def _own(papers: Papers, item: Item, unit: str) -> float:
    value = papers.values[item.code][unit]
    if value.actual is not None:
        return float(value.actual)
    return float(sum(map(Fraction, value.parts), Fraction(0)) / len(value.parts))


def _card_row(
    papers: Papers,
    scored: Scored,
    unit: Unit,
    row: Mapping[str, Any],
    shown: Sequence[Item],
    places: Mapping[str, Mapping[str, int]],
) -> Row:
    words = [name for name in row if name[0] == "q"]
    plan = scored.patterns[(row["kind"], *(row[word] for word in words))]
    on_card = {item.code for item in shown}
    cells = {
        leaf.item.code: _cell(papers, leaf.item, unit.unit, row, leaf.number, places[leaf.item.code])
        for leaf in scored.leaves
        if leaf.item.code in on_card
    }
    card = _card(papers, scored, plan, row)
    total = _total(papers, unit.unit, card.values.get(plan.root or ""))
    final = total
    if total is not None and papers.scheme.veto == "zero" and papers.vetoes.get(unit.unit):
        final = min(total, Fraction(0))
    made = row_of(papers, shown, unit, cells, card, total, final, _place(row["rank"]))
    is_ranked = papers.scheme.decimals is None or made.score == _score(papers.scheme.decimals, row["score"])
    assert is_ranked, "the total of the cards is the score that was ranked"
    return made


def _score(decimals: int, score: int | None) -> Decimal | None:
    return None if score is None else published_points(score, decimals)


def _total(papers: Papers, unit: str, root: Fraction | None) -> Fraction | None:
    if root is None:
        return None
    return root + sum((one.value for one in papers.adjustments.get(unit, ())), Fraction(0))


def _place(rank: float | int | None) -> float | int | None:
    return None if rank is None else int(rank) if rank == int(rank) else rank


def _cell(
    papers: Papers, item: Item, unit: str, row: Mapping[str, Any], number: int, places: Mapping[str, int]
) -> Cell:
    value, reason = papers.values.get(item.code, {}).get(unit), row[f"r{number}"]
    is_scored = reason in (None, "not_reported")
    return Cell(
        status=_status(papers, value, reason),
        normalised=row[f"v{number}"] if reason is None else None,
        counted=row[f"c{number}"] if is_scored or reason == "empty" else None,
        reason=reason,
        actual=value.actual if value else None,
        target=value.target if value else None,
        base=value.base if value else None,
        parts=value.parts if value else (),
        units=row[f"n{number}"] + row[f"m{number}"] if is_scored else 0,
        place=places.get(unit) if reason is None else None,
    )


def _status(papers: Papers, value: Value | None, reason: str | None) -> str:
    if reason == "not_published":
        return reason
    if value is not None and value.status is not None:
        return value.status
    return "not_reported" if papers.scheme.decimals is not None else "empty"


def _card(papers: Papers, scored: Scored, plan: Plan, row: Mapping[str, Any]) -> Card:
    """The plan's card with the values that the database computed."""
    of_plan = plan.filling
    filling = Filling(of_plan.tree, of_plan.cells, papers.scheme.numbers, of_plan.strict)
    filling.present, filling.scales, filling.shares = of_plan.present, of_plan.scales, of_plan.shares
    filling.card.full = of_plan.card.full
    for code in of_plan.present:
        over = 1 if papers.scheme.decimals is None else plan.denominators.get(code, 1)
        filling.card.values[code] = Fraction(row[_column(scored, code)]) / over
    if plan.root is not None:
        filling.contribute(plan.root, ONE)
    return filling.card


def _column(scored: Scored, code: str) -> str:
    for leaf in scored.leaves:
        if leaf.item.code == code:
            return f"p{leaf.number}"
    return f"w{[item.code for item in scored.scheme.items].index(code)}"
