"""Node plans: signed by the head, approved by the office, silent after three days, moved by extension alone."""

from __future__ import annotations

from datetime import date

import pytest
from tests import world
from tests.telling import told_once

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Desk, Matter, Node, Pending, Ruling, SentBack
from luoshi.org.acting import system
from luoshi.org.actions import change_setting
from luoshi.rounds.daily import run_round
from luoshi.rounds.rebuild import rebuild

SIGNED = date(2026, 3, 4)
NODES = [("场平完成", date(2026, 4, 20), 1), ("主体封顶", date(2026, 9, 20), 2)]


@told_once
def county():
    county = world.found_county(binding=True)
    change_setting(system(clock.moment(world.FOUNDED)), "claim_needs", [], world.FOUNDED)
    return county


def planned(county, role: str = "head", on: date = SIGNED):
    """A matter claimed on the day before, and the plan its unit hands in."""
    matter = world.issue_matter(county)
    actions.claim(county.by("head", "金溪镇", date(2026, 3, 3)), [world.lead(matter).uuid])
    return matter, actions.plan(county.by(role, "金溪镇", on), world.lead(matter).uuid, NODES)


def now(matter) -> Matter:
    return Matter.rows.get(uuid=matter.uuid)


def light_causes(matter) -> set[str]:
    return {cause["code"] for cause in now(matter).causes}


def test_a_signed_plan_is_handed_in_at_once_and_holds_when_the_office_approves_it(county):
    matter, ref = planned(county, "reporter")
    assert now(matter).plan_on is None
    actions.sign_off(county.by("head", "金溪镇", date(2026, 3, 5)), [ref])
    assert (now(matter).plan_on, now(matter).plan_approved_on) == (date(2026, 3, 5), None)
    assert "no_plan" not in light_causes(matter)
    assert not Node.rows.exists()
    assert Pending.rows.get().desk == Desk.OFFICE
    assert actions.rule_plans(county.by("clerk", at=date(2026, 3, 6)), [ref], True) == 1
    assert (now(matter).plan_on, now(matter).plan_approved_on) == (date(2026, 3, 5), date(2026, 3, 6))
    assert [node.title for node in Node.rows.order_by("day")] == ["场平完成", "主体封顶"]
    assert not Pending.rows.exists()
    assert rebuild(check=True) == []


def test_a_plan_sent_back_is_owed_again_with_its_days_counted_anew(county):
    matter, ref = planned(county)
    with pytest.raises(BadInput, match="没有写退回的理由"):
        actions.rule_plans(county.by("clerk", at=date(2026, 3, 9)), [ref], False)
    actions.rule_plans(county.by("clerk", at=date(2026, 3, 9)), [ref], False, "“推进建设”核对不了")
    assert now(matter).plan_on is None
    assert SentBack.rows.get().by_office
    owed = next(cause for cause in now(matter).causes if cause["code"] == "no_plan")
    assert owed["yellow_from"] == "2026-03-16"
    assert rebuild(check=True) == []
    actions.plan(county.by("head", "金溪镇", date(2026, 3, 10)), world.lead(matter).uuid, NODES)
    assert now(matter).plan_on == date(2026, 3, 10)
    assert not SentBack.rows.exists()
    assert rebuild(check=True) == []


def test_silence_of_the_office_approves_after_three_working_days(county):
    matter, ref = planned(county)
    for day in (date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9)):
        run_round(day)
        assert now(matter).plan_approved_on is None
    run_round(date(2026, 3, 10))
    assert now(matter).plan_approved_on == date(2026, 3, 10)
    assert "视为同意" in Ruling.rows.get(ref=ref).reason
    assert rebuild(check=True) == []


def test_many_plans_are_approved_at_once_and_twice_is_once(county):
    refs = [planned(county)[1] for _ in range(3)]
    chief = county.by("chief", at=date(2026, 3, 5))
    assert actions.rule_plans(chief, refs, True) == 3
    assert actions.rule_plans(chief, refs, True) == 0
    assert Node.rows.count() == 6


def test_a_plan_that_waits_or_holds_is_not_planned_again(county):
    matter, ref = planned(county)
    head = county.by("head", "金溪镇", date(2026, 3, 6))
    with pytest.raises(BadInput, match="等批准"):
        actions.plan(head, world.lead(matter).uuid, NODES)
    actions.rule_plans(county.by("clerk", at=date(2026, 3, 6)), [ref], True)
    with pytest.raises(BadInput, match="申请延期"):
        actions.plan(head, world.lead(matter).uuid, NODES)


def test_only_the_office_approves(county):
    _, ref = planned(county)
    with pytest.raises(NotAllowed):
        actions.rule_plans(county.by("head", "金溪镇", SIGNED), [ref], True)


def test_without_the_rule_a_plan_holds_at_signature(county):
    change_setting(system(clock.moment(SIGNED, 8)), "plan_approval", False, SIGNED)
    matter, _ = planned(county)
    assert (now(matter).plan_on, now(matter).plan_approved_on) == (SIGNED, SIGNED)
    assert Node.rows.count() == 2
    assert not Pending.rows.exists()
    assert rebuild(check=True) == []
