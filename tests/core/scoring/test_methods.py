import pytest
from tests.core.scoring.world import leaf, points_of, row_of, value


@pytest.mark.parametrize(
    ("parameters", "actual", "points"),
    [
        ({}, 96, "9.60"),
        ({}, 150, "15.00"),
        ({"cap": 1.0}, 150, "10.00"),
        ({"cap": 1.2}, 150, "12.00"),
        ({"floor": 0.6}, 10, "6.00"),
        ({"floor": -0.5}, -80, "-5.00"),
        ({}, -80, "0.00"),
        ({"slope_above": 0.5}, 140, "12.00"),
        ({"slope_above": 0.5, "bonus_cap": 0.1}, 140, "11.00"),
        ({"slope_above": 0.5, "cap": 1.2}, 140, "11.00"),
        ({"slope_above": 0}, 140, "10.00"),
        ({"bonus_cap": 0.3}, 140, "13.00"),
    ],
)
def test_completion(parameters, actual, points):
    assert points_of(leaf("a", "completion", weight=10, **parameters), actual, 100) == points


@pytest.mark.parametrize(
    ("actual", "points"), [(100, "10.00"), (125, "8.00"), (80, "12.00"), (0, "12.00"), (-3, "12.00")]
)
def test_completion_where_less_is_better_is_target_by_actual(actual, points):
    assert points_of(leaf("a", "completion", weight=10, direction=-1, cap=1.2), actual, 100) == points


def test_nothing_left_where_less_is_better_never_divides_by_zero():
    item = leaf("a", "completion", weight=10, direction=-1)
    line = row_of([value("甲", "a", 0, 100)], item).line("a")
    assert (line.points, line.reason) == (None, "actual_not_positive")
    assert points_of(leaf("a", "completion", weight=10, direction=-1, bonus_cap=0.5), 0, 100) == "15.00"


@pytest.mark.parametrize(
    ("method", "figures", "reason"),
    [
        ("completion", {"target": 0}, "target_not_positive"),
        ("completion", {"target": -5}, "target_not_positive"),
        ("completion", {}, "no_target"),
        ("growth", {"base": 0}, "base_not_positive"),
        ("growth", {}, "no_base"),
        ("minmax", {}, "all_equal"),
        ("efficacy", {}, "all_equal"),
    ],
)
def test_a_figure_that_cannot_be_scored_makes_the_item_missing_with_the_reason(method, figures, reason):
    line = row_of([value("甲", "a", 5, **figures)], leaf("a", method, weight=10)).line("a")
    assert (line.points, line.reason, line.status) == (None, reason, "reported")


def test_growth():
    assert points_of(leaf("a", "growth", weight=100), 108, base=100) == "8.00"
    assert points_of(leaf("a", "growth", weight=100, base=120), 108) == "-10.00"
    assert points_of(leaf("a", "growth", weight=100, direction=-1, cap=0.05), 90, base=100) == "5.00"


def test_as_is_takes_the_mark_between_its_bounds():
    assert points_of(leaf("a", "as_is", weight=10), "9.345") == "9.35"
    assert points_of(leaf("a", "as_is", cap=5, floor=-5), 7) == "5.00"
    assert points_of(leaf("a", "as_is", cap=5, floor=-5), -7) == "-5.00"


def test_deduction_counts_or_compares_with_what_is_required():
    item = leaf("a", "deduction", weight=5, per=0.5)
    assert points_of(item, 3) == "3.50"
    assert points_of(item, 30) == "0.00"
    assert points_of(item, 5, 7) == "4.00"
    assert points_of(item, 9, 7) == "5.00"
    assert points_of(item | {"direction": -1}, 9, 7) == "4.00"
    assert points_of(item | {"floor": -2}, 30) == "-2.00"


def test_rank_points_share_a_place_and_skip_the_next():
    item = leaf("a", "rank_points", full=10, step=2)
    figures = [value(unit, "a", actual) for unit, actual in zip("甲乙丙丁", (9, 7, 7, 1), strict=True)]
    assert [str(row_of(figures, item, unit=unit).line("a").points) for unit in "甲乙丙丁"] == [
        "10.00", "8.00", "8.00", "4.00",
    ]  # fmt: skip
    assert str(row_of(figures, item | {"direction": -1}, unit="丁").line("a").points) == "10.00"


@pytest.mark.parametrize(
    ("direction", "actual", "points"),
    [
        *[(1, 95, "10.00"), (1, 90, "10.00"), (1, 89.99, "8.00"), (1, 60, "6.00"), (1, 59, "0.00")],
        *[(-1, 60, "0.00"), (-1, 90, "6.00"), (-1, 91, "10.00")],
    ],
)
def test_tiers_give_the_better_band_to_who_reaches_the_bound(direction, actual, points):
    parameters = {"bounds": [60, 80, 90], "points": [0, 6, 8, 10] if direction > 0 else [0, 2, 6, 10]}
    assert points_of(leaf("a", "tiers", weight=10, direction=direction, **parameters), actual) == points


def test_tiers_may_be_written_from_the_top_with_nothing_below():
    item = leaf("a", "tiers", bounds=[90, 80, 60], points=[10, 8, 6])
    assert [points_of(item, actual) for actual in (90, 80, 60, 59)] == ["10.00", "8.00", "6.00", "0.00"]


def test_minmax_stands_between_the_groups_worst_and_best():
    figures = [value(unit, "a", actual) for unit, actual in zip("甲乙丙", (2, 6, 10), strict=True)]
    assert str(row_of(figures, leaf("a", "minmax", weight=20), unit="乙").line("a").points) == "10.00"
    assert str(row_of(figures, leaf("a", "minmax", low=1, high=9), unit="乙").line("a").points) == "5.00"
    assert str(row_of(figures, leaf("a", "minmax", weight=20, direction=-1), unit="甲").line("a").points) == "20.00"


def test_efficacy_is_clipped_to_its_bounds():
    item = leaf("a", "efficacy", floor=50, satisfactory=100)
    assert [points_of(item, actual) for actual in (75, 100, 120, 50, 10)] == [
        "80.00", "100.00", "100.00", "60.00", "60.00",
    ]  # fmt: skip
    less = leaf("a", "efficacy", floor=100, satisfactory=50, direction=-1, low=0, high=10)
    assert [points_of(less, actual) for actual in (75, 50, 100)] == ["5.00", "10.00", "0.00"]


def test_efficacy_with_one_bound_given_and_the_whole_group_beyond_it():
    assert points_of(leaf("a", "efficacy", floor=50), 40) == "60.00"
    assert points_of(leaf("a", "efficacy", satisfactory=50), 60) == "100.00"
