"""The order of a desk: what waits stands before what is only good to know, and is counted without it."""

from datetime import date

import pytest
from django.test import Client

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.org.models import Account
from tests import world


@pytest.fixture(autouse=True)
def _late_in_the_year():
    with clock.at(clock.moment(date(2026, 11, 2))):
        yield


def test_a_leader_s_red_matters_are_known_not_counted(county):
    world.issue_matter(county, "住建局")
    client = Client()
    client.force_login(Account.rows.get(username="vice_head"))
    listed = client.get("/desk?format=json").json()["waiting"]
    assert [one["group"] for one in listed] == ["滞后"]
    assert "今天没有等您办的" in client.get("/desk").content.decode()
    assert client.get("/desk/count").content == b""


def test_the_line_of_key_projects_blockers_opens_the_very_ones_it_counts(county):
    for kind in ("key_project", "task"):
        matter = world.issue_matter(county, "住建局", title=f"{kind}的事项", kind=kind)
        head = county.by("head", "住建局", date(2026, 3, 3))
        actions.raise_blocker(head, matter.uuid, "land", f"{kind}的用地", county.units["资源局"])
    client = Client()
    client.force_login(Account.rows.get(username="county_head"))
    assert 'href="/blockers?kind=key_project"' in client.get("/county").content.decode()
    listed = client.get("/blockers?kind=key_project&format=json").json()
    assert [one["title"] for one in listed["blockers"]] == ["key_project的用地"]
    assert client.get("/blockers?format=json").json()["total"] == 2


def test_the_assessment_office_sees_what_closes_next_and_when_where_nothing_waits(county):
    client = Client()
    client.force_login(Account.rows.get(username="assessment"))
    page = client.get("/desk").content.decode()
    assert "今天没有等您办的" in page
    assert "下一个工作月：2026年11月" in page
