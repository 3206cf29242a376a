"""The order of a desk: what waits stands before what is only good to know, and is counted without it."""

from datetime import date

import pytest
from django.test import Client

from luoshi.facts import clock
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
