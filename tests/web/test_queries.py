"""Pages stay quick however long the ledger grows: as many SELECTs for 300 rows as for 10, at most 15, no scans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.facts import clock
from luoshi.facts.triggers import fact_tables
from luoshi.matters import actions
from luoshi.matters.models import Filing, LightSpan, Line, Matter, Measure, Node
from luoshi.org.models import Account
from tests import world

DAY = date(2026, 3, 24)
PAGES = (
    ("clerk", "/desk"),
    ("chief", "/desk"),
    ("director", "/desk"),
    ("assessment", "/desk"),
    ("county_head", "/desk"),
    ("clerk", "/matters?size=200"),
    ("clerk", "/matters?light=red&kind=key_project&q=项"),
    ("clerk", "/verify?size=200"),
    ("clerk", "/blockers"),
    ("clerk", "/documents"),
    ("clerk", "/documents/learnt"),
    ("reporter-金溪镇", "/desk"),
    ("reporter-金溪镇", "/night"),
    ("clerk", "/night/sheets"),
    ("head-金溪镇", "/desk"),
    ("head-金溪镇", "/sign"),
    ("head-金溪镇", "/claim"),
    ("clerk", "/claim"),
    ("clerk", "/plans"),
    ("clerk", "/w/claim"),
    ("clerk", "/w/report"),
    ("clerk", "/w/sign"),
    ("head-金溪镇", "/w/answer"),
    ("vice_head", "/matters"),
    ("clerk", "/matters?end=reported_up"),
    ("clerk", "/instructions/new"),
    ("county_head", "/county"),
    ("county_head", "/indicators"),
    ("assessment", "/appraisal"),
    ("clerk", "/papers"),
    ("admin", "/accounts"),
    ("head-金溪镇", "/accounts"),
    ("clerk", "story"),
    ("clerk", "matter"),
    ("clerk", "report"),
)
REGISTERS = (
    ("admin", "/house/units"),
    ("admin", "/house/posts"),
    ("admin", "/house/portfolios"),
    ("admin", "/house/mandates"),
    ("admin", "/house/settings"),
    ("clerk", "/handovers"),
)
"""Pages that show a register of the house whole: some hundred rows, however long the ledger grows."""


def fill(county: world.County, first: int, last: int) -> None:
    """Matters with a plan and a report each, all of them of one town; every third report waits for its head."""
    clerk, head = county.by("clerk"), county.by("head", "金溪镇", date(2026, 3, 3))
    decided = [
        actions.Decided(
            title=f"第 {number} 项",
            unit=county.units["金溪镇"],
            matter_kind="key_project",
            due=date(2026, 12, 31),
            leader=county.post("vice_head"),
            measures=(actions.MeasureWanted("m1", "完成投资", ">=", Decimal(1200), "万元"),),
        )
        for number in range(first, last)
    ]
    matters = actions.issue(clerk, decided)
    lines = dict(Line.rows.filter(matter__in=matters).values_list("matter", "uuid"))
    actions.claim(head, list(lines.values()))
    for matter in matters[:30]:
        actions.plan(head, lines[matter], [("开工", date(2026, 4, 20), 1)])
        actions.raise_blocker(head, matter, "land", "用地没有批", county.units["资源局"])
    for role, some in (("head", matters[::3]), ("reporter", matters[1::3])):
        filed = [
            actions.FiledReport(matter, "2026-03", words="主体施工。", quantities=(("m1", Decimal(20)),))
            for matter in some
        ]
        actions.file_reports(county.by(role, "金溪镇", DAY), filed)


def selects(username: str, address: str) -> list[str]:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    first = Matter.rows.order_by("number").first()
    own = {
        "matter": f"/matters/{first.uuid}",
        "story": f"/matters/{first.uuid}/story",
        "report": f"/matters/{first.uuid}/report",
    }
    address = own.get(address, address)
    with clock.at(clock.moment(DAY, 15)):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries if query["sql"].startswith(("SELECT", "WITH"))]


def test_every_page_asks_as_often_for_300_rows_as_for_10_and_at_most_15_times(county):
    fill(county, 0, 10)
    few = {page: len(selects(*page)) for page in (*PAGES, *REGISTERS)}
    fill(county, 10, 300)
    many = {page: len(selects(*page)) for page in (*PAGES, *REGISTERS)}
    assert many == few
    assert {page: n for page, n in many.items() if n > 15} == {}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own explanation of its plans")
def test_no_page_reads_the_facts_or_the_matters_from_end_to_end(county):
    fill(county, 0, 60)
    long = {model._meta.db_table for model in (*fact_tables(), Matter, Line, Filing, Node, Measure, LightSpan)}
    scans = {}
    for username, address in PAGES:
        for sql in selects(username, address):
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
                for *_, step in cursor.fetchall():
                    words = step.split()
                    if words[0] == "SCAN" and words[1].strip('"') in long and "USING" not in words:
                        scans[address] = (step, sql)
    assert scans == {}
