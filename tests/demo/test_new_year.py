"""On 2 January last year is settled, and the county lives."""

from __future__ import annotations

from collections import Counter

import pytest

from luoshi.demo.people import SIGN_IN


def test_last_years_matters_were_ended_or_carried_over(new_year):
    last_year = [matter for matter in new_year.matters.values() if matter["first_due"] <= "2026-12-31"]
    ends = Counter(matter["end"] for matter in last_year if matter["stage"] == "ended")
    assert len(last_year) > 280
    assert ends["done"] > 200
    assert ends["carried"] >= 10
    overdue = [m for m in last_year if m["stage"] != "ended" and m["due"] <= "2026-12-31"]
    assert 5 <= len(overdue) <= 30


def test_projects_of_several_years_go_on_with_a_new_day(new_year):
    going_on = [m for m in new_year.matters.values() if m["stage"] != "ended" and m["first_due"] != m["due"]]
    assert len([matter for matter in going_on if matter["kind"] == "key_project"]) >= 5
    assert {matter["due"] for matter in going_on if matter["kind"] == "key_project"} >= {"2027-06-30"}


@pytest.mark.parametrize("role", sorted(SIGN_IN))
def test_something_waits_on_every_desk(new_year, role):
    assert new_year.json(role, "/desk")["waiting"]


def test_winter_work_issued_last_year_is_under_way(new_year):
    winter = [m for m in new_year.matters.values() if m["issued_on"] < "2027" <= m["due"] and m["stage"] != "ended"]
    assert len(winter) >= 15
