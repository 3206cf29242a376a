"""A part beside the lead's turns by its own day, its confirmation and the lead's word; a parent by its children."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.core.timing.pace import LightRules, LineState, MatterState, MemberState, light, lights, line_lights
from luoshi.core.timing.workdays import Workdays

RULES, DAYS = LightRules(), Workdays()
ISSUED = date(2026, 3, 2)
CONFIRMED = {"confirm_by": date(2026, 3, 5), "confirmed_on": date(2026, 3, 4)}


def turning(code: str, rules: LightRules = RULES, **state) -> tuple[date | None, date | None]:
    found = {cause.code: cause for cause in line_lights(LineState(ISSUED, **state), rules, DAYS).causes}
    return (found[code].yellow_from, found[code].red_from) if code in found else (None, None)


@pytest.mark.parametrize(
    ("code", "state", "yellow", "red"),
    [
        ("near_due", {"due": date(2026, 6, 30)} | CONFIRMED, date(2026, 6, 15), None),
        ("overdue", {"due": date(2026, 6, 30)} | CONFIRMED, None, date(2026, 7, 1)),
        ("near_due", {"due": date(2026, 3, 11)} | CONFIRMED, date(2026, 3, 8), None),
        ("undelivered", {"undelivered_since": date(2026, 4, 1)}, date(2026, 4, 1), date(2026, 4, 16)),
        ("not_confirmed", {"confirm_by": date(2026, 3, 5)}, date(2026, 3, 6), None),
        ("not_confirmed", {"confirm_by": date(2026, 3, 6)}, date(2026, 3, 9), None),
        ("not_confirmed", CONFIRMED, None, None),
        ("overdue", CONFIRMED, None, None),
    ],
)
def test_each_cause_of_a_part_turns_on_its_day(code, state, yellow, red):
    assert turning(code, **state) == (yellow, red)


def test_what_is_delivered_never_turns():
    state = LineState(
        ISSUED, date(2026, 4, 1), undelivered_since=date(2026, 3, 20), delivered_on=date(2026, 3, 25), **CONFIRMED
    )
    assert line_lights(state, RULES, DAYS).causes == ()


def test_the_county_may_change_the_days_after_which_an_undelivered_part_is_red():
    rules = LightRules.of({"undelivered_red_workdays": 5})
    assert turning("undelivered", rules, undelivered_since=date(2026, 4, 1)) == (date(2026, 4, 1), date(2026, 4, 9))


def test_a_postponed_matter_leaves_its_parts_without_light_before_its_day():
    known = line_lights(LineState(ISSUED, date(2026, 4, 1), suspended_until=date(2026, 9, 1)), RULES, DAYS)
    assert (known.yellow_from, known.red_from) == (date(2026, 9, 1), date(2026, 9, 1))


MEMBERS = (
    MemberState("金溪镇", date(2026, 4, 2), date(2026, 5, 6)),
    MemberState("石桥镇", None, date(2026, 4, 20)),
    MemberState("柳河镇", None, None),
)
WORST_OF_MEMBERS = [
    (date(2026, 4, 1), "green"),
    (date(2026, 4, 2), "yellow"),
    (date(2026, 4, 20), "red"),
]


@pytest.mark.parametrize(("day", "wanted"), WORST_OF_MEMBERS)
def test_judged_by_the_worst_a_parent_has_the_worst_childs_light_each_day(day, wanted):
    known = lights(MatterState(ISSUED, members=MEMBERS, rollup="worst"), RULES, DAYS)
    assert light(day, known.yellow_from, known.red_from) == wanted
    assert [cause.about for cause in known.causes] == ["石桥镇", "金溪镇"]


def test_where_all_must_be_done_a_red_child_warns_and_only_the_whole_s_own_day_makes_red():
    state = MatterState(ISSUED, due=date(2026, 12, 20), members=MEMBERS, rollup="all")
    known = lights(state, RULES, DAYS)
    assert (known.yellow_from, known.red_from) == (date(2026, 4, 20), date(2026, 12, 21))


def test_a_sum_is_not_touched_by_one_childs_light():
    assert lights(MatterState(ISSUED, members=MEMBERS, rollup="sum"), RULES, DAYS).causes == ()


def test_children_are_anothers_doing_and_never_make_two_periods_of_their_parent():
    closings = (date(2026, 4, 29), date(2026, 5, 29))
    known = lights(MatterState(ISSUED, members=MEMBERS, rollup="all", yellow_closings=closings), RULES, DAYS)
    assert "two_periods" not in {cause.code for cause in known.causes}
