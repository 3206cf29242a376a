"""Each cause of the lights turns on the day that the table says, and on no other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.errors import BadInput
from luoshi.core.timing.pace import (
    BlockerState,
    Cause,
    LightRules,
    MatterState,
    NodeState,
    QuantityState,
    light,
    lights,
)
from luoshi.core.timing.workdays import Workdays

RULES, DAYS = LightRules(), Workdays()
ISSUED = date(2026, 3, 2)


def turning(code: str, **state) -> tuple[date | None, date | None]:
    found = {cause.code: cause for cause in lights(MatterState(ISSUED, **state), RULES, DAYS).causes}
    return (found[code].yellow_from, found[code].red_from) if code in found else (None, None)


def test_near_its_due_day_in_the_last_third_but_at_most_ten_working_days_before():
    assert turning("near_due", due=date(2026, 3, 11)) == (date(2026, 3, 8), None)
    assert turning("near_due", due=date(2026, 6, 30)) == (date(2026, 6, 15), None)
    assert turning("overdue", due=date(2026, 6, 30)) == (None, date(2026, 7, 1))


def test_a_missed_node_the_day_after_it_and_fifteen_working_days_on():
    node = NodeState("开工", date(2026, 4, 20))
    assert turning("node_missed", nodes=(node,)) == (date(2026, 4, 21), date(2026, 5, 13))
    assert turning("node_missed", nodes=(NodeState("开工", node.day, date(2026, 4, 19)),)) == (None, None)


def test_a_quantity_behind_its_path_by_more_than_five_and_more_than_twenty_points():
    steps = tuple((date(2026, month, 29), month / 12) for month in range(4, 13))
    assert turning("behind_path", quantities=(QuantityState("投资", 0.28, steps),)) == (
        date(2026, 4, 29),
        date(2026, 6, 29),
    )
    exactly = QuantityState("投资", 0.25, ((date(2026, 5, 29), 0.30),))
    assert turning("behind_path", quantities=(exactly,)) == (None, None)


def test_a_report_not_filed_from_the_cut_off_and_five_working_days_on():
    late = (date(2026, 5, 29), "2026年5月")
    assert turning("not_reported", owed_report=late) == (date(2026, 5, 29), date(2026, 6, 4))


def test_a_plan_not_handed_in_five_and_ten_working_days_after_receipt():
    assert turning("no_plan", received_on=date(2026, 3, 2)) == (date(2026, 3, 9), date(2026, 3, 16))
    assert turning("no_plan", received_on=date(2026, 3, 2), plan_on=date(2026, 3, 4)) == (None, None)


def test_standing_still_for_45_days_only_where_it_is_due_at_years_end():
    still = {"last_progress": date(2026, 4, 1)}
    assert turning("standing_still", due=date(2026, 12, 31), **still) == (date(2026, 5, 17), None)
    assert turning("standing_still", due=date(2026, 12, 30), **still) == (None, None)


def test_anothers_blocker_never_makes_red_by_itself_and_ones_own_does():
    theirs = BlockerState("用地", date(2026, 4, 1), own=False, clearer="资源局")
    mine = BlockerState("用地", date(2026, 4, 1), own=True)
    assert turning("held_blocker", blockers=(theirs,)) == (date(2026, 4, 1), None)
    assert turning("own_blocker", blockers=(mine,)) == (date(2026, 4, 1), date(2026, 4, 16))
    closings = (date(2026, 4, 29), date(2026, 5, 29))
    assert turning("two_periods", blockers=(theirs,), yellow_closings=closings) == (None, None)


def test_yellow_at_two_closings_running_is_red_from_the_second_until_it_turns_green():
    closings = (date(2026, 4, 29), date(2026, 5, 29))
    node = NodeState("开工", date(2026, 4, 20))
    assert turning("two_periods", nodes=(node,), yellow_closings=closings) == (None, date(2026, 5, 29))
    assert turning("two_periods", nodes=(node,), yellow_closings=closings[:1]) == (None, None)
    later = NodeState("开工", date(2026, 6, 20))
    assert turning("two_periods", nodes=(later,), yellow_closings=closings) == (None, None)


def test_what_is_postponed_has_no_light_before_its_day():
    node = NodeState("开工", date(2026, 4, 20))
    found = lights(MatterState(ISSUED, nodes=(node,), suspended_until=date(2026, 9, 1)), RULES, DAYS)
    assert (found.yellow_from, found.red_from) == (date(2026, 9, 1), date(2026, 9, 1))


def test_causes_raised_from_above_count_like_any_other():
    raised = Cause("ranked_last", None, date(2026, 5, 1))
    assert lights(MatterState(ISSUED, raised=(raised,)), RULES, DAYS).red_from == date(2026, 5, 1)


@pytest.mark.parametrize("changed", [{"nonsense": 1}, {"node_red_workdays": -1}, {"behind_red_points": 1.0}])
def test_rules_that_do_not_hold_together_are_refused(changed):
    with pytest.raises(BadInput):
        LightRules.of(changed)


@given(st.dates(date(2026, 3, 3), date(2027, 12, 31)), st.dates(date(2026, 1, 1), date(2028, 6, 30)))
def test_a_light_only_ever_gets_worse_while_nothing_happens(due, day):
    known = lights(MatterState(ISSUED, due=due, nodes=(NodeState("完工", due),)), RULES, DAYS)
    order = ("green", "yellow", "red")
    today = light(day, known.yellow_from, known.red_from)
    tomorrow = light(day + timedelta(days=1), known.yellow_from, known.red_from)
    assert order.index(today) <= order.index(tomorrow)
