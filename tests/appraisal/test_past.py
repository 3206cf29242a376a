"""A closed month keeps what had been decided when it was closed; only what is put right changes it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.appraisal import story

from luoshi.appraisal import queries
from luoshi.appraisal.loop import ONE_BY_ONE, TOGETHER, loop_figures
from luoshi.appraisal.models import Closing
from luoshi.appraisal.queries.touched import changes_waiting
from luoshi.core.errors import BadInput
from luoshi.core.timing.periods import Period
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Matter, Measure, Node, Plan
from luoshi.matters.queries.figures import month_figures
from luoshi.matters.queries.finished import DONE
from luoshi.org.actions import change_setting
from luoshi.org.models import Account
from luoshi.rounds.rebuild import rebuild

LATER = date(2026, 4, 2)
MARCH = Period.parse("2026-03")
EVERY = (*TOGETHER, *ONE_BY_ONE, DONE, "report_quality")


@pytest.fixture
def sealed(county):
    """March, closed; beside it matters that are short of a plan, wait for a plan's approval, or are due in March."""
    story.a_march(county)
    story.figures(county)
    for number in range(6):
        world.issue_matter(county, "住建局", title=f"改造{number}", due=date(2026, 3, 27), target=Decimal(300))
        matter = Matter.rows.get(title=f"改造{number}")
        actions.claim(county.by("head", "住建局", date(2026, 3, 3)), [world.lead(matter).uuid])
    change_setting(county.by("admin", at=date(2026, 3, 3)), "plan_approval", True, date(2026, 3, 3))
    head = county.by("head", "住建局", date(2026, 3, 4))
    for number in (0, 1):
        actions.plan(head, lead(number), [("开工", date(2026, 3, 20), 1)])
    story.close(county, "2026-03")
    return county


def lead(number: int):
    return world.lead(Matter.rows.get(title=f"改造{number}")).uuid


def of(unit: str) -> Matter:
    return Matter.rows.get(title=unit)


def asked(county, matter: Matter, asks: str, unit: str, on: date = LATER, **what) -> None:
    ref = actions.request(county.by("head", unit, on), matter.uuid, asks, "情况有变", **what)
    actions.rule_request(county.by("vice_head", at=on), ref, True)


def extended(county):
    for number in (1, 2):
        asked(county, of(f"石桥镇项目{number}"), "extension", "石桥镇", new_due=date(2027, 6, 30))


def moved(county):
    """The node that was missed is moved out of the month, one of the other town's into it."""
    missed = Node.rows.get(matter__title="石桥镇项目2")
    asked(county, missed.matter, "change", "石桥镇", change=actions.Change(nodes=((missed.uuid, date(2026, 6, 10)),)))
    matter = of("改造2")
    actions.plan(county.by("head", "住建局", LATER), lead(2), [("开工", date(2026, 3, 26), 1)])
    assert matter.plan_on is None


def planned(county):
    actions.rule_plans(county.by("clerk", at=LATER), [one.uuid for one in plans(0)], True)
    actions.rule_plans(county.by("clerk", at=LATER), [one.uuid for one in plans(1)], False, "节点核对不了")
    actions.plan(county.by("head", "住建局", date(2026, 4, 3)), lead(1), [("开工", date(2026, 3, 26), 1)])


def plans(number: int):
    return Plan.rows.filter(line=lead(number))


def revised(county):
    """More is asked of one, less of another; a third goes to another unit under another name."""
    for title, value in (("金溪镇项目1", 9000), ("石桥镇项目1", 10)):
        change = actions.Change(measures=(("m1", Decimal(value)),))
        asked(county, of(title), "change", title[:3], change=change)
    change = actions.Change(unit=county.units["资源局"], title="换个说法")
    asked(county, of("石桥镇项目2"), "change", "石桥镇", change=change)
    moved_on = of("换个说法")
    actions.claim(county.by("head", "资源局", date(2026, 4, 7)), [world.lead(moved_on).uuid])


def ended(county):
    """Everything that can come of a matter."""
    leader = county.by("vice_head", at=LATER)
    for title, end, more in (
        ("改造3", "routine", {}),
        ("改造4", "merged", {"into": of("改造5").uuid}),
        ("改造5", "postponed", {"day": date(2026, 9, 1)}),
        ("石桥镇项目1", "withdrawn", {}),
        ("金溪镇项目2", "done", {}),
    ):
        actions.end_matter(leader, [of(title).uuid], end, "会议定", **more)


STEPS = (extended, planned, moved, revised, ended)


@pytest.mark.parametrize("later", [STEPS, *((step,) for step in STEPS)], ids=lambda some: some[0].__name__)
def test_what_is_decided_after_the_month_changes_no_digit_of_it(sealed, later):
    before, units = snapshot(), snapshot("2026Q1")
    for step in later:
        step(sealed)
    assert snapshot() == before
    assert snapshot("2026Q1") == units
    assert changes_waiting(story.clerk(sealed, date(2026, 4, 7))) == []
    story.close(sealed, "2026-03", "再核一遍", day=date(2026, 4, 7))
    first, second = Closing.rows.order_by("edition")
    assert (second.result_digest, second.reasons) == (first.result_digest, first.reasons)


