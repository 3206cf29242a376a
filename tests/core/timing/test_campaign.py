"""Where a campaign's own pace leads, and what every remaining day must bring."""

from datetime import date
from decimal import Decimal

from luoshi.core.timing.campaign import standing_of

BEGINS, ENDS = date(2026, 7, 1), date(2026, 7, 20)


def standing(today: int, **days: int):
    known = {date(2026, 7, int(day.removeprefix("d"))): Decimal(value) for day, value in days.items()}
    return standing_of(Decimal(1000), Decimal(90), known, BEGINS, ENDS, date(2026, 7, today))


def test_what_each_day_left_must_bring_and_where_the_last_week_leads():
    found = standing(10, d3=100, d6=250, d10=400)
    assert (found.wanted, found.reached, found.coverage) == (900, 400, 40)
    assert (found.expected, found.needed) == (450, 50)
    assert found.pace == Decimal(300) / 7
    assert found.misses
    assert not standing(10, d3=100, d6=250, d10=600).misses


def test_few_figures_say_nothing_and_the_end_says_it_all():
    assert standing(10, d3=100, d10=400).misses is None
    assert standing(10, d10=900).misses is False
    assert standing(20, d3=100, d6=250, d20=899).misses is True
    assert standing(5).as_of is None


def test_a_day_that_is_not_over_yet_is_not_known():
    assert standing(6, d3=100, d6=250, d10=400).reached == 250
