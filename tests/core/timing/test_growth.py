"""Growth: amounts over amounts of the same length, rates by points, and nothing over nothing."""

from decimal import Decimal as D

import pytest

from luoshi.core.timing.growth import Growth, amount_of, growth_at

CUMULATIVE = {
    **{(2025, month): D(value) for month, value in ((2, 4), (3, 7), (4, 11), (5, 16), (6, 20))},
    **{(2026, month): D(value) for month, value in ((2, 5), (3, 9), (4, 14), (5, 20), (6, 25))},
}


def test_a_cumulative_figure_is_taken_apart_before_it_is_compared():
    assert amount_of("cumulative", CUMULATIVE, (2026, 6)) == 5
    assert growth_at("cumulative", CUMULATIVE, (2026, 6)) == Growth(D(5), D(25), D("-16.67"), D(25), (2026, 3))


def test_january_and_february_are_no_base_for_march_nor_december_for_them():
    assert growth_at("cumulative", CUMULATIVE, (2026, 3)).on_period is None
    assert growth_at("cumulative", CUMULATIVE | {(2025, 12): D(60), (2025, 11): D(50)}, (2026, 2)).on_period is None
    assert growth_at("stock", {(2025, 12): D(100), (2026, 2): D(110)}, (2026, 2)).on_period == 10


@pytest.mark.parametrize("base", [None, D(0), D(-3)])
def test_a_base_that_is_none_gives_no_growth(base):
    figures = {(2026, 4): D(5)} | ({(2026, 3): base, (2025, 4): base} if base is not None else {})
    found = growth_at("flow", figures, (2026, 4))
    assert (found.on_year, found.on_period, found.chain) == (None, None, None)


def test_a_missing_month_breaks_the_cumulative_and_the_chain():
    holed = {at: value for at, value in CUMULATIVE.items() if at != (2026, 4)}
    assert growth_at("cumulative", holed, (2026, 5)) == Growth()
    assert growth_at("cumulative", holed, (2026, 6)).chain is None
    assert growth_at("cumulative", holed, (2026, 6)).on_year == 25


def test_a_rate_is_compared_in_points_and_has_no_chain():
    rates = {(2025, 6): D("7.0"), (2026, 5): D("8.1"), (2026, 6): D("8.6")}
    assert growth_at("rate", rates, (2026, 6)) == Growth(D("8.6"), D("1.6"), D("0.5"))


def test_quarters_follow_each_other_over_the_years_end():
    flow = {(2025, 12): D(30), (2026, 3): D(33), (2026, 6): D(36)}
    assert growth_at("flow", flow, (2026, 3), "quarter").on_period == 10
    assert growth_at("flow", flow, (2026, 6), "quarter").chain == D("9.09")


def test_a_stocks_chain_starts_at_last_years_end():
    levels = {(2025, 12): D(100), (2026, 2): D(102), (2026, 3): D(105)}
    assert growth_at("stock", levels, (2026, 3)).chain == 5
