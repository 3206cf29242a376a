"""The course of a year, the gap to it and its light: what a county's statistics clerk would work out by hand."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.errors import BadInput
from luoshi.core.timing.course import (
    Course,
    CourseRules,
    cumulative_of,
    light_of,
    months_of,
    quarters_of,
    season_of,
    year_on_year,
)

SHARES = tuple(D(percent) / 100 for percent in (3, 4, 8, 9, 11, 13, 10, 10, 11, 9, 7, 5))


def test_course_takes_the_countys_quarters_first_then_the_season_then_twelfths():
    plain = Course("cumulative", D(63))
    seasonal = Course("cumulative", D(63), season=season_of(SHARES))
    quarterly = Course("cumulative", D(63), season=season_of(SHARES), quarters=(D(9), D(30), D(48), D(63)))
    assert (plain.basis, plain.expected(6)) == ("months", D("31.5"))
    assert (seasonal.basis, seasonal.expected(6)) == ("season", D("30.24"))
    assert (quarterly.basis, quarterly.expected(6)) == ("quarters", D(30))
    assert [quarterly.expected(month) for month in (1, 2, 3, 4, 5)] == [D(3), D(6), D(9), D(16), D(23)]
    assert plain.expected(12) == seasonal.expected(12) == quarterly.expected(12) == D(63)


def test_gap_is_in_percentage_points_of_the_target():
    investment = Course("cumulative", D(63))
    assert investment.gap(D("27.6"), 6) == D("-6.19")
    assert round(investment.share(D("27.6")) * 100, 1) == D("43.8")
    assert investment.needed_per_month(D("27.6"), 6) == D("5.9000")
    assert investment.needed_per_month(D(70), 6) == 0
    assert investment.needed_per_month(D("27.6"), 12) is None


@pytest.mark.parametrize(
    ("gap", "light"),
    [("0", "green"), ("3.5", "green"), ("-0.01", "yellow"), ("-5", "yellow"), ("-5.01", "red"), ("-40", "red")],
)
def test_yellow_is_behind_at_all_and_red_is_more_than_five_points(gap, light):
    assert light_of(D(gap)) == light


def test_no_gap_no_light_and_a_county_may_have_its_own_thresholds():
    assert light_of(None) == ""
    assert light_of(D("-2"), CourseRules(D(2), D(10))) == "green"
    assert light_of(D("-9"), CourseRules(D(2), D(10))) == "yellow"


def test_rules_that_contradict_themselves_are_refused():
    assert CourseRules.of({"behind_red_points": 8}) == CourseRules(behind_red_points=D(8))
    for bad in ({"behind_red_points": -1}, {"behind_yellow_points": 6}, {"blue": 1}, {"behind_red_points": "5"}):
        with pytest.raises(BadInput):
            CourseRules.of(bad)


def test_rate_is_judged_by_its_target_and_never_divided():
    growth = Course("rate", D(8))
    assert growth.gap(D("7.2"), 3) == D("-0.80")
    assert growth.share(D("7.2")) is None
    assert growth.needed_per_month(D("7.2"), 3) is None
    assert growth.past_half(D("7.9")) is False
    assert growth.past_half(D(8)) is True
    stepped = Course("rate", D(8), quarters=(D(6), D(7), D(8), D(8)))
    assert [stepped.expected(month) for month in (3, 4, 6, 12)] == [D(6), D(7), D(7), D(8)]


def test_where_less_is_better_the_target_is_a_ceiling():
    accidents = Course("flow", D(12), direction=-1)
    assert accidents.gap(D(5), 6) == D("8.33")
    assert accidents.light(D(5), 6) == "green"
    assert accidents.light(D(7), 6) == "red"
    assert accidents.past_half(D(6)) is True
    assert accidents.past_half(D(7)) is False
    assert accidents.needed_per_month(D(9), 6) == D("0.5")  # what is still allowed
    assert Course("rate", D("-3.2"), direction=-1).light(D("-3.5"), 6) == "green"


def test_ceiling_of_zero_is_kept_or_broken():
    none_at_all = Course("flow", D(0), direction=-1)
    assert none_at_all.gap(D(1), 6) is None
    assert (none_at_all.light(D(0), 6), none_at_all.light(D(1), 6)) == ("green", "red")


def test_target_of_zero_has_no_share_and_no_light():
    nothing = Course("flow", D(0))
    assert (nothing.share(D(1)), nothing.gap(D(1), 6), nothing.light(D(1), 6)) == (None, None, "")


def test_stock_climbs_from_last_years_end():
    loans = Course("stock", D(120), base=D(108))
    assert loans.expected(6) == D(114)
    assert loans.gap(D(114), 6) == 0
    assert loans.past_half(D(113)) is False
    unknown = Course("stock", D(120))
    assert (unknown.basis, unknown.expected(6), unknown.light(D(115), 6)) == ("none", None, "")


def test_half_the_year_half_the_target_is_exact():
    assert Course("cumulative", D(112)).past_half(D(56)) is True
    assert Course("cumulative", D(112)).past_half(D("55.99")) is False


def test_year_on_year_over_nothing_is_not_computable():
    assert year_on_year(D("47.5"), D("55.2")) == D("-13.95")
    assert year_on_year(D(5), D(0)) is None
    assert year_on_year(D(5), None) is None
    assert year_on_year(D(5), D(-3)) is None
    assert year_on_year(None, D(3)) is None


def test_flow_adds_up_and_a_cumulative_figure_stands():
    amounts = {2: D(30), 3: D(20), 4: D(25)}
    assert cumulative_of("flow", amounts, 4).value == D(75)
    assert cumulative_of("cumulative", {2: D(30), 3: D(50)}, 3).value == D(50)
    assert cumulative_of("rate", {3: D("7.2")}, 3).value == D("7.2")
    assert cumulative_of("flow", {3: D(20), 6: D(30)}, 6, "quarter").value == D(50)


def test_february_holds_january_even_if_that_came_out_alone():
    assert cumulative_of("flow", {1: D(14)}, 1).value == D(14)
    assert cumulative_of("flow", {1: D(14), 2: D(30), 3: D(20)}, 3).value == D(50)
    assert months_of("month", 4) == (2, 3, 4)


def test_missing_month_is_named_and_is_no_achievement_where_less_is_better():
    total = cumulative_of("flow", {2: D(30), 4: D(25)}, 4)
    assert (total.value, total.missing) == (D(55), (3,))
    assert total.counting(1) == D(55)
    assert total.counting(-1) is None
    assert cumulative_of("flow", {}, 4).value is None


def test_season_is_read_month_by_month_or_added_up():
    by_month = season_of(SHARES)
    assert by_month[5] == D("0.48")
    assert by_month[11] == 1
    assert season_of(by_month) == by_month
    assert season_of(()) == ()
    for bad in (SHARES[:11], (D("0.5"),) * 12, (D("-0.1"), D("1.1"), *[D(0)] * 10)):
        with pytest.raises(BadInput):
            season_of(bad)


def test_quarters_are_read_added_up_or_one_by_one():
    assert quarters_of((D(10), D(20), D(20), D(13)), D(63), "flow") == (D(10), D(30), D(50), D(63))
    assert quarters_of((D(10), D(30), D(50), D(63)), D(63), "cumulative") == (D(10), D(30), D(50), D(63))
    assert quarters_of((D(6), D(7), D(8), D("7.5")), D(8), "rate")[3] == D("7.5")
    assert quarters_of((), D(63), "flow") == ()
    with pytest.raises(BadInput, match="四季度"):
        quarters_of((D(10), D(30), D(50), D(60)), D(63), "cumulative")
    with pytest.raises(BadInput, match="3 个"):
        quarters_of((D(10), D(30), D(63)), D(63), "cumulative")


figures = st.decimals(0, 10**6, places=2)
shares = st.lists(st.integers(0, 100), min_size=12, max_size=12).filter(sum)


@given(target=figures.filter(bool), weights=shares, actual=figures, more=figures, month=st.integers(1, 12))
def test_reporting_more_never_makes_it_worse(target, weights, actual, more, month):
    season = season_of([D(one) / sum(weights) for one in weights])
    course = Course("cumulative", target, season=season)
    order = ["red", "yellow", "green"]
    assert course.gap(actual + more, month) >= course.gap(actual, month)
    assert order.index(course.light(actual + more, month)) >= order.index(course.light(actual, month))
    ceiling = Course("cumulative", target, direction=-1, season=season)
    assert ceiling.gap(actual + more, month) <= ceiling.gap(actual, month)


@given(target=figures.filter(bool), weights=shares)
def test_course_never_falls_and_ends_at_the_target(target, weights):
    course = Course("flow", target, season=season_of([D(one) / sum(weights) for one in weights]))
    climbed = [course.expected(month) for month in range(1, 13)]
    assert climbed == sorted(climbed)
    assert climbed[-1] == target
    assert course.gap(target, 12) == 0


@given(target=figures.filter(bool), actual=figures, month=st.integers(1, 11))
def test_what_is_needed_in_the_months_left_reaches_the_target(target, actual, month):
    needed = Course("flow", target).needed_per_month(actual, month)
    assert abs(max(target - actual, D(0)) - needed * (12 - month)) < D("0.01")
