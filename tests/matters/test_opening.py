"""An older ledger goes on here: what was done counts from the first day, and nobody is blamed for a new ledger."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from tests import world

from luoshi.core.errors import BadInput
from luoshi.core.timing.pace import light
from luoshi.facts import clock
from luoshi.facts import queries as chain
from luoshi.matters import actions
from luoshi.matters.models import Matter, Measure, Node
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

DAY = date(2026, 7, 6)
ISSUED = date(2026, 3, 2)
DUE = date(2026, 12, 31)


def running(county, title="城西污水管网", **more) -> actions.Running:
    decided = actions.Decided(
        title=title,
        unit=county.units["住建局"],
        matter_kind="key_project",
        due=more.pop("due", DUE),
        others=(actions.LineWanted(county.units["资源局"], "co"),),
        measures=(actions.MeasureWanted("m1", "完成投资", ">=", Decimal(1000), "万元"),),
    )
    return actions.Running(decided, more.pop("issued_on", ISSUED), **more)


def take_over(county, *some) -> list[Matter]:
    found = actions.take_over(county.by("clerk", at=DAY), some)
    return [Matter.rows.get(uuid=uuid) for uuid in found]


def color(matter: Matter, day: date = DAY) -> str:
    matter.refresh_from_db()
    return light(day, matter.yellow_from, matter.red_from)


def test_what_was_done_shows_as_progress_at_once_and_the_next_report_adds_to_it(county):
    (matter,) = take_over(county, running(county, quantities=(("m1", Decimal(400)),), words="管网已通 4 公里"))
    assert (matter.issued_on, matter.opened_on, matter.stage) == (ISSUED, DAY, "claimed")
    assert matter.progress == 0.4
    world.report(county, matter, "住建局", date(2026, 7, 24), "2026-07", quantities=(("m1", Decimal(50)),))
    assert Measure.rows.get(matter=matter).done == 450
    assert chain.verify() == []
    assert rebuild(check=True) == []


def test_behind_it_is_red_and_unknown_it_is_not_judged_before_somebody_was_asked(county):
    behind, unknown, level = take_over(
        county,
        running(county, "落后的", quantities=(("m1", Decimal(10)),)),
        running(county, "没有数的"),
        running(county, "跟上的", quantities=(("m1", Decimal(400)),)),
    )
    assert [color(one) for one in (behind, unknown, level)] == ["red", "green", "green"]
    assert color(unknown, date(2026, 7, 30)) == "red"


def test_it_stands_still_only_by_a_plan_that_was_taken_over_with_it(county):
    first = ("开工", date(2026, 4, 1), date(2026, 4, 8))
    planned, unplanned = take_over(
        county,
        running(county, "有计划的", quantities=(("m1", Decimal(400)),), nodes=(first, ("封顶", DUE, None))),
        running(county, "没计划的", quantities=(("m1", Decimal(400)),), nodes=(first,)),
    )
    assert [color(one) for one in (planned, unplanned)] == ["yellow", "green"]


def test_nothing_is_owed_for_the_months_before(county):
    (matter,) = take_over(county, running(county, quantities=(("m1", Decimal(400)),)))
    assert not any(cause["code"] == "not_reported" and cause["yellow_from"] <= str(DAY) for cause in matter.causes)
    with pytest.raises(BadInput, match="已随原台账录入"):
        world.report(county, matter, "住建局", DAY, "2026-05")


def test_an_overdue_matter_of_the_older_ledger_is_overdue_here(county):
    (matter,) = take_over(county, running(county, due=date(2026, 6, 30), quantities=(("m1", Decimal(1000)),)))
    assert color(matter) == "red"
    with pytest.raises(BadInput, match="早于下发日期"):
        take_over(county, running(county, due=date(2026, 2, 1)))


def test_the_nodes_of_the_older_plan_stand_with_the_days_on_which_they_were_passed(county):
    nodes = (("开工", date(2026, 4, 1), date(2026, 4, 8)), ("封顶", date(2026, 9, 30), None))
    (matter,) = take_over(county, running(county, nodes=nodes))
    assert matter.plan_on == DAY
    assert list(Node.rows.filter(matter=matter).order_by("day").values_list("title", "passed_on")) == [
        ("开工", date(2026, 4, 8)),
        ("封顶", None),
    ]
    assert rebuild(check=True) == []


def test_passed_nodes_without_a_plan_keep_their_place_when_the_plan_comes(county):
    (matter,) = take_over(county, running(county, nodes=(("开工", date(2026, 4, 1), date(2026, 4, 8)),)))
    assert matter.plan_on is None
    head = county.by("head", "住建局", DAY)
    actions.plan(head, world.lead(matter).uuid, [("开工", date(2026, 4, 1), 1), ("封顶", date(2026, 9, 30), 1)])
    passed = dict(Node.rows.filter(matter=matter).values_list("title", "passed_on"))
    assert passed == {"开工": date(2026, 4, 8), "封顶": None}
    assert rebuild(check=True) == []


def test_what_was_finished_before_is_finished_here(county):
    (matter,) = take_over(county, running(county, ended_on=date(2026, 6, 20)))
    assert (matter.stage, matter.end, matter.ended_on) == ("ended", "done", date(2026, 6, 20))


def test_nothing_can_have_been_done_tomorrow(county):
    with pytest.raises(BadInput, match="还没有到"):
        take_over(county, running(county, issued_on=date(2026, 8, 1)), running(county))
    assert not Matter.rows.exists()


def test_a_plan_that_is_owed_is_asked_beneath_the_nodes_that_were_passed_before(county):
    first = ("选址", date(2026, 4, 1), date(2026, 4, 8))
    (matter,) = take_over(county, running(county, quantities=(("m1", Decimal(400)),), nodes=(first,)))
    client = Client()
    client.force_login(Account.rows.get(username="head-住建局"))
    with clock.at(clock.moment(DAY)):
        shown = client.get(f"/matters/{matter.uuid}").content.decode()
    assert "选址" in shown
    assert "报节点计划" in shown
