"""The chance of a goal is counted over past years, and not said where there are too few."""

from decimal import Decimal

from luoshi.core.timing.chance import Chance, chance_of


def years(*shares: int) -> dict[int, dict[int, Decimal]]:
    """Past years that stood at so many of 100 by the end of April, and at 100 by the end of June."""
    return {2020 + at: {4: Decimal(share), 6: Decimal(100)} for at, share in enumerate(shares)}


def test_it_counts_the_years_that_would_have_made_it():
    past = years(50, 55, 60, 65, 70)
    assert chance_of(Decimal(31), 4, 6, Decimal(50), past) == Chance(6, 5, 3, enough=True)
    assert chance_of(Decimal(31), 4, 6, Decimal(50), past, direction=-1) == Chance(6, 5, 2, enough=True)


def test_few_years_say_nothing_and_a_month_that_is_over_has_no_chance():
    assert chance_of(Decimal(31), 4, 6, Decimal(50), years(50, 60)) == Chance(6, 2, 2, enough=False)
    assert chance_of(Decimal(31), 6, 6, Decimal(50), years(50, 60)) is None
    assert chance_of(Decimal(0), 4, 6, Decimal(50), years(50, 60)) is None
