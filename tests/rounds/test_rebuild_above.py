"""A day on which everything happens at once is replayed as it was: asks, rulings, marks and upper steps in a row."""

from datetime import date, timedelta

import pytest
from tests import world

from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import LightSpan, Matter, Node
from luoshi.rounds.rebuild import rebuild

DAY = date(2026, 4, 7)


def at(county, role: str, minutes: int, unit: str = "府办"):
    return county.by(role, unit, clock.moment(DAY, 9) + timedelta(minutes=minutes))


def issue(county, **more) -> Matter:
    wanted = {"title": "一件事", "unit": county.units["住建局"], "matter_kind": "task", "due": date(2026, 6, 30)} | more
    matter = Matter.rows.get(uuid=actions.issue(county.by("clerk"), [actions.Decided(**wanted)])[0])
    world.claim_and_plan(
        county, matter, "住建局", date(2026, 3, 3), {"开工": date(2026, 4, 2), "完工": date(2026, 6, 1)}
    )
    return matter


def test_a_day_of_asks_and_rulings(county):
    matter = issue(county, leader=county.post("vice_head"))
    for minute, (asks, more) in enumerate(
        (
            ("extension", {"new_due": date(2026, 7, 31)}),
            ("change", {"change": actions.Change(title="换个说法", unit=county.units["资源局"])}),
            ("end", {"end": "postponed", "new_due": date(2026, 5, 6)}),
            ("end", {"end": "routine"}),
            ("end", {"end": "carried", "new_due": date(2027, 5, 31)}),
        )
    ):
        unit = "资源局" if minute > 1 else "住建局"
        ref = actions.request(at(county, "head", minute * 2, unit), matter.uuid, asks, "情况变了", **more)
        actions.rule_request(at(county, "vice_head", minute * 2 + 1), ref, True)
    now = Matter.rows.get(uuid=matter.uuid)
    assert (now.end, now.extended, now.first_due, now.due) == ("carried", 1, date(2026, 6, 30), date(2026, 7, 31))
    assert rebuild(check=True) == []


@pytest.mark.parametrize("then", ["nothing", "struck_off", "sent_back"])
def test_a_day_of_steps_up_and_back_among_reports(county, then):
    matter = issue(county, origin_level="city", origin_kind="upper", upper_due=date(2026, 7, 10))
    node = Node.rows.get(matter=matter, title="开工")
    world.report(county, matter, "住建局", clock.moment(DAY, 9), "2026-04")
    actions.upper_step(at(county, "clerk", 5), matter.uuid, "reported_up", DAY, "函")
    held = Matter.rows.get(uuid=matter.uuid)
    assert held.yellow_from == date(2026, 4, 3)  # the node of the 2nd had been missed
    world.report(county, matter, "住建局", clock.moment(DAY, 10), "2026-04", nodes=(node.uuid,))
    assert Matter.rows.get(uuid=matter.uuid).yellow_from == held.yellow_from
    if then != "nothing":
        actions.upper_step(at(county, "clerk", 90), matter.uuid, then, DAY, "市里来函")
    assert rebuild(check=True) == []
    assert LightSpan.rows.filter(matter=matter, until=None).count() == 1


def test_a_day_of_marks(county):
    matter = issue(county, matter_kind="instruction", origin_leader=county.post("vice_head"), reported=False)
    for hour, mark in ((9, "seen"), (11, "again"), (13, "agreed")):
        world.report(county, matter, "住建局", clock.moment(DAY, hour), "2026-04", words=f"第 {hour} 版")
        leader = county.by("vice_head", at=clock.moment(DAY, hour + 1))
        actions.mark_answer(leader, matter.uuid, mark, limit=5, ends=True)
    assert Matter.rows.get(uuid=matter.uuid).end == "done"
    assert rebuild(check=True) == []
