"""A desk on which one of every kind of thing waits at once asks no oftener than any other page may."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.appraisal.actions import adopt_scheme, close_month
from luoshi.facts import clock
from luoshi.org.acting import system
from luoshi.org.actions import change_setting
from luoshi.org.models import Account
from luoshi.org.suggestions.actions import suggest
from luoshi.papers.actions import write_circular
from tests import world
from tests.appraisal import story
from tests.telling import told_once
from tests.web.matrix import CLOSED, DAY, walking
from tests.web.matrix.judged import check
from tests.web.matrix.things import things_of

MOST = 15
DESKS = {name for name, _unit in walking.ROLES.values() if name} | {"head-住建局", "reporter-住建局", "head-发改局"}
QUARTER = story.MARKED.replace('source = "marks"\ngroups', 'source = "review"\ngroups')


@told_once
def busy(county: world.County) -> world.County:
    """Two units with one of each thing, a month sealed and not let out, a quarter that waits for marks, a figure that
    was disputed, a circular nobody has signed, and the assessment office's reporter."""
    things = {unit: things_of(county, unit) for unit in ("金溪镇", "住建局")}
    office = county.by("assessment", "考核办", CLOSED)
    close_month(office, "2026-03")
    adopt_scheme(office, "quality", story.MARKED, date(2026, 3, 1), "month")
    adopt_scheme(office, "quarter", QUARTER, date(2026, 1, 1))
    check(county, things)
    change_setting(system(clock.moment(CLOSED)), "ranking_release", True, CLOSED)
    suggest(county.by("head", "石桥镇", CLOSED), "burden", "少报一张表")
    write_circular(county.by("clerk", at=CLOSED), "2026-03")
    return county


def selects(username: str) -> tuple[list[str], list[str]]:
    """The groups of what waits, and each SELECT."""
    client = Client()
    client.force_login(Account.rows.get(username=username))
    with clock.at(clock.moment(DAY, 15)):
        groups = [one["group"] for one in client.get("/desk?format=json").json()["waiting"]]
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/desk").status_code == 200
    return groups, [one["sql"] for one in captured.captured_queries if one["sql"].startswith(("SELECT", "WITH"))]


def test_no_desk_asks_oftener_than_any_page_may(busy):
    found = {name: selects(name) for name in sorted(DESKS)}
    import os
    if os.environ.get("SHOW"):
        for name, (groups, asked) in found.items():
            print(name, len(asked), sorted(set(groups)))
        for name in os.environ["SHOW"].split(","):
            for q in found.get(name, ((), ()))[1]: print("  --", q[:90], "...", q[q.find(" FROM "):][:60])
    assert {name: len(asked) for name, (_groups, asked) in found.items() if len(asked) > MOST} == {}
