"""未报, 不适用, 未发布: three kinds of missing, and what becomes of the weight."""

import pytest
from tests.core.scoring.world import data, leaf, node, row_of, scheme, scores, value

from luoshi.core.scoring import score

A, B = leaf("a", "completion", weight=60), leaf("b", "completion", weight=40)


def test_an_empty_cell_and_a_missing_row_are_not_reported_and_named():
    row = row_of([value("甲", "a", None, 100)], A, B)
    assert [(row.line(code).status, str(row.line(code).points)) for code in "ab"] == [("not_reported", "0.00")] * 2
    assert str(row.score) == "0.00"


def test_what_is_reported_too_late_does_not_count():
    row = row_of([value("甲", "a", 100, 100, status="not_reported"), value("甲", "b", 50, 100)], A, B)
    assert (str(row.score), str(row.line("a").cell.actual)) == ("20.00", "100")


@pytest.mark.parametrize(
    ("item", "points"),
    [
        (leaf("a", "completion", weight=10, floor=-0.5), "-5.00"),
        (leaf("a", "completion", weight=10, floor=0.6), "0.00"),
        (leaf("a", "deduction", weight=10, per=1, floor=-3), "-3.00"),
        (leaf("a", "tiers", bounds=[1], points=[-2, 5]), "-2.00"),
        (leaf("a", "efficacy"), "0.00"),
        (leaf("a", "minmax", low=-1, high=1, weight=10), "-10.00"),
        (leaf("a", "rank_points", full=4, step=3), "-2.00"),
        (leaf("a", "as_is", floor=-1.5), "-1.50"),
        (leaf("a", "as_is"), "0.00"),
    ],
)
def test_not_reported_is_the_smaller_of_nothing_and_the_least_the_item_can_yield(item, points):
    row = row_of([value("甲", "a"), value("乙", "a", 1, 1), value("丙", "a", 2, 1)], item)
    assert str(row.line("a").points) == points


def test_a_free_mark_without_a_floor_counts_as_the_lowest_that_anyone_got():
    row = row_of([value("甲", "a"), value("乙", "a", -3), value("丙", "a", 2)], leaf("a", "as_is"))
    assert str(row.line("a").points) == "-3.00"


def test_the_weight_of_what_does_not_apply_is_spread_over_the_siblings():
    row = row_of([value("甲", "a", 90, 100), value("甲", "b", status="not_applicable")], A, B)
    assert (str(row.score), str(row.line("a").full), row.line("b").points) == ("90.00", "100.0000", None)


def test_the_weight_moves_within_its_node_first_and_then_to_the_nodes_siblings():
    items = [node("n"), leaf("a", "completion", "n", weight=30), leaf("b", "completion", "n", weight=30)]
    items += [leaf("c", "completion", weight=40)]
    figures = [value("甲", "a", 50, 100), value("甲", "c", 100, 100)]
    row = row_of([*figures, value("甲", "b", status="not_applicable")], *items)
    assert (str(row.score), str(row.line("a").full)) == ("70.00", "60.0000")
    away = [value("甲", code, status="not_applicable") for code in "ab"]
    row = row_of([*away, value("甲", "c", 80, 100)], *items)
    assert (str(row.score), row.line("n").points, str(row.line("c").full)) == ("80.00", None, "100.0000")


def test_points_grow_with_their_full_mark_but_a_bonus_without_weight_does_not():
    items = [A, leaf("b", "deduction", weight=40, per=10), leaf("c", "as_is")]
    figures = [value("甲", "a", status="not_applicable"), value("甲", "b", 1), value("甲", "c", 2)]
    row = row_of(figures, *items)
    assert (str(row.line("b").points), str(row.line("c").points)) == ("75.00", "2.00")


def test_a_cap_grows_with_the_full_mark_it_was_written_for():
    items = [node("n", weight=50, cap=50), leaf("a", "completion", "n", weight=50), leaf("b", "completion", weight=50)]
    row = row_of([value("甲", "a", 300, 100), value("甲", "b", status="not_applicable")], *items)
    assert str(row.line("n").points) == "100.00"


def test_what_is_not_published_is_left_out_for_the_whole_group_alike():
    figures = [value("甲", "a", 100, 100), value("甲", "b", 100, 100)]
    figures += [value("乙", "a", 50, 100), value("乙", "b", status="not_published")]
    result = score(scheme(A, B), data(figures))
    assert scores(result) == {"甲": "60.00", "乙": "30.00"}
    assert {row.line("b").status for row in result.rankings[0].rows} == {"not_published"}


def test_it_is_left_out_for_the_group_only():
    figures = [value("甲", "a", 100, 100), value("甲", "b", 100, 100)]
    figures += [value("乙", "a", 50, 100), value("乙", "b", status="not_published")]
    result = score(scheme(A, B), data(figures, {"乡镇": "甲", "部门": "乙"}))
    assert scores(result) == {"乙": "30.00", "甲": "100.00"}


@pytest.mark.parametrize(("share", "points"), [(0.5, "60.00"), (0.51, None)])
def test_a_node_with_too_few_present_members_is_missing(share, points):
    items = [node("n", min_present=share, weight=60), leaf("a", "completion", "n", weight=30)]
    items += [leaf("b", "completion", "n", weight=30), leaf("c", "completion", weight=40)]
    figures = [value("甲", "a", 1, 1), value("甲", "b", status="not_applicable"), value("甲", "c", 1, 1)]
    row = row_of(figures, *items)
    assert (None if row.line("n").points is None else str(row.line("n").points)) == points
    assert str(row.score) == "100.00"


def test_a_unit_of_which_nothing_counts_has_no_score_and_no_rank():
    figures = [value("甲", "a", 1, 1), *(value("乙", code, status="not_applicable") for code in "ab")]
    rows = score(scheme(A, B), data(figures)).rankings[0].rows
    assert [(row.unit, row.rank) for row in rows] == [("甲", 1), ("乙", None)]
    assert rows[1].score is None
