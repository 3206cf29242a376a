"""A whole among many adds up to the whole, in steps of its own last place."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.shares import split

figures = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


def test_nine_projects_among_four_towns_go_to_the_first_remainder():
    assert split(Decimal(9), [Decimal(1)] * 4) == [3, 2, 2, 2]


def test_by_weight_the_largest_remainder_takes_what_is_left():
    assert split(Decimal(10), [Decimal(6), Decimal(3), Decimal(1)]) == [6, 3, 1]
    assert split(Decimal("1.0"), [Decimal(1), Decimal(1), Decimal(1)]) == [
        Decimal("0.4"),
        Decimal("0.3"),
        Decimal("0.3"),
    ]


@given(figures, st.lists(st.integers(0, 1000).map(Decimal), min_size=1, max_size=20))
def test_shares_add_up_exactly_and_none_is_off_by_more_than_a_step(whole, weights):
    shares = split(whole, weights)
    assert sum(shares) == whole
    total = sum(weights)
    for share, weight in zip(shares, weights, strict=True):
        fair = whole * weight / total if total else whole / len(weights)
        assert abs(share - fair) < Decimal("0.0101")