def snapshot(period: str = "2026-03"):
    sealed_at = Closing.rows.order_by("edition").first().at
    return loop_figures(Period.parse(period), EVERY, sealed=sealed_at)


def test_a_day_that_had_been_entered_wrongly_is_put_right_in_the_closed_month(sealed):
    node = Node.rows.get(matter__title="石桥镇项目2")
    right = actions.Change(nodes=((node.uuid, date(2026, 6, 10)),), corrects=True)
    asked(sealed, node.matter, "change", "石桥镇", change=right)
    (told,) = changes_waiting(story.clerk(sealed, LATER))
    assert "石桥镇 节点兑现 2.2857/4.5714 个 → 2.2857/2.2857 个" in told.sentence
    node.refresh_from_db()
    assert (node.day, node.first_day) == (date(2026, 6, 10), date(2026, 6, 10))
    further = actions.Change(nodes=((node.uuid, date(2026, 3, 26)),))
    asked(sealed, node.matter, "change", "石桥镇", on=date(2026, 4, 3), change=further)
    assert (
        "石桥镇 节点兑现 2.2857/4.5714 个 → 2.2857/2.2857 个" in changes_waiting(story.clerk(sealed, LATER))[0].sentence
    )
    assert rebuild(check=True) == []


def test_a_target_that_had_been_entered_wrongly_is_put_right_too_and_only_where_it_stood(sealed):
    matter = of("石桥镇项目1")
    asked(sealed, matter, "change", "石桥镇", change=actions.Change(measures=(("m1", Decimal(2000)),)))
    assert changes_waiting(story.clerk(sealed, LATER)) == []
    wrong = actions.Change(measures=(("m1", Decimal(2100)),), corrects=True)
    asked(sealed, matter, "change", "石桥镇", on=date(2026, 4, 3), change=wrong)
    assert queries.changed(sealed.by("chief", at=date(2026, 4, 3)), "2026-03").figures == ()
    other = actions.Change(measures=(("m1", Decimal(12000)),), corrects=True)
    asked(sealed, of("金溪镇项目1"), "change", "金溪镇", on=date(2026, 4, 3), change=other)
    found = queries.changed(sealed.by("chief", at=date(2026, 4, 3)), "2026-03").figures
    assert {(one.unit_name, one.item) for one in found} >= {("金溪镇", "quantities")}
    assert Measure.rows.get(matter=of("金溪镇项目1")).value == Decimal(12000)


def test_the_form_says_that_it_was_entered_wrongly_and_who_decides_reads_it(sealed, client):
    node = Node.rows.get(matter__title="金溪镇项目1")
    with clock.at(clock.moment(LATER, 15)):
        client.force_login(Account.rows.get(username="head-金溪镇"))
        page = f"/matters/{node.matter_id}"
        assert "，已通过，只能更正" in client.get(page).content.decode()
        asks = {"asks": "change", f"node:{node.uuid}": "2026-04-20", "corrects": "1", "reason": "录错"}
        client.post(f"{page}/requests", asks)
        client.force_login(Account.rows.get(username="vice_head"))
        assert "原来录错了，已封存的月份也照改" in client.get(page).content.decode()


def test_a_correction_is_of_days_and_targets_alone(sealed):
    head, matter = sealed.by("head", "石桥镇", LATER), of("石桥镇项目2")
    with pytest.raises(BadInput, match="更正只改录错的目标和节点日期"):
        actions.request(head, matter.uuid, "change", "录错", change=actions.Change(title="换个说法", corrects=True))


def test_a_plan_handed_in_late_is_asked_for_what_it_says_until_the_month_is_closed(county):
    matter = world.issue_matter(county, "金溪镇")
    late = date(2026, 3, 31)
    actions.claim(county.by("head", "金溪镇", date(2026, 3, 24)), [world.lead(matter).uuid])
    actions.plan(county.by("head", "金溪镇", late), world.lead(matter).uuid, [("开工", date(2026, 3, 26), 1)])
    nodes = [one for one in month_figures(MARCH) if one.item == "nodes_kept"]
    assert [(one.actual, one.target) for one in nodes] == [(0.0, 1.0)]


def test_no_more_is_asked_of_the_database_however_much_was_decided_since(sealed):
    for step in (extended, planned, moved, revised):
        step(sealed)
    few, after = asked_of_the_database(), date(2026, 4, 9)
    for number in range(4):
        asked(sealed, of(f"改造{number}"), "change", "住建局", after, change=actions.Change(title=f"另{number}"))
        asked(sealed, of(f"另{number}"), "extension", "住建局", after, new_due=date(2026, 12, 1))
    assert asked_of_the_database() == few


def asked_of_the_database() -> int:
    month_figures(MARCH)  # what is kept of the house is in memory
    with CaptureQueriesContext(connection) as captured:
        month_figures(MARCH)
    return len(captured.captured_queries)
