"""Our own due day under an upper level's; and until when more time may be asked for."""

from datetime import date, timedelta

import pytest

from luoshi.core.timing.limits import ExtensionRule, asked_in_time, due_below
from luoshi.core.timing.workdays import Workdays

DAYS = Workdays()


@pytest.mark.parametrize(
    ("upper", "received", "ours"),
    [
        (date(2026, 3, 31), date(2026, 3, 2), date(2026, 3, 26)),  # three working days before, over no weekend
        (date(2026, 3, 16), date(2026, 3, 2), date(2026, 3, 11)),  # a Monday: over the weekend
        (date(2026, 3, 4), date(2026, 3, 2), date(2026, 3, 3)),  # hardly any time: the day after receipt
        (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 3)),
    ],
)
def test_our_day_lies_three_working_days_before_theirs_and_never_on_the_day_of_receipt(upper, received, ours):
    assert due_below(upper, received, 3, DAYS) == ours


ISSUED = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("due", "asked", "in_time"),
    [
        (date(2026, 4, 1), date(2026, 3, 21), True),  # 19 of 30 days gone: two thirds are 20
        (date(2026, 4, 1), date(2026, 3, 22), False),  # on the 20th day they are gone
        (date(2026, 3, 8), date(2026, 3, 5), True),  # few working days given: the share alone counts
        (date(2026, 3, 8), date(2026, 3, 6), False),
        (date(2026, 3, 3), date(2026, 3, 2), True),
        (date(2026, 3, 3), date(2026, 3, 3), False),
    ],
)
def test_more_time_is_asked_for_before_two_thirds_of_the_time_given_are_gone(due, asked, in_time):
    assert asked_in_time(asked, ISSUED, due, ExtensionRule(), DAYS) is in_time


def test_five_working_days_before_the_day_where_more_than_fifteen_were_given():
    rule = ExtensionRule(share=(99, 100))  # so that only the second half of the rule speaks
    due = date(2026, 3, 24)  # sixteen working days on
    assert DAYS.between(ISSUED, due) == 16
    assert asked_in_time(date(2026, 3, 17), ISSUED, due, rule, DAYS)
    assert not asked_in_time(date(2026, 3, 18), ISSUED, due, rule, DAYS)
    shorter = date(2026, 3, 23)
    assert DAYS.between(ISSUED, shorter) == 15
    assert asked_in_time(date(2026, 3, 20), ISSUED, shorter, rule, DAYS)


def test_once_too_late_it_stays_too_late():
    for given in (1, 5, 15, 30, 100, 300):
        due = ISSUED + timedelta(given)
        answers = [asked_in_time(ISSUED + timedelta(n), ISSUED, due, ExtensionRule(), DAYS) for n in range(given + 5)]
        assert answers == sorted(answers, reverse=True)
        assert answers[0]
        assert not answers[given]
