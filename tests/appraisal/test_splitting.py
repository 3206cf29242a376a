"""A project entered as several: what is counted, what is due and what is finished weigh together what they did."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from tests import world
from tests.appraisal import story

from luoshi.appraisal import queries
from luoshi.appraisal.loop import loop_figures
from luoshi.core.timing.periods import Period
from luoshi.matters.actions import end_matter
from luoshi.matters.models import MeasureKind
from luoshi.matters.queries.figure import NODES, QUANTITIES, REPORTS
from luoshi.matters.queries.finished import DONE
from luoshi.matters.queries.pooling import Weights, percent, sums

MARCH = "2026-03"
LAST = date(2026, 3, 30)


def a_county_with(county, pieces: list[tuple[int, int, bool]]) -> dict[str, float]:
    """金溪镇 has one project in these pieces (target, done, node passed), and beside it another and a task without a
    quantity; six projects of others lie about. Item → actual of target."""
    with transaction.atomic():
        for number in range(6):
            world.issue_matter(county, "石桥镇" if number % 2 else "发改局", target=Decimal(300 + 100 * number))
        for number, (target, done, passed) in enumerate(pieces):
            _project(county, f"冷库{number}", target, done, passed=passed)
        _project(county, "主街改造", 700, 20, passed=False)
        task, nodes = story.take_on(county, "金溪镇", "清理河道", {"清完": LAST}, target=None)
        world.report(county, task, "金溪镇", LAST, MARCH, nodes=(nodes[0].uuid,))
        items = (NODES, QUANTITIES, REPORTS, DONE)
        found = {one.item: one for one in loop_figures(Period.parse(MARCH), items, county.units["金溪镇"])}
        transaction.set_rollback(True)
    return {item: one.actual if item == REPORTS else one.actual / one.target for item, one in found.items()}


def _project(county, title: str, target: int, done: int, *, passed: bool) -> None:
    matter = world.issue_matter(county, "金溪镇", title=title, due=LAST, target=Decimal(target))
    node = world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"封顶": date(2026, 3, 25)})[0]
    passing = (node.uuid,) if passed else ()
    world.report(county, matter, "金溪镇", date(2026, 3, 26), MARCH, nodes=passing, quantities=(("m1", Decimal(done)),))
    if passed:
        end_matter(county.by("clerk", at=LAST), [matter.uuid], "done", "验收合格")


@pytest.mark.parametrize("passed", [True, False])
@pytest.mark.parametrize("done", [0, 30, 120])
def test_one_project_in_three_pieces_scores_what_it_would_whole(county, done, passed):
    """Whether it runs ahead of the unit's other work or behind it."""
    whole = a_county_with(county, [(1200, 10 * done, passed)])
    split = a_county_with(county, [(200, 2 * done, passed), (300, 3 * done, passed), (700, 5 * done, passed)])
    assert whole.keys() == split.keys() == {NODES, QUANTITIES, REPORTS, DONE}
    assert split == pytest.approx(whole, abs=1e-3)


def test_a_piece_that_lags_takes_its_share_with_it(county):
    whole = a_county_with(county, [(1200, 600, True)])
    split = a_county_with(county, [(600, 600, True), (600, 0, False)])
    assert split[QUANTITIES] == pytest.approx(whole[QUANTITIES], abs=1e-3)
    assert split[NODES] < whole[NODES]


amounts = st.integers(1, 100_000).map(Decimal)
pieces = st.lists(st.tuples(amounts, amounts), min_size=1, max_size=5)


@given(pieces, pieces, st.lists(amounts, max_size=8), st.sampled_from([("万元", 1), ("亿元", 10_000), ("元", 1)]))
def test_no_way_of_splitting_changes_the_quantities(split, beside, others, unit_of_measure):
    """Done and target of the pieces, of another quantity beside them, targets of other units' matters of the same."""
    whole = [tuple(sum(column, Decimal(0)) for column in zip(*split, strict=True))]
    name, times = unit_of_measure
    assert reached(split, beside, others, name, times) == pytest.approx(
        reached(whole, beside, others, name, times), abs=0.05
    )


def reached(parts, beside, others, name: str, times: int) -> float:
    """Percent of quantities, where one unit has these parts, one unit of measure for all but the first of them."""
    mine, theirs = uuid4(), uuid4()
    rows = [(mine, "完成投资", "万元" if name == "元" else name, target, done) for target, done in parts]
    rows += [(mine, "木耳", "万袋", target, done) for target, done in beside]
    rows += [(theirs, "完成投资", "万元", target * times, Decimal(0)) for target in others]
    matters, measures = {}, []
    for key, (unit, title, written, target, done) in enumerate(rows):
        matter = uuid4()
        matters[matter] = SimpleNamespace(unit=unit)
        measures.append(
            SimpleNamespace(
                pk=key,
                matter_id=matter,
                name=title,
                unit_of_measure=written,
                value=target,
                done=done,
                measure_kind=MeasureKind.FLOW,
                direction=1,
            )
        )
    weights = Weights.of(matters, measures).measures
    own = [one for one in measures if matters[one.matter_id].unit == mine]
    return percent(sums((one.name, "", one.done, one.value / 2, weights[one.pk]) for one in own))


def test_the_same_amount_in_another_unit_of_measure_is_the_same(county):
    matters = {uuid4(): SimpleNamespace(unit="a"), uuid4(): SimpleNamespace(unit="a")}
    first, second = matters
    row = {"name": "完成投资", "measure_kind": MeasureKind.FLOW, "direction": 1}
    measures = [
        SimpleNamespace(pk=1, matter_id=first, unit_of_measure="亿元", value=Decimal("0.3"), **row),
        SimpleNamespace(pk=2, matter_id=second, unit_of_measure="万元", value=Decimal(1000), **row),
    ]
    assert Weights.of(matters, measures).measures == {1: Decimal("0.75"), 2: Decimal("0.25")}


def test_the_why_page_adds_up_to_the_figure(county):
    story.a_march(county)
    story.close(county, MARCH)
    card = queries.why(county.by("chief", at=date(2026, 4, 1)), MARCH, county.units["石桥镇"])
    line = next(one for one in card.lines if one.code == QUANTITIES)
    (said,) = line.added_up
    assert said.startswith("完成投资：2 件合计 110 ÷ 序时 221.05 万元 = 49.76%")
    assert line.actual == "49.76%"
