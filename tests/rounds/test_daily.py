"""The daily round: what silence settles, on its own day, also when days were missed."""

from __future__ import annotations

from datetime import date

from tests import world

from luoshi.facts import clock
from luoshi.matters.models import Claim
from luoshi.rounds.daily import catch_up, run_round


def test_missed_days_are_caught_up_in_order_each_on_its_own_day(county):
    first = world.issue_matter(county, on=date(2026, 3, 2))
    second = world.issue_matter(county, "住建局", on=date(2026, 3, 4), title="管网")
    run_round(date(2026, 3, 4))
    days = catch_up(clock.moment(date(2026, 3, 12)))
    assert days == [date(2026, 3, day) for day in range(5, 13)]
    claimed = dict(Claim.rows.values_list("matter", "day"))
    assert claimed == {first.uuid: date(2026, 3, 6), second.uuid: date(2026, 3, 10)}


def test_a_second_round_on_the_same_day_settles_nothing_more(county):
    world.issue_matter(county, on=date(2026, 3, 2))
    run_round(date(2026, 3, 5))
    assert catch_up(clock.moment(date(2026, 3, 6))) == [date(2026, 3, 6)]
    assert catch_up(clock.moment(date(2026, 3, 6), 18)) == []
    assert Claim.rows.count() == 1


def test_what_the_unit_has_answered_is_not_settled_by_silence(county):
    matter = world.issue_matter(county, on=date(2026, 3, 2))
    world.actions.return_line(county.by("head", "金溪镇", date(2026, 3, 3)), world.lead(matter).uuid, "不归我们")
    run_round(date(2026, 3, 10))
    assert not Claim.rows.exists()
