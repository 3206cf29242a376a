"""How sure a ranking is, and what one step more would bring: from the sealed package alone, the same each time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.test import Client
from tests import world
from tests.appraisal import story
from tests.telling import told_once

from luoshi.appraisal import queries
from luoshi.appraisal.queries.robustness import seed_of
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.org.acting import system
from luoshi.org.actions import change_setting
from luoshi.org.models import Account

MARCH, AFTER = "2026-03", date(2026, 4, 1)


@told_once
def county() -> world.County:
    county = world.found_county()
    for name, value in (("data_check_days", 0), ("ranking_release", False)):
        change_setting(system(clock.moment(world.FOUNDED)), name, value, world.FOUNDED)
    story.a_march(county)
    story.figures(county)
    story.close(county, MARCH)
    return county


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def test_the_same_month_gives_the_same_intervals_and_they_hold_the_published_place(county):
    first, again = (queries.shaken(story.clerk(county, AFTER), MARCH) for _ in range(2))
    assert first == again
    assert first.bounds.seed == seed_of(Period.parse(MARCH)) == 202603
    towns = next(one for one in first.groups if one.found.group == "towns")
    assert [one.spread.name for one in towns.rows] == ["金溪镇", "石桥镇"]
    assert all(one.spread.low <= one.spread.nominal <= one.spread.high for one in towns.rows)
    assert all(0 <= one.start < one.mark < one.end <= 1 for one in towns.rows)


def test_units_leaders_of_portfolios_and_auditors_do_not_see_how_sure_it_is(county):
    with clock.at(clock.moment(AFTER, 15)):
        seen = {
            name: client_of(name).get(f"/appraisal/{MARCH}/robustness").status_code
            for name in ("assessment", "county_head", "head-石桥镇", "vice_head", "auditor", "projects")
        }
        link = f"/appraisal/{MARCH}/robustness"
        assert link in client_of("assessment").get(f"/appraisal/{MARCH}").content.decode()
        assert link not in client_of("head-石桥镇").get(f"/appraisal/{MARCH}").content.decode()
    assert seen == {
        "assessment": 200,
        "county_head": 200,
        "head-石桥镇": 403,
        "vice_head": 403,
        "auditor": 403,
        "projects": 403,
    }


def test_a_month_that_is_not_sealed_has_none(county):
    assert queries.shaken(story.clerk(county, AFTER), "2026-04") is None


def test_the_why_page_says_what_one_more_node_would_bring_exactly(county):
    unit = county.units["石桥镇"]
    card = queries.why(story.clerk(county, AFTER), MARCH, unit)
    node = next(one for one in queries.worths(card) if one.found.item == "nodes_kept")
    line = next(one for one in card.lines if one.code == "nodes_kept")
    assert (line.actual, line.target, line.rate) == ("0.5 个", "1 个", "50%（1/2 个）")
    assert abs(node.found.gain - line.lost) <= Decimal("0.01")
    with clock.at(clock.moment(AFTER, 15)):
        page = client_of("head-石桥镇").get(f"/appraisal/{MARCH}/{unit}").content.decode()
    assert "按期多完成 1 个节点" in page


def test_what_brings_nothing_is_not_said(county):
    card = queries.why(story.clerk(county, AFTER), MARCH, county.units["金溪镇"])
    assert all(one.found.gain for one in queries.worths(card))
    assert "nodes_kept" not in {one.found.item for one in queries.worths(card)}
