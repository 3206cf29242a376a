"""85.485 is 85.49 in whatever order it was summed; 86.665 is 86.67 on every machine."""

import itertools
from fractions import Fraction

import pytest
from tests.core.scoring.world import data, leaf, points_of, ranks, scheme, scores, value

from luoshi.core.scoring import score
from luoshi.core.scoring.rounding import fine_units, half_up, snap

PARTS = ["14.105", "14.22", "14.33", "14.27", "14.28", "14.28"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(6)))[::37])
def test_the_order_of_items_does_not_matter(order):
    items = [leaf(f"i{number}", "as_is") for number in order]
    figures = [value("甲", f"i{number}", PARTS[number]) for number in range(6)]
    assert scores(score(scheme(*items), data(figures))) == {"甲": "85.49"}


@pytest.mark.parametrize("noisy", [85.485, 85.48500000000001, 85.48499999999999])
def test_the_noise_of_the_last_bits_is_cut_off(noisy):
    assert fine_units(noisy, 2) == 854850
    assert points_of(leaf("a", "as_is"), noisy) == "85.49"


@pytest.mark.parametrize(
    ("actual", "points"), [("86.665", "86.67"), ("86.6649", "86.66"), ("-2.005", "-2.01"), ("0.005", "0.01")]
)
def test_a_half_goes_up(actual, points):
    assert points_of(leaf("a", "as_is"), actual) == points


def test_half_up_of_exact_numbers():
    assert [half_up(Fraction(number, 2)) for number in (-5, -3, -1, 0, 1, 3, 5)] == [-3, -2, -1, 0, 1, 2, 3]
    assert half_up(Fraction(10**30 * 2 + 1, 2)) == 10**30 + 1


def test_twelve_significant_digits_are_kept():
    assert str(snap(1 / 3)) == "0.333333333333"
    assert str(snap(123456789.1234)) == "123456789.123"


def test_parts_are_not_rounded_before_they_are_added():
    items = [leaf(code, "completion", weight=1) for code in "abc"]
    figures = [value("甲", code, 1, 3) for code in "abc"]
    row = score(scheme(*items), data(figures)).row("甲")
    assert [str(row.line("a").points), str(row.line("a").fine), str(row.score)] == ["0.33", "0.3333", "1.00"]


@pytest.mark.parametrize(("decimals", "shown"), [(0, "33"), (1, "33.3"), (4, "33.3333")])
def test_scores_have_exactly_the_places_of_the_scheme(decimals, shown):
    result = score(scheme(leaf("a", "completion", weight=100), decimals=decimals), data([value("甲", "a", 1, 3)]))
    assert scores(result) == {"甲": shown}


def test_scores_equal_as_published_are_a_tie_though_their_parts_differ():
    figures = [value("甲", "a", "80.0049"), value("乙", "a", "80.0011"), value("丙", "a", "79.99")]
    assert ranks(score(scheme(leaf("a", "as_is")), data(figures))) == {"甲": 1, "乙": 1, "丙": 3}


def test_json_keeps_the_places():
    text = score(scheme(leaf("a", "as_is")), data([value("甲", "a", "92.5")])).to_json()
    assert '"score": 92.50' in text
    assert '"points": 92.50' in text
