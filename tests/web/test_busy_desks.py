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
QUARTER = story.MARKED.replace('source = "marks"\ngroups', 'source = "review"\ngroups')
WAIT = {
    "assessment": {"关账", "加分", "核对", "核查", "申诉"},
    "chief": {"加分", "征求意见", "意见", "批阅", "来文", "核实", "退回"},
    "clerk": {"征求意见", "批阅", "来文", "核实", "退回"},
    "county_head": {"发布", "征求意见", "批阅", "材料", "点评"},
    "director": {"加分", "发布", "征求意见", "意见", "批阅", "材料", "来文", "核实", "退回"},
    "head-住建局": {"堵点", "填报", "审签", "汇总", "移交", "认领"},
    "head-金溪镇": {"堵点", "填报", "审签", "汇总", "移交", "认领"},
    "head-发改局": {"核对"},
    "reporter-金溪镇": {"堵点", "填报", "审签", "汇总", "认领"},
    "vice_head": {"征求意见", "批阅", "点评"},
}
"""Account → what waits for it, among other things."""


@told_once
def busy(county: world.County) -> world.County:
    """Two units with one of each thing; a month sealed and not let out, a quarter and a scheme that wait for marks,
    figures that were disputed, a circular that nobody has signed."""
    things = {unit: things_of(county, unit) for unit in ("金溪镇", "住建局")}
    office, by = county.by("assessment", "考核办", CLOSED), system(clock.moment(CLOSED))
    close_month(office, "2026-03")
    adopt_scheme(office, "quality", story.MARKED, date(2026, 3, 1), "month")
    adopt_scheme(office, "quarter", QUARTER, date(2026, 1, 1))
    check(county, things)
    change_setting(by, "ranked_periods", ["quarter"], CLOSED)
    change_setting(by, "ranking_release", True, CLOSED)
    suggest(county.by("head", "石桥镇", CLOSED), "burden", "少报一张表")
    write_circular(county.by("clerk", at=CLOSED), "2026-03")
    return county


def desk_of(username: str) -> tuple[set[str], int]:
    """The groups of what waits, and how many SELECTs it took."""
    client = Client()
    client.force_login(Account.rows.get(username=username))
    with clock.at(clock.moment(DAY, 15)):
        groups = {one["group"] for one in client.get("/desk?format=json").json()["waiting"]}
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/desk").status_code == 200
    return groups, sum(one["sql"].startswith(("SELECT", "WITH")) for one in captured.captured_queries)


def test_no_desk_asks_oftener_than_any_page_may(busy):
    desks = {name: desk_of(name) for name in sorted({*WAIT, *(name for name, _unit in walking.ROLES.values() if name)})}
    assert {name: waits - desks[name][0] for name, waits in WAIT.items() if waits - desks[name][0]} == {}
    assert {name: asked for name, (_groups, asked) in desks.items() if asked > MOST} == {}
